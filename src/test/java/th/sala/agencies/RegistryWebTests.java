package th.sala.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

@SalaTest
class RegistryWebTests {
    private static final String PASSWORD = "ปลาทูแม่กลองหน้างอ";
    private static int count;

    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Registry registry;
    @Autowired RegistryImport imports;
    @Autowired RegistryKey key;
    @Autowired Peers peers;
    @Autowired Accounts accounts;

    @SuppressWarnings("NullAway.Init")
    private Srisamut province;

    @BeforeEach
    void province() {
        province = new Srisamut(founding, organisation, powers, "r" + ++count + ".example");
    }

    private RegistryFile.Read take(Elsewhere elsewhere) {
        return take(elsewhere, elsewhere.body());
    }

    private RegistryFile.Read take(Elsewhere elsewhere, byte[] body) {
        return AgencyScope.everywhere(
                () -> imports.take(body, elsewhere.sign(body), "", "ผู้ดูแล"));
    }

    private RequestPostProcessor administrator() {
        return SignedInAs.installation(province.id);
    }

    @Test
    void publishesWithoutSignIn() {
        assertThat(web.get().uri("/registry").param("q", province.domain))
                .hasStatusOk()
                .bodyText()
                .contains("saraban@" + province.domain, "agencies.json");
        assertThat(web.get().uri("/registry/" + province.id))
                .hasStatusOk()
                .bodyText()
                .contains("นางสาวมาลี ศรีสุข", "ผู้ว่าราชการจังหวัด", "malee@" + province.domain)
                .as("correspondence officers are named inside only")
                .doesNotContain("นางพิมพ์");
        assertThat(web.get().uri("/registry/" + province.id + "?on=2026-09-30"))
                .hasStatusOk()
                .bodyText()
                .contains("ไม่อยู่ในทะเบียนในวันนั้น");
        assertThat(web.get().uri("/registry/nothing")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/registry/" + UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void signsItsFileAndServesTheSameEditionTwice() {
        var json = bytes("/registry/agencies.json");
        var signature = bytes("/registry/agencies.json.sig");

        assertThat(RegistryKey.isSigned(json, signature, key.identity().publicKey())).isTrue();
        assertThat(bytes("/registry/agencies.json")).isEqualTo(json);
        var read = RegistryFile.read(json);
        assertThat(read.installation()).isEqualTo(key.identity().id());
        assertThat(read.agencies()).extracting(RegistryFile.Foreign::id).contains(province.id);
        assertThat(key.identity().fingerprint()).matches("([0-9A-F]{4} ){15}[0-9A-F]{4}");

        var changed = json.clone();
        changed[changed.length / 2] ^= 1;
        assertThat(RegistryKey.isSigned(changed, signature, key.identity().publicKey())).isFalse();
        assertThat(new String(bytes("/registry/agencies.csv"), StandardCharsets.UTF_8))
                .startsWith("\uFEFFrecord,id,agency,from,until,name")
                .contains("นางสาวมาลี ศรีสุข", "malee@" + province.domain);
    }

    private byte[] bytes(String path) {
        return web.get().uri(path).exchange().getResponse().getContentAsByteArray();
    }

    @Test
    void makesAgenciesElsewhereFirstClassAddressees() {
        var elsewhere = new Elsewhere("n" + count + ".example");
        take(elsewhere);

        var day = LocalDate.of(2026, 11, 21);
        assertThat(registry.addressees("วิชัย " + elsewhere.domain, province.id, day, 5))
                .extracting(AuthorisedPerson::official)
                .containsExactly(elsewhere.person);
        assertThat(registry.agency(elsewhere.agency).orElseThrow().local()).isFalse();
        assertThat(registry.byCentralAddress("saraban@" + elsewhere.domain)).isPresent();
        assertThat(registry.exchange(province.id, elsewhere.agency))
                .isInstanceOf(Exchange.Direct.class);
        assertThat(web.get().uri("/registry/" + elsewhere.agency))
                .hasStatusOk()
                .bodyText()
                .contains("นายวิชัย มั่นคง");
        assertThat(new String(bytes("/registry/agencies.json"), StandardCharsets.UTF_8))
                .as("everybody publishes their own only")
                .doesNotContain(elsewhere.domain);
    }

    @Test
    void keepsTheHistoryOfAgenciesElsewhere() {
        var elsewhere = new Elsewhere("h" + count + ".example");
        take(elsewhere);
        elsewhere.until = "2026-11-21";
        elsewhere.made = "2026-11-21T03:00:00Z";
        take(elsewhere);

        assertThat(registry.authorised(elsewhere.mail, LocalDate.of(2026, 11, 20))).isPresent();
        assertThat(registry.authorised(elsewhere.mail, LocalDate.of(2026, 11, 21))).isEmpty();

        elsewhere.made = "2026-11-22T03:00:00Z";
        elsewhere.until = null;
        assertThatThrownBy(() -> take(elsewhere))
                .as("what is closed is not opened again")
                .hasMessage("agencies.registries.altered");
        elsewhere.until = "2026-11-21";
        elsewhere.name = "ชื่ออื่นในอดีต";
        assertThatThrownBy(() -> take(elsewhere)).hasMessage("agencies.registries.altered");
        elsewhere.name = "จังหวัดข้างเคียง";
        elsewhere.made = "2026-11-19T03:00:00Z";
        assertThatThrownBy(() -> take(elsewhere)).hasMessage("agencies.registries.older");
    }

    @Test
    void refusesAnotherKeyOfAKnownInstallation() {
        var elsewhere = new Elsewhere("k" + count + ".example");
        take(elsewhere);
        elsewhere.keys = Elsewhere.keys();

        assertThatThrownBy(() -> take(elsewhere)).hasMessage("agencies.registries.other-key");
        assertThat(fingerprintOf(elsewhere)).isNotEqualTo(elsewhere.fingerprint());
        var body = elsewhere.body();
        assertThatThrownBy(() ->
                        AgencyScope.everywhere(() -> imports.take(body, new byte[64], "", "x")))
                .hasMessage("agencies.registries.not-signed");
    }

    @Test
    void refusesWhoClaimsWhatIsOurs() {
        var ourDomain = new Elsewhere(province.domain);
        assertThatThrownBy(() -> take(ourDomain)).hasMessage("agencies.registries.taken");

        var first = new Elsewhere("f" + count + ".example");
        take(first);
        var second = new Elsewhere(first.domain);
        assertThatThrownBy(() -> take(second)).hasMessage("agencies.registries.taken");

        var ourPerson = new Elsewhere("p" + count + ".example");
        ourPerson.person = province.deputy;
        assertThatThrownBy(() -> take(ourPerson)).hasMessage("agencies.registries.taken");

        var foreignMail = new Elsewhere("g" + count + ".example");
        foreignMail.mail = "malee@" + province.domain;
        assertThatThrownBy(() -> take(foreignMail))
                .hasMessage("agencies.registries.address-outside");
        assertThat(registry.byCentralAddress("saraban@g" + count + ".example"))
                .as("nothing half-done")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} made {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sala-registry/1  | sala-registry/9   | agencies.registries.other-format
                    "DIRECT"         | "EVERYTHING"      | agencies.registries.malformed
                    "DIRECT"         | 7                 | agencies.registries.malformed
                    "2026-10-01"     | "2026-99-01"      | agencies.registries.malformed
                    "2026-10-01"     | "9026-10-01"      | agencies.registries.malformed
                    "2026-10-01"     | null              | agencies.registries.malformed
                    true             | "yes"             | agencies.registries.not-json
                    true             | [[[[[[[[[[[[[[1]]]]]]]]]]]]]] | agencies.registries.not-json
                    "จังหวัดข้างเคียง"  | ""                | agencies.registries.malformed
                    "versions" :     | "nothing" :       | agencies.registries.malformed
                    """)
    void refusesAFileThatIsNotAsItMustBe(String part, String instead, String reason) {
        var elsewhere = new Elsewhere("b" + count + ".example");
        var text = new String(elsewhere.body(), StandardCharsets.UTF_8).replace(part, instead);
        var body = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> take(elsewhere, body)).hasMessage(reason);
        assertThat(registry.agency(elsewhere.agency)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{\"format\":\"sala-registry/1\"}"})
    void refusesNonsense(String body) {
        assertThatThrownBy(() -> RegistryFile.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RegistryFile.Unusable.class);
    }

    @Test
    void fetchesConfirmsOnceAndUpdates() throws Exception {
        var elsewhere = new Elsewhere("w" + count + ".example");
        var server = server(elsewhere, body -> body);
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            var looked = post("/people/registries", "address", address + "/ignored?x=1");
            assertThat(looked).hasStatus3xxRedirection();
            var confirmation =
                    java.util.Objects.requireNonNull(looked.getResponse().getRedirectedUrl());
            assertThat(confirmation).startsWith("/people/registries/");
            assertThat(web.get().uri(confirmation).with(administrator()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(
                            RegistryKey.fingerprint(elsewhere.keys.getPublic().getEncoded()),
                            "จังหวัดข้างเคียง");
            assertThat(registry.agency(elsewhere.agency))
                    .as("not before it is confirmed")
                    .isEmpty();
            assertThat(post(confirmation, "confirmed", ""))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            var who = withAccount();
            assertThat(accept(confirmation, who, "", "ไม่ใช่รหัสผ่าน"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .containsPattern("name=\"confirmed\"[^>]*checked");
            assertThat(registry.agency(elsewhere.agency)).as("nor without password").isEmpty();
            assertThat(accept(confirmation, who, "", PASSWORD)).hasStatus3xxRedirection();
            assertThat(registry.agency(elsewhere.agency)).isPresent();

            elsewhere.made = Instant.parse("2026-11-21T03:00:00Z").toString();
            assertThat(post("/people/registries", "address", address))
                    .hasRedirectedUrl("/people/registries");
            assertThat(web.get().uri("/people/registries").with(administrator()))
                    .bodyText()
                    .contains(address);
        } finally {
            server.stop(0);
        }
    }

    // ---- another key

    private String fingerprintOf(Elsewhere elsewhere) {
        return peers.find(elsewhere.id).orElseThrow().fingerprint();
    }

    private RequestPostProcessor withAccount() {
        return SignedInAs.as(keyHolder());
    }

    private SignedIn keyHolder() {
        var name = "key" + UUID.randomUUID().toString().substring(0, 8);
        var account =
                new NewAccount(
                        province.id,
                        null,
                        name,
                        "นางกุญแจ ทอง",
                        "จังหวัด",
                        PASSWORD,
                        Set.of(Role.ADMINISTRATOR));
        var id = AgencyScope.within(province.id, () -> accounts.open(account));
        return new SignedIn(
                id,
                province.id,
                null,
                name,
                "นางกุญแจ ทอง",
                "จังหวัด",
                Set.of(Role.ADMINISTRATOR, Role.INSTALLATION),
                th.sala.thai.Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }

    @Test
    void aKeyIsTrustedByTwoWhoGovernTheInstallation() {
        var elsewhere = new Elsewhere("two" + count + ".example");
        var one = keyHolder();
        var other = keyHolder();
        try {
            govern(one, other);
            var page = lookAt(elsewhere, SignedInAs.as(one));
            assertThat(accept(page, SignedInAs.as(one), "", PASSWORD))
                    .hasRedirectedUrl("/people/registries");
            assertThat(registry.agency(elsewhere.agency)).isEmpty();

            var proposal =
                    everywhere("SELECT id::text FROM accounts.proposal WHERE outcome IS NULL");
            var confirmation = "/people/proposals/" + proposal.getFirst();
            assertThat(web.get().uri(confirmation).with(SignedInAs.as(other)))
                    .bodyText()
                    .contains(elsewhere.fingerprint(), one.name());
            assertThat(
                            web.post()
                                    .uri(confirmation + "/confirm")
                                    .param("password", PASSWORD)
                                    .with(SignedInAs.as(other))
                                    .with(csrf()))
                    .hasRedirectedUrl("/people/proposals");
            assertThat(registry.agency(elsewhere.agency)).isPresent();
        } finally {
            everywhere("DELETE FROM accounts.installation_right RETURNING id::text");
        }
    }

    private void govern(SignedIn... people) {
        for (var who : people) {
            everywhere(
                    """
                    INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
                    VALUES (gen_random_uuid(), '%s', '', now()) ON CONFLICT DO NOTHING RETURNING id::text
                    """
                            .formatted(who.account()));
            everywhere(
                    "UPDATE accounts.account SET last_sign_in = now() WHERE id = '%s' RETURNING name"
                            .formatted(who.account()));
        }
    }

    private List<String> everywhere(String sql) {
        return AgencyScope.everywhere(() ->
                java.util.Objects.requireNonNull(
                        transaction.execute(_ -> db.sql(sql).query(String.class).list())));
    }

    private String lookAt(Elsewhere elsewhere) {
        return lookAt(elsewhere, administrator());
    }

    private String lookAt(Elsewhere elsewhere, RequestPostProcessor who) {
        var body = elsewhere.body();
        var looked =
                web.post()
                        .multipart()
                        .uri("/people/registries")
                        .file("file", body)
                        .file("signature", elsewhere.sign(body))
                        .with(who)
                        .with(csrf())
                        .exchange();
        assertThat(looked).hasStatus3xxRedirection();
        return java.util.Objects.requireNonNull(looked.getResponse().getRedirectedUrl());
    }

    private MockMvcTester.MockMvcRequestBuilder accept(
            String page, RequestPostProcessor who, String replaced, String password) {
        return web.post()
                .uri(page)
                .param("confirmed", "yes")
                .param("replaced", replaced)
                .param("password", password)
                .with(who)
                .with(csrf());
    }

    @Test
    void acceptsAnotherKeyOnlyComparedAndWithThePassword() {
        var elsewhere = new Elsewhere("x" + count + ".example");
        take(elsewhere);
        var old = elsewhere.fingerprint();
        elsewhere.keys = Elsewhere.keys();
        elsewhere.made = "2026-11-21T03:00:00Z";
        elsewhere.until = "2026-11-21";
        var who = withAccount();

        var page = lookAt(elsewhere);
        assertThat(page).isNotEqualTo("/people/registries");
        assertThat(web.get().uri(page).with(who))
                .hasStatusOk()
                .bodyText()
                .contains(old, elsewhere.fingerprint(), "ยืนยันโดย ผู้ดูแล", "แอบอ้าง")
                .doesNotContain("??");
        assertThat(fingerprintOf(elsewhere)).as("not by looking at it").isEqualTo(old);

        assertThat(accept(page, who, old, "ไม่ใช่รหัสผ่าน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง", elsewhere.fingerprint());
        assertThat(
                        web.post()
                                .uri(page)
                                .param("replaced", old)
                                .param("password", PASSWORD)
                                .with(who)
                                .with(csrf()))
                .as("not compared")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(accept(page, who, "", PASSWORD))
                .as("as if the installation were new")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ตรงกับที่ยืนยันไว้");
        assertThat(accept(page, who, elsewhere.fingerprint(), PASSWORD))
                .as("another key was confirmed than the page showed")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(fingerprintOf(elsewhere)).isEqualTo(old);
        assertThat(registry.authorised(elsewhere.mail, LocalDate.of(2026, 11, 21))).isPresent();

        assertThat(accept(page, who, old, PASSWORD)).hasRedirectedUrl("/people/registries");
        assertThat(fingerprintOf(elsewhere)).isEqualTo(elsewhere.fingerprint());
        assertThat(registry.authorised(elsewhere.mail, LocalDate.of(2026, 11, 21))).isEmpty();
        assertThat(web.get().uri("/people/registries").with(who))
                .hasStatusOk()
                .bodyText()
                .contains(old, elsewhere.fingerprint(), "นางกุญแจ ทอง ยืนยันกุญแจใหม่เมื่อ");
    }

    @Test
    void anUnchangedKeyNeedsNoConfirmation() {
        var elsewhere = new Elsewhere("u" + count + ".example");
        take(elsewhere);
        elsewhere.made = "2026-11-21T03:00:00Z";

        assertThat(lookAt(elsewhere)).isEqualTo("/people/registries");
        assertThat(peers.replaced()).noneMatch(one -> one.peer().equals(elsewhere.id));
    }

    @Test
    void anAttackersKeyDoesNotMakeAnOldEditionNew() {
        var elsewhere = new Elsewhere("o" + count + ".example");
        elsewhere.made = "2026-11-21T03:00:00Z";
        take(elsewhere);
        elsewhere.keys = Elsewhere.keys();
        elsewhere.made = "2026-11-01T03:00:00Z";
        var body = elsewhere.body();

        assertThatThrownBy(() ->
                        AgencyScope.everywhere(() ->
                                imports.takeWithOtherKey(
                                        body,
                                        elsewhere.sign(body),
                                        "",
                                        "x",
                                        fingerprintOf(elsewhere))))
                .hasMessage("agencies.registries.older");
    }

    @Test
    void showsNothingOfWhatSomebodyElseAnswers() throws Exception {
        var elsewhere = new Elsewhere("s" + count + ".example");
        var server = server(elsewhere, _ -> "secret inside".getBytes(StandardCharsets.UTF_8));
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(post("/people/registries", "address", address))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains(address)
                    .doesNotContain("secret inside");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://127.0.0.1",
                "file:///etc/passwd",
                "http://",
                "http://user:word@127.0.0.1",
                "http://169.254.169.254",
                "http://127.0.0.1:1",
                "http://[",
                "gopher:x"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThat(post("/people/registries", "address", address))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("govuk-error-summary");
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            String path, String field, String value) {
        return web.post()
                .uri(path)
                .param(field, value)
                .with(administrator())
                .with(csrf())
                .exchange();
    }

    private static HttpServer server(Elsewhere elsewhere, UnaryOperator<byte[]> change)
            throws java.io.IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/registry/agencies.json",
                exchange -> {
                    var body = change.apply(elsewhere.body());
                    exchange.getResponseHeaders()
                            .add(
                                    RegistryController.SIGNATURE,
                                    Base64.getEncoder().encodeToString(elsewhere.sign(body)));
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
