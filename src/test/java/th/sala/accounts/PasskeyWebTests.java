package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class PasskeyWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final String WRONG = "ไม่ใช่รหัสผ่านนี้แน่นอน";
    private static final String PHONE = "มือถือของสมหญิง";
    private static final String REFUSED = "พาสคีย์นี้ใช้กับระบบไม่ได้";
    private static final String CODE_PAGE = "ใส่รหัสจากแอปยืนยันตัวตน";
    private static final RelyingParty HERE = new RelyingParty("localhost", "http://localhost");

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired SecondStep secondStep;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    /// Somebody with an account and a browser.
    private record Person(UUID agency, UUID account, String username, Cookie session) {}

    /// What a browser was asked to sign, and the cookie that it was given.
    private record Asked(String said, byte[] challenge, Cookie token) {}

    private final TestAuthenticator phone = new TestAuthenticator();
    private Person somying;

    @BeforeEach
    void openAccount() {
        db.sql("DELETE FROM accounts.tally").update();
        somying = person(UUID.randomUUID(), Role.OFFICIAL);
    }

    // ---- having them

    @Test
    void isAddedWithThePasswordAndTold() {
        assertThat(post("/me/passkeys", somying, "name", PHONE, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(PHONE, "รหัสผ่านปัจจุบันไม่ถูกต้อง")
                .doesNotContain("data-passkey-make");
        assertThat(post("/me/passkeys", somying, "name", " ", "password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตั้งชื่อ");
        assertThat(page("/me/passkeys")).bodyText().contains("ท่านยังไม่มีพาสคีย์");

        var asked = begun(somying);
        assertThat(asked.said())
                .contains(
                        "\"rp\":{\"id\":\"localhost\",\"name\":\"ศาลา\"}",
                        "\"residentKey\":\"required\"",
                        "\"userVerification\":\"required\"",
                        "\"alg\":-7");
        assertThat(made(somying, asked)).hasRedirectedUrl("/me/passkeys");

        assertThat(page("/me/passkeys")).bodyText().contains(PHONE, "ยังไม่เคยใช้");
        assertThat(page("/me")).bodyText().contains("๑ รายการ");
        assertThat(acts()).contains("account.passkey by password");
        assertThat(notices()).containsExactly("notices.passkey.added {" + PHONE + "}");
    }

    @Test
    void isAddedToNobodyElseAndOnce() {
        var asked = begun(somying);
        var other = person(somying.agency(), Role.OFFICIAL);
        assertThat(made(other, asked)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        var again = begun(somying);
        var answer = phone.create(HERE, again.challenge());
        assertThat(made(somying, again, answer)).hasStatus3xxRedirection();
        assertThat(made(somying, again, answer))
                .as("the same answer again")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var known = begun(other);
        assertThat(made(other, known, phone.create(HERE, known.challenge())))
                .as("somebody's already")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ได้เพิ่มพาสคีย์");
        assertThat(begun(somying).said()).contains(base64(phone.credential));
    }

    @Test
    void isNotAddedByAChallengeToSignIn() {
        var asked = asked(somying.session());
        assertThat(made(somying, asked)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        addPhone();
        var toAdd = begun(somying);
        assertThat(signIn(toAdd, signed(toAdd))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void isRenamedAndRemovedByItsOwnerOnly() {
        addPhone();
        var path = "/me/passkeys/" + id();
        var other = person(somying.agency(), Role.OFFICIAL);
        assertThat(post(path + "/rename", other, "name", "ของฉันแล้ว"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(path + "/remove", other, "password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(path + "/remove", somying, "password", WRONG))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(PHONE);

        assertThat(post(path + "/rename", somying, "name", "โทรศัพท์เก่า"))
                .hasRedirectedUrl("/me/passkeys");
        assertThat(page("/me/passkeys"))
                .bodyText()
                .contains("<strong>โทรศัพท์เก่า")
                .doesNotContain("<strong>" + PHONE);
        assertThat(post(path + "/remove", somying, "password", PASSWORD))
                .hasRedirectedUrl("/me/passkeys");
        assertThat(acts()).contains("account.passkey-ended by password-again");
        var asked = askedAtTheDoor();
        assertThat(signIn(asked, signed(asked))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void endsWithATemporaryPasswordAndWithTheAccount() {
        for (var end : List.of("password", "close")) {
            var left = person(somying.agency(), Role.OFFICIAL);
            var own = new TestAuthenticator();
            add(left, own);
            var boss = person(somying.agency(), Role.ADMINISTRATOR);
            post("/people/accounts/" + left.account() + "/" + end, boss, "password", PASSWORD);
            if (end.equals("close")) {
                post("/people/accounts/" + left.account() + "/reopen", boss);
            }

            var asked = askedAtTheDoor();
            assertThat(signIn(asked, signed(own, asked)))
                    .as(end)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    // ---- signing in

    @Test
    void signsInAlone() {
        addPhone();
        var asked = askedAtTheDoor();
        assertThat(asked.said())
                .contains(
                        "\"rpId\":\"localhost\"",
                        "\"allowCredentials\":[]",
                        "\"userVerification\":\"required\"");
        var in = signIn(asked, signed(asked));

        assertThat(in).hasRedirectedUrl("/");
        assertThat(web.get().uri("/me").cookie(session(in)))
                .hasStatusOk()
                .bodyText()
                .contains(somying.username());
        assertThat(acts().getLast()).isEqualTo("account.signed-in by passkey");
        assertThat(page("/me/passkeys")).bodyText().contains("ใช้ล่าสุด");
    }

    @Test
    void needsNoCodeBesides() {
        switchSecondStepOn();
        addPhone();
        var asked = askedAtTheDoor();

        assertThat(signIn(asked, signed(asked))).hasRedirectedUrl("/");
    }

    @Test
    void takesThePlaceOfTheCodeAfterThePassword() {
        switchSecondStepOn();
        assertThat(enter(somying)).bodyText().contains(CODE_PAGE).doesNotContain("data-passkey");
        addPhone();
        var half = enter(somying);
        assertThat(half).bodyText().contains(CODE_PAGE, "data-passkey-from");
        var asked = asked(session(half));
        assertThat(asked.said()).contains(base64(phone.credential));

        var wrong = phone.get(HERE, new byte[32]);
        assertThat(complete(session(half), asked, wrong))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(CODE_PAGE, REFUSED);
        var again = asked(session(half));
        phone.user = new byte[0];
        assertThat(complete(session(half), again, signed(again))).hasRedirectedUrl("/");
        assertThat(acts().getLast()).isEqualTo("account.signed-in by password+passkey");
    }

    @Test
    void anotherPersonsPasskeyIsNoCode() {
        switchSecondStepOn();
        addPhone();
        var others = new TestAuthenticator();
        add(person(somying.agency(), Role.OFFICIAL), others);
        var half = session(enter(somying));
        var asked = asked(half);

        assertThat(complete(half, asked, signed(others, asked)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        for (int i = 1; i < 5; i++) {
            complete(half, asked, "{}");
        }
        var right = asked(half);
        assertThat(complete(half, right, signed(right)))
                .as("as many guesses as of codes")
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void isWrongForAnythingButTheChallengeOfThisBrowserOnThisPage() {
        addPhone();
        var asked = askedAtTheDoor();
        var answer = signed(asked);
        assertThat(signIn(asked, answer)).hasStatus3xxRedirection();
        assertWrong(signIn(asked, answer), "the same answer again");

        var another = askedAtTheDoor();
        assertWrong(signIn(askedAtTheDoor(), signed(another)), "another browser's challenge");
        var page = askedAtTheDoor();
        var false1 = new RelyingParty("localhost", "http://localhost:81");
        phone.counter++;
        assertWrong(signIn(page, phone.get(false1, page.challenge())), "another page");
        var name = askedAtTheDoor();
        var false2 = new RelyingParty("sala.example.go.th", "http://localhost");
        assertWrong(signIn(name, phone.get(false2, name.challenge())), "another place");
        var alone = askedAtTheDoor();
        phone.verifies = false;
        assertWrong(signIn(alone, signed(alone)), "without the person");
    }

    @Test
    void isWrongWhenItIsLateOrUnknownOrSaysNotWhose() {
        addPhone();
        var late = askedAtTheDoor();
        db.sql("UPDATE accounts.challenge SET until = until - interval '5 minutes'").update();
        assertWrong(signIn(late, signed(late)), "late");
        var unknown = askedAtTheDoor();
        assertWrong(signIn(unknown, signed(new TestAuthenticator(), unknown)), "unknown");
        var nonsense = askedAtTheDoor();
        assertWrong(signIn(nonsense, "{}"), "nonsense");
        var right = phone.user;
        phone.user = new byte[0];
        var nobodys = askedAtTheDoor();
        assertWrong(signIn(nobodys, signed(nobodys)), "says not whose");

        db.sql("DELETE FROM accounts.tally").update();
        phone.user = right;
        var asked = askedAtTheDoor();
        assertThat(signIn(asked, signed(asked))).hasStatus3xxRedirection();
        assertThat(acts()).contains("account.signed-in by unknown");
    }

    private void assertWrong(MvcTestResult answer, String why) {
        assertThat(answer)
                .as(why)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(REFUSED);
        assertThat(answer.getResponse().getCookie("session")).as(why).isNull();
    }

    @Test
    void slowsWhoFailsAndNobodyElse() {
        addPhone();
        for (int i = 0; i < 5; i++) {
            signIn(askedAtTheDoor(), phone.get(HERE, new byte[32]));
        }
        var asked = askedAtTheDoor();
        assertThat(signIn(asked, signed(asked)))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .hasHeader("Retry-After", "30")
                .bodyText()
                .contains("ก่อนถึงเวลานั้นระบบจะไม่ตรวจพาสคีย์");

        var other = person(somying.agency(), Role.OFFICIAL);
        var own = new TestAuthenticator();
        add(other, own);
        var theirs = askedAtTheDoor();
        assertThat(signIn(theirs, signed(own, theirs))).hasStatus3xxRedirection();
    }

    @Test
    void isRefusedWhenItCountedBackAndThePersonIsTold() {
        addPhone();
        for (int i = 0; i < 2; i++) {
            var asked = askedAtTheDoor();
            assertThat(signIn(asked, signed(asked))).hasStatus3xxRedirection();
        }
        phone.counter -= 2;
        var copied = askedAtTheDoor();
        assertThat(signIn(copied, signed(copied)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อาจมีผู้ทำสำเนาไว้");

        assertThat(notices())
                .containsExactly(
                        "notices.passkey.added {" + PHONE + "}",
                        "notices.passkey.counted-back {" + PHONE + "}");
        assertThat(outcomes()).contains("account.signed-in refused passkey-counted-back");
    }

    @Test
    void opensNoClosedAccount() {
        addPhone();
        inAgency(
                """
                UPDATE accounts.account SET closed_at = now()
                 WHERE username = '%s' RETURNING username
                """
                        .formatted(somying.username()));
        var asked = askedAtTheDoor();

        assertWrong(signIn(asked, signed(asked)), "closed");
    }

    @Test
    void aTemporaryPasswordIsChangedFirst() {
        addPhone();
        inAgency(
                """
                UPDATE accounts.account SET password_temporary = true
                 WHERE username = '%s' RETURNING username
                """
                        .formatted(somying.username()));
        var asked = askedAtTheDoor();

        assertThat(signIn(asked, signed(asked))).hasRedirectedUrl("/me/password");
    }

    // ---- confirming

    @Test
    void confirmsInPlaceOfThePassword() {
        var boss = person(somying.agency(), Role.ADMINISTRATOR);
        var path = "/people/accounts/" + somying.account();
        assertThat(web.get().uri(path).cookie(boss.session()))
                .bodyText()
                .doesNotContain("data-passkey");
        add(boss, phone);
        assertThat(web.get().uri(path).cookie(boss.session()))
                .bodyText()
                .contains("data-passkey-from");

        assertThat(web.get().uri("https://sala.example.go.th" + path).cookie(boss.session()))
                .bodyText()
                .as("there browsers offer none that was made here")
                .doesNotContain("data-passkey");

        var next = asked(boss.session());
        assertThat(confirmed(path + "/second-step/reset", boss, next, signed(next)))
                .hasStatus3xxRedirection();
        var last = asked(boss.session());
        assertThat(confirmed(path + "/password", boss, last, signed(last))).hasStatusOk();
        var asked = asked(boss.session());
        assertThat(asked.said()).contains(base64(phone.credential));
        var answer = signed(asked);
        assertThat(confirmed(path + "/roles", boss, asked, answer, "roles", "HEAD"))
                .hasStatus3xxRedirection();
        assertThat(acts()).contains("account.roles by passkey-again");
        assertThat(confirmed(path + "/roles", boss, asked, answer, "roles", "OFFICIAL"))
                .as("good once")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(REFUSED);
        assertThat(acts()).contains("account.temporary-password by passkey-again");
    }

    @Test
    void anotherPersonsPasskeyConfirmsNothing() {
        var boss = person(somying.agency(), Role.ADMINISTRATOR);
        add(boss, new TestAuthenticator());
        addPhone();
        var elsewhere = new TestAuthenticator();
        add(person(UUID.randomUUID(), Role.ADMINISTRATOR), elsewhere);
        var path = "/people/accounts/" + somying.account() + "/password";

        var silent = new TestAuthenticator();
        add(person(somying.agency(), Role.OFFICIAL), silent);
        silent.user = new byte[0];
        for (var others : List.of(phone, elsewhere, silent)) {
            var asked = asked(boss.session());
            assertThat(confirmed(path, boss, asked, signed(others, asked)))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(outcomes())
                .contains("account-changes.temporary-password refused accounts.passkeys.wrong")
                .noneMatch(act -> act.startsWith("account.temporary-password"));
    }

    @Test
    void confirmationsAreSlowedTogetherWithPasswords() {
        addPhone();
        var path = "/me/passkeys/" + id() + "/remove";
        for (int i = 0; i < 5; i++) {
            post(path, somying, "password", WRONG);
            confirmed(path, somying, asked(somying.session()), "{}");
        }
        var asked = asked(somying.session());

        assertThat(confirmed(path, somying, asked, signed(asked)))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void confirmsNothingWhenItCountedBack() {
        addPhone();
        var asked = asked(somying.session());
        phone.counter = 0;
        var path = "/me/passkeys/" + id() + "/remove";

        assertThat(confirmed(path, somying, asked, phone.get(HERE, asked.challenge())))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อาจมีผู้ทำสำเนาไว้", PHONE);
        assertThat(outcomes()).contains("accounts.confirm refused accounts.passkeys.counted-back");
        assertThat(notices()).contains("notices.passkey.counted-back {" + PHONE + "}");
    }

    @Test
    void anAnswerIsNotHeldWithAForm() {
        var held =
                HeldForm.sent(
                        "/me/app-passwords",
                        web.post()
                                .uri("/me/app-passwords")
                                .param("name", "Thunderbird")
                                .param("passkey", "an answer of an authenticator")
                                .with(csrf())
                                .exchange()
                                .getRequest());

        assertThat(held.fields()).containsExactly(new HeldForm.Field("name", "Thunderbird"));
    }

    @Test
    void thereAreNoneAtAnAddressThatBrowsersOfferThemNot() {
        addPhone();
        assertThat(web.post().uri("http://127.0.0.1:8080/sign-in/challenge").with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("http://127.0.0.1:8080/sign-in"))
                .bodyText()
                .doesNotContain("data-passkey");
        assertThat(web.get().uri("http://127.0.0.1/me/passkeys").cookie(somying.session()))
                .bodyText()
                .contains(
                        "ใช้พาสคีย์ที่ที่อยู่นี้ไม่ได้",
                        "ใช้ได้เมื่อเปิดระบบที่ localhost เท่านั้น");
        assertThat(web.get().uri("https://sala.example.go.th/sign-in"))
                .bodyText()
                .contains("data-passkey-from");
    }

    // ----

    private Person person(UUID agency, Role role) {
        var username = "u" + UUID.randomUUID().toString().substring(0, 13);
        var fresh =
                new NewAccount(
                        agency,
                        null,
                        username,
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(role));
        var account = AgencyScope.within(agency, () -> accounts.open(fresh));
        return new Person(agency, account, username, session(enter(username)));
    }

    private void addPhone() {
        add(somying, phone);
    }

    private void add(Person person, TestAuthenticator authenticator) {
        var asked = begun(person);
        authenticator.user = CreationOptions.handle(person.account());
        assertThat(made(person, asked, authenticator.create(HERE, asked.challenge())))
                .hasRedirectedUrl("/me/passkeys");
    }

    private Asked begun(Person person) {
        var page = post("/me/passkeys", person, "name", PHONE, "password", PASSWORD);
        assertThat(page).hasStatusOk();
        return read(page);
    }

    private MvcTestResult made(Person person, Asked asked) {
        return made(person, asked, phone.create(HERE, asked.challenge()));
    }

    private MvcTestResult made(Person person, Asked asked, String answer) {
        return confirmed("/me/passkeys/made", person, asked, answer, "name", PHONE);
    }

    private Asked askedAtTheDoor() {
        return asked(null);
    }

    /// Presses the button on a page.
    private Asked asked(@Nullable Cookie session) {
        var request = web.post().uri("/sign-in/challenge").with(csrf());
        var answer = (session == null ? request : request.cookie(session)).exchange();
        assertThat(answer).hasStatusOk();
        return read(answer);
    }

    private static Asked read(MvcTestResult answer) {
        var said = text(answer).replace("&quot;", "\"");
        var found = Pattern.compile("\"challenge\":\"([A-Za-z0-9_-]{43})\"").matcher(said);
        assertThat(found.find()).isTrue();
        var token = Objects.requireNonNull(answer.getResponse().getCookie("challenge"));
        assertThat(token.isHttpOnly()).isTrue();
        assertThat(token.getMaxAge()).isEqualTo(300);
        assertThat(said).doesNotContain(token.getValue());
        return new Asked(said, Base64.getUrlDecoder().decode(found.group(1)), token);
    }

    private String signed(Asked asked) {
        return signed(phone, asked);
    }

    private static String signed(TestAuthenticator authenticator, Asked asked) {
        authenticator.counter++;
        return authenticator.get(HERE, asked.challenge());
    }

    private MvcTestResult signIn(Asked asked, String answer) {
        return web.post()
                .uri("/sign-in/passkey")
                .param("passkey", answer)
                .cookie(asked.token())
                .with(csrf())
                .exchange();
    }

    private MvcTestResult complete(Cookie half, Asked asked, String answer) {
        return web.post()
                .uri("/sign-in/code")
                .param("passkey", answer)
                .cookie(asked.token(), half)
                .with(csrf())
                .exchange();
    }

    private MvcTestResult confirmed(
            String path, Person person, Asked asked, String answer, String... namesAndValues) {
        var request =
                web.post()
                        .uri(path)
                        .param("passkey", answer)
                        .cookie(asked.token(), person.session())
                        .with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult post(String path, Person person, String... namesAndValues) {
        var request = web.post().uri(path).cookie(person.session()).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult page(String path) {
        return web.get().uri(path).cookie(somying.session()).exchange();
    }

    private MvcTestResult enter(Person person) {
        return enter(person.username());
    }

    private MvcTestResult enter(String username) {
        return web.post()
                .uri("/sign-in")
                .param("username", username)
                .param("password", PASSWORD)
                .with(csrf())
                .exchange();
    }

    private void switchSecondStepOn() {
        AgencyScope.within(
                somying.agency(),
                () -> {
                    var who =
                            accounts.find(somying.account())
                                    .orElseThrow()
                                    .signedIn(SignedIn.BY_PASSWORD);
                    var totp = secondStep.begin(who, new TypedPassword(PASSWORD));
                    secondStep.confirm(who, totp.code(Totp.step(clock.instant())));
                });
    }

    private String id() {
        return inAgency(
                        "SELECT id::text FROM accounts.passkey WHERE account_id = '%s'"
                                .formatted(somying.account()))
                .getFirst();
    }

    private List<String> acts() {
        return inAgency(
                """
                SELECT act || ' by ' || substring(leaf FROM 'identified ([^\\n]*)')
                  FROM evidence.entry ORDER BY id
                """);
    }

    private List<String> outcomes() {
        return inAgency(
                """
                SELECT act || ' ' || substring(leaf FROM 'outcome ([^\\n]*)')
                  FROM evidence.entry ORDER BY id
                """);
    }

    private List<String> notices() {
        return inAgency(
                "SELECT message_key || ' ' || arguments::text FROM notices.notice ORDER BY told_at");
    }

    private List<String> inAgency(String sql) {
        return AgencyScope.within(
                somying.agency(),
                () ->
                        Objects.requireNonNull(
                                new TransactionTemplate(transactions)
                                        .execute(_ -> db.sql(sql).query(String.class).list())));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static Cookie session(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("session"));
    }
}
