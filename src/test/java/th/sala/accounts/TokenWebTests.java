package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// A person's tokens: made with the password, shown once, ended with all that they come from.
@SalaTest
class TokenWebTests {
    private static final Pattern SECRET = Pattern.compile("sala_[\\w-]+");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired Tokens tokens;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired List<RecurringJob> jobs;

    private final UUID agency = UUID.randomUUID();
    private TestTokens test;
    private SignedIn who;

    @BeforeEach
    void person() {
        test = new TestTokens(here);
        who = test.person(agency, null, Role.OFFICIAL, Role.ADMINISTRATOR);
        // the agency keeps one
        test.person(agency, null, Role.ADMINISTRATOR);
    }

    @Test
    void isMadeWithThePasswordAndShownOnce() {
        assertThat(make("ผิดแน่นอน", "30", "LETTERS_READ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var made = make(TestTokens.PASSWORD, "30", "LETTERS_READ", "REGISTERS_READ");

        assertThat(made).hasStatusOk().bodyText().contains("ระบบงานการเงิน", "อ่านหนังสือ");
        var secret = secret(made);
        assertThat(self(secret))
                .hasStatusOk()
                .bodyText()
                .contains("\"letters:read\",\"registers:read\"", who.account().toString());
        assertThat(page()).contains("ระบบงานการเงิน").doesNotContain("sala_");
        assertThat(
                        inScope(() ->
                                db.sql(
                                                "SELECT count(*) FROM accounts.token t WHERE t::text LIKE :s")
                                        .param("s", "%" + secret + "%")
                                        .query(Integer.class)
                                        .single()))
                .as("only its hash is kept")
                .isZero();
        assertThat(page()).as("when it was used last").doesNotContain("ยังไม่เคยใช้");
        assertThat(acts("account.token")).hasSize(1);
        assertThat(acts("account.token").getFirst()).contains("identified password-again");
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        assertThat(make(TestTokens.PASSWORD, "30"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกอย่างน้อยหนึ่งอย่าง", "ระบบงานการเงิน");
        assertThat(make(TestTokens.PASSWORD, "366", "LETTERS_READ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(make(TestTokens.PASSWORD, "31", "LETTERS_SEND"))
                .as("one that signs is good for a month at most")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(make(TestTokens.PASSWORD, "30", "LETTERS_SEND")).hasStatusOk();
        assertThat(make(TestTokens.PASSWORD, "365", "LETTERS_READ")).hasStatusOk();
    }

    @Test
    void endsWhenItsPersonOrAnAdministratorSaysSo() {
        var first = test.secret(who, TokenScope.LETTERS_READ);
        var second = test.secret(who, TokenScope.LETTERS_READ);
        var ids = inScope(() -> tokens.of(who.account())).stream().map(Token::id).toList();
        var other = SignedInAs.of(agency, null, Role.OFFICIAL);

        assertThat(web.post().uri("/me/tokens/{id}/end", ids.getFirst()).with(other).with(csrf()))
                .as("another's")
                .hasStatus3xxRedirection();
        assertThat(self(first)).hasStatusOk();
        web.post()
                .uri("/me/tokens/{id}/end", ids.getFirst())
                .with(SignedInAs.as(who))
                .with(csrf())
                .exchange();
        assertThat(self(first)).hasStatus(HttpStatus.UNAUTHORIZED);
        web.post()
                .uri("/people/accounts/{a}/tokens/{id}/end", who.account(), ids.getLast())
                .with(SignedInAs.administrator(agency))
                .with(csrf())
                .exchange();
        assertThat(self(second)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(acts("account.token-ended")).hasSize(2);
    }

    @Test
    void endsWithThePasswordWithTheAccountAndInTime() {
        var secret = test.secret(who, TokenScope.LETTERS_READ);
        AgencyScope.within(
                agency, () -> accounts.changePassword(who.account(), "ปลาวาฬสีน้ำเงิน ๙"));
        assertThat(self(secret)).as("another password").hasStatus(HttpStatus.UNAUTHORIZED);

        var again = test.secret(who, TokenScope.LETTERS_READ);
        AgencyScope.within(agency, () -> accounts.setTemporaryPassword(who, who.account()));
        assertThat(self(again)).as("a reset").hasStatus(HttpStatus.UNAUTHORIZED);

        var other = test.person(agency, null, Role.OFFICIAL);
        var of = test.secret(other, TokenScope.LETTERS_READ);
        AgencyScope.within(agency, () -> accounts.close(other.account()));
        assertThat(self(of)).as("a closed account").hasStatus(HttpStatus.UNAUTHORIZED);
        AgencyScope.within(agency, () -> accounts.reopen(other.account()));
        assertThat(self(of)).as("also when it is open again").hasStatus(HttpStatus.UNAUTHORIZED);

        var late = test.secret(other, TokenScope.LETTERS_READ);
        age("expires_at = now()");
        assertThat(self(late)).as("expired").hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void hasTheRolesOfToday() {
        var official = test.person(agency, null, Role.OFFICIAL, Role.HEAD);
        var secret = test.secret(official, TokenScope.LETTERS_READ);
        assertThat(list(secret)).hasStatusOk();
        AgencyScope.within(
                agency, () -> accounts.roles(official.account(), java.util.Set.of(Role.OFFICIAL)));
        assertThat(list(secret)).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void tellsItsPersonBeforeItExpires() {
        test.secret(who, TokenScope.LETTERS_READ);
        look();
        assertThat(notices()).as("made for a week").isZero();
        age("made_at = made_at - interval '30 days'");
        look();
        look();
        assertThat(notices()).isEqualTo(1);
        age("expires_at = now()");
        look();
        assertThat(inScope(() -> tokens.of(who.account()))).isEmpty();
    }

    private void look() {
        jobs.stream()
                .filter(job -> job.name().equals("accounts.tokens"))
                .forEach(job -> job.work().run());
    }

    private int notices() {
        return inScope(() ->
                db.sql("SELECT count(*) FROM notices.notice WHERE account = :a")
                        .param("a", who.account())
                        .query(Integer.class)
                        .single());
    }

    private void age(String set) {
        inScope(() -> db.sql("UPDATE accounts.token SET " + set).update());
    }

    private List<String> acts(String act) {
        return inScope(() ->
                db.sql("SELECT leaf FROM evidence.entry WHERE act = :act AND record_id = :id")
                        .param("act", act)
                        .param("id", who.account())
                        .query(String.class)
                        .list());
    }

    private <T> T inScope(java.util.function.Supplier<T> work) {
        return AgencyScope.within(agency, () -> transaction.execute(_ -> work.get()));
    }

    private MvcTestResult make(String password, String days, String... scopes) {
        return web.post()
                .uri("/me/tokens")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("name", "ระบบงานการเงิน")
                .param("days", days)
                .param("scopes", scopes)
                .param("password", password)
                .exchange();
    }

    private MvcTestResult self(String secret) {
        return web.get().uri("/api/v1/me").with(TestTokens.field(secret)).exchange();
    }

    private MvcTestResult list(String secret) {
        return web.get().uri("/api/v1/letters/in").with(TestTokens.field(secret)).exchange();
    }

    private String page() {
        return body(web.get().uri("/me/tokens").with(SignedInAs.as(who)).exchange());
    }

    private static String secret(MvcTestResult made) {
        var found = SECRET.matcher(body(made));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
