package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
import th.sala.agencies.Authority;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.routing.Step;
import th.sala.routing.To;
import th.sala.tasks.Order;
import th.sala.tasks.Tasks;

/// Letters in go up the chain of command; whoever has one writes on it, and the head directs units.
@SalaTest
class EndorsementWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired IncomingDesk desk;
    @Autowired EndorsementDesk endorsing;
    @Autowired Tasks tasks;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private SignedIn officer;
    private SignedIn deputy;
    private SignedIn governor;
    private SignedIn stranger;
    private UUID letter;

    @BeforeEach
    void aRegisteredLetter() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = open(own.officer, "นางพิมพ์ งานดี", Role.CORRESPONDENCE_OFFICER);
        deputy = open(own.deputy, "นายสมชาย ใจดี", Role.OFFICIAL);
        governor = open(own.governor, "นางสาวมาลี ศรีสุข", Role.AUTHORISED_PERSON);
        stranger = SignedInAs.person(own.id, stranger(), Role.OFFICIAL);
        letter = registered();
    }

    private UUID stranger() {
        return within(() ->
                organisation.enrol(
                        own.id, "นายอื่น ไกล", "other@" + own.domain, "", Srisamut.SINCE));
    }

    private UUID registered() {
        var head =
                new IncomingLetter.Head(
                        "ทล 0017/5",
                        LocalDate.of(2026, 11, 2),
                        "ผู้ว่าราชการจังหวัด",
                        "ขอเชิญประชุมเตรียมรับน้ำท่วม",
                        Urgency.SOON);
        return within(() ->
                desk.enterPaper(
                        officer, IncomingLetter.Channel.COUNTER, "จังหวัดทะเลหลวง", head, null));
    }

    private SignedIn open(UUID official, String name, Role role) {
        return within(() -> SignedInAs.opened(accounts, own.id, official, name, PASSWORD, role));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private String page() {
        return "/letters/in/" + letter;
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private MvcTestResult post(SignedIn who, String path, Map<String, String> fields) {
        var post = web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
        fields.forEach(post::param);
        return post.exchange();
    }

    private MvcTestResult present(SignedIn who, UUID official, UUID position) {
        var to = new To(official, position).toString();
        return post(who, page() + "/way", Map.of("to", to, "proposal", "เพื่อโปรดพิจารณาสั่งการ"));
    }

    private Step current() {
        var way = within(() -> endorsing.way(own.id, letter)).orElseThrow();
        return Objects.requireNonNull(way.current());
    }

    private MvcTestResult endorse(
            SignedIn who, UUID step, String result, String words, Map<String, String> more) {
        var fields =
                new HashMap<>(Map.of("result", result, "endorsement", words, "password", PASSWORD));
        fields.putAll(more);
        return post(who, page() + "/way/" + step + "/decide", fields);
    }

    /// By the deputy, who agrees.
    private void upToTheGovernor() {
        present(officer, own.deputy, own.deputyPost);
        var to = new To(own.governor, own.governorPost).toString();
        endorse(deputy, current().id(), "AGREED", "", Map.of("to", to, "proposal", "โปรดสั่ง"));
    }

    private List<String> acts() {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :letter ORDER BY id")
                        .param("letter", letter)
                        .query(String.class)
                        .list());
    }

    @Test
    @DisplayName("I4 ข้อ 6(2.1): each states the result and passes on; the head directs a unit")
    void goesUpToTheGovernorWhoDirects() {
        assertThat(get(deputy, page())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get(officer, page())).bodyText().contains("เสนอผู้บังคับบัญชา", "นายสมชาย ใจดี");
        assertThat(present(officer, own.deputy, own.deputyPost)).hasRedirectedUrl(page());
        assertThat(get(deputy, "/")).bodyText().contains("ขอเชิญประชุมเตรียมรับน้ำท่วม");
        assertThat(get(deputy, page()))
                .hasStatusOk()
                .bodyText()
                .contains("เพื่อโปรดพิจารณาสั่งการ", "เกษียนหรือสั่งการ", "นางสาวมาลี ศรีสุข")
                .doesNotContain("มอบให้หน่วยตามข้อความข้างต้น");
        var first = current();
        assertThat(
                        endorse(
                                deputy,
                                first.id(),
                                "NOTED",
                                "เห็นควรมอบสำนักงานจังหวัด",
                                Map.of(
                                        "to",
                                        new To(own.governor, own.governorPost).toString(),
                                        "proposal",
                                        "เพื่อโปรดสั่งการ")))
                .hasRedirectedUrl(page());
        assertThat(get(governor, "/")).bodyText().contains("ขอเชิญประชุมเตรียมรับน้ำท่วม");
        assertThat(get(governor, page()))
                .bodyText()
                .contains("มอบให้หน่วยตามข้อความข้างต้น", "เห็นควรมอบสำนักงานจังหวัด");
        var second = current();
        assertThat(
                        endorse(
                                governor,
                                second.id(),
                                "AGREED",
                                "มอบ สนจ. เข้าประชุมแทน",
                                Map.of("unit", own.office.toString(), "purpose", "ACT")))
                .hasRedirectedUrl(page());
        assertThat(within(() -> tasks.ofLetter(own.id, letter)))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.unit()).isEqualTo(own.office);
                    assertThat(task.order().direction()).isEqualTo("มอบ สนจ. เข้าประชุมแทน");
                    assertThat(task.order().purpose()).isEqualTo(Order.Purpose.ACT);
                    assertThat(task.givenBy()).isEqualTo("นางสาวมาลี ศรีสุข");
                });
        assertThat(get(officer, page()))
                .bodyText()
                .contains(
                        "มอบ สนจ. เข้าประชุมแทน", "เห็นควรมอบสำนักงานจังหวัด", "เพื่อโปรดสั่งการ");
        assertThat(get(deputy, page())).as("who had it still reads it").hasStatusOk();
        assertThat(get(deputy, "/search?q=เตรียมรับน้ำท่วม"))
                .as("and finds it")
                .bodyText()
                .contains(page());
        assertThat(get(stranger, page())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(acts()).contains("letter.task-given");
        assertThat(endorse(governor, second.id(), "AGREED", "อีกครั้ง", Map.of()))
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void whoMayNotDirectDirectsNobody() {
        present(officer, own.deputy, own.deputyPost);
        var step = current().id();
        assertThat(
                        endorse(
                                deputy,
                                step,
                                "AGREED",
                                "มอบ สนจ.",
                                Map.of("unit", own.office.toString())))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(current().id()).as("nothing was decided").isEqualTo(step);
        assertThat(within(() -> tasks.ofLetter(own.id, letter))).isEmpty();
    }

    @Test
    @DisplayName(
            "C3 ข้อ 3(3): letters are directed by officers, the head, and the authorised for it")
    void whoMayDirectIsInTheRegistry() {
        var unit = Map.of("unit", own.office.toString(), "purpose", "KNOW");
        assertThat(post(deputy, page() + "/pass", unit)).hasStatus(HttpStatus.FORBIDDEN);
        var maker = SignedInAs.person(own.id, own.deputy, Role.AUTHORISED_PERSON);
        within(() -> {
            powers.grant(
                    own.id,
                    own.deputy,
                    Set.of(Authority.MAKE),
                    Srisamut.SINCE,
                    null,
                    "คำสั่งที่ 9");
            return letter;
        });
        assertThat(post(maker, page() + "/pass", unit))
                .as("may make letters, not direct")
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(governor, page() + "/pass", unit)).hasRedirectedUrl(page());
        var head = SignedInAs.person(own.id, own.officer, Role.HEAD);
        assertThat(
                        post(
                                head,
                                page() + "/pass",
                                Map.of("unit", own.office.toString(), "purpose", "ACT")))
                .as("what was only to be known is to be done now")
                .hasRedirectedUrl(page());
        assertThat(within(() -> tasks.ofLetter(own.id, letter)))
                .singleElement()
                .extracting(task -> task.order().purpose())
                .isEqualTo(Order.Purpose.ACT);
        assertThat(post(governor, page() + "/pass", unit))
                .as("and work is not taken away")
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void aUnitsPeoplePresentNothingThatCameFromOutside() {
        var member = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
        post(officer, page() + "/pass", Map.of("unit", own.office.toString(), "purpose", "KNOW"));
        assertThat(get(member, page()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("เสนอผู้บังคับบัญชา");
        assertThat(present(member, own.deputy, own.deputyPost)).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void whatIsSentBackIsNotDirectedAndNoUnitIsLost() {
        upToTheGovernor();
        var step = current().id();
        var unit = own.office.toString();
        assertThat(endorse(governor, step, "RETURNED", "ขอข้อมูล", Map.of("unit", unit)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        endorse(
                                governor,
                                step,
                                "AGREED",
                                "มอบ",
                                Map.of("unit", UUID.randomUUID().toString())))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(current().id()).as("nothing was decided").isEqualTo(step);
        assertThat(within(() -> tasks.ofLetter(own.id, letter))).isEmpty();
    }

    @Test
    void aWrongDayKeepsWhatWasWritten() {
        upToTheGovernor();
        assertThat(
                        endorse(
                                governor,
                                current().id(),
                                "AGREED",
                                "มอบ สนจ. ตอบโดยด่วน",
                                Map.of(
                                        "unit",
                                        own.office.toString(),
                                        "purpose",
                                        "ANSWER",
                                        "due",
                                        "ไม่ใช่วัน")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มอบ สนจ. ตอบโดยด่วน</textarea>", "ไม่ใช่วัน");
        assertThat(within(() -> tasks.ofLetter(own.id, letter))).isEmpty();
    }

    @Test
    void othersDoNotDecideAndAResultOfADraftIsNone() {
        present(officer, own.deputy, own.deputyPost);
        var step = current().id();
        assertThat(endorse(governor, step, "AGREED", "", Map.of())).hasStatus(HttpStatus.CONFLICT);
        assertThat(endorse(stranger, step, "AGREED", "", Map.of())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(endorse(deputy, step, "CHANGED", "", Map.of()))
                .hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(
                        post(
                                deputy,
                                page() + "/way/" + step + "/decide",
                                Map.of("result", "AGREED", "password", "ผิด")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(current().id()).isEqualTo(step);
    }

    @Test
    void isRecalledUntilItWasOpened() {
        present(officer, own.deputy, own.deputyPost);
        var step = current().id();
        assertThat(post(officer, page() + "/way/" + step + "/recall", Map.of()))
                .hasRedirectedUrl(page());
        assertThat(within(() -> endorsing.way(own.id, letter)).orElseThrow().current()).isNull();
        assertThat(get(deputy, page())).as("it was before them").hasStatusOk();
        present(officer, own.deputy, own.deputyPost);
        get(deputy, page());
        assertThat(post(officer, page() + "/way/" + current().id() + "/recall", Map.of()))
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void whatIsSentBackSaysWhy() {
        present(officer, own.deputy, own.deputyPost);
        assertThat(endorse(deputy, current().id(), "RETURNED", " ", Map.of()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(endorse(deputy, current().id(), "RETURNED", "ขอแผนที่ประกอบ", Map.of()))
                .hasRedirectedUrl(page());
        assertThat(get(officer, page()))
                .bodyText()
                .contains("ขอแผนที่ประกอบ", "เสนอผู้บังคับบัญชา");
    }

    @Test
    void theFolderHasNoLettersIn() {
        upToTheGovernor();
        assertThat(get(governor, "/letters/sign"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("ขอเชิญประชุมเตรียมรับน้ำท่วม");
        assertThat(get(governor, "/letters/way"))
                .hasStatusOk()
                .bodyText()
                .contains("ขอเชิญประชุมเตรียมรับน้ำท่วม", page());
    }
}
