package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.access.AccessDeniedException;
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

/// A clerk, a deputy governor above who may approve little, and a governor above both who may
/// approve much.
class LeaveWebTests extends PeopleOfSrisamut {
    @Autowired LeaveDesk desk;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveOffice office;
    @Autowired LeaveRequests requests;
    @Autowired WorkCalendars calendars;
    @Autowired Clock clock;

    private LocalDate today;
    private LocalDate monday;

    @BeforeEach
    void people() {
        today = LocalDate.now(clock);
        monday = workingWeek();
        within(() -> {
            office.setLevel(administrator, own.deputyPost, Level.SECTION_HEAD);
            office.setLevel(administrator, own.governorPost, Level.HEAD);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            return true;
        });
    }

    /// The first Monday at least a week ahead whose two weeks have no holidays and lie in one
    /// fiscal year.
    private LocalDate workingWeek() {
        var calendar = calendars.of(own.id, today.getYear(), today.getYear() + 1);
        var day = today.plusDays(7);
        while (day.getDayOfWeek() != DayOfWeek.MONDAY || !isFree(calendar, day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean isFree(th.sala.worktime.WorkCalendar calendar, LocalDate monday) {
        for (int i = -3; i < 14; i++) {
            var day = monday.plusDays(i);
            var isWeekend = day.getDayOfWeek().getValue() > 5;
            if (!isWeekend && !calendar.isWorkingDay(day)) {
                return false;
            }
        }
        return FiscalYear.of(monday.minusDays(3)).equals(FiscalYear.of(monday.plusDays(14)));
    }

    private FiscalYear year() {
        return FiscalYear.of(monday);
    }

    private void hasVacation(int carried) {
        within(() -> {
            var appointed = LocalDate.of(2010, 10, 1);
            var service =
                    new VacationRight.Service(
                            appointed,
                            VacationRight.Entry.FIRST_APPOINTMENT,
                            appointed,
                            false,
                            false);
            return ledger.enter(deputy, own.officer, year(), service, carried);
        });
    }

    private int left(LeaveKind kind) {
        return within(() -> LeaveLedger.sum(ledger.lines(own.id, own.officer, year()), kind));
    }

    private MockMvcRequestBuilder asked(LeaveKind kind, LocalDate first, LocalDate last) {
        return post(clerk, "/leave/new")
                .param("kind", kind.name())
                .param("first", first.toString())
                .param("last", last.toString())
                .param("reason", "ไปธุระที่อำเภอ")
                .param("necessity", "")
                .param("contact", "08 0000 0000");
    }

    private UUID ask(LeaveKind kind, LocalDate first, LocalDate last) {
        var answer = asked(kind, first, last).exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/leave/".length()));
    }

    /// By the page as it stands now, where they may see it.
    private MockMvcRequestBuilder decided(SignedIn who, UUID id, boolean agrees, String words) {
        var seen = Objects.requireNonNullElse(seen(who, id), new LeaveDesk.Seen(-1, false));
        return decided(who, id, seen, agrees, words);
    }

    private LeaveDesk.@Nullable Seen seen(SignedIn who, UUID id) {
        try {
            return within(() -> desk.see(who, id).seen());
        } catch (AccessDeniedException notTheirs) {
            return null;
        }
    }

    private MockMvcRequestBuilder decided(
            SignedIn who, UUID id, LeaveDesk.Seen seen, boolean agrees, String words) {
        return post(who, "/leave/" + id + "/decide")
                .param("opinions", Integer.toString(seen.opinions()))
                .param("decides", Boolean.toString(seen.decides()))
                .param("agrees", Boolean.toString(agrees))
                .param("words", words)
                .param("password", PASSWORD);
    }

    private void agree(SignedIn who, UUID id) {
        assertThat(decided(who, id, true, "")).hasRedirectedUrl("/leave/" + id);
    }

    private LeaveRequest request(UUID id) {
        return within(() -> requests.find(own.id, id).orElseThrow());
    }

    private LeaveRequest.With with(UUID id) {
        return Objects.requireNonNull(request(id).with());
    }

    @Test
    @DisplayName(
            "L2 ข้อ 10 วรรคสอง: while days are chosen the page says what they come to, and why")
    void look() {
        hasVacation(0);
        var path =
                "/leave/look?kind=VACATION&first=%s&last=%s".formatted(monday, monday.plusDays(7));
        assertThat(page(clerk, path))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "๖ วัน", "๘ วัน หักวันหยุด ๒ วัน", "เหลือ ๑๐ วัน ลาครั้งนี้ ๖ วัน", "๔ วัน")
                .contains("นายสมชาย ใจดี", "นางสาวมาลี ศรีสุข", "ผู้มีอำนาจอนุญาต");
        assertThat(page(clerk, "/leave/look?kind=VACATION"))
                .hasStatusOk()
                .bodyText()
                .contains("เลือกประเภทและวันลา");
        assertThat(page(clerk, "/leave/look?kind=VACATION&first=never"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังอ่านวันที่ไม่ได้");
        assertThat(page(clerk, path + "&untilNoon=true")).bodyText().contains("๕.๕ วัน");
    }

    @Test
    @DisplayName(
            "L3 ข้อ 10 วรรคสาม: an opinion, then who has the power approves and days are taken")
    void vacationOnItsWay() {
        hasVacation(20);
        assertThat(left(LeaveKind.VACATION)).isEqualTo(40);
        var id = ask(LeaveKind.VACATION, monday, monday.plusDays(4));
        assertThat(with(id).official()).isEqualTo(own.deputy);
        assertThat(page(deputy, "/")).bodyText().contains("/leave/" + id, "พิจารณาใบลา");
        assertThat(page(deputy, "/me/notices")).bodyText().contains("เสนอใบลาให้ท่านพิจารณา");
        assertThat(page(deputy, "/leave/" + id)).bodyText().contains("ให้ความเห็นแล้วเสนอต่อ");
        assertThat(page(governor, "/leave/" + id)).hasStatus(HttpStatus.FORBIDDEN);

        agree(deputy, id);
        assertThat(with(id).official()).isEqualTo(own.governor);
        assertThat(page(governor, "/")).bodyText().contains("/leave/" + id);
        assertThat(page(deputy, "/")).bodyText().doesNotContain("/leave/" + id);
        assertThat(page(governor, "/leave/" + id))
                .bodyText()
                .contains("พิจารณาอนุญาต", "เห็นควรอนุญาต", "นายสมชาย ใจดี");
        assertThat(left(LeaveKind.VACATION)).isEqualTo(40);

        agree(governor, id);
        assertThat(request(id).isApproved()).isTrue();
        assertThat(left(LeaveKind.VACATION)).isEqualTo(30);
        assertThat(page(clerk, "/leave?year=" + year().year()))
                .bodyText()
                .contains("data-balance=\"VACATION\">๑๕ วัน", "อนุญาตแล้ว", "-๕", "วันลาสะสม");
        assertThat(page(clerk, "/me/notices")).bodyText().contains("อนุญาตการลาของท่านแล้ว");
        assertThat(acts(id)).containsExactly("leave.asked", "leave.endorsed", "leave.approved");
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY at, id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    @Test
    @DisplayName("L3 ข้อ 10 วรรคสาม: sick leave in the section head's power, its chain beyond it")
    void chainsGoFurtherUp() {
        var first = ask(LeaveKind.SICK, monday, monday.plusDays(4));
        agree(deputy, first);
        assertThat(request(first).isApproved()).as("five days are the deputy's").isTrue();
        assertThat(left(LeaveKind.SICK)).isEqualTo(-10);

        // the weekend between breaks no chain: five days, two, and twenty-four
        var from = monday.plusDays(7);
        assertThat(asked(LeaveKind.SICK, from, from.plusDays(23)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดแนบใบรับรองแพทย์", "ข้อ 18 วรรคสาม", "ใบลา ๒ ใบที่ต่อเนื่องกัน");
        var second = ask(LeaveKind.SICK, from, from.plusDays(4));
        var evading = ask(LeaveKind.PERSONAL, from.plusDays(21), from.plusDays(24));
        agree(deputy, second);
        assertThat(request(second).isApproved()).isTrue();
        agree(deputy, evading);
        assertThat(request(evading).isApproved()).as("four days of another kind").isTrue();
    }

    @Test
    @DisplayName("L3 ข้อ 10 วรรคสาม: personal leave split in two goes where the whole would go")
    void splittingEvadesNobody() {
        var first = ask(LeaveKind.PERSONAL, monday, monday.plusDays(11));
        var second = ask(LeaveKind.PERSONAL, monday.plusDays(14), monday.plusDays(18));
        // twelve days, a weekend and five: nineteen are beyond fifteen, whichever comes first
        agree(deputy, second);
        assertThat(with(second).official()).isEqualTo(own.governor);
        agree(deputy, first);
        assertThat(with(first).official()).isEqualTo(own.governor);
        agree(governor, first);
        assertThat(request(first).isApproved()).isTrue();
    }

    @Test
    @DisplayName(
            "L5 ข้อ 8 วรรคหนึ่ง: nobody decides on their own leave, nor who has it not before them")
    void notTheirOwn() {
        var id = ask(LeaveKind.SICK, monday, monday);
        assertThat(page(clerk, "/leave/" + id)).bodyText().doesNotContain("/decide\"");
        assertThat(decided(clerk, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided(governor, id, true, "")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(request(id).isWaiting()).isTrue();
        // who acts for the governor goes past themselves
        within(() -> {
            powers.delegate(
                    own.id,
                    Delegation.Kind.ACTING,
                    null,
                    own.deputyPost,
                    own.officer,
                    java.util.Set.of(),
                    today,
                    null,
                    "คำสั่งที่ 2");
            return true;
        });
        assertThat(decided(clerk, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var next = ask(LeaveKind.SICK, monday.plusDays(2), monday.plusDays(2));
        assertThat(with(next).official()).isEqualTo(own.governor);
    }

    @Test
    @DisplayName("L5 ข้อ 8 วรรคหนึ่ง: the head of the agency asks outside of it")
    void nobodyAbove() {
        assertThat(
                        page(
                                governor,
                                "/leave/look?kind=SICK&first=%s&last=%s".formatted(monday, monday)))
                .bodyText()
                .contains("ไม่มีผู้มีอำนาจอนุญาตการลานี้");
    }

    @Test
    void whoActsDecides() {
        var id = ask(LeaveKind.SICK, monday, monday);
        var acting = organisationMember("นายรักษา การแทน");
        within(() -> {
            powers.delegate(
                    own.id,
                    Delegation.Kind.ACTING,
                    null,
                    own.deputyPost,
                    Objects.requireNonNull(acting.official()),
                    java.util.Set.of(),
                    today,
                    null,
                    "คำสั่งที่ 3");
            return true;
        });
        assertThat(page(acting, "/")).bodyText().contains("/leave/" + id);
        agree(acting, id);
        assertThat(request(id).endedBy()).isEqualTo("นายรักษา การแทน");
        assertThat(page(clerk, "/leave/" + id)).bodyText().contains("รักษาราชการแทน");
    }

    private SignedIn organisationMember(String name) {
        var mail = UUID.randomUUID() + "@" + own.domain;
        var official = within(() -> organisation.enrol(own.id, name, mail, "", Srisamut.SINCE));
        return person(official, Role.OFFICIAL);
    }

    /// What was an opinion when the page was opened is no decision when it is sent.
    @Test
    void whatChangedSinceIsLookedAtAgain() {
        var id = ask(LeaveKind.PERSONAL, monday, monday);
        var now = Objects.requireNonNull(seen(deputy, id));
        var other = new LeaveDesk.Seen(now.opinions(), !now.decides());
        assertThat(decided(deputy, id, other, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var earlier = new LeaveDesk.Seen(now.opinions() + 1, now.decides());
        assertThat(decided(deputy, id, earlier, true, ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(request(id).isWaiting()).isTrue();
    }

    @Test
    void theLedgerIsOnlyAddedTo() {
        assertThatThrownBy(() -> within(() -> db.sql("DELETE FROM leave.line").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        within(() -> db.sql("UPDATE leave.opinion SET agrees = false").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void refusedWithAReason() {
        var id = ask(LeaveKind.PERSONAL, monday, monday);
        assertThat(decided(deputy, id, false, " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผล");
        assertThat(
                        post(deputy, "/leave/" + id + "/decide")
                                .param("agrees", "false")
                                .param("words", "งานเร่งด่วน")
                                .param("password", "wrong"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("งานเร่งด่วน");
        assertThat(decided(deputy, id, false, "งานเร่งด่วน")).hasRedirectedUrl("/leave/" + id);
        assertThat(page(clerk, "/leave/" + id)).bodyText().contains("ไม่อนุญาต", "งานเร่งด่วน");
        assertThat(left(LeaveKind.PERSONAL)).isZero();
        assertThat(decided(deputy, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        // the days are free again
        ask(LeaveKind.PERSONAL, monday, monday);
    }

    @Test
    void noDayTwice() {
        ask(LeaveKind.PERSONAL, monday, monday.plusDays(1));
        assertThat(asked(LeaveKind.SICK, monday.plusDays(1), monday.plusDays(2)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ท่านมีใบลาในวันเหล่านี้บางวันอยู่แล้ว", "ไปธุระที่อำเภอ");
        var halves = asked(LeaveKind.SICK, monday.plusDays(2), monday.plusDays(2));
        assertThat(halves.param("untilNoon", "true")).hasStatus3xxRedirection();
        var other = asked(LeaveKind.PERSONAL, monday.plusDays(2), monday.plusDays(2));
        assertThat(other.param("fromNoon", "true")).hasStatus3xxRedirection();
    }

    /// Eight devices ask for the same day at once: one of them has it.
    @Test
    void noDayTwiceFromManyDevices() throws Exception {
        hasVacation(0);
        var begin = new CountDownLatch(1);
        var answers = new ArrayList<Future<Boolean>>();
        try (var devices = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                answers.add(
                        devices.submit(() -> {
                            begin.await();
                            return asksForMonday();
                        }));
            }
            begin.countDown();
        }
        var granted = 0;
        for (var answer : answers) {
            granted += answer.get() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(1);
    }

    private boolean asksForMonday() {
        var wish =
                new LeaveDesk.Wish(
                        LeaveKind.VACATION, LeaveDays.of(monday, monday), "", "", "", null);
        try {
            AgencyScope.within(own.id, () -> desk.ask(clerk, wish));
            return true;
        } catch (LeaveDesk.Overlaps refusal) {
            return false;
        }
    }

    /// What no lock kept away the table itself does.
    @Test
    void theTableTakesNoDayTwice() {
        var id = ask(LeaveKind.SICK, monday, monday);
        var again = request(id);
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        within(() -> {
                            requests.add(
                                    new LeaveRequest(
                                            own.id,
                                            UUID.randomUUID(),
                                            again.by(),
                                            LeaveKind.PERSONAL,
                                            null,
                                            again.days(),
                                            "",
                                            "",
                                            "",
                                            null,
                                            again.askedAt(),
                                            again.stage()));
                            return true;
                        }))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("no_day_twice");
    }

    @Test
    void withdrawn() {
        hasVacation(0);
        var id = ask(LeaveKind.VACATION, monday, monday.plusDays(4));
        var path = "/leave/look?kind=VACATION&first=%s".formatted(monday.plusDays(7));
        assertThat(page(clerk, path)).bodyText().contains("เหลือ ๕ วัน ลาครั้งนี้ ๑ วัน");
        assertThat(post(deputy, "/leave/" + id + "/withdraw")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, "/leave/" + id + "/withdraw")).hasRedirectedUrl("/leave/" + id);
        assertThat(page(clerk, path)).bodyText().contains("เหลือ ๑๐ วัน ลาครั้งนี้ ๑ วัน");
        assertThat(post(clerk, "/leave/" + id + "/withdraw"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(deputy, "/")).bodyText().doesNotContain("/leave/" + id);
        assertThat(page(deputy, "/me/notices")).bodyText().contains("ถอนใบลาแล้ว");
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: days not taken are taken back by the same chain, exactly")
    void takenBack() {
        hasVacation(0);
        var id = ask(LeaveKind.VACATION, monday, monday.plusDays(7));
        agree(deputy, id);
        agree(governor, id);
        assertThat(left(LeaveKind.VACATION)).isEqualTo(8);

        assertThat(back(id, monday.minusDays(1))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(back(id, monday.plusDays(8))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var two = redirected(back(id, monday.plusDays(3)));
        assertThat(back(id, monday.plusDays(4)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รอพิจารณาอยู่แล้ว");
        agree(deputy, two);
        assertThat(left(LeaveKind.VACATION)).isEqualTo(8);
        agree(governor, two);
        // three days are left of six
        assertThat(left(LeaveKind.VACATION)).isEqualTo(14);
        assertThat(request(id).days().last()).isEqualTo(monday.plusDays(2));
        assertThat(request(id).isApproved()).isTrue();

        var all = redirected(back(id, monday));
        agree(deputy, all);
        agree(governor, all);
        assertThat(left(LeaveKind.VACATION)).isEqualTo(20);
        assertThat(request(id).stageKey()).isEqualTo("leave.stage.cancelled");
        assertThat(page(clerk, "/leave/" + id)).bodyText().contains("ยกเลิกวันลาแล้ว");
        ask(LeaveKind.VACATION, monday, monday.plusDays(4));
    }

    private MockMvcRequestBuilder back(UUID id, LocalDate from) {
        return post(clerk, "/leave/" + id + "/back")
                .param("from", from.toString())
                .param("reason", "งานเร่งด่วน");
    }

    private UUID redirected(MockMvcRequestBuilder request) {
        var answer = request.exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/leave/".length()));
    }

    @Test
    @DisplayName("L11 ข้อ 23: no more vacation than there is, and what is asked for is promised")
    void notMoreThanThereIs() {
        hasVacation(0);
        ask(LeaveKind.VACATION, monday, monday.plusDays(7));
        assertThat(asked(LeaveKind.VACATION, monday.plusDays(8), monday.plusDays(14)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันลาพักผ่อนคงเหลือไม่พอ", "ข้อ 23");
        ask(LeaveKind.VACATION, monday.plusDays(8), monday.plusDays(11));
    }

    @Test
    @DisplayName("L11 ข้อ 23: before six months no day of vacation is asked for")
    void sixMonths() {
        within(() -> {
            var service =
                    new VacationRight.Service(
                            year().first(),
                            VacationRight.Entry.FIRST_APPOINTMENT,
                            year().first(),
                            false,
                            false);
            return ledger.enter(deputy, own.officer, year(), service, 0);
        });
        var before = monday.isBefore(year().first().plusMonths(6));
        var answer = asked(LeaveKind.VACATION, monday, monday);
        assertThat(answer.exchange().getResponse().getStatus()).isEqualTo(before ? 422 : 302);
    }

    @Test
    @DisplayName("L10 ข้อ 21: personal leave that begins today says why it could not wait")
    void urgent() {
        var day = today;
        var calendar = calendars.of(own.id, today.getYear() - 1, today.getYear() + 1);
        while (!calendar.isWorkingDay(day)) {
            day = day.minusDays(1);
        }
        assertThat(asked(LeaveKind.PERSONAL, day, day))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุจำเป็น", "ข้อ 21");
        assertThat(
                        post(clerk, "/leave/new")
                                .param("kind", "PERSONAL")
                                .param("first", day.toString())
                                .param("reason", "บิดาป่วย")
                                .param("necessity", "เข้าโรงพยาบาลกะทันหัน"))
                .hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("X6: a certificate is for those who decide, and that they read it is evidence")
    void certificates() throws Exception {
        var pdf = th.sala.files.Pdfs.of("certificate");
        var answer =
                web.post()
                        .uri("/leave/new")
                        .multipart()
                        .file(new MockMultipartFile("paper", "x.pdf", "application/pdf", pdf))
                        .with(SignedInAs.as(clerk))
                        .with(csrf())
                        .param("kind", "SICK")
                        .param("first", monday.toString())
                        .param("last", monday.plusDays(29).toString())
                        .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var id =
                UUID.fromString(
                        Objects.requireNonNull(answer.getResponse().getRedirectedUrl())
                                .substring("/leave/".length()));
        assertThat(page(clerk, "/leave/" + id + "/paper")).hasStatusOk();
        assertThat(acts(id)).doesNotContain("leave.paper-read");
        assertThat(page(governor, "/leave/" + id + "/paper")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(deputy, "/leave/" + id + "/paper")).hasStatusOk();
        assertThat(acts(id)).contains("leave.paper-read");
        // a leave officer sees the request and not the paper
        var officer = organisationMember("นายดูแล การลา");
        within(() -> {
            office.nameOfficer(
                    administrator, Objects.requireNonNull(officer.official()), "คำสั่งที่ 4");
            return true;
        });
        assertThat(page(officer, "/leave/" + id))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/paper\"");
        assertThat(page(officer, "/leave/" + id + "/paper")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void aFileThatIsNoneIsSaid() {
        assertThat(
                        web.post()
                                .uri("/leave/new")
                                .multipart()
                                .file(
                                        new MockMultipartFile(
                                                "paper",
                                                "x.pdf",
                                                "application/pdf",
                                                new byte[] {1}))
                                .with(SignedInAs.as(clerk))
                                .with(csrf())
                                .param("kind", "SICK")
                                .param("first", monday.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เปิดไฟล์นี้ไม่ได้");
    }

    @Test
    void theFormSaysWhatIsWrong() {
        assertThat(post(clerk, "/leave/new").param("first", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "value=\"x\"");
        assertThat(asked(LeaveKind.SICK, monday, monday.minusDays(1)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันสุดท้ายต้องไม่ก่อนวันแรก");
        assertThat(asked(LeaveKind.MATERNITY, monday, monday))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเสนอใบลากระดาษ");
        assertThat(asked(LeaveKind.SICK, monday.plusYears(2), monday.plusYears(2)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตรวจปีที่พิมพ์");
        var saturday = monday.minusDays(2);
        assertThat(asked(LeaveKind.SICK, saturday, saturday.plusDays(1)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีวันทำการ");
        assertThat(asked(LeaveKind.SICK, monday, monday).param("then", "look"))
                .hasStatusOk()
                .bodyText()
                .contains("๑ วัน", "ไปธุระที่อำเภอ");
        assertThat(page(clerk, "/leave/new?kind=SICK")).hasStatusOk();
    }

    @Test
    @DisplayName("L11 ข้อ 24: an officer enters a right, corrects it, and the lines say both")
    void rights() {
        assertThat(page(clerk, "/leave/balances")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(deputy, "/leave/balances?name=พิมพ์"))
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี", "ยังไม่ได้บันทึกสิทธิ");
        var path = "/leave/balances/" + own.officer + "?year=" + year().year();
        assertThat(page(deputy, path)).hasStatusOk();
        assertThat(entered(path, "1/10/2565", "15")).hasStatus3xxRedirection();
        assertThat(page(deputy, path))
                .bodyText()
                .contains(
                        "data-granted>๑๐ วัน",
                        "data-carried>๑๐ วัน",
                        "data-balance=\"VACATION\">๒๐ วัน");
        assertThat(entered(path, "1/10/2550", "15.5")).hasStatus3xxRedirection();
        assertThat(page(deputy, path)).bodyText().contains("data-carried>๑๕.๕ วัน");
        var lines = within(() -> ledger.lines(own.id, own.officer, year()));
        assertThat(lines).extracting(LedgerLine::halves).containsExactlyInAnyOrder(20, 20, 11);

        assertThat(entered(path, "never", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "อ่านจำนวนวันไม่ได้", "never");
        assertThat(entered(path, "1/10/2580", "1"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตรวจวันที่");
        assertThat(entered(path, "1/10/2550", "9000")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private MockMvcRequestBuilder entered(String path, String appointed, String left) {
        return post(deputy, path)
                .param("appointed", appointed)
                .param("entry", "FIRST_APPOINTMENT")
                .param("since", "")
                .param("left", left);
    }

    @Test
    @DisplayName("L5 ข้อ 8 วรรคหนึ่ง: the agency's own order gives a level power, until it ends")
    void ownOrders() {
        var path = "/leave/look?kind=VACATION&first=%s&last=%s".formatted(monday, monday);
        hasVacation(0);
        assertThat(page(clerk, path)).bodyText().contains("นางสาวมาลี ศรีสุข");
        assertThat(page(administrator, "/leave/settings"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่ได้ตรวจกับราชกิจจานุเบกษา", "ตามที่เห็นสมควร", "นายสมชาย ใจดี");
        assertThat(empowered("", "x")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(empowered("คำสั่งที่ 9", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("จำนวนเต็ม", "คำสั่งที่ 9");
        assertThat(empowered("คำสั่งที่ 9", "๕")).hasStatus3xxRedirection();
        // the table is chosen by the leave's first day
        assertThat(page(clerk, path)).bodyText().doesNotContain("นางสาวมาลี ศรีสุข");
        var power = within(() -> office.own(own.id)).getFirst();
        assertThat(power.limit().days()).isEqualTo(5);
        assertThat(post(administrator, "/leave/settings/powers/" + power.id() + "/end"))
                .hasStatus3xxRedirection();
        assertThat(page(clerk, path)).bodyText().contains("นางสาวมาลี ศรีสุข");
    }

    private MockMvcRequestBuilder empowered(String source, String days) {
        return post(administrator, "/leave/settings/powers")
                .param("level", "SECTION_HEAD")
                .param("kind", "VACATION")
                .param("days", days)
                .param("source", source);
    }

    @Test
    void officersAndLevels() {
        var path = "/leave/settings";
        assertThat(
                        post(administrator, path + "/officers")
                                .param("official", own.deputy.toString())
                                .param("source", "คำสั่งที่ 5"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ได้เป็นผู้ดูแลการลา");
        assertThat(post(administrator, path + "/officers").param("source", "คำสั่งที่ 5"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var officer = within(() -> office.officers(own.id)).getFirst();
        assertThat(post(administrator, path + "/officers/" + officer.id() + "/end"))
                .hasStatus3xxRedirection();
        assertThat(page(deputy, "/leave/balances")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(
                        post(administrator, path + "/officers")
                                .param("official", own.officer.toString())
                                .param("source", "คำสั่งที่ 5"))
                .hasStatus3xxRedirection();
        assertThat(page(clerk, "/leave")).bodyText().contains("/leave/balances");
        assertThat(post(administrator, path + "/positions/" + own.governorPost).param("level", ""))
                .hasStatus3xxRedirection();
        assertThat(within(() -> office.levels(own.id, today))).containsOnlyKeys(own.deputyPost);
        assertThat(
                        post(administrator, path + "/positions/" + UUID.randomUUID())
                                .param("level", "HEAD"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
