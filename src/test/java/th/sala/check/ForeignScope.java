package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Runs each statement of the program once more before it runs, in the scope of an agency that
/// nobody has: it must show and change nothing. This happens in every test that uses the database,
/// in the test's own transaction and with its own values, between a savepoint and the return to it.
///
/// A statement counts as tried when in its own scope it shows or changes something. What it shows
/// in the other scope may come from tables that belong to no agency or that everybody may read
/// ([#SHARED]); a statement that reads others too may give back rows of nothing (`count(*)`, no
/// name).
public final class ForeignScope implements BeanPostProcessor, QueryExecutionListener {
    /// Tables without `agency_id`, and why they need none.
    public static final Map<String, String> SHARED =
            Map.ofEntries(
                    Map.entry(
                            "events.event_publication",
                            "work that waits, of all agencies; its listeners enter the scope it names"),
                    Map.entry(
                            "accounts.challenge",
                            "found by an unguessable token before anybody is known"),
                    Map.entry("accounts.tally", "failed attempts, counted before anybody is known"),
                    Map.entry(
                            "accounts.spring_session",
                            "found by an unguessable id before anybody is known"),
                    Map.entry("accounts.spring_session_attributes", "with its session"),
                    Map.entry("accounts.installation_right", "rights over the whole installation"),
                    Map.entry("agencies.installation", "who this installation is"),
                    Map.entry("agencies.peer", "other installations"),
                    Map.entry("agencies.edition", "other installations' registers, public"),
                    Map.entry("agencies.replaced_key", "other installations' keys"),
                    Map.entry("evidence.log", "the log's signed heads, public"),
                    Map.entry("evidence.place", "ids and places of entries, without what they say"),
                    Map.entry("evidence.waiting", "ids of entries"),
                    Map.entry("evidence.witnessed", "heads of other installations' logs"),
                    Map.entry("identity.directory", "of the whole installation"),
                    Map.entry("identity.provider", "of the whole installation"),
                    Map.entry("jobs.job", "when recurring work ran"),
                    Map.entry(
                            "notices.sent_codes",
                            "codes counted, also to addresses that many agencies write to"),
                    Map.entry("leave.pay_rule", "the decree's rules, the same for all"),
                    Map.entry("leave.power", "the regulation's table, the same for all"),
                    Map.entry("mail.route", "of the whole installation"),
                    Map.entry("mail.signing_key", "of the whole installation, as domains are"),
                    Map.entry("search.rebuild", "how far the making of all words came"),
                    Map.entry("search.tail", "words, without saying whose; never shown"),
                    Map.entry("search.word", "words, without saying whose; never shown"),
                    Map.entry(
                            "signing.refused_pin",
                            "what the installation's token refused, of no agency; marks that say nothing"),
                    Map.entry("worktime.holiday", "the country's"));

    private static final int MOST_TRIES = 2_000;
    private static final Pattern CHANGE = Pattern.compile("\\s*(?:INSERT|UPDATE|DELETE)\\b");

    private static final Pattern RELATION =
            Pattern.compile("\"Relation Name\": \"([^\"]+)\",\\s*\"Schema\": \"([^\"]+)\"");
    private static final Set<String> REFUSALS =
            Set.of("42501", "23502", "23503", "23505", "23514", "P0001");

    private static final Map<String, Integer> TRIES = new ConcurrentHashMap<>();
    private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();
    private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    private static final Set<String> WAYS = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

