package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

@SalaTest
class ClosedDoorsWebTests {
    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private final SignedIn who =
            SignedInAs.person(UUID.randomUUID(), UUID.randomUUID(), Role.OFFICIAL);

    @Test
    @DisplayName("X2 ภาคผนวก ข้อ 1: a page that is not open to a person leaves evidence")
    void aClosedDoorLeavesEvidence() {
        assertThat(web.get().uri("/people/accounts?name=ลับ").with(SignedInAs.as(who)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(web.post().uri("/people/accounts").with(SignedInAs.as(who)))
                .as("a form without its token says nothing of the person")
                .hasStatus(HttpStatus.FORBIDDEN);

        assertThat(entries("page.asked-for"))
                .containsExactly(
                        "%s refused 403 door GET /people/accounts".formatted(who.account()));
    }

    @Test
    void whoLooksForOpenDoorsDoesNotFillTheLog() {
        for (int i = 0; i < 100; i++) {
            web.get().uri("/people/accounts/new").with(SignedInAs.as(who)).exchange();
        }
        assertThat(entries("page.asked-for")).hasSizeBetween(60, 90);
    }

    @Test
    @DisplayName("X2 ภาคผนวก ข้อ 1: so does signing out")
    void signingOutLeavesEvidence() {
        assertThat(web.post().uri("/sign-out").with(SignedInAs.as(who)).with(csrf()))
                .hasRedirectedUrl("/sign-in?out");
        assertThat(entries("account.signed-out"))
                .containsExactly("%s done ".formatted(who.account()));
    }

    /// By whom, with what outcome, and the door.
    private List<String> entries(String act) {
        var query =
                """
                SELECT account_id || ' ' || substring(leaf FROM 'outcome ([^\\n]*)')
                       || ' ' || coalesce(substring(statement FROM 'door [^\\n]*'), '')
                  FROM evidence.entry WHERE act = :act ORDER BY id
                """;
        return AgencyScope.within(
                who.agency(),
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql(query)
                                                .param("act", act)
                                                .query(String.class)
                                                .list())));
    }
}
