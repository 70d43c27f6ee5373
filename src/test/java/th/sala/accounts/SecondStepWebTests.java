package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class SecondStepWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final String WRONG = "ไม่ใช่รหัสผ่านนี้แน่นอน";
    private static final Pattern RECOVERY_CODE = Pattern.compile("[a-z2-9]{4}(-[a-z2-9]{4}){3}");
    private static final String CODE_PAGE = "ใส่รหัสจากแอปยืนยันตัวตน";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired StoredAccounts stored;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private final UUID agency = UUID.randomUUID();
    private final String username = "somying-" + agency.toString().substring(0, 8);
    private UUID account;
    private Cookie inside;

    @BeforeEach
    void openAccount() {
        db.sql("DELETE FROM accounts.tally").update();
        account = open(username, Role.OFFICIAL);
        inside = session(signIn(PASSWORD));
    }

    @Test
    void isSwitchedOnWithThePasswordAndAFirstCode() {
        assertThat(post("/me/second-step", inside, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .doesNotContain("otpauth");
        var begun = post("/me/second-step", inside, "password", PASSWORD);
        assertThat(begun).hasStatusOk().bodyText().contains("<svg", "viewBox=\"0 0 ", "otpauth:");
        assertThat(signIn(PASSWORD)).as("not before the first code").hasRedirectedUrl("/");

        var authenticator = new Authenticator(begun);
        assertThat(post("/me/second-step/confirm", inside, "one-time-password", "000 00"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .as("the same secret again")
                .contains(authenticator.secret);
        var codes =
                post("/me/second-step/confirm", inside, "one-time-password", typed(authenticator));

        assertThat(recoveryCodes(codes)).hasSize(10).doesNotHaveDuplicates();
        assertThat(web.get().uri("/me").cookie(inside)).bodyText().contains("เปิดใช้อยู่");
        assertThat(acts()).contains("account.totp by password");
    }

    /// Thai digits and a space, as a person may type them.
    private static String typed(Authenticator authenticator) {
        var code = authenticator.next();
        return th.sala.thai.Digits.THAI.in(code.substring(0, 3) + " " + code.substring(3));
    }

    @Test
    void asksForTheCodeAfterTheRightPasswordOnly() {
        var authenticator = switchOn().authenticator();

        assertThat(signIn(WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
                .doesNotContain(CODE_PAGE);
        var half = signIn(PASSWORD);
        assertThat(half).hasStatusOk().bodyText().contains(CODE_PAGE).doesNotContain("สมหญิง");
        assertThat(half.getResponse().getCookie("device")).as("not remembered yet").isNull();

        var whole = code(session(half), authenticator.next());
        assertThat(whole).hasRedirectedUrl("/");
        assertThat(web.get().uri("/").cookie(session(whole))).hasStatusOk();
        assertThat(acts().getLast()).isEqualTo("account.signed-in by password+totp");
        assertThat(web.get().uri("/").cookie(session(half)))
                .as("the half one is over")
                .hasStatus3xxRedirection();
    }

    @Test
    void letsWhoOwesTheCodeDoNothingElse() {
        switchOn();
        var half = session(signIn(PASSWORD));

        for (var page : List.of("/", "/me", "/me/second-step", "/me/password", "/letters/in")) {
            assertThat(web.get().uri(page).cookie(half))
                    .as(page)
                    .hasStatus3xxRedirection()
                    .redirectedUrl()
                    .startsWith("/sign-in");
        }
        assertThat(post("/me/second-step/off", half, "password", PASSWORD))
                .hasForwardedUrl("/sign-in/again");
        assertThat(web.get().uri("/sign-in/code?lang=en").cookie(half))
                .hasStatusOk()
                .bodyText()
                .contains("Enter the code");
        assertThat(web.get().uri("/sign-in/code")).hasRedirectedUrl("/sign-in");
        assertThat(web.post().uri("/sign-in/code").param("one-time-password", "1").with(csrf()))
                .bodyText()
                .contains("โปรดเข้าสู่ระบบอีกครั้ง");
    }

    @Test
    void waitsForTheCodeFiveMinutes() {
        var later = new AtHand(clock.instant());
        var sessions = new AccountSessions(stored, transactions, later);
        var request = new MockHttpServletRequest();
        var until = later.instant().plus(HalfSignedIn.LASTS);
        sessions.beginHalf(
                request,
                new HalfSignedIn(account, SignedIn.BY_PASSWORD, 1, account.toString(), until));

        later.now = until.minusMillis(1);
        assertThat(sessions.half(request)).isPresent();
        later.now = until;
        assertThat(sessions.half(request)).isEmpty();
        assertThat(HalfSignedIn.LASTS).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesACodeOnce() {
        var authenticator = switchOn().authenticator();
        assertThat(code(session(signIn(PASSWORD)), authenticator.last()))
                .as("of the set-up")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var next = authenticator.next();

        assertThat(code(session(signIn(PASSWORD)), next)).hasRedirectedUrl("/");
        assertThat(code(session(signIn(PASSWORD)), next))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(CODE_PAGE, "ใช้ไปแล้ว");
    }

    @Test
    void takesARecoveryCodeOnce() {
        var recovery = switchOn().recoveryCodes().get(3);

        assertThat(code(session(signIn(PASSWORD)), recovery.replace("-", " ")))
                .hasRedirectedUrl("/");
        assertThat(acts().getLast()).isEqualTo("account.signed-in by password+recovery-code");
        assertThat(code(session(signIn(PASSWORD)), recovery))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void slowsGuessingWhateverNewSessionsAreBegun() {
        var authenticator = switchOn().authenticator();
        for (int i = 0; i < 5; i++) {
            assertThat(code(session(signIn(PASSWORD)), "a guess"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }

        assertThat(code(session(signIn(PASSWORD)), authenticator.next()))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .hasHeader("Retry-After", "30")
                .bodyText()
                .contains(CODE_PAGE, "ก่อนถึงเวลานั้นระบบจะไม่ตรวจรหัสที่ป้อน");
        assertThat(acts()).contains("account.signed-in by unknown");
    }

    @Test
    void keepsTheOwnersBrowserInWhateverStrangersGuess() {
        var on = switchOn();
        var first = code(session(signIn(PASSWORD)), on.recoveryCodes().getFirst());
        var device = Objects.requireNonNull(first.getResponse().getCookie("device"));
        for (int i = 0; i < 5; i++) {
            code(session(signIn(PASSWORD)), "a guess");
        }
        assertThat(code(session(signIn(PASSWORD)), on.recoveryCodes().get(1)))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS);

        var known = signIn(PASSWORD, device);
        assertThat(code(session(known), on.recoveryCodes().get(2))).hasRedirectedUrl("/");
    }

    @Test
    void isSwitchedOffWithPasswordAndCode() {
        var on = switchOn();
        assertThat(off(WRONG, on.recoveryCodes().getFirst()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(off(PASSWORD, "123456x")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(signIn(PASSWORD)).bodyText().contains(CODE_PAGE);

        assertThat(off(PASSWORD, on.recoveryCodes().getFirst()))
                .as("a code typed with a wrong password is not used up")
                .hasRedirectedUrl("/me/second-step");
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/");
        assertThat(acts()).contains("account.totp-ended by password-again");
    }

    private MvcTestResult off(String password, String code) {
        return post("/me/second-step/off", inside, "password", password, "one-time-password", code);
    }

    @Test
    void makesNewRecoveryCodesInPlaceOfTheOld() {
        var on = switchOn();
        var fresh =
                recoveryCodes(
                        post(
                                "/me/second-step/codes",
                                inside,
                                "password",
                                PASSWORD,
                                "one-time-password",
                                on.authenticator().next()));

        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(on.recoveryCodes());
        assertThat(code(session(signIn(PASSWORD)), on.recoveryCodes().getFirst()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(code(session(signIn(PASSWORD)), fresh.getFirst())).hasRedirectedUrl("/");
        assertThat(acts()).contains("account.recovery-codes by password-again");
    }

    @Test
    void keepsNeitherSecretNorRecoveryCodesInTheClear() {
        var on = switchOn();
        var kept =
                inAgency(
                        """
                        SELECT encode(secret, 'escape') || ' ' || encode(secret, 'hex') FROM accounts.totp
                         UNION ALL
                        SELECT encode(code_hash, 'escape') FROM accounts.recovery_code
                        """);

        assertThat(kept)
                .hasSize(11)
                .noneMatch(text -> text.contains(on.authenticator().totp.kept()))
                .noneMatch(text -> on.recoveryCodes().stream().anyMatch(text::contains));
    }

    @Test
    void isResetByAnAdministratorWithTheirOwnPassword() {
        switchOn();
        var name = username + "-admin";
        var administrator = open(name, Role.ADMINISTRATOR);
        var session = session(signIn(name, PASSWORD, null));
        var path = "/people/accounts/" + account + "/second-step/reset";

        assertThat(post(path, session, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(path, inside, "password", PASSWORD)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(
                        web.post()
                                .uri(path)
                                .param("password", PASSWORD)
                                .with(SignedInAs.administrator(UUID.randomUUID()))
                                .with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(signIn(PASSWORD)).bodyText().contains(CODE_PAGE);
        assertThat(
                        post(
                                "/people/accounts/" + administrator + "/second-step/reset",
                                session,
                                "password",
                                PASSWORD))
                .as("one's own")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(post(path, session, "password", PASSWORD)).hasStatus3xxRedirection();
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/");
        assertThat(acts()).contains("account.totp-reset by password-again");
    }

    @Test
    void othersRolesAndPasswordsAreChangedWithOnesOwnPasswordOnly() {
        var name = username + "-admin";
        open(name, Role.ADMINISTRATOR);
        var session = session(signIn(name, PASSWORD, null));
        var path = "/people/accounts/" + account;

        assertThat(post(path + "/password", session, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(path + "/roles", session, "roles", "HEAD", "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .as("what was ticked stays ticked")
                .containsPattern("value=\"HEAD\"[^>]*checked")
                .doesNotContainPattern("value=\"OFFICIAL\"[^>]*checked");
        assertThat(acts()).noneMatch(act -> act.startsWith("account.roles"));
        assertThat(signIn(PASSWORD)).as("the password is what it was").hasRedirectedUrl("/");

        assertThat(post(path + "/password", session, "password", PASSWORD)).hasStatusOk();
        assertThat(post(path + "/roles", session, "roles", "HEAD", "password", PASSWORD))
                .hasStatus3xxRedirection();
        assertThat(acts())
                .contains(
                        "account.roles by password-again",
                        "account.temporary-password by password-again");
        assertThat(post(path + "/close", session, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(acts()).noneMatch(act -> act.startsWith("account.closed"));
        assertThat(post(path + "/close", session, "password", PASSWORD)).hasStatus3xxRedirection();
        assertThat(acts()).contains("account.closed by password-again");
        assertThat(post(path + "/reopen", session)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(acts()).noneMatch(act -> act.startsWith("account.reopened"));
        assertThat(signIn(name, PASSWORD, null)).hasRedirectedUrl("/");
        assertThat(post("/me/sessions/end-others", session)).hasStatus3xxRedirection();
        assertThat(acts())
                .as("known again in that request alone")
                .contains("account.sessions-ended by password");
    }

    // ----

    private record On(Authenticator authenticator, List<String> recoveryCodes) {}

    private On switchOn() {
        var authenticator =
                new Authenticator(post("/me/second-step", inside, "password", PASSWORD));
        var codes =
                post("/me/second-step/confirm", inside, "one-time-password", authenticator.next());
        return new On(authenticator, recoveryCodes(codes));
    }

    private static List<String> recoveryCodes(MvcTestResult page) {
        return RECOVERY_CODE.matcher(text(page)).results().map(found -> found.group()).toList();
    }

    /// What a person's telephone does: reads the address once and shows codes that follow each
    /// other.
    private final class Authenticator {
        private final String secret;
        private final Totp totp;
        private long shown;

        private Authenticator(MvcTestResult page) {
            var found = Pattern.compile("secret=([A-Z2-7]{32})").matcher(text(page));
            assertThat(found.find()).isTrue();
            secret = found.group(1);
            var bits = BigInteger.ZERO;
            for (var letter : secret.toCharArray()) {
                var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
                bits = bits.shiftLeft(5).add(BigInteger.valueOf(value));
            }
            totp = Totp.of("%040x".formatted(bits));
        }

        private String next() {
            shown = Math.max(Totp.step(clock.instant()), shown + 1);
            return last();
        }

        private String last() {
            return totp.code(shown);
        }
    }

    private static final class AtHand extends Clock {
        private Instant now;

        private AtHand(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private UUID open(String name, Role role) {
        var fresh =
                new NewAccount(
                        agency,
                        null,
                        name,
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(role));
        return AgencyScope.within(agency, () -> accounts.open(fresh));
    }

    private List<String> acts() {
        return inAgency(
                """
                SELECT act || ' by ' || substring(leaf FROM 'identified ([^\\n]*)')
                  FROM evidence.entry ORDER BY id
                """);
    }

    private List<String> inAgency(String sql) {
        return AgencyScope.within(
                agency,
                () ->
                        Objects.requireNonNull(
                                new TransactionTemplate(transactions)
                                        .execute(_ -> db.sql(sql).query(String.class).list())));
    }

    private MvcTestResult signIn(String password) {
        return signIn(username, password, null);
    }

    private MvcTestResult signIn(String password, Cookie device) {
        return signIn(username, password, device);
    }

    private MvcTestResult signIn(String name, String password, @Nullable Cookie device) {
        var request =
                web.post()
                        .uri("/sign-in")
                        .param("username", name)
                        .param("password", password)
                        .with(csrf());
        return (device == null ? request : request.cookie(device)).exchange();
    }

    private MvcTestResult code(Cookie half, String code) {
        return post("/sign-in/code", half, "one-time-password", code);
    }

    private MvcTestResult post(String path, Cookie session, String... namesAndValues) {
        var request = web.post().uri(path).cookie(session).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static Cookie session(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("session"));
    }
}
