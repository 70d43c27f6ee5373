package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
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
import th.sala.signing.Authorities;
import th.sala.signing.CannotSign;

/// A letter that has its number and cannot be signed: it stays, keeps the number, says what to do.
@SalaTest
class SigningWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";
    private static final String UNSIGNED_ITEM = ">ได้เลขแล้ว แต่ยังลงลายมือชื่อไม่ได้<";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired LetterSigning signing;
    @Autowired Dispatch dispatch;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private SignedIn governor;
    private List<String> to;
    private UUID letter;

    @BeforeEach
    void aLetterOfTheGovernors() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        var other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor =
                within(() ->
                        SignedInAs.opened(
                                accounts,
                                own.id,
                                own.governor,
                                "นางสาวมาลี ศรีสุข",
                                PASSWORD,
                                Role.AUTHORISED_PERSON));
        to = List.of("malee@" + other.domain);
        letter = begin("ขอเชิญประชุม", own.governor, Urgency.NORMAL);
    }

    private UUID begin(String subject, UUID signer, Urgency urgency) {
        var content = Invitation.by(signer).subject(subject).urgency(urgency).typeset();
        return within(() -> desk.begin(governor, content, to, List.of()));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private void bring(Authorities.Held key) {
        assertThat(
                        web.post()
                                .uri("/me/signature")
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .multipart()
                                .file(new MockMultipartFile("file", "key.p12", null, key.file("x")))
                                .param("filePassword", "x")
                                .param("password", PASSWORD))
                .hasRedirectedUrl("/me/signature");
    }

    private void send() {
        var version = within(() -> desk.letter(own.id, letter)).version();
        within(() -> desk.send(governor, letter, version, null));
    }

    private OutgoingLetter letter() {
        return within(() -> desk.letter(own.id, letter));
    }

    /// As the job does, but at once; a job of the program may be doing the same.
    private void finish() {
        AgencyScope.within(
                own.id,
                () ->
                        dispatch.waiting().stream()
                                .filter(one -> one.id().equals(letter))
                                .forEach(signing::finish));
    }

    private String page() {
        var page = web.get().uri("/letters/out/{id}", letter).with(SignedInAs.as(governor));
        try {
            var answer = page.exchange();
            assertThat(answer).hasStatusOk();
            return answer.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String today(SignedIn who) {
        var page = web.get().uri("/").with(SignedInAs.as(who)).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private List<String> rows(String sql) {
        return within(() -> db.sql(sql).param("letter", letter).query(String.class).list());
    }

    private List<String> acts() {
        return rows("SELECT act FROM evidence.entry WHERE record_id = :letter ORDER BY id");
    }

    @Test
    void aKeyOfAnotherNameTakesNoNumber() {
        bring(new Authorities().person("มาลี ศรีสุข"));
        within(() -> {
            organisation.changeOfficial(
                    own.id, own.governor, "นางมาลี รักษา", "malee@" + own.domain, "0 2000 0000");
            return true;
        });
        assertThatThrownBy(this::send).isInstanceOf(CannotSign.class);
        assertThat(signed(PASSWORD, chosen(letter)))
                .hasStatusOk()
                .bodyText()
                .contains("ไม่ตรงกับชื่อหรือที่อยู่อีเมลในทะเบียน", "ลงนามแล้ว ๐ ฉบับ");
        assertThat(letter().isDraft()).isTrue();
    }

    /// The key is damaged after it was looked at.
    @Test
    void staysWithItsNumberUntilItCanBeSigned() {
        bring(new Authorities().person("มาลี ศรีสุข"));
        within(() -> {
            desk.send(governor, letter, letter().version(), null);
            return db.sql("UPDATE signing.key SET closed_key = '\\x00' WHERE agency_id = :own")
                    .param("own", own.id)
                    .update();
        });
        finish();

        assertThat(letter().stage()).isInstanceOf(OutgoingLetter.Stage.Numbered.class);
        var number = Objects.requireNonNull(letter().given()).number();
        assertThat(within(() -> desk.files(own.id, letter))).isEmpty();
        assertThat(within(() -> desk.addressees(own.id, letter)).getFirst().messageId()).isNull();
        assertThat(page())
                .contains(
                        "ยังลงลายมือชื่อไม่ได้",
                        "ลายมือชื่อของ นางสาวมาลี ศรีสุข",
                        "ไม่ผ่านการตรวจ",
                        "/sign-again");
        assertThat(today(governor)).contains("/letters/out/" + letter, UNSIGNED_ITEM);
        assertThat(today(SignedInAs.person(own.id, own.deputy, Role.AUTHORISED_PERSON)))
                .as("another signer")
                .doesNotContain("/letters/out/" + letter);
        assertThat(
                        web.get()
                                .uri("/letters/out/{id}/sheet.pdf", letter)
                                .with(SignedInAs.as(governor)))
                .as("nothing unsigned with a number")
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThatThrownBy(
                        () -> AgencyScope.within(own.id, () -> dispatch.dispatch(letter(), null)))
                .isInstanceOf(IllegalStateException.class);
        finish();
        assertThat(acts()).as("tried again only after a while").containsOnlyOnce("letter.unsigned");
        assertThat(
                        rows(
                                "SELECT message_key FROM notices.notice WHERE path = '/letters/out/' || :letter"))
                .containsExactly("letters.notice.unsigned-of");

        assertThat(
                        web.post()
                                .uri("/me/signature/end")
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .param("password", PASSWORD))
                .hasStatus3xxRedirection();
        assertThat(
                        web.post()
                                .uri("/letters/out/{id}/sign-again", letter)
                                .with(SignedInAs.as(governor))
                                .with(csrf()))
                .hasRedirectedUrl("/letters/out/" + letter);
        finish();

        assertThat(letter().stage()).isInstanceOf(OutgoingLetter.Stage.Sent.class);
        assertThat(Objects.requireNonNull(letter().given()).number()).isEqualTo(number);
        assertThat(acts())
                .containsSubsequence(
                        "letter.sent",
                        "letter.unsigned",
                        "letter.signed-in-pdf",
                        "letter.dispatched");
        assertThat(page()).contains("Sala trial authority").doesNotContain("ยังลงลายมือชื่อไม่ได้");
        assertThat(today(governor)).doesNotContain(UNSIGNED_ITEM);
    }

    @Test
    void aBroughtKeyVouchesByItsOwnAuthority() {
        bring(new Authorities().person("มาลี ศรีสุข"));
        send();
        finish();
        assertThat(letter().stage()).isInstanceOf(OutgoingLetter.Stage.Sent.class);
        assertThat(page()).contains("Other authority");
    }

    /// Nothing of a cut-off signing stays; done again, there is one letter with one signature.
    @Test
    void aSigningThatIsCutOffIsDoneAgain() {
        send();
        AgencyScope.within(
                own.id,
                () ->
                        transaction.executeWithoutResult(cutOff -> {
                            signing.finish(letter());
                            cutOff.setRollbackOnly();
                        }));
        finish();
        finish();
        assertThat(within(() -> desk.files(own.id, letter))).hasSize(1);
        assertThat(rows("SELECT sha256 FROM letters.signature WHERE letter_id = :letter"))
                .containsExactly(within(() -> desk.files(own.id, letter)).getFirst().sha256());
        assertThat(acts()).containsOnlyOnce("letter.signed-in-pdf", "letter.dispatched");
    }

    // ---- the folder

    private MockMvcTester.MockMvcRequestBuilder signed(String password, String... chosen) {
        return web.post()
                .uri("/letters/sign")
                .with(SignedInAs.as(governor))
                .with(csrf())
                .param("letter", chosen)
                .param("password", password);
    }

    private String chosen(UUID id) {
        return id + ":" + within(() -> desk.letter(own.id, id)).version();
    }

    private String folder() throws UnsupportedEncodingException {
        var page = web.get().uri("/letters/sign").with(SignedInAs.as(governor)).exchange();
        assertThat(page).hasStatusOk();
        return page.getResponse().getContentAsString();
    }

    @Test
    void fortyLettersAndOnePassword() throws UnsupportedEncodingException {
        var letters = new java.util.ArrayList<UUID>(List.of(letter));
        for (var n = 2; n <= 40; n++) {
            letters.add(begin("เรื่องที่ " + n, own.governor, Urgency.NORMAL));
        }
        assertThat(folder())
                .contains("เรื่องที่ 2<", "เรื่องที่ 40<", "/glance", "ยังไม่มีผู้เสนอ");
        assertThat(web.get().uri("/letters/out/{id}/glance", letter).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("<svg")
                .doesNotContain("<html");

        var all = letters.stream().map(this::chosen).toArray(String[]::new);
        assertThat(signed("ผิด", all)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(letter().isDraft()).isTrue();
        assertThat(signed(PASSWORD, all))
                .hasStatusOk()
                .bodyText()
                .contains("ลงนามแล้ว ๔๐ ฉบับ", "ไม่มีหนังสือรอลงนาม")
                .doesNotContain("ส่งไม่ได้");
        var numbers =
                letters.stream()
                        .map(id -> within(() -> desk.letter(own.id, id)).given())
                        .map(given -> Objects.requireNonNull(given).number())
                        .toList();
        assertThat(numbers).hasSize(40).doesNotHaveDuplicates();
        assertThat(signed(PASSWORD, all))
                .as("sent twice")
                .hasStatusOk()
                .bodyText()
                .contains("ลงนามแล้ว ๐ ฉบับ", "ส่งไม่ได้ ๔๐ ฉบับ");
    }

    @Test
    void oneThatCannotGoHoldsUpNoOther() throws UnsupportedEncodingException {
        var urgent = begin("ด่วนมาก", own.governor, Urgency.IMMEDIATE);
        var others = begin("ของรองผู้ว่า", own.deputy, Urgency.NORMAL);
        var untitled = begin("", own.governor, Urgency.NORMAL);
        var seen = chosen(letter);
        within(() -> {
            var draft = desk.letter(own.id, letter);
            desk.change(
                    governor,
                    letter,
                    draft.version(),
                    draft.content(),
                    to,
                    OutgoingDesk.FileChange.NONE,
                    "");
            return true;
        });
        assertThat(folder())
                .containsSubsequence("ด่วนมาก", "ขอเชิญประชุม")
                .contains("#subject")
                .doesNotContain("ของรองผู้ว่า", untitled + ":");
        assertThat(signed(PASSWORD, seen, chosen(others), chosen(untitled), chosen(urgent)))
                .hasStatusOk()
                .bodyText()
                .contains("ลงนามแล้ว ๑ ฉบับ", "ส่งไม่ได้ ๓ ฉบับ");
        assertThat(letter().isDraft()).isTrue();
        assertThat(within(() -> desk.letter(own.id, others)).isDraft()).isTrue();
    }

    @Test
    void choosingNothingOrNonsenseSignsNothing() {
        assertThat(signed(PASSWORD, "x", "", "-".repeat(36) + ":1"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ได้เลือกหนังสือ");
        assertThat(signed(PASSWORD, chosen(letter), UUID.randomUUID() + ":1"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(letter().isDraft()).isTrue();
    }
}
