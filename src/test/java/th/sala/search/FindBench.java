package th.sala.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;
import th.sala.letters.ListBench;
import th.sala.thai.Display;

/// `./sala bench find`: how fast letters are put and found among ten thousand, a hundred thousand
/// and a million of one agency, with Lucene on the same words in the same run, and how fast lists
/// are turned at a million. `SALA_BENCH_LETTERS` says how many at most.
///
/// What is measured is all that the page asks for: the results with their excerpts, and how many
/// there are of each kind.
public final class FindBench {
    private static final int LIVE = 10_000;
    private static final int LISTED = 1_000_000;
    private static final int BATCH = 200;
    private static final int THREADS = 2;
    private static final int QUERIES = 200;
    private static final ZoneId BANGKOK = Sala.BANGKOK;
    private static final String[] PORTS = {
        "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0"
    };
    private static final String INDEX =
            "CREATE INDEX record_words ON search.record USING gin (words) WITH (gin_pending_list_limit = 256)";

    private final Letters letters = new Letters();
    private final EmbeddedPostgres postgres;
    private final LuceneReference lucene;
    private final Search search;
    private final TransactionTemplate transaction;
    private final Finder all;
    private final Finder unit;
    private final SignedIn reader =
            new SignedIn(
                    UUID.randomUUID(),
                    Letters.AGENCY,
                    null,
                    "bench",
                    "ผู้ค้นหา",
                    "หน่วยงานทดสอบ",
                    Set.of(Role.CORRESPONDENCE_OFFICER),
                    Display.OFFICIAL,
                    true,
                    SignedIn.BY_PASSWORD,
                    Map.of());

    private FindBench(
            ConfigurableApplicationContext sala,
            EmbeddedPostgres postgres,
            LuceneReference lucene) {
        this.postgres = postgres;
        this.lucene = lucene;
        search = sala.getBean(Search.class);
        transaction = sala.getBean(TransactionTemplate.class);
        all = finder(sala, "all");
        unit = finder(sala, "unit");
    }

    private static Finder finder(ConfigurableApplicationContext sala, String scope) {
        return new Finder(
                sala.getBean(Records.class),
                sala.getBean(KnownWords.class),
                sala.getBean(Rebuilds.class),
                List.of(_ -> Set.of(scope)),
                List.of(),
                List.of());
    }

