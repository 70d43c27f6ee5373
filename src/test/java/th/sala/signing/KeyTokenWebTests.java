package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Authority;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.checking.Certificates;
import th.sala.database.AgencyScope;
import th.sala.pdf.Checks;
import th.sala.reader.PdfSignature;
import th.sala.reader.Request;
import th.sala.thai.Display;

/// Whose the keys of a token are, who signs with them, and what comes out. With SoftHSM.
@SalaTest
class KeyTokenWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";
    private static final byte[] PDF = PdfSignerTests.letter();
    private static final FakeTimestamps TIMESTAMPS = new FakeTimestamps();
    private static final Authorities AUTHORITY = new Authorities();
    private static final @Nullable SoftToken SOFT =
            SoftToken.isInstalled() ? new SoftToken() : null;

    private static final Authorities.Held GOVERNORS = AUTHORITY.person("มาลี ศรีสุข");
    private static final Authorities.Held DEPUTYS =
            AUTHORITY.person(
                    "นายสมชาย ใจดี",
                    Authorities.pair("EC", 256),
                    Authorities.FROM,
                    Authorities.UNTIL);
    private static final Authorities.Held OVER =
            AUTHORITY.person(
                    "นางสาวมาลี ศรีสุข",
                    Authorities.pair("RSA", 2048),
                    Authorities.FROM,
                    Authorities.FROM.plusSeconds(60));
    private static final Authorities.Held ENCRYPTING =
            AUTHORITY.of("มาลี ศรีสุข", KeyUsage.keyEncipherment);

    @DynamicPropertySource
    static void token(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createTempFile("authority", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, TIMESTAMPS.authority().pem());
        properties.add("sala.timestamp.address", TIMESTAMPS::address);
        properties.add("sala.timestamp.certificates", file::toString);
        properties.add("sala.timestamp.patience", () -> "2s");
        properties.add("sala.timestamp.pause", () -> "0s");
        if (SOFT != null) {
            SOFT.put(GOVERNORS, DEPUTYS, OVER, ENCRYPTING);
            properties.add("sala.pkcs11.library", SoftToken::library);
            properties.add("sala.pkcs11.token", () -> SoftToken.LABEL);
            properties.add("sala.pkcs11.environment", SOFT::environment);
            var pin = SOFT.pinFile(SoftToken.PIN).toString();
            properties.add("sala.pkcs11.pin-file", () -> pin);
            properties.add("sala.pkcs11.pause", () -> "0s");
        }
    }

    @AfterAll
    static void end() {
        TIMESTAMPS.close();
        if (SOFT != null) {
            SOFT.delete();
        }
    }

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired Signatures signatures;
    @Autowired Trust trust;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Srisamut own;
    private Holder holder;
    private SignedIn governor;
    private SignedIn one;
    private SignedIn other;

    @BeforeEach
    void begin() {
        SoftToken.assumeInstalled();
        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        everywhere("UPDATE signing.token_key SET ended_at = now() RETURNING id::text");
        everywhere("DELETE FROM accounts.proposal RETURNING id::text");
        everywhere("DELETE FROM accounts.installation_right RETURNING id::text");
        var domain = "p" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        own = new Srisamut(founding, organisation, powers, domain);
        holder = holder("นางสาวมาลี ศรีสุข", own.governor, "malee");
        governor = authorised(holder);
        one = administrator();
        other = administrator();
    }

    private Holder holder(String name, UUID official, String mail) {
        var agency = "จังหวัดศรีสมุทร " + own.domain;
        return new Holder(own.id, official, name, agency, mail + "@" + own.domain);
    }

    private SignedIn authorised(Holder who) {
        return within(() ->
                SignedInAs.opened(
                        accounts,
                        own.id,
                        who.official(),
                        who.name(),
                        PASSWORD,
                        Role.AUTHORISED_PERSON));
    }

    private SignedIn administrator() {
        var name = "t" + UUID.randomUUID().toString().substring(0, 8);
        var account =
                within(() ->
                        accounts.open(
                                new NewAccount(
                                        own.id,
                                        null,
                                        name,
                                        "นาย" + name,
                                        "จังหวัดศรีสมุทร",
                                        PASSWORD,
                                        Set.of(Role.ADMINISTRATOR))));
        everywhere(
                """
                INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
                VALUES (gen_random_uuid(), '%s', '', now()) ON CONFLICT DO NOTHING RETURNING id::text
                """
                        .formatted(account));
        everywhere(
                "UPDATE accounts.account SET last_sign_in = now() WHERE id = '%s' RETURNING name"
                        .formatted(account));
        return new SignedIn(
                account,
                own.id,
                null,
                name,
                "นาย" + name,
                "จังหวัดศรีสมุทร",
                Set.of(Role.ADMINISTRATOR, Role.INSTALLATION),
                Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                Map.of());
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private List<String> everywhere(String sql) {
        return AgencyScope.everywhere(() ->
                Objects.requireNonNull(
                        transaction.execute(_ -> db.sql(sql).query(String.class).list())));
    }

    private String page(SignedIn who, String path) {
        var page = web.get().uri(path).with(SignedInAs.as(who)).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MockMvcRequestBuilder post(SignedIn who, String path) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("password", PASSWORD);
    }

    private MockMvcRequestBuilder assign(SignedIn who, Authorities.Held key, String mail) {
        return post(who, "/people/installation/token")
                .param("certificate", fingerprint(key))
                .param("mail", mail);
    }

    private static String fingerprint(Authorities.Held key) {
        return Certificates.fingerprint(key.certificate());
    }

    private MockMvcRequestBuilder confirm(SignedIn who) {
        var waiting = everywhere("SELECT id::text FROM accounts.proposal WHERE outcome IS NULL");
        return post(who, "/people/proposals/" + waiting.getFirst() + "/confirm");
    }

    private void assigned(Authorities.Held key, String mail) {
        assertThat(assign(one, key, mail)).hasRedirectedUrl("/people/installation/token");
        assertThat(confirm(other)).hasRedirectedUrl("/people/proposals");
    }

    private MockMvcRequestBuilder choose(SignedIn who, Authorities.Held key) {
        return post(who, "/me/signature/token").param("certificate", fingerprint(key));
    }

    private Signed sign(Holder who) {
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return within(() ->
                signatures.sign(List.of(new Signatures.Signer(who, at)), PDF, "ลงนามในหนังสือ"));
    }

    private static void refused(MockMvcRequestBuilder asked, String why) {
        assertThat(asked).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY).bodyText().contains(why);
    }

    private void cannotSign(Holder who, CannotSign.Why why) {
        assertThatThrownBy(() -> sign(who))
                .isInstanceOfSatisfying(
                        CannotSign.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void isAssignedByTwoChosenByItsPersonAndSigns() throws Exception {
        var trial = sign(holder).certificate();
        assertThat(page(one, "/people/installation/token"))
                .contains("SoftHSM", "มาลี ศรีสุข", "นายสมชาย ใจดี", "Other authority", "หมดอายุ");
        refused(choose(governor, GOVERNORS), "ยังไม่ได้กำหนดให้ท่าน");

        assertThat(assign(one, GOVERNORS, holder.mail()))
                .hasRedirectedUrl("/people/installation/token");
        refused(choose(governor, GOVERNORS), "ยังไม่ได้กำหนดให้ท่าน");
        assertThat(page(other, "/people/proposals"))
                .contains("กำหนดเจ้าของกุญแจในอุปกรณ์เก็บกุญแจ", fingerprint(GOVERNORS));
        assertThat(confirm(other)).hasRedirectedUrl("/people/proposals");
        assertThat(page(one, "/people/installation/token")).contains("ของ นางสาวมาลี ศรีสุข");
        assertThat(page(governor, "/me/signature")).contains(fingerprint(GOVERNORS));
        assertThat(sign(holder).certificate()).as("not chosen yet").isEqualTo(trial);

        refused(
                web.post()
                        .uri("/me/signature/token")
                        .with(SignedInAs.as(governor))
                        .with(csrf())
                        .param("certificate", fingerprint(GOVERNORS))
                        .param("password", "ผิด"),
                "รหัสผ่าน");
        assertThat(choose(governor, GOVERNORS)).hasRedirectedUrl("/me/signature");
        var signed = sign(holder);
        assertThat(signed.certificate()).isEqualTo(fingerprint(GOVERNORS));
        assertThat(signed.issuer()).isEqualTo("Other authority");
        assertThat(signed.stampedAt()).as("level T").isNotNull();
        isSound(signed, "มาลี ศรีสุข");
        assertThat(page(governor, "/me/signature"))
                .contains("อุปกรณ์เก็บกุญแจของหน่วยงาน", "ใช้อยู่", "กุญแจยังอยู่ในอุปกรณ์");

        assertThat(post(governor, "/me/signature/end")).hasRedirectedUrl("/me/signature");
        assertThat(sign(holder).issuer()).startsWith("Sala trial authority");
        assertThat(
                        everywhere(
                                "SELECT act FROM evidence.entry WHERE record_id = '%s' ORDER BY id"
                                        .formatted(own.governor)))
                .containsSubsequence(
                        "signing-key.given",
                        "token-key.assigned",
                        "signing-key.ended",
                        "signing-key.given",
                        "signing-key.ended");
    }

    private void isSound(Signed signed, String signer) throws Exception {
        var asked = PdfSignerTests.asked(AUTHORITY, clock.instant(), withdrawn());
        var found = PdfSignerTests.checked(signed.bytes(), withStamps(asked));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().verdict()).isEqualTo(PdfSignature.Verdict.GOOD);
        assertThat(found.getFirst().signer()).isEqualTo(signer);
        assertThat(Checks.asArchive(signed.bytes())).isEmpty();
        saysPdfsig(signed, signer);
    }

    private byte[] withdrawn() {
        return AUTHORITY.withdrawn(clock.instant());
    }

    private static Request.Check withStamps(Request.Check asked) {
        var all = new ArrayList<>(asked.authorities());
        all.add(TIMESTAMPS.authority().encoded());
        return new Request.Check(asked.now(), all, asked.withdrawn());
    }

    /// Another's eyes on it, where they are: pdfsig of Poppler.
    private static void saysPdfsig(Signed signed, String signer) throws Exception {
        var program = Path.of("/usr/bin/pdfsig");
        if (!Files.exists(program)) {
            return;
        }
        var file = Files.createTempFile("signed", ".pdf");
        try {
            Files.write(file, signed.bytes());
            var process =
                    new ProcessBuilder(program.toString(), "-nocert", file.toString())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("Signature is Valid", signer);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void twoSignWithKeysInOneTokenAndWithoutTimestamps() throws Exception {
        TIMESTAMPS.way = FakeTimestamps.wrong().getFirst();
        var deputy = holder("นายสมชาย ใจดี", own.deputy, "somchai");
        within(() -> {
            powers.grant(
                    own.id,
                    own.deputy,
                    Set.of(Authority.MAKE),
                    Srisamut.SINCE,
                    null,
                    "คำสั่งที่ 3");
            return true;
        });
        var deputyIn = authorised(deputy);
        assigned(GOVERNORS, holder.mail());
        assigned(DEPUTYS, deputy.mail());
        refused(choose(deputyIn, GOVERNORS), "ยังไม่ได้กำหนดให้ท่าน");
        refused(choose(governor, DEPUTYS), "ยังไม่ได้กำหนดให้ท่าน");
        assertThat(choose(governor, GOVERNORS)).hasRedirectedUrl("/me/signature");
        assertThat(choose(deputyIn, DEPUTYS)).hasRedirectedUrl("/me/signature");
        for (var who : List.of(holder, deputy, holder)) {
            var signed = sign(who);
            var key = who == holder ? GOVERNORS : DEPUTYS;
            assertThat(signed.certificate()).isEqualTo(fingerprint(key));
            assertThat(signed.stampedAt()).as("level B").isNull();
            isSound(signed, Certificates.subject(key.certificate()));
        }
    }

    @Test
    void isAssignedToNobodyWhomItDoesNotNameOrTwice() {
        refused(assign(one, DEPUTYS, holder.mail()), "ไม่ระบุชื่อหรือที่อยู่อีเมลของผู้นั้น");
        refused(assign(one, OVER, holder.mail()), "หมดอายุ");
        refused(assign(one, ENCRYPTING, holder.mail()), "ไม่ได้ออกสำหรับลงลายมือชื่อ");
        refused(assign(one, GOVERNORS, "nobody@else.example"), "ไม่มีผู้ลงนาม");
        refused(assign(one, AUTHORITY.person("มาลี ศรีสุข"), holder.mail()), "ไม่มีกุญแจนี้");
        assigned(GOVERNORS, holder.mail());
        refused(assign(one, GOVERNORS, holder.mail()), "มีเจ้าของแล้ว");

        var elsewhere = new Srisamut(founding, organisation, powers, "q" + own.domain);
        refused(assign(one, GOVERNORS, "malee@" + elsewhere.domain), "มีเจ้าของแล้ว");
    }

    /// Two agencies have an official of one name each; both were proposed.
    @Test
    void ofTwoThatWereProposedOneGetsIt() {
        var elsewhere = new Srisamut(founding, organisation, powers, "q" + own.domain);
        assertThat(assign(one, GOVERNORS, holder.mail())).hasStatus3xxRedirection();
        assertThat(assign(one, GOVERNORS, "malee@" + elsewhere.domain)).hasStatus3xxRedirection();
        assertThat(confirm(other)).hasRedirectedUrl("/people/proposals");
        refused(confirm(other), "มีเจ้าของแล้ว");
    }

    @Test
    void whatWasAskedForTwiceWaitsOnce() {
        assertThat(assign(one, GOVERNORS, holder.mail())).hasStatus3xxRedirection();
        refused(assign(one, GOVERNORS, holder.mail()), "รอ");
        assertThat(everywhere("SELECT id::text FROM signing.token_key WHERE ended_at IS NULL"))
                .hasSize(1);
    }

    @Test
    void signsNothingAfterItWasWithdrawnOrTheNameChanged() {
        assigned(GOVERNORS, holder.mail());
        assertThat(choose(governor, GOVERNORS)).hasRedirectedUrl("/me/signature");
        var married = holder("นางมาลี รักษา", own.governor, "m.raksa");
        cannotSign(married, CannotSign.Why.OF_ANOTHER);

        var key = everywhere("SELECT id::text FROM signing.token_key WHERE ended_at IS NULL");
        assertThat(post(one, "/people/installation/token/withdraw").param("key", key.getFirst()))
                .hasRedirectedUrl("/people/installation/token");
        cannotSign(holder, CannotSign.Why.NOT_ASSIGNED);
        refused(
                post(one, "/people/installation/token/withdraw").param("key", key.getFirst()),
                "ไม่มีกุญแจนี้");
        assertThat(page(governor, "/me/signature")).doesNotContain("signature/token");
    }

    @Test
    void saysWhenTheKeyIsGoneAndSignsWhenItIsBack() throws Exception {
        assigned(GOVERNORS, holder.mail());
        assertThat(choose(governor, GOVERNORS)).hasRedirectedUrl("/me/signature");
        var soft = Objects.requireNonNull(SOFT);
        soft.remove();
        try {
            cannotSign(holder, CannotSign.Why.TOKEN_AWAY);
            assertThat(page(one, "/people/installation/token"))
                    .contains("ไม่พบอุปกรณ์", SoftToken.LABEL, "/token/again", "ไม่พบในอุปกรณ์");
            soft.begin(SoftToken.PIN);
            cannotSign(holder, CannotSign.Why.TOKEN_WITHOUT_KEY);
            soft.remove();
            soft.begin("999999");
            cannotSign(holder, CannotSign.Why.TOKEN_SHUT);
            assertThat(page(one, "/people/installation/token")).contains("ไม่รับ PIN");
        } finally {
            soft.remove();
            soft.begin(SoftToken.PIN);
            soft.put(GOVERNORS, DEPUTYS, OVER, ENCRYPTING);
        }
        cannotSign(holder, CannotSign.Why.TOKEN_SHUT);
        assertThat(post(one, "/people/installation/token/again"))
                .hasRedirectedUrl("/people/installation/token");
        isSound(sign(holder), "มาลี ศรีสุข");
    }
}
