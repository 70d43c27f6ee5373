package th.sala.telework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Delegation;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.agencies.Srisamut;

/// A clerk whom the governor has ordered to work outside from today on, and what follows.
class AfterOrderWebTests extends PeopleOfSrisamut {
    @Autowired AgreementDesk desk;
    @Autowired OrderDesk orders;
    @Autowired TeleworkPolicyDesk policies;
    @Autowired TeleworkOffice office;
    @Autowired TeleworkReminders reminders;
    @Autowired OutsideDays outside;
    @Autowired Agreements agreements;
    @Autowired Clock clock;

    private LocalDate today;
    private UUID id;
    private String path;

    @BeforeEach
    void ordered() {
        today = LocalDate.now(clock);
        within(() -> {
            var manual = PolicyContent.ofManual();
            policies.save(
                    administrator,
                    new PolicyContent(
                            2,
                            6,
                            null,
                            null,
                            null,
                            manual.worksWhole(),
                            "",
                            manual.worksNot(),
                            "",
                            "สมัครใจ",
                            "รายสัปดาห์",
                            "ไม่รับผิดชอบ",
                            manual.ethics(),
                            "",
                            "",
                            "",
                            "โทร. 1111",
                            7,
                            false),
                    0);
            policies.putInForce(governor, 1, today);
            office.nameOfficer(
                    administrator, own.deputy, TeleworkOffice.Duty.PERSONNEL, "คำสั่งที่ 3");
            office.nameOfficer(
                    administrator, own.deputy, TeleworkOffice.Duty.TECHNICAL, "คำสั่งที่ 3");
            return true;
        });
        id = order(clerk);
        path = "/telework/" + id;
    }

    /// For a month from today on, all Mondays and Thursdays.
    private UUID order(SignedIn who) {
        return within(() -> {
            var terms =
                    new Terms(
                            Terms.Way.VOLUNTEERED,
                            "",
                            Terms.Work.WHOLE,
                            "งานวิชาการ",
                            OutsideForm.WEEK,
                            2,
                            List.of(1, 4),
                            today,
                            today.plusMonths(1),
                            Terms.PlaceKind.SHARED,
                            "ศูนย์ทำงานร่วม",
                            "08 0000 0000");
            var goal = new Goal(1, "รายงาน 1,000 หน้า", "ทุกวันศุกร์", "", "", "");
            var begun = desk.begin(who, null, terms, List.of(goal));
            desk.confirm(who, begun, 1);
            desk.decide(deputy, begun, 2, AgreementDesk.Answer.YES);
            orders.order(governor, List.of(new OrderDesk.Seen(begun, 3)), "");
            return begun;
        });
    }

