package th.sala.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.identity.Office.session;
import static th.sala.identity.Office.text;

import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.identity.Directory.Encryption;

/// Sign-in by the password that a directory keeps.
@SalaTest
class DirectoryWebTests {
    private static final String PATH = "/people/installation/outside/directories";
    private static final String THERE = "the password over there";
    private static final String WRONG = "not the password at all";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @TempDir Path folder;

    private TestDirectory there;
    private Office office;
    private Account somying;
    private Cookie owner;
    private Cookie admin;
    private UUID directory;

    @BeforeEach
    void openOffice() throws Exception {
        there = new TestDirectory(folder.resolve("directory"), "localhost");
        var domain = UUID.randomUUID().toString().substring(0, 8) + ".example";
        var province = new Srisamut(founding, organisation, powers, domain);
        office = Office.open(web, accounts, db, transaction, clock, province.id);
        somying = office.account("somying", Role.OFFICIAL);
        owner = office.session("owner");
        admin = office.session("admin");
        there.hire(somying.username(), THERE);
        directory = id(office.act(PATH, owner, typed(Encryption.LDAPS)));
        switchOn();
        assertThat(begin(somying)).hasRedirectedUrl(page(somying));
    }

    @AfterEach
    void closeDirectory() {
        there.close();
    }

    private String[] typed(Encryption encryption) {
        return new String[] {
            "name",
            "TestAD",
            "host",
            "localhost",
            "port",
            Integer.toString(there.port(encryption)),
            "encryption",
            encryption.name(),
            "trusted",
            encryption == Encryption.NONE ? "" : there.certificate(),
            "login",
            TestDirectory.LOGIN,
            "bindPassword",
            TestDirectory.LOGIN_PASSWORD,
            "base",
            TestDirectory.PEOPLE,
            "filter",
            TestDirectory.FILTER,
            "identifier",
            "entryUUID",
            "groups",
            "memberOf"
        };
    }

    private static UUID id(MvcTestResult added) {
        var to = Objects.requireNonNull(added.getResponse().getRedirectedUrl(), text(added));
        return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    }

    private void switchOn() {
        assertThat(office.act(PATH + "/" + directory + "/active", owner, "active", "true"))
                .hasRedirectedUrl(PATH + "/" + directory);
    }

    private static String page(Account account) {
        return "/people/accounts/" + account.id() + "/outside";
    }

    private MvcTestResult begin(Account account) {
        return office.act(page(account) + "/directory", admin, "directory", directory.toString());
    }

    private MvcTestResult signIn(String password, Cookie... cookies) {
        return office.signIn(somying.username(), password, cookies);
    }

    private static Cookie device(MvcTestResult in) {
        return Objects.requireNonNull(in.getResponse().getCookie("device"));
    }

    // ---- signing in

