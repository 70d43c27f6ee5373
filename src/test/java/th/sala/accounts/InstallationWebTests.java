package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

/// Who may change what holds for all agencies: the first administrator, and whom they let.
@SalaTest
class InstallationWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired InstallationRights rights;
    @Autowired JdbcClient db;

    private Account first;
    private Account second;

    @BeforeEach
    void twoAgencies() {
        db.sql("DELETE FROM accounts.installation_right").update();
        first = administrator();
        second = administrator();
    }

    private Account administrator() {
        return opened(Role.ADMINISTRATOR);
    }

    private Account opened(Role role) {
        return opened(UUID.randomUUID(), role);
    }

    private Account opened(UUID agency, Role role) {
        var username = "i" + UUID.randomUUID().toString().substring(0, 8);
        return AgencyScope.within(
                agency,
                () -> {
                    var id =
                            accounts.open(
                                    new NewAccount(
                                            agency,
                                            null,
                                            username,
                                            "นาย" + username,
                                            "อำเภอทดสอบ",
                                            PASSWORD,
                                            Set.of(role)));
                    return accounts.find(id).orElseThrow();
                });
    }

    private Account fresh(Account account) {
        return AgencyScope.within(
                account.agency(), () -> accounts.find(account.id()).orElseThrow());
    }

    private MockMvcRequestBuilder post(Account by, String path) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(fresh(by).signedIn(SignedIn.BY_PASSWORD)))
                .with(csrf());
    }

    private MockMvcRequestBuilder give(Account by, String username, String password) {
        return post(by, "/people/installation")
                .param("username", username)
                .param("password", password);
    }

    private MockMvcRequestBuilder take(Account by, Account from) {
        return post(by, "/people/installation/take")
                .param("account", from.id().toString())
                .param("password", PASSWORD);
    }

    @Test
    void theFirstAdministratorHasItAndNobodyElse() {
        assertThat(first.signedIn(SignedIn.BY_PASSWORD).is(Role.INSTALLATION)).isTrue();
        assertThat(second.signedIn(SignedIn.BY_PASSWORD).is(Role.INSTALLATION)).isFalse();
        assertThat(rights.held())
                .extracting(InstallationRight::username)
                .containsExactly(first.username());
    }

    @Test
    void isGivenWithThePasswordAndHoldsAtOnce() {
        assertThat(give(first, second.username(), "ไม่ใช่รหัสนี้"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง", "value=\"" + second.username() + "\"");
        assertThat(fresh(second).governsInstallation()).isFalse();

        assertThat(
                        give(
                                first,
                                " " + second.username().toUpperCase(java.util.Locale.ROOT) + " ",
                                PASSWORD))
                .hasRedirectedUrl("/people/installation");
        assertThat(fresh(second).signedIn(SignedIn.BY_PASSWORD).is(Role.INSTALLATION)).isTrue();
        assertThat(rights.held()).extracting(InstallationRight::givenBy).contains(first.name());
        assertThat(
                        web.get()
                                .uri("/people/installation")
                                .with(SignedInAs.as(second.signedIn(SignedIn.BY_PASSWORD))))
                .hasStatusOk()
                .bodyText()
                .contains(first.username(), second.username(), "ให้สิทธิโดย " + first.name());
    }

    @Test
    void isForAdministratorsOnly() {
        var official = opened(Role.OFFICIAL);
        assertThat(give(first, official.username(), PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่พบผู้ดูแลระบบที่ใช้ชื่อผู้ใช้นี้");
        assertThat(give(first, "nobody-of-this-name", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(fresh(official).governsInstallation()).isFalse();
    }

    @Test
    void theLastOneKeepsIt() {
        assertThat(take(first, first))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อย่างน้อยหนึ่งคน");
        assertThat(fresh(first).governsInstallation()).isTrue();

        give(first, second.username(), PASSWORD).exchange();
        assertThat(take(second, first)).hasRedirectedUrl("/people/installation");
        assertThat(fresh(first).governsInstallation()).isFalse();
        assertThat(take(second, second)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        db.sql(
                                        "SELECT taken_by FROM accounts.installation_right WHERE account_id = :id")
                                .param("id", first.id())
                                .query(String.class)
                                .single())
                .as("what was stays in the history")
                .isEqualTo(second.name());
    }

    @Test
    void anotherAdministratorLooksButChangesNothing() {
        assertThat(
                        web.get()
                                .uri("/people/installation")
                                .with(SignedInAs.as(second.signedIn(SignedIn.BY_PASSWORD))))
                .hasStatusOk()
                .bodyText()
                .contains(first.username())
                .doesNotContain("action=\"/people/installation\"");
        assertThat(give(second, second.username(), PASSWORD)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(take(second, first)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(rights.held())
                .extracting(InstallationRight::username)
                .containsExactly(first.username());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/mail", "/people/registries", "/people/holidays"})
    void ordinaryAdministratorsSeeWhatIsSharedReadOnly(String page) {
        assertThat(web.get().uri(page).with(SignedInAs.as(second.signedIn(SignedIn.BY_PASSWORD))))
                .hasStatusOk()
                .bodyText()
                .contains("ผู้ดูแลทั้งระบบเท่านั้นที่แก้ไขได้")
                .doesNotContain("action=\"/people/mail/routes", "action=\"" + page + "\"", "??");
        assertThat(web.get().uri(page).with(SignedInAs.as(first.signedIn(SignedIn.BY_PASSWORD))))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("ผู้ดูแลทั้งระบบเท่านั้นที่แก้ไขได้");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people/mail/routes",
                "/people/mail/routes/remove",
                "/people/mail/routes/direct",
                "/people/mail/domains/a.example/key",
                "/people/mail/domains/a.example/check",
                "/people/registries",
                "/people/registries/3d1b9a5e-0000-4000-8000-000000000000",
                "/people/holidays",
                "/people/holidays/3d1b9a5e-0000-4000-8000-000000000000/confirm",
                "/people/holidays/3d1b9a5e-0000-4000-8000-000000000000/withdraw"
            })
    void ordinaryAdministratorsCannotChangeIt(String path) {
        assertThat(
                        post(second, path)
                                .param("domain", "far.example")
                                .param("host", "mx.thief.example")
                                .param("port", "25")
                                .param("encryption", "NONE")
                                .param("day", "2031-01-01")
                                .param("name", "วันหยุด")
                                .param("source", "ไม่มี")
                                .param("text", "ไม่มี"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    // ---- the account behind it

    @Test
    void itsAgencyCannotTakeTheAccountOver() {
        var neighbour = opened(first.agency(), Role.ADMINISTRATOR);
        var account = "/people/accounts/" + first.id();
        for (var act : new String[] {"/password", "/close"}) {
            assertThat(post(neighbour, account + act).param("password", PASSWORD))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("บัญชีนี้มีสิทธิดูแลทั้งระบบ");
        }
        assertThat(
                        post(neighbour, account + "/roles")
                                .param("roles", "OFFICIAL")
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("บัญชีนี้มีสิทธิดูแลทั้งระบบ");
        var now = fresh(first);
        assertThat(now.isOpen()).isTrue();
        assertThat(now.temporary()).isFalse();
        assertThat(now.is(Role.ADMINISTRATOR)).isTrue();
    }

    @Test
    void noAgencyGivesItWithTheOtherRoles() {
        assertThat(
                        post(second, "/people/accounts/" + second.id() + "/roles")
                                .param("roles", "ADMINISTRATOR", "INSTALLATION")
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(second, "/people/accounts")
                                .param("name", "นายใหม่")
                                .param("username", "n" + second.username())
                                .param("roles", "INSTALLATION"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        web.get()
                                .uri("/people/accounts/" + second.id())
                                .with(SignedInAs.as(second.signedIn(SignedIn.BY_PASSWORD))))
                .bodyText()
                .doesNotContain("INSTALLATION");
        assertThat(fresh(second).governsInstallation()).isFalse();
    }
}
