package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.SignedIn;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.Petition.Matter;
import th.sala.worktime.WorkCalendar;
import th.sala.worktime.WorkCalendars;

/// A clerk, a deputy governor above who is no head, and a governor above both who is one.
class PetitionWebTests extends PeopleOfSrisamut {
    @Autowired PetitionDesk desk;
    @Autowired LeaveDesk leaves;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveOffice office;
    @Autowired LeaveRequests requests;
    @Autowired WorkCalendars calendars;
    @Autowired Clock clock;

    private LocalDate today;
    private LocalDate saturday;

    /// The last day of work before today.
    private LocalDate worked;

    @BeforeEach
    void people() {
        today = LocalDate.now(clock);
        within(() -> {
            office.setLevel(administrator, own.deputyPost, Level.SECTION_HEAD);
            office.setLevel(administrator, own.governorPost, Level.HEAD);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            return true;
        });
        var calendar = calendars.of(own.id, today.getYear() - 1, today.getYear() + 1);
        saturday = today.plusDays(7);
        while (saturday.getDayOfWeek().getValue() != 6) {
            saturday = saturday.plusDays(1);
        }
        worked = before(calendar, today);
    }

    private static LocalDate before(WorkCalendar calendar, LocalDate day) {
        var earlier = day.minusDays(1);
        return calendar.isWorkingDay(earlier) ? earlier : before(calendar, earlier);
    }

    private MockMvcRequestBuilder asked(
            SignedIn who, Matter matter, LocalDate first, LocalDate last) {
        return post(who, "/leave/petitions/new")
                .param("matter", matter.name())
                .param("first", first.toString())
                .param("last", last.toString());
    }

    private UUID ask(MockMvcRequestBuilder request) {
        var answer = request.exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/leave/petitions/".length()));
    }

