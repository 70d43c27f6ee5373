package th.sala.leave;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;

/// `./sala bench leave`: how many requests for leave are counted in a second, against counting them
/// day by day, and how long the yearly closing of 10,000 officials takes, against inserting as many
/// rows in two statements.
public final class LeaveBench {
    private static final int REQUESTS = 10_000;
    private static final int OTHERS = 20;
    private static final long NANOS = 3_000_000_000L;
    private static final int PEOPLE = 10_000;
    private static final int RUNS = 3;
    private static final PrintStream OUT = new PrintStream(System.out, true);

    private record Request(LeaveKind kind, LeaveDays days, List<Chain.Run> others) {}

    private LeaveBench() {}

    public static void main(String[] args) throws Exception {
        counting();
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try {
            closing(folder);
        } finally {
            delete(folder);
        }
    }

    // ---- counting

    private static void counting() {
        var requests = requests();
        rate(requests, false);
        rate(requests, true);
        var slow = rate(requests, true);
        var fast = rate(requests, false);
        OUT.printf(
                Locale.ROOT,
                "counting, one core: %,.0f requests/s; day by day %,.0f/s; ratio %.0f%n",
                fast,
                slow,
                fast / slow);
    }

    private static List<Request> requests() {
        var random = new Random(55);
        var kinds = LeaveKind.values();
        var requests = new ArrayList<Request>();
        for (int i = 0; i < REQUESTS; i++) {
            var others = new ArrayList<Chain.Run>();
            var begin = 2 * LocalDate.of(2026, 1, 1).toEpochDay();
            for (int other = 0; other < OTHERS; other++) {
                begin += 1 + random.nextInt(40);
                var end = begin + 1 + random.nextInt(20);
                others.add(
                        new Chain.Run(
                                kinds[random.nextInt(kinds.length)],
                                LeaveDays.between(begin, end)));
                begin = end;
            }
            var days = LeaveDays.between(begin + 2, begin + 3 + random.nextInt(120));
            requests.add(new Request(kinds[random.nextInt(kinds.length)], days, others));
        }
        return requests;
    }

    private static double rate(List<Request> requests, boolean isDayByDay) {
        long counted = 0;
        long sum = 0;
        var start = System.nanoTime();
        while (System.nanoTime() - start < NANOS) {
            for (var request : requests) {
                sum += isDayByDay ? dayByDay(request) : count(request);
            }
            counted += requests.size();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        if (sum == 0) {
            throw new IllegalStateException("counted nothing");
        }
        return counted / seconds;
    }

    /// Both counts, each fiscal year's share, and the chain.
    private static int count(Request request) {
        var sum = Counting.span(request.days());
        for (var charge : Counting.byFiscalYear(request.kind(), request.days(), Days.WORKING)) {
            sum += charge.halves();
        }
        return sum
                + Chain.of(request.kind(), request.days(), request.others(), Days.WORKING).span();
    }

    private static int dayByDay(Request request) {
        var sum = 0;
        var shares = new HashMap<FiscalYear, Integer>();
        for (var half = request.days().begin(); half < request.days().end(); half++) {
            sum++;
            var day = LocalDate.ofEpochDay(Math.floorDiv(half, 2));
            if (!request.kind().isChargedByWorkingDays()
                    || Days.WORKING.halves(half, half + 1) == 1) {
                shares.merge(FiscalYear.of(day), 1, Integer::sum);
            }
        }
        for (var share : shares.values()) {
            sum += share;
        }
        return sum
                + Chain.of(request.kind(), request.days(), request.others(), Days.WORKING).span();
    }

    // ---- the yearly closing

    private static void closing(Path folder) throws SQLException {
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches")) {
            try (var admin =
                            DriverManager.getConnection(
                                    postgres.url("postgres"), postgres.superuser());
                    var statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE sala");
            }
            var roles = new TestRoles(TestVault.of(folder));
            var properties = new HashMap<String, Object>(roles.prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala =
                    application.run(
                            "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0")) {
                var db = sala.getBean(JdbcClient.class);
                var transaction = sala.getBean(TransactionTemplate.class);
                var closing = sala.getBean(YearlyClosing.class);
                for (int run = 0; run < RUNS; run++) {
                    var own =
                            new Srisamut(
                                    sala.getBean(Founding.class),
                                    sala.getBean(Organisation.class),
                                    sala.getBean(Powers.class),
                                    "bench-" + run + ".example");
                    measure(own.id, db, transaction, closing);
                }
            }
        }
    }

    private static void measure(
            UUID agency, JdbcClient db, TransactionTemplate transaction, YearlyClosing closing) {
        var year = new FiscalYear(2026);
        AgencyScope.within(
                agency,
                () -> {
                    transaction.executeWithoutResult(_ -> {
                        ClosingPeople.enrol(db, agency, PEOPLE, year);
                        begin(db, agency, year);
                    });
                    var start = System.nanoTime();
                    LeaveWork.close(closing, agency);
                    var seconds = (System.nanoTime() - start) / 1e9;
                    var again = System.nanoTime();
                    transaction.executeWithoutResult(_ -> insert(db, agency));
                    var reference = (System.nanoTime() - again) / 1e9;
                    OUT.printf(
                            Locale.ROOT,
                            "closing %,d officials: %.2f s; as many rows in two statements %.2f s; ratio %.1f%n",
                            PEOPLE,
                            seconds,
                            reference,
                            seconds / reference);
                });
    }

    private static void begin(JdbcClient db, UUID agency, FiscalYear year) {
        db.sql(
                        """
                        INSERT INTO leave.closing
                               (agency_id, id, year, account, by, at, people, entered, kept, missing, carried)
                        VALUES (:agency, :agency, :year, :agency, 'bench', now(), :people, 0, 0, 0, 0)
                        """)
                .param("agency", agency)
                .param("year", year.year())
                .param("people", PEOPLE)
                .update();
    }

    /// Two lines and a right for each, into a year that nobody closed.
    private static void insert(JdbcClient db, UUID agency) {
        db.sql(
                        """
                        INSERT INTO leave.line (agency_id, id, official, kind, year, entry, halves, at, by)
                        SELECT agency_id, gen_random_uuid(), official, 'VACATION', 2020, 'GRANTED', 20, now(), 'x'
                          FROM leave.person, generate_series(1, 2)
                         WHERE agency_id = :agency
                        """)
                .param("agency", agency)
                .update();
        db.sql(
                        """
                        INSERT INTO leave.service
                               (agency_id, official, year, appointed, entry, since, hardship, term_holidays, left_halves, at, by)
                        SELECT agency_id, official, 2020, DATE '2010-10-01', 'OTHER', DATE '2010-10-01', false, false, 0, now(), 'x'
                          FROM leave.person
                         WHERE agency_id = :agency
                        """)
                .param("agency", agency)
                .update();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
