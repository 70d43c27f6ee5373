package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Delegation;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.routing.Result;
import th.sala.routing.Routing;
import th.sala.routing.Step;
import th.sala.routing.Way;

/// A letter goes up the chain: the officer wrote it, the deputy is next, the governor signs.
@SalaTest
class WayWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired Routing routing;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("overdueSteps")
    RecurringJob overdue;

    private Srisamut own;
    private Srisamut other;
    private SignedIn officer;
    private SignedIn deputy;
    private SignedIn governor;
    private UUID letter;

    @BeforeEach
    void aDraftOfTheOfficers() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        officer = person(own.officer, Role.OFFICIAL);
        deputy = person(own.deputy, Role.OFFICIAL);
        governor = person(own.governor, Role.AUTHORISED_PERSON);
        letter = within(() -> desk.begin(officer, content("ด้วยจังหวัด"), to(), List.of()));
    }

    private SignedIn person(UUID official, Role role) {
        return within(() -> {
            var name = organisation.official(official).orElseThrow().name();
            return SignedInAs.opened(accounts, own.id, official, name, PASSWORD, role);
        });
    }

    private List<String> to() {
        return List.of("malee@" + other.domain);
    }

    private Content content(String body) {
        return Invitation.by(own.governor).body(body).typeset();
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private MockMvcRequestBuilder page(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who));
    }

    private MockMvcRequestBuilder post(SignedIn who, String path) {
        return web.post()
                .uri("/letters/out/" + letter + path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("version", Integer.toString(version()));
    }

    private MockMvcRequestBuilder proposed(SignedIn who, UUID official, UUID position) {
        return post(who, "/way")
                .param("to", official + "/" + position)
                .param("proposal", "เห็นควรเชิญ");
    }

    private void propose() {
        assertThat(proposed(officer, own.deputy, own.deputyPost))
                .hasRedirectedUrl("/letters/out/" + letter + "/way");
    }

    private MockMvcRequestBuilder decided(SignedIn who, Result result, String words) {
        return post(who, "/way/" + current().id() + "/decide")
                .param("result", result.name())
                .param("endorsement", words)
                .param("password", PASSWORD);
    }

    private MockMvcRequestBuilder agreed(SignedIn who, UUID official, UUID position) {
        return decided(who, Result.AGREED, "เห็นชอบ")
                .param("to", official + "/" + position)
                .param("proposal", "เพื่อโปรดลงนาม");
    }

    private MockMvcRequestBuilder saved(SignedIn who, String body, String changes) {
        return post(who, "")
                .param("letter", letter.toString())
                .param("signer", own.governor.toString())
                .param("urgency", "NORMAL")
                .param("kind", "EXTERNAL")
                .param("ownerCode", "ศส 0017.2")
                .param("subject", "ขอเชิญประชุม")
                .param("salutation", "ผู้ว่าราชการจังหวัด")
                .param("proposal", "เพื่อโปรดพิจารณา")
                .param("body", body)
                .param("contact", "โทร. 0 2000 0000")
                .param("typeset", "true")
                .param("to", to().getFirst())
                .param("changes", changes);
    }

    private int version() {
        return within(() -> desk.letter(own.id, letter)).version();
    }

    private Way way() {
        return within(() -> routing.way(own.id, letter)).orElseThrow();
    }

    private Step current() {
        return Objects.requireNonNull(way().current());
    }

    private List<String> acts() {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY at")
                        .param("id", letter)
                        .query(String.class)
                        .list());
    }

    private List<String> told(SignedIn who) {
        return within(() ->
                db.sql(
                                "SELECT message_key FROM notices.notice WHERE account = :id ORDER BY told_at")
                        .param("id", who.account())
                        .query(String.class)
                        .list());
    }

    private MockMvcRequestBuilder ruled(SignedIn who, String rules, String day, String source) {
        return web.post()
                .uri("/letters/way/rules")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("rules", rules)
                .param("firstDay", day)
                .param("source", source);
    }

    @Test
    @DisplayName("I2 ข้อ 4(2): by the agency's own rules any level above may be chosen")
    void ownRulesLetALetterPassALevelOver() {
        var head = SignedInAs.person(own.id, own.governor, Role.HEAD);
        var today = LocalDate.now(clock);
        assertThat(page(head, "/letters/way/rules"))
                .hasStatusOk()
                .bodyText()
                .contains("วันนี้ใช้หลักเกณฑ์ตามข้อ", "หน่วยงานที่ใช้ระบบของตนเอง");
        assertThat(ruled(officer, "OWN", today.toString(), "คู่มือ"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(ruled(head, "OWN", today.minusDays(1).toString(), "คู่มือ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("กำหนดย้อนหลังไม่ได้");
        assertThat(ruled(head, "OWN", today.plusYears(2).toString(), "คู่มือ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เกินหนึ่งปี");
        assertThat(ruled(head, "OWN", today.toString(), "  "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(proposed(officer, own.governor, own.governorPost))
                .as("nothing is decided")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(ruled(head, "OWN", today.toString(), "คู่มืองานสารบรรณ พ.ศ. 2569"))
                .hasRedirectedUrl("/letters/way/rules");
        assertThat(page(head, "/letters/way/rules"))
                .bodyText()
                .contains("คู่มืองานสารบรรณ", "ลำดับชั้นใดก็ได้");
        assertThat(page(officer, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains(
                        own.deputy + "/" + own.deputyPost,
                        own.governor + "/" + own.governorPost,
                        "ใช้ข้อกำหนดของหน่วยงาน");
        assertThat(proposed(officer, own.governor, own.governorPost))
                .hasRedirectedUrl("/letters/out/" + letter + "/way");
        assertThat(current().to().official()).isEqualTo(own.governor);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): the next level is offered, nobody else is taken")
    void onlyTheLevelNextAbove() {
        assertThat(page(officer, "/letters/out/" + letter + "/way"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "นายสมชาย ใจดี",
                        "รองผู้ว่าราชการจังหวัด",
                        own.deputy + "/" + own.deputyPost)
                .doesNotContain("นางสาวมาลี ศรีสุข</span> <span class=\"s-quiet\">ผู้ว่า");

        assertThat(proposed(officer, own.governor, own.governorPost))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เสนอได้เฉพาะผู้ที่อยู่ลำดับชั้นถัดจากท่านขึ้นไป", "ข้อ 6(1.1)");
        assertThat(within(() -> routing.way(own.id, letter))).isEmpty();
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.2): the proposal, with the sender's name, position and contact")
    void theProposalNamesItsSender() {
        propose();
        var step = current();
        assertThat(step.proposal()).isEqualTo("เห็นควรเชิญ");
        assertThat(step.from().name()).isEqualTo("นางพิมพ์ งานดี");
        assertThat(step.from().title()).isEqualTo("เจ้าพนักงานธุรการ");
        assertThat(step.from().contact()).isEqualTo("0 2000 0001 pim@" + own.domain);
        assertThat(page(deputy, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains("เห็นควรเชิญ", "นางพิมพ์ งานดี", "0 2000 0001");
        assertThat(told(deputy)).containsExactly("routing.notice.proposed");

        assertThat(post(officer, "/way").param("to", own.deputy + "/" + own.deputyPost))
                .as("it is with the deputy now")
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.3): the central account has a copy of every sending")
    void theCentralAccountHasACopy() {
        propose();
        agreed(deputy, own.governor, own.governorPost).exchange();
        var central = SignedInAs.person(own.id, null, Role.CORRESPONDENCE_OFFICER);
        assertThat(page(central, "/letters/way/all"))
                .hasStatusOk()
                .bodyText()
                .contains("เห็นควรเชิญ", "เพื่อโปรดลงนาม", "ขอเชิญประชุม", "เห็นชอบ");
        assertThat(page(officer, "/letters/way/all")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("I4 ข้อ 6(2.1.2): the central account has a copy of every result")
    void theCentralAccountHasEveryResult() {
        propose();
        decided(deputy, Result.RETURNED, "ขาดสิ่งที่ส่งมาด้วย").exchange();
        var auditor = SignedInAs.person(own.id, null, Role.AUDITOR);
        assertThat(page(auditor, "/letters/way/all")).bodyText().contains("ส่งคืนให้แก้ไข");
    }

    @Test
    @DisplayName("I7 ข้อ 5(5): the sender sees of each sending whether it was opened and decided")
    void theSenderSeesTheResult() {
        propose();
        assertThat(page(officer, "/letters/way/sent"))
                .bodyText()
                .contains("ส่งถึงแล้ว ยังไม่เปิด", "นายสมชาย ใจดี");
        page(deputy, "/letters/out/" + letter + "/way").exchange();
        assertThat(page(officer, "/letters/way/sent")).bodyText().contains("เปิดอ่านแล้ว");
        decided(deputy, Result.REJECTED, "ไม่มีงบ").exchange();
        assertThat(page(officer, "/letters/way/sent")).bodyText().contains("ไม่เห็นชอบ");
        assertThat(page(deputy, "/letters/way/sent")).bodyText().contains("ท่านยังไม่ได้เสนอ");
    }

    @Test
    @DisplayName("I4 ข้อ 6(2.1): the result goes on, and back to who sent it")
    void goesUpAndIsSigned() {
        propose();
        assertThat(page(officer, "/letters/way/sent"))
                .bodyText()
                .contains("ส่งถึงแล้ว ยังไม่เปิด", "นายสมชาย ใจดี");
        assertThat(page(deputy, "/letters/way")).bodyText().contains("ขอเชิญประชุม");
        assertThat(page(deputy, "/")).bodyText().contains("รอท่านพิจารณา");
        page(deputy, "/letters/out/" + letter + "/way").exchange();
        assertThat(page(officer, "/letters/way/sent")).bodyText().contains("เปิดอ่านแล้ว");

        assertThat(agreed(deputy, own.governor, own.governorPost)).hasStatus3xxRedirection();
        assertThat(told(officer)).containsExactly("routing.notice.decided");
        assertThat(page(officer, "/letters/way/sent")).bodyText().contains("เห็นชอบ");

        assertThat(page(governor, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains("ตรวจและลงนามส่ง", "เพื่อโปรดลงนาม", "เห็นชอบ");
        assertThat(post(governor, "/send").param("password", PASSWORD))
                .hasRedirectedUrl("/letters/out/" + letter);
        assertThat(way().current()).isNull();
        assertThat(Objects.requireNonNull(way().steps().getLast().decided()).result())
                .isEqualTo(Result.SIGNED);
        assertThat(acts())
                .contains("letter.proposed", "letter.opened", "letter.endorsed", "letter.sent");
        assertThat(page(officer, "/letters/out/" + letter + "/way"))
                .hasStatusOk()
                .bodyText()
                .contains("ลงนามแล้ว");
    }

    @Test
    @DisplayName("I4 ข้อ 6(2.1): only who has it decides, with the password, and once")
    void onlyWhoHasItDecides() {
        propose();
        assertThat(decided(governor, Result.AGREED, ""))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("อยู่ระหว่างการพิจารณาของ นายสมชาย ใจดี");
        var step = current().id();
        assertThat(
                        post(deputy, "/way/" + step + "/decide")
                                .param("result", "AGREED")
                                .param("password", "ผิด"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(current().id()).isEqualTo(step);
        assertThat(
                        post(deputy, "/way/" + step + "/decide")
                                .param("result", "SIGNED")
                                .param("password", PASSWORD))
                .hasStatus4xxClientError();

        assertThat(agreed(deputy, own.governor, own.governorPost)).hasStatus3xxRedirection();
        assertThat(
                        post(deputy, "/way/" + step + "/decide")
                                .param("result", "REJECTED")
                                .param("endorsement", "สาย")
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(current().to().official()).isEqualTo(own.governor);
    }

    @Test
    void whileItIsUnderWayNobodyElseEditsDiscardsOrSignsIt() {
        propose();
        assertThat(saved(officer, "แก้", "แก้เอง")).hasStatus(HttpStatus.CONFLICT);
        assertThat(post(officer, "/discard")).hasStatus(HttpStatus.CONFLICT);
        assertThat(post(governor, "/send").param("password", PASSWORD))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(page(governor, "/letters/out/" + letter + "/preview"))
                .bodyText()
                .contains("อยู่ระหว่างการพิจารณาของ นายสมชาย ใจดี")
                .doesNotContain("/send\"");
        assertThat(page(governor, "/")).bodyText().doesNotContain("รอท่านตรวจและส่ง");
        assertThat(page(officer, "/letters/out/" + letter))
                .bodyText()
                .doesNotContain("บันทึกร่าง", "ทิ้งร่าง");
        assertThat(within(() -> desk.letter(own.id, letter)).isDraft()).isTrue();
        assertThat(version()).isEqualTo(1);
    }

    @Test
    @DisplayName("I5 ข้อ 6(2.2): an edited version, with a summary; the earlier stays readable")
    void editedOnItsWay() {
        propose();
        assertThat(page(deputy, "/letters/out/" + letter))
                .bodyText()
                .contains("สรุปประเด็นที่ปรับแก้", "บันทึกฉบับที่ปรับแก้");
        assertThat(saved(deputy, "ด้วยกรม", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดสรุปประเด็นที่ปรับแก้", "ด้วยกรม");
        assertThat(version()).isEqualTo(1);
        assertThat(saved(deputy, "ด้วยกรม", "เปลี่ยนจังหวัดเป็นกรม"))
                .hasRedirectedUrl("/letters/out/" + letter + "/way");

        assertThat(agreed(deputy, own.governor, own.governorPost))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ท่านปรับแก้หนังสือแล้ว");
        assertThat(
                        decided(deputy, Result.CHANGED, "")
                                .param("to", own.governor + "/" + own.governorPost)
                                .param("proposal", "เพื่อโปรดลงนาม"))
                .hasStatus3xxRedirection();
        var decided = Objects.requireNonNull(way().steps().getFirst().decided());
        assertThat(decided.changes()).isEqualTo("เปลี่ยนจังหวัดเป็นกรม");
        assertThat(decided.version()).isEqualTo(2);

        assertThat(page(governor, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains("เปลี่ยนจังหวัดเป็นกรม", "/versions/2?against=1");
        assertThat(page(governor, "/letters/out/" + letter + "/versions/2?against=1"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<del class=\"s-gone\">จังหวัด</del><ins class=\"s-new\">กรม</ins>",
                        "เปลี่ยนจังหวัดเป็นกรม");
        assertThat(page(governor, "/letters/out/" + letter + "/versions/1"))
                .hasStatusOk()
                .bodyText()
                .contains("ด้วยจังหวัด")
                .doesNotContain("ด้วยกรม");
        assertThat(page(governor, "/letters/out/" + letter + "/versions/9"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoReturnsItSaysWhyAndTheAuthorMendsIt() {
        propose();
        assertThat(decided(deputy, Result.RETURNED, " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผล");
        assertThat(decided(deputy, Result.RETURNED, "ขาดสิ่งที่ส่งมาด้วย"))
                .hasStatus3xxRedirection();
        assertThat(way().current()).isNull();
        assertThat(page(officer, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains("ขาดสิ่งที่ส่งมาด้วย", "ส่งคืนให้แก้ไข");
        assertThat(saved(officer, "ด้วยจังหวัดขอส่ง", ""))
                .hasRedirectedUrl("/letters/out/" + letter);
        propose();
        assertThat(page(deputy, "/letters/out/" + letter + "/versions/2?against=1"))
                .bodyText()
                .contains("<ins class=\"s-new\">");
        assertThat(way().steps()).hasSize(2);
    }

    @Test
    void isRecalledUntilItIsOpened() {
        propose();
        var step = current().id();
        assertThat(post(governor, "/way/" + step + "/recall")).hasStatus(HttpStatus.CONFLICT);
        assertThat(post(officer, "/way/" + step + "/recall")).hasStatus3xxRedirection();
        assertThat(way().current()).isNull();
        assertThat(saved(officer, "ด้วยจังหวัดใหม่", "")).hasStatus3xxRedirection();

        propose();
        agreed(deputy, own.governor, own.governorPost).exchange();
        assertThat(post(deputy, "/way/" + current().id() + "/recall")).hasStatus3xxRedirection();
        assertThat(current().to().official())
                .as("it is with the deputy again")
                .isEqualTo(own.deputy);
        assertThat(current().from().official()).isEqualTo(own.officer);

        agreed(deputy, own.governor, own.governorPost).exchange();
        page(governor, "/letters/out/" + letter + "/way").exchange();
        assertThat(post(deputy, "/way/" + current().id() + "/recall"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("เปิดอ่านแล้ว");
    }

    @Test
    void asksColleaguesAndWaitsForThem() {
        propose();
        var step = current().id();
        assertThat(page(deputy, "/letters/way/colleagues?find=มาลี"))
                .hasStatusOk()
                .bodyText()
                .contains("นางสาวมาลี ศรีสุข", own.governor.toString());
        assertThat(ask(deputy, step, own.deputy)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(ask(deputy, step, other.governor)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(ask(officer, step, own.governor)).hasStatus(HttpStatus.CONFLICT);
        assertThat(ask(deputy, step, own.governor)).hasStatus3xxRedirection();
        assertThat(ask(deputy, step, own.governor))
                .as("asked already")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(told(governor)).containsExactly("routing.notice.asked");

        assertThat(agreed(deputy, own.governor, own.governorPost))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังรอความเห็นจาก นางสาวมาลี ศรีสุข");
        var question = way().asides(step).getFirst().id();
        assertThat(page(governor, "/letters/out/" + letter + "/way"))
                .bodyText()
                .contains("นายสมชาย ใจดี ขอความเห็นของท่าน", "งบพอหรือไม่");
        assertThat(post(officer, "/way/" + question + "/answer").param("answer", "พอ"))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(post(governor, "/way/" + question + "/answer").param("answer", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(governor, "/way/" + question + "/answer").param("answer", "งบพอ"))
                .hasStatus3xxRedirection();
        assertThat(page(deputy, "/letters/out/" + letter + "/way")).bodyText().contains("งบพอ");
        assertThat(agreed(deputy, own.governor, own.governorPost)).hasStatus3xxRedirection();
    }

    private MockMvcRequestBuilder ask(SignedIn who, UUID step, UUID official) {
        return post(who, "/way/" + step + "/ask")
                .param("officials", official.toString())
                .param("needs", "ALL")
                .param("question", "งบพอหรือไม่");
    }

    @Test
    void anAnswerThatIsNotNeededIsNotWaitedFor() {
        propose();
        var step = current().id();
        ask(deputy, step, own.governor).exchange();
        var question = way().asides(step).getFirst().id();
        assertThat(post(officer, "/way/" + question + "/withdraw")).hasStatus(HttpStatus.CONFLICT);
        assertThat(post(deputy, "/way/" + question + "/withdraw")).hasStatus3xxRedirection();
        assertThat(agreed(deputy, own.governor, own.governorPost)).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): who acts for the post on the day decides in the holder's stead")
    void whoActsDecides() {
        propose();
        assertThat(decided(governor, Result.NOTED, "")).hasStatus(HttpStatus.CONFLICT);
        act(own.governor);
        assertThat(page(governor, "/letters/way")).bodyText().contains("ขอเชิญประชุม");
        assertThat(decided(governor, Result.NOTED, "")).hasStatus3xxRedirection();
        var decided = Objects.requireNonNull(way().steps().getFirst().decided());
        assertThat(decided.official()).isEqualTo(own.governor);
        assertThat(decided.by()).isEqualTo("นางสาวมาลี ศรีสุข");
    }

    private void act(UUID official) {
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.ACTING,
                        null,
                        own.deputyPost,
                        official,
                        Set.of(),
                        LocalDate.now(clock),
                        null,
                        "คำสั่งที่ 9"));
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): who held the post until yesterday decides no more")
    void whoLeftThePostDecidesNoMore() {
        propose();
        within(() -> {
            organisation.leave(own.id, own.deputy, LocalDate.now(clock));
            return true;
        });
        assertThat(page(deputy, "/letters/way")).bodyText().doesNotContain("ขอเชิญประชุม");
        assertThat(decided(deputy, Result.AGREED, "")).hasStatus4xxClientError();
        assertThat(current().isOpen()).isTrue();
    }

    @Test
    @DisplayName(
            "I2 ข้อ 6(1.1): who has the post after the receiver decides, or the sender recalls")
    void itIsNotStuckWhenTheReceiverLeaves() {
        propose();
        page(deputy, "/letters/out/" + letter + "/way").exchange();
        assertThat(post(officer, "/way/" + current().id() + "/recall"))
                .hasStatus(HttpStatus.CONFLICT);
        within(() -> {
            organisation.leave(own.id, own.deputy, LocalDate.now(clock));
            return true;
        });
        assertThat(page(officer, "/letters/out/" + letter + "/way")).bodyText().contains("/recall");
        assertThat(post(officer, "/way/" + current().id() + "/recall")).hasStatus3xxRedirection();
        assertThat(way().current()).isNull();

        assertThat(proposed(officer, own.governor, own.governorPost)).hasStatus3xxRedirection();
        var next =
                within(() -> {
                    var heir =
                            organisation.enrol(
                                    own.id,
                                    "นางอรทัย ดี",
                                    "orathai@" + own.domain,
                                    "0 2",
                                    LocalDate.now(clock));
                    organisation.appoint(
                            own.id, heir, own.governorPost, LocalDate.now(clock), null);
                    organisation.leave(own.id, own.governor, LocalDate.now(clock));
                    return heir;
                });
        var successor = person(next, Role.OFFICIAL);
        assertThat(decided(successor, Result.NOTED, "")).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("I4 ข้อ 6(2.1): nobody states the result of what they sent themselves")
    void nobodyDecidesOnTheirOwnProposal() {
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.DELEGATED,
                        null,
                        own.deputyPost,
                        own.officer,
                        Set.of(),
                        LocalDate.now(clock),
                        null,
                        "คำสั่งที่ 9"));
        propose();
        page(officer, "/letters/out/" + letter + "/way").exchange();
        assertThat(current().openedAt()).isNull();
        assertThat(page(officer, "/letters/way")).bodyText().doesNotContain("ขอเชิญประชุม");
        assertThat(decided(officer, Result.AGREED, "")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void whatIsRecalledAfterItCameToRestRestsAgain() {
        propose();
        decided(deputy, Result.AGREED, "ดี").exchange();
        assertThat(way().current()).as("its way ended").isNull();
        propose();
        assertThat(post(officer, "/way/" + current().id() + "/recall")).hasStatus3xxRedirection();
        assertThat(way().current()).isNull();
    }

    @Test
    void readingItAnywhereOpensIt() {
        propose();
        page(governor, "/letters/out/" + letter + "/preview").exchange();
        assertThat(current().openedAt()).isNull();
        page(deputy, "/letters/out/" + letter + "/sheet.pdf").exchange();
        assertThat(current().openedAt()).isNotNull();
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.2): nobody sends who cannot be reached")
    void whoCannotBeReachedSendsNothing() {
        within(() -> {
            organisation.changeOfficial(own.id, own.officer, "นางพิมพ์ งานดี", "", "");
            return true;
        });
        assertThat(proposed(officer, own.deputy, own.deputyPost))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ข้อ 6(1.2.2)");
        assertThat(within(() -> routing.way(own.id, letter))).isEmpty();
    }

    @Test
    @DisplayName("I5 ข้อ 6(2.2): a signer who edited says what, and waits for whom they asked")
    void theSignerEditsAsksAndSigns() {
        propose();
        agreed(deputy, own.governor, own.governorPost).exchange();
        saved(governor, "ด้วยกรม", "เปลี่ยนจังหวัดเป็นกรม").exchange();
        var step = current().id();
        assertThat(ask(governor, step, own.officer)).hasStatus3xxRedirection();
        assertThat(post(governor, "/send").param("password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var question = way().asides(step).getFirst().id();
        post(governor, "/way/" + question + "/withdraw").exchange();
        assertThat(post(governor, "/send").param("password", PASSWORD))
                .hasRedirectedUrl("/letters/out/" + letter);
        var signed = Objects.requireNonNull(way().find(step).orElseThrow().decided());
        assertThat(signed.result()).isEqualTo(Result.SIGNED);
        assertThat(signed.changes()).isEqualTo("เปลี่ยนจังหวัดเป็นกรม");
    }

    @Test
    void linesStayLines() {
        assertThat(
                        post(officer, "/way")
                                .param("to", own.deputy + "/" + own.deputyPost)
                                .param("proposal", "หนึ่ง\r\nสอง\u0000"))
                .hasStatus3xxRedirection();
        assertThat(current().proposal()).isEqualTo("หนึ่ง\nสอง");
    }

    @Test
    void anOverdueStepRemindsOnceADayAndGoesToTheSubstitute() {
        propose();
        overdueFor(Duration.ofMinutes(1));
        overdue.work().run();
        overdue.work().run();
        assertThat(told(deputy))
                .containsExactly("routing.notice.proposed", "routing.notice.overdue");
        assertThat(current().to().official()).isEqualTo(own.deputy);

        overdueFor(Duration.ofDays(12));
        overdue.work().run();
        assertThat(told(officer)).as("nobody acts").containsExactly("routing.notice.stuck");

        act(own.governor);
        overdue.work().run();
        assertThat(current().to().official()).isEqualTo(own.governor);
        assertThat(current().to().title())
                .isEqualTo("ผู้ว่าราชการจังหวัด รักษาราชการแทน รองผู้ว่าราชการจังหวัด");
        assertThat(told(governor)).containsExactly("routing.notice.proposed");
        assertThat(told(officer)).contains("routing.notice.handed-over");
        assertThat(acts()).contains("letter.handed-over");
        assertThat(way().steps().getFirst().stateKey()).isEqualTo("routing.state.handed-over");
    }

    /// As if the step had been due so long ago.
    private void overdueFor(Duration time) {
        within(() ->
                db.sql(
                                "UPDATE routing.step SET due_at = :due WHERE letter = :letter AND state = 'OPEN'")
                        .param("due", clock.instant().minus(time).atOffset(ZoneOffset.UTC))
                        .param("letter", letter)
                        .update());
    }

    @Test
    void aVersionThatMovedOnIsNotDecidedOn() {
        propose();
        var old = version();
        saved(deputy, "ด้วยกรม", "แก้").exchange();
        assertThat(
                        web.post()
                                .uri(
                                        "/letters/out/"
                                                + letter
                                                + "/way/"
                                                + current().id()
                                                + "/decide")
                                .with(SignedInAs.as(deputy))
                                .with(csrf())
                                .param("version", Integer.toString(old))
                                .param("result", "CHANGED")
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(current().isOpen()).isTrue();
    }

    @Test
    void strangersSeeNothingOfIt() {
        propose();
        var stranger = SignedInAs.person(other.id, other.governor, Role.AUTHORISED_PERSON);
        assertThat(page(stranger, "/letters/out/" + letter + "/way"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(stranger, "/letters/out/" + letter + "/versions/1"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(stranger, "/letters/way")).bodyText().doesNotContain("ขอเชิญประชุม");
    }
}
