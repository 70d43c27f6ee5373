package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import th.sala.accounts.AccountSessions;
import th.sala.accounts.ClosedDoors;
import th.sala.accounts.Departures;
import th.sala.accounts.SignedIn;
import th.sala.accounts.ToSignIn;

/// Which addresses are open to whom, and what every answer says to the browser.
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class Doors {
    /// Request attribute: a form came without the token that our pages give it.
    static final String STALE_FORM = Doors.class.getName() + ".stale-form";

    /// Also under the names with a fingerprint that the pages use. What browsers run without a page
    /// has its name for good, and lies where it may speak for all pages.
    private static final String[] ASSETS = {
        "/assets/**", "/favicon*.svg", "/sala*.webmanifest", "/push-worker.js"
    };

    /// Those of a meeting ask for an `Attending`: somebody signed in, or the bearer of a link.
    private static final String[] PUBLIC = {
        "/evidence",
        "/evidence/**",
        "/meetings/links",
        "/meetings/*/guest",
        "/meetings/*/join",
        "/meetings/*/live",
        "/meetings/*/identify",
        "/meetings/*/papers/**",
        "/meetings/*/room",
        "/meetings/*/room/**",
        "/meetings/*/trouble",
        "/registry",
        "/registry/**",
        "/registry.*",
        "/sign-in",
        "/sign-in/**",
        "/set-up",
        "/verify",
        "/error"
    };

    /// What a browser kept of the person who leaves; not the cookie by which it is known again.
    private static final LogoutHandler FORGET =
            new HeaderWriterLogoutHandler(
                    new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE));

    /// Styles, scripts and fonts: the same for everybody, kept by browsers, no session looked at.
    @Bean
    @Order(1)
    SecurityFilterChain assets(HttpSecurity http) {
        return http.securityMatcher(ASSETS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .build();
    }

    /// Pages: for those who are signed in, but for the public ones; never kept by browsers.
    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            AccountSessions sessions,
            ToSignIn toSignIn,
            Departures departures,
            ClosedDoors closed,
            Clock clock,
            @Value("${sala.requests.at-once}") int atOnce,
            @Value("${sala.requests.a-second}") int aSecond) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(PUBLIC).permitAll().anyRequest().authenticated())
                .securityContext(context -> context.securityContextRepository(sessions))
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(toSignIn)
                                .accessDeniedHandler(new Denial(closed, clock)))
                .logout(logout ->
                        logout.logoutUrl("/sign-out")
                                .logoutSuccessUrl("/sign-in?out")
                                .addLogoutHandler(departures)
                                .addLogoutHandler(FORGET))
                .headers(Doors::headers)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .addFilterBefore(
                        new RateFilter(new RequestRate(atOnce, aSecond), clock, RateFilter::page),
                        AuthorizationFilter.class)
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(new PagePolicies())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                .frameOptions(frames -> frames.sameOrigin());
    }

    /// Says no, and takes it down; not more often than somebody who looks for open doors can make
    /// the evidence grow.
    private static final class Denial implements AccessDeniedHandler {
        private static final int AT_ONCE = 60;
        private static final double A_SECOND = 0.1;

        private final RequestRate taken = new RequestRate(AT_ONCE, A_SECOND);
        private final ClosedDoors closed;
        private final Clock clock;

        private Denial(ClosedDoors closed, Clock clock) {
            this.closed = closed;
            this.clock = clock;
        }

        @Override
        public void handle(
                HttpServletRequest request,
                HttpServletResponse response,
                AccessDeniedException denied)
                throws IOException {
            if (denied instanceof CsrfException) {
                request.setAttribute(STALE_FORM, true);
            } else {
                SignedIn.current().ifPresent(who -> takeDown(who, request));
            }
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }

        private void takeDown(SignedIn who, HttpServletRequest request) {
            if (taken.take(who.account().toString(), clock.instant()).isEmpty()) {
                closed.refused(who, request.getMethod(), request.getRequestURI());
            }
        }
    }
}
