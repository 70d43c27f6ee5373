package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.thai.Display;

/// A clerk and a colleague in one unit, a deputy governor above, and somebody of another unit.
@SalaTest
class LeaveCalendarWebTests {
    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 15);
    private static final String MONTH = "/leave/calendar?month=2027-03";
    private static final Instant THEN = Instant.parse("2027-02-01T02:00:00Z");

    private static final String KEY = "/leave/calendar.ics?key=";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired LeaveOffice office;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveForms forms;
    @Autowired LeaveRequests requests;
    @Autowired LedgerLines lines;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private Srisamut own;
    private UUID colleague;
    private UUID stranger;
    private UUID otherUnit;

    @BeforeEach
    void people() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        otherUnit =
                within(() ->
                        organisation.addUnit(own.id, "กลุ่มงานอำนวยการ", "", null, Srisamut.SINCE));
        colleague = within(() -> enrol("นายวิชัย คนขยัน", own.office, own.deputyPost));
        stranger = within(() -> enrol("นางสาวอรุณี ต่างกลุ่ม", otherUnit, own.governorPost));
    }

    private UUID enrol(String name, UUID unit, UUID superior) {
        var post = organisation.addPosition(own.id, "เจ้าหน้าที่", unit, superior, Srisamut.SINCE);
        var mail = UUID.randomUUID() + "@" + own.domain;
        var official = organisation.enrol(own.id, name, mail, "", Srisamut.SINCE);
        organisation.appoint(own.id, official, post, Srisamut.SINCE, null);
        return official;
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private UUID leave(UUID official, LeaveKind kind, LeaveDays days, boolean approved) {
        var waiting =
                new LeaveRequest.Stage.Waiting(
                        new LeaveRequest.With(
                                own.deputy, own.deputyPost, "นายสมชาย ใจดี", "", THEN));
        var request =
                new LeaveRequest(
                        own.id,
                        UUID.randomUUID(),
                        new LeaveRequest.Applicant(
                                UUID.randomUUID(), official, "นายวิชัย คนขยัน", ""),
                        kind,
                        null,
                        days,
                        "",
                        "",
                        "",
                        null,
                        THEN,
                        waiting);
        return within(() -> {
            lines.lock(own.id, official);
            requests.add(request);
            if (approved) {
                requests.keep(request.approve(THEN, "นายสมชาย ใจดี"));
            }
            return request.id();
        });
    }

    private SignedIn person(UUID official) {
        return SignedInAs.person(own.id, official, Role.OFFICIAL);
    }

    private String page(UUID official, String path) throws Exception {
        var answer = web.get().uri(path).with(SignedInAs.as(person(official))).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    @Test
    @DisplayName("X6: a colleague sees who is away, and neither why nor what is only asked for")
    void awayNotWhy() throws Exception {
        leave(colleague, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY.plusDays(1)), true);
        var asked = MONDAY.plusDays(7);
        leave(colleague, LeaveKind.PERSONAL, LeaveDays.of(asked, asked), false);
        assertThat(page(own.officer, MONTH))
                .contains(
                        "นายวิชัย คนขยัน",
                        "นางพิมพ์ งานดี",
                        "๑๕ มี.ค. ๒๕๗๐",
                        "colspan=\"2\" class=\"s-away\"")
                .doesNotContain("ลาป่วย</", "ลากิจส่วนตัว</", "๒๒ มี.ค. ๒๕๗๐", "s-asked\"></td>")
                .doesNotContain("นางสาวอรุณี");
    }

    @Test
    @DisplayName(
            "X6: those above see why, and lighter what waits; they choose among the units below")
    void thoseAboveSeeMore() throws Exception {
        leave(colleague, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY), true);
        var asked = MONDAY.plusDays(7);
        var id = leave(colleague, LeaveKind.PERSONAL, LeaveDays.of(asked, asked), false);
        var unit = "&unit=" + own.office;
        assertThat(page(own.deputy, MONTH + unit))
                .contains("ลาป่วย</", "ลากิจส่วนตัว</", "๒๒ มี.ค. ๒๕๗๐", "รอพิจารณา")
                .contains("class=\"s-asked\"")
                .doesNotContain("/leave/" + id, "กลุ่มงานอำนวยการ");
        assertThat(page(own.governor, MONTH + unit)).contains("กลุ่มงานอำนวยการ", "ลาป่วย</");
        // who may not see a unit gets their own
        assertThat(page(stranger, MONTH + unit)).contains("นางสาวอรุณี").doesNotContain("นายวิชัย");
    }

    @Test
    void whoKeepsLeaveSeesAll() throws Exception {
        var id = leave(colleague, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY), true);
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(administrator, stranger, "คำสั่งที่ 1");
            return true;
        });
        assertThat(page(stranger, MONTH + "&unit=" + own.office))
                .contains("ผู้ที่ไม่ได้สังกัดหน่วยงานภายใน", "/leave/" + id, "ลาป่วย</");
    }

    @Test
    void halfDaysAndDaysOff() throws Exception {
        var half = new LeaveDays(MONDAY, true, MONDAY, false);
        leave(own.officer, LeaveKind.VACATION, half, true);
        assertThat(page(own.officer, MONTH))
                .contains(
                        "s-away s-pm\">พ</td>",
                        "ครึ่งวันบ่าย",
                        "<td colspan=\"2\" class=\"s-off\">");
        assertThat(page(own.officer, "/leave/calendar?month=never"))
                .contains(Display.OFFICIAL.month(YearMonth.now(clock)));
    }

    @Test
    void twoLeavesOfOneDayAreBothSaid() throws Exception {
        leave(own.officer, LeaveKind.SICK, new LeaveDays(MONDAY, false, MONDAY, true), true);
        leave(own.officer, LeaveKind.VACATION, new LeaveDays(MONDAY, true, MONDAY, false), true);
        assertThat(page(own.officer, MONTH)).contains("<td class=\"s-away\">ปพ</td>");
    }

    @Test
    @DisplayName("X6: in another unit only who is below is shown; who is also above is not below")
    void noMoreOfAnotherUnit() throws Exception {
        leave(own.governor, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY), true);
        within(() -> {
            var post =
                    organisation.addPosition(
                            own.id, "ที่ปรึกษา", otherUnit, own.deputyPost, Srisamut.SINCE);
            organisation.appoint(own.id, own.governor, post, Srisamut.SINCE, null);
            enrol("นายใต้ บังคับ", otherUnit, own.deputyPost);
            return true;
        });
        assertThat(page(own.deputy, MONTH + "&unit=" + otherUnit))
                .contains("นายใต้ บังคับ")
                .doesNotContain("นางสาวอรุณี", "นางสาวมาลี");
        assertThat(page(own.deputy, MONTH + "&unit=-"))
                .contains("นางสาวมาลี")
                .doesNotContain("ลาป่วย</");
    }

    @Test
    @DisplayName("L1 ข้อ 12 วรรคหนึ่ง: the form says what was asked, also after days fell away")
    void theFormStays() {
        var days = LeaveDays.of(MONDAY, MONDAY.plusDays(3));
        var id = leave(own.officer, LeaveKind.SICK, days, true);
        within(() -> {
            var request = requests.find(own.id, id).orElseThrow();
            var back = LeaveDays.of(MONDAY.plusDays(1), MONDAY.plusDays(3));
            requests.keep(request.shortened(back, THEN, "นายสมชาย ใจดี"));
            return true;
        });
        var sheet = within(() -> forms.of(person(own.officer), id));
        assertThat(sheet.asked()).isEqualTo(days);
        assertThat(sheet.charged()).isEqualTo(8);
        assertThat(
                        web.get()
                                .uri("/leave/" + id + "/form.pdf")
                                .with(SignedInAs.as(person(stranger))))
                .hasStatus(403);
    }

    @Test
    void aLargeUnitHasPages() throws Exception {
        within(() -> {
            for (int i = 0; i < 55; i++) {
                enrol("นาย%03d สมมุติ".formatted(i), otherUnit, own.governorPost);
            }
            return true;
        });
        assertThat(page(stranger, MONTH))
                .contains("นางสาวอรุณี", "นาย048 สมมุติ", "ถัดไป", "แสดงทั้ง ๕๖ คน")
                .doesNotContain("นาย049 สมมุติ", "ก่อนหน้า");
        assertThat(page(stranger, MONTH + "&from=50"))
                .contains("นาย049 สมมุติ", "นาย054 สมมุติ", "ก่อนหน้า")
                .doesNotContain("นาย048 สมมุติ");
        assertThat(page(stranger, MONTH + "&all=true"))
                .contains("นาย000 สมมุติ", "นางสาวอรุณี")
                .doesNotContain("ถัดไป", "แสดงทั้ง");
    }

    @Test
    void whoElseIsAwayWhileDaysAreChosen() throws Exception {
        leave(colleague, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY.plusDays(7)), true);
        leave(own.officer, LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY), true);
        var path = "/leave/overlap?first=2027-03-19&last=2027-03-22";
        assertThat(page(own.officer, path))
                .contains(
                        "๑๙ มี.ค. ๒๕๗๐ ลา ๑ จาก ๑ คน",
                        "๒๒ มี.ค. ๒๕๗๐",
                        "/leave/calendar?month=2027-03")
                .doesNotContain("๒๐ มี.ค. ๒๕๗๐", "ลาป่วย");
        assertThat(page(own.officer, "/leave/overlap?first=2027-03-29"))
                .contains("ไม่มีคนอื่นในหน่วยงานลา");
        assertThat(page(own.officer, "/leave/overlap?first=1900-01-01&last=2200-01-01").strip())
                .isEmpty();
        assertThat(page(own.officer, "/leave/overlap?first=never").strip()).isEmpty();
        assertThat(page(stranger, path).strip()).isEmpty();
    }

    @Test
    @DisplayName("X4 ข้อ 10 วรรคหนึ่ง: a person's fiscal year, on its days and with every line")
    void ownYear() throws Exception {
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            var since = LocalDate.of(2010, 10, 1);
            var service =
                    new VacationRight.Service(
                            since, VacationRight.Entry.FIRST_APPOINTMENT, since, false, false);
            ledger.enter(person(own.deputy), own.officer, new FiscalYear(2027), service, 10);
            return true;
        });
        leave(own.officer, LeaveKind.VACATION, LeaveDays.of(MONDAY, MONDAY), true);
        assertThat(page(own.officer, "/leave/year?year=2027"))
                .contains("ตุลาคม ๒๕๖๙", "กันยายน ๒๕๗๐", "class=\"s-away\">พ</td>")
                .contains("data-year=\"VACATION\">๑๕ วัน", "วันลาสะสมจากปีก่อน", "ข้อ ๒๔");
        assertThat(page(own.officer, "/leave/year?year=2028"))
                .contains("ตุลาคม ๒๕๗๐")
                .doesNotContain("s-away\">พ", "วันลาสะสมจากปีก่อน");
    }

    private SignedIn opened(UUID official) {
        var password = "a password to look with";
        return within(() ->
                SignedInAs.opened(accounts, own.id, official, "ใคร", password, Role.OFFICIAL));
    }

    private String made(SignedIn who, boolean withTeam) throws Exception {
        var answer =
                web.post()
                        .uri("/leave/feed")
                        .param("withTeam", Boolean.toString(withTeam))
                        .with(SignedInAs.as(who))
                        .with(csrf())
                        .exchange();
        assertThat(answer).hasStatusOk();
        var page = answer.getResponse().getContentAsString();
        var at = page.indexOf(KEY) + KEY.length();
        return page.substring(at, page.indexOf('<', at));
    }

    private byte[] feed(String key) {
        var answer = web.get().uri("/leave/calendar.ics").param("key", key).exchange();
        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("text/calendar");
        return answer.getResponse().getContentAsByteArray();
    }

    @Test
    @DisplayName(
            "X6: a calendar program reads own leave, and of those below only that they are away")
    void feeds() throws Exception {
        var day = LocalDate.now(clock).plusDays(30);
        leave(
                own.deputy,
                LeaveKind.VACATION,
                new LeaveDays(day, true, day.plusDays(2), true),
                true);
        leave(own.deputy, LeaveKind.SICK, LeaveDays.of(day.plusDays(9), day.plusDays(9)), false);
        leave(colleague, LeaveKind.SICK, LeaveDays.of(day, day), true);
        leave(colleague, LeaveKind.SICK, LeaveDays.of(day.plusDays(5), day.plusDays(5)), false);
        leave(stranger, LeaveKind.SICK, LeaveDays.of(day, day), true);
        var who = opened(own.deputy);

        var mine = CalendarFileTests.events(feed(made(who, false)));
        assertThat(mine).hasSize(4);
        assertThat(mine.getFirst()).anyMatch(line -> line.matches("DTSTART;TZID.*T130000"));
        assertThat(mine.get(1)).anyMatch(line -> line.matches("DTEND;TZID.*T120000"));
        assertThat(mine.get(2)).contains("SUMMARY:ลาพักผ่อน", "STATUS:CONFIRMED", "TRANSP:OPAQUE");
        assertThat(mine.get(3)).contains("SUMMARY:ลาป่วย", "STATUS:TENTATIVE");

        var all = CalendarFileTests.events(feed(made(who, true)));
        assertThat(all).hasSize(5);
        assertThat(all.get(4))
                .contains("SUMMARY:นายวิชัย คนขยัน ลา", "TRANSP:TRANSPARENT")
                .noneMatch(line -> line.contains("ป่วย"));
    }

    @Test
    @DisplayName("X6: the address is a secret that is made anew and switched off, kept as a hash")
    void feedsEnd() throws Exception {
        var who = opened(own.officer);
        assertThat(page(own.officer, "/leave/feed"))
                .contains("ท่านยังไม่มีที่อยู่ปฏิทิน")
                .doesNotContain("name=\"withTeam\"");
        var first = made(who, false);
        var second = made(who, false);
        assertThat(notThere(first)).isTrue();
        assertThat(CalendarFileTests.events(feed(second))).isEmpty();
        assertThat(notThere("")).isTrue();
        assertThat(notThere("x".repeat(5_000))).isTrue();
        var page = web.get().uri("/leave/feed").with(SignedInAs.as(who)).exchange();
        assertThat(page).bodyText().contains("สร้างเมื่อ").doesNotContain(second);
        var end = web.post().uri("/leave/feed/end").with(SignedInAs.as(who)).with(csrf());
        assertThat(end).hasRedirectedUrl("/leave/feed");
        assertThat(notThere(second)).isTrue();

        var third = made(who, false);
        within(() -> {
            accounts.close(who.account());
            return true;
        });
        assertThat(notThere(third)).as("of whom has no account any more").isTrue();
    }

    private boolean notThere(String key) {
        var answer = web.get().uri("/leave/calendar.ics").param("key", key).exchange();
        return answer.getResponse().getStatus() == 404;
    }
}
