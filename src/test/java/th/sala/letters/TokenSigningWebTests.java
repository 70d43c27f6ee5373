package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
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
import th.sala.checking.Certificates;
import th.sala.checking.PdfCheck;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.reader.PdfSignature;
import th.sala.reader.Request;
import th.sala.signing.Authorities;
import th.sala.signing.SoftToken;

/// A letter whose signer's key lies in a PKCS#11 token: the whole way, also with the token taken
/// away in the middle of it.
@SalaTest
class TokenSigningWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";
    private static final Authorities AUTHORITY = new Authorities();
    private static final Authorities.Held KEY = AUTHORITY.person("มาลี ศรีสุข");
    private static final @Nullable SoftToken SOFT =
            SoftToken.isInstalled() ? new SoftToken() : null;

    @DynamicPropertySource
    static void token(DynamicPropertyRegistry properties) {
        if (SOFT != null) {
            SOFT.put(KEY);
            var pin = SOFT.pinFile(SoftToken.PIN).toString();
            properties.add("sala.pkcs11.library", SoftToken::library);
            properties.add("sala.pkcs11.token", () -> SoftToken.LABEL);
            properties.add("sala.pkcs11.environment", SOFT::environment);
            properties.add("sala.pkcs11.pin-file", () -> pin);
            properties.add("sala.pkcs11.pause", () -> "0s");
        }
    }

    @AfterAll
    static void end() {
        if (SOFT != null) {
            SOFT.delete();
        }
    }

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired LetterSigning signing;
    @Autowired Dispatch dispatch;
    @Autowired FileStore store;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private SignedIn governor;
    private UUID letter;

    @BeforeEach
    void aLetterOfWhoSignsWithTheToken() {
        SoftToken.assumeInstalled();
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        var other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = opened(own.governor, Role.AUTHORISED_PERSON);
        var certificate = Certificates.fingerprint(KEY.chain().getFirst());
        assertThat(
                        post(
                                installation(),
                                "/people/installation/token",
                                Map.of("certificate", certificate, "mail", "malee@" + own.domain)))
                .as("there is nobody else to confirm it")
                .hasRedirectedUrl("/people/installation/token");
        assertThat(post(governor, "/me/signature/token", Map.of("certificate", certificate)))
                .hasRedirectedUrl("/me/signature");
        var content = Invitation.by(own.governor).subject("ขอเชิญประชุม").typeset();
        var to = List.of("malee@" + other.domain);
        letter = within(() -> desk.begin(governor, content, to, List.of()));
    }

    private SignedIn opened(UUID official, Role role) {
        return within(() ->
                SignedInAs.opened(accounts, own.id, official, "นางสาวมาลี ศรีสุข", PASSWORD, role));
    }

    private SignedIn installation() {
        everywhere("UPDATE signing.token_key SET ended_at = now() RETURNING id::text");
        var administrator = opened(own.deputy, Role.ADMINISTRATOR);
        return new SignedIn(
                administrator.account(),
                own.id,
                null,
                administrator.username(),
                administrator.name(),
                "จังหวัดศรีสมุทร",
                Set.of(Role.ADMINISTRATOR, Role.INSTALLATION),
                administrator.display(),
                true,
                SignedIn.BY_PASSWORD,
                Map.of());
    }

    private MvcTestResult post(SignedIn who, String path, Map<String, String> fields) {
        var request =
                web.post()
                        .uri(path)
                        .with(SignedInAs.as(who))
                        .with(csrf())
                        .param("password", PASSWORD);
        fields.forEach(request::param);
        return request.exchange();
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private List<String> everywhere(String sql) {
        return AgencyScope.everywhere(() ->
                Objects.requireNonNull(
                        transaction.execute(_ -> db.sql(sql).query(String.class).list())));
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
        var page =
                web.get().uri("/letters/out/{id}", letter).with(SignedInAs.as(governor)).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void isSignedInTheTokenAndSound() throws Exception {
        within(() -> desk.send(governor, letter, letter().version(), null));
        finish();
        isSent();
    }

    private void isSent() throws Exception {
        assertThat(letter().stage()).isInstanceOf(OutgoingLetter.Stage.Sent.class);
        var file = within(() -> desk.files(own.id, letter)).getFirst();
        var pdf = Files.readAllBytes(store.path(file.sha256()));
        var root = KEY.chain().getLast().getEncoded();
        var asked = new Request.Check(Instant.now(), List.of(root), List.of());
        var found = PdfCheck.of(pdf, asked).signatures();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().certificate())
                .isEqualTo(Certificates.fingerprint(KEY.chain().getFirst()));
        assertThat(found.getFirst().verdict()).isEqualTo(PdfSignature.Verdict.UNCONFIRMED);
        assertThat(found.getFirst().changes()).isEmpty();
        assertThat(page()).contains("Other authority");
    }

    @Test
    void keepsItsNumberWhileTheTokenIsAway() throws Exception {
        var soft = Objects.requireNonNull(SOFT);
        within(() -> {
            var number = desk.send(governor, letter, letter().version(), null);
            soft.remove();
            return number;
        });
        finish();
        var number = Objects.requireNonNull(letter().given()).number();
        assertThat(letter().stage()).isInstanceOf(OutgoingLetter.Stage.Numbered.class);
        assertThat(page()).contains("อุปกรณ์เก็บกุญแจไม่ตอบในขณะนี้", "/sign-again");
        assertThat(within(() -> desk.files(own.id, letter))).isEmpty();

        soft.begin(SoftToken.PIN);
        soft.put(KEY);
        assertThat(post(governor, "/letters/out/" + letter + "/sign-again", Map.of()))
                .hasStatus3xxRedirection();
        finish();
        isSent();
        assertThat(Objects.requireNonNull(letter().given()).number()).isEqualTo(number);
    }
}
