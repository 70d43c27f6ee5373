package th.sala.accounts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;

/// Sessions in the database: any machine serves any user, and a restart signs nobody out. They end
/// twelve hours after the last request; ended ones are swept away every ten minutes.
///
/// What is put into a session (flash attributes too) is serialised: plain values only.
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(
        tableName = "accounts.spring_session",
        maxInactiveIntervalInSeconds = SessionConfiguration.TWELVE_HOURS,
        // its own sweeping begins before the tables are there
        cleanupCron = Scheduled.CRON_DISABLED)
@EnableScheduling
class SessionConfiguration {
    static final int TWELVE_HOURS = 12 * 60 * 60;
    private static final String COOKIE = "session";

    private static final String OF_PRINCIPAL =
            """
            SELECT s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                   a.attribute_name, a.attribute_bytes
              FROM %TABLE_NAME% s LEFT JOIN %TABLE_NAME%_ATTRIBUTES a ON s.primary_id = a.session_primary_id
             WHERE s.principal_name = ?
             ORDER BY s.primary_id
            """;

    @Bean
    CookieSerializer sessionCookie() {
        return new SessionCookie();
    }

    /// Error pages know who is signed in, too.
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            SessionRepositoryFilter<?> filter) {
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(
                DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /// Two requests that make the same attribute at once do not fail. Rows of a person's sessions
    /// come session by session: the library takes them for others where they are mixed, as the
    /// database may well send them.
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> postgresSessions() {
        var postgres = new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
        return sessions -> {
            postgres.customize(sessions);
            sessions.setListSessionsByPrincipalNameQuery(OF_PRINCIPAL);
        };
    }

    @Component
    static class Sweeping {
        private final JdbcIndexedSessionRepository sessions;

        Sweeping(JdbcIndexedSessionRepository sessions) {
            this.sessions = sessions;
        }

        @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
        void sweep() {
            sessions.cleanUpExpiredSessions();
        }
    }

    /// HttpOnly, SameSite=Lax, Secure on https, gone with the browser.
    private static final class SessionCookie implements CookieSerializer {
        @Override
        public void writeCookieValue(CookieValue value) {
            of(value.getRequest()).writeCookieValue(value);
        }

        @Override
        public List<String> readCookieValues(HttpServletRequest request) {
            return of(request).readCookieValues(request);
        }

        private static DefaultCookieSerializer of(HttpServletRequest request) {
            var cookie = new DefaultCookieSerializer();
            cookie.setCookieName(Cookies.name(COOKIE, request));
            cookie.setCookiePath("/");
            cookie.setUseHttpOnlyCookie(true);
            cookie.setSameSite("Lax");
            return cookie;
        }
    }
}
