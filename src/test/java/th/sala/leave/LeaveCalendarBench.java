package th.sala.leave;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import th.sala.Sala;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;

/// `./sala bench leave-calendar`: how long a month of a unit with two hundred people takes, among
/// the leave of ten years: who may see whom, the runs, and the cells of the page.
public final class LeaveCalendarBench {
    private static final int PEOPLE = 200;
    private static final int WARM = 300;
    private static final int MEASURED = 300;
    private static final double MILLIS = 1_000_000;
    private static final PrintStream OUT = System.out;
    private static final String[] PORTS = {
        "--server.port=0", "--sala.smtp.port=0", "--sala.submission.port=0"
    };

    /// Each person a leave of three days a month for ten years.
    private static final List<String> FILL =
            List.of(
                    "INSERT INTO leave.person SELECT agency_id, id FROM agencies.official ON CONFLICT DO NOTHING",
                    """
                    INSERT INTO leave.request
                           (agency_id, id, account, official, name, title, kind, first_day, from_noon, last_day, until_noon,
                            reason, necessity, contact, asked_at, state, ended_at, ended_by)
                    SELECT person.agency_id, gen_random_uuid(), gen_random_uuid(), person.official, 'ผู้ลา', '', 'SICK',
                           day::date, false, day::date + 2, false, '', '', '', day, 'APPROVED', day, 'ผู้อนุญาต'
                      FROM leave.person, generate_series(DATE '2018-01-05', DATE '2027-12-05', interval '1 month') AS day
                    """,
                    "VACUUM ANALYZE leave.request");

    private LeaveCalendarBench() {}

    public static void main(String[] args) throws IOException, SQLException {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        try (var postgres = EmbeddedPostgres.start(folder, "only-in-benches")) {
            execute(postgres, "postgres", List.of("CREATE DATABASE sala"));
            var properties =
                    new HashMap<String, Object>(
                            new TestRoles(TestVault.of(folder)).prepare(postgres, "sala"));
            properties.put("sala.data", folder.toString());
            properties.put("sala.master-key-file", TestVault.keyFile(folder).toString());
            var application = new SpringApplication(Sala.class);
            application.setDefaultProperties(properties);
            try (var sala = application.run(PORTS)) {
                var own = people(sala);
                execute(postgres, "sala", FILL);
                measure(sala, own);
            }
        }
    }

    private static Srisamut people(ConfigurableApplicationContext sala) {
        var organisation = sala.getBean(Organisation.class);
        var own =
                new Srisamut(
                        sala.getBean(Founding.class),
                        organisation,
                        sala.getBean(Powers.class),
                        "bench.example");
        AgencyScope.within(
                own.id,
                () -> {
                    for (int i = 1; i < PEOPLE; i++) {
                        var post =
                                organisation.addPosition(
                                        own.id,
                                        "เจ้าหน้าที่",
                                        own.office,
                                        own.deputyPost,
                                        Srisamut.SINCE);
                        var mail = UUID.randomUUID() + "@bench.example";
                        var name = "นาย%03d สมมุติ".formatted(i);
                        var official = organisation.enrol(own.id, name, mail, "", Srisamut.SINCE);
                        organisation.appoint(own.id, official, post, Srisamut.SINCE, null);
                    }
                });
        return own;
    }

    private static void measure(ConfigurableApplicationContext sala, Srisamut own) {
        var calendar = sala.getBean(LeaveCalendar.class);
        var deputy = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL);
        var months = List.of(YearMonth.from(LocalDate.of(2027, 1, 1)), YearMonth.of(2023, 6));
        for (var month : months) {
            var times = new double[MEASURED];
            for (int i = -WARM; i < MEASURED; i++) {
                var begin = System.nanoTime();
                var shown =
                        AgencyScope.within(
                                own.id,
                                () ->
                                        Objects.requireNonNull(
                                                calendar.month(
                                                        deputy,
                                                        own.office.toString(),
                                                        month,
                                                        0,
                                                        PEOPLE)));
                if (shown.marked().size() != PEOPLE) {
                    throw new IllegalStateException(shown.marked().size() + " people are away");
                }
                if (i >= 0) {
                    times[i] = (System.nanoTime() - begin) / MILLIS;
                }
            }
            Arrays.sort(times);
            OUT.printf(
                    Locale.ROOT,
                    "%s, %d people: median %.1f ms, p95 %.1f ms, slowest %.1f ms%n",
                    month,
                    PEOPLE,
                    times[MEASURED / 2],
                    times[MEASURED * 95 / 100],
                    times[MEASURED - 1]);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String database, List<String> statements)
            throws SQLException {
        try (var admin = DriverManager.getConnection(postgres.url(database), postgres.superuser());
                var statement = admin.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }
}
