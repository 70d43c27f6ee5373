package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Delegation;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.leave.ApproverTable.Level;
import th.sala.worktime.WorkCalendars;

/// A clerk, a deputy governor above who may approve, a governor above both.
class LeaveActsWebTests extends PeopleOfSrisamut {
    @Autowired LeaveDesk desk;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveOffice office;
    @Autowired LeaveRequests requests;
    @Autowired WaitingRounds rounds;
    @Autowired HolidayRecount recount;
    @Autowired LaterPapers papers;
    @Autowired Outlooks outlooks;
    @Autowired WorkCalendars calendars;
    @Autowired Clock clock;

    private LocalDate today;

    @BeforeEach
    void people() {
        today = LocalDate.now(clock);
        within(() -> {
            office.setLevel(administrator, own.deputyPost, Level.SECTION_HEAD);
            office.setLevel(administrator, own.governorPost, Level.HEAD);
            return true;
        });
    }

    private void keepsLeave(SignedIn who) {
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(
                    administrator, Objects.requireNonNull(who.official()), "คำสั่งที่ 1");
            return true;
        });
    }

    private SignedIn member(String name) {
        var mail = UUID.randomUUID() + "@" + own.domain;
        var official = within(() -> organisation.enrol(own.id, name, mail, "", Srisamut.SINCE));
        return person(official, Role.OFFICIAL);
    }

    private void acting(SignedIn who, UUID position) {
        within(() -> {
            powers.delegate(
                    own.id,
                    Delegation.Kind.ACTING,
                    null,
                    position,
                    Objects.requireNonNull(who.official()),
                    Set.of(),
                    today,
                    null,
                    "คำสั่งที่ 3");
            return true;
        });
    }

    private UUID ask(LeaveKind kind, LocalDate first, LocalDate last) {
        var wish =
                new LeaveDesk.Wish(kind, LeaveDays.of(first, last), "ไปธุระ", "เร่งด่วน", "", null);
        return within(() -> desk.ask(clerk, wish));
    }

    private void agree(SignedIn who, UUID id) {
        within(() -> {
            desk.decide(who, id, desk.see(who, id).seen(), true, "");
            return true;
        });
    }

    private LeaveRequest request(UUID id) {
        return within(() -> requests.find(own.id, id).orElseThrow());
    }

    private LeaveRequest.With with(UUID id) {
        return Objects.requireNonNull(request(id).with());
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql(
                                "SELECT act FROM evidence.entry WHERE record_id = :id AND act LIKE 'leave.%' ORDER BY at, id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    private int charged(UUID id) {
        return -within(() ->
                db.sql("SELECT coalesce(sum(halves), 0)::int FROM leave.line WHERE request = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single());
    }

    private int counted(UUID id) {
        var leave = request(id);
        var calendar = calendars.of(own.id, today.getYear() - 1, today.getYear() + 2);
        var working = WorkingDays.of(calendar, today.getYear() - 1, today.getYear() + 2);
        return Counting.charged(leave.kind(), leave.days(), working);
    }

    private LocalDate workingDayFrom(LocalDate day) {
        var calendar = calendars.of(own.id, today.getYear(), today.getYear() + 1);
        while (!calendar.isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    // ---- past an approver who is not there

    private MockMvcRequestBuilder above(UUID id, String absence, String urgency) {
        return post(clerk, "/leave/" + id + "/above")
                .param("absence", absence)
                .param("urgency", urgency);
    }

    @Test
    @DisplayName("L5 ข้อ 8 วรรคสาม: past an approver who is not there, who is told afterwards")
    void above() {
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.SICK, day, day);
        assertThat(with(id).official()).isEqualTo(own.deputy);
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("/above\"", "นางสาวมาลี ศรีสุข")
                .doesNotContain("absence-ON_LEAVE");
        assertThat(above(id, "", "ผ่าตัด"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกเหตุ", "ข้อ 8 วรรคสาม", "ผ่าตัด");
        assertThat(above(id, "ON_LEAVE", "ผ่าตัด")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(above(id, "NOT_THERE", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุจำเป็นเร่งด่วน");
        assertThat(above(id, "NOT_THERE", "ผ่าตัดพรุ่งนี้")).hasRedirectedUrl("/leave/" + id);
        assertThat(with(id).official()).isEqualTo(own.governor);
        assertThat(page(deputy, "/me/notices")).bodyText().contains("ท่านไม่ต้องพิจารณา");
        assertThat(page(governor, "/leave/" + id))
                .bodyText()
                .contains("data-trace=\"ABOVE_NOT_THERE\"", "ผ่าตัดพรุ่งนี้");
        assertThat(page(deputy, "/leave/" + id)).as("not before it is approved").hasStatus(403);

        agree(governor, id);
        assertThat(page(deputy, "/me/notices"))
                .bodyText()
                .contains("แทนท่าน เพราะเร่งด่วนและท่านไม่อยู่");
        assertThat(page(deputy, "/leave/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("data-trace=\"REGULAR_TOLD\"")
                .doesNotContain("ผ่าตัดพรุ่งนี้", "ไปธุระ");
        assertThat(acts(id))
                .containsExactly(
                        "leave.asked", "leave.sent-above", "leave.approved", "leave.regular-told");
        assertThat(above(id, "NOT_THERE", "x")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName("L5 ข้อ 8 วรรคสาม: that the approver is on leave the agency knows")
    void approverOnLeave() {
        var wish =
                new LeaveDesk.Wish(
                        LeaveKind.SICK,
                        LeaveDays.of(today, workingDayFrom(today).plusDays(1)),
                        "",
                        "",
                        "",
                        null);
        var theirs = within(() -> desk.ask(deputy, wish));
        agree(governor, theirs);
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.SICK, day, day);
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("absence-ON_LEAVE", "นายสมชาย ใจดี ลาอยู่ในขณะนี้");
        assertThat(above(id, "ON_LEAVE", "ผ่าตัด")).hasRedirectedUrl("/leave/" + id);
        assertThat(with(id).official()).isEqualTo(own.governor);
        // nobody is above the governor
        assertThat(page(clerk, "/leave/" + id)).bodyText().doesNotContain("/above\"");
        assertThat(above(id, "NOT_THERE", "ผ่าตัด"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีผู้มีอำนาจอนุญาตการลานี้");
        assertThat(post(governor, "/leave/" + id + "/above").param("absence", "NOT_THERE"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("L5 ข้อ 8 วรรคหนึ่ง: from a position that nobody fills any more it goes on up")
    void movesOn() {
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.PERSONAL, day, day);
        moveOn();
        assertThat(with(id).official()).as("its approver is there").isEqualTo(own.deputy);
        within(() -> {
            organisation.leave(own.id, own.deputy, today);
            return true;
        });
        moveOn();
        assertThat(with(id).official()).isEqualTo(own.governor);
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("data-trace=\"MOVED_ON\"", "นางสาวมาลี ศรีสุข");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("ใบลาของท่านส่งต่อไปยัง");
        moveOn();
        assertThat(acts(id)).containsExactly("leave.asked", "leave.moved-on");

        // whoever does the duty now has it, before those above
        within(() -> {
            organisation.leave(own.id, own.governor, today);
            return true;
        });
        moveOn();
        assertThat(with(id).official()).as("nobody is above").isEqualTo(own.governor);
        assertThat(page(clerk, "/me/notices")).bodyText().contains("โปรดแจ้งผู้ดูแลระบบ");
        var acting = member("นายรักษา การแทน");
        acting(acting, own.governorPost);
        moveOn();
        assertThat(with(id).official()).isEqualTo(acting.official());
        agree(acting, id);
        assertThat(request(id).isApproved()).isTrue();
    }

    private void moveOn() {
        AgencyScope.within(own.id, () -> LeaveWork.moveOn(rounds, own.id));
    }

    // ---- recall and correction

    private MockMvcRequestBuilder recalled(SignedIn who, UUID id, LocalDate back, String travel) {
        return post(who, "/leave/" + id + "/recall")
                .param("back", back.toString())
                .param("travel", travel)
                .param("duty", "น้ำท่วมจังหวัด")
                .param("password", PASSWORD);
    }

    private UUID approved(LeaveKind kind, LocalDate first, LocalDate last) {
        var id = ask(kind, first, last);
        while (request(id).isWaiting()) {
            agree(with(id).official().equals(own.deputy) ? deputy : governor, id);
        }
        return id;
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคสี่, L4 ข้อ 10 วรรคห้า: a superior recalls, the rest goes back")
    void recall() {
        var id = approved(LeaveKind.PERSONAL, today, today.plusDays(13));
        var whole = charged(id);
        var back = today.plusDays(6);
        assertThat(page(deputy, "/leave/" + id)).bodyText().contains("/recall\"");
        assertThat(page(clerk, "/leave/" + id)).bodyText().doesNotContain("/recall\"");
        assertThat(page(deputy, "/leave"))
                .bodyText()
                .contains("ผู้ใต้บังคับบัญชาที่ลาอยู่", "/leave/" + id);
        assertThat(page(clerk, "/leave")).bodyText().doesNotContain("ผู้ใต้บังคับบัญชาที่ลาอยู่");
        assertThat(recalled(clerk, id, back, "")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(recalled(member("นายอื่น"), id, back, "")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(recalled(deputy, id, today.minusDays(1), ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ข้อ 10 วรรคห้า", "น้ำท่วมจังหวัด");
        assertThat(
                        post(deputy, "/leave/" + id + "/recall")
                                .param("back", "x")
                                .param("duty", "น้ำท่วม"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "value=\"x\"");
        assertThat(
                        post(deputy, "/leave/" + id + "/recall")
                                .param("back", back.toString())
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุราชการจำเป็น");
        // a request to take back the last days is left without any
        var asked = within(() -> desk.askBack(clerk, id, today.plusDays(12), ""));

        // a day to travel: the leave ends before it
        assertThat(recalled(deputy, id, back, back.minusDays(1).toString()))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(request(id).days()).isEqualTo(LeaveDays.of(today, back.minusDays(2)));
        assertThat(request(id).isApproved()).isTrue();
        assertThat(charged(id)).isEqualTo(counted(id)).isLessThan(whole);
        assertThat(request(asked).isWaiting()).isFalse();
        assertThat(page(clerk, "/me/notices")).bodyText().contains("เรียกท่านกลับมาปฏิบัติราชการ");
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("data-trace=\"RECALLED\"", "น้ำท่วมจังหวัด");
        assertThat(acts(id)).contains("leave.recalled");
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคสี่: nobody is recalled from sick leave, nor before it begins")
    void notRecalled() {
        var sick = approved(LeaveKind.SICK, today, today.plusDays(6));
        assertThat(recalled(deputy, sick, today.plusDays(2), ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เรียกตัวกลับได้เฉพาะ");
        var first = workingDayFrom(today.plusDays(10));
        var later = approved(LeaveKind.PERSONAL, first, first.plusDays(1));
        assertThat(recalled(deputy, later, first.plusDays(1), ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่เริ่ม");
    }

    @Test
    void correction() {
        var first = workingDayFrom(today.minusDays(10));
        var id = approved(LeaveKind.SICK, first, first.plusDays(4));
        var whole = charged(id);
        assertThat(page(governor, "/leave/" + id)).bodyText().doesNotContain("/correct\"");
        assertThat(corrected(governor, id, first, first, "x")).hasStatus(HttpStatus.FORBIDDEN);
        keepsLeave(deputy);
        assertThat(page(deputy, "/leave/" + id)).bodyText().contains("/correct\"");
        assertThat(corrected(deputy, id, first, first.plusDays(5), "บัญชีลงเวลา"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องอยู่ในวันลาของใบนี้", "บัญชีลงเวลา");
        assertThat(corrected(deputy, id, first, first, " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผลและหลักฐาน");
        assertThat(corrected(deputy, id, first, first, "บัญชีลงเวลา"))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(charged(id)).isEqualTo(2).isLessThan(whole);
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("data-trace=\"CORRECTED\"", "บัญชีลงเวลา");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("แก้ไขวันลาของท่าน");
        assertThat(
                        post(deputy, "/leave/" + id + "/correct")
                                .param("none", "true")
                                .param("ground", "มาทำงานทุกวัน")
                                .param("password", PASSWORD))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(charged(id)).isZero();
        assertThat(request(id).stageKey()).isEqualTo("leave.stage.cancelled");
        assertThat(acts(id)).endsWith("leave.corrected", "leave.corrected");
    }

    private MockMvcRequestBuilder corrected(
            SignedIn who, UUID id, LocalDate first, LocalDate last, String ground) {
        return post(who, "/leave/" + id + "/correct")
                .param("first", first.toString())
                .param("last", last.toString())
                .param("ground", ground)
                .param("password", PASSWORD);
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: who decides on taking back days sees what goes back")
    void whatGoesBack() {
        var first = workingDayFrom(today.plusDays(7));
        var id = approved(LeaveKind.SICK, first, first.plusDays(4));
        var back = within(() -> desk.askBack(clerk, id, first.plusDays(1), ""));
        var left = "data-left>๑ วัน";
        assertThat(page(deputy, "/leave/" + back))
                .bodyText()
                .contains(left, "data-given>")
                .doesNotContain("data-charged>", "data-after>");
        agree(deputy, back);
        assertThat(charged(id)).isEqualTo(2);
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: what a recall gave back already is not shown once more")
    void whatGoesBackAfterRecall() {
        var id = approved(LeaveKind.PERSONAL, today, today.plusDays(13));
        var asked = within(() -> desk.askBack(clerk, id, today.plusDays(5), ""));
        assertThat(recalled(deputy, id, today.plusDays(7), "")).hasRedirectedUrl("/leave/" + id);
        var before = charged(id);
        var back = within(() -> outlooks.comingBack(request(id), request(asked).days()));
        agree(deputy, asked);
        assertThat(before - charged(id)).isEqualTo(back.given());
        assertThat(charged(id)).isEqualTo(back.left());
    }

    // ---- papers

    private MockMvcTester.MockMultipartMvcRequestBuilder sent(UUID id, String path, byte[] pdf) {
        return web.post()
                .uri("/leave/" + id + path)
                .multipart()
                .file(new MockMultipartFile("paper", "x.pdf", "application/pdf", pdf))
                .with(SignedInAs.as(clerk))
                .with(csrf());
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสี่: the approver asks for a certificate, and it comes later")
    void certificateLater() throws Exception {
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.SICK, day, day);
        assertThat(post(governor, "/leave/" + id + "/ask-paper")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(deputy, "/leave/" + id)).bodyText().contains("/ask-paper\"");
        assertThat(post(clerk, "/leave/" + id + "/ask-paper"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ข้อ 18 วรรคสี่");
        assertThat(post(deputy, "/leave/" + id + "/ask-paper").param("ask", "โปรดแนบ"))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(post(deputy, "/leave/" + id + "/ask-paper"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ขอไปแล้ว");
        assertThat(page(clerk, "/leave")).bodyText().contains("เอกสารที่ท่านยังต้องส่ง");
        assertThat(page(clerk, "/")).bodyText().contains("/leave/" + id, "ใบรับรองแพทย์");
        assertThat(page(clerk, "/leave/" + id)).bodyText().contains("data-owed", "โปรดแนบ");
        assertThat(post(clerk, "/leave/" + id + "/papers"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกไฟล์");
        var pdf = th.sala.files.Pdfs.of("certificate");
        assertThat(sent(id, "/papers", pdf)).hasRedirectedUrl("/leave/" + id);
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .doesNotContain("data-owed")
                .contains("data-trace=\"PAPER_ADDED\"");
        assertThat(page(deputy, "/me/notices")).bodyText().contains("ที่ท่านขอแล้ว");
        var paper = within(() -> papers.papers(requests.find(own.id, id).orElseThrow()).getFirst());
        var path = "/leave/" + id + "/papers/" + paper.id();
        assertThat(page(clerk, path)).hasStatusOk();
        assertThat(page(deputy, path)).hasStatusOk();
        assertThat(page(governor, path)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(clerk, "/leave/" + id + "/papers/" + UUID.randomUUID())).hasStatus(404);
        assertThat(acts(id))
                .containsExactly(
                        "leave.asked",
                        "leave.paper-asked",
                        "leave.paper-added",
                        "leave.paper-read");
        var personal = ask(LeaveKind.PERSONAL, day.plusDays(1), day.plusDays(3));
        assertThat(post(deputy, "/leave/" + personal + "/ask-paper"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เฉพาะลาป่วย");
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสี่: a paper meets what it is for, and nothing else")
    void whichPaper() throws Exception {
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.SICK, day, day);
        for (var what : List.of("CERTIFICATE", "EXAMINATION")) {
            assertThat(post(deputy, "/leave/" + id + "/ask-paper").param("what", what))
                    .hasRedirectedUrl("/leave/" + id);
        }
        var pdf = th.sala.files.Pdfs.of("certificate");
        assertThat(page(clerk, "/leave/" + id))
                .bodyText()
                .contains("owed-CERTIFICATE", "owed-EXAMINATION");
        assertThat(sent(id, "/papers", pdf))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกว่าไฟล์นี้เป็นรายการใด");
        assertThat(sent(id, "/papers", pdf).param("owed", "CERTIFICATE"))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(owed(id)).containsExactly(Owed.What.EXAMINATION);
        assertThat(notices(deputy, "leave.notice.paper-added")).isEqualTo(1);
        assertThat(sent(id, "/papers", pdf)).hasRedirectedUrl("/leave/" + id);
        assertThat(owed(id)).isEmpty();
        assertThat(notices(deputy, "leave.notice.paper-added")).isEqualTo(2);
    }

    private List<Owed.What> owed(UUID id) {
        return within(
                () -> papers.debts(request(id)).stream().map(debt -> debt.owed().what()).toList());
    }

    @Test
    @DisplayName("L1 ข้อ 12 วรรคหนึ่ง: in urgency an incomplete form, the full one on the way back")
    void briefFirst() throws Exception {
        var first = workingDayFrom(today.plusDays(7));
        var brief =
                post(clerk, "/leave/new")
                        .param("kind", "SICK")
                        .param("first", first.toString())
                        .param("last", first.plusDays(40).toString())
                        .param("brief", "true");
        assertThat(brief)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุจำเป็น", "id=\"brief\" name=\"brief\" value=\"true\"");
        var answer =
                post(clerk, "/leave/new")
                        .param("kind", "SICK")
                        .param("first", first.toString())
                        .param("last", first.plusDays(40).toString())
                        .param("brief", "true")
                        .param("necessity", "ประสบอุบัติเหตุ")
                        .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/leave/".length()));
        assertThat(page(clerk, to)).bodyText().contains("data-owed", "/complete\"");
        assertThat(post(clerk, to + "/complete").param("reason", "กระดูกหัก"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดแนบใบรับรองแพทย์", "กระดูกหัก");
        var pdf = th.sala.files.Pdfs.of("certificate");
        assertThat(
                        sent(id, "/complete", pdf)
                                .param("reason", "กระดูกหัก")
                                .param("contact", "โรงพยาบาล"))
                .hasRedirectedUrl(to);
        assertThat(page(clerk, to))
                .bodyText()
                .doesNotContain("data-owed")
                .contains("กระดูกหัก", "โรงพยาบาล", "data-trace=\"COMPLETED\"");
        assertThat(request(id).reason()).as("as it was first sent").isEmpty();
        assertThat(notices(deputy, "leave.notice.completed")).isEqualTo(1);
        assertThat(post(clerk, to + "/complete"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ครบถ้วนแล้ว");
        assertThat(post(deputy, to + "/complete")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("L1 ข้อ 12 วรรคหนึ่ง: on the first day back the person is reminded once")
    void reminded() {
        var back = workingDayFrom(today.minusDays(20));
        var days = LeaveDays.of(back.minusDays(1), back.minusDays(1));
        for (var day = days.first(); ; day = day.minusDays(1)) {
            if (workingDayFrom(day).equals(day)) {
                days = LeaveDays.of(day, day);
                break;
            }
        }
        var wish = new LeaveDesk.Wish(LeaveKind.SICK, days, "", "ป่วยกะทันหัน", "", null);
        within(() -> desk.ask(clerk, wish, new LeaveDesk.Filing(true, null)));
        for (int i = 0; i < 2; i++) {
            within(() -> {
                papers.remind(own.id);
                return true;
            });
        }
        assertThat(notices(clerk, "leave.notice.owed")).isEqualTo(1);
    }

    private int notices(SignedIn who, String message) {
        return within(() ->
                db.sql(
                                """
                                SELECT count(*)::int FROM notices.notice
                                 WHERE account = :account AND message_key = :message
                                """)
                        .param("account", who.account())
                        .param("message", message)
                        .query(Integer.class)
                        .single());
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสอง: for who cannot sign another asks, and the person signs later")
    void forAnother() {
        var other = member("นายเพื่อน ร่วมงาน");
        assertThat(page(other, "/leave/for?name=พิมพ์"))
                .hasStatusOk()
                .bodyText()
                .contains("insteadOf=" + own.officer);
        assertThat(page(other, "/leave/for?name=ไม่มี")).bodyText().contains("ไม่พบบุคลากร");
        assertThat(page(other, "/leave/new?kind=SICK&insteadOf=" + own.officer))
                .hasStatusOk()
                .bodyText()
                .contains("ลาแทน นางพิมพ์ งานดี")
                .doesNotContain("kind-VACATION");
        assertThat(page(other, "/leave/new?insteadOf=" + UUID.randomUUID())).hasStatus(404);
        var day = workingDayFrom(today.plusDays(1));
        assertThat(filed(other, "PERSONAL", day))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เฉพาะลาป่วย");
        assertThat(filed(clerk, "SICK", day))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ลาแทนตนเองไม่ได้");
        assertThat(
                        post(other, "/leave/new")
                                .param("kind", "SICK")
                                .param("first", day.toString())
                                .param("insteadOf", own.officer.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ป่วยอย่างไรจึงลงชื่อไม่ได้", "ข้อ 18 วรรคสอง");
        assertThat(filed(other, "SICK", day)).hasRedirectedUrl("/leave");
        var id = within(() -> desk.waiting(deputy)).getFirst().id();
        assertThat(request(id).by().official()).isEqualTo(own.officer);
        assertThat(request(id).by().account()).isEqualTo(clerk.account());
        assertThat(page(other, "/leave/" + id)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(filed(other, "SICK", day))
                .as("whether they have leave is their own affair")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รับใบลาแทนนี้ไม่ได้")
                .doesNotContain("อยู่แล้ว");
        assertThat(page(deputy, "/leave/" + id))
                .bodyText()
                .contains("data-trace=\"FILED_FOR\"", "นายเพื่อน ร่วมงาน");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("เสนอใบลาป่วยแทนท่าน");
        assertThat(post(clerk, "/leave/" + id + "/complete").param("reason", "ไข้สูง"))
                .hasRedirectedUrl("/leave/" + id);
        assertThat(page(clerk, "/leave/" + id)).bodyText().doesNotContain("data-owed");
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสอง: who asks for somebody without an account does not hear of it")
    void forAnotherWithoutAccount() {
        var other = member("นายเพื่อน ร่วมงาน");
        within(() ->
                db.sql("UPDATE accounts.account SET official_id = NULL WHERE id = :id")
                        .param("id", clerk.account())
                        .update());
        var day = workingDayFrom(today.plusDays(1));
        assertThat(filed(other, "SICK", day)).hasRedirectedUrl("/leave");
        var id = within(() -> desk.waiting(deputy)).getFirst().id();
        agree(deputy, id);
        assertThat(request(id).isApproved()).isTrue();
        assertThat(notices(other, "leave.notice.filed-for")).isZero();
        assertThat(notices(other, "leave.notice.approved")).isZero();
    }

    private MockMvcRequestBuilder filed(SignedIn who, String kind, LocalDate day) {
        return post(who, "/leave/new")
                .param("kind", kind)
                .param("first", day.toString())
                .param("reason", "ป่วย")
                .param("necessity", "ป่วย")
                .param("insteadOf", own.officer.toString());
    }

    // ---- waiting too long

    @Test
    void remindersForWhoSitsOnIt() {
        var day = workingDayFrom(today.plusDays(7));
        var id = ask(LeaveKind.SICK, day, day);
        remind();
        assertThat(notices(deputy, "leave.notice.waits")).isZero();
        within(() ->
                db.sql(
                                "UPDATE leave.request SET sent_at = sent_at - interval '20 days' WHERE id = :id")
                        .param("id", id)
                        .update());
        var acting = member("นายรักษา การแทน");
        acting(acting, own.deputyPost);
        remind();
        remind();
        assertThat(notices(deputy, "leave.notice.waits")).isEqualTo(1);
        assertThat(notices(acting, "leave.notice.waits")).isEqualTo(1);
    }

    private void remind() {
        within(() -> {
            rounds.remind(own.id);
            return true;
        });
    }

    // ---- holidays that change

    @Test
    @DisplayName("L2 ข้อ 10 วรรคสอง: a holiday that is announced later gives its day back, once")
    void recounted() {
        // far from what other tests look at: a Wednesday months ahead
        var day = today.plusDays(200);
        while (day.getDayOfWeek().getValue() != 3 || !workingDayFrom(day).equals(day)) {
            day = day.plusDays(1);
        }
        var id = approved(LeaveKind.SICK, day.minusDays(1), day.plusDays(1));
        var before = charged(id);
        recount();
        assertThat(charged(id)).isEqualTo(before);
        var holiday = declare(day);
        try {
            // cut off after the leave was counted and before its day was seen
            var cutOff = day;
            AgencyScope.within(own.id, () -> recount.recount(own.id, id, cutOff));
            recount();
            recount();
            assertThat(charged(id)).isEqualTo(counted(id)).isEqualTo(before - 2);
            assertThat(page(clerk, "/leave/" + id))
                    .bodyText()
                    .contains("data-trace=\"RECOUNTED\"", "คืนวันลา ๑ วัน");
            assertThat(notices(clerk, "leave.notice.recounted-less")).isEqualTo(1);
            assertThat(acts(id)).containsOnlyOnce("leave.recounted");
        } finally {
            withdraw(holiday);
        }
        recount();
        assertThat(charged(id)).as("it was none").isEqualTo(before);
        assertThat(notices(clerk, "leave.notice.recounted-more")).isEqualTo(1);
    }

    private void recount() {
        AgencyScope.within(own.id, () -> LeaveWork.recount(recount, own.id));
    }

    private UUID declare(LocalDate day) {
        var id = UUID.randomUUID();
        within(() ->
                db.sql(
                                """
                                INSERT INTO worktime.holiday (id, day, name, source, checked, declared_at, declared_by)
                                VALUES (:id, :day, 'วันหยุดพิเศษ', 'มติคณะรัฐมนตรี', true, now(), 'x')
                                """)
                        .param("id", id)
                        .param("day", day)
                        .update());
        return id;
    }

    private void withdraw(UUID holiday) {
        within(() ->
                db.sql(
                                """
                                UPDATE worktime.holiday
                                   SET withdrawn_at = now(), withdrawn_by = 'x', withdrawal_reason = 'x'
                                 WHERE id = :id
                                """)
                        .param("id", holiday)
                        .update());
    }
}
