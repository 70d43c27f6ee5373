package th.sala.letters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;
import th.sala.thai.Display;

/// `./sala bench registration`: how many letters a second the whole act of registering reaches,
/// with every safety on, against `pgbench -N` on the same server in the same run.
///
/// The act is that of the page's button: the letter leaves ARRIVED, its acknowledgement becomes
/// due, the book counts, the line is entered, the index says that it is registered, all is durable.
/// The letters are in the index, as whoever took them in has put them there. Writing the
/// acknowledgement itself comes later, in a job, which does not run here.
public final class RegistrationBench {
    private static final int THREADS = 16;
    private static final int AGENCIES = 50;
    private static final int OFFICERS = 4;
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int ROUNDS = 5;
    private static final int LETTERS = 60_000;

    /// Letters that are taken in by one transaction; in fifty agencies as many each.
    private static final int FEW = 100;

    private static final String[] PORTS = {
        "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0"
    };
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private static final String BARE =
            """
            INSERT INTO bare AS b (id, last) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET last = b.last + 1 RETURNING last;
            """;

    private RegistrationBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches", "min_wal_size=2GB")) {
            createDatabases(postgres);
            var properties = new HashMap<String, Object>(roles(folder, postgres));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala = application.run(PORTS)) {
                measure(sala, postgres, folder);
            }
        }
    }

    private static java.util.Map<String, Object> roles(Path folder, EmbeddedPostgres postgres) {
        return new TestRoles(TestVault.of(folder)).prepare(postgres, "sala");
    }

    private static void createDatabases(EmbeddedPostgres postgres) throws SQLException {
        try (var admin =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.superuser());
                var statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE sala");
            statement.execute("CREATE DATABASE pgbench");
        }
        try (var bench =
                        DriverManager.getConnection(postgres.url("pgbench"), postgres.superuser());
                var statement = bench.createStatement()) {
            statement.execute(
                    "CREATE TABLE bare (id int PRIMARY KEY, last bigint) WITH (fillfactor = 40)");
        }
    }

    private static void measure(
            ConfigurableApplicationContext sala, EmbeddedPostgres postgres, Path folder)
            throws Exception {
        sala.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().equals("th.sala.jobs"))
                .forEach(SmartLifecycle::stop);
        var script = Files.writeString(folder.resolve("bare.sql"), BARE);
        pgbench(postgres, "-i", "-s", "10", "-q");

        var hot = new Pile(sala, 1);
        var fifty = new Pile(sala, AGENCIES);
        hot.register(Duration.ofSeconds(5));
        fifty.register(Duration.ofSeconds(5));
        makeRoomInTheLog(postgres);

        var reference = pgbench(postgres, "-N", "-c", "16", "-j", "2", "-T", "15");
        var bare =
                pgbench(postgres, "-n", "-c", "16", "-j", "2", "-T", "15", "-f", script.toString());
        var one = new Compared(sala, postgres, hot);
        var many = new Compared(sala, postgres, fifty);
        for (int round = 0; round < ROUNDS; round++) {
            one.round();
            many.round();
        }
        var again = pgbench(postgres, "-N", "-c", "16", "-j", "2", "-T", "15");
        var middle = (reference + again) / 2;

        System.out.printf(
                "pgbench -N, 16 clients                 %8.0f/s  (before %.0f, after %.0f)%n",
                middle, reference, again);
        line("bare counting statement, one hot row", bare, middle);
        one.print("registration, one hot register", middle);
        many.print("registration, fifty registers", middle);
    }

    /// A server that has run for a while writes its log into files that are there already. A new
    /// one makes them while it works, the sooner the more it writes.
    private static void makeRoomInTheLog(EmbeddedPostgres postgres) throws SQLException {
        var fill =
                "CREATE TABLE filled AS SELECT repeat(md5(g::text), 30) FROM generate_series(1, 1_500_000) g";
        try (var admin =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.superuser());
                var statement = admin.createStatement()) {
            statement.execute(fill);
            statement.execute("DROP TABLE filled");
            statement.execute("CHECKPOINT");
            statement.execute("CHECKPOINT");
        }
    }

    /// The same act in three ways, by turns in ever other order.
    private static final class Compared {
        private enum Way {
            /// As it is.
            WHOLE,
            /// With nobody giving entries their places.
            UNPLACED,
            /// With entries that are made, sent and thrown away by the database.
            WITHOUT
        }

        private static final String NOTHING =
                """
                CREATE OR REPLACE FUNCTION evidence.enter(
                    agency uuid, act text, at timestamptz, record uuid, account uuid, head text, salt bytea,
                    statement text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$
                """;

        private final SmartLifecycle sequencer;
        private final EmbeddedPostgres postgres;
        private final Pile pile;
        private final Random random = new Random(1);
        private final EnumMap<Way, List<Double>> rates = new EnumMap<>(Way.class);

        private Compared(
                ConfigurableApplicationContext sala, EmbeddedPostgres postgres, Pile pile) {
            this.sequencer = sala.getBean("sequencer", SmartLifecycle.class);
            this.postgres = postgres;
            this.pile = pile;
        }

        private void round() throws Exception {
            var ways = new ArrayList<>(List.of(Way.values()));
            Collections.shuffle(ways, random);
            for (var way : ways) {
                var rate =
                        switch (way) {
                            case WHOLE -> pile.register(TIME);
                            case UNPLACED -> unplaced();
                            case WITHOUT -> without();
                        };
                rates.computeIfAbsent(way, _ -> new ArrayList<>()).add(rate);
            }
        }

        private double unplaced() throws Exception {
            sequencer.stop();
            try {
                return pile.register(TIME);
            } finally {
                sequencer.start();
            }
        }

        private double without() throws Exception {
            try (var admin =
                            DriverManager.getConnection(
                                    postgres.url("sala"), postgres.superuser());
                    var statement = admin.createStatement()) {
                var enter = "SELECT pg_get_functiondef('evidence.enter'::regproc)";
                String definition;
                try (var row = statement.executeQuery(enter)) {
                    row.next();
                    definition = row.getString(1);
                }
                statement.execute(NOTHING);
                try {
                    return unplaced();
                } finally {
                    statement.execute(definition);
                }
            }
        }

        private void print(String what, double reference) {
            line(what, middle(Way.WHOLE), reference);
            var without = middle(Way.WITHOUT);
            System.out.printf(
                    "  as a part of it without evidence     %17.2f%n", middle(Way.WHOLE) / without);
            System.out.printf(
                    "  the same, entries not placed         %17.2f%n",
                    middle(Way.UNPLACED) / without);
        }

        private double middle(Way way) {
            var sorted = rates.getOrDefault(way, List.of()).stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    private static void line(String what, double rate, double reference) {
        System.out.printf("%-38s %8.0f/s  %.2f%n", what, rate, rate / reference);
    }

    private static double pgbench(EmbeddedPostgres postgres, String... options)
            throws IOException, InterruptedException {
        var port = postgres.url("x").replaceAll(".*:([0-9]+)/x", "$1");
        var command =
                new ArrayList<>(
                        List.of("pgbench", "-h", "127.0.0.1", "-p", port, "-U", "postgres"));
        command.addAll(List.of(options));
        command.add("pgbench");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", "only-in-benches");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench: " + output);
        }
        var tps = TPS.matcher(output);
        return tps.find() ? Double.parseDouble(tps.group(1)) : 0;
    }

    /// Letters that wait in one or several agencies.
    private static final class Pile {
        private final IncomingDesk desk;
        private final List<UUID> officers =
                Stream.generate(UUID::randomUUID).limit(OFFICERS).toList();
        private final ConcurrentLinkedQueue<IncomingLetter> letters = new ConcurrentLinkedQueue<>();

        private Pile(ConfigurableApplicationContext sala, int agencies) {
            this.desk = sala.getBean(IncomingDesk.class);
            var store = sala.getBean(IncomingLetters.class);
            var transaction =
                    new TransactionTemplate(sala.getBean(PlatformTransactionManager.class));
            var ids = new ArrayList<UUID>();
            for (int i = 0; i < agencies; i++) {
                ids.add(UUID.randomUUID());
            }
            var search = sala.getBean(LetterSearch.class);
            IntStream.range(0, LETTERS / FEW)
                    .parallel()
                    .forEach(part -> {
                        var agency = ids.get(part % agencies);
                        AgencyScope.within(
                                agency,
                                () ->
                                        transaction.executeWithoutResult(_ -> {
                                            for (int i = 0; i < FEW; i++) {
                                                var letter =
                                                        letter(agency, part / agencies * FEW + i);
                                                store.add(letter);
                                                search.putIncoming(agency, letter.id());
                                            }
                                        }));
                    });
            for (int i = 0; i < LETTERS / agencies; i++) {
                for (var agency : ids) {
                    letters.add(letter(agency, i));
                }
            }
        }

        private static IncomingLetter letter(UUID agency, int number) {
            return new IncomingLetter(
                    agency,
                    new UUID(agency.getMostSignificantBits(), number),
                    IncomingLetter.Channel.MAIL,
                    new IncomingLetter.Stage.Arrived(),
                    new UUID(agency.getLeastSignificantBits(), number),
                    "<" + agency + "." + number + "@bench.example>",
                    new IncomingLetter.Sender(
                            "head@bench.example",
                            "นายทดสอบ",
                            "กรมทดสอบ",
                            true,
                            "saraban@bench.example"),
                    new IncomingLetter.Head(
                            "ทส 0101/" + (number + 1),
                            null,
                            "ผู้ว่าราชการจังหวัด",
                            "เรื่องทดสอบความเร็วของทะเบียนรับ",
                            Urgency.NORMAL),
                    null,
                    "",
                    Instant.now(),
                    Instant.now());
        }

        /// @return letters a second
        private double register(Duration time) throws InterruptedException, ExecutionException {
            var done = new AtomicLong();
            var work = new ArrayList<Future<?>>();
            var start = System.nanoTime();
            var end = start + time.toNanos();
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (int i = 0; i < THREADS; i++) {
                    work.add(
                            threads.submit(() -> {
                                for (IncomingLetter letter;
                                        System.nanoTime() < end
                                                && (letter = letters.poll()) != null; ) {
                                    registerOne(letter);
                                    done.incrementAndGet();
                                }
                            }));
                }
            }
            for (var one : work) {
                one.get();
            }
            if (letters.isEmpty()) {
                throw new IllegalStateException("the pile was too small");
            }
            return done.get() * 1e9 / (System.nanoTime() - start);
        }

        private void registerOne(IncomingLetter letter) {
            var officer =
                    new SignedIn(
                            officers.get(ThreadLocalRandom.current().nextInt(OFFICERS)),
                            letter.agency(),
                            UUID.randomUUID(),
                            "bench",
                            "เจ้าหน้าที่ทดสอบ",
                            "หน่วยงานทดสอบ",
                            Set.of(Role.CORRESPONDENCE_OFFICER),
                            Display.OFFICIAL,
                            true,
                            SignedIn.BY_PASSWORD,
                            java.util.Map.of());
            AgencyScope.within(
                    letter.agency(),
                    () -> desk.register(officer, letter.id(), "กรมทดสอบ", letter.head()));
        }
    }
}
