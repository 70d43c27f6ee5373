package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
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
import th.sala.tasks.Order;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;
import th.sala.thai.Display;

/// A letter in goes down: to a unit that acts, answers or knows, and says what became of it.
@SalaTest
class TaskWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired OutgoingDesk outgoing;
    @Autowired Tasks tasks;
    @Autowired TaskReminders reminders;
    @Autowired Accounts accounts;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Srisamut own;
    private SignedIn officer;
    private SignedIn official;
    private UUID letter;
    private UUID otherUnit;

    @BeforeEach
    void aRegisteredLetter() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        official = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
        otherUnit =
                within(() ->
                        organisation.addUnit(
                                own.id, "กลุ่มงานอื่น", "ศส 0009", null, Srisamut.SINCE));
        letter = registered("ขอเชิญประชุมเตรียมรับน้ำท่วม");
    }

    private UUID registered(String subject) {
        var head =
                new IncomingLetter.Head(
                        "ทล 0017/5", LocalDate.of(2026, 11, 2), "ผู้ว่าฯ", subject, Urgency.SOON);
        return within(() ->
                desk.enterPaper(
                        officer, IncomingLetter.Channel.COUNTER, "จังหวัดทะเลหลวง", head, null));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private MvcTestResult post(SignedIn who, String path, Map<String, String> fields) {
        var post = web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
        fields.forEach(post::param);
        return post.exchange();
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private MvcTestResult pass(UUID unit, String purpose, String direction, String due) {
        return post(
                officer,
                page() + "/pass",
                Map.of(
                        "unit", unit.toString(),
                        "purpose", purpose,
                        "direction", direction,
                        "due", due));
    }

    private String page() {
        return "/letters/in/" + letter;
    }

    private String task(UUID unit) {
        return page() + "/tasks/" + unit;
    }

    private List<String> acts() {
        return within(() ->
                db.sql(
                                "SELECT act FROM evidence.entry WHERE record_id = :letter AND act LIKE 'letter.task%' ORDER BY id")
                        .param("letter", letter)
                        .query(String.class)
                        .list());
    }

    @Test
    void aUnitActsAndSaysWhatBecameOfIt() {
        assertThat(pass(own.office, "ACT", "โปรดจัดคนเข้าประชุม", "")).hasRedirectedUrl(page());
        assertThat(get(official, "/letters/unit"))
                .hasStatusOk()
                .bodyText()
                .contains("งานที่ยังไม่เสร็จ", "เพื่อดำเนินการ", "โปรดจัดคนเข้าประชุม");
        assertThat(get(official, "/")).bodyText().contains("เพื่อดำเนินการ");
        assertThat(get(officer, "/letters/tasks"))
                .hasStatusOk()
                .bodyText()
                .contains("ขอเชิญประชุมเตรียมรับน้ำท่วม", "โปรดจัดคนเข้าประชุม");

        assertThat(post(official, task(own.office), Map.of("outcome", " ")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุผลของงานก่อนปิด");
        assertThat(post(official, task(own.office), Map.of("outcome", "ย".repeat(4001))))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .as("stands in its field again")
                .contains("ย".repeat(4001) + "</textarea>");
        assertThat(post(official, task(own.office), Map.of("outcome", "ส่งผู้แทนแล้วสองคน")))
                .hasRedirectedUrl(page());
        assertThat(get(official, page()))
                .bodyText()
                .contains("ส่งผู้แทนแล้วสองคน", "เสร็จแล้ว", "ปิดงานของ");
        assertThat(get(official, "/letters/unit")).bodyText().doesNotContain("งานที่ยังไม่เสร็จ");
        assertThat(post(official, task(own.office), Map.of("outcome", "อีกผลหนึ่ง")))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ปิดงานนี้ไปก่อนแล้ว", "อีกผลหนึ่ง");

        assertThat(post(officer, task(own.office) + "/reopen", Map.of())).hasRedirectedUrl(page());
        assertThat(get(official, "/letters/unit")).bodyText().contains("งานที่ยังไม่เสร็จ");
        assertThat(acts())
                .containsExactly(
                        "letter.task-given", "letter.task-finished", "letter.task-reopened");
    }

    private UUID junior(String name) {
        return within(() -> {
            var post =
                    organisation.addPosition(
                            own.id, "นักวิชาการ", own.office, own.officerPost, Srisamut.SINCE);
            var person =
                    organisation.enrol(
                            own.id, name, UUID.randomUUID() + "@" + own.domain, "", Srisamut.SINCE);
            organisation.appoint(own.id, person, post, Srisamut.SINCE, null);
            return person;
        });
    }

    private SignedIn opened(UUID person, String name) {
        return within(() ->
                SignedInAs.opened(
                        accounts, own.id, person, name, "เรือลำเล็กในคลองยาว", Role.OFFICIAL));
    }

    private String notices(SignedIn who) {
        return within(() ->
                String.join(
                        " ",
                        db.sql(
                                        "SELECT message_key FROM notices.notice WHERE account = :account ORDER BY told_at, id")
                                .param("account", who.account())
                                .query(String.class)
                                .list()));
    }

    private String people(UUID unit) {
        return task(unit) + "/people";
    }

    @Test
    void theHeadOfTheUnitSaysWhoHasItAndTheySayWhenItIsDone() {
        var head = opened(own.officer, "นางพิมพ์ งานดี");
        var junior = junior("นายหนึ่ง งานไว");
        var second = junior("นายสอง งานช้า");
        var who = opened(junior, "นายหนึ่ง งานไว");
        var other = opened(second, "นายสอง งานช้า");
        pass(own.office, "ACT", "โปรดจัดคนเข้าประชุม", "");
        assertThat(get(who, "/")).bodyText().contains("เพื่อดำเนินการ");
        assertThat(get(head, page()))
                .bodyText()
                .contains("มอบหมายให้บุคคลในหน่วย", "นายหนึ่ง งานไว", "นายสอง งานช้า");
        assertThat(get(who, page())).bodyText().doesNotContain("มอบหมายให้บุคคลในหน่วย");

        assertThat(post(head, people(own.office), Map.of("direction", "โปรดร่างคำตอบ")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกผู้ที่จะมอบหมาย", "โปรดร่างคำตอบ</textarea>");
        var chosen = Map.of("official", junior.toString(), "direction", "โปรดร่างคำตอบ");
        assertThat(post(head, people(own.office), chosen)).hasRedirectedUrl(page());
        assertThat(notices(who)).endsWith("letters.notice.assigned");
        assertThat(get(who, "/")).bodyText().contains("งานที่ได้รับมอบหมาย");
        assertThat(get(other, "/"))
                .as("waits for who has it alone")
                .bodyText()
                .doesNotContain("งานที่ได้รับมอบหมาย", "เพื่อดำเนินการ");
        assertThat(get(head, page())).bodyText().contains("กำลังทำ", "ดึงกลับจาก นายหนึ่ง งานไว");
        assertThat(get(head, "/letters/unit")).bodyText().contains("ผู้ได้รับมอบหมาย", "นายหนึ่ง");

        assertThat(post(who, task(own.office) + "/done", Map.of("said", " ")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(other, task(own.office) + "/done", Map.of("said", "ทำแล้ว")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีงานที่มอบหมายให้บุคคลนี้");
        assertThat(post(who, task(own.office) + "/done", Map.of("said", "ร่างคำตอบแล้ว")))
                .hasRedirectedUrl(page());
        assertThat(notices(head)).endsWith("letters.notice.task-done");
        assertThat(get(who, "/")).bodyText().doesNotContain("งานที่ได้รับมอบหมาย");
        assertThat(get(head, "/")).as("to be closed").bodyText().contains("เพื่อดำเนินการ");
        assertThat(get(head, page()))
                .bodyText()
                .contains(
                        "ร่างคำตอบแล้ว",
                        "แจ้งผลแล้ว",
                        "มอบหมายงานให้ นายหนึ่ง งานไว",
                        "นายหนึ่ง งานไว แจ้งผลงานที่ได้รับมอบหมาย");
        assertThat(post(who, task(own.office) + "/done", Map.of("said", "อีกครั้ง")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(acts())
                .containsExactly("letter.task-given", "letter.task-assigned", "letter.task-done");
    }

    @Test
    void whatWasAssignedIsTakenBackAndGivenToSomebodyElse() {
        var head = opened(own.officer, "นางพิมพ์ งานดี");
        var junior = junior("นายหนึ่ง งานไว");
        var second = junior("นายสอง งานช้า");
        var who = opened(junior, "นายหนึ่ง งานไว");
        var other = opened(second, "นายสอง งานช้า");
        pass(own.office, "ACT", "", "");
        var people = people(own.office);
        post(head, people, Map.of("official", junior + "," + second));
        assertThat(get(other, "/")).bodyText().contains("งานที่ได้รับมอบหมาย");
        assertThat(post(head, people + "/" + junior + "/take-back", Map.of()))
                .hasRedirectedUrl(page());
        assertThat(notices(who)).endsWith("letters.notice.task-taken-back");
        assertThat(get(who, "/")).bodyText().doesNotContain("งานที่ได้รับมอบหมาย");
        assertThat(post(who, task(own.office) + "/done", Map.of("said", "ทำแล้ว")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(post(head, people + "/" + junior + "/take-back", Map.of()))
                .hasStatus(HttpStatus.CONFLICT);
        post(head, people, Map.of("official", junior + "," + second));
        assertThat(acts())
                .as("who has it is not asked again")
                .containsExactly(
                        "letter.task-given",
                        "letter.task-assigned",
                        "letter.task-assigned",
                        "letter.task-taken-back",
                        "letter.task-assigned");

        post(officer, task(own.office), Map.of("outcome", "เสร็จแล้ว"));
        assertThat(get(who, "/")).bodyText().doesNotContain("งานที่ได้รับมอบหมาย");
        assertThat(post(head, people, Map.of("official", junior.toString())))
                .hasStatus(HttpStatus.CONFLICT);
        post(officer, task(own.office) + "/reopen", Map.of());
        assertThat(get(who, "/")).bodyText().contains("งานที่ได้รับมอบหมาย");
    }

    @Test
    void onlyWhoLeadsTheUnitAssignsAndOnlyToItsPeople() {
        var junior = junior("นายหนึ่ง งานไว");
        var who = opened(junior, "นายหนึ่ง งานไว");
        pass(own.office, "ACT", "", "");
        pass(otherUnit, "KNOW", "", "");
        var chosen = Map.of("official", junior.toString());
        assertThat(post(who, people(own.office), chosen)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(official, people(otherUnit), chosen)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(officer, people(otherUnit), chosen))
                .as("there is nothing to do")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(official, people(own.office), Map.of("official", own.governor.toString())))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ได้อยู่ในหน่วยนี้แล้ว");
        assertThat(post(who, people(own.office) + "/" + junior + "/take-back", Map.of()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(acts()).doesNotContain("letter.task-assigned");
    }

    @Test
    void anAnswerHasADay() {
        assertThat(pass(own.office, "ANSWER", "ร่างตอบรับ", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องมีวันครบกำหนด", "ร่างตอบรับ");
        var yesterday = Display.OFFICIAL.typed(today().minusDays(1));
        assertThat(pass(own.office, "ANSWER", "ร่างตอบรับ", yesterday))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("วันครบกำหนดผ่านไปแล้ว", yesterday);
        assertThat(pass(own.office, "ANSWER", "ร่างตอบรับ", "พรุ่งนี้"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "พรุ่งนี้");
        assertThat(within(() -> tasks.ofLetter(own.id, letter))).isEmpty();

        assertThat(pass(own.office, "ANSWER", "ร่างตอบรับ", Display.OFFICIAL.typed(today())))
                .hasRedirectedUrl(page());
        assertThat(get(official, page()))
                .bodyText()
                .contains("เพื่อตอบหนังสือภายในกำหนด", Display.OFFICIAL.date(today()));
        assertThat(get(officer, "/letters/tasks?overdue=true"))
                .bodyText()
                .contains("ไม่มีงานเกินกำหนด");
    }

    @Test
    void whatIsLateStandsOut() {
        pass(own.office, "ACT", "", Display.OFFICIAL.typed(today()));
        isDue(today().minusDays(1));
        assertThat(get(officer, "/letters/tasks?overdue=true"))
                .bodyText()
                .contains("ขอเชิญประชุมเตรียมรับน้ำท่วม", "เกินกำหนด");
        assertThat(get(officer, "/")).bodyText().contains("หน่วยทำงานเกินกำหนด");
        assertThat(get(official, page())).bodyText().contains("เกินกำหนด");
    }

    @Test
    void whoFollowsALetterSeesWhatHappenedLast() {
        assertThat(get(officer, "/letters/followed"))
                .bodyText()
                .contains("ยังไม่มีเรื่องที่ติดตาม");
        assertThat(post(officer, page() + "/follow", Map.of("follow", "true")))
                .hasRedirectedUrl(page());
        assertThat(get(officer, page())).bodyText().contains("เลิกติดตาม");
        pass(own.office, "ACT", "", "");
        post(official, task(own.office), Map.of("outcome", "เสร็จแล้ว"));
        assertThat(get(officer, "/letters/followed"))
                .bodyText()
                .contains("ขอเชิญประชุมเตรียมรับน้ำท่วม", page(), "ปิดงาน");
        assertThat(post(officer, page() + "/follow", Map.of("follow", "false")))
                .hasRedirectedUrl(page());
        assertThat(get(officer, "/letters/followed")).bodyText().doesNotContain(page());
    }

    @Test
    void whatOneMayReadNoMoreIsNotFollowed() {
        pass(own.office, "ACT", "", "");
        assertThat(post(official, page() + "/follow", Map.of("follow", "true")))
                .hasRedirectedUrl(page());
        assertThat(get(official, "/letters/followed")).bodyText().contains(page());
        within(() ->
                db.sql("DELETE FROM letters.passed WHERE letter_id = :letter")
                        .param("letter", letter)
                        .update());
        assertThat(get(official, "/letters/followed")).bodyText().doesNotContain(page());
        assertThat(post(official, page() + "/follow", Map.of("follow", "true")))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void theUnitIsRemindedOnceAWeek() {
        var person =
                within(() ->
                        SignedInAs.opened(
                                accounts,
                                own.id,
                                own.officer,
                                "นางพิมพ์ งานดี",
                                "เรือลำเล็กในคลองยาว",
                                Role.OFFICIAL));
        pass(own.office, "ACT", "", Display.OFFICIAL.typed(today()));
        assertThat(reminders(person)).isZero();
        isDue(today().minusDays(1));
        assertThat(reminders(person)).isOne();
        assertThat(reminders(person)).isOne();
        isDue(today().minusDays(8));
        assertThat(reminders(person)).isEqualTo(2);
        post(official, task(own.office), Map.of("outcome", "เสร็จแล้ว"));
        isDue(today().minusDays(15));
        assertThat(reminders(person)).isEqualTo(2);
    }

    private void isDue(LocalDate day) {
        within(() ->
                db.sql("UPDATE tasks.task SET due = :due WHERE letter = :letter")
                        .param("due", day)
                        .param("letter", letter)
                        .update());
    }

    private int reminders(SignedIn person) {
        AgencyScope.within(own.id, () -> reminders.remind(own.id));
        return within(() ->
                db.sql(
                                "SELECT count(*) FROM notices.notice WHERE account = :account AND message_key = 'letters.notice.task-overdue'")
                        .param("account", person.account())
                        .query(Integer.class)
                        .single());
    }

    @Test
    void toKnowIsNoWork() {
        pass(own.office, "KNOW", "เพื่อทราบแนวทาง", "");
        assertThat(get(official, page())).bodyText().contains("เพื่อทราบ", "เพื่อทราบแนวทาง");
        assertThat(get(official, "/letters/unit")).bodyText().doesNotContain("งานที่ยังไม่เสร็จ");
        assertThat(post(official, task(own.office), Map.of("outcome", "ทราบแล้ว")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void othersDoNotFinishIt() {
        pass(own.office, "ACT", "", "");
        pass(otherUnit, "ACT", "", "");
        assertThat(post(official, task(otherUnit), Map.of("outcome", "ทำแล้ว")))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(official, task(otherUnit) + "/reopen", Map.of()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(acts()).doesNotContain("letter.task-finished");
    }

    @Test
    void showsAUnitsTasksPageByPage() {
        var letters = new ArrayList<UUID>();
        for (int i = 0; i < 53; i++) {
            letter = registered("เรื่องที่ " + i);
            letters.add(letter);
            pass(i % 2 == 0 ? own.office : otherUnit, "ACT", "", "");
        }
        var place = Tasks.Place.BEGINNING;
        var seen = new ArrayList<UUID>();
        for (var page = page(place); !page.isEmpty(); page = page(place)) {
            seen.addAll(page.stream().map(Task::letter).toList());
            place = Tasks.Place.behind(page.getLast());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(letters);
        var first = get(officer, "/letters/tasks");
        assertThat(first).bodyText().contains("rel=\"next\"");
        var next = Tasks.Place.behind(page(Tasks.Place.BEGINNING, 50).getLast());
        assertThat(get(officer, "/letters/tasks?after=" + next))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("rel=\"next\"")
                .contains("เรื่องที่");
        assertThat(first).bodyText().contains("after=" + next);
        assertThat(get(officer, "/letters/tasks?after=x_y_z")).hasStatusOk();
        assertThat(get(officer, "/letters/tasks?unit=" + own.office))
                .bodyText()
                .doesNotContain("rel=\"next\"");
    }

    private List<Task> page(Tasks.Place after) {
        return page(after, 10);
    }

    private List<Task> page(Tasks.Place after, int most) {
        return within(() -> tasks.open(own.id, null, after, most));
    }

    @Test
    void aUnitIsAskedOnce() {
        pass(own.office, "ACT", "", "");
        assertThat(pass(own.office, "ACT", "โปรดจัดคน", ""))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ได้รับมอบงานเรื่องนี้ไปก่อนแล้ว", "โปรดจัดคน");
        assertThat(pass(own.office, "KNOW", "", "")).hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> tasks.ofLetter(own.id, letter)))
                .extracting(task -> task.order().direction())
                .containsExactly("");
    }

    @Test
    void whatIsTooLongIsRefusedWhole() {
        var words = "ก".repeat(Order.LONGEST + 1);
        assertThat(pass(own.office, "ACT", words, ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยาวเกิน", words);
        pass(own.office, "ACT", "", "");
        assertThat(post(official, task(own.office), Map.of("outcome", words)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยาวเกิน", words);
        assertThat(pass(otherUnit, "ACT", "ก".repeat(Order.LONGEST), "")).hasRedirectedUrl(page());
    }

    @Test
    void answeringBeginsALetterWithTheOther() {
        pass(own.office, "ACT", "", "");
        assertThat(get(official, page())).bodyText().contains("/letters/out/new?answer=" + letter);
        assertThat(get(official, "/letters/out/new?answer=" + letter))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "ขอเชิญประชุมเตรียมรับน้ำท่วม",
                        "หนังสือจังหวัดทะเลหลวง ด่วน ที่ ทล 0017/5 ลงวันที่ ๒ พฤศจิกายน ๒๕๖๙");
        var hidden = registered("เรื่องของหน่วยอื่น");
        assertThat(get(official, "/letters/out/new?answer=" + hidden))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    private MvcTestResult begin(UUID key, UUID answered) {
        return post(
                official,
                "/letters/out",
                Map.of(
                        "letter", key.toString(),
                        "answers", answered.toString(),
                        "signer", own.governor.toString(),
                        "ownerCode", "ศส 0017.2",
                        "subject", "ตอบรับการประชุม",
                        "body", "จังหวัดจะส่งผู้แทนสองคน",
                        "then", "save"));
    }

    @Test
    void anAnswerIsSeenFromBothLetters() {
        pass(own.office, "ANSWER", "", "31/12/2599");
        var key = UUID.randomUUID();
        var answer = Typing.idOf(official, key);
        assertThat(begin(key, letter)).hasRedirectedUrl("/letters/out/" + answer);
        assertThat(get(official, "/letters/out/" + answer))
                .hasStatusOk()
                .bodyText()
                .contains("ตอบหนังสือรับ เรื่อง ขอเชิญประชุมเตรียมรับน้ำท่วม จาก จังหวัดทะเลหลวง");
        assertThat(get(official, page()))
                .bodyText()
                .contains("หนังสือตอบ", "/letters/out/" + answer, "ร่าง")
                .doesNotContain("ตอบแล้วตามหนังสือ");

        var number = within(() -> outgoing.sendOnPaper(officer, answer, 1, null));
        assertThat(get(official, "/letters/out/" + answer))
                .bodyText()
                .contains("ตอบหนังสือรับ เรื่อง ขอเชิญประชุมเตรียมรับน้ำท่วม");
        assertThat(get(official, page()))
                .bodyText()
                .contains(
                        "ที่ " + Display.OFFICIAL.text(number) + " ลงวันที่",
                        "ตอบด้วยหนังสือ ที่ ",
                        "ตอบแล้วตามหนังสือ ที่ " + Display.OFFICIAL.text(number));
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE record_id = :letter AND act = 'letter.answered'")
                                        .param("letter", letter)
                                        .query(Integer.class)
                                        .single()))
                .isOne();
    }

    private MvcTestResult takeBack(SignedIn who, UUID answer) {
        return post(who, "/letters/out/" + answer + "/answered/take-back", Map.of());
    }

    @Test
    void aLinkMadeByMistakeIsTakenBackFromADraft() {
        pass(own.office, "ACT", "", "");
        var key = UUID.randomUUID();
        var answer = Typing.idOf(official, key);
        begin(key, letter);
        var stranger = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL);
        assertThat(takeBack(stranger, answer)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get(official, "/letters/out/" + answer)).bodyText().contains("เชื่อมผิด");
        assertThat(takeBack(official, answer)).hasRedirectedUrl("/letters/out/" + answer);
        assertThat(get(official, "/letters/out/" + answer))
                .hasStatusOk()
                .bodyText()
                .contains("ตอบรับการประชุม")
                .doesNotContain("ตอบหนังสือรับ เรื่อง", "เชื่อมผิด");
        assertThat(get(official, page()))
                .bodyText()
                .contains("ถอนการเชื่อมเป็นหนังสือตอบ")
                .doesNotContain("/letters/out/" + answer);
        assertThat(takeBack(official, answer)).hasStatus(HttpStatus.CONFLICT);
        within(() -> outgoing.sendOnPaper(officer, answer, 1, null));
        assertThat(get(official, page())).bodyText().doesNotContain("ตอบด้วยหนังสือ ที่ ");
    }

    @Test
    void aLinkIsTakenBackFromALetterThatWasSentUnlessATaskWasFinishedWithIt() {
        pass(own.office, "ANSWER", "", "31/12/2599");
        var key = UUID.randomUUID();
        var answer = Typing.idOf(official, key);
        begin(key, letter);
        var number = within(() -> outgoing.sendOnPaper(officer, answer, 1, null));
        var words = "ตอบแล้วตามหนังสือ ที่ " + Display.OFFICIAL.text(number);
        assertThat(get(official, page())).bodyText().contains(words);
        var date = Display.OFFICIAL.date(today());
        post(official, task(own.office), Map.of("outcome", words + " ลงวันที่ " + date));
        assertThat(takeBack(officer, answer))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ปิดงานโดยอ้างหนังสือฉบับนี้ไว้", "ตอบหนังสือรับ เรื่อง");
        post(official, task(own.office) + "/reopen", Map.of());
        assertThat(takeBack(officer, answer)).hasRedirectedUrl("/letters/out/" + answer);
        assertThat(get(official, page()))
                .bodyText()
                .contains("ตอบด้วยหนังสือ ที่ ", "ถอนการเชื่อมเป็นหนังสือตอบ")
                .doesNotContain(words, "id=\"answers\"");
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE record_id = :letter AND act = 'letter.answer-taken-back'")
                                        .param("letter", letter)
                                        .query(Integer.class)
                                        .single()))
                .isOne();
    }

    @Test
    void anAnswerThatWasThrownAwayIsNone() {
        pass(own.office, "ACT", "", "");
        var key = UUID.randomUUID();
        var answer = Typing.idOf(official, key);
        begin(key, letter);
        within(() -> {
            outgoing.discard(official, answer, 1);
            return answer;
        });
        assertThat(get(official, page())).bodyText().doesNotContain("/letters/out/" + answer);
    }

    @Test
    void nobodyAnswersWhatTheyMayNotRead() {
        var hidden = registered("เรื่องของหน่วยอื่น");
        var key = UUID.randomUUID();
        for (var not : List.of(hidden, UUID.randomUUID())) {
            assertThat(begin(key, not))
                    .as("the words come back, without the link")
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("จังหวัดจะส่งผู้แทนสองคน", "ท่านไม่มีสิทธิ์อ่านแล้ว")
                    .doesNotContain(not.toString(), "เรื่องของหน่วยอื่น");
        }
        assertThat(get(official, "/letters/out/" + Typing.idOf(official, key)))
                .hasStatus(HttpStatus.NOT_FOUND);

        within(() -> {
            outgoing.begin(
                    officer,
                    key,
                    Invitation.by(own.governor).brought(),
                    List.of(),
                    List.of(),
                    hidden);
            return key;
        });
        assertThat(get(official, "/letters/out/" + key))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("เรื่องของหน่วยอื่น");
    }
}
