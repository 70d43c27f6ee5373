package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import th.sala.agencies.Srisamut;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.LeaveDays;
import th.sala.leave.LeaveDesk;
import th.sala.leave.LeaveKind;
import th.sala.leave.LeaveOffice;

class TimeRegisterWebTests extends KeptRegister {
    @Autowired Marks marks;

    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    @Autowired LeaveDesk leave;
    @Autowired LeaveOffice leaveOffice;

    /// The clerk is ill on Tuesday, and the deputy agrees.
    private void isIll(LeaveDays days) {
        within(() -> {
            leaveOffice.setLevel(administrator, own.deputyPost, Level.SECTION_HEAD);
            return true;
        });
        within(() -> {
            var wish =
                    new LeaveDesk.Wish(LeaveKind.SICK, days, "ไข้หวัด", "", "08 0000 0000", null);
            var id = leave.ask(clerk, wish);
            leave.decide(deputy, id, leave.see(deputy, id).seen(), true, "");
            return true;
        });
    }

    private String csv(th.sala.accounts.SignedIn who, LocalDate day) throws Exception {
        var answer = page(who, "/timekeeping/register.csv?day=" + day).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "L18 แบบบัญชีลงเวลาการปฏิบัติราชการ: number, name, signature, arrival, signature, departure, remark")
    void theFormsColumns() throws Exception {
        comes(clerk, MORNING);
        goes(clerk, MONDAY.atTime(16, 31));
        var csv = csv(governor, MONDAY);
        assertThat(csv)
                .startsWith(
                        "\uFEFFลำดับที่,ชื่อ,ลายมือชื่อ (วิธีลงเวลา),เวลามา,ลายมือชื่อ (วิธีลงเวลา),เวลากลับ,หมายเหตุ")
                .contains(
                        "นางพิมพ์ งานดี,ไม่ได้ตรวจสถานที่,๐๘:๒๕ น.,ไม่ได้ตรวจสถานที่,๑๖:๓๑ น.,\r\n");
        assertThat(page(governor, "/timekeeping/register"))
                .bodyText()
                .contains("แบบบัญชีลงเวลาการปฏิบัติราชการ", "ยังไม่ได้ตรวจกับราชกิจจานุเบกษา");
        assertThat(evidence("timekeeping.register-exported"))
                .singleElement()
                .asString()
                .contains("day 2026-11-23", "persons 4", "form csv");
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: leave and holidays stand in the register by themselves")
    void leaveAndHolidaysFillTheRegister() throws Exception {
        isIll(new LeaveDays(TUESDAY, false, TUESDAY, false));
        clock.set(TUESDAY.atTime(18, 0));
        assertThat(csv(deputy, TUESDAY)).contains("นางพิมพ์ งานดี,,,,,ลาป่วย");
        assertThat(csv(governor, LocalDate.of(2026, 11, 22)))
                .contains("นางพิมพ์ งานดี,,,,,วันหยุด");
        assertThat(page(governor, "/timekeeping/register?day=2026-11-24"))
                .bodyText()
                .contains("ทั้งหมด ๔ คน มา ๐ คน (สาย ๐ คน) ลา ๑ คน", "ไม่มีเหตุผล ๓ คน");
    }

    @Test
    @DisplayName("X6: why somebody is on leave is theirs and their superiors to know")
    void theKindOfLeaveIsNotEverybodys() throws Exception {
        isIll(new LeaveDays(TUESDAY, false, TUESDAY, true));
        var line = "นางพิมพ์ งานดี,,,,,";
        assertThat(csv(keeper, TUESDAY))
                .contains(line + "ยังไม่ลงเวลา ลา (ครึ่งวันเช้า)")
                .doesNotContain("ลาป่วย");
        assertThat(csv(governor, TUESDAY)).contains(line + "ยังไม่ลงเวลา ลาป่วย (ครึ่งวันเช้า)");
        assertThat(page(keeper, "/timekeeping/people/" + own.officer))
                .bodyText()
                .doesNotContain("ลาป่วย");
        assertThat(page(clerk, "/timekeeping")).bodyText().contains("ลาป่วย");
    }

    @Test
    void whoSeesWhom() throws Exception {
        assertThat(csv(clerk, MONDAY)).contains("นางพิมพ์").doesNotContain("นายสมชาย", "นางเกสร");
        assertThat(csv(deputy, MONDAY))
                .contains("นางพิมพ์", "นางเกสร", "นายสมชาย")
                .doesNotContain("นางสาวมาลี");
        assertThat(csv(keeper, MONDAY)).contains("นางสาวมาลี");
        assertThat(page(deputy, "/timekeeping")).bodyText().contains("/timekeeping/register\"");
    }

    @Test
    void aUnitsRegisterHoldsItsPeopleAndThoseOfUnitsBelow() {
        var below =
                within(() -> {
                    var unit =
                            organisation.addUnit(
                                    own.id, "ฝ่ายคลัง", "", own.office, Srisamut.SINCE);
                    var post =
                            organisation.addPosition(
                                    own.id, "นักวิชาการเงิน", unit, own.deputyPost, Srisamut.SINCE);
                    var person =
                            organisation.enrol(
                                    own.id,
                                    "นายเงิน ทองดี",
                                    "ngoen@" + own.domain,
                                    "",
                                    Srisamut.SINCE);
                    organisation.appoint(own.id, person, post, Srisamut.SINCE, null);
                    return unit;
                });
        assertThat(page(governor, "/timekeeping/register?unit=" + own.office))
                .bodyText()
                .contains("นางพิมพ์", "นายเงิน")
                .doesNotContain("นายสมชาย");
        assertThat(page(governor, "/timekeeping/register?unit=" + below))
                .bodyText()
                .contains("นายเงิน")
                .doesNotContain("นางพิมพ์");
    }

    @Test
    void whoHasLeftStandsInTheRegisterOfTheirDays() throws Exception {
        comes(clerk, MORNING);
        clock.set(TUESDAY.atTime(9, 0));
        within(() -> {
            powers.nameOfficer(own.id, own.deputy, TUESDAY, null, "คำสั่งที่ 9");
            organisation.leave(own.id, own.officer, TUESDAY);
            return true;
        });
        assertThat(csv(governor, MONDAY)).contains("นางพิมพ์");
        assertThat(csv(governor, TUESDAY)).doesNotContain("นางพิมพ์");
    }

    @Test
    void aLetterWithoutAGlyphTakesTheRegisterFromNobody() throws Exception {
        var house =
                new Mark(
                        UUID.randomUUID(),
                        own.officer,
                        clock.instant(),
                        Mark.Sense.ARRIVAL,
                        Mark.Way.OFFICE,
                        "ศาลา 🏠 สวน");
        within(() -> {
            marks.add(own.id, house);
            return true;
        });
        var answer = page(governor, "/timekeeping/register.pdf").exchange();
        assertThat(answer).hasStatusOk();
        try (var pdf = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("–", "๐๘:๒๕");
        }
        assertThat(evidence("timekeeping.register-exported")).hasSize(1);
    }

    @Test
    void thePaperHasAllOfIt() throws Exception {
        comes(clerk, MORNING);
        var answer = page(governor, "/timekeeping/register.pdf?day=23/11/2569").exchange();
        assertThat(answer).hasStatusOk();
        var bytes = answer.getResponse().getContentAsByteArray();
        assertThat(new String(bytes, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .contains("2026-11-23.pdf");
    }

    @Test
    void aDayThatCannotBeReadIsAskedForAgain() {
        assertThat(page(governor, "/timekeeping/register?day=เมื่อวาน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "เมื่อวาน");
        for (var path : List.of("?unit=x&from=-1", "?from=99999999999", "?unit=" + own.id)) {
            assertThat(page(governor, "/timekeeping/register" + path)).hasStatusOk();
        }
    }

    @Test
    @DisplayName(
            "L16 ข้อ 15 วรรคสาม: what the head found special stands in the register, not as leave")
    void aSpecialEvent() {
        within(() -> {
            db.sql("INSERT INTO leave.person VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(own.id, own.officer)
                    .update();
            db.sql(
                            """
                            INSERT INTO leave.petition (agency_id, id, matter, account, official, name, title, first_day, from_noon,
                                last_day, until_noon, country, words, asked_at, state, ended_at, ended_by, told_above)
                            VALUES (?, ?, 'EVENT', ?, ?, 'a', 'b', ?, false, ?, false, '', 'น้ำท่วม', now(), 'GRANTED', now(), 'c', false)
                            """)
                    .params(own.id, UUID.randomUUID(), UUID.randomUUID(), own.officer)
                    .params(MONDAY, MONDAY)
                    .update();
            return true;
        });
        clock.set(TUESDAY.atTime(9, 0));
        assertThat(page(keeper, "/timekeeping/register?day=" + MONDAY))
                .bodyText()
                .contains("เหตุการณ์พิเศษ (ไม่นับเป็นวันลา)", "ลา ๐ คน");
    }

    @Test
    void whoWentBackToTheirAgencyIsExpectedNoMore() {
        within(() ->
                db.sql(
                                """
                                INSERT INTO leave.secondment (agency_id, id, official, home, source, from_day, until_day, told, at, by)
                                VALUES (?, ?, ?, 'กรมการปกครอง', 'คำสั่งที่ 1', ?, ?, ?, now(), 'a')
                                """)
                        .params(own.id, UUID.randomUUID(), own.officer, MONDAY.minusDays(14))
                        .params(TUESDAY, MONDAY)
                        .update());
        clock.set(TUESDAY.atTime(18, 0));
        var days = "/timekeeping/people/" + own.officer;
        assertThat(page(deputy, days)).bodyText().contains("ไม่ลงเวลาและไม่มีเหตุผล");
        assertThat(page(keeper, "/timekeeping/register?day=" + MONDAY))
                .bodyText()
                .contains("ไม่มีเหตุผล ๔ คน");
        assertThat(page(keeper, "/timekeeping/register?day=" + TUESDAY))
                .bodyText()
                .contains("ไม่มีเหตุผล ๓ คน");
    }
}
