package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
