package th.sala.web;

import java.text.ParseException;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import th.sala.accounts.SignedIn;
import th.sala.thai.Display;
import th.sala.thai.TypedDay;

/// Days in forms and addresses: read as people type them, in either era and either digits, and
/// shown to be typed over as the person prefers.
@Configuration(proxyBeanMethods = false)
class DayConfiguration implements WebMvcConfigurer {
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldType(LocalDate.class, new Days());
    }

    private static final class Days implements Formatter<LocalDate> {
        @Override
        public LocalDate parse(String typed, Locale locale) throws ParseException {
            return TypedDay.read(typed).orElseThrow(() -> new ParseException(typed, 0));
        }

        @Override
        public String print(LocalDate day, Locale locale) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            var show =
                    authentication != null && authentication.getPrincipal() instanceof SignedIn who
                            ? who.display()
                            : Display.OFFICIAL;
            return show.typed(day);
        }
    }
}
