package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;
import th.sala.database.AgencyScope;

/// Looks through what the program writes to its log and answers, in every test that runs it.
///
/// Neither may hold a secret: passwords as people type them or as they are kept, the installation's
/// own, session cookies. The log may not hold what people write or who they are, nor may an answer
/// to somebody who has not signed in: what that is, is read from the database when a class ends.
public final class LeakScan {
    private static final Pattern TYPED = Pattern.compile("(?i).*(password|secret).*");
    private static final Pattern PERSONAL =
            Pattern.compile("(?s).*([\u0E00-\u0E7F]{3,}|\\S@\\S).*");
    private static final int SHORTEST = 10;

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final Queue<String> STRANGERS = new ConcurrentLinkedQueue<>();
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

    /// Whoever brings a letter is told what stands in it; `VerifyWebTests` says what a stranger
    /// with another file is not told.
    private static final String HANDED_BACK = "POST /verify";

    private LeakScan() {}

    /// Begins to look over an application's shoulder.
    public static void watch(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("leakScan", new Answers());
        context.getBeanFactory().registerSingleton("leakScanOfPeople", new People());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            var root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            if (root.getAppender(Log.NAME) == null) {
                var log = new Log();
                log.setContext(logging);
                log.start();
                root.addAppender(log);
            }
        }
    }

    private static final class Log extends AppenderBase<ILoggingEvent> {
        static final String NAME = "leak scan";

        Log() {
            setName(NAME);
        }

        @Override
        protected void append(ILoggingEvent event) {
            LINES.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                LINES.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    /// Behind the doors: who gets so far with a principal is known.
    private static final class People extends OncePerRequestFilter implements Ordered {
        static final String KNOWN = People.class.getName();

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            request.setAttribute(KNOWN, request.getUserPrincipal() != null);
            chain.doFilter(request, response);
        }
    }

    private static final class Answers extends OncePerRequestFilter implements Ordered {
        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        /// A real server's answers are on their way before they could be looked at.
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !(request.getServletContext() instanceof MockServletContext);
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var typed = typed(request);
            SECRETS.addAll(typed);
            var kept = new ContentCachingResponseWrapper(response);
            try {
                chain.doFilter(request, kept);
            } finally {
                look(request, kept, typed);
                if (!request.isAsyncStarted()) {
                    kept.copyBodyToResponse();
                }
            }
        }

        /// What was typed as a password, and never as anything else.
        private static Set<String> typed(HttpServletRequest request) {
            var typed = new HashSet<String>();
            request.getParameterMap()
                    .forEach((name, values) ->
                            (TYPED.matcher(name).matches() ? typed : OPEN).addAll(given(values)));
            OPEN.addAll(
                    List.of(
                            UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8)
                                    .split("/")));
            typed.removeIf(value -> value.length() < SHORTEST || OPEN.contains(value));
            return typed;
        }

        private static List<String> given(@Nullable String[] values) {
            return Stream.of(values).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
        }

        private static void look(
                HttpServletRequest request,
                ContentCachingResponseWrapper response,
                Set<String> typed) {
            var type = Objects.toString(response.getContentType(), "");
            if (!type.startsWith("text/") && !type.contains("json")) {
                return;
            }
            var body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            var address = request.getMethod() + " " + request.getRequestURI();
            if (body.contains("$argon2") || typed.stream().anyMatch(body::contains)) {
                FOUND.add("a password in the answer to " + address);
            }
            if (!Boolean.TRUE.equals(request.getAttribute(People.KNOWN))
                    && !address.equals(HANDED_BACK)) {
                STRANGERS.add(address + "\n" + body);
            }
            response.getHeaders("Set-Cookie").stream()
                    .map(cookie -> cookie.replaceFirst("^[^=]*=", "").replaceFirst(";.*", ""))
                    .filter(value -> value.length() >= 2 * SHORTEST)
                    .forEach(SECRETS::add);
        }
    }

    /// After each class: what was found in it is its failure.
    public static final class Verdict implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext extension) throws IOException {
            var context = SpringExtension.getApplicationContext(extension);
            var environment = context.getEnvironment();
            var found = new TreeSet<>(FOUND);
            var log = taken(LINES);
            SECRETS.removeAll(OPEN);
            SECRETS.addAll(own(environment));
            for (var secret : SECRETS) {
                if (log.contains(secret)) {
                    found.add("a secret in the log: " + around(log, secret));
                }
            }
            var strangers = taken(STRANGERS);
            for (var text :
                    personal(
                            context,
                            "letters",
                            "mail",
                            "registers",
                            "notices",
                            "accounts",
                            "identity")) {
                if (log.contains(text)) {
                    found.add("in the log: " + around(log, text));
                }
            }
            // who may write letters is public
            for (var text : personal(context, "letters", "registers", "notices")) {
                if (strangers.contains(text)) {
                    found.add("told to a stranger: " + around(strangers, text));
                }
            }
            FOUND.clear();
            SECRETS.clear();
            OPEN.clear();
            assertThat(found).isEmpty();
        }

        private static String taken(Queue<String> texts) {
            var all = new StringBuilder();
            for (var text = texts.poll(); text != null; text = texts.poll()) {
                all.append(text).append('\n');
            }
            return all.toString();
        }

        private static String around(String text, String found) {
            var at = text.indexOf(found);
            return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 120));
        }

        /// The installation's own secrets.
        private static Collection<String> own(Environment environment) throws IOException {
            var own = new ArrayList<String>();
            for (var name : List.of("spring.datasource", "spring.flyway", "sala.sequencer")) {
                own.add(Objects.requireNonNull(environment.getProperty(name + ".password")));
            }
            var keys =
                    java.nio.file.Path.of(
                            Objects.requireNonNull(
                                    environment.getProperty("sala.master-key-file")));
            own.addAll(Files.readAllLines(keys));
            return own;
        }

        /// What people wrote, and who they are.
        private static Set<String> personal(ApplicationContext context, String... schemas) {
            var db = context.getBean(JdbcClient.class);
            var columns =
                    db.sql(
                                    """
                                    SELECT table_schema || '.' || table_name || '.' || column_name
                                      FROM information_schema.columns
                                     WHERE table_schema IN (:schemas)
                                       AND data_type = 'text'
                                     ORDER BY 1
                                    """)
                            .param("schemas", List.of(schemas))
                            .query(String.class)
                            .list();
            var texts = new TreeSet<String>();
            AgencyScope.everywhere(() -> {
                context.getBean(TransactionTemplate.class)
                        .executeWithoutResult(_ ->
                                columns.stream()
                                        .forEach(column -> texts.addAll(texts(db, column))));
            });
            return texts;
        }

        private static List<String> texts(JdbcClient db, String column) {
            var dot = column.lastIndexOf('.');
            return db
                    .sql(
                            "SELECT DISTINCT %2$s FROM %1$s WHERE length(%2$s) >= %3$d"
                                    .formatted(
                                            column.substring(0, dot),
                                            column.substring(dot + 1),
                                            SHORTEST))
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(text -> PERSONAL.matcher(text).matches())
                    .toList();
        }
    }
}
