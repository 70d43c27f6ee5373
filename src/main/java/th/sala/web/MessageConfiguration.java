package th.sala.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import th.sala.thai.Display;

/// Texts: one pair of files a module, `messages/<module>_th.properties` and `_en`. Thai first.
@Configuration(proxyBeanMethods = false)
class MessageConfiguration implements WebMvcConfigurer {
    private static final String THAI = "_th.properties";

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(bundles());
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Display.THAI);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    private static String[] bundles() {
        try {
            var files =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:messages/*" + THAI);
            return Arrays.stream(files)
                    .map(Resource::getFilename)
                    .map(name -> Objects.requireNonNull(name).replace(THAI, ""))
                    .map("messages/"::concat)
                    .toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageOfPages();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change =
                new LocaleChangeInterceptor() {
                    @Override
                    protected @Nullable Locale parseLocaleValue(String value) {
                        if (value.equals("th") || value.equals("en")) {
                            return Locale.of(value);
                        }
                        throw new IllegalArgumentException("no language of ours");
                    }
                };
        change.setParamName("lang");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }
}
