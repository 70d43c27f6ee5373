package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import th.sala.SalaTest;
import th.sala.accounts.SignIn.Attempt;
import th.sala.accounts.SignIn.Outcome;
import th.sala.database.AgencyScope;

@SalaTest
class AccountsStoreTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final String WRONG = "ไม่ใช่รหัสผ่านนี้แน่นอน";
    private static final String OFFICE = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.4";
    private static final String NO_DEVICE = "";

    @Autowired AccountEvidence evidence;
    @Autowired Accounts accounts;
    @Autowired AppPasswords appPasswords;
    @Autowired StoredAccounts stored;
    @Autowired SecondStep secondStep;
    @Autowired Passkeys passkeys;
    @Autowired Passwords passwords;
    @Autowired OutsidePasswords outside;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;

    private final UUID agency = UUID.randomUUID();
    private final String username = "u" + agency.toString().substring(0, 8);
    private final HandSetClock clock = new HandSetClock();
    private UUID account;
    private SignIn door;

    @BeforeEach
    void openAccount() {
        account = open(username, Role.OFFICIAL, Role.ADMINISTRATOR);
        door =
                new SignIn(
                        stored,
                        secondStep,
                        passkeys,
                        new Devices(db, clock),
                        passwords,
                        outside,
                        new Tallies(db, transactions, clock),
                        evidence,
                        transactions,
                        clock);
        db.sql("DELETE FROM accounts.tally").update();
    }

    @Test
    void showsTheAgencysNewName() {
        AgencyScope.within(agency, () -> accounts.renameAgency(agency, "จังหวัดที่เปลี่ยนชื่อ"));
        assertThat(AgencyScope.within(agency, () -> accounts.find(account)).orElseThrow())
                .extracting(Account::agencyName)
                .isEqualTo("จังหวัดที่เปลี่ยนชื่อ");
    }

    // ---- throttling

    @Test
    void slowsAStrangerAndSaysUntilWhen() {
        fail(5, OFFICE, NO_DEVICE);

        assertThat(attempt(WRONG, OFFICE, NO_DEVICE))
                .isEqualTo(new Outcome.Slowed(clock.instant().plusSeconds(30)));
    }

    @Test
    void refusesEvenTheRightPasswordWhileAStrangerWaits() {
        fail(5, OFFICE, NO_DEVICE);

        assertThat(attempt(PASSWORD, OFFICE, NO_DEVICE)).isInstanceOf(Outcome.Slowed.class);
        clock.pass(Duration.ofSeconds(30));
        assertThat(attempt(PASSWORD, OFFICE, NO_DEVICE)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void letsTheOwnersBrowserInWhateverStrangersDoBehindTheSameAddress() {
        var device = admitted(attempt(PASSWORD, OFFICE, NO_DEVICE)).device();
        fail(5, OFFICE, NO_DEVICE);

        assertThat(attempt(PASSWORD, OFFICE, NO_DEVICE)).isInstanceOf(Outcome.Slowed.class);
        assertThat(attempt(PASSWORD, OFFICE, device)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void letsTheOwnerInFromElsewhere() {
        fail(5, OFFICE, NO_DEVICE);

        assertThat(attempt(PASSWORD, ELSEWHERE, NO_DEVICE)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void countsABrowserByItself() {
        var device = admitted(attempt(PASSWORD, OFFICE, NO_DEVICE)).device();
        fail(10, OFFICE, device);

        assertThat(attempt(PASSWORD, OFFICE, device)).isInstanceOf(Outcome.Slowed.class);
        assertThat(attempt(PASSWORD, OFFICE, NO_DEVICE)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void givesABrowserANewTokenEachTimeAndTheOldOneIsWorthNothing() {
        var first = admitted(attempt(PASSWORD, OFFICE, NO_DEVICE)).device();
        var second = admitted(attempt(PASSWORD, OFFICE, first)).device();
        fail(5, OFFICE, NO_DEVICE);

        assertThat(second).isNotEqualTo(first);
        assertThat(attempt(PASSWORD, OFFICE, first)).isInstanceOf(Outcome.Slowed.class);
        assertThat(attempt(PASSWORD, OFFICE, second)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void countsAnothersBrowserAsAStranger() {
        var other = username + "x";
        open(other, Role.OFFICIAL);
        var device =
                admitted(door.attempt(new Attempt(other, PASSWORD, OFFICE, NO_DEVICE))).device();
        fail(5, OFFICE, device);

        assertThat(attempt(PASSWORD, OFFICE, device)).isInstanceOf(Outcome.Slowed.class);
    }

    @Test
    void countsAttemptsThatComeAtOnce() throws Exception {
        var outcomes = new ArrayList<Future<Outcome>>();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                outcomes.add(crowd.submit(() -> attempt(WRONG, OFFICE, NO_DEVICE)));
            }
        }
        var wrong = 0;
        for (var outcome : outcomes) {
            wrong += outcome.get() instanceof Outcome.Wrong ? 1 : 0;
        }
        assertThat(wrong).isEqualTo(5);
    }

    @Test
    void slowsAnAddressThatTriesEverybody() {
        for (int i = 0; i < 100; i++) {
            var subjects =
                    java.util.List.of(
                            new Tallies.Subject(SignInThrottle.Kind.ADDRESS, OFFICE),
                            new Tallies.Subject(SignInThrottle.Kind.STRANGER, i + OFFICE));
            assertThat(new Tallies(db, transactions, clock).begin(subjects)).isEmpty();
        }

        assertThat(attempt(PASSWORD, OFFICE, NO_DEVICE)).isInstanceOf(Outcome.Slowed.class);
        assertThat(attempt(PASSWORD, ELSEWHERE, NO_DEVICE)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void confirmsByPasswordAndStopsGuessing() {
        var who = AgencyScope.within(agency, () -> accounts.passwordIs(account, PASSWORD));
        assertThat(who).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(AgencyScope.within(agency, () -> accounts.passwordIs(account, WRONG)))
                    .isFalse();
        }
        assertThatExceptionOfType(TooManyAttempts.class)
                .isThrownBy(() ->
                        AgencyScope.within(agency, () -> accounts.passwordIs(account, PASSWORD)));
    }

    // ---- who exists

    @Test
    void answersTheSameForUnknownWrongAndClosed() {
        var closed = username + "z";
        var id = open(closed, Role.OFFICIAL);
        AgencyScope.within(agency, () -> accounts.close(id));

        assertThat(door.attempt(new Attempt("nobody", PASSWORD, OFFICE, NO_DEVICE)))
                .isEqualTo(new Outcome.Wrong());
        assertThat(attempt(WRONG, OFFICE, NO_DEVICE)).isEqualTo(new Outcome.Wrong());
        assertThat(door.attempt(new Attempt(closed, PASSWORD, OFFICE, NO_DEVICE)))
                .isEqualTo(new Outcome.Wrong());
    }

    @Test
    void takesTheUsernameInAnyCaseAndKeepsItUniqueInTheInstallation() {
        assertThat(
                        door.attempt(
                                new Attempt(
                                        " " + username.toUpperCase(java.util.Locale.ROOT) + " ",
                                        PASSWORD,
                                        OFFICE,
                                        NO_DEVICE)))
                .isInstanceOf(Outcome.Admitted.class);
        var elsewhere = UUID.randomUUID();
        assertThatExceptionOfType(UsernameTaken.class)
                .isThrownBy(() ->
                        AgencyScope.within(
                                elsewhere,
                                () ->
                                        accounts.open(
                                                account(
                                                        elsewhere,
                                                        username.toUpperCase(java.util.Locale.ROOT),
                                                        Role.OFFICIAL))));
    }

    @Test
    void keepsNoPasswordAndNoTypedUsername() {
        attempt(WRONG, OFFICE, NO_DEVICE);
        var hash =
                AgencyScope.within(
                        agency,
                        () ->
                                new org.springframework.transaction.support.TransactionTemplate(
                                                transactions)
                                        .execute(_ -> stored.byId(account).orElseThrow().hash()));

        assertThat(hash).startsWith("$argon2id$v=19$");
    }

    // ---- administrators

    @Test
    void keepsTheLastAdministrator() {
        AgencyScope.within(
                agency,
                () -> {
                    assertThatExceptionOfType(LastAdministrator.class)
                            .isThrownBy(() -> accounts.roles(account, Set.of(Role.OFFICIAL)));
                    assertThatExceptionOfType(LastAdministrator.class)
                            .isThrownBy(() -> accounts.close(account));
                });
        var second = open(username + "b", Role.ADMINISTRATOR);
        AgencyScope.within(agency, () -> accounts.roles(account, Set.of(Role.OFFICIAL)));
        AgencyScope.within(
                agency,
                () ->
                        assertThatExceptionOfType(LastAdministrator.class)
                                .isThrownBy(() -> accounts.close(second)));
    }

    @Test
    void doesNothingToAccountsOfOtherAgencies() {
        AgencyScope.within(
                UUID.randomUUID(),
                () -> {
                    assertThat(accounts.find(account)).isEmpty();
                    assertThatExceptionOfType(Accounts.NoSuchAccount.class)
                            .isThrownBy(() -> accounts.roles(account, Set.of(Role.AUDITOR)));
                    assertThatExceptionOfType(Accounts.NoSuchAccount.class)
                            .isThrownBy(() -> accounts.close(account));
                    assertThat(accounts.of(agency)).isEmpty();
                });
        assertThat(AgencyScope.within(agency, () -> accounts.find(account)))
                .hasValueSatisfying(
                        found -> assertThat(found.roles()).contains(Role.ADMINISTRATOR));
    }

    @Test
    void knowsThatThereAreAccounts() {
        assertThat(accounts.none()).isFalse();
    }

    // ---- app passwords

    @Test
    void checksAppPasswordsAndNeverPeoplesOwn() {
        var who = SignedInAs.person(agency, null, Role.OFFICIAL);
        var owner =
                AgencyScope.within(agency, () -> accounts.find(account))
                        .orElseThrow()
                        .signedIn(SignedIn.BY_APP_PASSWORD);
        var made = AgencyScope.within(agency, () -> appPasswords.make(owner, "Thunderbird"));
        var secret = made.secret();

        assertThat(appPasswords.check(username, secret)).contains(owner);
        assertThat(appPasswords.check(username, secret.replace("-", " "))).contains(owner);
        assertThat(appPasswords.check(username, PASSWORD)).isEmpty();
        assertThat(appPasswords.check(username + "x", secret)).isEmpty();
        assertThat(appPasswords.check(username, secret.replace(secret.charAt(0), '!'))).isEmpty();
        assertThat(appPasswords.check("\u0000", "\u0000")).isEmpty();
        assertThat(AgencyScope.within(agency, () -> appPasswords.of(owner.account())))
                .singleElement()
                .satisfies(used -> assertThat(used.lastUsed()).isNotNull());

        AgencyScope.within(agency, () -> appPasswords.revoke(who.account(), made.password().id()));
        assertThat(appPasswords.check(username, secret)).as("revoked by another").isPresent();
        AgencyScope.within(
                agency, () -> appPasswords.revoke(owner.account(), made.password().id()));
        assertThat(appPasswords.check(username, secret)).as("revoked").isEmpty();
    }

    @Test
    void refusesAppPasswordsOfAClosedAccount() {
        var id = open(username + "m", Role.OFFICIAL);
        var owner =
                AgencyScope.within(agency, () -> accounts.find(id))
                        .orElseThrow()
                        .signedIn(SignedIn.BY_PASSWORD);
        var secret = AgencyScope.within(agency, () -> appPasswords.make(owner, "Outlook")).secret();
        assertThat(appPasswords.check(username + "m", secret)).isPresent();

        AgencyScope.within(agency, () -> accounts.close(id));

        assertThat(appPasswords.check(username + "m", secret)).isEmpty();
        AgencyScope.within(agency, () -> accounts.reopen(id));
        assertThat(appPasswords.check(username + "m", secret)).as("nor afterwards").isEmpty();
    }

    @Test
    void endsAppPasswordsWithThePasswordTheyWereMadeWith() {
        var administrator = SignedInAs.person(agency, null, Role.ADMINISTRATOR, Role.INSTALLATION);
        var owner =
                AgencyScope.within(agency, () -> accounts.find(account))
                        .orElseThrow()
                        .signedIn(SignedIn.BY_PASSWORD);
        var before = secretOf(owner);
        AgencyScope.within(agency, () -> accounts.setTemporaryPassword(administrator, account));
        assertThat(appPasswords.check(username, before)).as("set anew").isEmpty();

        var between = secretOf(owner);
        AgencyScope.within(agency, () -> accounts.changePassword(account, PASSWORD + "ไกล"));
        assertThat(appPasswords.check(username, between)).as("changed").isEmpty();
    }

    private String secretOf(SignedIn owner) {
        var secret =
                AgencyScope.within(agency, () -> appPasswords.make(owner, "Thunderbird")).secret();
        assertThat(appPasswords.check(username, secret)).isPresent();
        return secret;
    }

    // ----

    private UUID open(String name, Role... roles) {
        return AgencyScope.within(agency, () -> accounts.open(account(agency, name, roles)));
    }

    private static NewAccount account(UUID agency, String name, Role... roles) {
        return new NewAccount(
                agency, null, name, "สมหญิง ใจดี", "จังหวัดศรีสมุทร", PASSWORD, Set.of(roles));
    }

    private void fail(int times, String address, String device) {
        for (int i = 0; i < times; i++) {
            assertThat(attempt(WRONG, address, device)).isEqualTo(new Outcome.Wrong());
        }
    }

    private Outcome attempt(String password, String address, String device) {
        return door.attempt(new Attempt(username, password, address, device));
    }

    private static Outcome.Admitted admitted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Admitted.class);
        return (Outcome.Admitted) outcome;
    }

    private static final class HandSetClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T03:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Bangkok");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
