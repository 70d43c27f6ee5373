package th.sala.api;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import th.sala.accounts.Tokens;
import th.sala.web.RateFilter;
import th.sala.web.RequestRate;
import th.sala.web.ScopeFilter;

/// The door for programs: a token in each request and nothing else. No session, no cookie, so no
/// form token either; a session opens nothing here, and a token opens no page.
@Configuration(proxyBeanMethods = false)
class ApiDoors implements WebMvcConfigurer {
    static final String ALL = "/api/**";

    /// What programs may know before they have a token.
    static final String DESCRIPTION = "/api/v1/openapi.json";

    private static final int FIRST = 0;

    private final CallCheck check;
    private final Once once;

    ApiDoors(CallCheck check, Once once) {
        this.check = check;
        this.once = once;
    }

    @Bean
    @Order(FIRST)
    SecurityFilterChain programs(
            HttpSecurity http,
            Tokens tokens,
            Problems problems,
            Once once,
            Clock clock,
            @Value("${sala.api.at-once}") int atOnce,
            @Value("${sala.api.a-second}") double aSecond) {
        return http.securityMatcher(ALL)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(DESCRIPTION)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'")))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((request, response, _) ->
                                        problems.write(Problem.noToken(), request, response))
                                .accessDeniedHandler((request, response, _) ->
                                        problems.write(
                                                Problem.of(HttpStatus.FORBIDDEN),
                                                request,
                                                response)))
                .addFilterBefore(
                        new BearerFilter(
                                tokens, new RequestRate(atOnce, aSecond), clock, problems::tooMany),
                        AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new RateFilter(new RequestRate(atOnce, aSecond), clock, problems::tooMany),
                        AuthorizationFilter.class)
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .addFilterAfter(new BodyFilter(problems, once), ScopeFilter.class)
                .build();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(check).addPathPatterns(ALL);
        registry.addInterceptor(once).addPathPatterns(ALL);
    }
}
