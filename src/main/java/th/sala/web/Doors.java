package th.sala.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Which addresses are open to whom, and what every answer says to the browser.
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class Doors {
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    private static final String[] PUBLIC = {
        "/assets/**", "/favicon.svg", "/registry", "/registry/**", "/sign-in", "/set-up", "/error"
    };

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(PUBLIC).permitAll().anyRequest().authenticated())
                .formLogin(login -> login.loginPage("/sign-in").permitAll())
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                        policy -> policy.policyDirectives(CONTENT_POLICY))
                                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                                .frameOptions(frames -> frames.sameOrigin()))
                .csrf(Customizer.withDefaults())
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .build();
    }
}
