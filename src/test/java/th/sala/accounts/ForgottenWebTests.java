package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class ForgottenWebTests {
    private static final String SAID = "หากมีบัญชีชื่อนี้ ผู้ดูแลระบบของหน่วยงานได้รับแจ้งแล้ว";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private final UUID agency = UUID.randomUUID();
    private final String name = "f" + agency.toString().substring(0, 8);
    private UUID person;
    private UUID chief;

    @BeforeEach
    void open() {
        db.sql("DELETE FROM accounts.tally").update();
        person = open(name, Role.OFFICIAL);
        chief = open(name + "-chief", Role.ADMINISTRATOR);
    }

    @Test
    void tellsTheAdministratorsOnceADayAndLeavesEvidence() {
        assertThat(ask(" " + name.toUpperCase(java.util.Locale.ROOT))).bodyText().contains(SAID);
        await().until(() -> !told().isEmpty());
        assertThat(told()).containsExactly(chief + " /people/accounts/" + person);

        assertThat(ask(name)).bodyText().contains(SAID);
        await().until(() -> asked() == 2);
        assertThat(told()).hasSize(1);
    }

    @Test
    void saysTheSameOfNobodyAndOfWhoHasLeft() {
        AgencyScope.within(agency, () -> accounts.close(person));
        var left = body(ask(name));
        assertThat(body(ask("nobody-at-all"))).isEqualTo(left);
        assertThat(body(ask("x".repeat(9_000) + "\u0000"))).isEqualTo(left);
        assertThat(body(ask(name + "-chief"))).isEqualTo(left);

        await().until(() -> !told().isEmpty());
        await().during(Duration.ofMillis(300)).until(() -> asked() == 1);
        assertThat(told()).containsExactly(chief + " /people/accounts/" + chief);
    }

    @Test
    void hearsOfEachAccountSoOftenOnlyFromWhereverItIsAsked() {
        for (int n = 0; n < 8; n++) {
            var address = "198.51.100." + n;
            assertThat(
                            web.post()
                                    .uri("/sign-in/forgotten")
                                    .with(csrf())
                                    .with(request -> {
                                        request.setRemoteAddr(address);
                                        return request;
                                    })
                                    .param("username", name))
                    .hasStatusOk();
        }
        await().until(() -> asked() == 5);
        await().during(Duration.ofMillis(300)).until(() -> asked() == 5);
    }

    @Test
    void hearsEachAddressSoOftenOnly() {
        for (int n = 0; n < 5; n++) {
            assertThat(ask("nobody-" + n)).hasStatusOk();
        }
        assertThat(ask(name))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .hasHeader("Retry-After", "30")
                .bodyText()
                .contains(name, "โปรดแจ้งอีกครั้งตั้งแต่เวลา");
        assertThat(ask("  ")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        await().during(Duration.ofMillis(300)).until(() -> asked() == 0);
    }

    private UUID open(String username, Role role) {
        return AgencyScope.within(
                agency,
                () ->
                        accounts.open(
                                new NewAccount(
                                        agency,
                                        null,
                                        username,
                                        "สมหญิง ใจดี",
                                        "จังหวัดศรีสมุทร",
                                        "ม้าขาววิ่งข้ามสะพาน",
                                        Set.of(role))));
    }

    private MvcTestResult ask(String username) {
        return web.post()
                .uri("/sign-in/forgotten")
                .with(csrf())
                .param("username", username)
                .exchange();
    }

    /// Without what differs in each page: the form's token and the reference.
    private static String body(MvcTestResult result) {
        try {
            return result.getResponse()
                    .getContentAsString()
                    .replaceAll("(?s).*<main", "")
                    .replaceAll("(?s)</main>.*", "");
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<String> told() {
        return within(
                "SELECT account || ' ' || path FROM notices.notice WHERE message_key = 'notices.forgotten-password'");
    }

    private long asked() {
        return Long.parseLong(
                within(
                                "SELECT count(*)::text FROM evidence.entry WHERE act = 'account.password-asked'")
                        .getFirst());
    }

    private List<String> within(String sql) {
        return AgencyScope.within(
                agency,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> db.sql(sql).query(String.class).list())));
    }
}
