package th.sala.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.identity.Office.session;
import static th.sala.identity.Office.text;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;
import th.sala.identity.TestProvider.Trouble;
import th.sala.installation.Vault;

/// Sign-in by OpenID Connect, against a provider that looks at everything it is asked.
@SalaTest
class ProviderWebTests {
    private static final String PATH = "/people/installation/outside/providers";
    private static final Map<String, Object> SOMYING = Map.of("sub", "somying-there");

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;
    @Autowired CodeFlow flow;
    @Autowired Vault vault;

    private TestProvider there;
    private Office office;
    private Account somying;
    private Cookie owner;
    private UUID provider;

    @BeforeEach
    void openOffice() throws IOException {
        there = new TestProvider();
        office = Office.open(web, accounts, db, transaction, clock);
        somying = office.account("somying", Role.OFFICIAL);
        owner = office.session("owner");
        provider = added("sub", "");
        switchOn(provider);
    }

    @AfterEach
    void closeProvider() {
        there.close();
    }

    private UUID added(String claim, String acr) {
        return id(office.act(PATH, owner, typed(there.issuer(), "http://localhost", claim, acr)));
    }

    private static String[] typed(String issuer, String address, String claim, String acr) {
        return new String[] {
            "name",
            "TestID",
            "issuer",
            issuer,
            "client",
            TestProvider.CLIENT,
            "secret",
            TestProvider.SECRET,
            "address",
            address,
            "claim",
            claim,
            "scopes",
            "profile",
            "acr",
            acr
        };
    }

    private static UUID id(MvcTestResult added) {
        var to = Objects.requireNonNull(added.getResponse().getRedirectedUrl(), text(added));
        return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    }

    private void switchOn(UUID id) {
        assertThat(office.act(PATH + "/" + id + "/active", owner, "active", "true"))
                .hasRedirectedUrl(PATH + "/" + id);
    }

    private String door() {
        return "/sign-in/outside/" + provider;
    }

    // ---- a round trip

    private record Trip(String there, Cookie cookie) {}

    private Trip begin() {
        return trip(office.get(door()));
    }

    private static Trip trip(MvcTestResult begun) {
        assertThat(begun).hasStatus3xxRedirection();
        return new Trip(
                Objects.requireNonNull(begun.getResponse().getRedirectedUrl()),
                Objects.requireNonNull(begun.getResponse().getCookie("outside")));
    }

    private MvcTestResult back(URI answer, @Nullable Cookie... cookies) {
        return office.get(answer.getRawPath() + "?" + answer.getRawQuery(), cookies);
    }

    private MvcTestResult back(String answer, @Nullable Cookie... cookies) {
        return back(URI.create(answer), cookies);
    }

    private MvcTestResult whole(Map<String, Object> person) {
        var trip = begin();
        return back(there.recognise(trip.there(), person), trip.cookie());
    }

    private void link(String short_, Map<String, Object> person) {
        var inside = office.session(short_);
        assertThat(linked(inside, person)).hasRedirectedUrl("/me/outside");
    }

    private MvcTestResult linked(Cookie inside, Map<String, Object> person) {
        var begun = office.act("/me/outside/" + provider, inside);
        assertThat(begun).hasStatusOk();
        var page = text(begun);
        var at = page.indexOf(there.issuer() + "/authorize");
        var address = page.substring(at, page.indexOf('"', at)).replace("&amp;", "&");
        var cookie = Objects.requireNonNull(begun.getResponse().getCookie("outside"));
        return back(there.recognise(address, person), inside, cookie);
    }

    private void assertNotIn(MvcTestResult result, String why) {
        assertThat(result)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(why, "ยังเข้าสู่ระบบไม่ได้");
        var session = result.getResponse().getCookie("session");
        if (session != null) {
            assertThat(office.get("/me", session)).hasStatus3xxRedirection();
        }
        assertThat(result.getResponse().getCookie("device")).isNull();
    }

    // ---- signing in