    @Test
    @DisplayName("T5 ข้อ 6: the person reports, the supervisor follows, files are kept")
    void progress() {
        var reported =
                web.post()
                        .uri(path + "/progress")
                        .multipart()
                        .file(new MockMultipartFile("file", "a/b.txt", null, new byte[] {1, 2}))
                        .param("words", "ทำไปครึ่งหนึ่งแล้ว")
                        .with(SignedInAs.as(clerk))
                        .with(csrf());
        assertThat(reported).hasRedirectedUrl(path);
        assertThat(post(clerk, path + "/progress").param("words", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(deputy, path + "/progress").param("words", "โปรดเร่ง"))
                .hasRedirectedUrl(path);
        assertThat(page(clerk, path))
                .hasStatusOk()
                .bodyText()
                .contains("ทำไปครึ่งหนึ่งแล้ว", "โปรดเร่ง", "ab.txt", "รายงานครั้งต่อไปภายใน");
        assertThat(page(deputy, path + "/progress/1/file"))
                .hasStatusOk()
                .hasContentType("application/octet-stream");
        assertThat(page(deputy, path + "/progress/2/file")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("T5 ข้อ 9.2(4): who owes a report is reminded once")
    void reminded() {
        within(() -> {
            db.sql("UPDATE telework.agreement SET first_day = :first WHERE id = :id")
                    .param("first", today.minusDays(8))
                    .param("id", id)
                    .update();
            reminders.remind(own.id);
            reminders.remind(own.id);
            return true;
        });
        assertThat(page(clerk, path)).bodyText().contains("เกินกำหนด");
        var told =
                within(() ->
                        db.sql(
                                        "SELECT count(*) FROM notices.notice WHERE message_key = 'telework.notice.report-overdue'")
                                .query(Integer.class)
                                .single());
        assertThat(told).isOne();
    }

    @Test
    void helpIsAskedAndAnswered() {
        assertThat(page(clerk, "/telework/help")).hasStatusOk().bodyText().contains("๑๑๑๑");
        assertThat(post(clerk, "/telework/help").param("words", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(clerk, "/telework/help").param("words", "เข้าระบบไม่ได้"))
                .hasRedirectedUrl("/telework/help");
        var help =
                within(() ->
                        db.sql("SELECT id FROM telework.help WHERE agency_id = :agency")
                                .param("agency", own.id)
                                .query(UUID.class)
                                .single());
        var answer = "/telework/help/" + help + "/answer";
        assertThat(post(clerk, answer).param("words", "เอง")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(deputy, "/telework/help")).bodyText().contains("เข้าระบบไม่ได้");
        assertThat(post(deputy, answer).param("words", "ลองใหม่"))
                .hasRedirectedUrl("/telework/help");
        assertThat(post(deputy, answer).param("words", "อีก"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, "/telework/help")).bodyText().contains("ลองใหม่");
        assertThat(page(governor, "/telework/help")).bodyText().doesNotContain("ลองใหม่");
    }

    @Test
    void equipmentIsLentAndReturned() {
        assertThat(post(clerk, path + "/loans").param("item", "โน้ตบุ๊ก"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(deputy, path + "/loans").param("item", "โน้ตบุ๊ก").param("mark", "ศส 12"))
                .hasRedirectedUrl("/telework/loans");
        assertThat(page(clerk, path)).bodyText().contains("โน้ตบุ๊ก", "ศส ๑๒");
        var loan =
                within(() ->
                        db.sql("SELECT id FROM telework.loan WHERE agency_id = :agency")
                                .param("agency", own.id)
                                .query(UUID.class)
                                .single());
        var technical = colleagues(1).getFirst();
        assertThat(page(technical, "/telework/loans")).hasStatus(HttpStatus.NOT_FOUND);
        within(() -> {
            office.nameOfficer(
                    administrator,
                    Objects.requireNonNull(technical.official()),
                    TeleworkOffice.Duty.TECHNICAL,
                    "คำสั่งที่ 3");
            orders.recall(governor, List.of(id), today, "มีภารกิจ");
            return true;
        });
        assertThat(page(technical, "/telework")).bodyText().contains("/telework/loans");
        assertThat(page(technical, "/telework/loans"))
                .as("also of whom is back with it")
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี", "ศส ๑๒")
                .doesNotContain("ศูนย์ทำงานร่วม");
        assertThat(post(technical, path + "/loans")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(technical, path + "/loans/" + loan + "/return"))
                .hasRedirectedUrl("/telework/loans");
        assertThat(post(deputy, path + "/loans/" + loan + "/return"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName(
            "T6 ข้อ 9.2(6): proposed from above, heard, ended by the head; days after it are none")
    void termination() {
        assertThat(breach(clerk)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(breach(deputy)).hasRedirectedUrl(path);
        assertThat(breach(governor)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(ended(governor)).as("not heard").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(deputy, path + "/breach/speak").param("words", "แทน"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(clerk, path)).bodyText().contains("ไม่ส่งงาน", "คำชี้แจงของท่าน");
        assertThat(post(clerk, path + "/breach/speak").param("words", "ส่งแล้วทางอีเมล"))
                .hasRedirectedUrl(path);
        assertThat(page(governor, path)).bodyText().contains("ส่งแล้วทางอีเมล", "บันทึกคำสั่ง");
        assertThat(page(governor, "/")).bodyText().contains("พิจารณาการยุติ");
        assertThat(ended(deputy)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(days()).isNotEmpty();
        assertThat(ended(governor)).hasRedirectedUrl(path);
        assertThat(days()).isEmpty();
        assertThat(page(clerk, path)).bodyText().contains("ยุติแล้ว", "ไม่เป็นไปตามข้อตกลง");
    }

    @Test
    @DisplayName("T6 ข้อ 9.2(6): who acts for the head does not decide about themselves")
    void ownBreach() {
        assertThat(breach(deputy)).hasRedirectedUrl(path);
        assertThat(post(clerk, path + "/breach/speak").param("words", "ส่งแล้ว"))
                .hasRedirectedUrl(path);
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.ACTING,
                        own.governor,
                        null,
                        own.officer,
                        Set.of(),
                        today,
                        null,
                        "คำสั่งที่ 9"));
        assertThat(page(clerk, path)).bodyText().doesNotContain("/breach/decide");
        assertThat(page(clerk, "/telework")).bodyText().doesNotContain("พิจารณาการยุติ");
        assertThat(ended(clerk))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ของตนเองไม่ได้");
        assertThat(ended(governor)).hasRedirectedUrl(path);
    }

    @Test
    @DisplayName(
            "T9 การสั่งให้กลับเข้าปฏิบัติงานในสถานที่ตั้ง: everybody means more than fit on a page")
    void everybodyBack() {
        within(() -> {
            db.sql(
                            """
                            WITH more AS (
                                INSERT INTO telework.person (agency_id, official)
                                SELECT :agency, gen_random_uuid() FROM generate_series(1, :more) RETURNING official)
                            INSERT INTO telework.agreement (agency_id, id, official, name, title, unit, way, reasons, work,
                                work_words, form, days, pattern, first_day, last_day, place_kind, place, contact, state,
                                since, words, work_order, version, made_at)
                            SELECT agency_id, gen_random_uuid(), more.official, name, title, unit, way, reasons, work,
                                work_words, form, days, pattern, first_day, last_day, place_kind, place, contact, state,
                                since, words, work_order, version, made_at
                              FROM telework.agreement, more WHERE agency_id = :agency AND id = :id
                            """)
                    .param("agency", own.id)
                    .param("id", id)
                    .param("more", OrderDesk.MOST)
                    .update();
            return true;
        });
        var recalled =
                post(governor, "/telework/outside")
                        .param("all", "true")
                        .param("back", today.plusDays(1).toString())
                        .param("words", "มีภารกิจ")
                        .param("password", PASSWORD);
        assertThat(recalled).hasStatus3xxRedirection();
        assertThat(within(() -> agreements.outside(own.id, today.plusDays(1), null, 0))).isEmpty();
        assertThat(recalled).as("nobody is left").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName("T5 ข้อ 6: a level with delegated authority alone is passed over")
    void passedOver() {
        var found =
                within(() -> {
                    var chief =
                            organisation.addPosition(
                                    own.id,
                                    "หัวหน้ากลุ่มงาน",
                                    own.office,
                                    own.deputyPost,
                                    Srisamut.SINCE);
                    var post =
                            organisation.addPosition(
                                    own.id, "นักวิชาการ", own.office, chief, Srisamut.SINCE);
                    var worker =
                            organisation.enrol(
                                    own.id, "นายใหม่", "mai@" + own.domain, "", Srisamut.SINCE);
                    organisation.appoint(own.id, worker, post, Srisamut.SINCE, null);
                    powers.delegate(
                            own.id,
                            Delegation.Kind.DELEGATED,
                            null,
                            chief,
                            own.officer,
                            Set.of(),
                            today,
                            null,
                            "คำสั่งที่ 9");
                    return desk.superiors(own.id).supervisor(worker);
                });
        assertThat(found.map(one -> one.official().id())).contains(own.deputy);
    }

    @Test
    void whoIsBackMakesNoPageShorter() {
        var other = Objects.requireNonNull(colleagues(1).getFirst().official());
        within(() -> {
            orders.recall(governor, List.of(id), today, "มีภารกิจ");
            db.sql("UPDATE telework.agreement SET first_day = :first WHERE id = :id")
                    .param("first", today.plusDays(1))
                    .param("id", id)
                    .update();
            return true;
        });
        assertThat(within(() -> orders.outside(governor, 1, 0)))
                .extracting(one -> one.by().official())
                .containsExactly(other);
    }

    @Test
    @DisplayName("T6 ข้อ 9.2(6): a recall leaves nothing behind that waits")
    void recallLeavesNothingOpen() {
        assertThat(breach(deputy)).hasRedirectedUrl(path);
        within(() -> {
            db.sql(
                            """
                            INSERT INTO telework.change (agency_id, id, agreement, on_day, reason, asked_at)
                            VALUES (?, gen_random_uuid(), ?, ?, 'ขอ', now())
                            """)
                    .params(own.id, id, today.plusDays(8))
                    .update();
            orders.recall(governor, List.of(id), today.plusDays(8), "มีภารกิจ");
            return true;
        });
        assertThat(page(clerk, path)).bodyText().contains("สิ้นผล เพราะมีคำสั่งให้กลับก่อน");
        assertThat(page(clerk, path + "/days"))
                .bodyText()
                .contains("สิ้นผล เพราะมีคำสั่งให้กลับก่อน");
        assertThat(breach(deputy)).as("until the return").hasRedirectedUrl(path);
    }

    private MockMvcRequestBuilder breach(SignedIn who) {
        return post(who, path + "/breach")
                .param("reasons", "ไม่ส่งงาน")
                .param("speakBy", today.plusDays(7).toString());
    }

    private MockMvcRequestBuilder ended(SignedIn who) {
        return post(who, path + "/breach/decide")
                .param("version", "2")
                .param("ends", "true")
                .param("back", today.toString())
                .param("words", "ไม่เป็นไปตามข้อตกลง")
                .param("password", PASSWORD);
    }

    private List<OutsideDay> days() {
        return within(() -> outside.of(own.id, List.of(own.officer), today, today.plusMonths(2)));
    }

    @Test
    @DisplayName("T6 ข้อ 9.2(6): the head may let it go on")
    void goesOn() {
        assertThat(breach(deputy)).hasRedirectedUrl(path);
        assertThat(post(clerk, path + "/breach/speak").param("words", "ส่งแล้ว"))
                .hasRedirectedUrl(path);
        assertThat(
                        post(governor, path + "/breach/decide")
                                .param("version", "1")
                                .param("words", "รับฟัง")
                                .param("password", PASSWORD))
                .as("without what the person said")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(governor, path + "/breach/decide")
                                .param("version", "2")
                                .param("words", "รับฟัง")
                                .param("password", PASSWORD))
                .hasRedirectedUrl(path);
        assertThat(days()).isNotEmpty();
        assertThat(breach(deputy)).as("another one").hasRedirectedUrl(path);
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(1): the person reports, the supervisor assesses, the head sees it")
    void result() {
        assertThat(reported("ครบ 1,000 หน้า"))
                .as("not over")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        within(() -> orders.recall(governor, List.of(id), today, "มีภารกิจ"));
        assertThat(reported("")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(reported("ครบ 1,000 หน้า")).hasRedirectedUrl(path);
        assertThat(page(deputy, "/telework")).bodyText().contains("ประเมินผล");
        assertThat(page(deputy, path)).bodyText().contains("ครบ ๑,๐๐๐ หน้า", "สัญญาณไม่ดี");
        var assessed =
                post(deputy, path + "/assess")
                        .param("verdict", "PARTLY")
                        .param("words", "ช้าไปบ้าง");
        assertThat(post(clerk, path + "/assess")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(assessed).hasRedirectedUrl(path);
        assertThat(assessed).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(reported("อื่น")).as("assessed").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(governor, path)).bodyText().contains("ช้าไปบ้าง", "บรรลุเป้าหมายบางส่วน");
        assertThat(page(governor, path + "/result.pdf"))
                .hasStatusOk()
                .hasContentType("application/pdf");
        assertThat(page(governor, "/telework/evaluation")).hasStatusOk();
    }

    private MockMvcRequestBuilder reported(String result) {
        return post(clerk, path + "/result")
                .param("result", result)
                .param("remark", "")
                .param("problems", "สัญญาณไม่ดี");
    }

    // ---- survey

    private List<SignedIn> colleagues(int number) {
        var people = new ArrayList<SignedIn>();
        for (int i = 0; i < number; i++) {
            var mark = "c" + i + "@" + own.domain;
            var official =
                    within(() -> {
                        var one =
                                organisation.enrol(
                                        own.id, "นายคนที่ " + mark, mark, "", Srisamut.SINCE);
                        organisation.appoint(own.id, one, own.officerPost, Srisamut.SINCE, null);
                        return one;
                    });
            var who = person(official, Role.OFFICIAL);
            order(who);
            people.add(who);
        }
        return people;
    }

    private MockMvcRequestBuilder survey(boolean open) {
        return post(deputy, "/telework/evaluation/survey").param("open", Boolean.toString(open));
    }

    private MockMvcRequestBuilder answer(SignedIn who, int choice) {
        var year = FollowUpRules.yearOf(today);
        var request = post(who, "/telework/survey").param("year", Integer.toString(year));
        for (var question : Evaluation.Question.values()) {
            request = request.param(question.name(), Integer.toString(choice));
        }
        return request;
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(3): no survey of three people")
    void threePeople() {
        colleagues(2);
        assertThat(page(deputy, "/telework/evaluation")).bodyText().contains("ไม่ถึง ๕ คน");
        assertThat(survey(true)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, "/telework/survey")).bodyText().contains("ไม่มีแบบสำรวจ");
        assertThat(page(clerk, "/telework/evaluation")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(3): five answers of a closed survey are shown, and nobody's")
    void fiveAnswers() {
        var people = colleagues(4);
        people.add(clerk);
        assertThat(survey(true)).hasStatus3xxRedirection();
        assertThat(page(clerk, "/telework/survey")).bodyText().contains("แยกจากจำนวนคำตอบ");
        assertThat(answer(clerk, 9)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        for (int i = 0; i < 5; i++) {
            assertThat(answer(people.get(i), i == 0 ? 1 : 4)).hasRedirectedUrl("/telework");
        }
        assertThat(answer(clerk, 4)).as("twice").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(answer(governor, 4)).as("not asked").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(deputy, "/telework/evaluation"))
                .bodyText()
                .contains("ตอบแล้ว ๕ จาก ๕ คน", "แสดงผลเมื่อปิดแบบสำรวจ")
                .doesNotContain("๓.๔๐");
        var versions =
                within(() ->
                        db.sql(
                                        "SELECT count(DISTINCT xmin::text) FROM telework.survey_count WHERE agency_id = :agency")
                                .param("agency", own.id)
                                .query(Integer.class)
                                .single());
        assertThat(versions).as("row versions say nothing of who raised which").isOne();
        assertThat(survey(false)).hasStatus3xxRedirection();
        assertThat(survey(false)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(deputy, "/telework/evaluation")).bodyText().contains("๓.๔๐");
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(3): four answers are not shown")
    void fourAnswers() {
        var people = colleagues(4);
        assertThat(survey(true)).hasStatus3xxRedirection();
        people.forEach(one -> assertThat(answer(one, 4)).hasRedirectedUrl("/telework"));
        assertThat(survey(false)).hasStatus3xxRedirection();
        assertThat(page(deputy, "/telework/evaluation"))
                .bodyText()
                .contains("มีผู้ตอบไม่ถึง ๕ คน")
                .doesNotContain("๔.๐๐");
        var saved =
                post(deputy, "/telework/evaluation")
                        .param("version", "2")
                        .param("efficiency", "งานเสร็จเร็วขึ้น")
                        .param("lessons", "เตรียมอุปกรณ์ก่อน");
        assertThat(saved).hasStatus3xxRedirection();
        assertThat(saved).as("an older version").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(governor, "/telework/evaluation"))
                .bodyText()
                .contains("งานเสร็จเร็วขึ้น", "เตรียมอุปกรณ์ก่อน");
    }
}
