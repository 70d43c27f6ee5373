package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.tasks.Order;
import th.sala.tasks.Tasks;

/// Letters to units of the own agency: signed and numbered like all, carried by no mail, and a
/// letter in at each unit.
@SalaTest
class InsideWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired IncomingDesk incoming;
    @Autowired InsideLetters inside;
    @Autowired Tasks tasks;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private UUID planning;
    private UUID finance;
    private SignedIn clerk;
    private SignedIn planner;
    private SignedIn treasurer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        planning = unit("กลุ่มงานยุทธศาสตร์");
        finance = unit("กลุ่มงานการเงิน");
        clerk = open(own.officer, "นางพิมพ์ งานดี", Role.OFFICIAL);
        planner = open(official("นายวางแผน รอบคอบ", planning), "นายวางแผน รอบคอบ", Role.OFFICIAL);
        treasurer = open(official("นางสาวออม มั่งมี", finance), "นางสาวออม มั่งมี", Role.OFFICIAL);
    }

    private UUID unit(String name) {
        return within(() -> organisation.addUnit(own.id, name, "", own.office, Srisamut.SINCE));
    }

    private UUID official(String name, UUID unit) {
        return within(() -> {
            var post =
                    organisation.addPosition(
                            own.id, "หัวหน้า" + name, unit, own.deputyPost, Srisamut.SINCE);
            var mail = UUID.randomUUID() + "@" + own.domain;
            var person = organisation.enrol(own.id, name, mail, "", Srisamut.SINCE);
            organisation.appoint(own.id, person, post, Srisamut.SINCE, null);
            return person;
        });
    }

    private SignedIn open(UUID official, String name, Role role) {
        return within(() -> SignedInAs.opened(accounts, own.id, official, name, PASSWORD, role));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private static String choice(UUID unit) {
        return new UnitAddressee(unit, "").choice();
    }

    private UUID draft(Content content, UUID... units) {
        var to = java.util.Arrays.stream(units).map(InsideWebTests::choice).toList();
        return within(() -> desk.begin(clerk, content, to, List.of()));
    }

    private Invitation memo() {
        return Invitation.by(own.officer).kind(LetterKind.INTERNAL).subject("ขอข้อมูลแผนงาน");
    }

    private UUID sent(Content content, UUID... units) {
        var id = draft(content, units);
        assertThat(
                        post(
                                clerk,
                                "/letters/out/" + id + "/send",
                                Map.of("version", "1", "password", PASSWORD)))
                .hasRedirectedUrl("/letters/out/" + id);
        await().until(() -> letter(id).stage() instanceof OutgoingLetter.Stage.Sent);
        return id;
    }

    private OutgoingLetter letter(UUID id) {
        return within(() -> desk.letter(own.id, id));
    }

    private UUID there(UUID sent, UUID unit) {
        return within(() -> inside.standings(own.id, sent)).stream()
                .filter(standing -> standing.unit().unit().equals(unit))
                .map(InsideLetters.Standing::letterIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult post(SignedIn who, String path, Map<String, String> fields) {
        var post = web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
        fields.forEach(post::param);
        return post.exchange();
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    @Test
    @DisplayName(
            "I1 ข้อ 5(3): a registered official whom the public registry does not name signs it")
    void goesToAUnitThatDealsWithIt() {
        var id = sent(memo().typeset(), planning);
        var in = there(id, planning);
        assertThat(get(planner, "/letters/unit")).bodyText().contains("ขอข้อมูลแผนงาน");
        assertThat(get(planner, "/")).bodyText().contains("ขอข้อมูลแผนงาน");
        assertThat(get(planner, "/letters/in/" + in))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "สำนักงานจังหวัด",
                        "ภายในหน่วยงาน",
                        "ดูหนังสือฉบับที่ส่ง",
                        "เพื่อโปรดพิจารณา");
        assertThat(get(treasurer, "/letters/in/" + in)).hasStatus(HttpStatus.FORBIDDEN);

        assertThat(
                        post(
                                planner,
                                "/letters/in/" + in + "/unit",
                                Map.of("unit", planning.toString())))
                .hasStatus3xxRedirection();
        assertThat(
                        post(
                                planner,
                                "/letters/in/" + in + "/tasks/" + planning,
                                Map.of("outcome", "ส่งข้อมูลให้แล้ว")))
                .hasStatus3xxRedirection();
        assertThat(get(clerk, "/letters/out/" + id))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "กลุ่มงานยุทธศาสตร์",
                        "ลงรับแล้ว เลขรับ ๑",
                        "ส่งข้อมูลให้แล้ว",
                        "นายวางแผน รอบคอบ");
        assertThat(get(clerk, "/letters/out?inside"))
                .hasStatusOk()
                .bodyText()
                .contains("ขอข้อมูลแผนงาน", "ลงรับแล้ว ๑ จาก ๑ หน่วย");
        assertThat(acts(id))
                .contains("letter.sent", "letter.signed-in-pdf", "letter.delivered-inside");
        assertThat(acts(in))
                .contains("letter.arrived", "letter.task-given", "letter.task-finished");
    }

    @Test
    @DisplayName("I7 ข้อ 5(5): the sender sees at which units a letter waits")
    void isOneLetterAtEachUnitAndNoMail() {
        var id = sent(memo().circular().typeset(), planning, finance);
        var in = there(id, finance);
        assertThat(in).as("each unit has it for itself").isNotEqualTo(there(id, planning));
        assertThat(get(planner, "/letters/in/" + in)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(within(() -> desk.files(own.id, id)))
                .singleElement()
                .extracting(LetterFile::sha256)
                .isEqualTo(within(() -> incoming.files(own.id, in)).getFirst().sha256());
        assertThat(within(() -> desk.addressees(own.id, id))).isEmpty();
        assertThat(outboxOf(id)).isZero();
        assertThat(within(() -> tasks.ofLetter(own.id, in)))
                .extracting(task -> task.order().purpose())
                .containsExactly(Order.Purpose.KNOW);
        assertThat(
                        post(
                                treasurer,
                                "/letters/in/" + in + "/unit",
                                Map.of("unit", finance.toString())))
                .hasStatus3xxRedirection();
        assertThat(within(() -> desk.standings(own.id, id)))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.unit().unit()).isEqualTo(planning);
                            assertThat(first.number()).isNull();
                        },
                        second -> assertThat(second.number()).isEqualTo(1));
        assertThat(get(clerk, "/letters/out/" + id))
                .bodyText()
                .contains("ยังไม่ลงรับ")
                .doesNotContain("เกินกำหนดลงรับ");
        within(() ->
                db.sql(
                                "UPDATE letters.inside SET delivered_at = delivered_at - interval '20 days' WHERE outgoing_id = :id")
                        .param("id", id)
                        .update());
        within(() ->
                db.sql(
                                "UPDATE letters.outgoing SET signed_at = signed_at - interval '20 days' WHERE id = :id")
                        .param("id", id)
                        .update());
        assertThat(get(clerk, "/letters/out/" + id))
                .as("one unit has it in its register, the other not")
                .bodyText()
                .containsOnlyOnce("เกินกำหนดลงรับ");
        assertThat(get(clerk, "/letters/out?inside")).bodyText().containsOnlyOnce("เกินกำหนดลงรับ");
        var number = Objects.requireNonNull(letter(id).given()).number();
        assertThat(number).isEqualTo("ศส 0017.2/ว 1");
        assertThat(get(clerk, "/letters/out?inside&before=2026-01-01T00:00:00Z"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีหนังสือที่ส่งถึงหน่วยภายใน");
    }

    private int outboxOf(UUID letter) {
        return within(() ->
                db.sql("SELECT count(*) FROM mail.outgoing WHERE message_id LIKE :mark")
                        .param("mark", "<" + letter + "%")
                        .query(Integer.class)
                        .single());
    }

    @Test
    void isAnsweredByAMemoToTheUnitItCameFrom() {
        var in = there(sent(memo().typeset(), planning), planning);
        assertThat(get(planner, "/letters/out/new?answer=" + in))
                .hasStatusOk()
                .bodyText()
                .contains(choice(own.office), "value=\"INTERNAL\" selected=\"selected\"");
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.1): who signs only inside sends nothing to another agency")
    void whoSignsInsideSendsNothingOut() {
        var both = draft(memo().typeset(), planning);
        within(() -> {
            desk.change(
                    clerk,
                    both,
                    1,
                    memo().typeset(),
                    List.of(choice(planning), "malee@" + own.domain),
                    OutgoingDesk.FileChange.NONE,
                    "");
            return both;
        });
        assertThat(
                        post(
                                clerk,
                                "/letters/out/" + both + "/send",
                                Map.of("version", "2", "password", PASSWORD)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(letter(both).isDraft()).isTrue();
        assertThat(get(clerk, "/letters/out/" + both + "/preview"))
                .bodyText()
                .contains("ผู้ส่งไม่ใช่ผู้มีอำนาจจัดทำหนังสือ", "ถึงหน่วยภายใน");
    }

    @Test
    @DisplayName("C10 แบบหนังสือภายใน: who signs only inside signs no letter on another form")
    void whoSignsInsideSignsMemorandaAlone() {
        for (var kind : List.of(LetterKind.EXTERNAL, LetterKind.ORDER)) {
            var id = draft(memo().kind(kind).typeset(), planning);
            assertThat(
                            post(
                                    clerk,
                                    "/letters/out/" + id + "/send",
                                    Map.of("version", "1", "password", PASSWORD)))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(letter(id).isDraft()).isTrue();
        }
    }

    @Test
    void whoLeadsNoUnitSignsNothing() {
        var junior =
                within(() -> {
                    var post =
                            organisation.addPosition(
                                    own.id,
                                    "เจ้าหน้าที่",
                                    own.office,
                                    own.officerPost,
                                    Srisamut.SINCE);
                    var person =
                            organisation.enrol(
                                    own.id,
                                    "นายใหม่ เริ่มงาน",
                                    UUID.randomUUID() + "@" + own.domain,
                                    "",
                                    Srisamut.SINCE);
                    organisation.appoint(own.id, person, post, Srisamut.SINCE, null);
                    return person;
                });
        var who = open(junior, "นายใหม่ เริ่มงาน", Role.OFFICIAL);
        var content = Invitation.by(junior).kind(LetterKind.INTERNAL).typeset();
        var id = within(() -> desk.begin(who, content, List.of(choice(planning)), List.of()));
        assertThat(
                        post(
                                who,
                                "/letters/out/" + id + "/send",
                                Map.of("version", "1", "password", PASSWORD)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("หัวหน้าหน่วยที่มีที่อยู่");
    }

    @Test
    void goesOnNoPaper() {
        var officer =
                open(
                        official("นางสารบรรณ กลาง", finance),
                        "นางสารบรรณ กลาง",
                        Role.CORRESPONDENCE_OFFICER);
        var id = draft(memo().typeset(), planning);
        assertThat(post(officer, "/letters/out/" + id + "/paper", Map.of("version", "1")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเอาหน่วยภายในออก");
        var order = draft(memo().kind(LetterKind.ORDER).typeset());
        assertThat(post(officer, "/letters/out/" + order + "/paper", Map.of("version", "1")))
                .as("named on paper is who may make letters")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(letter(order).isDraft()).isTrue();
    }

    @Test
    void anAccountWithoutTheRoleSendsNothingOut() {
        var governor = open(own.governor, "นางสาวมาลี ศรีสุข", Role.OFFICIAL);
        var content = Invitation.by(own.governor).kind(LetterKind.ORDER).typeset();
        var id = within(() -> desk.begin(governor, content, List.of(), List.of()));
        assertThat(
                        post(
                                governor,
                                "/letters/out/" + id + "/send",
                                Map.of("version", "1", "password", PASSWORD)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(letter(id).isDraft()).isTrue();
    }

    @Test
    void aClosedUnitAndAStrangersUnitTakeNothing() {
        var empty = unit("กลุ่มงานที่จะยุบ");
        var id = draft(memo().typeset(), planning, empty);
        within(() -> {
            organisation.closeUnit(own.id, empty);
            return id;
        });
        assertThat(
                        post(
                                clerk,
                                "/letters/out/" + id + "/send",
                                Map.of("version", "1", "password", PASSWORD)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("กลุ่มงานที่จะยุบ");
        var strange = UUID.randomUUID();
        assertThatThrownBy(() -> draft(memo().typeset(), strange))
                .isInstanceOf(UnknownAddressee.class);
    }

    @Test
    void unitsAreFoundByTheirNames() {
        assertThat(get(clerk, "/letters/addressees?find=การเงิน"))
                .hasStatusOk()
                .bodyText()
                .contains(choice(finance))
                .doesNotContain(choice(planning));
        assertThat(get(clerk, "/letters/addressees?find=ภายใน"))
                .bodyText()
                .contains(choice(finance), choice(planning), choice(own.office));
        assertThat(get(clerk, "/letters/addressees?find=ภายใน&all=true"))
                .bodyText()
                .contains("เลือกไว้ ๓ ราย");
        assertThat(get(clerk, "/letters/addressees?find=&to=" + choice(finance)))
                .bodyText()
                .containsPattern("value=\"" + choice(finance) + "\" checked");
    }

    @Test
    void aCopyKeepsTheUnits() {
        var id = sent(memo().typeset(), planning, finance);
        assertThat(post(clerk, "/letters/out/" + id + "/copy", Map.of())).hasStatus3xxRedirection();
        var copy =
                within(() -> desk.drafts(own.id)).stream()
                        .map(OutgoingLetter::id)
                        .findFirst()
                        .orElseThrow();
        assertThat(within(() -> desk.to(own.id, copy)))
                .containsExactly(choice(planning), choice(finance));
    }
}