    public static void main(String[] args) throws Exception {
        int most = Integer.parseInt(System.getenv().getOrDefault("SALA_BENCH_LETTERS", "1000000"));
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches", "max_wal_size=8GB")) {
            execute(postgres, "postgres", "CREATE DATABASE sala");
            var properties =
                    new HashMap<String, Object>(
                            new TestRoles(TestVault.of(folder)).prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala = application.run(PORTS);
                    var lucene = new LuceneReference(folder.resolve("lucene"))) {
                sala.getBeansOfType(SmartLifecycle.class).values().stream()
                        .filter(bean -> bean.getClass().getPackageName().equals("th.sala.jobs"))
                        .forEach(SmartLifecycle::stop);
                var bench = new FindBench(sala, postgres, lucene);
                int there = 0;
                for (int size = 10_000; size <= most; size *= 10) {
                    bench.load(there, size);
                    there = size;
                    bench.findAmong(size);
                }
                execute(postgres, "sala", ListBench.fill(Letters.AGENCY, LISTED));
                execute(
                        postgres,
                        "sala",
                        "VACUUM ANALYZE letters.incoming",
                        "VACUUM ANALYZE registers.entry");
                ListBench.measure(sala, Letters.AGENCY, LISTED);
            }
        }
    }

    private static void execute(EmbeddedPostgres postgres, String database, String... statements)
            throws SQLException {
        try (var admin = admin(postgres, database);
                var statement = admin.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    private static Connection admin(EmbeddedPostgres postgres, String database)
            throws SQLException {
        return DriverManager.getConnection(postgres.url(database), postgres.superuser());
    }

    private void load(int from, int until) throws Exception {
        var isLive = until <= LIVE;
        if (!isLive) {
            execute(postgres, "sala", "DROP INDEX search.record_words");
        }
        var next = new AtomicInteger(from);
        var preparing = new AtomicLong();
        var putting = new AtomicLong();
        var adding = new AtomicLong();
        var begun = System.nanoTime();
        var work = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                work.add(
                        threads.submit(() -> {
                            for (int first; (first = next.getAndAdd(BATCH)) < until; ) {
                                batch(
                                        first,
                                        Math.min(until, first + BATCH),
                                        preparing,
                                        putting,
                                        adding);
                            }
                        }));
            }
        }
        for (var one : work) {
            one.get();
        }
        lucene.commit();
        var seconds = (System.nanoTime() - begun) / 1e9 - adding.get() / 1e9 / THREADS;
        var count = until - from;
        System.out.printf(
                "%n%,d letters: %,d put in %.0f s, %.0f/s with %d threads (words %.2f ms, row %.2f ms a letter; Lucene's index %.2f ms)%n",
                until,
                count,
                seconds,
                count / seconds,
                THREADS,
                preparing.get() / 1e6 / count,
                putting.get() / 1e6 / count,
                adding.get() / 1e6 / count);
        if (!isLive) {
            begun = System.nanoTime();
            execute(postgres, "sala", "SET maintenance_work_mem = '1GB'", INDEX);
            execute(postgres, "sala", "ALTER INDEX search.record_words OWNER TO sala_owner");
            System.out.printf(
                    "  its index made afterwards in %.0f s%n", (System.nanoTime() - begun) / 1e9);
        }
        execute(postgres, "sala", "VACUUM ANALYZE search.record", "VACUUM ANALYZE search.word");
        sizes(until);
    }

    private void batch(
            int first, int end, AtomicLong preparing, AtomicLong putting, AtomicLong adding) {
        var documents = new ArrayList<Document>();
        for (int i = first; i < end; i++) {
            documents.add(letters.document(i));
        }
        var prepared =
                AgencyScope.within(
                        Letters.AGENCY,
                        () ->
                                transaction.execute(_ -> {
                                    var begun = System.nanoTime();
                                    var ready = search.prepare(documents);
                                    preparing.addAndGet(System.nanoTime() - begun);
                                    begun = System.nanoTime();
                                    search.put(ready);
                                    putting.addAndGet(System.nanoTime() - begun);
                                    return ready;
                                }));
        var begun = System.nanoTime();
        prepared.forEach(lucene::add);
        adding.addAndGet(System.nanoTime() - begun);
    }

    private void sizes(int count) throws SQLException, IOException {
        var sizes =
                """
                SELECT pg_relation_size('search.record_words'), pg_total_relation_size('search.record'),
                       pg_total_relation_size('search.word') + pg_total_relation_size('search.tail'),
                       (SELECT count(*) FROM search.word)
                """;
        try (var admin = admin(postgres, "sala");
                var statement = admin.createStatement();
                var row = statement.executeQuery(sizes)) {
            row.next();
            System.out.printf(
                    "  index of words %,d MB, table with all indexes %,d MB (%.1f kB a letter), known words %,d in %,d MB; Lucene %,d MB%n",
                    row.getLong(1) >> 20,
                    row.getLong(2) >> 20,
                    row.getLong(2) / 1024.0 / count,
                    row.getLong(4),
                    row.getLong(3) >> 20,
                    lucene.bytes() >> 20);
        }
    }

    /// What is asked, and the same for Lucene.
    private record Asking(Wanted wanted, Query query, int letter) {}

    private void findAmong(int size) throws Exception {
        System.out.printf(
                "  %-28s %9s %9s %9s   %9s %9s %9s%n",
                "milliseconds", "p50", "p95", "found", "Lucene", "p95", "found");
        try (var opened = lucene.reader()) {
            var searcher = new IndexSearcher(opened);
            for (var kind :
                    List.of(
                            "one word",
                            "two words",
                            "three words",
                            "a number",
                            "a word in a month",
                            "a cut word",
                            "one word, of a unit")) {
                var random = new Random(size + kind.hashCode());
                var askings = new ArrayList<Asking>();
                while (askings.size() < QUERIES) {
                    var asking = asking(kind, random, size);
                    if (asking != null) {
                        askings.add(asking);
                    }
                }
                var finder = kind.endsWith("unit") ? unit : all;
                measure(kind, askings, finder, searcher);
            }
        }
    }

    private @Nullable Asking asking(String kind, Random random, int size) {
        int number = random.nextInt(size);
        var document = letters.document(number);
        var words =
                Tokens.of(Tokens.plain(document.body())).stream()
                        .filter(Token::isWord)
                        .map(Token::text)
                        .filter(word -> word.length() > 1)
                        .distinct()
                        .toList();
        var one = words.get(random.nextInt(words.size()));
        return switch (kind) {
            case "one word", "one word, of a unit" -> words(number, List.of(one));
            case "two words" ->
                    words(number, List.of(one, words.get(random.nextInt(words.size()))));
            case "three words" ->
                    words(
                            number,
                            List.of(
                                    one,
                                    words.get(random.nextInt(words.size())),
                                    words.get(random.nextInt(words.size()))));
            case "a number" -> {
                var typed = Letters.letterNumber(number);
                var lexeme = Lexemes.NUMBER + typed.replace(" ", "");
                yield new Asking(
                        wanted(typed, null, null), LuceneReference.all(List.of(lexeme)), number);
            }
            case "a word in a month" -> {
                var day = document.at().atZone(BANGKOK).toLocalDate();
                var from = day.minusDays(15);
                var until = day.plusDays(15);
                var wanted = wanted(one, from, until);
                var query =
                        LuceneReference.between(
                                LuceneReference.all(List.of(one)), wanted.since(), wanted.to());
                yield new Asking(wanted, query, number);
            }
            default -> cut(number, one, random);
        };
    }

    private static Wanted wanted(String text, @Nullable LocalDate from, @Nullable LocalDate until) {
        return new Wanted(text, Map.of(), from, until, null);
    }

    private static Asking words(int number, List<String> words) {
        return new Asking(
                wanted(String.join(" ", words), null, null), LuceneReference.all(words), number);
    }

    private static @Nullable Asking cut(int number, String word, Random random) {
        if (word.length() < 5) {
            return null;
        }
        var piece =
                random.nextBoolean()
                        ? word.substring(0, word.length() - 1 - random.nextInt(2))
                        : word.substring(1 + random.nextInt(2));
        return new Asking(wanted(piece, null, null), LuceneReference.cut(piece), number);
    }

    private void measure(String kind, List<Asking> askings, Finder finder, IndexSearcher searcher)
            throws IOException {
        var ours = new double[askings.size()];
        var theirs = new double[askings.size()];
        int found = 0;
        int foundThere = 0;
        for (int round = 0; round < 2; round++) {
            found = 0;
            foundThere = 0;
            for (int i = 0; i < ours.length; i++) {
                var asking = askings.get(i);
                var begun = System.nanoTime();
                var page = find(finder, asking.wanted());
                ours[i] = (System.nanoTime() - begun) / 1e6;
                found += page.results().isEmpty() ? 0 : 1;
                begun = System.nanoTime();
                foundThere += LuceneReference.find(searcher, asking.query()) > 0 ? 1 : 0;
                theirs[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        System.out.printf(
                "  %-28s %9.1f %9.1f %8.0f%%   %9.1f %9.1f %8.0f%%%n",
                kind,
                at(ours, 0.5),
                at(ours, 0.95),
                100.0 * found / ours.length,
                at(theirs, 0.5),
                at(theirs, 0.95),
                100.0 * foundThere / ours.length);
    }

    private Finder.Found find(Finder finder, Wanted wanted) {
        return AgencyScope.within(
                Letters.AGENCY, () -> transaction.execute(_ -> finder.find(reader, wanted, 25)));
    }

    private static double at(double[] times, double part) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * part)];
    }
}
