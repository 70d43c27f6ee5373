package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// Acts that one person asks for and another confirms.
@SalaTest
class ProposalWebTests {
    private static final String PASSWORD = "เรือลำเล็กในคลองยาว";

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired StoredAccounts stored;

    @Autowired
    @Qualifier("expiredProposals")
    RecurringJob expired;

    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private final UUID agency = UUID.randomUUID();
    private Account landlord;
    private Account asking;
    private Account other;
    private Account clerk;

    @BeforeEach
    void people() {
        db.sql("DELETE FROM accounts.installation_right").update();
        landlord = opened(UUID.randomUUID(), "เจ้าของระบบ", Role.ADMINISTRATOR);
        asking = seen(opened(agency, "ผู้เสนอ", Role.ADMINISTRATOR));
        other = seen(opened(agency, "อีกคนหนึ่ง", Role.ADMINISTRATOR));
        clerk = opened(agency, "เสมียน", Role.OFFICIAL);
    }

    @Test
    void rolesThatGivePowerAreGivenWhenASecondPersonHasConfirmed() {
        assertThat(roles(asking, clerk, Role.OFFICIAL, Role.AUDITOR))
                .hasRedirectedUrl("/people/accounts")
                .flash()
                .containsEntry("done", "accounts.proposals.asked")
                .containsEntry("doneWith", new Object[] {other.name()});
        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL);

        var id = waiting();
        assertThat(page(other, "/")).bodyText().contains("/people/proposals/" + id, clerk.name());
        assertThat(page(asking, "/")).bodyText().doesNotContain("/people/proposals/" + id);
        assertThat(page(other, "/people/proposals"))
                .bodyText()
                .contains("กำหนดบทบาทของ " + clerk.name(), "เสนอโดย " + asking.name());
        assertThat(page(other, "/people/proposals/" + id)).bodyText().contains("ผู้ตรวจสอบ");
        assertThat(confirm(other, id, "ไม่ใช่รหัสนี้")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL);

