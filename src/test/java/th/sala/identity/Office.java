package th.sala.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.TestCodes;
import th.sala.database.AgencyScope;

/// An agency whose people sign in, and one person who governs the installation.
record Office(
        MockMvcTester web,
        Accounts accounts,
        JdbcClient db,
        TransactionTemplate transaction,
        Clock clock,
        UUID agency,
        String tag) {
    static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";

    static Office open(
            MockMvcTester web,
            Accounts accounts,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock) {
        return open(web, accounts, db, transaction, clock, UUID.randomUUID());
    }

    static Office open(
            MockMvcTester web,
            Accounts accounts,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock,
            UUID agency) {
        db.sql("DELETE FROM accounts.tally").update();
        var office =
                new Office(
                        web,
                        accounts,
                        db,
                        transaction,
                        clock,
                        agency,
                        agency.toString().substring(0, 8));
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ -> {
                    db.sql("DELETE FROM accounts.installation_right").update();
                    db.sql("DELETE FROM identity.link").update();
                    db.sql("DELETE FROM identity.provider").update();
                    db.sql("DELETE FROM identity.directory_account").update();
                    db.sql("DELETE FROM identity.group_role").update();
                    db.sql("DELETE FROM identity.directory").update();
                }));
        // the first administrator of an installation governs it
        office.account("owner", Role.ADMINISTRATOR);
        office.account("admin", Role.ADMINISTRATOR);
        return office;
    }

    String name(String short_) {
        return short_ + "-" + tag;
    }

    Account account(String short_, Role... roles) {
        var fresh =
                new NewAccount(
                        agency,
                        null,
                        name(short_),
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(roles));
        return AgencyScope.within(agency, () -> fresh(accounts.open(fresh)));
    }

    Account fresh(UUID account) {
        return AgencyScope.within(agency, () -> accounts.find(account).orElseThrow());
    }

    Cookie session(String short_) {
        return session(signIn(name(short_), PASSWORD));
    }

    static Cookie session(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("session"));
    }

    MvcTestResult signIn(String username, String password, Cookie... cookies) {
        var request =
                web.post()
                        .uri("/sign-in")
                        .param("username", username)
                        .param("password", password)
                        .with(csrf());
        return (cookies.length == 0 ? request : request.cookie(cookies)).exchange();
    }

    MvcTestResult get(String path, @Nullable Cookie... cookies) {
        var kept = Arrays.stream(cookies).filter(Objects::nonNull).toArray(Cookie[]::new);
        var request = web.get().uri(java.net.URI.create(path));
        return (kept.length == 0 ? request : request.cookie(kept)).exchange();
    }

    MvcTestResult post(String path, Cookie session, String... namesAndValues) {
        var request = web.post().uri(path).cookie(session).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    /// The same with the person's own password.
    MvcTestResult act(String path, Cookie session, String... namesAndValues) {
        var all = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        all[namesAndValues.length] = "password";
        all[namesAndValues.length + 1] = PASSWORD;
        return post(path, session, all);
    }

    /// The second person confirms what waits.
    MvcTestResult confirm(Cookie session) {
        var waiting = lines("SELECT id::text FROM accounts.proposal WHERE outcome IS NULL");
        return act("/people/proposals/" + waiting.getFirst() + "/confirm", session);
    }

    static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    TestCodes twoSteps(Cookie session) {
        var begun = act("/me/second-step", session);
        var codes = new TestCodes(text(begun));
        assertThat(
                        post(
                                "/me/second-step/confirm",
                                session,
                                "one-time-password",
                                codes.next(clock.instant())))
                .hasStatusOk();
        return codes;
    }

    List<String> acts() {
        return lines(
                """
                SELECT act || ' by ' || substring(leaf FROM 'identified ([^\\n]*)')
                       || coalesce(' ' || substring(leaf FROM 'outcome (refused [^\\n]*)'), '')
                  FROM evidence.entry ORDER BY id
                """);
    }

    List<String> lines(String sql) {
        return AgencyScope.within(
                agency,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> db.sql(sql).query(String.class).list())));
    }
}
