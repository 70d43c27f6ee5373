package th.sala.leave;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import th.sala.web.RateFilter;
import th.sala.web.RequestRate;

/// The door for calendar programs: they have no session and send no password, only the secret that
/// their person gave them.
@Configuration(proxyBeanMethods = false)
class LeaveFeedDoor {
    static final String ADDRESS = "/leave/calendar.ics";

    /// Before the one of the pages.
    private static final int FIRST = 0;

    @Bean
    @Order(FIRST)
    SecurityFilterChain leaveFeed(
            HttpSecurity http,
            Clock clock,
            @Value("${sala.requests.at-once}") int atOnce,
            @Value("${sala.requests.a-second}") int aSecond) {
        return http.securityMatcher(ADDRESS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'")))
                .addFilterBefore(
                        new RateFilter(
                                new RequestRate(atOnce, aSecond),
                                clock,
                                (_, response, wait) -> {
                                    response.setHeader(
                                            HttpHeaders.RETRY_AFTER,
                                            Long.toString(wait.toSeconds()));
                                    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                                }),
                        AuthorizationFilter.class)
                .build();
    }
}
