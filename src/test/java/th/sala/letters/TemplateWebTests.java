package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.letters.TemplateDesk.Keeping;

/// Letters begin from templates: a person's, a unit's, the agency's.
@SalaTest
class TemplateWebTests {
    private static final String LIST = "/letters/templates";
    private static final Pattern ID = Pattern.compile(".*/letters/templates/([0-9a-f-]{36})");
    private static final Pattern KEY = Pattern.compile("name=\"letter\" value=\"([0-9a-f-]{36})\"");

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk outgoing;
    @Autowired IncomingDesk incoming;
    @Autowired TemplateDesk desk;
    @Autowired SecrecyDesk secrecy;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;
    private SignedIn officer;
    private SignedIn colleague;

    @BeforeEach
    void twoProvinces() {
        own = province("own");
        other = province("other");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        colleague = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
    }

    private Srisamut province(String name) {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        return new Srisamut(founding, organisation, powers, name + "-" + mark + ".example");
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private static Map<String, String> fields(String name, String... more) {
        var fields = new HashMap<String, String>();
        fields.put("name", name);
        fields.put("version", "1");
        fields.put("kind", "EXTERNAL");
        fields.put("subject", "ขอเชิญประชุม «ชื่อคณะ»");
        fields.put("body", "ด้วยจังหวัดจะจัดประชุม\n| ที่ | เรื่อง |\n| 1 | **«เรื่อง»** |");
        fields.put("typeset", "true");
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private MvcTestResult post(SignedIn who, String path, Map<String, String> fields) {
        var post = web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
        fields.forEach(post::param);
        return post.exchange();
    }

    private UUID kept(SignedIn who, String name, String... more) {
        var answer = post(who, LIST, fields(name, more));
        assertThat(answer).hasStatus3xxRedirection();
        var id = ID.matcher(Objects.requireNonNull(answer.getResponse().getRedirectedUrl()));
        assertThat(id.matches()).isTrue();
        return UUID.fromString(id.group(1));
    }

    private LetterTemplate template(SignedIn who, UUID id) {
        return within(() -> desk.line(who, id)).template();
    }

    private List<String> offered(SignedIn who, String words) {
        return within(() -> desk.offered(who, words)).stream()
                .map(line -> line.template().name())
                .toList();
    }

    private List<String> acts(UUID template) {
        return within(() ->
                db.sql(
                                "SELECT act FROM evidence.entry WHERE record_id = :id AND act LIKE 'template.%' ORDER BY id")
                        .param("id", template)
                        .query(String.class)
                        .list());
    }

    /// Begins a letter as the page that opens from the template would.
    private UUID begun(SignedIn who, UUID template) throws Exception {
        var page =
                get(who, "/letters/out/new?template=" + template)
                        .getResponse()
                        .getContentAsString();
        var matcher = KEY.matcher(page);
        assertThat(matcher.find()).isTrue();
        assertThat(page).contains("name=\"template\" value=\"" + template + "\"");
        var key = UUID.fromString(matcher.group(1));
        var letter =
                Map.of(
                        "letter", key.toString(),
                        "template", template.toString(),
                        "signer", own.governor.toString(),
                        "subject", "ขอเชิญประชุม",
                        "body", "ด้วยจังหวัด");
        assertThat(post(who, "/letters/out", letter)).hasStatus3xxRedirection();
        return Typing.idOf(who, key);
    }

    @Test
    void aLetterBeginsWithWhatItsTemplateSays() throws Exception {
        var to = malee(other);
        var id =
                kept(
                        officer,
                        "เชิญประชุมประจำเดือน",
                        "keeping",
                        "AGENCY",
                        "urgency",
                        "URGENT",
                        "salutation",
                        "ผู้ว่าราชการจังหวัด",
                        "citations",
                        "หนังสือจังหวัด",
                        "enclosures",
                        "ระเบียบวาระ",
                        "proposal",
                        "เพื่อโปรดเข้าร่วม",
                        "ownerUnit",
                        "สำนักงานจังหวัด",
                        "to",
                        to);

        assertThat(get(governor, "/letters/out/new?template=" + id))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "เริ่มจากแบบ “เชิญประชุมประจำเดือน”",
                        "ขอเชิญประชุม &laquo;ชื่อคณะ&raquo;",
                        "| 1 | **&laquo;เรื่อง&raquo;** |",
                        "<option value=\"URGENT\" selected",
                        "ผู้ว่าราชการจังหวัด",
                        "หนังสือจังหวัด</textarea>",
                        "ระเบียบวาระ</textarea>",
                        "เพื่อโปรดเข้าร่วม</textarea>",
                        "value=\"สำนักงานจังหวัด\"",
                        "value=\"" + to + "\" checked")
                .doesNotContain("ไม่อยู่ในทะเบียนแล้ว");

        var letter = begun(governor, id);
        assertThat(get(governor, "/letters/out/" + letter))
                .bodyText()
                .contains("เริ่มจากแบบ “เชิญประชุมประจำเดือน”", LIST + "/" + id);
        assertThat(within(() -> desk.of(governor, letter)).map(LetterTemplate::id)).contains(id);
    }

    private static String malee(Srisamut province) {
        return "malee@" + province.domain;
    }

    @Test
    void aLetterWithAPlaceLeftCannotLeave() throws Exception {
        var id = kept(officer, "แบบ", "keeping", "AGENCY");
        var letter = begun(governor, id);
        assertThat(within(() -> outgoing.findings(own.id, letter)))
                .noneMatch(finding -> finding.key().equals("letters.lint.open-places"));
        var left =
                Map.of(
                        "version", "1",
                        "signer", own.governor.toString(),
                        "subject", "ขอเชิญประชุม «ชื่อคณะ»",
                        "body", "ด้วยจังหวัด",
                        "typeset", "true");
        assertThat(post(governor, "/letters/out/" + letter, left)).hasStatus3xxRedirection();
        assertThat(get(governor, "/letters/out/" + letter + "/preview"))
                .bodyText()
                .contains("ยังมีช่องที่ไม่ได้เติม: «ชื่อคณะ»", letter + "#open-places");
        assertThat(post(officer, "/letters/out/" + letter + "/paper", Map.of("version", "2")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> outgoing.letter(own.id, letter)).isDraft()).isTrue();
    }

    /// The browser crashed before the first save.
    @Test
    void whatIsTypedBeforeTheFirstSaveStillKnowsItsTemplate() {
        var id = kept(officer, "แบบ", "keeping", "AGENCY");
        var key = UUID.randomUUID();
        var typed =
                Map.of("letter", key.toString(), "template", id.toString(), "subject", "ขอเชิญ");
        assertThat(post(governor, "/letters/out/unsaved", typed)).hasStatusOk();
        assertThat(get(governor, "/letters/out/new?letter=" + key))
                .bodyText()
                .contains("value=\"ขอเชิญ\"", "name=\"template\" value=\"" + id + "\"");
    }

    @Test
    void anAnswerBeginsFromATemplateWithItsOwnSubject() {
        var id = kept(officer, "แบบ", "keeping", "AGENCY", "proposal", "เพื่อทราบ");
        var head =
                new IncomingLetter.Head(
                        "ทล 0017/5",
                        LocalDate.of(2026, 11, 2),
                        "ผู้ว่าฯ",
                        "ขอข้อมูลน้ำท่วม",
                        Urgency.NORMAL);
        var answered =
                within(() ->
                        incoming.enterPaper(
                                officer,
                                IncomingLetter.Channel.COUNTER,
                                "จังหวัดทะเลหลวง",
                                head,
                                null));
        assertThat(get(officer, "/letters/out/new?answer=" + answered))
                .bodyText()
                .contains("template=" + id + "&amp;answer=" + answered);
        assertThat(get(officer, "/letters/out/new?template=" + id + "&answer=" + answered))
                .bodyText()
                .contains(
                        "value=\"ขอข้อมูลน้ำท่วม\"",
                        "เพื่อทราบ</textarea>",
                        "name=\"answers\" value=\"" + answered + "\"",
                        "name=\"template\" value=\"" + id + "\"");
    }

    @Test
    void isMadeOfALetterAndOfAnotherTemplate() throws Exception {
        var first = kept(officer, "แบบแรก", "keeping", "AGENCY");
        var letter = begun(governor, first);
        assertThat(get(governor, "/letters/out/" + letter))
                .bodyText()
                .contains(LIST + "/new?letter=" + letter);
        assertThat(get(colleague, LIST + "/new?letter=" + letter))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "ด้วยจังหวัด</textarea>",
                        "id=\"name\" name=\"name\" value=\"ขอเชิญประชุม\"");
        assertThat(get(colleague, LIST + "/new?template=" + first))
                .hasStatusOk()
                .bodyText()
                .contains("ขอเชิญประชุม &laquo;ชื่อคณะ&raquo;");
        assertThat(get(colleague, LIST + "/new")).hasStatusOk();
        assertThat(get(colleague, LIST + "/new?letter=" + UUID.randomUUID()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoeverMayNotKeepTheAgencysKeepsNone() {
        assertThat(post(colleague, LIST, fields("แบบ", "keeping", "AGENCY")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เจ้าหน้าที่สารบรรณ", "ขอเชิญประชุม &laquo;ชื่อคณะ&raquo;");
        assertThat(post(governor, LIST, fields("แบบ", "keeping", "UNIT")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        var id = kept(officer, "แบบ", "keeping", "AGENCY");
        assertThat(get(colleague, LIST + "/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("แก้ไขได้โดยเจ้าหน้าที่สารบรรณ")
                .doesNotContain("บันทึกแบบ</button>", "/put-away");
        assertThat(post(colleague, LIST + "/" + id, fields("อื่น")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(colleague, LIST + "/" + id + "/put-away", Map.of("version", "1")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(template(officer, id).name()).isEqualTo("แบบ");
        assertThat(template(officer, id).isPutAway()).isFalse();
    }

    /// Whoever guesses an id learns nothing, whether it is another's or another agency's.
    @Test
    void anothersIsNotThere() {
        var personal = kept(officer, "ของข้าพเจ้า", "keeping", "MINE");
        var stranger = SignedInAs.person(other.id, other.officer, Role.CORRESPONDENCE_OFFICER);
        var shared = kept(officer, "ของหน่วยงาน", "keeping", "AGENCY");
        for (var found :
                List.of(
                        Map.entry(colleague, personal),
                        Map.entry(stranger, personal),
                        Map.entry(stranger, shared))) {
            var who = found.getKey();
            var id = found.getValue();
            assertThat(get(who, LIST + "/" + id)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(get(who, LIST + "/new?template=" + id)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(get(who, "/letters/out/new?template=" + id)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(post(who, LIST + "/" + id, fields("ยึด"))).hasStatus(HttpStatus.NOT_FOUND);
            for (var what : List.of("put-away", "restore")) {
                assertThat(post(who, LIST + "/" + id + "/" + what, Map.of("version", "1")))
                        .hasStatus(HttpStatus.NOT_FOUND);
            }
            assertThat(get(who, LIST)).bodyText().doesNotContain(id.toString());
        }
        assertThat(template(officer, personal).version()).isOne();
        assertThat(offered(colleague, "")).containsExactly("ของหน่วยงาน");
        assertThat(offered(officer, "ข้าพเจ้า")).containsExactly("ของข้าพเจ้า");
    }

    /// A browser may name any template: the letter is begun, and says nothing of it.
    @Test
    void aLetterIsNotBegunFromAnothersTemplate() {
        var personal = kept(officer, "ของข้าพเจ้า", "keeping", "MINE");
        var key = UUID.randomUUID();
        var letter =
                Map.of(
                        "letter", key.toString(),
                        "template", personal.toString(),
                        "signer", own.governor.toString(),
                        "subject", "ขอเชิญประชุม");
        assertThat(post(governor, "/letters/out", letter)).hasStatus3xxRedirection();
        var id = Typing.idOf(governor, key);
        assertThat(within(() -> desk.of(governor, id))).isEmpty();
        assertThat(within(() -> desk.of(officer, id))).isEmpty();
        assertThat(get(governor, "/letters/out/" + id)).bodyText().doesNotContain("เริ่มจากแบบ “");
    }

    /// Also who sees that a colleague began a letter from an own template does not learn its name.
    @Test
    void theNameOfAPersonalTemplateIsItsPersons() throws Exception {
        var personal = kept(officer, "ชื่อส่วนตัว", "keeping", "MINE");
        var letter = begun(officer, personal);
        assertThat(get(officer, "/letters/out/" + letter)).bodyText().contains("ชื่อส่วนตัว");
        assertThat(get(governor, "/letters/out/" + letter))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("ชื่อส่วนตัว");
    }

    @Test
    void theSecondSaveOverwritesNothing() {
        var id = kept(officer, "แบบ", "keeping", "UNIT");
        assertThat(post(officer, LIST + "/" + id, fields("แบบใหม่", "body", "ฉบับแรก")))
                .hasStatus3xxRedirection();
        assertThat(post(colleague, LIST + "/" + id, fields("อีกชื่อ", "body", "ฉบับที่สอง")))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains(
                        "ฉบับที่สอง</textarea>", "value=\"อีกชื่อ\"", "name=\"over\" value=\"2\"");
        assertThat(post(colleague, LIST + "/" + id + "/put-away", Map.of("version", "1")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(template(officer, id).content().body()).isEqualTo("ฉบับแรก");

        var over = fields("อีกชื่อ", "body", "ฉบับที่สอง", "over", "2");
        assertThat(post(colleague, LIST + "/" + id, over)).hasStatus3xxRedirection();
        assertThat(template(officer, id).content().body()).isEqualTo("ฉบับที่สอง");
        assertThat(template(officer, id).version()).isEqualTo(3);
    }

    @Test
    void ofSavesAtTheSameMomentOneIsKept() throws Exception {
        var id = kept(officer, "แบบ", "keeping", "AGENCY");
        var saves = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            var body = "ฉบับ " + i;
            saves.add(() ->
                    post(officer, LIST + "/" + id, fields("แบบ", "body", body))
                            .getResponse()
                            .getStatus());
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(saves.size())) {
            for (var save : threads.invokeAll(saves)) {
                statuses.add(save.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(302).containsOnly(302, 409);
        assertThat(template(officer, id).version()).isEqualTo(2);
    }

    @Test
    void twoOfOneNameWouldBeConfused() {
        kept(officer, "แบบ ก", "keeping", "AGENCY");
        assertThat(post(officer, LIST, fields("แบบ  ก\u200b ", "keeping", "AGENCY")))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("มีแบบหนังสือชื่อ “แบบ ก” อยู่แล้ว");
        kept(officer, "แบบ ก", "keeping", "MINE");
        kept(officer, "แบบ ก", "keeping", "UNIT");
        var second = kept(officer, "แบบ ข", "keeping", "AGENCY");
        assertThat(post(officer, LIST + "/" + second, fields("แบบ ก")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(template(officer, second).name()).isEqualTo("แบบ ข");
    }

    @Test
    void whatIsPutAwayIsOfferedNoMoreAndStillKnown() throws Exception {
        var id = kept(officer, "แบบ", "keeping", "AGENCY");
        var letter = begun(governor, id);
        assertThat(post(officer, LIST + "/" + id + "/put-away", Map.of("version", "1")))
                .hasStatus3xxRedirection();
        assertThat(offered(governor, "")).isEmpty();
        assertThat(get(governor, LIST)).bodyText().doesNotContain(id.toString());
        assertThat(get(governor, LIST + "?away=true")).bodyText().contains(id.toString());
        assertThat(get(governor, "/letters/out/" + letter))
                .bodyText()
                .contains("เริ่มจากแบบ “แบบ”");

        var next = kept(officer, "แบบ", "keeping", "AGENCY");
        assertThat(post(officer, LIST + "/" + id + "/restore", Map.of("version", "2")))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(post(officer, LIST + "/" + next + "/put-away", Map.of("version", "1")))
                .hasStatus3xxRedirection();
        assertThat(post(officer, LIST + "/" + id + "/restore", Map.of("version", "2")))
                .hasStatus3xxRedirection();
        assertThat(offered(governor, "")).containsExactly("แบบ");
        assertThat(acts(id))
                .containsExactly("template.kept", "template.put-away", "template.restored");
    }

    @Test
    void evidenceSaysWhoChangedWhatOfThoseThatOthersRelyOn() {
        var shared = kept(officer, "แบบ", "keeping", "AGENCY");
        post(officer, LIST + "/" + shared, fields("แบบ", "body", "ข้อความใหม่"));
        assertThat(acts(shared)).containsExactly("template.kept", "template.changed");
        var said =
                within(() ->
                        db.sql(
                                        "SELECT statement FROM evidence.entry WHERE record_id = :id AND act = 'template.changed'")
                                .param("id", shared)
                                .query(String.class)
                                .single());
        assertThat(said).contains("name แบบ", "body ข้อความใหม่").doesNotContain("subject");

        var personal = kept(officer, "ของข้าพเจ้า", "keeping", "MINE");
        assertThat(acts(personal)).isEmpty();
    }

    @Test
    void addresseesAndUnitsThatAreGoneAreLeftOut() {
        var unit =
                within(() ->
                        organisation.addUnit(own.id, "กลุ่มงานเก่า", "", null, Srisamut.SINCE));
        var id =
                kept(
                        officer,
                        "แบบ",
                        "keeping",
                        "AGENCY",
                        "ownerUnit",
                        "กลุ่มงานเก่า",
                        "to",
                        malee(other));
        within(() -> {
            organisation.changeUnit(own.id, unit, "กลุ่มงานชื่อใหม่", "", null);
            return true;
        });
        assertThat(get(officer, "/letters/out/new?template=" + id))
                .bodyText()
                .contains("value=\"กลุ่มงานชื่อใหม่\"");
        assertThat(
                        post(
                                officer,
                                LIST + "/" + id,
                                fields(
                                        "แบบ",
                                        "ownerUnit",
                                        "กลุ่มงานเก่า",
                                        "to",
                                        malee(other),
                                        "body",
                                        "อีกข้อความ")))
                .hasStatus3xxRedirection();
        assertThat(get(officer, "/letters/out/new?template=" + id))
                .as("also after something else was changed")
                .bodyText()
                .contains("อีกข้อความ", "value=\"กลุ่มงานชื่อใหม่\"");

        within(() -> {
            organisation.closeUnit(own.id, unit);
            return true;
        });
        leave(other, other.governor);
        assertThat(get(officer, "/letters/out/new?template=" + id))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "ผู้รับในแบบนี้ ๑ รายไม่อยู่ในทะเบียนแล้ว",
                        "ไม่มี “กลุ่มงานเก่า” ในหน่วยงานแล้ว",
                        "value=\"สำนักงานจังหวัด\"")
                .doesNotContain(malee(other));
        assertThat(get(officer, LIST + "/" + id)).hasStatusOk();
        assertThat(post(officer, LIST + "/" + id, fields("แบบ", "to", malee(other))))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(officer, LIST + "/" + id, fields("แบบ", "version", "2")))
                .hasStatus3xxRedirection();
    }

    private void leave(Srisamut province, UUID official) {
        AgencyScope.within(
                province.id,
                () -> organisation.leave(province.id, official, LocalDate.now(clock).minusDays(1)));
    }

    @Test
    void aUnitsTemplatesAreOfferedToTheUnit() {
        var id = kept(colleague, "แบบของสำนักงาน", "keeping", "UNIT");
        assertThat(offered(colleague, "")).containsExactly("แบบของสำนักงาน");
        assertThat(get(governor, LIST + "/" + id)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(colleague, LIST)).bodyText().contains("ของสำนักงานจังหวัด");
    }

    @Test
    void theMostUsedStandFirstAndWordsFindNames() throws Exception {
        var seldom = kept(officer, "ก นานๆ ครั้ง", "keeping", "AGENCY");
        var often = kept(officer, "ข ใช้บ่อย 100%", "keeping", "AGENCY");
        kept(officer, "ค ไม่เคยใช้", "keeping", "AGENCY");
        begun(officer, often);
        begun(officer, often);
        begun(governor, seldom);
        assertThat(offered(officer, ""))
                .containsExactly("ข ใช้บ่อย 100%", "ก นานๆ ครั้ง", "ค ไม่เคยใช้");
        assertThat(offered(governor, ""))
                .containsExactly("ก นานๆ ครั้ง", "ข ใช้บ่อย 100%", "ค ไม่เคยใช้");
        assertThat(offered(officer, "%")).containsExactly("ข ใช้บ่อย 100%");
        assertThat(offered(officer, "เชิญประชุม")).hasSize(3);
        assertThat(get(officer, LIST + "/offered?words=ไม่เคย"))
                .hasStatusOk()
                .bodyText()
                .contains("ค ไม่เคยใช้")
                .doesNotContain("ใช้บ่อย", "<html");
        assertThat(get(officer, "/letters/out/new?words=ไม่มีทาง"))
                .bodyText()
                .contains("ไม่พบแบบหนังสือที่มีคำว่า “ไม่มีทาง”");
    }

    @Test
    void longListsHavePages() {
        for (int i = 0; i <= TemplateDesk.ROWS; i++) {
            var name = "แบบ %02d".formatted(i);
            within(() ->
                    desk.keep(
                            officer,
                            name,
                            Keeping.MINE,
                            Invitation.by(own.governor).typeset(),
                            List.of()));
        }
        assertThat(get(officer, LIST))
                .bodyText()
                .contains("แบบ 00", "from=" + TemplateDesk.ROWS)
                .doesNotContain("แบบ 20");
        assertThat(get(officer, LIST + "?from=" + TemplateDesk.ROWS))
                .bodyText()
                .contains("แบบ 20")
                .doesNotContain("rel=\"next\"");
        assertThat(get(officer, LIST + "?from=-5")).hasStatusOk().bodyText().contains("แบบ 00");
        assertThat(get(officer, LIST + "?from=2000000000"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("แบบ 20");
    }

    @ParameterizedTest(name = "a name of {index} is none")
    @ValueSource(strings = {"", " ", "\u200b\u200e\ufeff", "\u00a0\u2028"})
    void everyTemplateHasANameThatIsSeen(String name) {
        assertThat(post(officer, LIST, fields(name)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกรอกข้อมูลช่องนี้", "ขอเชิญประชุม &laquo;ชื่อคณะ&raquo;");
    }

    @Test
    void whatIsTooLongComesBack() {
        assertThat(post(officer, LIST, fields("ก".repeat(60_000))))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("href=\"#name\"", "ขอเชิญประชุม &laquo;ชื่อคณะ&raquo;");
        assertThat(post(officer, LIST, fields("แบบ", "subject", "ก".repeat(501))))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("href=\"#subject\"", "value=\"แบบ\"");
        kept(officer, "ก".repeat(120));
        assertThat(within(() -> desk.page(officer, "", false, 0)).lines()).hasSize(1);
    }

    @Test
    void whoLooksForAnAddresseeNeedsNoNameYet() {
        assertThat(post(officer, LIST, fields("", "then", "find", "find", other.domain)))
                .hasStatusOk()
                .bodyText()
                .contains(malee(other))
                .doesNotContain("โปรดกรอกข้อมูลช่องนี้");
        assertThat(post(officer, LIST, fields("", "then", "all", "find", other.domain)))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"" + malee(other) + "\" checked");
        assertThat(within(() -> desk.page(officer, "", false, 0)).lines()).isEmpty();
    }

    @Test
    @DisplayName(
            "X1 ข้อ 1: no template declares a class that the agency refuses, as no letter does")
    void aRefusedClassIsRefused() {
        assertThat(post(officer, LIST, fields("แบบ", "body", "ลับ\nด้วยจังหวัด")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีชั้นความลับ (ลับ)", "แบบหนังสือ");
        decide(SecrecyClass.SECRET);
        var id = kept(officer, "แบบ", "keeping", "AGENCY", "secrecy", "ลับ");
        assertThat(post(officer, LIST + "/" + id, fields("แบบ", "secrecy", "ลับมาก")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(get(officer, "/letters/out/new?template=" + id)).hasStatusOk();
        assertThat(get(officer, LIST + "/" + id)).hasStatusOk();
        assertThat(readings(id)).as("X6: each leaves a trace").isEqualTo(2);
        decide(SecrecyClass.CONFIDENTIAL);
        assertThat(get(officer, "/letters/out/new?template=" + id)).hasStatus(HttpStatus.CONFLICT);
    }

    private int readings(UUID id) {
        return within(() ->
                db.sql(
                                "SELECT count(*) FROM evidence.entry WHERE record_id = :id AND act = 'letter.read'")
                        .param("id", id)
                        .query(Integer.class)
                        .single());
    }

    private void decide(SecrecyClass lowest) {
        within(() -> {
            secrecy.decide(
                    SignedInAs.person(own.id, own.governor, Role.HEAD),
                    LocalDate.now(clock),
                    lowest,
                    "คำสั่งที่ 3");
            return true;
        });
    }

    /// What a closing usually is follows from the letter's salutation, not from the template's.
    @Test
    void theUsualClosingIsLeftToTheLetter() {
        var usual = kept(officer, "แบบ ก", "closing", Closing.USUAL.words);
        assertThat(template(officer, usual).content().closing()).isEmpty();
        var own = kept(officer, "แบบ ข", "closing", "ขอแสดงความเคารพอย่างสูง");
        assertThat(template(officer, own).content().closing()).isEqualTo("ขอแสดงความเคารพอย่างสูง");
    }
}