    private MockMvcRequestBuilder decided(SignedIn who, UUID id, boolean agrees, String words) {
        var seen = within(() -> desk.see(who, id)).seen();
        return post(who, "/leave/petitions/" + id + "/decide")
                .param("opinions", Integer.toString(seen.opinions()))
                .param("decides", Boolean.toString(seen.decides()))
                .param("agrees", Boolean.toString(agrees))
                .param("words", words)
                .param("password", PASSWORD);
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY at, id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    @Test
    @DisplayName(
            "L15 ข้อ 13 วรรคหนึ่ง: on a weekend abroad, up the chain to the head who permits it")
    void abroad() {
        assertThat(page(clerk, "/leave/petitions/new?matter=ABROAD"))
                .hasStatusOk()
                .bodyText()
                .contains("ขออนุญาตไปต่างประเทศ", "ลาว", "ประเทศอื่น");
        var id = ask(asked(clerk, Matter.ABROAD, saturday, saturday).param("country", "ญี่ปุ่น"));
        var path = "/leave/petitions/" + id;
        assertThat(page(deputy, "/")).bodyText().contains(path, "พิจารณาคำขอไปต่างประเทศ");
        assertThat(page(deputy, "/leave")).bodyText().contains(path);
        assertThat(page(governor, path)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(deputy, path)).bodyText().contains("เห็นควรอนุญาต", "ญี่ปุ่น");
        assertThat(decided(deputy, id, true, "")).hasRedirectedUrl(path);
        assertThat(decided(deputy, id, true, ""))
                .as("it is with the governor now")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(governor, path)).bodyText().contains("พิจารณาสั่งการ", "นายสมชาย ใจดี");
        assertThat(decided(governor, id, true, "")).hasRedirectedUrl(path);
        assertThat(page(clerk, path)).bodyText().contains("อนุญาตให้ไปต่างประเทศแล้ว");
        assertThat(page(clerk, "/leave")).bodyText().contains(path);
        assertThat(page(clerk, "/me/notices")).bodyText().contains("พิจารณาเรื่องที่ท่านเสนอแล้ว");
        assertThat(decided(governor, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(acts(id))
                .startsWith("leave.petition-asked", "leave.petition-endorsed")
                .contains("leave.petition-decided");

        // what the head permitted is told above
        assertThat(page(deputy, "/leave/papers")).bodyText().contains(path);
        assertThat(post(deputy, path + "/told")).hasRedirectedUrl(path);
        assertThat(page(deputy, "/leave/papers")).bodyText().doesNotContain(path);
        assertThat(page(deputy, path)).bodyText().contains("ทำแล้วเมื่อ");
        assertThat(post(deputy, path + "/told"))
                .as("once")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(clerk, path + "/told")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("L15 ข้อ 13 วรรคหนึ่ง: on a day of work leave comes first")
    void atWork() {
        assertThat(
                        asked(clerk, Matter.ABROAD, saturday, saturday.plusDays(4))
                                .param("country", "ญี่ปุ่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเสนอใบลาก่อน", "ข้อ 13 วรรคหนึ่ง", "ญี่ปุ่น");
        assertThat(asked(clerk, Matter.ABROAD, saturday, saturday))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุประเทศที่ไป");
        assertThat(asked(clerk, Matter.ABROAD, saturday, saturday.minusDays(1)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันสุดท้ายต้องไม่ก่อนวันแรก");
        assertThat(
                        asked(clerk, Matter.ABROAD, saturday.plusYears(3), saturday.plusYears(3))
                                .param("country", "ญี่ปุ่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตรวจปีที่พิมพ์");
        assertThat(post(clerk, "/leave/petitions/new").param("first", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("value=\"x\"");
    }

    @Test
    @DisplayName("L15 ข้อ 13 วรรคสอง: of the head who stands above decides, outside of the agency")
    void headsAskElsewhere() {
        assertThat(asked(governor, Matter.ABROAD, saturday, saturday).param("country", "ญี่ปุ่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เสนอเป็นหนังสือ", "ข้อ 13 วรรคสอง");
    }

    @Test
    @DisplayName("L15 ข้อ 14: next to Laos the district chief permits three days, not four")
    void overTheBorder() {
        assertThat(page(administrator, "/leave/borders"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่ได้ระบุท้องที่ชายแดน");
        assertThat(post(administrator, "/leave/borders"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(administrator, "/leave/borders")
                                .param("position", UUID.randomUUID().toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(administrator, "/leave/borders")
                                .param("position", own.deputyPost.toString())
                                .param("border", "DISTRICT_CHIEF")
                                .param("neighbour", "LAOS"))
                .hasStatus3xxRedirection();
        assertThat(page(administrator, "/leave/borders")).bodyText().contains("นายอำเภอ", "ลาว");
        var id =
                ask(
                        asked(clerk, Matter.ABROAD, saturday, saturday.plusDays(1))
                                .param("neighbour", "LAOS"));
        assertThat(page(deputy, "/leave/petitions/" + id)).bodyText().contains("พิจารณาสั่งการ");
        assertThat(decided(deputy, id, true, "")).hasStatus3xxRedirection();
        assertThat(page(clerk, "/leave/petitions/" + id))
                .bodyText()
                .contains("อนุญาตให้ไปต่างประเทศแล้ว");
        assertThat(page(deputy, "/leave/papers"))
                .as("only what the head permits is told above")
                .bodyText()
                .doesNotContain(id.toString());
        // two days more in leave make four of the same journey, which only the head permits
        var tuesday = saturday.plusDays(3);
        var wish =
                new LeaveDesk.Wish(
                        LeaveKind.SICK,
                        LeaveDays.of(saturday.plusDays(2), tuesday),
                        "ไข้",
                        "",
                        "",
                        null);
        within(() -> leaves.ask(clerk, wish));
        var rest =
                ask(
                        asked(clerk, Matter.ABROAD, saturday.plusDays(2), tuesday)
                                .param("neighbour", "LAOS"));
        assertThat(page(deputy, "/leave/petitions/" + rest))
                .bodyText()
                .contains("เห็นควรอนุญาต")
                .doesNotContain("พิจารณาสั่งการ");
        var apart = ask(asked(clerk, Matter.ABROAD, tuesday, tuesday).param("neighbour", "LAOS"));
        assertThat(page(deputy, "/leave/petitions/" + apart)).bodyText().contains("เห็นควรอนุญาต");
        assertThat(post(clerk, "/leave/petitions/" + rest + "/withdraw")).hasStatus3xxRedirection();
        assertThat(page(deputy, "/leave/petitions/" + apart))
                .as("with a day between it is a journey of its own")
                .bodyText()
                .contains("พิจารณาสั่งการ");
        var elsewhere =
                ask(asked(clerk, Matter.ABROAD, saturday, saturday).param("neighbour", "MYANMAR"));
        assertThat(page(deputy, "/leave/petitions/" + elsewhere))
                .bodyText()
                .contains("เห็นควรอนุญาต");
        var border =
                within(() ->
                        db.sql("SELECT id FROM leave.border WHERE position = :position")
                                .param("position", own.deputyPost)
                                .query(UUID.class)
                                .single());
        assertThat(post(administrator, "/leave/borders/" + border + "/end"))
                .hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("L16 ข้อ 15 วรรคสาม: an event that the head finds special is no leave")
    void specialEvent() {
        assertThat(page(clerk, "/leave/petitions/new?matter=EVENT"))
                .hasStatusOk()
                .bodyText()
                .contains("รายงานเหตุการณ์พิเศษ", "ข้อ 15");
        var id = ask(asked(clerk, Matter.EVENT, worked, worked).param("words", "น้ำท่วมถนน"));
        assertThat(page(deputy, "/")).bodyText().contains("พิจารณารายงานเหตุการณ์พิเศษ");
        assertThat(page(deputy, "/leave/petitions/" + id))
                .bodyText()
                .contains("น้ำท่วมถนน", "หากเห็นว่าไม่เป็นเหตุการณ์พิเศษ", "๑ วัน")
                .doesNotContain("รายงานหลังวันแรก");
        assertThat(decided(deputy, id, true, "")).hasStatus3xxRedirection();
        assertThat(decided(governor, id, true, "")).hasStatus3xxRedirection();
        assertThat(page(clerk, "/leave/petitions/" + id)).bodyText().contains("ไม่นับเป็นวันลา");
        assertThat(lines()).isEmpty();
        assertThat(page(clerk, "/leave/look?kind=SICK&first=%s&last=%s".formatted(worked, worked)))
                .bodyText()
                .contains("หยุดเพราะเหตุการณ์พิเศษ");
    }

    private List<LedgerLine> lines() {
        return within(() -> ledger.lines(own.id, own.officer, FiscalYear.of(worked)));
    }

    @Test
    @DisplayName("L16 ข้อ 15 วรรคสาม: one that is not special makes the days personal leave")
    void ordinaryEvent() {
        var id = ask(asked(clerk, Matter.EVENT, worked, worked).param("words", "รถติด"));
        assertThat(decided(deputy, id, false, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided(deputy, id, false, "ไม่ร้ายแรง")).hasStatus3xxRedirection();
        assertThat(decided(governor, id, false, "ไม่ร้ายแรง")).hasStatus3xxRedirection();
        assertThat(lines()).hasSize(1);
        var line = lines().getFirst();
        assertThat(line.kind()).isEqualTo(LeaveKind.PERSONAL);
        assertThat(line.halves()).isEqualTo(-2);
        assertThat(page(clerk, "/leave/petitions/" + id))
                .bodyText()
                .contains("นับเป็นลากิจส่วนตัว", "/leave/" + line.request());
        assertThat(page(clerk, "/leave/" + line.request()))
                .hasStatusOk()
                .bodyText()
                .contains("ลากิจส่วนตัว", "รถติด")
                .doesNotContain("form.pdf");
        assertThat(page(clerk, "/leave/" + line.request() + "/form.pdf"))
                .hasStatus(HttpStatus.NOT_FOUND);
        // the day is taken now
        assertThat(asked(clerk, Matter.EVENT, worked, worked).param("words", "อีกครั้ง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่แล้ว");
    }

    @Test
    @DisplayName("L16 ข้อ 15 วรรคหนึ่ง: only what is over is reported, with what happened")
    void notYetBack() {
        assertThat(
                        asked(clerk, Matter.EVENT, worked, today.plusDays(1))
                                .param("words", "น้ำท่วมถนน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เหตุการณ์ผ่านไปแล้ว", "ข้อ 15 วรรคหนึ่ง");
        assertThat(asked(clerk, Matter.EVENT, worked, worked))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var past = saturday.minusDays(21);
        assertThat(asked(clerk, Matter.EVENT, past, past.plusDays(1)).param("words", "น้ำท่วม"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีวันทำการ");
        assertThat(asked(governor, Matter.EVENT, worked, worked).param("words", "น้ำท่วม"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ข้อ 15 วรรคสอง");
        var late =
                ask(
                        asked(clerk, Matter.EVENT, worked.minusDays(14), worked.minusDays(14))
                                .param("words", "น้ำท่วมถนน"));
        assertThat(page(deputy, "/leave/petitions/" + late))
                .bodyText()
                .contains("รายงานหลังวันแรกที่มาปฏิบัติราชการ");
    }

    private UUID sick(LocalDate day) {
        var wish = new LeaveDesk.Wish(LeaveKind.SICK, LeaveDays.of(day, day), "ไข้", "", "", null);
        return within(() -> leaves.ask(clerk, wish));
    }

    @Test
    @DisplayName("L15 ข้อ 13 วรรคหนึ่ง: permitted once the leave is approved, asked while it waits")
    void leaveThatWaits() {
        var monday = saturday.plusDays(2);
        while (!calendars.of(own.id, monday.getYear(), monday.getYear()).isWorkingDay(monday)) {
            monday = monday.plusDays(1);
        }
        var leave = sick(monday);
        assertThat(page(clerk, "/leave/" + leave)).bodyText().contains("form.pdf");
        assertThat(page(clerk, "/leave/" + leave + "/form.pdf")).hasStatusOk();
        var id = ask(asked(clerk, Matter.ABROAD, monday, monday).param("country", "ญี่ปุ่น"));
        assertThat(decided(deputy, id, true, "")).hasStatus3xxRedirection();
        assertThat(decided(governor, id, true, ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ได้รับอนุญาตให้ลา", "ข้อ 13 วรรคหนึ่ง");
        within(() -> {
            var one = requests.find(own.id, leave).orElseThrow();
            requests.keep(one.approve(clock.instant(), "นางสาวมาลี ศรีสุข"));
            return true;
        });
        assertThat(decided(governor, id, true, "")).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("L15 ข้อ 13 วรรคหนึ่ง: who has gone asks too late")
    void goneAlready() {
        var past = saturday.minusDays(21);
        assertThat(asked(clerk, Matter.ABROAD, past, past).param("country", "ญี่ปุ่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องขออนุญาตก่อนเดินทาง");
    }

    @Test
    @DisplayName(
            "L16 ข้อ 15 วรรคสาม: reported once, and leave asked for since does not stop the head")
    void leaveOverAnEvent() {
        var id = ask(asked(clerk, Matter.EVENT, worked, worked).param("words", "รถติด"));
        assertThat(asked(clerk, Matter.EVENT, worked, worked).param("words", "อีกครั้ง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รายงานเหตุการณ์ในวันเหล่านี้บางวันแล้ว");
        sick(worked);
        assertThat(decided(deputy, id, false, "ไม่ร้ายแรง")).hasStatus3xxRedirection();
        assertThat(decided(governor, id, false, "ไม่ร้ายแรง")).hasStatus3xxRedirection();
        assertThat(lines()).as("the leave is decided for itself").isEmpty();
        assertThat(page(clerk, "/leave/petitions/" + id)).bodyText().contains("มีใบลาอยู่แล้ว");
    }

    @Test
    void isWithdrawnByItsPersonAlone() {
        var id = ask(asked(clerk, Matter.ABROAD, saturday, saturday).param("country", "ลาว"));
        var path = "/leave/petitions/" + id;
        assertThat(post(deputy, path + "/withdraw")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path + "/withdraw")).hasRedirectedUrl(path);
        assertThat(post(clerk, path + "/withdraw")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, path)).bodyText().contains("ถอนแล้ว");
        assertThat(decided(deputy, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(deputy, path + "/told")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
