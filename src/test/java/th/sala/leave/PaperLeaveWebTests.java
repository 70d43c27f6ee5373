package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.law.Refusal;
import th.sala.leave.ApproverTable.Level;
import th.sala.worktime.WorkCalendars;

/// A deputy governor keeps the leave of a clerk and of the governor.
class PaperLeaveWebTests extends PeopleOfSrisamut {
    /// What a paper of each kind says, where the days are `first` to `last`.
    private static final Map<LeaveKind, String> SAYS = new EnumMap<>(LeaveKind.class);

    static {
        SAYS.put(LeaveKind.MATERNITY, "BIRTH={first}");
        SAYS.put(LeaveKind.PATERNITY, "BIRTH={first}");
        SAYS.put(LeaveKind.CHILD_RAISING, "");
        SAYS.put(
                LeaveKind.ORDINATION,
                "RITE=ORDINATION;CEREMONY={first};PLACE=วัดใหม่;ROYAL_PERMISSION=นร 1/2569");
        SAYS.put(
                LeaveKind.CALL_UP,
                "CALL=MOBILISATION;SUMMONS=สด 35;SUMMONED=1/10/2569;SUMMONED-time=09:30;REPORTED=2/10/2569;REPORTED-time=๑๐.๐๐;CALL_DAY={first}");
        SAYS.put(
                LeaveKind.STUDY,
                "PURPOSE=TRAINING;SUBJECT=การบริหาร;INSTITUTION=สถาบัน;COUNTRY=ญี่ปุ่น;power=HEAD");
        SAYS.put(LeaveKind.ORGANISATION, "INSTITUTION=องค์การ;COUNTRY=สวิส;power=MINISTER");
        SAYS.put(
                LeaveKind.SPOUSE,
                "SPOUSE=นายคู่;SPOUSE_ORDER=กต 1;SPOUSE_FROM=1/1/2569;SPOUSE_UNTIL=1/1/2573;COUNTRY=ลาว;power=MINISTER");
        SAYS.put(
                LeaveKind.REHABILITATION,
                "CAUSE=IN_DUTY;COURSE=กายภาพ;ORGANISER=AGENCY;COURSE_FROM={first};COURSE_UNTIL={last}");
    }

    @Autowired PaperLeaveDesk desk;
    @Autowired LeaveDesk leaves;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveOffice office;
    @Autowired LeaveRequests requests;
    @Autowired WorkCalendars calendars;
    @Autowired Clock clock;

    private LocalDate today;

    @BeforeEach
    void people() {
        today = LocalDate.now(clock);
        within(() -> {
            office.setLevel(administrator, own.deputyPost, Level.SECTION_HEAD);
            office.setLevel(administrator, own.governorPost, Level.HEAD);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            return true;
        });
    }