        assertThat(confirm(other, id, PASSWORD)).hasRedirectedUrl("/people/proposals");
        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL, Role.AUDITOR);
        assertThat(acts())
                .containsSubsequence(
                        "second.asked by " + asking.id(),
                        "second.confirmed by " + other.id(),
                        "account.roles by " + other.id());
        assertThat(notices()).contains(asking.id() + " notices.proposal.confirmed");
        assertThat(page(asking, "/people/proposals"))
                .bodyText()
                .contains("ผลล่าสุด", "ยืนยันแล้ว", other.name());
    }

    @Test
    void nobodyConfirmsWhatTheyAskedForOrGainBy() {
        var head = seen(opened(agency, "นายอำเภอ", Role.HEAD));
        roles(asking, head, Role.HEAD, Role.AUDITOR);
        var id = waiting();

        assertThat(confirm(asking, id, PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ท่านยืนยันเรื่องนี้ไม่ได้");
        assertThat(confirm(head, id, PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(fresh(head).roles()).containsExactly(Role.HEAD);
        assertThat(confirm(other, id, PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(head).roles()).containsExactly(Role.HEAD, Role.AUDITOR);
    }

    @Test
    void whoLosesByItMayAgree() {
        seen(opened(agency, "นายอำเภอ", Role.HEAD));
        roles(asking, other, Role.OFFICIAL);
        assertThat(fresh(other).is(Role.ADMINISTRATOR)).isTrue();

        assertThat(confirm(other, waiting(), PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(other).roles()).containsExactly(Role.OFFICIAL);
    }

    @Test
    void whereThereIsNobodyElseItIsDoneAtOnceAndEvidenceSaysSo() {
        lastSeen(other, clock.instant().minus(SecondPerson.SEEN));

        assertThat(roles(asking, clerk, Role.OFFICIAL, Role.HEAD))
                .flash()
                .containsEntry("done", "accounts.roles.saved");

        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL, Role.HEAD);
        assertThat(acts())
                .containsSubsequence(
                        "second.nobody by " + asking.id(), "account.roles by " + asking.id());
    }

    @Test
    void whatGivesNoPowerIsDoneAtOnce() {
        var two = opened(agency, "สองบทบาท", Role.OFFICIAL, Role.AUDITOR);
        assertThat(roles(asking, two, Role.AUDITOR))
                .flash()
                .containsEntry("done", "accounts.roles.saved");
        assertThat(fresh(two).roles()).containsExactly(Role.AUDITOR);

        assertThat(post(asking, "/people/accounts/" + clerk.id() + "/close"))
                .flash()
                .containsEntry("done", "accounts.closed.done");
        assertThat(fresh(clerk).isOpen()).isFalse();
        assertThat(post(asking, "/people/accounts/" + clerk.id() + "/reopen", "password", "ผิด"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(asking, "/people/accounts/" + clerk.id() + "/reopen"))
                .flash()
                .containsEntry("done", "accounts.reopened.done");
        assertThat(fresh(clerk).isOpen()).isTrue();
    }

    @Test
    void aPasswordForSomebodyPowerfulIsShownToTheSecondPersonAlone() {
        var head = opened(agency, "นายอำเภอ", Role.HEAD);
        var asked = post(asking, "/people/accounts/" + head.id() + "/password");
        assertThat(asked).hasRedirectedUrl("/people/accounts");
        assertThat(asked).bodyText().isEmpty();
        assertThat(fresh(head).temporary()).isFalse();

        assertThat(confirm(other, waiting(), PASSWORD))
                .hasStatusOk()
                .bodyText()
                .contains("s-secret", head.username());
        assertThat(fresh(head).temporary()).isTrue();
    }

    @Test
    void closingAnotherAdministratorWaitsAndSoDoesOpeningTheAccountAgain() {
        var head = seen(opened(agency, "นายอำเภอ", Role.HEAD));
        post(asking, "/people/accounts/" + other.id() + "/close");
        assertThat(fresh(other).isOpen()).isTrue();
        assertThat(confirm(head, waiting(), PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(other).isOpen()).isFalse();

        post(asking, "/people/accounts/" + other.id() + "/reopen");
        assertThat(fresh(other).isOpen()).isFalse();
        assertThat(confirm(head, waiting(), PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(other).isOpen()).isTrue();
    }

    @Test
    void anAccountInTheWrongHandsIsClosedWithoutItsConsent() {
        post(asking, "/people/accounts/" + other.id() + "/close");
        assertThat(fresh(other).isOpen()).isFalse();
        assertThat(acts()).contains("second.nobody by " + asking.id());
    }

    @Test
    @DisplayName(
            "of two administrators neither gets into the other's account without a day to object")
    void nobodyGetsIntoAnActiveAccountAtOnce() {
        var asked = post(asking, "/people/accounts/" + other.id() + "/password");
        assertThat(asked).flash().containsEntry("done", "accounts.proposals.later");
        assertThat(fresh(other).temporary()).isFalse();
        assertThat(notices()).contains(other.id() + " notices.proposal.about-you");
        var id = waiting();
        assertThat(post(asking, "/people/proposals/" + id + "/proceed"))
                .as("too early")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(post(other, "/people/proposals/" + id + "/reject", "reason", "ไม่ได้ลืม"))
                .hasStatus3xxRedirection();
        aDayLater(id);
        assertThat(post(asking, "/people/proposals/" + id + "/proceed"))
                .as("the person objected")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(fresh(other).temporary()).isFalse();
    }

    @Test
    void afterADayWithoutObjectionWhoAskedMayDoItAlone() {
        post(asking, "/people/accounts/" + other.id() + "/password");
        var id = waiting();
        aDayLater(id);
        var head = opened(agency, "นายอำเภอ", Role.HEAD);
        assertThat(post(head, "/people/proposals/" + id + "/proceed"))
                .as("another than who asked")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(asking, "/people/proposals/" + id + "/proceed", "password", "ผิด"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(asking, "/people/proposals/" + id)).bodyText().contains("/proceed");

        assertThat(post(asking, "/people/proposals/" + id + "/proceed"))
                .hasStatusOk()
                .bodyText()
                .contains("s-secret", other.username());
        assertThat(acts())
                .containsSubsequence(
                        "second.nobody by " + asking.id(),
                        "account.temporary-password by " + asking.id());
        assertThat(acts())
                .as("there was no second person")
                .noneMatch(act -> act.startsWith("second.confirmed"));
        assertThat(page(asking, "/people/proposals")).bodyText().contains("ดำเนินการคนเดียว");
    }

    @Test
    void nobodyDoesAloneWhatSomebodyWhoIsBackCanConfirm() {
        var head = opened(agency, "นายอำเภอ", Role.HEAD);
        post(asking, "/people/accounts/" + other.id() + "/password");
        var id = waiting();
        aDayLater(id);
        seen(head);
        assertThat(post(asking, "/people/proposals/" + id + "/proceed"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีผู้ที่ยืนยันเรื่องนี้ได้แล้ว");
        assertThat(confirm(head, id, PASSWORD)).hasStatusOk().bodyText().contains("s-secret");
    }

    @Test
    void whoMayNotAskAnyMoreDoesNothingAlone() {
        post(asking, "/people/accounts/" + other.id() + "/password");
        var id = waiting();
        aDayLater(id);
        AgencyScope.within(agency, () -> accounts.roles(asking.id(), Set.of(Role.HEAD)));
        assertThat(post(asking, "/people/proposals/" + id + "/proceed"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ผู้เสนอไม่มีสิทธิ");
        assertThat(fresh(other).temporary()).isFalse();
    }

    @Test
    void whoClosesTheOnlyOtherAccountDoesNotGivePowerAtOnce() {
        post(asking, "/people/accounts/" + other.id() + "/close");
        assertThat(roles(asking, clerk, Role.HEAD))
                .flash()
                .containsEntry("done", "accounts.proposals.later");
        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL);
        aDayLater(waiting());
        assertThat(post(asking, "/people/proposals/" + waiting() + "/proceed"))
                .hasStatus3xxRedirection();
        assertThat(fresh(clerk).roles()).containsExactly(Role.HEAD);
    }

    @Test
    void aPasswordThatIsSetMeanwhileGetsNoPower() {
        roles(asking, clerk, Role.AUDITOR);
        post(asking, "/people/accounts/" + clerk.id() + "/password");
        var id = waiting();
        assertThat(page(other, "/people/proposals/" + id)).bodyText().contains("รหัสชั่วคราว");
        assertThat(confirm(other, id, PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เปลี่ยนไปหลังจากเสนอเรื่อง");
    }

    private void aDayLater(String id) {
        inAgency(
                """
                UPDATE accounts.proposal SET alone_after = alone_after - interval '1 day'
                 WHERE id = '%s' RETURNING id::text
                """
                        .formatted(id));
    }

    @Test
    void anAccountIsOpenedWithoutThePowersThatWait() {
        var username = "p" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(
                        post(
                                asking,
                                "/people/accounts",
                                "name",
                                "คนใหม่",
                                "username",
                                username,
                                "roles",
                                "AUDITOR",
                                "password",
                                PASSWORD))
                .hasStatusOk()
                .bodyText()
                .contains("s-secret", "เมื่อผู้ใดผู้หนึ่งต่อไปนี้ยืนยัน: " + other.name());
        var fresh = byUsername(username);
        assertThat(fresh.roles()).containsExactly(Role.OFFICIAL);

        assertThat(confirm(other, waiting(), PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(fresh).roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void aRefusalNeedsAReasonAndChangesNothing() {
        roles(asking, clerk, Role.AUDITOR);
        var id = waiting();
        assertThat(post(other, "/people/proposals/" + id + "/reject", "reason", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผล");
        assertThat(post(asking, "/people/proposals/" + id + "/reject", "reason", "ไม่เอา"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(post(other, "/people/proposals/" + id + "/reject", "reason", "ไม่มีคำสั่ง"))
                .hasRedirectedUrl("/people/proposals");

        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL);
        assertThat(notices()).contains(asking.id() + " notices.proposal.rejected");
        assertThat(acts()).contains("second.rejected by " + other.id());
        assertThat(page(asking, "/people/proposals/" + id)).bodyText().contains("ไม่มีคำสั่ง");
        assertThat(confirm(other, id, PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ดำเนินการแล้วหรือพ้นกำหนด");
    }

    @Test
    void whoAskedTakesItBackAndNobodyElse() {
        roles(asking, clerk, Role.AUDITOR);
        var id = waiting();
        assertThat(roles(asking, clerk, Role.HEAD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รอการยืนยันอยู่แล้ว");
        assertThat(post(other, "/people/proposals/" + id + "/withdraw"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(asking, "/people/proposals/" + id + "/withdraw"))
                .hasRedirectedUrl("/people/proposals");
        assertThat(confirm(other, id, PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(roles(asking, clerk, Role.HEAD)).hasStatus3xxRedirection();
    }

    @Test
    void ofManyWhoConfirmAtOnceOneDoesIt() throws Exception {
        var head = seen(opened(agency, "นายอำเภอ", Role.HEAD));
        roles(asking, clerk, Role.AUDITOR);
        var id = waiting();
        var tries = new ArrayList<Callable<Integer>>();
        for (var person : List.of(other, head, other, head)) {
            tries.add(() -> confirm(person, id, PASSWORD).getResponse().getStatus());
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(tries.size())) {
            for (var done : threads.invokeAll(tries)) {
                statuses.add(done.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(302);
        assertThat(acts().stream().filter(act -> act.startsWith("account.roles"))).hasSize(1);
    }

    @Test
    void afterAWeekItHasToBeAskedForAnew() {
        roles(asking, clerk, Role.AUDITOR);
        var id = waiting();
        inAgency("UPDATE accounts.proposal SET until = now() RETURNING id::text");

        assertThat(confirm(other, id, PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(other, "/people/proposals")).bodyText().contains("ไม่มีเรื่องรอท่านยืนยัน");
        expired.work().run();
        assertThat(page(other, "/people/proposals")).bodyText().contains("พ้นกำหนด");
        assertThat(notices()).contains(asking.id() + " notices.proposal.expired");
        expired.work().run();
        assertThat(acts()).containsOnlyOnce("second.expired by -");
        assertThat(roles(asking, clerk, Role.AUDITOR)).hasStatus3xxRedirection();
        assertThat(confirm(other, waiting(), PASSWORD)).hasStatus3xxRedirection();
    }

    @Test
    void whoMayNotAskAnyMoreHasNotAsked() {
        roles(asking, clerk, Role.AUDITOR);
        AgencyScope.within(agency, () -> accounts.roles(asking.id(), Set.of(Role.OFFICIAL)));

        assertThat(confirm(other, waiting(), PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ผู้เสนอไม่มีสิทธิ");
        assertThat(fresh(clerk).roles()).containsExactly(Role.OFFICIAL);
    }

    @Test
    void whatChangedMeanwhileIsNotOverwritten() {
        roles(asking, clerk, Role.OFFICIAL, Role.AUDITOR);
        AgencyScope.within(
                agency, () -> accounts.roles(clerk.id(), Set.of(Role.CORRESPONDENCE_OFFICER)));

        assertThat(confirm(other, waiting(), PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เปลี่ยนไปหลังจากเสนอเรื่อง");
        assertThat(fresh(clerk).roles()).containsExactly(Role.CORRESPONDENCE_OFFICER);
        assertThat(acts())
                .as("all or nothing")
                .noneMatch(act -> act.startsWith("second.confirmed"));
    }

    @Test
    @DisplayName("who governs the installation is a second person anywhere; others only at home")
    void whoGovernsTheInstallationIsASecondPersonAnywhere() {
        lastSeen(other, clock.instant().minus(SecondPerson.SEEN));
        seen(landlord);
        var stranger = seen(opened(UUID.randomUUID(), "คนอื่น", Role.ADMINISTRATOR, Role.HEAD));
        roles(asking, clerk, Role.AUDITOR);
        var id = waiting();

        assertThat(page(stranger, "/people/proposals/" + id)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(confirm(stranger, id, PASSWORD)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(landlord, "/")).bodyText().contains("/people/proposals/" + id);
        assertThat(confirm(landlord, id, PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(clerk).roles()).containsExactly(Role.AUDITOR);
        assertThat(acts()).contains("account.roles by " + landlord.id());
    }

    @Test
    void theRightOverTheInstallationIsGivenByTwoWhoHaveIt() {
        var partner = seen(opened(UUID.randomUUID(), "อีกผู้ดูแล", Role.ADMINISTRATOR));
        give(landlord, partner);
        assertThat(fresh(partner).governsInstallation()).as("nobody else has it").isTrue();

        give(landlord, other);
        assertThat(fresh(other).governsInstallation()).isFalse();
        var id = waiting();
        assertThat(confirm(asking, id, PASSWORD))
                .as("an administrator of the agency alone")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(confirm(partner, id, PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(other).governsInstallation()).isTrue();

        post(landlord, "/people/installation/take", "account", other.id().toString());
        assertThat(fresh(other).governsInstallation()).isTrue();
        assertThat(confirm(partner, waiting(), PASSWORD)).hasStatus3xxRedirection();
        assertThat(fresh(other).governsInstallation()).isFalse();
    }

    private void give(Account by, Account to) {
        assertThat(post(by, "/people/installation", "username", to.username()))
                .hasRedirectedUrl("/people/installation");
    }

    private MvcTestResult roles(Account by, Account of, Role... roles) {
        var request =
                web.post()
                        .uri("/people/accounts/{id}/roles", of.id())
                        .with(SignedInAs.as(fresh(by).signedIn(SignedIn.BY_PASSWORD)))
                        .with(csrf())
                        .param("password", PASSWORD);
        for (var role : roles) {
            request.param("roles", role.name());
        }
        return request.exchange();
    }

    private MvcTestResult confirm(Account by, String id, String password) {
        return post(by, "/people/proposals/" + id + "/confirm", "password", password);
    }

    /// @param fields names and values; the right password, unless another is among them
    private MvcTestResult post(Account by, String path, String... fields) {
        var request =
                web.post()
                        .uri(path)
                        .with(SignedInAs.as(fresh(by).signedIn(SignedIn.BY_PASSWORD)))
                        .with(csrf());
        if (!List.of(fields).contains("password")) {
            request.param("password", PASSWORD);
        }
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult page(Account by, String path) {
        return web.get()
                .uri(path)
                .with(SignedInAs.as(fresh(by).signedIn(SignedIn.BY_PASSWORD)))
                .exchange();
    }

    private Account opened(UUID where, String name, Role... roles) {
        var username = "p" + UUID.randomUUID().toString().substring(0, 8);
        var account =
                new NewAccount(
                        where,
                        null,
                        username,
                        name + " " + username,
                        "อำเภอทดสอบ",
                        PASSWORD,
                        Set.of(roles));
        return AgencyScope.within(where, () -> accounts.find(accounts.open(account)).orElseThrow());
    }

    private Account seen(Account account) {
        return lastSeen(account, clock.instant().minus(Duration.ofHours(1)));
    }

    private Account lastSeen(Account account, Instant at) {
        AgencyScope.within(
                account.agency(),
                () -> transaction.executeWithoutResult(_ -> stored.signedIn(account.id(), at)));
        return account;
    }

    private Account fresh(Account account) {
        return AgencyScope.within(
                account.agency(), () -> accounts.find(account.id()).orElseThrow());
    }

    private Account byUsername(String username) {
        return AgencyScope.within(
                agency,
                () ->
                        accounts.of(agency).stream()
                                .filter(account -> account.username().equals(username))
                                .findFirst()
                                .orElseThrow());
    }

    private String waiting() {
        return inAgency("SELECT id::text FROM accounts.proposal WHERE outcome IS NULL").getFirst();
    }

    private List<String> acts() {
        return inAgency(
                """
                SELECT act || ' by ' || substring(leaf FROM 'account ([^\\n]*)')
                  FROM evidence.entry ORDER BY id
                """);
    }

    private List<String> notices() {
        return inAgency("SELECT account || ' ' || message_key FROM notices.notice");
    }

    private List<String> inAgency(String sql) {
        return AgencyScope.within(
                agency,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> db.sql(sql).query(String.class).list())));
    }
}
