package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class OpenSessionsWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final String OFFICE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    private static final Pattern END = Pattern.compile("/me/sessions/([0-9a-f]{64})/end");

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired DataSource pool;

    private final UUID agency = UUID.randomUUID();
    private final String username = "s" + agency.toString().substring(0, 8);
    private Cookie office;
    private Cookie phone;

    @BeforeEach
    void signInTwice() {
        db.sql("DELETE FROM accounts.tally").update();
        open(username);
        office = signIn(username, OFFICE);
        phone = signIn(username, PHONE);
    }

    @Test
    void areShownInPlainWordsAndThisOneMarked() {
        assertThat(me(office))
                .contains("Microsoft Edge · Windows", "Safari · iPhone", "เครื่องนี้", "127.0.0.1")
                .doesNotContain("Mozilla");
        assertThat(me(office).indexOf("Microsoft Edge")).isLessThan(me(office).indexOf("iPhone"));
        assertThat(me(phone).indexOf("iPhone")).isLessThan(me(phone).indexOf("Microsoft Edge"));
        assertThat(handles(office)).as("this one is ended by signing out").hasSize(1);
    }

    @Test
    void areFoundWholeInWhateverOrderTheDatabaseSendsTheirRows() {
        // some rows of each session come after the other's, if no index brings them together
        db.sql(
                        """
                        UPDATE accounts.spring_session_attributes SET attribute_bytes = attribute_bytes
                         WHERE attribute_name = (SELECT min(attribute_name) FROM accounts.spring_session_attributes)
                        """)
                .update();
        plan("SET enable_nestloop = off");
        plan("SET enable_mergejoin = off");
        try {
            assertThat(me(phone)).contains("Microsoft Edge", "iPhone");
        } finally {
            plan("RESET ALL");
        }
    }

    /// How the program's role plans in this database from now on.
    private void plan(String setting) {
        db.sql(
                        "DO $$ BEGIN EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I "
                                + setting
                                + "', current_database()); END $$")
                .update();
        try {
            pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        } catch (SQLException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void areEndedOneByOne() {
        var third = signIn(username, "curl/8");
        assertThat(me(office)).contains("ไม่ทราบโปรแกรม");
        var ofPhone = handles(third).stream().filter(handles(office)::contains).findFirst();

        assertThat(post("/me/sessions/" + ofPhone.orElseThrow() + "/end", office))
                .hasRedirectedUrl("/me");

        assertThat(web.get().uri("/me").cookie(phone)).hasRedirectedUrl("/sign-in?ended&to=%2Fme");
        assertThat(me(third)).contains("Microsoft Edge").doesNotContain("iPhone");
        assertThat(acts()).containsExactly("1 session");
    }

    @Test
    void areAllEndedButThisOne() {
        signIn(username, PHONE);

        assertThat(post("/me/sessions/end-others", office)).hasRedirectedUrl("/me");

        assertThat(web.get().uri("/me").cookie(phone)).hasStatus3xxRedirection();
        assertThat(me(office)).contains("Microsoft Edge").doesNotContain("iPhone");
        assertThat(acts()).containsExactly("2 session");
    }

    @Test
    void areTheirOwnersOnly() {
        var name = username + "x";
        open(name);
        var other = signIn(name, OFFICE);
        assertThat(me(other)).doesNotContain("iPhone");

        post("/me/sessions/" + handles(office).getFirst() + "/end", other);
        post("/me/sessions/end-others", other);

        assertThat(web.get().uri("/me").cookie(office)).hasStatusOk();
        assertThat(web.get().uri("/me").cookie(phone)).hasStatusOk();
        assertThat(acts()).isEmpty();
    }

    @Test
    void areNotShownOnceAnotherPasswordEndedThem() {
        var changed =
                web.post()
                        .uri("/me/password")
                        .param("current", PASSWORD)
                        .param("next", "ฝนตกที่หนองคาย")
                        .param("again", "ฝนตกที่หนองคาย")
                        .header("User-Agent", OFFICE)
                        .cookie(office)
                        .with(csrf())
                        .exchange();

        assertThat(me(Objects.requireNonNull(changed.getResponse().getCookie("session"))))
                .contains("Microsoft Edge")
                .doesNotContain("iPhone");
    }

    @ParameterizedTest(name = "{1} on {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox | Linux
                    Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 Line/15.1 | LINE | Android
                    Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36 | Samsung Internet | Android
                    Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1 | Chrome | iPad
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15 | Safari | macOS
                    """)
    void namesBrowsers(String header, String program, String system) {
        var agent = UserAgent.of(header);

        assertThat(agent.program()).contains(program);
        assertThat(agent.system()).contains(system);
    }

    // ----

    private void open(String name) {
        var fresh =
                new NewAccount(
                        agency,
                        null,
                        name,
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(Role.OFFICIAL));
        AgencyScope.within(agency, () -> accounts.open(fresh));
    }

    private List<String> acts() {
        return AgencyScope.within(
                agency,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql(
                                                        """
                                                        SELECT substring(statement FROM 'sessions ([0-9]+)') || ' session'
                                                          FROM evidence.entry WHERE act = 'account.sessions-ended'
                                                        """)
                                                .query(String.class)
                                                .list())));
    }

    private Cookie signIn(String name, String agent) {
        var result =
                web.post()
                        .uri("/sign-in")
                        .param("username", name)
                        .param("password", PASSWORD)
                        .header("User-Agent", agent)
                        .with(csrf())
                        .exchange();
        return Objects.requireNonNull(result.getResponse().getCookie("session"));
    }

    private List<String> handles(Cookie session) {
        return END.matcher(me(session)).results().map(found -> found.group(1)).toList();
    }

    private String me(Cookie session) {
        var page = web.get().uri("/me").cookie(session).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            String path, Cookie session) {
        return web.post().uri(path).cookie(session).with(csrf()).exchange();
    }
}
