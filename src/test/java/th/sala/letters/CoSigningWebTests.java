package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.file.Path;
import java.util.HashMap;
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
import th.sala.files.FileStore;
import th.sala.pdf.Reading;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
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
        return post.param("version", "1").exchange();
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

    @Test
    void allSignInTheirOrderAndTheirSignaturesStandInThePdf() throws Exception {
        assertThat(add(own.officer, own.deputy)).hasRedirectedUrl(page() + "/preview");
        assertThat(get(clerk, "/")).bodyText().contains("รอท่านลงนามร่วม");
        assertThat(get(deputy, "/")).bodyText().doesNotContain("รอท่านลงนามร่วม");
        assertThat(sign(deputy, 1)).as("not their turn").hasStatus(HttpStatus.CONFLICT);
        assertThat(send(1))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังรอผู้ลงนามร่วม นางพิมพ์ งานดี, นายสมชาย ใจดี");
        assertThat(post(clerk, "/co-sign", 1, Map.of("password", "ผิด")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(sign(clerk, 1)).hasRedirectedUrl(page() + "/preview");
        assertThat(get(deputy, "/")).bodyText().contains("รอท่านลงนามร่วม");
        assertThat(get(deputy, "/me/notices")).bodyText().contains("ถึงลำดับของท่าน");
        assertThat(sign(deputy, 1)).hasRedirectedUrl(page() + "/preview");
        assertThat(sign(deputy, 1)).as("once").hasStatus(HttpStatus.CONFLICT);
        assertThat(send(1)).hasRedirectedUrl(page());

        await().until(() -> !within(() -> desk.files(own.id, id)).isEmpty());
        var sha256 = within(() -> desk.files(own.id, id)).getFirst().sha256();
        var pdf = store.bytes(sha256);
        var found = checked(store.path(sha256));
        assertThat(found)
                .extracting(PdfSignature::signer)
                .containsExactly("นางพิมพ์ งานดี", "นายสมชาย ใจดี", "นางสาวมาลี ศรีสุข");
        assertThat(found).extracting(PdfSignature::verdict).containsOnly(PdfSignature.Verdict.GOOD);
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
        sign(clerk, 1);
        assertThat(signed(1)).containsExactly(true);
        var edited =
                Invitation.by(own.governor).kind(LetterKind.ORDER).body("อีกข้อความ").typeset();
        within(() -> {
            desk.change(governor, id, 1, edited, List.of(), OutgoingDesk.FileChange.NONE, "");
            return id;
        });
        assertThat(signed(2)).containsExactly(false);
        assertThat(send(2)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(sign(clerk, 1)).as("what they did not see").hasStatus(HttpStatus.CONFLICT);
        assertThat(sign(clerk, 2)).hasRedirectedUrl(page() + "/preview");
        assertThat(send(2)).hasRedirectedUrl(page());
    }

    @Test
    void aSignatureIsTakenBackWithThoseAfterIt() {
        add(own.officer, own.deputy);
        sign(clerk, 1);
        sign(deputy, 1);
        assertThat(post(clerk, "/co-sign/undo", 1, Map.of())).hasStatus3xxRedirection();
        assertThat(signed(1)).containsExactly(false, false);
        assertThat(post(clerk, "/co-sign/undo", 1, Map.of())).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void aChangedListIsSignedAnew() {
        add(own.officer);
        sign(clerk, 1);
        add(own.deputy);
        assertThat(signed(1)).containsExactly(false, false);
        sign(clerk, 1);
        assertThat(post(governor, "/co-signers/" + own.deputy + "/remove", 1, Map.of()))
                .hasStatus3xxRedirection();
        assertThat(signed(1)).containsExactly(false);
        sign(clerk, 1);
        assertThat(send(1)).hasRedirectedUrl(page());
        assertThat(post(governor, "/co-signers/" + own.officer + "/remove", 1, Map.of()))
                .as("it is no draft any more")
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void onlyOfficialsOfTheAgencyAreChosenOnceAndNotItsSigner() {
        assertThat(add(own.governor)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(add(UUID.randomUUID())).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(add()).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        add(own.officer);
        assertThat(add(own.officer)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> signing.of(own.id, id))).hasSize(1);
        assertThat(post(deputy, "/co-signers/" + own.officer + "/remove", 1, Map.of()))
                .as("not their draft")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(governor, "/co-signers", 1, Map.of("find", "สมชาย", "then", "find")))
                .hasStatusOk()
                .bodyText()
                .contains(own.deputy.toString());
    }
}
