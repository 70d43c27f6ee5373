package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.thai.Display;
import th.sala.worktime.WorkCalendars;

/// The report of looks at the central account, and who hears of days that were missed.
@SalaTest
class LooksWebTests {
    private static final int WEEKS = 5;

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired WorkCalendars calendars;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("looksJob")
    RecurringJob job;

    private Srisamut own;
    private SignedIn officer;
    private LocalDate kept;
    private LocalDate half;

    @BeforeEach
    void fiveWeeksInUse() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        kept = workingDayBefore(LocalDate.now(clock));
        half = workingDayBefore(kept);
        look(LocalDate.now(clock).minusWeeks(WEEKS), "07:00");
        look(kept, "08:30");
        look(kept, "16:29");
        look(half, "16:29");
        look(half, "16:31");
    }

    private LocalDate workingDayBefore(LocalDate day) {
        var calendar = calendars.of(own.id, day.getYear() - 1, day.getYear());
        var before = day.minusDays(1);
        while (!calendar.isWorkingDay(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    private void look(LocalDate day, String time) {
        var at = day.atTime(LocalTime.parse(time)).atZone(clock.getZone()).toInstant();
        within(() ->
                db.sql("INSERT INTO letters.look VALUES (:agency, :account, :at, 'สมหญิง', 3)")
                        .param("agency", own.id)
                        .param("account", UUID.randomUUID())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update());
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private MvcTestResult page(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private String line(LocalDate day, String csv) {
        return csv.lines()
                .filter(line -> line.startsWith(day.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "P3 ข้อ 3: the month's working days, how often each was looked at, when and by whom")
    void reportsTheMonth() throws Exception {
        var path = "/letters/looks?month=" + YearMonth.from(kept);
        assertThat(page(officer, path))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "การตรวจบัญชีกลาง",
                        Display.OFFICIAL.month(YearMonth.from(kept)),
                        Display.OFFICIAL.shortDate(kept),
                        "๐๘:๓๐ น.",
                        "๑๖:๒๙ น.",
                        "สมหญิง",
                        "<svg");
        var answer = page(officer, path.replace("looks?", "looks.csv?")).getResponse();
        assertThat(answer.getContentType()).startsWith("text/csv");
        var csv = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(line(kept, csv)).contains(",2,ครบ,", "สมหญิง");
        var other = "/letters/looks.csv?month=" + YearMonth.from(half);
        assertThat(
                        line(
                                half,
                                page(officer, other)
                                        .getResponse()
                                        .getContentAsString(StandardCharsets.UTF_8)))
                .as("what was after hours does not count")
                .contains(",1,ไม่ครบ,")
                .doesNotContain("๑๖:๓๑");
    }

    @Test
    @DisplayName("only months in which the account was in use are there; nonsense is refused")
    void staysWithinWhatIsKnown() {
        var first = YearMonth.from(LocalDate.now(clock).minusWeeks(WEEKS));
        assertThat(page(officer, "/letters/looks?month=x")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(page(officer, "/letters/looks?month=0001-01"))
                .hasStatusOk()
                .bodyText()
                .contains(Display.OFFICIAL.month(first))
                .doesNotContain("month=" + first.minusMonths(1));
        assertThat(page(officer, "/letters/looks?month=9999-12"))
                .bodyText()
                .contains(Display.OFFICIAL.month(YearMonth.now(clock)))
                .doesNotContain("month=" + YearMonth.now(clock).plusMonths(1));
    }

    @Test
    void aNewAgencyOwesNothingYet() {
        var fresh = SignedInAs.person(UUID.randomUUID(), UUID.randomUUID(), Role.HEAD);
        assertThat(page(fresh, "/letters/looks"))
                .bodyText()
                .contains("ยังไม่มีวันทำการที่ต้องตรวจ")
                .doesNotContain("<svg");
    }

    @Test
    @DisplayName("P3: of each missed day officers and heads hear once, nobody else does")
    void tellsOfMissedDaysOnce() {
        var officers = opened("officer", own.officer, Role.CORRESPONDENCE_OFFICER);
        var head = opened("head", null, Role.HEAD);
        var clerk = opened("clerk", null, Role.OFFICIAL);

        job.work().run();
        var told = told(officers);
        job.work().run();

        assertThat(told(officers)).isEqualTo(told);
        assertThat(told(head)).isEqualTo(told);
        assertThat(told(clerk)).isEmpty();
        assertThat(told)
                .contains(Display.OFFICIAL.shortDate(half) + " 1 2")
                .noneMatch(one -> one.startsWith(Display.OFFICIAL.shortDate(kept)));
        var calendar = calendars.of(own.id, kept.getYear() - 1, kept.getYear());
        assertThat(told)
                .hasSize(
                        (int)
                                        LocalDate.now(clock)
                                                .minusDays(14)
                                                .datesUntil(LocalDate.now(clock))
                                                .filter(calendar::isWorkingDay)
                                                .filter(day -> !day.equals(kept))
                                                .count()
                                + (isMissedToday() ? 1 : 0));
    }

    private boolean isMissedToday() {
        var now = clock.instant().atZone(clock.getZone());
        var calendar = calendars.of(own.id, now.toLocalDate());
        return calendar.isWorkingDay(now.toLocalDate())
                && !now.toLocalTime().isBefore(calendar.hoursOn(now.toLocalDate()).closing());
    }

    @Test
    void theFileOfLettersSaysHowOftenItWasToday() {
        assertThat(page(officer, "/letters/in")).bodyText().contains("/letters/looks");
    }

    private UUID opened(String name, @Nullable UUID official, Role role) {
        return within(() ->
                accounts.open(
                        new NewAccount(
                                own.id,
                                official,
                                name + own.id.toString().substring(0, 6),
                                name,
                                "จังหวัดศรีสมุทร",
                                "เรือลำเล็กในคลองยาว",
                                Set.of(role))));
    }

    private List<String> told(UUID account) {
        return within(() ->
                db.sql(
                                """
                                SELECT array_to_string(arguments, ' ') FROM notices.notice
                                 WHERE account = :account AND message_key = 'letters.notice.looks-missed'
                                 ORDER BY key
                                """)
                        .param("account", account)
                        .query(String.class)
                        .list());
    }
}