    private static byte[] pdf() {
        try (var document = new PDDocument();
                var bytes = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Map<String, String> typed(LeaveKind kind, LocalDate first, LocalDate last) {
        var typed = new HashMap<String, String>();
        typed.put("official", own.officer.toString());
        typed.put("kind", kind.name());
        typed.put("first", first.toString());
        typed.put("last", last.toString());
        typed.put("handedIn", today.minusDays(100).toString());
        typed.put("approvedOn", today.minusDays(90).toString());
        typed.put("approver", "นางสาวมาลี ศรีสุข");
        typed.put("approverTitle", "ผู้ว่าราชการจังหวัด");
        typed.put("approval", "ในใบลา");
        typed.put("power", "TABLE");
        var says =
                Objects.requireNonNull(SAYS.get(kind))
                        .replace("{first}", first.toString())
                        .replace("{last}", last.toString());
        for (var one : says.split(";")) {
            var pair = one.split("=");
            if (pair.length == 2) {
                typed.put(pair[0], pair[1]);
            }
        }
        return typed;
    }

    private MvcTestResult send(String path, Map<String, String> typed, boolean scan) {
        var request = web.post().uri(path).multipart().with(SignedInAs.as(deputy)).with(csrf());
        if (scan) {
            request.file(new MockMultipartFile("scan", "x.pdf", "application/pdf", pdf()));
        }
        typed.forEach((name, value) -> request.param(name, value));
        return request.exchange();
    }

    private static UUID idOf(MvcTestResult answer) {
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/leave/papers/".length()));
    }

    private UUID record(Map<String, String> typed) {
        return idOf(send("/leave/papers/new", typed, true));
    }

    private LeaveRequest request(UUID id) {
        return within(() -> requests.find(own.id, id).orElseThrow());
    }

    private int taken(LeaveKind kind) {
        return within(() ->
                -db.sql(
                                """
                                SELECT coalesce(sum(halves), 0)::int FROM leave.line
                                 WHERE official = :official AND kind = :kind
                                """)
                        .param("official", own.officer)
                        .param("kind", kind.name())
                        .query(Integer.class)
                        .single());
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY at, id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    /// Each kind with its own fields, days, ledger lines and evidence.
    @ParameterizedTest(name = "L1 ข้อ 17: {0} is recorded from its paper, and the person sees it")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SICK", "INJURED", "PERSONAL", "VACATION"})
    void everyKind(LeaveKind kind) {
        var first = today.plusDays(20);
        if (kind == LeaveKind.CHILD_RAISING) {
            record(typed(LeaveKind.MATERNITY, first.minusDays(30), first.minusDays(1)));
        }
        var path = "/leave/papers/new?official=%s&kind=%s".formatted(own.officer, kind);
        var form = assertThat(page(deputy, path)).hasStatusOk().bodyText();
        for (var fact : PaperFact.values()) {
            var field = "name=\"" + fact.name() + "\"";
            if (kind.facts().contains(fact)) {
                form.contains(field);
            } else {
                form.doesNotContain(field);
            }
        }
        var id = record(typed(kind, first, first.plusDays(6)));
        assertThat(request(id).isApproved()).isTrue();
        var days = LeaveDays.of(first, first.plusDays(6));
        var working = WorkingDays.of(calendars.of(own.id, 2025, 2029), 2025, 2029);
        assertThat(taken(kind)).isEqualTo(Counting.charged(kind, days, working));
        assertThat(page(deputy, "/leave/papers/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี", "นางสาวมาลี ศรีสุข", "/scan");
        assertThat(page(clerk, "/leave")).bodyText().contains("/leave/" + id);
        assertThat(page(clerk, "/leave/" + id)).hasRedirectedUrl("/leave/papers/" + id);
        assertThat(page(clerk, "/leave/" + id + "/form.pdf")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(clerk, "/leave/papers/" + id))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/correct", "/convert", "/end\"", "form.pdf");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("บันทึกใบลากระดาษของ");
        assertThat(page(deputy, "/leave/papers")).bodyText().contains("/leave/papers/" + id);
        assertThat(acts(id)).containsExactly("leave.paper-recorded");
    }

    @Test
    @DisplayName("L8 ข้อ 19 วรรคสอง: ninety-one days are refused, the form comes back filled")
    void tooLong() {
        var first = today.minusDays(30);
        var typed = typed(LeaveKind.MATERNITY, first, first.plusDays(90));
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เกิน 90 วัน", "ข้อ 19 วรรคสอง", "นางสาวมาลี ศรีสุข", "ในใบลา");
        typed.put("last", first.plusDays(89).toString());
        assertThat(send("/leave/papers/look", typed, false))
                .hasStatusOk()
                .bodyText()
                .contains("๙๐ วัน")
                .doesNotContain("บันทึกไม่ได้");
        record(typed);
        assertThat(taken(LeaveKind.MATERNITY)).isEqualTo(180);
    }

    @Test
    @DisplayName("L12 ข้อ 29 วรรคสอง: short notice is recorded with the reason of the approver")
    void explained() {
        var first = today.plusDays(20);
        var typed = typed(LeaveKind.ORDINATION, first, first.plusDays(15));
        typed.put("handedIn", today.minusDays(10).toString());
        typed.put("approvedOn", today.minusDays(5).toString());
        assertThat(send("/leave/papers/look", typed, false))
                .bodyText()
                .contains("ต้องระบุเหตุผล", "น้อยกว่า ๖๐ วัน");
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผลที่ผู้มีอำนาจอนุญาต");
        typed.put("explanation", "บิดาถึงแก่กรรม");
        var id = record(typed);
        assertThat(page(clerk, "/leave/papers/" + id))
                .bodyText()
                .contains("น้อยกว่า ๖๐ วัน", "บิดาถึงแก่กรรม", "อนุญาตแม้ไม่เป็นไปตามกำหนด");
    }

    @Test
    void theFormSaysWhatIsWrong() {
        var typed = typed(LeaveKind.CALL_UP, today, today.plusDays(1));
        typed.put("first", "x");
        typed.put("SUMMONED-time", "25:00");
        typed.remove("CALL");
        typed.remove("approvedOn");
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "โปรดพิมพ์เวลา", "โปรดระบุ", "value=\"x\"", "25:00");
        var other = typed(LeaveKind.MATERNITY, today, today.minusDays(1));
        assertThat(send("/leave/papers/new", other, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันสุดท้ายต้องไม่ก่อนวันแรก");
        other.put("last", today.toString());
        assertThat(send("/leave/papers/new", other, false))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดแนบภาพสแกน");
        other.put("approver", " ");
        assertThat(send("/leave/papers/new", other, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุชื่อและตำแหน่งผู้ลงนาม");
        other.put("approver", "นางสาวมาลี");
        other.put("approvedOn", today.plusDays(1).toString());
        assertThat(send("/leave/papers/new", other, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ทั้งสองวันต้องไม่หลังวันนี้");
        other.put("approvedOn", today.toString());
        other.put("first", today.minusYears(11).toString());
        other.put("last", today.minusYears(11).toString());
        assertThat(send("/leave/papers/new", other, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตรวจปีที่พิมพ์");
        assertThat(send("/leave/papers/new", Map.of("kind", "SICK"), true)).hasStatusOk();
        other.put("kind", "SICK");
        other.put("first", today.toString());
        other.put("last", today.toString());
        assertThat(send("/leave/papers/new", other, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เสนอในระบบ");
    }

    @Test
    void findsThePersonAndTheKind() {
        assertThat(page(deputy, "/leave/papers/new?name=พิมพ์"))
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี", "official=" + own.officer);
        assertThat(page(deputy, "/leave/papers/new?official=" + own.officer))
                .hasStatusOk()
                .bodyText()
                .contains("ลาคลอดบุตร", "ลาติดตามคู่สมรส")
                .doesNotContain("value=\"VACATION\"");
        assertThat(page(deputy, "/leave/papers/new?official=" + UUID.randomUUID()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("L1 ข้อ 17: only leave officers record, never their own")
    void onlyOfficers() {
        assertThat(page(clerk, "/leave/papers")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(clerk, "/leave/papers/new")).hasStatus(HttpStatus.NOT_FOUND);
        var typed = typed(LeaveKind.STUDY, today, today.plusDays(3));
        typed.put("official", own.deputy.toString());
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("บันทึกใบลาของตนเองไม่ได้");
        var id = record(typed(LeaveKind.STUDY, today, today.plusDays(3)));
        assertThat(page(governor, "/leave/papers/" + id)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(governor, "/leave/papers/" + id + "/scan")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, "/leave/papers/" + id + "/end")).hasStatus(HttpStatus.NOT_FOUND);
        assertThatThrownBy(() -> within(() -> desk.newest(clerk, "", 1, 0)))
                .isInstanceOf(AccessDeniedException.class);
        // who opens the scan of somebody else leaves evidence
        assertThat(page(clerk, "/leave/papers/" + id + "/scan")).hasStatusOk();
        assertThat(acts(id)).doesNotContain("leave.paper-read");
        assertThat(page(deputy, "/leave/papers/" + id + "/scan")).hasStatusOk();
        assertThat(acts(id)).contains("leave.paper-read");
    }

    @Test
    @DisplayName("L2 ข้อ 10 วรรคสอง: no half day twice, on paper or in Sala")
    void noDayTwice() {
        var id = record(typed(LeaveKind.STUDY, today, today.plusDays(3)));
        var typed = typed(LeaveKind.PATERNITY, today.plusDays(3), today.plusDays(6));
        typed.put("handedIn", today.toString());
        typed.put("approvedOn", today.toString());
        assertThat(send("/leave/papers/look", typed, false)).bodyText().contains("อยู่แล้ว");
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีใบลาในวันเหล่านี้บางวันอยู่แล้ว");
        var look =
                "/leave/look?kind=SICK&first=%s&last=%s"
                        .formatted(today.plusDays(2), today.plusDays(2));
        assertThat(page(clerk, look)).bodyText().contains("ท่านมีใบลาในวันเหล่านี้");
        assertThat(request(id).isApproved()).isTrue();
    }

    @Test
    void isCorrectedWithItsTrace() {
        var typed = typed(LeaveKind.STUDY, today, today.plusDays(3));
        var id = record(typed);
        var path = "/leave/papers/" + id;
        assertThat(page(deputy, path + "/correct"))
                .hasStatusOk()
                .bodyText()
                .contains("การบริหาร", "name=\"version\" value=\"1\"", "ญี่ปุ่น");
        typed.put("last", today.plusDays(9).toString());
        typed.put("version", "1");
        typed.put("COUNTRY", "ลาว");
        assertThat(send(path + "/correct", typed, false)).hasRedirectedUrl(path);
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(20);
        assertThat(page(deputy, path))
                .bodyText()
                .contains("ลาว", "แก้ไข", "ประวัติการบันทึก", "/scan");
        assertThat(send(path + "/correct", typed, false))
                .as("somebody corrected it since")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        typed.put("version", "2");
        typed.put("first", today.plusDays(1).toString());
        typed.put("last", today.plusDays(1).toString());
        typed.put("untilNoon", "true");
        assertThat(send(path + "/correct", typed, true)).hasRedirectedUrl(path);
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(1);
        typed.put("version", "3");
        typed.put("first", "");
        assertThat(send(path + "/correct", typed, true)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(acts(id))
                .filteredOn(act -> act.startsWith("leave."))
                .containsExactly(
                        "leave.paper-recorded", "leave.paper-corrected", "leave.paper-corrected");
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: days are taken back from one on, and all of them")
    void ends() {
        var id = record(typed(LeaveKind.STUDY, today, today.plusDays(9)));
        var path = "/leave/papers/" + id;
        assertThat(end(path, "x", "บันทึกที่ 5"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้");
        assertThat(end(path, today.plusDays(4).toString(), " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(end(path, today.plusDays(10).toString(), "บันทึกที่ 5"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(end(path, today.plusDays(4).toString(), "บันทึกที่ 5"))
                .hasStatus3xxRedirection();
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(8);
        assertThat(request(id).days().last()).isEqualTo(today.plusDays(3));
        assertThat(end(path, today.toString(), "บันทึกผิดคน")).hasStatus3xxRedirection();
        assertThat(taken(LeaveKind.STUDY)).isZero();
        assertThat(page(clerk, path)).bodyText().contains("ยกเลิกวันลาแล้ว", "บันทึกผิดคน");
        assertThat(end(path, today.toString(), "อีกครั้ง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void aFormOpenedBeforeDaysWereTakenBackRestoresNone() {
        var typed = typed(LeaveKind.PATERNITY, today.minusDays(1), today.plusDays(9));
        var id = record(typed);
        var path = "/leave/papers/" + id;
        typed.put("version", "1");
        assertThat(end(path, today.plusDays(4).toString(), "บันทึกที่ 5"))
                .hasStatus3xxRedirection();
        assertThat(send(path + "/correct", typed, false))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เปลี่ยนไปตั้งแต่ท่านเปิดหน้านี้");
        assertThat(request(id).days().last()).isEqualTo(today.plusDays(3));
        typed.put("version", "2");
        // as a recall does
        within(() -> {
            var back = LeaveDays.of(today.plusDays(2), today.plusDays(3));
            requests.keep(request(id).shortened(back, clock.instant(), "นางสาวมาลี ศรีสุข"));
            return true;
        });
        assertThat(send(path + "/correct", typed, false))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        typed.put("version", "3");
        assertThat(send(path + "/correct", typed, false)).hasStatus3xxRedirection();
        assertThat(request(id).days().last()).isEqualTo(today.plusDays(9));
    }

    private MockMvcRequestBuilder end(String path, String from, String reason) {
        return post(deputy, path + "/end").param("from", from).param("reason", reason);
    }

    @Test
    @DisplayName("L13 ข้อ 32: reporting back is due in the views of both, until it is done")
    void duties() {
        var typed = typed(LeaveKind.CALL_UP, today.minusDays(20), today.minusDays(12));
        typed.put("RELEASED", today.minusDays(12).toString());
        var id = record(typed);
        assertThat(page(deputy, "/leave/papers")).bodyText().contains("รายงานตัวกลับ", "เลยกำหนด");
        assertThat(page(clerk, "/leave")).bodyText().contains("รายงานตัวกลับ", "เลยกำหนด");
        assertThat(page(clerk, "/")).bodyText().contains("รายงานตัวกลับ");
        var path = "/leave/papers/" + id;
        assertThat(done(path, Duty.RETURN, today.plusDays(1).toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(done(path, Duty.RESULT, today.toString()))
                .as("not of this leave")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(done(path, Duty.RETURN, today.minusDays(21).toString()))
                .as("before the leave began")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(done(path, Duty.RETURN, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(done(path, Duty.RETURN, today.minusDays(6).toString()))
                .hasStatus3xxRedirection();
        assertThat(page(deputy, "/leave/papers")).bodyText().doesNotContain("รายงานตัวกลับ");
        assertThat(page(clerk, path)).bodyText().contains("ทำแล้วเมื่อ").doesNotContain("เลยกำหนด");
        assertThat(acts(id)).contains("leave.duty-done");
    }

    @Test
    @DisplayName(
            "L14 ข้อ 33 วรรคสอง: reported above after the approval, also before the leave begins")
    void reportedBeforeTheLeave() {
        var path = "/leave/papers/" + record(typed(LeaveKind.STUDY, today, today.plusDays(3)));
        assertThat(done(path, Duty.REPORT_ABOVE, today.minusDays(91).toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(done(path, Duty.REPORT_ABOVE, today.minusDays(90).toString()))
                .hasStatus3xxRedirection();
        var back =
                "/leave/papers/"
                        + record(typed(LeaveKind.CALL_UP, today.plusDays(9), today.plusDays(10)));
        assertThat(done(back, Duty.RETURN, today.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName("L17 ข้อ 42: a journey abroad of a political official is not the heads to permit")
    void politicalOfficialsAskElsewhere() {
        var typed = typed(LeaveKind.STUDY, today, today.plusDays(3));
        typed.put("office", "POLITICAL");
        typed.put("power", "MINISTER");
        record(typed);
        assertThat(page(clerk, "/leave/petitions/new?matter=ABROAD"))
                .bodyText()
                .contains("ข้าราชการการเมืองเสนอเป็นหนังสือ");
        assertThat(
                        post(clerk, "/leave/petitions/new")
                                .param("matter", "ABROAD")
                                .param("first", today.toString())
                                .param("country", "ญี่ปุ่น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ใช่อำนาจของหัวหน้าส่วนราชการ", "ข้อ 42");
    }

    private MockMvcRequestBuilder done(String path, Duty duty, String day) {
        return post(deputy, path + "/duties").param("duty", duty.name()).param("day", day);
    }

    @Test
    @DisplayName("L14 ข้อ 35 วรรคหนึ่ง: what came of it is due thirty days after the return")
    void resultAfterTheReturn() {
        var id = record(typed(LeaveKind.ORGANISATION, today.minusDays(60), today.minusDays(10)));
        var path = "/leave/papers/" + id;
        assertThat(done(path, Duty.RETURN, today.minusDays(2).toString()))
                .hasStatus3xxRedirection();
        var result =
                within(() -> desk.see(deputy, id)).duties().stream()
                        .filter(one -> one.duty() == Duty.RESULT)
                        .findFirst()
                        .orElseThrow();
        assertThat(result.due()).isEqualTo(today.plusDays(28));
    }

    @Test
    @DisplayName("L6 ข้อ 9 วรรคสอง: who is here from another agency asks there for other kinds")
    void seconded() {
        assertThat(
                        post(deputy, "/leave/secondments")
                                .param("official", own.officer.toString())
                                .param("home", "กรมการปกครอง")
                                .param("source", "คำสั่งที่ 8")
                                .param("from", today.minusDays(500).toString()))
                .hasStatus3xxRedirection();
        assertThat(send("/leave/papers/new", typed(LeaveKind.STUDY, today, today), true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต่อส่วนราชการเจ้าสังกัด", "ข้อ 9 วรรคสอง");
        record(typed(LeaveKind.MATERNITY, today.minusDays(20), today.minusDays(11)));
        var page = page(deputy, "/leave/secondments");
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("กรมการปกครอง", "ลาคลอดบุตร", "๑๐ วัน", "เลยกำหนด");
        var id =
                within(() ->
                        db.sql("SELECT id FROM leave.secondment WHERE official = :official")
                                .param("official", own.officer)
                                .query(UUID.class)
                                .single());
        var path = "/leave/secondments/" + id;
        assertThat(post(deputy, path + "/told").param("source", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(deputy, path + "/told").param("source", "ศส 0017/9"))
                .hasStatus3xxRedirection();
        assertThat(page(deputy, "/leave/secondments"))
                .bodyText()
                .contains("ไม่มีวันลา")
                .doesNotContain("เลยกำหนด");
        assertThat(post(deputy, path + "/told").param("source", "ศส 0017/9"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(deputy, path + "/end")).hasStatus3xxRedirection();
        assertThat(page(deputy, "/leave/secondments")).bodyText().doesNotContain("กรมการปกครอง");
        assertThat(page(clerk, "/leave/secondments")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void secondmentsSayWhatIsMissing() {
        var path = "/leave/secondments";
        assertThat(post(deputy, path)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(guest("x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "กรมการปกครอง");
        assertThat(guest(today.toString())).hasStatus3xxRedirection();
        assertThat(guest(today.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่ในทะเบียนผู้มาช่วยราชการแล้ว");
    }

    private MockMvcRequestBuilder guest(String from) {
        return post(deputy, "/leave/secondments")
                .param("official", own.officer.toString())
                .param("home", "กรมการปกครอง")
                .param("source", "คำสั่งที่ 8")
                .param("from", from);
    }

    @Test
    @DisplayName("L16 ข้อ 15 วรรคสาม: no leave is recorded over what the head found special")
    void leaveOverAnEvent() {
        var day = today.minusDays(15);
        within(() -> {
            db.sql("INSERT INTO leave.person VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(own.id, own.officer)
                    .update();
            return db.sql(
                            """
                            INSERT INTO leave.petition (agency_id, id, matter, account, official, name, title, first_day, from_noon,
                                last_day, until_noon, country, words, asked_at, state, ended_at, ended_by, told_above)
                            VALUES (?, ?, 'EVENT', ?, ?, 'a', 'b', ?, false, ?, false, '', 'น้ำท่วม', now(), 'GRANTED', now(), 'c', false)
                            """)
                    .params(own.id, UUID.randomUUID(), UUID.randomUUID(), own.officer, day, day)
                    .update();
        });
        var typed = typed(LeaveKind.CALL_UP, today.minusDays(20), today.minusDays(12));
        typed.put("RELEASED", today.minusDays(12).toString());
        assertThat(send("/leave/papers/new", typed, true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("หยุดเพราะเหตุการณ์พิเศษ");
    }

    // ---- endings and conversions

    @Test
    @DisplayName("L8 ข้อ 19 วรรคสี่: maternity leave ends another that runs, its ledger is exact")
    void maternityOverrides() {
        var study = record(typed(LeaveKind.STUDY, today.minusDays(10), today.plusDays(30)));
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(82);
        var typed = typed(LeaveKind.MATERNITY, today, today.plusDays(9));
        assertThat(send("/leave/papers/look", typed, false))
                .bodyText()
                .contains("การลาอื่นที่สิ้นสุดลง", "ลาไปศึกษา");
        var id = record(typed);
        assertThat(request(study).days().last()).isEqualTo(today.minusDays(1));
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(20);
        assertThat(taken(LeaveKind.MATERNITY)).isEqualTo(20);
        assertThat(page(clerk, "/leave/papers/" + study))
                .bodyText()
                .contains("สิ้นสุดเพราะลาคลอดบุตร");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("สิ้นสุดลงเพราะลาคลอดบุตร");
        assertThat(acts(study)).containsExactly("leave.paper-recorded", "leave.overridden");
        assertThat(page(deputy, "/leave/papers/" + id))
                .bodyText()
                .contains("การลาที่สิ้นสุดลงเพราะการลานี้", "/leave/" + study);
        assertThat(page(clerk, "/leave/papers/" + id))
                .bodyText()
                .doesNotContain("การลาที่สิ้นสุดลงเพราะการลานี้");
        // one that lies within it altogether is gone
        var later = record(typed(LeaveKind.STUDY, today.plusDays(12), today.plusDays(13)));
        typed.put("last", today.plusDays(20).toString());
        typed.put("version", "1");
        assertThat(send("/leave/papers/" + id + "/correct", typed, false))
                .hasStatus3xxRedirection();
        assertThat(request(later).stage()).isInstanceOf(LeaveRequest.Stage.Cancelled.class);
        assertThat(taken(LeaveKind.STUDY)).isEqualTo(20);
    }

    @Test
    @DisplayName(
            "L8 ข้อ 19 วรรคสี่, L14 ข้อ 35 วรรคหนึ่ง: what is left ends earlier, so do its duties")
    void maternityMovesDuties() {
        var other = record(typed(LeaveKind.ORGANISATION, today.minusDays(10), today.plusDays(60)));
        var gone = record(typed(LeaveKind.ORGANISATION, today.plusDays(61), today.plusDays(70)));
        record(typed(LeaveKind.MATERNITY, today, today.plusDays(80)));
        var due =
                within(() -> desk.see(deputy, other)).duties().stream()
                        .filter(one -> one.duty() == Duty.RETURN)
                        .map(PaperLeave.Open::due)
                        .toList();
        assertThat(due).containsExactly(today.plusDays(14));
        assertThat(within(() -> desk.see(deputy, gone)).duties()).isEmpty();
    }

    @Test
    @DisplayName("L8 ข้อ 19 วรรคสี่: what only waits is decided first")
    void maternityDoesNotEndWhatWaits() {
        var day = today.plusDays(7);
        while (!calendars.of(own.id, day.getYear(), day.getYear()).isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        var first = day;
        var wish =
                new LeaveDesk.Wish(LeaveKind.SICK, LeaveDays.of(first, first), "ไข้", "", "", null);
        var waiting = within(() -> leaves.ask(clerk, wish));
        assertThat(
                        send(
                                "/leave/papers/new",
                                typed(LeaveKind.MATERNITY, today, today.plusDays(20)),
                                true))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(request(waiting).isWaiting()).isTrue();
    }

    @ParameterizedTest(
            name =
                    "L8 ข้อ 19 วรรคสาม, L12 ข้อ 30 วรรคสอง: {0} that came to nothing is personal leave as far as it was taken")
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"MATERNITY", "ORDINATION"})
    void becomesPersonal(LeaveKind kind) {
        var first = today.minusDays(14);
        var id = record(typed(kind, first, today.plusDays(14)));
        assertThat(taken(kind)).isEqualTo(58);
        var path = "/leave/papers/" + id;
        assertThat(page(deputy, path)).bodyText().contains("เปลี่ยนเป็นลากิจส่วนตัว");
        assertThat(converted(path, "x", today))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "นางสาวมาลี ศรีสุข");
        assertThat(converted(path, first.toString(), today))
                .as("nothing was taken")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(converted(path, today.minusDays(7).toString(), today.plusDays(1)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var personal = idOf(converted(path, today.minusDays(7).toString(), today).exchange());
        assertThat(taken(kind)).isZero();
        // seven days with a weekend, and whatever holidays there are
        var days = LeaveDays.of(first, today.minusDays(8));
        var working = WorkingDays.of(calendars.of(own.id, 2025, 2029), 2025, 2029);
        assertThat(taken(LeaveKind.PERSONAL))
                .isEqualTo(Counting.charged(LeaveKind.PERSONAL, days, working));
        assertThat(request(personal).days()).isEqualTo(days);
        assertThat(request(personal).kind()).isEqualTo(LeaveKind.PERSONAL);
        assertThat(page(clerk, "/leave/papers/" + personal))
                .bodyText()
                .contains("ใบลาเดิม", id.toString());
        assertThat(page(clerk, path)).bodyText().contains("เปลี่ยนเป็นลากิจส่วนตัว");
        assertThat(converted(path, today.minusDays(7).toString(), today))
                .as("once")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(acts(id)).contains("leave.paper-converted");
    }

    private MockMvcRequestBuilder converted(String path, String back, LocalDate on) {
        return post(deputy, path + "/convert")
                .param("back", back)
                .param("power", "TABLE")
                .param("approver", "นางสาวมาลี ศรีสุข")
                .param("approverTitle", "ผู้ว่าราชการจังหวัด")
                .param("permittedOn", on.toString())
                .param("approval", "บันทึกที่ 7")
                .param("reason", "ไม่เป็นไปตามกำหนด");
    }

    @Test
    void otherKindsStayAsTheyAre() {
        var id = record(typed(LeaveKind.STUDY, today.minusDays(5), today));
        assertThat(page(deputy, "/leave/papers/" + id)).bodyText().doesNotContain("/convert");
        assertThat(converted("/leave/papers/" + id, today.toString(), today))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เปลี่ยนเป็นลากิจส่วนตัวไม่ได้");
    }

    /// Whatever is recorded, corrected, taken back, converted and overridden: what each kind is
    /// charged in each year is what its leaves that hold come to.
    @ParameterizedTest(
            name =
                    "L2 ข้อ 10 วรรคสอง: after thirty acts, seed {0}, the ledger is the sum of what holds")
    @ValueSource(longs = {1, 2, 3, 4})
    void theLedgerIsExact(long seed) {
        var random = new Random(seed);
        var scan = new LeaveRequest.Paper("0".repeat(64), 1);
        var ids = new ArrayList<UUID>();
        var done = 0;
        for (int i = 0; i < 30; i++) {
            try {
                act(random, scan, ids);
                done++;
            } catch (Refusal refused) {
                // as lawful as any other outcome: nothing of it may be in the ledger
                assertThat(refused.key()).startsWith("leave.");
            }
            assertThat(charged()).isEqualTo(held());
        }
        assertThat(done).isGreaterThan(5);
    }

    private void act(Random random, LeaveRequest.Paper scan, List<UUID> ids) {
        var first = today.minusDays(300).plusDays(random.nextInt(280));
        var days =
                new LeaveDays(
                        first,
                        random.nextBoolean(),
                        first.plusDays(1 + random.nextInt(60)),
                        random.nextBoolean());
        var approval = new PaperLeave.Approval(PaperPower.MINISTER, "ก", "ข", today, "ในใบลา");
        if (ids.isEmpty() || random.nextInt(3) == 0) {
            var kind = random.nextBoolean() ? LeaveKind.MATERNITY : LeaveKind.STUDY;
            var facts =
                    kind == LeaveKind.MATERNITY
                            ? PaperFacts.NONE.with(PaperFact.BIRTH, first.toString())
                            : PaperFacts.NONE;
            var typed = typed(kind, days, facts, approval, scan);
            ids.add(within(() -> desk.record(deputy, typed)));
            return;
        }
        var id = ids.get(random.nextInt(ids.size()));
        var paper = within(() -> desk.see(deputy, id)).paper();
        switch (random.nextInt(3)) {
            case 0 ->
                    within(() -> {
                        var typed =
                                typed(paper.request().kind(), days, paper.facts(), approval, scan);
                        desk.correct(deputy, id, paper.version(), typed);
                        return true;
                    });
            case 1 ->
                    within(() -> {
                        var from = paper.request().days().first().plusDays(random.nextInt(5));
                        desk.end(deputy, id, from, "เหตุ");
                        return true;
                    });
            default ->
                    within(() -> {
                        var back = paper.request().days().first().plusDays(random.nextInt(9));
                        ids.add(
                                desk.convert(
                                        deputy,
                                        id,
                                        new PaperLeaveDesk.Permission(approval, back, "เหตุ")));
                        return true;
                    });
        }
    }

    private PaperLeaveDesk.Typed typed(
            LeaveKind kind,
            LeaveDays days,
            PaperFacts facts,
            PaperLeave.Approval approval,
            LeaveRequest.Paper scan) {
        return new PaperLeaveDesk.Typed(
                own.officer,
                kind,
                days,
                facts,
                PaperOffice.OFFICIAL,
                approval,
                today,
                "",
                "",
                "เหตุจำเป็น",
                scan);
    }

    private Map<String, Integer> charged() {
        var sums = new HashMap<String, Integer>();
        within(() -> {
            db.sql("SELECT kind, year, sum(halves)::int AS sum FROM leave.line GROUP BY kind, year")
                    .query(row -> {
                        if (row.getInt("sum") != 0) {
                            sums.put(
                                    row.getString("kind") + row.getInt("year"), -row.getInt("sum"));
                        }
                    });
            return true;
        });
        return sums;
    }

    private Map<String, Integer> held() {
        var sums = new HashMap<String, Integer>();
        var year = today.getYear();
        var working = WorkingDays.of(calendars.of(own.id, year - 2, year + 2), year - 2, year + 2);
        within(() -> requests.live(own.id, own.officer, today.minusYears(1), today.plusYears(1)))
                .forEach(one ->
                        Counting.byFiscalYear(one.kind(), one.days(), working)
                                .forEach(charge ->
                                        sums.merge(
                                                one.kind().name() + charge.year().year(),
                                                charge.halves(),
                                                Integer::sum)));
        return sums;
    }
}
