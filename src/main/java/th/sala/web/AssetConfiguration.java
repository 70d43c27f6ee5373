package th.sala.web;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/// Styles, scripts and fonts. Under a name with the fingerprint of its content a browser keeps a
/// file for ever and never asks again; under its plain name it asks each time. What is not there is
/// not kept at all: another machine of the installation may be newer.
@Configuration(proxyBeanMethods = false)
class AssetConfiguration implements WebMvcConfigurer {
    private static final String FINGERPRINTED = "/assets/{name:.+-[0-9a-f]{32}\\.\\w+}";
    private static final String ALL = "/assets/**";
    private static final String FOLDER = "classpath:/static/assets/";
    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        register(registry, FINGERPRINTED, CacheControl.maxAge(YEAR).cachePublic().immutable());
        register(registry, ALL, CacheControl.noCache());
    }

    private static void register(ResourceHandlerRegistry registry, String path, CacheControl kept) {
        registry.addResourceHandler(path)
                .addResourceLocations(FOLDER)
                .setCacheControl(kept)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }
}