    @Test
    void letsInWhomTheProviderRecognisesAndNobodyElse() {
        assertThat(office.get("/sign-in?to=/me/password"))
                .bodyText()
                .contains("เข้าสู่ระบบด้วย TestID", "href=\"" + door() + "?to=/me/password\"");
        link("somying", SOMYING);

        var trip = trip(office.get(door() + "?to=/me/password"));
        assertThat(trip.cookie().isHttpOnly()).isTrue();
        assertThat(trip.cookie().getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(trip.cookie().getMaxAge()).isEqualTo(600);
        var in = back(there.recognise(trip.there(), SOMYING), trip.cookie());
        assertThat(in).hasRedirectedUrl("/me/password");
        assertThat(Objects.requireNonNull(in.getResponse().getCookie("outside")).getMaxAge())
                .isZero();
        assertThat(office.get("/me", session(in))).hasStatusOk();
        assertThat(office.acts())
                .contains("account.recognised by oidc", "account.signed-in by oidc");

        assertNotIn(whole(Map.of("sub", "another-there")), "ยังไม่มีบัญชีใดในระบบนี้ผูกไว้");
        assertThat(accountsHere()).as("nobody gets an account from there").isEqualTo(3);
    }

    private int accountsHere() {
        return AgencyScope.within(office.agency(), () -> accounts.of(office.agency()).size());
    }

    @Test
    void keepsNeitherWhoAPersonIsThereNorTheSecretInTheClear() {
        link("somying", SOMYING);
        var kept = new ArrayList<String>();
        kept.addAll(office.lines("SELECT encode(person, 'escape') FROM identity.link"));
        kept.addAll(office.lines("SELECT encode(secret, 'escape') FROM identity.provider"));
        kept.addAll(office.lines("SELECT statement FROM evidence.entry"));
        assertThat(kept)
                .hasSizeGreaterThan(3)
                .noneMatch(text -> text.contains("somying-there"))
                .noneMatch(text -> text.contains(TestProvider.SECRET));
    }

    @Test
    void asksForTheCodeAllTheSame() {
        var inside = office.session("somying");
        var codes = office.twoSteps(inside);
        assertThat(linked(inside, SOMYING)).hasRedirectedUrl("/me/outside");

        var half = whole(SOMYING);
        assertThat(half).hasRedirectedUrl("/sign-in/code?to=%2F");
        assertThat(office.get("/me", session(half)))
                .hasStatus3xxRedirection()
                .redirectedUrl()
                .startsWith("/sign-in");
        var in =
                office.post(
                        "/sign-in/code",
                        session(half),
                        "one-time-password",
                        codes.next(clock.instant()));
        assertThat(in).hasRedirectedUrl("/");
        assertThat(office.acts().getLast()).isEqualTo("account.signed-in by oidc+totp");
    }

    @Test
    void respectsATemporaryPassword() {
        var admin = office.session("admin");
        var path = "/people/accounts/" + somying.id();
        office.act(path + "/password", admin);
        office.act(
                path + "/outside/links",
                admin,
                "provider",
                provider.toString(),
                "person",
                "somying-there");
        var in = whole(SOMYING);
        assertThat(in).hasRedirectedUrl("/me/password");
        assertThat(office.get("/", session(in))).hasStatus3xxRedirection();
    }

    @Test
    void keepsOutWhoseAccountIsClosed() {
        link("somying", SOMYING);
        office.lines(
                "UPDATE accounts.account SET closed_at = now() WHERE id = '"
                        + somying.id()
                        + "' RETURNING name");
        assertNotIn(whole(SOMYING), "บัญชีของท่านในระบบนี้ปิดแล้ว");
        assertThat(office.acts()).contains("account.signed-in by unknown refused closed");
    }

    @Test
    void endWithTheAccount() {
        link("somying", SOMYING);
        AgencyScope.within(office.agency(), () -> accounts.close(somying.id()));
        assertNotIn(whole(SOMYING), "ผูกไว้");
    }

    @Test
    void neverLetsInWhoGovernsTheInstallation() {
        assertThat(office.act("/me/outside/" + provider, owner))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เข้าจากภายนอกไม่ได้");
        link("admin", SOMYING);
        assertThat(office.act("/people/installation", owner, "username", office.name("admin")))
                .hasStatus3xxRedirection();

        assertNotIn(whole(SOMYING), "เข้าจากภายนอกไม่ได้");
        assertThat(office.acts())
                .contains("account.signed-in by unknown refused governs-installation");
    }

    // ---- the answer

    @Test
    void takesAnAnswerOnlyInTheBrowserThatAsked() {
        link("somying", SOMYING);
        var trip = begin();
        var answer = there.recognise(trip.there(), SOMYING);
        assertNotIn(back(answer), "เบราว์เซอร์เดียวกัน");
        assertNotIn(back(answer), "เมื่อเปิดระบบนี้ที่ http://localhost");
        assertNotIn(back(answer, begin().cookie()), "เบราว์เซอร์เดียวกัน");
        assertNotIn(back(answer, new Cookie("outside", "bm90aGluZw")), "เบราว์เซอร์เดียวกัน");
        assertNotIn(back(answer, new Cookie("outside", "***")), "เบราว์เซอร์เดียวกัน");

        assertThat(back(answer, trip.cookie())).as("the code is whole still").hasRedirectedUrl("/");
    }

    @Test
    void takesAnAnswerForTenMinutes() {
        var request = new MockHttpServletRequest();
        request.setCookies(begin().cookie());
        for (var late : List.of(Duration.ofMinutes(9), Duration.ofMinutes(10))) {
            var trips = new RoundTrips(flow, vault, Clock.offset(clock, late));
            assertThat(trips.end(request, new MockHttpServletResponse()).isPresent())
                    .isEqualTo(late.equals(Duration.ofMinutes(9)));
        }
    }

    @Test
    void takesNoOtherState() {
        link("somying", SOMYING);
        var trip = begin();
        var answer = there.recognise(trip.there(), SOMYING).toString();
        assertNotIn(
                back(answer.replaceFirst("state=[^&]*", "state=" + "x".repeat(43)), trip.cookie()),
                "เบราว์เซอร์เดียวกัน");
        assertNotIn(back(answer.replaceFirst("state=[^&]*", ""), trip.cookie()), "เริ่มใหม่");
    }

    @Test
    void takesAnAnswerOnce() {
        link("somying", SOMYING);
        var trip = begin();
        var answer = there.recognise(trip.there(), SOMYING);
        assertThat(back(answer, trip.cookie())).hasRedirectedUrl("/");
        assertNotIn(back(answer, trip.cookie()), "ไม่รับคำขอของระบบนี้");
    }

    @Test
    void takesNoAnswerThatCameForAnotherProvider() {
        link("somying", SOMYING);
        var other =
                id(office.act(PATH, owner, typed(there.issuer(), "http://localhost", "sub", "")));
        switchOn(other);
        var trip = begin();
        var answer = there.recognise(trip.there(), SOMYING).toString();
        assertNotIn(
                back(answer.replace(provider.toString(), other.toString()), trip.cookie()),
                "เบราว์เซอร์เดียวกัน");
    }

    /// RFC 9207: the other one's answer to a request that went here.
    @Test
    void takesNoAnswerThatNamesAnotherIssuer() {
        link("somying", SOMYING);
        for (var iss : List.of("iss=https%3A%2F%2Fevil.example", "")) {
            var trip = begin();
            var answer = there.recognise(trip.there(), SOMYING).toString();
            assertNotIn(
                    back(answer.replaceFirst("iss=[^&]*", iss), trip.cookie()),
                    "คำตอบมาจากผู้ให้บริการอื่น");
        }
    }

    @Test
    void takesAnAnswerWithoutIssuerFromWhoDoesNotSayIt() throws IOException {
        there.close();
        there = new TestProvider();
        there.saysIssuer = false;
        provider = added("sub", "");
        switchOn(provider);
        link("somying", SOMYING);
        assertThat(whole(SOMYING)).hasRedirectedUrl("/");
    }

    @Test
    void saysThatThePersonSaidNo() {
        var trip = begin();
        assertNotIn(back(there.deny(trip.there()), trip.cookie()), "หรือท่านยกเลิก");
    }

    // ---- the token

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "no nonce",
                "audience",
                "no audience",
                "azp",
                "azp of one audience",
                "two audiences, no azp",
                "issuer",
                "expired",
                "not yet",
                "signature",
                "another's key",
                "none",
                "HS256",
                "RS512 not said",
                "no subject"
            })
    void takesNoTokenThatIsNotWhollyRight(String wrong) throws Exception {
        link("somying", SOMYING);
        spoil(wrong);
        assertNotIn(whole(SOMYING), "ตรวจคำยืนยันของผู้ให้บริการแล้วไม่ถูกต้อง");
        there.claims = builder -> builder;
        there.signing = there::signed;
        assertThat(whole(SOMYING)).as("without it").hasRedirectedUrl("/");
    }

    private void spoil(String wrong) throws Exception {
        var past = Date.from(Instant.now().minusSeconds(3600));
        var future = Date.from(Instant.now().plusSeconds(3600));
        switch (wrong) {
            case "nonce" -> there.claims = claims -> claims.claim("nonce", "another's");
            case "no nonce" -> there.claims = claims -> claims.claim("nonce", null);
            case "audience" -> there.claims = claims -> claims.audience("another-client");
            case "no audience" -> there.claims = claims -> claims.audience((String) null);
            case "azp" ->
                    there.claims =
                            claims ->
                                    claims.audience(List.of(TestProvider.CLIENT, "another"))
                                            .claim("azp", "another");
            case "azp of one audience" -> there.claims = claims -> claims.claim("azp", "another");
            case "two audiences, no azp" ->
                    there.claims =
                            claims -> claims.audience(List.of(TestProvider.CLIENT, "another"));
            case "issuer" -> there.claims = claims -> claims.issuer("http://localhost/realm");
            case "expired" -> there.claims = claims -> claims.expirationTime(past);
            case "not yet" -> there.claims = claims -> claims.issueTime(future);
            case "signature" ->
                    there.signing =
                            claims -> {
                                var token = there.signed(claims);
                                var at = token.length() - 20;
                                var other = token.charAt(at) == 'A' ? 'B' : 'A';
                                return token.substring(0, at) + other + token.substring(at + 1);
                            };
            case "another's key" -> {
                var other = another(there.key().getKeyID());
                there.signing = claims -> TestProvider.signed(claims, JWSAlgorithm.RS256, other);
            }
            case "none" -> there.signing = claims -> new PlainJWT(claims).serialize();
            case "HS256" ->
                    there.signing =
                            claims -> {
                                try {
                                    var secret = there.key().toRSAPublicKey().getEncoded();
                                    return TestProvider.signed(
                                            claims,
                                            JWSAlgorithm.HS256,
                                            there.key().getKeyID(),
                                            new MACSigner(secret));
                                } catch (com.nimbusds.jose.JOSEException impossible) {
                                    throw new AssertionError(impossible);
                                }
                            };
            case "RS512 not said" ->
                    there.signing =
                            claims -> TestProvider.signed(claims, JWSAlgorithm.RS512, there.key());
            case "no subject" -> there.claims = claims -> claims.subject(null);
            default -> throw new AssertionError(wrong);
        }
    }

    private static RSAKey another(String id) throws Exception {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    @Test
    void followsTheProvidersNewKeys() {
        link("somying", SOMYING);
        there.rotate();
        assertThat(whole(SOMYING)).hasRedirectedUrl("/");
    }

    @Test
    void namesAPersonByTheClaimThatWasChosen() {
        provider = added("pid", "");
        switchOn(provider);
        var person = Map.<String, Object>of("sub", "some-sub", "pid", "1100000000001");
        link("somying", person);
        assertThat(whole(Map.of("sub", "other-sub", "pid", "1100000000001"))).hasRedirectedUrl("/");
        assertNotIn(whole(Map.of("sub", "1100000000001", "pid", "2")), "ผูกไว้");
        assertNotIn(whole(Map.of("sub", "1100000000001")), "ไม่ได้บอกข้อมูลที่ระบุตัวบุคคล");
        assertNotIn(whole(Map.of("sub", "s", "pid", 1_100)), "ไม่ได้บอกข้อมูลที่ระบุตัวบุคคล");
    }

    @Test
    void believesAMailAddressOnlyIfItWasVerifiedThere() {
        provider = added("email", "");
        switchOn(provider);
        var mail = "Somying@id.example";
        link("somying", Map.of("email", mail, "email_verified", true));
        assertThat(whole(Map.of("email", "somying@ID.example", "email_verified", true)))
                .hasRedirectedUrl("/");
        assertNotIn(whole(Map.of("email", mail)), "ยังไม่ได้ยืนยัน");
        assertNotIn(whole(Map.of("email", mail, "email_verified", false)), "ยังไม่ได้ยืนยัน");
        assertNotIn(whole(Map.of("email", mail, "email_verified", "true")), "ยังไม่ได้ยืนยัน");
    }

    @Test
    void asksForTheStrengthThatWasChosen() {
        provider = added("sub", "ial2 ial3");
        switchOn(provider);
        link("somying", Map.of("sub", "s", "acr", "ial3"));
        assertThat(begin().there()).contains("acr_values=ial2+ial3");
        assertThat(whole(Map.of("sub", "s", "acr", "ial2"))).hasRedirectedUrl("/");
        assertNotIn(whole(Map.of("sub", "s", "acr", "ial1")), "ระดับที่ต่ำกว่า");
        assertNotIn(whole(Map.of("sub", "s")), "ระดับที่ต่ำกว่า");
    }

    // ---- the provider

    @ParameterizedTest
    @CsvSource({
        "/realm/token, SILENT, ติดต่อผู้ให้บริการไม่ได้",
        "/realm/token, ENDLESS, ตอบสิ่งที่ใช้ไม่ได้",
        "/realm/token, BROKEN, ไม่รับคำขอของระบบนี้",
        "/realm/token, ELSEWHERE, ไม่รับคำขอของระบบนี้"
    })
    void saysWhatIsWrongWithAProviderThatFails(String path, Trouble trouble, String words) {
        link("somying", SOMYING);
        there.troubles = Map.of(path, trouble);
        assertNotIn(whole(SOMYING), words);
        there.troubles = Map.of();
        assertThat(whole(SOMYING)).hasRedirectedUrl("/");
    }

    @Test
    void saysThatAProviderIsDown() throws IOException {
        try (var other = new TestProvider()) {
            provider =
                    id(
                            office.act(
                                    PATH,
                                    owner,
                                    typed(other.issuer(), "http://localhost", "sub", "")));
            db.sql("UPDATE identity.provider SET active = true").update();
        }
        assertNotIn(office.get(door()), "ติดต่อผู้ให้บริการไม่ได้");
        assertThat(office.act(PATH + "/" + provider + "/active", owner, "active", "true"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ติดต่อผู้ให้บริการไม่ได้");
    }

    @Test
    void believesNoProviderThatCallsItselfOtherwiseOrSpeaksInTheOpen() throws IOException {
        for (var wrong :
                Map.of(
                                "issuer", there.issuer() + "/",
                                "token_endpoint", "http://id.example/token",
                                "authorization_endpoint", "http://id.example/authorize",
                                "jwks_uri", "http://id.example/keys",
                                "id_token_signing_alg_values_supported", List.of("HS256", "none"))
                        .entrySet()) {
            there.saying =
                    says -> {
                        says.put(wrong.getKey(), wrong.getValue());
                        return says;
                    };
            assertThat(office.post(PATH + "/" + provider + "/test", owner))
                    .as(wrong.getKey())
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("ตอบสิ่งที่ใช้ไม่ได้");
        }
        there.saying = says -> says;
        assertThat(office.post(PATH + "/" + provider + "/test", owner))
                .hasStatusOk()
                .bodyText()
                .contains("พบกุญแจ");
    }

    @Test
    void goesNotWhereNoServerShould() {
        provider =
                id(
                        office.act(
                                PATH,
                                owner,
                                typed(
                                        "https://169.254.169.254/realm",
                                        "http://localhost",
                                        "sub",
                                        "")));
        assertThat(office.post(PATH + "/" + provider + "/test", owner))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ติดต่อผู้ให้บริการไม่ได้");
    }

    @Test
    void slowsWhoMakesThisServerAskAllTheTime() {
        var status = 0;
        for (int i = 0; i < 150 && status != 429; i++) {
            var begun = office.get(door());
            status = begun.getResponse().getStatus();
            if (status != 429) {
                var trip = trip(begun);
                back(there.recognise(trip.there(), Map.of("sub", "nobody")), trip.cookie());
            }
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void nobodyIsSlowedByWhatAnotherPageMakesTheirBrowserAsk() {
        for (int i = 0; i < 100; i++) {
            office.get(door() + "/back");
        }
        assertThat(office.get(door())).hasStatus3xxRedirection();
    }

    // ---- settings

    @Test
    void areSetByThoseWhoGovernWithTheirPasswordAndLeaveEvidence() {
        var path = PATH + "/" + provider;
        assertThat(office.get(path, owner))
                .hasStatusOk()
                .bodyText()
                .contains("http://localhost" + door() + "/back")
                .doesNotContain(TestProvider.SECRET);
        var admin = office.session("admin");
        assertThat(office.get("/people/installation/outside", admin))
                .hasStatus(HttpStatus.FORBIDDEN);
        var typed = typed(there.issuer(), "http://localhost", "sub", "");
        for (var act : List.of("", "/active", "/remove")) {
            assertThat(office.post(path + act, owner, typed))
                    .as(act)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง");
            assertThat(office.act(path + act, admin, typed)).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(office.act(path + "/active", owner, "active", "false"))
                .hasStatus3xxRedirection();
        assertThat(office.get(door())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(office.get("/sign-in")).bodyText().doesNotContain("TestID");
        assertThat(office.act(path + "/remove", owner))
                .hasRedirectedUrl("/people/installation/outside");
        assertThat(office.acts())
                .contains(
                        "identity-provider.added by password-again",
                        "identity-provider.on by password-again",
                        "identity-provider.off by password-again",
                        "identity-provider.removed by password-again");
    }

    @Test
    void keepTheSecretForItsOwnProviderOnly() {
        var path = PATH + "/" + provider;
        var typed = typed(there.issuer(), "http://localhost", "sub", "");
        typed[7] = "";
        assertThat(office.act(path, owner, typed)).hasRedirectedUrl(path);
        link("somying", SOMYING);
        assertThat(whole(SOMYING)).as("the secret is what it was").hasRedirectedUrl("/");

        typed[3] = "https://evil.example";
        assertThat(office.act(path, owner, typed))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดใส่รหัสลับ");
    }

    @Test
    void areNotRemovedWhileSomebodyIsLinked() {
        link("somying", SOMYING);
        assertThat(office.act(PATH + "/" + provider + "/remove", owner))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังมีบัญชีผูกอยู่");
    }

    @ParameterizedTest
    @CsvSource({
        "http://id.example.go.th, http://localhost",
        "ftp://id.example.go.th, http://localhost",
        "https://id.example.go.th/?a=b, http://localhost",
        "https://id.example.go.th/#a, http://localhost",
        "https://me@id.example.go.th, http://localhost",
        "not an address, http://localhost",
        "https://id.example.go.th, http://sala.example.go.th",
        "https://id.example.go.th, https://sala.example.go.th/path"
    })
    void takeSafeAddressesOnly(String issuer, String address) {
        assertThat(office.act(PATH, owner, typed(issuer, address, "sub", "")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ที่อยู่นี้ใช้ไม่ได้", "value=\"TestID\"");
    }

    // ---- links

    @Test
    void areMadeWithOnesOwnPasswordAndTold() {
        var inside = office.session("somying");
        assertThat(office.post("/me/outside/" + provider, inside))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง")
                .doesNotContain("/authorize");
        assertThat(linked(inside, SOMYING)).hasRedirectedUrl("/me/outside");
        assertThat(office.get("/me/outside", inside)).bodyText().contains("TestID", "ผูกเมื่อ");
        assertThat(office.get("/me/notices", inside))
                .bodyText()
                .contains("บัญชีของท่านผูกกับ TestID แล้ว");
        assertThat(office.acts())
                .contains("account.link-begun by password-again", "account.linked by password");

        assertThat(linked(inside, Map.of("sub", "a second one there")))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลิกผูกก่อน", "href=\"/me/outside\"");
        assertThat(linked(office.session("admin"), SOMYING))
                .as("somebody else's person")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void areMadeForNobodyWhoSitsThereNow() {
        var inside = office.session("somying");
        var begun = office.act("/me/outside/" + provider, inside);
        var page = text(begun);
        var at = page.indexOf(there.issuer() + "/authorize");
        var address = page.substring(at, page.indexOf('"', at)).replace("&amp;", "&");
        var cookie = Objects.requireNonNull(begun.getResponse().getCookie("outside"));
        for (var now : new Cookie[] {office.session("admin"), null}) {
            assertNotIn(
                    back(there.recognise(address, SOMYING), cookie, now), "เบราว์เซอร์เดียวกัน");
        }
        assertNotIn(whole(SOMYING), "ผูกไว้");
    }

    @Test
    void endWithOnesOwnPasswordAndOpenNothingAfterThat() {
        link("somying", SOMYING);
        var inside = office.session("somying");
        var link = office.lines("SELECT id::text FROM identity.link").getFirst();
        var path = "/me/outside/links/" + link + "/remove";
        assertThat(office.post(path, inside)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.act(path, office.session("admin")))
                .as("not another's by this way")
                .hasStatus3xxRedirection();
        assertThat(whole(SOMYING)).hasRedirectedUrl("/");

        assertThat(office.act(path, inside)).hasRedirectedUrl("/me/outside");
        assertNotIn(whole(SOMYING), "ผูกไว้");
        assertThat(office.acts()).contains("account.unlinked by password-again");
    }

    @Test
    void areEnteredByAnAdministratorOfTheAgencyWhoIsSure() {
        var path = "/people/accounts/" + somying.id() + "/outside";
        var admin = office.session("admin");
        String[] typed = {"provider", provider.toString(), "person", " somying-there "};
        assertThat(office.post(path + "/links", admin, typed))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.act(path + "/links", office.session("somying"), typed))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(office.act(path + "/links", admin, "provider", provider.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดใส่ค่าที่ระบุตัวบุคคล");
        assertNotIn(whole(SOMYING), "ผูกไว้");

        assertThat(office.act(path + "/links", admin, typed)).hasRedirectedUrl(path);
        assertThat(whole(SOMYING)).hasRedirectedUrl("/");
        assertThat(office.get(path, admin))
                .bodyText()
                .contains("ผูกโดย สมหญิง ใจดี")
                .doesNotContain("somying-there");
        assertThat(office.acts()).contains("account.linked by password-again");

        var link = office.lines("SELECT id::text FROM identity.link").getFirst();
        assertThat(office.act(path + "/links/" + link + "/remove", admin)).hasRedirectedUrl(path);
        assertNotIn(whole(SOMYING), "ผูกไว้");
    }

    @Test
    void areEnteredForNobodyElsewhereAndForNobodyWhoGoverns() {
        var elsewhere =
                new Office(web, accounts, db, transaction, clock, UUID.randomUUID(), "else");
        elsewhere.account("other-" + office.tag(), Role.ADMINISTRATOR);
        var other = elsewhere.session("other-" + office.tag());
        String[] typed = {"provider", provider.toString(), "person", "somying-there"};
        var path = "/people/accounts/" + somying.id() + "/outside";
        assertThat(elsewhere.act(path + "/links", other, typed)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(elsewhere.get(path, other)).hasStatus(HttpStatus.NOT_FOUND);

        var governing =
                AgencyScope.within(
                        office.agency(),
                        () ->
                                accounts.of(office.agency()).stream()
                                        .filter(Account::governsInstallation)
                                        .findFirst()
                                        .orElseThrow());
        assertThat(
                        office.act(
                                "/people/accounts/" + governing.id() + "/outside/links",
                                office.session("admin"),
                                typed))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เข้าจากภายนอกไม่ได้");
        assertThat(office.acts())
                .contains("outside-changes.link by password refused accounts.outside.own-way-only");
    }

    @Test
    void arePowerfulPeoplesOwnToEnter() {
        var head = office.account("head", Role.HEAD);
        var path = "/people/accounts/" + head.id() + "/outside";
        assertThat(
                        office.act(
                                path + "/links",
                                office.session("admin"),
                                "provider",
                                provider.toString(),
                                "person",
                                "head-there"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เจ้าของบัญชีต้องผูกเอง");
        assertThat(office.lines("SELECT id::text FROM identity.link")).isEmpty();
    }

    @Test
    void endWithThePasswordThatTheyWereMadeWith() {
        var path = "/people/accounts/" + somying.id();
        var admin = office.session("admin");
        office.act(
                path + "/outside/links",
                admin,
                "provider",
                provider.toString(),
                "person",
                "somying-there");
        assertThat(office.lines("SELECT id::text FROM identity.link")).hasSize(1);
        assertThat(office.act(path + "/password", admin)).hasStatusOk();
        assertThat(office.lines("SELECT id::text FROM identity.link")).isEmpty();
    }

    @Test
    void areSwitchedOffByAnyChangeButThatOfTheName() {
        var settings = typed(there.issuer(), "http://localhost", "sub", "");
        settings[1] = "ชื่อใหม่";
        office.act(PATH + "/" + provider, owner, settings);
        assertThat(active(provider)).isTrue();
        office.act(
                PATH + "/" + provider,
                owner,
                typed(there.issuer(), "http://localhost", "sub", "ial2"));
        assertThat(active(provider)).isFalse();
    }

    @Test
    void isBelievedWhenTwoWhoGovernSaySo() {
        var partner = office.account("partner", Role.ADMINISTRATOR);
        var partners = office.session("partner");
        office.act("/people/installation", owner, "username", partner.username());
        assertThat(office.fresh(partner.id()).governsInstallation()).isTrue();
        var other = added("email", "");

        assertThat(office.act(PATH + "/" + other + "/active", owner, "active", "true"))
                .hasRedirectedUrl(PATH + "/" + other);
        assertThat(active(other)).isFalse();
        office.act(
                PATH + "/" + other, partners, typed(there.issuer(), "http://localhost", "sub", ""));
        assertThat(office.confirm(partners))
                .as("it is not the one that was looked at")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        office.act(
                PATH + "/" + other,
                partners,
                typed(there.issuer(), "http://localhost", "email", ""));
        assertThat(office.confirm(partners)).hasRedirectedUrl("/people/proposals");
        assertThat(active(other)).isTrue();

        assertThat(office.act(PATH + "/" + other + "/active", owner, "active", "false"))
                .hasStatus3xxRedirection();
        assertThat(active(other)).as("whoever sees danger ends it alone").isFalse();
    }

    private boolean active(UUID id) {
        return office.lines("SELECT active::text FROM identity.provider WHERE id = '" + id + "'")
                .contains("true");
    }
}
