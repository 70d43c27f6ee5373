package th.sala.timekeeping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import th.sala.Sala;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;
import th.sala.thai.Display;

/// `./sala bench check-in`: two thousand people of one office come within a minute, at random, and
/// then all at once; the same number of bare single-row inserts over the same connections in the
/// same run is the reference.
///
/// The act is that of the page's button, with its evidence and every safety on: rules, networks,
/// the look whether the button was pressed twice, the mark, the entry. Signing in, and the page
/// that is shown after it, are not in it.
public final class CheckInBench {
    private static final int PEOPLE = 2_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ROUNDS = 3;
    private static final String ADDRESS = "10.1.2.3";
    private static final String[] PORTS = {
        "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0"
    };

    private CheckInBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches")) {
            createDatabase(postgres);
            var properties =
                    new HashMap<String, Object>(
                            new TestRoles(TestVault.of(folder)).prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala = application.run(PORTS)) {
                bareTable(postgres);
                measure(sala);
            }
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (var admin =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.superuser());
                var statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE sala");
        }
    }

    private static void bareTable(EmbeddedPostgres postgres) throws SQLException {
        try (var admin = DriverManager.getConnection(postgres.url("sala"), postgres.superuser());
                var statement = admin.createStatement()) {
            statement.execute(
                    "CREATE TABLE public.bare (id uuid PRIMARY KEY, official uuid, at timestamptz)");
            statement.execute("GRANT USAGE ON SCHEMA public TO sala_app");
            statement.execute("GRANT INSERT ON public.bare TO sala_app");
        }
    }

    private static void measure(ConfigurableApplicationContext sala) throws Exception {
        sala.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().equals("th.sala.jobs"))
                .forEach(SmartLifecycle::stop);
        var checkIn = sala.getBean(CheckIn.class);
        var data = sala.getBean(DataSource.class);
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(acts(sala, checkIn));
            atOnce(bare(data));
        }
        for (int round = 0; round < ROUNDS; round++) {
            var bare = atOnce(bare(data));
            var all = atOnce(acts(sala, checkIn));
            System.out.printf(
                    "%,d at once          check-in %6.0f/s   bare insert %6.0f/s   ratio %.2f%n",
                    PEOPLE, all, bare, all / bare);
        }
        print("check-in, within a minute", within(acts(sala, checkIn)));
        print("bare insert, within a minute", within(bare(data)));
    }

    /// Those of an office of its own, so that nobody was there before.
    private static List<Callable<Boolean>> acts(
            ConfigurableApplicationContext sala, CheckIn checkIn) {
        var agency = UUID.randomUUID();
        var office = sala.getBean(TimekeepingOffice.class);
        var administrator = person(agency);
        AgencyScope.within(
                agency,
                () -> {
                    var from = LocalDate.now(Sala.BANGKOK).minusDays(1);
                    var noon = LocalTime.NOON;
                    office.decide(administrator, from, 15, true, noon, noon, false, "bench");
                    office.addNetwork(administrator, "bench", "10.0.0.0/8");
                });
        return Stream.generate(() -> person(agency))
                .limit(PEOPLE)
                .<Callable<Boolean>>map(who ->
                        () ->
                                AgencyScope.within(
                                        agency,
                                        () ->
                                                checkIn.mark(who, Mark.Sense.ARRIVAL, ADDRESS)
                                                        .isNew()))
                .toList();
    }

    private static List<Callable<Boolean>> bare(DataSource data) {
        return Stream.<Callable<Boolean>>generate(() -> () -> insert(data)).limit(PEOPLE).toList();
    }

    private static boolean insert(DataSource data) throws SQLException {
        try (var connection = data.getConnection();
                var statement =
                        connection.prepareStatement(
                                "INSERT INTO public.bare VALUES (?, ?, now())")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setObject(2, UUID.randomUUID());
            return statement.executeUpdate() == 1;
        }
    }

    private static SignedIn person(UUID agency) {
        return new SignedIn(
                UUID.randomUUID(),
                agency,
                UUID.randomUUID(),
                "bench",
                "เจ้าหน้าที่ทดสอบ",
                "หน่วยงานทดสอบ",
                Set.of(Role.OFFICIAL),
                Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                Map.of());
    }

    /// @return how many a second, all of them begun together
    private static double atOnce(List<Callable<Boolean>> acts) throws Exception {
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            mustBeNew(threads.invokeAll(acts));
        }
        return acts.size() * 1e9 / (System.nanoTime() - start);
    }

    /// @return how long each took, in milliseconds, in order; each begins at its own moment of the
    ///   minute, whether others are done or not
    private static List<Double> within(List<Callable<Boolean>> acts) throws Exception {
        var random = new Random(1);
        var took = Collections.synchronizedList(new ArrayList<Double>());
        var done = new ArrayList<Future<Boolean>>();
        try (var clock = Executors.newSingleThreadScheduledExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<Future<Boolean>>>();
            for (var act : acts) {
                var due = (long) (random.nextDouble() * MINUTE.toNanos());
                var at = System.nanoTime() + due;
                begun.add(
                        clock.schedule(
                                () ->
                                        threads.submit(() -> {
                                            var isNew = act.call();
                                            took.add((System.nanoTime() - at) / 1e6);
                                            return isNew;
                                        }),
                                due,
                                TimeUnit.NANOSECONDS));
            }
            for (var one : begun) {
                done.add(one.get());
            }
            mustBeNew(done);
        }
        return took.stream().sorted().toList();
    }

    private static void mustBeNew(List<Future<Boolean>> done) throws Exception {
        for (var one : done) {
            if (!one.get()) {
                throw new IllegalStateException("somebody was there already");
            }
        }
    }

    private static void print(String what, List<Double> took) {
        System.out.printf(
                "%-30s p50 %6.1f ms   p95 %6.1f ms   most %6.1f ms%n",
                what, took.get(took.size() / 2), took.get(took.size() * 95 / 100), took.getLast());
    }
}