    @Test
    void letsInWithThePasswordOverThereOnly() {
        assertThat(signIn(Office.PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(signIn("")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var in = signIn(THERE);
        assertThat(in).hasRedirectedUrl("/");
        assertThat(office.get("/me", session(in))).hasStatusOk();
        assertThat(office.acts())
                .contains(
                        "account.signed-in by directory",
                        "account.signed-in by unknown refused directory-wrong",
                        "account.signed-in by unknown refused directory-empty-password");
    }

    @Test
    void endsWhatTheOldPasswordHadBegun() {
        var before = office.account("sompong", Role.OFFICIAL);
        var inside = office.session("sompong");
        assertThat(begin(before)).hasStatus3xxRedirection();
        assertThat(office.get("/me", inside)).hasStatus3xxRedirection();
        assertThat(office.acts())
                .contains(
                        "account.directory-begun by password-again",
                        "account.password-forgotten by password-again");
    }

    @Test
    void tellsStrangersNothingOfWhoseItIs() {
        office.account("local", Role.OFFICIAL);
        var known = text(signIn(WRONG));
        var local = text(office.signIn(office.name("local"), WRONG));
        var nobody = text(office.signIn(office.name("nobody"), WRONG));
        there.shutDown();
        var silent = signIn(WRONG);
        assertThat(silent).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(plain(known, "somying"))
                .contains("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
                .isEqualTo(plain(local, "local"))
                .isEqualTo(plain(nobody, "nobody"))
                .isEqualTo(plain(text(silent), "somying"));
    }

    private String plain(String page, String name) {
        return page.replaceAll("name=\"_csrf\"[^>]*", "").replace(office.name(name), "someone");
    }

    @Test
    void takesAsLongForEverybodyWhoIsNotLetIn() {
        office.account("local", Role.OFFICIAL);
        for (var name : List.of("somying", "local", "nobody")) {
            var begun = System.nanoTime();
            office.signIn(office.name(name), WRONG);
            assertThat(System.nanoTime() - begun).as(name).isGreaterThanOrEqualTo(690_000_000L);
        }
    }

    @Test
    void slowsGuessingAsForOtherPasswords() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(WRONG + i)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(signIn(THERE)).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void aSilentDirectoryCountsAsNoAttemptAndSaysSoToWhomItKnows() throws Exception {
        var device = device(signIn(THERE));
        there.shutDown();
        for (int i = 0; i < 12; i++) {
            assertThat(signIn(THERE, device))
                    .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                    .bodyText()
                    .contains("ระบบบัญชีของหน่วยงานไม่ตอบ");
        }
        there.startAgain();
        db.sql("UPDATE identity.directory SET port = :port")
                .param("port", there.port(Encryption.LDAPS))
                .update();
        assertThat(signIn(THERE, device)).hasRedirectedUrl("/");
    }

    @Test
    void asksForTheCodeAllTheSame() {
        var inside = session(signIn(THERE));
        var begun = office.post("/me/second-step", inside, "password", THERE);
        var codes = new th.sala.accounts.TestCodes(text(begun));
        office.post(
                "/me/second-step/confirm",
                inside,
                "one-time-password",
                codes.next(clock.instant()));

        var half = signIn(THERE);
        assertThat(half).hasStatusOk();
        assertThat(
                        office.post(
                                "/sign-in/code",
                                session(half),
                                "one-time-password",
                                codes.next(clock.instant())))
                .hasRedirectedUrl("/");
        assertThat(office.acts().getLast()).isEqualTo("account.signed-in by directory+totp");
    }

    @Test
    void confirmsActsByThePasswordOverThere() {
        var inside = session(signIn(THERE));
        assertThat(office.post("/me/second-step", inside, "password", Office.PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.post("/me/second-step", inside, "password", THERE)).hasStatusOk();
        there.shutDown();
        assertThat(office.post("/me/second-step", inside, "password", THERE))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ตอบ");
    }

    @Test
    void changesNoPasswordHere() {
        var inside = session(signIn(THERE));
        assertThat(
                        office.post(
                                "/me/password",
                                inside,
                                "current",
                                THERE,
                                "next",
                                "น้ำตกสูงไหลเย็นฉ่ำ",
                                "again",
                                "น้ำตกสูงไหลเย็นฉ่ำ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเปลี่ยนที่นั่น");
        assertThat(office.act("/people/accounts/" + somying.id() + "/password", admin))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเปลี่ยนที่นั่น");
        assertThat(signIn(THERE)).hasRedirectedUrl("/");
    }

    @Test
    void noticesWhoWasGivenTheNameOfAnother() throws Exception {
        assertThat(signIn(THERE)).hasRedirectedUrl("/");
        there.dismiss("uid=" + somying.username());
        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        there.hire(somying.username(), "another person's password");
        assertThat(signIn("another person's password")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.acts())
                .contains("account.signed-in by unknown refused directory-another-person");
    }

    @Test
    void letsNobodyInWhoseAccountIsClosed() {
        office.act("/people/accounts/" + somying.id() + "/close", admin);
        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void endsWithAPasswordThatNobodyKnows() {
        assertThat(office.post(page(somying) + "/directory/end", admin))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.act(page(somying) + "/directory/end", admin))
                .hasRedirectedUrl(page(somying));
        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(signIn(Office.PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.acts()).contains("account.directory-ended by password-again");
        var set = office.act("/people/accounts/" + somying.id() + "/password", admin);
        var found =
                java.util.regex.Pattern.compile(">([a-z2-9]{4}(-[a-z2-9]{4}){2})<")
                        .matcher(text(set));
        assertThat(found.find()).isTrue();
        assertThat(signIn(found.group(1))).hasRedirectedUrl("/me/password");
    }

    @Test
    void keepsNoPasswordOfWhoGoverns() {
        var governing =
                th.sala.database.AgencyScope.within(
                        office.agency(),
                        () ->
                                accounts.of(office.agency()).stream()
                                        .filter(Account::governsInstallation)
                                        .findFirst()
                                        .orElseThrow());
        assertThat(begin(governing))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เข้าจากภายนอกไม่ได้");
        var second = office.account("second", Role.ADMINISTRATOR);
        assertThat(begin(second)).hasStatus3xxRedirection();
        assertThat(office.lines("SELECT account_id::text FROM identity.directory_account"))
                .as("whose password it is does not change by one administrator's word")
                .doesNotContain(second.id().toString());
        assertThat(office.confirm(owner)).hasStatus3xxRedirection();
        assertThat(office.act("/people/installation", owner, "username", second.username()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ให้สิทธิดูแลทั้งระบบไม่ได้");
        assertThat(begin(second)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        office.act(
                                page(office.fresh(own())) + "/directory",
                                admin,
                                "directory",
                                directory.toString()))
                .as("one's own")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /// However the right came about.
    @Test
    void letsNobodyInWhoGoverns() {
        assertThat(signIn(THERE)).hasRedirectedUrl("/");
        db.sql(
                        """
                        INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
                        VALUES (gen_random_uuid(), :account, '', now())
                        """)
                .param("account", somying.id())
                .update();
        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.acts())
                .contains("account.signed-in by unknown refused governs-installation");
    }

    private UUID own() {
        return th.sala.database.AgencyScope.within(
                office.agency(),
                () ->
                        accounts.of(office.agency()).stream()
                                .filter(one -> one.username().equals(office.name("admin")))
                                .findFirst()
                                .orElseThrow()
                                .id());
    }

    // ---- roles

    private void follow(String group, Role role) {
        assertThat(
                        office.act(
                                PATH + "/" + directory + "/groups",
                                owner,
                                "agency",
                                office.agency().toString(),
                                "group",
                                group,
                                "role",
                                role.name()))
                .hasStatus3xxRedirection();
    }

    @Test
    void rolesFollowTheGroupsAtEachSignIn() throws Exception {
        follow(TestDirectory.OFFICIALS, Role.OFFICIAL);
        follow(TestDirectory.AUDITORS, Role.AUDITOR);
        office.act(
                "/people/accounts/" + somying.id() + "/roles",
                admin,
                "roles",
                "OFFICIAL",
                "roles",
                "HEAD");
        assertThat(office.confirm(owner)).hasStatus3xxRedirection();
        var rdn = "uid=" + somying.username();
        there.join(rdn, "CN=Auditors, OU=Groups,DC=example", "cn=others,dc=example");

        assertThat(signIn(THERE)).hasRedirectedUrl("/");
        assertThat(office.fresh(somying.id()).roles())
                .as("what no group governs stays")
                .containsExactly(Role.HEAD, Role.AUDITOR);
        assertThat(
                        office.lines(
                                "SELECT statement FROM evidence.entry WHERE act = 'account.roles-followed'"))
                .singleElement()
                .asString()
                .contains("given [AUDITOR]", "taken [OFFICIAL]");

        assertThat(signIn(THERE)).hasRedirectedUrl("/");
        assertThat(office.acts())
                .as("no change, no entry")
                .filteredOn(act -> act.startsWith("account.roles-followed"))
                .hasSize(1);

        there.join(rdn, TestDirectory.OFFICIALS);
        signIn(WRONG);
        assertThat(office.fresh(somying.id()).is(Role.AUDITOR)).isTrue();
        signIn(THERE);
        assertThat(office.fresh(somying.id()).roles()).containsExactly(Role.OFFICIAL, Role.HEAD);
    }

    @Test
    void whoeverIsInNoneOfTheGroupsAnyMoreComesInNoMore() throws Exception {
        follow(TestDirectory.OFFICIALS, Role.OFFICIAL);
        there.join("uid=" + somying.username(), "cn=others,dc=example");

        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.fresh(somying.id()).roles()).isEmpty();
        assertThat(office.acts()).contains("account.signed-in by unknown refused no-role");

        there.join("uid=" + somying.username(), TestDirectory.OFFICIALS);
        assertThat(signIn(THERE)).hasRedirectedUrl("/");
    }

    @Test
    void noOtherRoleFollowsAndNoOtherAgencyIsTouched() {
        for (var role : List.of(Role.ADMINISTRATOR, Role.HEAD, Role.INSTALLATION)) {
            assertThat(
                            office.act(
                                    PATH + "/" + directory + "/groups",
                                    owner,
                                    "agency",
                                    office.agency().toString(),
                                    "group",
                                    TestDirectory.OFFICIALS,
                                    "role",
                                    role.name()))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("เฉพาะบทบาท");
        }
        var other =
                new Srisamut(
                        founding,
                        organisation,
                        powers,
                        UUID.randomUUID().toString().substring(0, 8) + ".example");
        assertThat(
                        office.act(
                                PATH + "/" + directory + "/groups",
                                owner,
                                "agency",
                                other.id.toString(),
                                "group",
                                TestDirectory.OFFICIALS,
                                "role",
                                "OFFICIAL"))
                .hasStatus3xxRedirection();
        signIn(THERE);
        assertThat(office.fresh(somying.id()).roles()).containsExactly(Role.OFFICIAL);
    }

    @Test
    void rolesAreFreeAgain() {
        follow(TestDirectory.OFFICIALS, Role.OFFICIAL);
        var id = office.lines("SELECT id::text FROM identity.group_role").getFirst();
        var path = PATH + "/" + directory + "/groups/" + id + "/remove";
        assertThat(office.post(path, owner)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(office.act(path, owner)).hasStatus3xxRedirection();
        signIn(THERE);
        assertThat(office.fresh(somying.id()).is(Role.OFFICIAL)).isTrue();
        assertThat(office.acts())
                .contains(
                        "identity-directory.role-follows by password-again",
                        "identity-directory.role-free by password-again");
    }

    // ---- settings

    @Test
    void areSetByThoseWhoGovernWithTheirPasswordAndLeaveEvidence() {
        var path = PATH + "/" + directory;
        assertThat(office.get(path, owner))
                .hasStatusOk()
                .bodyText()
                .contains(TestDirectory.LOGIN)
                .doesNotContain(TestDirectory.LOGIN_PASSWORD);
        for (var act : List.of("", "/active", "/remove")) {
            assertThat(office.post(path + act, owner, typed(Encryption.LDAPS)))
                    .as(act)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(office.act(path + act, admin, typed(Encryption.LDAPS)))
                    .hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(office.post(path + "/test", owner))
                .hasStatusOk()
                .bodyText()
                .contains("ค้นหาได้");
        assertThat(office.act(path + "/remove", owner))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังมีบัญชีหรือบทบาท");
        assertThat(office.act(path + "/active", owner, "active", "false"))
                .hasStatus3xxRedirection();
        assertThat(signIn(THERE)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        office.act(page(somying) + "/directory/end", admin);
        assertThat(office.act(path + "/remove", owner)).hasStatus3xxRedirection();
        assertThat(office.acts())
                .contains(
                        "identity-directory.added by password-again",
                        "identity-directory.on by password-again",
                        "identity-directory.off by password-again",
                        "identity-directory.removed by password-again");
        assertThat(office.lines("SELECT statement FROM evidence.entry"))
                .noneMatch(said -> said.contains(TestDirectory.LOGIN_PASSWORD));
    }

    @Test
    void keepThePasswordForItsOwnServerAndLineOnly() {
        var path = PATH + "/" + directory;
        var typed = typed(Encryption.LDAPS);
        typed[13] = "";
        assertThat(office.act(path, owner, typed)).hasRedirectedUrl(path);
        assertThat(signIn(THERE)).hasRedirectedUrl("/");
        var open = typed(Encryption.NONE);
        open[13] = "";
        assertThat(office.act(path, owner, open))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดใส่รหัสผ่านของบัญชีสำหรับค้นหาอีกครั้ง");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|no host|ชื่อเครื่องนี้ใช้ไม่ได้",
                "trusted|no certificate|อ่านใบรับรองไม่ได้",
                "base|people|base DN นี้ใช้ไม่ได้",
                "filter|(uid=somying)|ตัวกรองนี้ใช้ไม่ได้",
                "filter|(uid={username}|ตัวกรองนี้ใช้ไม่ได้",
                "filter|(&(uid={username})(cn={username}))|ตัวกรองนี้ใช้ไม่ได้"
            })
    void takeUsableValuesOnly(String field, String value, String words) {
        var typed = typed(Encryption.LDAPS);
        typed[List.of(typed).indexOf(field) + 1] = value;
        assertThat(office.act(PATH, owner, typed))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(words, "value=\"TestAD\"");
    }

    @Test
    void takeNoOpenLineToAnotherMachine() {
        var typed = typed(Encryption.NONE);
        typed[3] = "ad.example.go.th";
        assertThat(office.act(PATH, owner, typed))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เข้ารหัสได้เฉพาะเครื่องเดียวกัน");
    }
}
