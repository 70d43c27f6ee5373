package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
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
import th.sala.jobs.RecurringJob;

/// What is typed into a letter and not saved survives, and people at one draft are told of each
/// other.
@SalaTest
class TypingWebTests {
    private static final Pattern KEY = Pattern.compile("name=\"letter\" value=\"([0-9a-f-]{36})\"");

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk desk;
    @Autowired Typing typing;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Autowired
    @Qualifier("lettersUnsaved")
    RecurringJob forgetting;

    private Srisamut own;
    private SignedIn governor;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private MockMvcTester.MockMvcRequestBuilder post(
            SignedIn who, String path, UUID key, int version, String subject) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("letter", key.toString())
                .param("version", Integer.toString(version))
                .param("signer", own.governor.toString())
                .param("urgency", "NORMAL")
                .param("ownerCode", "ศส 0017.2")
                .param("subject", subject)
                .param("body", "ด้วยจังหวัด");
    }

    private MockMvcTester.MockMvcRequestBuilder typed(
            SignedIn who, UUID key, int version, String subject) {
        return post(who, "/letters/out/unsaved", key, version, subject);
    }

    private MockMvcTester.MockMvcRequestBuilder page(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who));
    }

    private UUID begun(UUID key, String subject) {
        assertThat(post(governor, "/letters/out", key, LetterForm.FIRST_VERSION, subject))
                .hasStatus3xxRedirection();
        return Typing.idOf(governor, key);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private int version(UUID letter) {
        return within(() -> desk.letter(own.id, letter)).version();
    }

    @Test
    void aNewLettersWordsAreOfferedAgain() throws Exception {
        var blank =
                page(governor, "/letters/out/new").exchange().getResponse().getContentAsString();
        var matcher = KEY.matcher(blank);
        assertThat(matcher.find()).isTrue();
        var key = UUID.fromString(matcher.group(1));
        assertThat(blank).contains("hx-post=\"/letters/out/unsaved\"").doesNotContain("พิมพ์ค้าง");

        assertThat(typed(governor, key, 0, "ขอเชิญประชุม"))
                .hasStatusOk()
                .bodyText()
                .contains("เก็บสิ่งที่พิมพ์ไว้ให้แล้ว");

        assertThat(page(governor, "/letters/out/new"))
                .bodyText()
                .contains("ขอเชิญประชุม", "/letters/out/new?letter=" + key);
        assertThat(page(governor, "/letters/out/new?letter=" + key))
                .bodyText()
                .contains("ด้วยจังหวัด</textarea>", "value=\"" + key + "\"")
                .doesNotContain("พิมพ์ต่อ");
        assertThat(page(officer, "/letters/out/new")).bodyText().doesNotContain("ขอเชิญประชุม");
        assertThat(page(officer, "/letters/out/new?letter=" + key))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("ขอเชิญประชุม");
    }

    @Test
    void whatIsSavedIsOfferedNoMoreEvenIfItIsKeptLate() {
        var key = UUID.randomUUID();
        typed(governor, key, 0, "ขอเชิญประชุม").exchange();
        begun(key, "ขอเชิญประชุม");

        assertThat(page(governor, "/letters/out/new")).bodyText().doesNotContain("ขอเชิญประชุม");
        assertThat(typed(governor, key, 0, "ขอเชิญประชุม"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("เก็บสิ่งที่พิมพ์");
        assertThat(page(governor, "/letters/out/new")).bodyText().doesNotContain("ขอเชิญประชุม");
    }

    @Test
    void aBlankFormIsNotKept() {
        var key = UUID.randomUUID();
        assertThat(typed(governor, key, 0, " ").param("body", "")).hasStatusOk();
        assertThat(typed(governor, key, 0, "ก".repeat(501)))
                .hasStatusOk()
                .bodyText()
                .contains("ยาวเกินกำหนด");
        assertThat(within(() -> typing.find(governor, key)).map(kept -> kept.form().subject()))
                .isNotEqualTo(java.util.Optional.of("ก".repeat(501)));
    }

    /// As from a page to which the browser went back, or whose answer was lost.
    @Test
    void savingTwiceFromOnePageIsOneLetter() {
        var key = UUID.randomUUID();
        var id = begun(key, "ฉบับแรก");
        assertThat(typed(governor, key, LetterForm.FIRST_VERSION, "ฉบับที่สอง"))
                .bodyText()
                .contains("เก็บสิ่งที่พิมพ์ไว้ให้แล้ว");
        assertThat(page(governor, "/letters/out/" + id)).bodyText().contains("ฉบับที่สอง");
        assertThat(post(governor, "/letters/out", key, LetterForm.FIRST_VERSION, "ฉบับที่สอง"))
                .hasStatus3xxRedirection();
        assertThat(within(() -> desk.drafts(own.id))).hasSize(1);
        assertThat(within(() -> desk.letter(own.id, id)).content().subject())
                .isEqualTo("ฉบับที่สอง");

        assertThat(post(governor, "/letters/out", key, LetterForm.FIRST_VERSION, "ฉบับเก่า"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ฉบับเก่า");
    }

    @Test
    void aPageThatIsSentTwiceEnclosesItsFilesOnce() {
        var key = UUID.randomUUID();
        var id = Typing.idOf(governor, key);
        for (int i = 0; i < 2; i++) {
            assertThat(
                            web.post()
                                    .uri("/letters/out")
                                    .multipart()
                                    .file(
                                            new MockMultipartFile(
                                                    "files", "ก.txt", "text/plain", new byte[] {1}))
                                    .with(SignedInAs.as(governor))
                                    .with(csrf())
                                    .param("letter", key.toString())
                                    .param("version", Integer.toString(LetterForm.FIRST_VERSION))
                                    .param("signer", own.governor.toString())
                                    .param("subject", "ขอเชิญประชุม"))
                    .hasStatus3xxRedirection();
        }
        assertThat(within(() -> desk.files(own.id, id))).hasSize(1);
    }

    /// The browser may send what differs from the draft before anybody typed.
    @Test
    void openingADraftKeepsAndLosesNothing() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        typed(governor, id, version(id), "ขอเลื่อนประชุม").exchange();
        assertThat(opened(governor, id, version(id))).hasStatusOk();
        assertThat(page(governor, "/letters/out/" + id)).bodyText().contains("ขอเลื่อนประชุม");
        assertThat(opened(officer, id, version(id)))
                .bodyText()
                .contains(governor.name(), "เปิดหรือแก้ไขร่างนี้อยู่ด้วย");
        assertThat(page(officer, "/letters/out/" + id)).bodyText().doesNotContain("พิมพ์ค้าง");
        assertThat(opened(governor, id, version(id) - 1))
                .bodyText()
                .contains("บันทึกร่างนี้เป็นฉบับใหม่กว่าแล้ว");
        assertThat(opened(governor, UUID.randomUUID(), 1)).hasStatusOk();
    }

    private MockMvcTester.MockMvcRequestBuilder opened(SignedIn who, UUID letter, int version) {
        return web.post()
                .uri("/letters/out/unsaved/opened")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("letter", letter.toString())
                .param("version", Integer.toString(version));
    }

    @Test
    void whatWasTypedIntoADraftThatIsGoneIsKept() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        int opened = version(id);
        within(() -> {
            desk.discard(officer, id, opened);
            return true;
        });
        assertThat(typed(governor, id, opened, "ขอเลื่อนประชุม"))
                .bodyText()
                .contains("สิ่งที่พิมพ์เก็บไว้ให้ที่หน้า");
        assertThat(page(governor, "/letters/out/new"))
                .bodyText()
                .contains("ขอเลื่อนประชุม", "?letter=" + id);
        assertThat(page(governor, "/letters/out/new?letter=" + id))
                .bodyText()
                .contains("ขอเลื่อนประชุม");
    }

    /// Whatever key somebody makes up, it names no letter of another.
    @Test
    void aKeyTouchesNoOtherLetter() {
        var key = UUID.randomUUID();
        var id = begun(key, "ของผู้ว่าฯ");
        for (var madeUp : List.of(key, id)) {
            assertThat(post(officer, "/letters/out", madeUp, 0, "ของเจ้าหน้าที่"))
                    .hasStatus3xxRedirection();
            assertThat(within(() -> desk.letter(own.id, id)).content().subject())
                    .isEqualTo("ของผู้ว่าฯ");
        }
        assertThat(within(() -> desk.drafts(own.id))).hasSize(3);
    }

    @Test
    void aDraftOpensWithWhatWasTypedUntilItIsThrownAway() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        assertThat(typed(governor, id, version(id), "ขอเชิญประชุม"))
                .as("as it is saved")
                .bodyText()
                .doesNotContain("เก็บสิ่งที่พิมพ์");
        assertThat(page(governor, "/letters/out/" + id)).bodyText().doesNotContain("พิมพ์ค้าง");

        typed(governor, id, version(id), "ขอเลื่อนประชุม").exchange();
        assertThat(page(governor, "/letters/out/" + id))
                .bodyText()
                .contains("ขอเลื่อนประชุม", "พิมพ์ค้าง");
        assertThat(page(officer, "/letters/out/" + id))
                .as("each their own")
                .bodyText()
                .contains("ขอเชิญประชุม")
                .doesNotContain("ขอเลื่อนประชุม");

        assertThat(
                        web.post()
                                .uri("/letters/out/unsaved/forget")
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .param("letter", id.toString()))
                .hasRedirectedUrl("/letters/out/" + id);
        assertThat(page(governor, "/letters/out/" + id))
                .bodyText()
                .contains("ขอเชิญประชุม")
                .doesNotContain("ขอเลื่อนประชุม");
    }

    @Test
    void savingADraftEndsWhatWasTyped() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        typed(governor, id, version(id), "ขอเลื่อนประชุม").exchange();
        assertThat(post(governor, "/letters/out/" + id, id, version(id), "ขอยกเลิกประชุม"))
                .hasStatus3xxRedirection();
        assertThat(page(governor, "/letters/out/" + id))
                .bodyText()
                .contains("ขอยกเลิกประชุม")
                .doesNotContain("พิมพ์ค้าง");
    }

    @Test
    void twoPeopleAtOneDraftAreToldOfEachOther() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        int opened = version(id);
        assertThat(typed(governor, id, opened, "ขอเชิญประชุม"))
                .bodyText()
                .doesNotContain("เปิดหรือแก้ไขร่างนี้อยู่ด้วย");
        assertThat(typed(officer, id, opened, "ขอเลื่อนประชุม"))
                .bodyText()
                .contains(governor.name(), "เปิดหรือแก้ไขร่างนี้อยู่ด้วย");

        assertThat(post(officer, "/letters/out/" + id, id, opened, "ขอเลื่อนประชุม"))
                .hasStatus3xxRedirection();
        assertThat(typed(governor, id, opened, "ขอยกเลิกประชุม"))
                .bodyText()
                .contains(officer.name() + " บันทึกร่างนี้เป็นฉบับใหม่กว่าแล้ว")
                .doesNotContain("เปิดหรือแก้ไขร่างนี้อยู่ด้วย");
        assertThat(page(governor, "/letters/out/" + id))
                .as("what was typed is not lost by it")
                .bodyText()
                .contains("ขอยกเลิกประชุม", "/letters/out/" + id + "?over=true");
        assertThat(post(governor, "/letters/out/" + id, id, opened, "ขอยกเลิกประชุม"))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(page(governor, "/letters/out/" + id + "?over=true"))
                .bodyText()
                .contains(
                        "ขอยกเลิกประชุม",
                        "name=\"version\" value=\"" + version(id) + "\"",
                        "การบันทึกจะแทนที่ฉบับที่ " + officer.name());
        assertThat(post(governor, "/letters/out/" + id, id, version(id), "ขอยกเลิกประชุม"))
                .hasStatus3xxRedirection();
        assertThat(page(governor, "/letters/out/" + id)).bodyText().doesNotContain("พิมพ์ค้าง");
    }

    @Test
    void whoMayNotChangeADraftIsNotAtIt() {
        var id = begun(UUID.randomUUID(), "ขอเชิญประชุม");
        var stranger = SignedInAs.person(own.id, UUID.randomUUID(), Role.OFFICIAL);
        assertThat(typed(stranger, id, version(id), "ของคนอื่น")).hasStatusOk();
        assertThat(within(() -> typing.homeless(stranger))).hasSize(1);
        assertThat(typed(governor, id, version(id), "ขอเชิญประชุม"))
                .bodyText()
                .doesNotContain("เปิดหรือแก้ไขร่างนี้อยู่ด้วย");
    }

    @Test
    void onlyTheNewestAreKeptAndNotForEver() {
        var first = UUID.randomUUID();
        typed(governor, first, 0, "ฉบับแรก").exchange();
        for (int i = 0; i < UnsavedForms.MOST; i++) {
            typed(governor, UUID.randomUUID(), 0, "ฉบับที่ " + i).exchange();
        }
        assertThat(within(() -> typing.homeless(governor))).hasSize(UnsavedForms.MOST);
        assertThat(within(() -> typing.find(governor, first))).isEmpty();

        keptAt(Instant.now().minus(Typing.LONGEST).minusSeconds(60));
        typed(governor, first, 0, "ฉบับแรก").exchange();
        forgetting.work().run();
        assertThat(within(() -> typing.homeless(governor)))
                .extracting(UnsavedForms.Unsaved::letter)
                .containsExactly(first);
        var seen = "SELECT count(*) FROM letters.at_draft WHERE agency_id = :agency";
        assertThat(within(() -> count(seen))).isZero();
    }

    /// Also who was at a draft.
    private void keptAt(Instant moment) {
        var at = moment.atOffset(ZoneOffset.UTC);
        begun(UUID.randomUUID(), "ขอเชิญประชุม");
        var draft = within(() -> desk.drafts(own.id)).getFirst().id();
        opened(governor, draft, 1).exchange();
        within(() -> {
            transaction.executeWithoutResult(_ -> {
                db.sql("UPDATE letters.unsaved SET kept_at = :at").param("at", at).update();
                db.sql("UPDATE letters.at_draft SET seen_at = :at").param("at", at).update();
            });
            return true;
        });
    }

    private int count(String sql) {
        return java.util.Objects.requireNonNull(
                transaction.execute(
                        _ -> db.sql(sql).param("agency", own.id).query(Integer.class).single()));
    }

    /// A program may write a class that the page has no field for.
    @Test
    void savingOnThePageKeepsTheClassThatAProgramWrote() {
        var like = content("ลับ");
        var id = within(() -> desk.begin(governor, like, List.of(), List.of()));
        assertThat(page(governor, "/letters/out/" + id))
                .bodyText()
                .contains("name=\"secrecy\" value=\"ลับ\"");
    }

    private Content content(String secrecy) {
        return new Content(
                own.governor,
                false,
                Urgency.NORMAL,
                secrecy,
                "ศส 0017.2",
                "เรื่อง",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
    }
}
