package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMultipartMvcRequestBuilder;
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
import th.sala.database.AgencyScope;
import th.sala.reader.PdfSignature;

/// Officials' keys, and what is signed with them.
@SalaTest
class SignaturesStoreTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";
    private static final FakeTimestamps TIMESTAMPS = new FakeTimestamps();

    @TempDir private static Path withdrawn;
    private static final byte[] PDF = PdfSignerTests.letter();

    @DynamicPropertySource
    static void timestamps(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createTempFile("authority", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, TIMESTAMPS.authority().pem());
        properties.add("sala.timestamp.address", TIMESTAMPS::address);
        properties.add("sala.timestamp.certificates", file::toString);
        properties.add("sala.signature.withdrawn", () -> withdrawn.toString());
        properties.add("sala.timestamp.patience", () -> "2s");
        properties.add("sala.timestamp.pause", () -> "0s");
    }

    @AfterAll
    static void end() {
        TIMESTAMPS.close();
    }

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired Signatures signatures;
    @Autowired KeyRing keys;
    @Autowired TrialAuthority trial;
    @Autowired Trust trust;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private final Authorities authority = new Authorities();
    private Srisamut own;
    private Holder holder;
    private SignedIn governor;

    @BeforeEach
    void begin() {
        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        var domain = "p" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        own = new Srisamut(founding, organisation, powers, domain);
        holder =
                new Holder(
                        own.id,
                        own.governor,
                        "นางสาวมาลี ศรีสุข",
                        "จังหวัดศรีสมุทร " + domain,
                        "malee@" + domain);
        governor =
                within(() ->
                        SignedInAs.opened(
                                accounts,
                                own.id,
                                own.governor,
                                holder.name(),
                                PASSWORD,
                                Role.AUTHORISED_PERSON));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private Signed sign(Holder who) {
        return within(() ->
                signatures.sign(List.of(new Signatures.Signer(who, now())), PDF, "ลงนามในหนังสือ"));
    }

    private List<PdfSignature> check(Signed signed) {
        return PdfSignerTests.checked(signed.bytes(), trust.ofAnybody());
    }

    @Test
    void theInstallationVouchesForWhoSignsFirst() {
        var signed = sign(holder);
        var found = check(signed);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().verdict()).isEqualTo(PdfSignature.Verdict.GOOD);
        assertThat(found.getFirst().signer()).isEqualTo("นางสาวมาลี ศรีสุข");
        assertThat(found.getFirst().issuer()).startsWith("Sala trial authority");
        assertThat(signed.stampedAt())
                .isNotNull()
                .isEqualTo(found.getFirst().stampedAt())
                .isBetween(clock.instant().minus(Duration.ofMinutes(1)), clock.instant());
        assertThat(th.sala.pdf.Checks.asArchive(signed.bytes())).isEmpty();
        assertThat(th.sala.pdf.Checks.asAccessible(signed.bytes())).isEmpty();
        assertThat(sign(holder).certificate()).as("the same key").isEqualTo(signed.certificate());
        assertThat(acts()).containsExactly("signing-key.given");
    }

    /// Each of what the certificate says, alone.
    @Test
    void whoIsRegisteredOtherwiseGetsAnotherKeyAndTheFormerIsErased() {
        var first = sign(holder).certificate();
        var certificates = new HashSet<>(Set.of(first));
        for (var other :
                List.of(
                        new Holder(
                                own.id,
                                own.governor,
                                "นางมาลี รักษา",
                                holder.agencyName(),
                                holder.mail()),
                        new Holder(
                                own.id, own.governor, holder.name(), "#จังหวัดอื่น", holder.mail()),
                        new Holder(
                                own.id,
                                own.governor,
                                holder.name(),
                                holder.agencyName(),
                                "m@other.example"))) {
            var signed = sign(other);
            assertThat(certificates.add(signed.certificate())).as(other.toString()).isTrue();
            assertThat(check(signed).getFirst().signer()).isEqualTo(other.name());
        }
        var left =
                "SELECT count(*) FROM signing.key WHERE official = :id AND closed_key IS NOT NULL";
        assertThat(rows(left, Integer.class)).containsExactly(1);
        assertThat(acts())
                .startsWith("signing-key.given", "signing-key.ended", "signing-key.given")
                .hasSize(7);
    }

    private List<String> acts() {
        var acts = "SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY id";
        return rows(acts, String.class);
    }

    private <T> List<T> rows(String sql, Class<T> type) {
        return within(() ->
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> db.sql(sql).param("id", own.governor).query(type).list())));
    }

    @ParameterizedTest
    @MethodSource("th.sala.signing.FakeTimestamps#wrong")
    void aTimestampAuthorityThatDoesNotHelpHoldsNothingUp(FakeTimestamps.Way way) {
        TIMESTAMPS.way = way;
        var before = TIMESTAMPS.asked.get();
        var signed = sign(holder);
        assertThat(TIMESTAMPS.asked.get()).isGreaterThan(before);
        assertThat(signed.stampedAt()).isNull();
        assertThat(check(signed))
                .extracting(PdfSignature::verdict)
                .containsExactly(PdfSignature.Verdict.GOOD);
    }

    private MockMultipartMvcRequestBuilder brings(
            byte[] file, String filePassword, String password) {
        return web.post()
                .uri("/me/signature")
                .with(SignedInAs.as(governor))
                .with(csrf())
                .multipart()
                .file(new MockMultipartFile("file", "key.p12", "application/x-pkcs12", file))
                .param("filePassword", filePassword)
                .param("password", password);
    }

    @Test
    void aKeyOfTheirOwnIsUsedFromThenOn() {
        var first = sign(holder).certificate();
        var brought = authority.person("มาลี ศรีสุข");
        assertThat(brings(brought.file("ลับ-1"), "ลับ-1", PASSWORD))
                .hasRedirectedUrl("/me/signature");
        var signed = sign(holder);
        assertThat(signed.certificate())
                .isEqualTo(Certificates.fingerprint(brought.certificate()))
                .isNotEqualTo(first);
        assertThat(signed.issuer()).isEqualTo("Other authority");
        assertThat(page()).contains("Other authority", "มาลี ศรีสุข", "เลิกใช้ใบรับรองนี้");

        assertThat(
                        web.post()
                                .uri("/me/signature/end")
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .param("password", PASSWORD))
                .hasRedirectedUrl("/me/signature");
        assertThat(sign(holder).issuer()).startsWith("Sala trial authority");
    }

    private String page() {
        var page = web.get().uri("/me/signature").with(SignedInAs.as(governor)).exchange();
        assertThat(page).hasStatusOk();
        try {
            return page.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatCannotBeUsedIsRefusedInWordsAndChangesNothing() {
        var first = sign(holder).certificate();
        var good = authority.person("มาลี ศรีสุข").file("x");
        refused(brings(good, "y", PASSWORD), "เปิดไฟล์ไม่ได้");
        refused(brings(new byte[] {1, 2, 3}, "x", PASSWORD), "เปิดไฟล์ไม่ได้");
        refused(brings(good, "x", "ผิด"), "รหัสผ่าน");
        refused(brings(authority.person("นายอื่น ศรีสุข").file("x"), "x", PASSWORD), "ของผู้อื่น");
        refused(brings(authority.person("ลี ศรีสุข").file("x"), "x", PASSWORD), "ของผู้อื่น");
        var pair = Authorities.pair("RSA", 2048);
        var mixed = new Authorities.Held(pair, authority.person("มาลี ศรีสุข").chain());
        refused(brings(mixed.file("x"), "x", PASSWORD), "ไม่ใช่คู่กัน");
        var weak =
                authority.person(
                        "มาลี ศรีสุข",
                        Authorities.pair("RSA", 1024),
                        Authorities.FROM,
                        Authorities.UNTIL);
        refused(brings(weak.file("x"), "x", PASSWORD), "สั้นเกินไป");
        var over =
                authority.person(
                        "มาลี ศรีสุข",
                        Authorities.pair("RSA", 2048),
                        Authorities.FROM,
                        Authorities.FROM.plusSeconds(60));
        refused(brings(over.file("x"), "x", PASSWORD), "หมดอายุ");
        var encrypting = authority.of("มาลี ศรีสุข", KeyUsage.keyEncipherment);
        refused(brings(encrypting.file("x"), "x", PASSWORD), "ไม่ได้ออกสำหรับลงลายมือชื่อ");
        assertThat(sign(holder).certificate()).isEqualTo(first);
    }

    private static void refused(MockMultipartMvcRequestBuilder asked, String why) {
        assertThat(asked).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY).bodyText().contains(why);
    }

    private void change(String sql, byte[] value) {
        within(() ->
                Objects.requireNonNull(
                        transaction.execute(_ ->
                                db.sql(sql)
                                        .param("official", own.governor)
                                        .param("value", value)
                                        .update())));
    }

    private void refuses(Holder who, CannotSign.Why why) {
        assertThatThrownBy(() -> sign(who))
                .isInstanceOfSatisfying(
                        CannotSign.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void aKeyThatIsOverOrSaysAnotherNameSignsNothing() {
        var brought = authority.person("มาลี ศรีสุข");
        assertThat(brings(brought.file("x"), "x", PASSWORD)).hasStatus3xxRedirection();
        var married = new Holder(own.id, own.governor, "นางมาลี รักษา", "จังหวัด", "m@o.example");
        refuses(married, CannotSign.Why.OF_ANOTHER);
        assertThatThrownBy(() -> within(() -> mustBeUsable(married)))
                .isInstanceOf(CannotSign.class);
        assertThat(sign(holder).issuer()).isEqualTo("Other authority");

        var over =
                authority.person(
                        "มาลี ศรีสุข",
                        brought.keys(),
                        Authorities.FROM,
                        Authorities.FROM.plusSeconds(60));
        change(
                "UPDATE signing.key SET chain = :value WHERE official = :official AND ended_at IS NULL",
                Chains.encode(over.chain()));
        refuses(holder, CannotSign.Why.OUTSIDE_VALIDITY);
        assertThat(page()).contains("หมดอายุแล้ว");
    }

    @Test
    void aKeyThatItsAuthorityWithdrewSignsNothing() throws IOException {
        var brought = authority.person("มาลี ศรีสุข");
        var file = withdrawn.resolve("other.crl");
        assertThat(brings(brought.file("x"), "x", PASSWORD)).hasStatus3xxRedirection();
        assertThat(sign(holder).issuer()).isEqualTo("Other authority");

        var anybodys = new Authorities();
        Files.write(file, anybodys.withdrawn(now(), brought.certificate()));
        assertThat(sign(holder).issuer())
                .as("of the same name, and signed by somebody else")
                .isEqualTo("Other authority");

        Files.write(file, authority.withdrawn(now(), brought.certificate()));
        refuses(holder, CannotSign.Why.WITHDRAWN);
        assertThatThrownBy(() -> within(() -> mustBeUsable(holder)))
                .isInstanceOfSatisfying(
                        CannotSign.class,
                        cannot -> assertThat(cannot.why()).isEqualTo(CannotSign.Why.WITHDRAWN));
        assertThat(brings(brought.file("x"), "x", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ผู้ออกใบรับรองเพิกถอนใบรับรองนี้แล้ว");

        Files.writeString(file, "half a li");
        refuses(holder, CannotSign.Why.WITHDRAWN);
        Files.delete(file);
        assertThat(sign(holder).issuer()).isEqualTo("Other authority");
    }

    private boolean mustBeUsable(Holder who) {
        signatures.mustBeUsable(who);
        return true;
    }

    /// As when rows were mixed up: nothing leaves that another key signed.
    @Test
    void aSignatureOfAnotherKeyIsFound() {
        sign(holder);
        var theirs = "SELECT closed_key FROM signing.key WHERE official = :id";
        var before = rows(theirs, byte[].class).getFirst();
        sign(new Holder(own.id, own.governor, "นางมาลี รักษา", "จังหวัด", "m@o.example"));
        sign(holder);
        change(
                "UPDATE signing.key SET closed_key = :value WHERE official = :official AND ended_at IS NULL",
                before);
        refuses(holder, CannotSign.Why.UNSOUND);
    }

    /// Younger than what it signs: brought after the letter got its number.
    @Test
    void aKeyThatIsYoungerThanTheLetterSignsIt() {
        var young =
                authority.person(
                        "มาลี ศรีสุข",
                        Authorities.pair("RSA", 2048),
                        now().minusSeconds(60),
                        Authorities.UNTIL);
        assertThat(brings(young.file("x"), "x", PASSWORD)).hasStatus3xxRedirection();
        var yesterday = now().minus(Duration.ofDays(1));
        var signed =
                within(() ->
                        signatures.sign(
                                List.of(new Signatures.Signer(holder, yesterday)), PDF, "ลงนาม"));
        assertThat(signed.certificate()).isEqualTo(Certificates.fingerprint(young.certificate()));
    }

    @Test
    void theAuthoritysCertificateCanBeTaken() throws Exception {
        assertThat(
                        web.get()
                                .uri("/registry/authority.crt")
                                .exchange()
                                .getResponse()
                                .getContentAsByteArray())
                .isEqualTo(trial.certificate().getEncoded());
    }
}
