package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class SignInWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;

    private final UUID agency = UUID.randomUUID();
    private final String username = "somying-" + agency.toString().substring(0, 8);
    private UUID account;

    @BeforeEach
    void openAccount() {
        db.sql("DELETE FROM accounts.tally").update();
        account =
                AgencyScope.within(
                        agency,
                        () ->
                                accounts.open(
                                        new NewAccount(
                                                agency,
                                                null,
                                                username,
                                                "สมหญิง ใจดี",
                                                "จังหวัดศรีสมุทร",
                                                PASSWORD,
                                                Set.of(Role.OFFICIAL))));
    }

    @Test
    void letsInAndRemembersTheSession() {
        var result = signIn(username, PASSWORD);

        assertThat(result).hasStatus3xxRedirection().hasRedirectedUrl("/");
        assertThat(web.get().uri("/").cookie(session(result)))
                .hasStatusOk()
                .bodyText()
                .contains("จังหวัดศรีสมุทร");
    }

    @Test
    void noSessionLastsLongerThanAWorkingDay() {
        var session = session(signIn(username, PASSWORD));
        age(Duration.ofHours(17));
        assertThat(web.get().uri("/").cookie(session)).hasStatusOk();

        age(Duration.ofHours(1));
        assertThat(web.get().uri("/").cookie(session)).hasRedirectedUrl("/sign-in?ended");
    }

    private void age(Duration by) {
        db.sql("UPDATE accounts.spring_session SET creation_time = creation_time - :by")
                .param("by", by.toMillis())
                .update();
    }

    @Test
    void keepsTheUsernameAndSaysNothingOfWhoExists() {
        var wrong = signIn(username, "ไม่ใช่รหัสผ่านนี้แน่นอน");
        var unknown = signIn("nobody-at-all", PASSWORD);

        assertThat(wrong)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(username, "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง");
        assertThat(unknown)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("nobody-at-all", "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง");
    }

    @Test
    void slowsGuessingWithASentenceThatSaysUntilWhen() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(username, "ไม่ใช่รหัสผ่านนี้แน่นอน"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }

        assertThat(signIn(username, PASSWORD))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .hasHeader("Retry-After", "30")
                .bodyText()
                .contains(username, "โปรดลองใหม่ตั้งแต่เวลา", " น. เป็นต้นไป");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysCalmWithHostileInput(String name, String password) {
        assertThat(signIn(name, password))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
                .doesNotContain("<script>alert", "\u0000");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("x".repeat(10_000), "y".repeat(10_000)),
                Arguments.of("a\u0000b", "\u0000".repeat(20)),
                Arguments.of("' OR 1=1; DROP TABLE accounts.account; --", "' OR ''='"),
                Arguments.of("<script>alert(1)</script>", "${7*7}#{7*7}"),
                Arguments.of("\uD800\uDFFF\uD800", "\uD800 alone and long enough"),
                Arguments.of("", ""),
                Arguments.of("admin\r\nSet-Cookie: a=b", "password"));
    }

    @Test
    void refusesTheDoorWithoutItsToken() {
        assertThat(
                        web.post()
                                .uri("/sign-in")
                                .param("username", username)
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void opensNothingThatCameInAnotherWay() {
        assertThat(web.post().uri("/sign-in/again").param("a", "b").with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void holdsChangedRolesAtTheNextRequest() {
        var session = session(signIn(username, PASSWORD));
        assertThat(web.get().uri("/people/accounts").cookie(session))
                .hasStatus(HttpStatus.FORBIDDEN);

        AgencyScope.within(
                agency, () -> accounts.roles(account, Set.of(Role.OFFICIAL, Role.ADMINISTRATOR)));

        assertThat(web.get().uri("/people/accounts").cookie(session)).hasStatusOk();
    }

    @Test
    void endsSessionsOfAClosedAccountAndOfAnotherPassword() {
        var session = session(signIn(username, PASSWORD));
        AgencyScope.within(
                agency,
                () ->
                        accounts.setTemporaryPassword(
                                SignedInAs.person(agency, null, Role.ADMINISTRATOR), account));
        assertThat(web.get().uri("/me").cookie(session))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/sign-in?ended&to=%2Fme");

        var password =
                AgencyScope.within(
                        agency,
                        () ->
                                accounts.setTemporaryPassword(
                                        SignedInAs.person(agency, null, Role.ADMINISTRATOR),
                                        account));
        var next = session(signIn(username, password));
        AgencyScope.within(agency, () -> accounts.close(account));
        assertThat(web.get().uri("/me").cookie(next)).hasStatus3xxRedirection();
        assertThat(signIn(username, password)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void leadsATemporaryPasswordToItsChangeAndNowhereElse() {
        var password =
                AgencyScope.within(
                        agency,
                        () ->
                                accounts.setTemporaryPassword(
                                        SignedInAs.person(agency, null, Role.ADMINISTRATOR),
                                        account));
        var entered = signIn(username, password);
        assertThat(entered).hasRedirectedUrl("/me/password");
        var session = session(entered);
        assertThat(web.get().uri("/").cookie(session)).hasRedirectedUrl("/me/password");

        var changed =
                web.post()
                        .uri("/me/password")
                        .param("current", password)
                        .param("next", "ฝนตกที่หนองคาย")
                        .param("again", "ฝนตกที่หนองคาย")
                        .cookie(session)
                        .with(csrf())
                        .exchange();

        assertThat(changed).hasRedirectedUrl("/me");
        assertThat(web.get().uri("/").cookie(session(changed))).hasStatusOk();
        assertThat(web.get().uri("/").cookie(session)).as("the old one").hasStatus3xxRedirection();
    }

    @Test
    void changesAPasswordOnlyWithTheCurrentOne() {
        var session = session(signIn(username, PASSWORD));

        assertThat(change(session, "ไม่ใช่รหัสผ่านนี้", "ฝนตกที่หนองคาย", "ฝนตกที่หนองคาย"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง");
        assertThat(change(session, PASSWORD, "ฝนตกที่หนองคาย", "ฝนตกที่หนองบัว"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ตรงกัน");
        assertThat(change(session, PASSWORD, "password2569", "password2569"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เดาได้ง่าย");
        assertThat(change(session, PASSWORD, PASSWORD, PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(signIn(username, PASSWORD)).hasStatus3xxRedirection();
    }

    private MvcTestResult change(Cookie session, String current, String next, String again) {
        return web.post()
                .uri("/me/password")
                .param("current", current)
                .param("next", next)
                .param("again", again)
                .cookie(session)
                .with(csrf())
                .exchange();
    }

    @Test
    void showsWhatThePersonPrefersAtOnce() {
        var session = session(signIn(username, PASSWORD));
        assertThat(web.get().uri("/?lang=en").cookie(session))
                .bodyText()
                .contains("lang=\"th\"", "พ.ศ. ๒๕");

        assertThat(
                        web.post()
                                .uri("/me/preferences")
                                .param("language", "TH")
                                .param("digits", "ARABIC")
                                .param("era", "COMMON")
                                .cookie(session)
                                .with(csrf()))
                .hasRedirectedUrl("/me");
        assertThat(web.get().uri("/").cookie(session))
                .bodyText()
                .contains("ค.ศ. 20", "data-keys=\"off\"");

        assertThat(
                        web.post()
                                .uri("/me/language")
                                .param("language", "EN")
                                .param("to", "/me/app-passwords")
                                .cookie(session)
                                .with(csrf()))
                .hasRedirectedUrl("/me/app-passwords");
        assertThat(web.get().uri("/me/app-passwords").cookie(session))
                .bodyText()
                .contains("lang=\"en\"", "Passwords for mail clients");
    }

    @Test
    void refusesPreferencesThatAreNone() {
        var session = session(signIn(username, PASSWORD));

        assertThat(
                        web.post()
                                .uri("/me/preferences")
                                .param("language", "FR")
                                .param("digits", "ARABIC")
                                .param("era", "COMMON")
                                .cookie(session)
                                .with(csrf()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void showsAnAppPasswordOnce() {
        var session = session(signIn(username, PASSWORD));

        var made =
                web.post()
                        .uri("/me/app-passwords")
                        .param("name", "Thunderbird <b>")
                        .param("password", PASSWORD)
                        .cookie(session)
                        .with(csrf())
                        .exchange();

        assertThat(made)
                .hasStatusOk()
                .bodyText()
                .containsPattern("[a-z2-9]{4}(-[a-z2-9]{4}){5}")
                .contains("Thunderbird &lt;b&gt;");
        assertThat(web.get().uri("/me/app-passwords").cookie(session))
                .bodyText()
                .contains("Thunderbird")
                .doesNotContainPattern("[a-z2-9]{4}(-[a-z2-9]{4}){5}");
        assertThat(
                        web.post()
                                .uri("/me/app-passwords")
                                .param("name", "x".repeat(101))
                                .cookie(session)
                                .with(csrf()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("x".repeat(101));
    }

    @Test
    void makesAnAppPasswordForWhoKnowsTheAccountsOwnOnly() {
        var session = session(signIn(username, PASSWORD));
        for (int i = 0; i < 10; i++) {
            assertThat(appPassword(session, "a guess"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง", "value=\"Outlook\"")
                    .doesNotContainPattern("[a-z2-9]{4}(-[a-z2-9]{4}){5}");
        }
        assertThat(appPassword(session, PASSWORD))
                .as("guessing is slowed")
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS);
    }

    private MvcTestResult appPassword(Cookie session, String password) {
        return web.post()
                .uri("/me/app-passwords")
                .param("name", "Outlook")
                .param("password", password)
                .cookie(session)
                .with(csrf())
                .exchange();
    }

    @Test
    void letsAnAdministratorRevokeAnAppPassword() {
        var session = session(signIn(username, PASSWORD));
        assertThat(appPassword(session, PASSWORD)).hasStatusOk();
        var page =
                web.get()
                        .uri("/people/accounts/" + account)
                        .with(SignedInAs.administrator(agency))
                        .exchange();
        assertThat(page).bodyText().contains("Outlook", "ยังไม่เคยใช้");
        var path =
                Pattern.compile("/people/accounts/" + account + "/app-passwords/[0-9a-f-]+/revoke")
                        .matcher(
                                new String(
                                        page.getResponse().getContentAsByteArray(),
                                        StandardCharsets.UTF_8));
        assertThat(path.find()).isTrue();

        var elsewhere = SignedInAs.administrator(UUID.randomUUID());
        assertThat(web.post().uri(path.group()).with(elsewhere).with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.post().uri(path.group()).with(SignedInAs.administrator(agency)).with(csrf()))
                .hasStatus3xxRedirection();

        assertThat(web.get().uri("/me/app-passwords").cookie(session))
                .bodyText()
                .doesNotContain("Outlook</td>");
    }

    @Test
    void letsAnAdministratorOpenAnAccountWithATemporaryPassword() {
        var name = "new" + username;
        var opened = openAsAdministrator("นายใหม่ มาแล้ว", name, "OFFICIAL");

        assertThat(opened).hasStatusOk().bodyText().contains(name, "รหัสผ่านชั่วคราว");
        assertThat(openAsAdministrator("นายใหม่ คนที่สอง", name, "OFFICIAL"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีผู้ใช้แล้ว", "นายใหม่ คนที่สอง");
        assertThat(openAsAdministrator("", "Not A Name", "OFFICIAL"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกรอกข้อมูลช่องนี้", "Not A Name");
        assertThat(openAsAdministrator("นายใหม่", "another" + username, "EMPEROR"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void nobodyOpensAnAccountWithoutTheirOwnPassword() {
        var refused =
                openAsAdministrator("นายใหม่", "new-" + username, "HEAD", "not-my-own-password");

        assertThat(refused)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("นายใหม่", "new-" + username);
        var names =
                AgencyScope.within(agency, () -> accounts.of(agency)).stream()
                        .map(Account::username);
        assertThat(names).doesNotContain("new-" + username);
    }

    private MvcTestResult openAsAdministrator(String name, String newName, String role) {
        return openAsAdministrator(name, newName, role, PASSWORD);
    }

    private MvcTestResult openAsAdministrator(
            String name, String newName, String role, String password) {
        return web.post()
                .uri("/people/accounts")
                .param("name", name)
                .param("username", newName)
                .param("roles", role)
                .param("password", password)
                .with(SignedInAs.as(administrator()))
                .with(csrf())
                .exchange();
    }

    @Test
    void showsAnAdministratorNothingOfOtherAgencies() {
        var elsewhere = SignedInAs.administrator(UUID.randomUUID());

        assertThat(web.get().uri("/people/accounts/" + account).with(elsewhere))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(
                        web.post()
                                .uri("/people/accounts/" + account + "/close")
                                .with(elsewhere)
                                .with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/people/accounts").with(elsewhere))
                .bodyText()
                .doesNotContain(username);
    }

    @Test
    void keepsTheLastAdministratorOnThePageToo() {
        AgencyScope.within(agency, () -> accounts.roles(account, Set.of(Role.ADMINISTRATOR)));

        assertThat(rolesOf("OFFICIAL"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("หน่วยงานต้องมีผู้ดูแลระบบอย่างน้อยหนึ่งคน");
    }

    @Test
    void letsNobodyTickTheRoleOfACorrespondenceOfficer() {
        assertThat(openAsAdministrator("นายใหม่", "officer" + username, "CORRESPONDENCE_OFFICER"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกำหนดพร้อมวันที่และคำสั่ง", "นายใหม่");
        assertThat(rolesOf("OFFICIAL", "ADMINISTRATOR", "CORRESPONDENCE_OFFICER"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดกำหนดพร้อมวันที่และคำสั่ง");
        AgencyScope.within(
                agency,
                () ->
                        accounts.roles(
                                account, Set.of(Role.ADMINISTRATOR, Role.CORRESPONDENCE_OFFICER)));
        assertThat(rolesOf("ADMINISTRATOR", "HEAD")).hasStatus3xxRedirection();
        assertThat(AgencyScope.within(agency, () -> accounts.find(account)).orElseThrow().roles())
                .as("who is named stays it, whatever is ticked")
                .containsExactlyInAnyOrder(
                        Role.ADMINISTRATOR, Role.HEAD, Role.CORRESPONDENCE_OFFICER);
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @CsvSource({
        "/people/accounts, name username",
        "/people/installation, username",
        "/me/app-passwords, name"
    })
    void keepsEverythingTypedInEveryFormThatIsRefused(String path, String fields) {
        var who = SignedInAs.person(agency, null, Role.ADMINISTRATOR, Role.INSTALLATION);
        var post = web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
        for (var field : fields.split(" ")) {
            post = post.param(field, "typed as " + field + " <๑>");
        }
        var page = assertThat(post).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY).bodyText();
        for (var field : fields.split(" ")) {
            page.contains("typed as " + field + " &lt;๑&gt;");
        }
    }

    /// The person of the account, who is administrator besides.
    private SignedIn administrator() {
        var found = AgencyScope.within(agency, () -> accounts.find(account)).orElseThrow();
        return new SignedIn(
                account,
                agency,
                null,
                username,
                found.name(),
                found.agencyName(),
                Set.of(Role.ADMINISTRATOR),
                found.display(),
                true,
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }

    private MvcTestResult rolesOf(String... roles) {
        return web.post()
                .uri("/people/accounts/" + account + "/roles")
                .param("roles", roles)
                .param("password", PASSWORD)
                .with(SignedInAs.as(administrator()))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult signIn(String name, String password) {
        return web.post()
                .uri("/sign-in")
                .param("username", name)
                .param("password", password)
                .with(csrf())
                .exchange();
    }

    private static Cookie session(MvcTestResult result) {
        return java.util.Objects.requireNonNull(result.getResponse().getCookie("session"));
    }
}
