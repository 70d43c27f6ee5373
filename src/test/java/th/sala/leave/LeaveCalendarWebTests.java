package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired LeaveOffice office;
    @Autowired LeaveLedger ledger;
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
        within(() -> {
            otherUnit =
                    organisation.addUnit(own.id, "กลุ่มงานอำนวยการ", "", null, Srisamut.SINCE);
            colleague = enrol("นายวิชัย คนขยัน", own.office, own.deputyPost);
            stranger = enrol("นางสาวอรุณี ต่างกลุ่ม", otherUnit, own.governorPost);
            return true;
        });
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
                        new LeaveRequest.With(own.deputy, own.deputyPost, "นายสมชาย ใจดี", "", THEN));
        var request =
                new LeaveRequest(
                        own.id,
                        UUID.randomUUID(),
                        new LeaveRequest.Applicant(UUID.randomUUID(), official, "นายวิชัย คนขยัน", ""),
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
                .contains("นายวิชัย คนขยัน", "นางพิมพ์ งานดี", "๑๕ มี.ค. ๒๕๗๐", "colspan=\"2\" class=\"s-away\"")
                .doesNotContain("ลาป่วย</", "ลากิจส่วนตัว</", "๒๒ มี.ค. ๒๕๗๐", "s-asked\"></td>")
                .doesNotContain("นางสาวอรุณี");
    }

    @Test
    @DisplayName("X6: those above see why, and lighter what waits; they choose among the units below")
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
        assertThat(page(stranger, MONTH + unit))
                .contains("นางสาวอรุณี")
                .doesNotContain("นายวิชัย");
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
                .contains("s-away s-pm\">พ</td>", "ครึ่งวันบ่าย", "<td colspan=\"2\" class=\"s-off\">");
        assertThat(page(own.officer, "/leave/calendar?month=never"))
                .contains(Display.OFFICIAL.month(YearMonth.now(clock)));
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
                .contains("๑๙ มี.ค. ๒๕๗๐ ลา ๑ จาก ๑ คน", "๒๒ มี.ค. ๒๕๗๐", "/leave/calendar?month=2027-03")
                .doesNotContain("๒๐ มี.ค. ๒๕๗๐", "ลาป่วย");
        assertThat(page(own.officer, "/leave/overlap?first=2027-03-29"))
                .contains("ไม่มีคนอื่นในหน่วยงานลา");
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
}