    /// Methods of the program, as `class#method`, on whose behalf a statement was tried in any
    /// process of this run.
    static Set<String> ways() {
        try (var processes = Files.newDirectoryStream(waysOfRun())) {
            var ways = new TreeSet<String>();
            for (var process : processes) {
                ways.addAll(Files.readAllLines(process));
            }
            return ways;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Each process of a run leaves its ways here for the test that comes last.
    private static Path waysOfRun() throws IOException {
        var run = System.getProperty("sala.test.run", "alone").replace(':', '-');
        return Files.createDirectories(Path.of("target", "ways", run));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && name.equals("dataSource")
                ? ProxyDataSourceBuilder.create(source).listener(this).build()
                : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (BUSY.get()) {
            return;
        }
        var query = queries.getFirst();
        // one statement commits in the same message; a try must not
        var sql = query.getQuery().replaceFirst(";\\s*COMMIT\\s*$", "");
        if (TRIES.merge(sql, 1, Integer::sum) > MOST_TRIES) {
            return;
        }
        BUSY.set(true);
        try {
            var connection = execution.getStatement().getConnection();
            // without a transaction there is no scope, and nothing of any agency
            var isScoped = !connection.getAutoCommit();
            if (isScoped && !TRIED.contains(sql)) {
                var again = new Statement(sql, values(query));
                if (!attempt(connection, again)) {
                    return;
                }
                TRIED.add(sql);
            }
            WAYS.addAll(ways(StackWalker.getInstance()));
        } catch (SQLException failed) {
            throw new AssertionError("could not be tried in another's scope: " + sql, failed);
        } finally {
            BUSY.set(false);
        }
    }

    private static List<ParameterSetOperation> values(QueryInfo query) {
        var portions = query.getParametersList();
        return portions.isEmpty() ? List.of() : portions.getFirst();
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    private record Statement(String sql, List<ParameterSetOperation> values) {
        /// What it does: rows, then the number of changed ones.
        Outcome run(Connection connection) throws SQLException {
            try (var again = connection.prepareStatement(sql)) {
                fill(again);
                var rows = new ArrayList<List<String>>();
                if (again.execute()) {
                    try (var found = again.getResultSet()) {
                        while (found.next() && rows.size() < 100) {
                            rows.add(texts(found));
                        }
                    }
                }
                // what a change returns may be NULL; that it returns a row says that there was one
                var changed = CHANGE.matcher(sql).lookingAt() ? rows.size() : 0;
                return new Outcome(rows, Math.max(changed, again.getUpdateCount()), "");
            } catch (SQLException refused) {
                return new Outcome(List.of(), 0, Objects.toString(refused.getSQLState()));
            }
        }

        private void fill(PreparedStatement statement) throws SQLException {
            for (var value : values) {
                try {
                    value.getMethod().invoke(statement, value.getArgs());
                } catch (ReflectiveOperationException failed) {
                    throw new SQLException(failed);
                }
            }
        }

        private static List<String> texts(ResultSet row) throws SQLException {
            var texts = new ArrayList<String>();
            for (var n = 1; n <= row.getMetaData().getColumnCount(); n++) {
                texts.add(Objects.toString(row.getString(n), ""));
            }
            return texts;
        }

        Set<String> relations(Connection connection) throws SQLException {
            try (var explain =
                    connection.prepareStatement("EXPLAIN (VERBOSE, FORMAT JSON) " + sql)) {
                fill(explain);
                try (var plan = explain.executeQuery()) {
                    var relations = new TreeSet<String>();
                    while (plan.next()) {
                        RELATION.matcher(plan.getString(1))
                                .results()
                                .forEach(one -> relations.add(one.group(2) + "." + one.group(1)));
                    }
                    return relations;
                }
            }
        }
    }

    private record Outcome(List<List<String>> rows, int changed, String error) {
        /// Whether nothing but a function was called, which says nothing.
        boolean isAct() {
            return changed == 0
                    && rows.stream().flatMap(List::stream).anyMatch(String::isEmpty)
                    && rows.stream().flatMap(List::stream).allMatch(String::isEmpty);
        }

        boolean isSomething() {
            return error.isEmpty() && (changed > 0 || rows.stream().anyMatch(Outcome::says));
        }

        private static boolean says(List<String> row) {
            return row.stream().anyMatch(text -> !Set.of("", "0", "f", "{}").contains(text));
        }
    }

    private interface Look<T> {
        T at() throws SQLException;
    }

    private static <T> T undone(Connection connection, Look<T> look) throws SQLException {
        var before = connection.setSavepoint();
        try {
            return look.at();
        } finally {
            connection.rollback(before);
        }
    }

    /// @return whether it says or does something in its own scope
    private static boolean attempt(Connection connection, Statement statement) throws SQLException {
        var own = undone(connection, () -> statement.run(connection));
        if (!own.isSomething() && !own.isAct()) {
            return false;
        }
        var others =
                undone(
                        connection,
                        () -> {
                            try (var enter =
                                    connection.prepareStatement(
                                            "SELECT set_config('sala.agency', ?, true)")) {
                                enter.setString(1, UUID.randomUUID().toString());
                                enter.execute();
                            }
                            return statement.run(connection);
                        });
        if (!others.error().isEmpty()) {
            if (!REFUSALS.contains(others.error())) {
                report(statement, "is refused for another reason: " + others.error());
            }
        } else if (own.isAct()
                && !statement.sql().contains("FROM")
                && !statement.sql().contains("pg_advisory_xact_lock")) {
            report(statement, "acts for another agency");
        } else if (others.isSomething()) {
            var relations = undone(connection, () -> statement.relations(connection));
            relations.removeIf(name -> isShared(connection, name));
            if (!relations.isEmpty()) {
                report(statement, "shows or changes another agency's " + relations + " " + others);
            }
        }
        return true;
    }

    private static boolean isShared(Connection connection, String table) {
        if (SHARED.containsKey(table)) {
            return true;
        }
        try (var policy =
                connection.prepareStatement(
                        "SELECT FROM pg_policy WHERE polrelid = ?::regclass AND polname = 'public_reading'")) {
            policy.setString(1, table);
            try (var found = policy.executeQuery()) {
                return found.next();
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Set<String> ways(StackWalker stack) {
        return stack.walk(frames ->
                frames.filter(frame -> frame.getClassName().startsWith("th.sala."))
                        .map(ForeignScope::way)
                        .collect(Collectors.toSet()));
    }

    private static String way(StackFrame frame) {
        var lambda = LAMBDA.matcher(frame.getMethodName());
        return frame.getClassName()
                + "#"
                + (lambda.matches() ? lambda.group(1) : frame.getMethodName());
    }

    private static void report(Statement statement, String what) {
        FOUND.add(statement.sql().strip().replaceAll("\\s+", " ") + "\n    " + what);
    }

    /// What was found since it was last asked.
    static List<String> taken() {
        var found = List.copyOf(FOUND);
        FOUND.removeAll(found);
        return found;
    }

    /// After each class: what was found in it is its failure.
    public static final class Verdict implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext context) throws IOException {
            Files.write(waysOfRun().resolve(Long.toString(ProcessHandle.current().pid())), WAYS);
            assertThat(taken())
                    .as("statements that show or change another agency's rows")
                    .isEmpty();
        }
    }
}
