package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;

@SalaTest
class MailWebTests {
    private static final UUID A = UUID.randomUUID();

    @Autowired MockMvcTester web;
    @Autowired MailRoutes routes;
    @Autowired MailPorts ports;
    @Autowired SecretBox secrets;
    @Autowired JdbcClient db;

    @Test
    void isForAdministratorsOnly() {
        assertThat(web.get().uri("/people/mail").with(SignedInAs.officer(A)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(put("far.example", "mx.thief.example", "25").with(SignedInAs.officer(A)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(routes.all()).noneMatch(route -> route.host().equals("mx.thief.example"));
    }

    @Test
    void showsListenersAndRoutes() {
        assertThat(put("Far.example", "mx.far.example", "25").with(SignedInAs.installation(A)))
                .hasStatus3xxRedirection();
        assertThat(put("*", "smart.example", "587").with(SignedInAs.installation(A)))
                .hasStatus3xxRedirection();

        assertThat(web.get().uri("/people/mail").with(SignedInAs.installation(A)))
                .hasStatusOk()
                .bodyText()
                .contains("mx.far.example:25", "far.example", "โดเมนอื่นทั้งหมด");
        assertThat(ports.inbound()).isPositive();
        assertThat(ports.submission()).isPositive().isNotEqualTo(ports.inbound());
    }

    @Test
    void keepsPasswordsEncryptedAndShowsThemNever() {
        var post =
                put("secret.example", "mx.secret.example", "587")
                        .param("username", "sala")
                        .param("password", "p4ssw0rd-ลับ");
        assertThat(post.with(SignedInAs.installation(A))).hasStatus3xxRedirection();

        assertThat(web.get().uri("/people/mail").with(SignedInAs.installation(A)))
                .bodyText()
                .doesNotContain("p4ssw0rd");
        var boxed =
                db.sql("SELECT password FROM mail.route WHERE domain = 'secret.example'")
                        .query(byte[].class)
                        .single();
        assertThat(new String(boxed)).doesNotContain("p4ssw0rd");
        assertThat(secrets.open(boxed)).isEqualTo("p4ssw0rd-ลับ");
        // empty leaves it as it is
        assertThat(
                        put("secret.example", "mx2.secret.example", "587")
                                .param("username", "sala")
                                .with(SignedInAs.installation(A)))
                .hasStatus3xxRedirection();
        assertThat(routes.wayTo("x@secret.example"))
                .isInstanceOfSatisfying(
                        Way.Via.class,
                        via ->
                                assertThat(via.login())
                                        .contains(new Way.Login("sala", "p4ssw0rd-ลับ")));
    }

    @Test
    void keepsWhatWasTypedWhenARouteCannotBe() {
        for (var wrong :
                new String[][] {
                    {"far example", "mx.far.example", "25"},
                    {"far.example", "mx far", "25"},
                    {"far.example", "mx.far.example", "70000"},
                    {"far.example", "mx.far.example", "abc"},
                    {"", "mx.typed.example", ""},
                    {"x".repeat(300), "mx.typed.example", "25"}
                }) {
            assertThat(put(wrong[0], wrong[1], wrong[2]).with(SignedInAs.installation(A)))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("value=\"" + wrong[1] + "\"");
        }
    }

    private MockMvcRequestBuilder put(String domain, String host, String port) {
        return web.post()
                .uri("/people/mail/routes")
                .param("domain", domain)
                .param("host", host)
                .param("port", port)
                .param("encryption", "OPPORTUNISTIC")
                .param("_dedupes", "on")
                .with(csrf());
    }
}
