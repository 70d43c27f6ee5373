package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.thai.Digits;
import th.sala.thai.Display;

@SalaTest
class MailWebTests {
    private static final UUID A = UUID.randomUUID();

    @Autowired MockMvcTester web;
    @Autowired MailRoutes routes;
    @Autowired MailPorts ports;

    @Autowired Vault vault;

    @Autowired Outbox outbox;
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
    void saysInThePersonsLanguageWhyAMailWaits() throws Exception {
        var id = UUID.randomUUID();
        var mail =
                new OutgoingMail(
                        id,
                        A,
                        "<" + id + "@a.example>",
                        "saraban@a.example",
                        List.of("head@nowhere.example"),
                        "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        AgencyScope.within(A, () -> outbox.queue(mail));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(queue("th"))
                                .contains("ไม่มีเส้นทางส่งไปยังโดเมน nowhere.example"));
        assertThat(queue("en"))
                .contains("no route to the domain nowhere.example")
                .doesNotContain("ไม่มีเส้นทางส่ง");
    }

    private String queue(String language) throws Exception {
        var display = new Display(Locale.of(language), Digits.ARABIC, Display.Era.COMMON);
        var like = SignedInAs.person(A, null, Role.ADMINISTRATOR);
        var person =
                new SignedIn(
                        like.account(),
                        A,
                        null,
                        like.username(),
                        like.name(),
                        like.agencyName(),
                        like.roles(),
                        display,
                        true,
                        SignedIn.BY_PASSWORD,
                        java.util.Map.of());
        return web.get()
                .uri("/people/mail")
                .with(SignedInAs.as(person))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
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
        assertThat(new SecretBox(vault, MailRoutes.KEY).open(boxed)).isEqualTo("p4ssw0rd-ลับ");
        for (var elsewhere :
                List.of(
                        put("secret.example", "mx2.secret.example", "587")
                                .param("username", "sala"),
                        put("secret.example", "mx.secret.example", "25").param("username", "sala"),
                        put("secret.example", "mx.secret.example", "587")
                                .param("username", "other"))) {
            assertThat(elsewhere.with(SignedInAs.installation(A)))
                    .as("the old password for another server or name")
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("โปรดป้อนรหัสผ่านอีกครั้ง");
        }
        // empty leaves it as it is
        assertThat(
                        put("secret.example", "mx.secret.example", "587")
                                .param("username", "sala")
                                .param("dedupes", "true")
                                .with(SignedInAs.installation(A)))
                .hasStatus3xxRedirection();
        assertThat(routes.wayTo("x@secret.example"))
                .isInstanceOfSatisfying(
                        Way.Via.class,
                        via ->
                                assertThat(via.login())
                                        .contains(Login.password("sala", "p4ssw0rd-ลับ")));
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
