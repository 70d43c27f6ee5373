package th.sala.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.thai.Display;

@SalaTest
class WorktimeWebTests {
    private static final UUID AGENCY = UUID.randomUUID();
    private static final RequestPostProcessor ADMINISTRATOR = SignedInAs.installation(AGENCY);
    private static final RequestPostProcessor OFFICER = SignedInAs.officer(AGENCY);
    private static final String UNCHECKED = "ยังไม่ได้ตรวจกับราชกิจจานุเบกษา";

    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired WorkCalendars calendars;

    @Test
    void showsTheYearThatCameWithSalaAsUnchecked() {
        assertThat(web.get().uri("/people/holidays?year=2026").with(OFFICER))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "วันหยุดราชการ ปี ๒๕๖๙",
                        "๗ ธ.ค. ๒๕๖๙",
                        "ชดเชยวันที่ ๕ ธ.ค. ๒๕๖๙",
                        "วันในปีนี้ยังไม่ได้ตรวจ",
                        UNCHECKED)
                .doesNotContain("<form method=\"post\" action=\"/people/holidays\"");
    }

    @Test
    void warnsOfAYearWithoutHolidaysThereAndInToday() {
        assertThat(web.get().uri("/people/holidays?year=2031").with(ADMINISTRATOR))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่ได้บันทึกวันหยุดราชการของปี ๒๕๗๔");
        // today's year is filled or not; what counts is that the two pages agree
        var thisYear = LocalDate.now(th.sala.Sala.BANGKOK).getYear();
        var missing = calendars.of(AGENCY, thisYear, thisYear).holidays().isEmpty();
        var today = assertThat(web.get().uri("/").with(ADMINISTRATOR)).bodyText();
        var link = "/people/holidays?year=" + thisYear + "\"";
        if (missing) {
            today.contains(link);
        } else {
            today.doesNotContain(link);
        }
        assertThat(web.get().uri("/").with(OFFICER)).bodyText().doesNotContain("/people/holidays?");
    }

    @Test
    void declaresAHolidayAndItsSubstitute() {
        assertThat(declare("2028-01-01", "วันขึ้นปีใหม่", "มติ ครม. ตัวอย่าง", ""))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/people/holidays?year=2028");
        assertThat(declare("2028-01-03", "ชดเชย", "มติ ครม. ตัวอย่าง", "2028-01-01"))
                .hasStatus3xxRedirection();

        var calendar = calendars.of(AGENCY, LocalDate.of(2028, 1, 1));
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 3))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2028, 1, 4))).isTrue();
    }

    @Test
    void aSubstituteNeedsAHolidayOnAWeekend() {
        declare("2029-01-01", "วันขึ้นปีใหม่", "มติ ครม. ตัวอย่าง", "").exchange();
        for (var missed : List.of("2029-01-01", "2028-12-31", "2029-01-06", "2029-01-02")) {
            assertThat(declare("2029-01-02", "ชดเชยผิด", "มติ", missed))
                    .as(missed)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains(
                            "วันที่ชดเชยต้องเป็นวันหยุดที่บันทึกไว้แล้ว",
                            "ชดเชยผิด",
                            Display.OFFICIAL.typed(LocalDate.parse(missed)));
        }
    }

    @Test
    void keepsWhatWasTypedWhenTheDayIsTaken() {
        assertThat(declare("2026-12-10", "วันเดียวกัน", "อีกมติหนึ่ง", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันนี้เป็นวันหยุดอยู่แล้ว", "วันเดียวกัน", "อีกมติหนึ่ง");
        assertThat(names("2026-12-10")).containsExactly("วันรัฐธรรมนูญ");
    }

    @Test
    void saysWhatIsWrongWithWhatWasTyped() {
        assertThat(declare("", " ", "x".repeat(501), ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกรอกข้อมูลช่องนี้", "ระหว่าง ๐ ถึง ๕๐๐", "x".repeat(501))
                .doesNotContain("must not");
        assertThat(declare("2030-02-30", "วันที่ไม่มีจริง", "มติ", "เมื่อวาน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "วันที่ไม่มีจริง", "2030-02-30", "เมื่อวาน")
                .doesNotContain("Failed to convert");
        assertThat(declare("1926-01-01", "เก่าไป", "มติ", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ปีไม่ถูกต้อง");
    }

    @Test
    void onlyAdministratorsKeepTheTable() {
        assertThat(
                        web.post()
                                .uri("/people/holidays")
                                .with(OFFICER)
                                .with(csrf())
                                .param("day", "2030-01-01")
                                .param("name", "x")
                                .param("source", "x"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(names("2030-01-01")).isEmpty();
    }

    @Test
    void aWithdrawnHolidayLeavesATrace() {
        declare("2030-05-01", "ไม่ใช่วันหยุด", "เข้าใจผิด", "").exchange();
        var id = id("2030-05-01");

        assertThat(act(id, "withdraw", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกรอกข้อมูลช่องนี้");
        assertThat(act(id, "withdraw", "บันทึกผิดปี")).hasStatus3xxRedirection();

        assertThat(web.get().uri("/people/holidays?year=2030").with(OFFICER))
                .bodyText()
                .contains("รายการที่ยกเลิกแล้ว ๑ รายการ", "บันทึกผิดปี", "สมหญิง ใจดี");
        assertThat(calendars.of(AGENCY, 2030, 2030).isWorkingDay(LocalDate.of(2030, 5, 1)))
                .isTrue();
        assertThat(act(id, "withdraw", "อีกครั้ง"))
                .as("the second is told")
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("มีผู้อื่นแก้ไขรายการนี้ไปก่อนแล้ว");
        assertThat(declare("2030-05-01", "วันแรงงาน", "มติ ครม.", "")).hasStatus3xxRedirection();
        assertThat(names("2030-05-01")).containsExactlyInAnyOrder("ไม่ใช่วันหยุด", "วันแรงงาน");
    }

    @Test
    void aCheckedHolidaySaysWithWhatItWasCompared() {
        var id = id("2026-10-23");
        assertThat(act(id, "confirm", "ราชกิจจานุเบกษา เล่ม ๑๔๒")).hasStatus3xxRedirection();

        assertThat(web.get().uri("/people/holidays/" + id).with(OFFICER))
                .hasStatusOk()
                .bodyText()
                .contains("ราชกิจจานุเบกษา เล่ม ๑๔๒", "ตรวจแล้วเมื่อ")
                .doesNotContain("govuk-tag--yellow");
        assertThat(act(id, "confirm", "อีกครั้ง")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void anUnknownHolidayIsNotFound() {
        assertThat(web.get().uri("/people/holidays/" + UUID.randomUUID()).with(OFFICER))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/people/holidays?year=99999").with(OFFICER))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/people/holidays?year=สองพัน").with(OFFICER))
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void officeHoursChangeFromADay() {
        var agency = UUID.randomUUID();
        assertThat(decide(agency, "2026-12-01", "08:00", "16:00"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/people/office-hours");

        var calendar = calendars.of(agency, 2026, 2026);
        assertThat(calendar.hoursOn(LocalDate.of(2026, 11, 30))).isEqualTo(OfficeHours.USUAL);
        assertThat(calendar.hoursOn(LocalDate.of(2026, 12, 1)).opening())
                .isEqualTo(LocalTime.of(8, 0));
        assertThat(calendars.of(AGENCY, 2026, 2026).hoursOn(LocalDate.of(2026, 12, 1)))
                .as("another agency's")
                .isEqualTo(OfficeHours.USUAL);
        assertThat(web.get().uri("/people/office-hours").with(SignedInAs.administrator(agency)))
                .hasStatusOk()
                .bodyText()
                .contains("๑ ธ.ค. ๒๕๖๙", "๐๘:๐๐ น. – ๑๖:๐๐ น.");
    }

    @Test
    void officeHoursThatCannotBeAreRefused() {
        var agency = UUID.randomUUID();
        assertThat(decide(agency, "2026-12-01", "16:00", "16:00"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เวลาปิดต้องอยู่หลังเวลาเปิด", "16:00");
        assertThat(decide(agency, "2026-12-01", "25:99", "16:00"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เวลาไม่ถูกต้อง");
        assertThat(decide(agency, "1/12/2612", "08:00", "16:00"))
                .as("2069 and not 2569 was typed")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เกินหนึ่งปี", "๑/๑๒/๒๖๑๒");
        decide(agency, "2026-12-01", "08:00", "16:00").exchange();
        assertThat(decide(agency, "2026-12-01", "09:00", "17:00"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีการกำหนดเวลาราชการตั้งแต่วันนั้นอยู่แล้ว", "09:00");
    }

    @Test
    void withdrawnOfficeHoursLeaveATrace() {
        var agency = UUID.randomUUID();
        decide(agency, "2026-12-01", "08:00", "16:00").exchange();
        var change =
                db.sql("SELECT id FROM worktime.office_hours WHERE agency_id = :agency")
                        .param("agency", agency)
                        .query(UUID.class)
                        .single();
        var path = "/people/office-hours/" + change;
        assertThat(web.get().uri(path).with(ADMINISTRATOR))
                .as("of another agency")
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri(path).with(SignedInAs.administrator(agency))).hasStatusOk();

        var withdraw =
                web.post()
                        .uri(path + "/withdraw")
                        .with(SignedInAs.administrator(agency))
                        .with(csrf())
                        .param("reason", "ผิดเดือน");
        assertThat(withdraw).hasStatus3xxRedirection();

        assertThat(calendars.of(agency, 2026, 2026).hours()).isEmpty();
        assertThat(web.get().uri("/people/office-hours").with(SignedInAs.administrator(agency)))
                .bodyText()
                .contains("ผิดเดือน");
    }

    @Test
    void everyFieldOfAHolidaysFormsHasALabelOfItsOwn() throws Exception {
        var id =
                db.sql(
                                """
                                SELECT id FROM worktime.holiday
                                 WHERE NOT checked AND confirmed_at IS NULL AND withdrawn_at IS NULL LIMIT 1
                                """)
                        .query(UUID.class)
                        .single();
        var page = web.get().uri("/people/holidays/" + id).with(ADMINISTRATOR).exchange();
        var ids =
                Pattern.compile("\\bid=\"([^\"]+)\"")
                        .matcher(page.getResponse().getContentAsString(StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(ids).contains("source", "reason").doesNotHaveDuplicates();
    }

    @Test
    void theDatabaseKeepsAgenciesApart() {
        var other = UUID.randomUUID();
        decide(other, "2026-12-01", "08:00", "16:00").exchange();
        var changed =
                AgencyScope.within(
                        AGENCY,
                        () -> db.sql("UPDATE worktime.office_hours SET source = 'x'").update());
        assertThat(changed).isZero();
    }

    @Test
    void keepsEverythingTypedInEveryFormThatIsRefused() {
        assertThat(declare("some day", "วัน <ใหม่>", "มติ <๑>", "another day"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("some day", "วัน &lt;ใหม่&gt;", "มติ &lt;๑&gt;", "another day");
        assertThat(decide(UUID.randomUUID(), "some day", "early <1>", "late <2>"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("some day", "early &lt;1&gt;", "late &lt;2&gt;", "ประกาศ");
    }

    private MockMvcRequestBuilder declare(
            String day, String name, String source, String substitutes) {
        return web.post()
                .uri("/people/holidays")
                .with(ADMINISTRATOR)
                .with(csrf())
                .param("day", day)
                .param("name", name)
                .param("source", source)
                .param("substitutes", substitutes);
    }

    private MockMvcRequestBuilder act(UUID id, String act, String text) {
        return web.post()
                .uri("/people/holidays/" + id + "/" + act)
                .with(ADMINISTRATOR)
                .with(csrf())
                .param(act.equals("confirm") ? "source" : "reason", text);
    }

    private MockMvcRequestBuilder decide(
            UUID agency, String firstDay, String opening, String closing) {
        return web.post()
                .uri("/people/office-hours")
                .with(SignedInAs.administrator(agency))
                .with(csrf())
                .param("firstDay", firstDay)
                .param("opening", opening)
                .param("closing", closing)
                .param("source", "ประกาศ");
    }

    private List<String> names(String day) {
        return db.sql("SELECT name FROM worktime.holiday WHERE day = :day")
                .param("day", LocalDate.parse(day))
                .query(String.class)
                .list();
    }

    private UUID id(String day) {
        return db.sql("SELECT id FROM worktime.holiday WHERE day = :day AND withdrawn_at IS NULL")
                .param("day", LocalDate.parse(day))
                .query(UUID.class)
                .single();
    }
}
