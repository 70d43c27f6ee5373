package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
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
import th.sala.files.FileStore;
import th.sala.pdf.Reading;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
import th.sala.signing.Authorities;
import th.sala.signing.SignatureChecks;

/// Letters that several people sign, in their order, before the signer gives them a number.
@SalaTest
class CoSigningWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired CoSigning signing;
    @Autowired SignatureChecks checks;
    @Autowired FileStore store;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private SignedIn governor;
    private SignedIn deputy;
    private SignedIn clerk;
    private UUID id;

    @BeforeEach
    void aDraft() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        governor = open(own.governor, "นางสาวมาลี ศรีสุข", Role.AUTHORISED_PERSON);
        deputy = open(own.deputy, "นายสมชาย ใจดี", Role.OFFICIAL);
        clerk = open(own.officer, "นางพิมพ์ งานดี", Role.OFFICIAL);
        var order = Invitation.by(own.governor).kind(LetterKind.ORDER).typeset();
        id = within(() -> desk.begin(governor, order, List.of(), List.of()));
    }

    private SignedIn open(UUID official, String name, Role role) {
        return within(() -> SignedInAs.opened(accounts, own.id, official, name, PASSWORD, role));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private String page() {
        return "/letters/out/" + id;
    }

    private MvcTestResult post(SignedIn who, String path, int version, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("version", Integer.toString(version)));
        fields.putAll(more);
        var post = web.post().uri(page() + path).with(SignedInAs.as(who)).with(csrf());
        fields.forEach(post::param);
        return post.exchange();
    }

    private MvcTestResult add(UUID... officials) {
        var post =
                web.post().uri(page() + "/co-signers").with(SignedInAs.as(governor)).with(csrf());
        for (var official : officials) {
            post.param("officials", official.toString());
        }
        return post.param("version", version()).exchange();
    }

    private String version() {
        return Integer.toString(now());
    }

    private int now() {
        return within(() -> desk.letter(own.id, id)).version();
    }

    private MvcTestResult sign(SignedIn who, int version) {
        return post(who, "/co-sign", version, Map.of("password", PASSWORD));
    }

    private MvcTestResult send(int version) {
        return post(governor, "/send", version, Map.of("password", PASSWORD));
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private List<PdfSignature> checked(Path pdf) {
        return switch (checks.check(pdf).orElseThrow()) {
            case Answer.Checked(var signatures, _) -> signatures;
            case Answer other -> throw new AssertionError(other);
        };
    }

    private List<Boolean> signed(int version) {
        return within(() -> signing.of(own.id, id)).stream()
                .map(one -> one.hasSigned(version))
                .toList();
    }

    /// Who may make letters brings a key, also one who signs beside another here.
    private void clerkMayMakeLetters() {
        within(() -> {
            powers.grant(
                    own.id,
                    own.officer,
                    Set.of(Authority.MAKE),
                    Srisamut.SINCE,
                    null,
                    "คำสั่งที่ 3");
            return true;
        });
    }

    private void bring(SignedIn who, Authorities.Held key) {
        var authorised =
                new SignedIn(
                        who.account(),
                        who.agency(),
                        who.official(),
                        who.username(),
                        who.name(),
                        who.agencyName(),
                        Set.of(Role.AUTHORISED_PERSON),
                        who.display(),
                        who.keys(),
                        who.identified(),
                        who.held());
        assertThat(
                        web.post()
                                .uri("/me/signature")
                                .with(SignedInAs.as(authorised))
                                .with(csrf())
                                .multipart()
                                .file(new MockMultipartFile("file", "key.p12", null, key.file("x")))
                                .param("filePassword", "x")
                                .param("password", PASSWORD))
                .hasRedirectedUrl("/me/signature");
    }

    @Test
    void whoseKeyFailedIsNamed() {
        clerkMayMakeLetters();
        bring(clerk, new Authorities().person("พิมพ์ งานดี"));
        add(own.officer);
        sign(clerk, 2);
        within(() -> {
            desk.send(governor, id, 2, null);
            return db.sql("UPDATE signing.key SET closed_key = '\\x00' WHERE agency_id = :own")
                    .param("own", own.id)
                    .update();
        });
        await().until(() -> notices(clerk).contains("letters.notice.unsigned-of"));
        assertThat(notices(governor)).contains("letters.notice.unsigned-of");
        assertThat(get(clerk, "/me/notices"))
                .bodyText()
                .contains("ลงลายมือชื่อของ นางพิมพ์ งานดี ไม่ได้");
        assertThat(get(clerk, "/")).bodyText().contains(">ได้เลขแล้ว แต่ยังลงลายมือชื่อไม่ได้<");
        assertThat(get(governor, page()))
                .bodyText()
                .contains("ลายมือชื่อของ นางพิมพ์ งานดี")
                .doesNotContain("ลายมือชื่อของ นางสาวมาลี");
    }

    @Test
    void aCoSignersKeyThatCannotBeUsedTakesNoNumber() {
        clerkMayMakeLetters();
        bring(clerk, new Authorities().person("พิมพ์ งานดี"));
        bring(governor, new Authorities().person("มาลี ศรีสุข"));
        add(own.officer);
        sign(clerk, 2);
        within(() ->
                db.sql(
                                "UPDATE signing.key SET chain = (SELECT chain FROM signing.key WHERE official = :other) WHERE official = :one")
                        .param("other", own.governor)
                        .param("one", own.officer)
                        .update());
        assertThat(send(2))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("กุญแจลงลายมือชื่อของ นางพิมพ์ งานดี ใช้ไม่ได้");
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
    }

    private String notices(SignedIn who) {
        return within(() ->
                String.join(
                        " ",
                        db.sql("SELECT message_key FROM notices.notice WHERE account = :account")
                                .param("account", who.account())
                                .query(String.class)
                                .list()));
    }

    @Test
    void allSignInTheirOrderAndTheirSignaturesStandInThePdf() throws Exception {
        assertThat(add(own.officer, own.deputy)).hasRedirectedUrl(page() + "/preview");
        assertThat(send(1)).as("the list is part of what is signed").hasStatus(HttpStatus.CONFLICT);
        assertThat(get(clerk, "/")).bodyText().contains("รอท่านลงนามร่วม");
        assertThat(get(deputy, "/")).bodyText().doesNotContain("รอท่านลงนามร่วม");
        assertThat(sign(deputy, 2)).as("not their turn").hasStatus(HttpStatus.CONFLICT);
        assertThat(send(2))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังรอผู้ลงนามร่วม นางพิมพ์ งานดี, นายสมชาย ใจดี");
        assertThat(post(clerk, "/co-sign", 2, Map.of("password", "ผิด")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(sign(clerk, 2)).hasRedirectedUrl(page() + "/preview");
        assertThat(get(deputy, "/")).bodyText().contains("รอท่านลงนามร่วม");
        assertThat(get(deputy, "/me/notices")).bodyText().contains("ถึงลำดับของท่าน");
        assertThat(sign(deputy, 2)).hasRedirectedUrl(page() + "/preview");
        assertThat(sign(deputy, 2)).as("once").hasStatus(HttpStatus.CONFLICT);
        assertThat(send(2)).hasRedirectedUrl(page());

        await().until(() -> !within(() -> desk.files(own.id, id)).isEmpty());
        var sha256 = within(() -> desk.files(own.id, id)).getFirst().sha256();
        var pdf = store.bytes(sha256);
        var found = checked(store.path(sha256));
        assertThat(found)
                .extracting(PdfSignature::signer)
                .containsExactly("นางพิมพ์ งานดี", "นายสมชาย ใจดี", "นางสาวมาลี ศรีสุข");
        assertThat(found).extracting(PdfSignature::verdict).containsOnly(PdfSignature.Verdict.GOOD);
        assertThat(get(governor, page()))
                .bodyText()
                .contains("ผู้ลงนามร่วม", "นางพิมพ์ งานดี เจ้าพนักงานธุรการ");
        assertThat(Reading.text(pdf))
                .contains("(นางพิมพ์ งานดี)", "(นายสมชาย ใจดี)", "(นางสาวมาลี ศรีสุข)");
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY id")
                                        .param("id", id)
                                        .query(String.class)
                                        .list()))
                .containsSubsequence(
                        "letter.co-signers",
                        "letter.co-signed",
                        "letter.co-signed",
                        "letter.sent",
                        "letter.signed-in-pdf");
    }

    @Test
    void whoeverEditsItAsksAllAnew() {
        add(own.officer);
        sign(clerk, 2);
        assertThat(signed(2)).containsExactly(true);
        var edited =
                Invitation.by(own.governor).kind(LetterKind.ORDER).body("อีกข้อความ").typeset();
        within(() -> {
            desk.change(governor, id, 2, edited, List.of(), OutgoingDesk.FileChange.NONE, "");
            return id;
        });
        assertThat(signed(3)).containsExactly(false);
        assertThat(send(3)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(sign(clerk, 2)).as("what they did not see").hasStatus(HttpStatus.CONFLICT);
        assertThat(sign(clerk, 3)).hasRedirectedUrl(page() + "/preview");
        assertThat(send(3)).hasRedirectedUrl(page());
    }

    @Test
    void aSignatureIsTakenBackWithThoseAfterIt() {
        add(own.officer, own.deputy);
        sign(clerk, 2);
        sign(deputy, 2);
        assertThat(post(clerk, "/co-sign/undo", 2, Map.of())).hasStatus3xxRedirection();
        assertThat(signed(2)).containsExactly(false, false);
        assertThat(post(clerk, "/co-sign/undo", 2, Map.of())).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void aChangedListIsAnotherVersion() {
        add(own.officer);
        sign(clerk, 2);
        add(own.deputy);
        assertThat(signed(3)).containsExactly(false, false);
        assertThat(sign(clerk, 2)).as("they did not see the other").hasStatus(HttpStatus.CONFLICT);
        sign(clerk, 3);
        sign(deputy, 3);
        assertThat(post(governor, "/co-signers/" + own.deputy + "/remove", 3, Map.of()))
                .hasStatus3xxRedirection();
        assertThat(send(3)).as("an old page").hasStatus(HttpStatus.CONFLICT);
        assertThat(signed(4)).containsExactly(false);
        sign(clerk, 4);
        assertThat(send(4)).hasRedirectedUrl(page());
        assertThat(post(governor, "/co-signers/" + own.officer + "/remove", 4, Map.of()))
                .as("it is no draft any more")
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void whoLeftSinceSignsNothing() {
        add(own.officer);
        sign(clerk, 2);
        within(() -> {
            organisation.changeOfficial(
                    own.id, own.officer, "นางพิมพ์ งานดียิ่ง", "pim@" + own.domain, "");
            return id;
        });
        assertThat(send(2))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเอาออกแล้วเลือกใหม่");
    }

    @Test
    void aLetterThatSomebodyBringsAsPdfHasNoCoSigners() {
        var brought = Invitation.by(own.governor).kind(LetterKind.ORDER).brought();
        id = within(() -> desk.begin(governor, brought, List.of(), List.of()));
        assertThat(add(own.officer)).hasStatus(HttpStatus.CONFLICT);
        assertThat(get(governor, page() + "/preview"))
                .bodyText()
                .doesNotContain("เพิ่มผู้ลงนามร่วม");
    }

    @Test
    void aCoSignerWhoBecameItsSignerHoldsUpNobody() {
        add(own.officer, own.deputy);
        var other = Invitation.by(own.officer).kind(LetterKind.ORDER).typeset();
        within(() -> {
            desk.change(governor, id, 2, other, List.of(), OutgoingDesk.FileChange.NONE, "");
            return id;
        });
        assertThat(get(deputy, "/")).bodyText().contains("รอท่านลงนามร่วม");
        assertThat(sign(deputy, 3)).hasRedirectedUrl(page() + "/preview");
    }

    @Test
    void onlyOfficialsOfTheAgencyAreChosenOnceAndNotItsSigner() {
        assertThat(add(own.governor)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(add(UUID.randomUUID())).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(add()).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        add(own.officer);
        assertThat(add(own.officer)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> signing.of(own.id, id))).hasSize(1);
        assertThat(post(deputy, "/co-signers/" + own.officer + "/remove", now(), Map.of()))
                .as("not their draft")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(governor, "/co-signers", now(), Map.of("find", "สมชาย", "then", "find")))
                .hasStatusOk()
                .bodyText()
                .contains(own.deputy.toString());
    }
}
