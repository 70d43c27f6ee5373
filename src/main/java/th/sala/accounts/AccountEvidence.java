package th.sala.accounts;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of acts on accounts says.
@Component
class AccountEvidence {
    private static final String ACCOUNT = "account";

    private final Evidence evidence;
    private final Clock clock;

    AccountEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// @param account whose account it is that another, or the program, changes
    void done(String act, UUID agency, UUID account, Fields said) {
        var by =
                SignedIn.current()
                        .map(who ->
                                who.actor(Role.INSTALLATION, Role.ADMINISTRATOR, Role.HEAD)
                                        .in(agency))
                        .orElseGet(() -> Actor.program(agency));
        done(by, act, account, said);
    }

    void done(Actor by, String act, UUID account) {
        done(by, act, account, Fields.none());
    }

    void done(Actor by, String act, UUID account, Fields said) {
        evidence.record(by, Act.done("account." + act, ACCOUNT, account, clock.instant(), said));
    }

    /// What two people do together.
    ///
    /// @param what such as `asked`
    void second(String what, SignedIn by, UUID agency, UUID proposal, Fields said) {
        second(
                what,
                by.actor(Role.INSTALLATION, Role.ADMINISTRATOR, Role.HEAD).in(agency),
                proposal,
                said);
    }

    void second(String what, Actor by, UUID proposal, Fields said) {
        evidence.record(
                by, Act.done("second." + what, "proposal", proposal, clock.instant(), said));
    }

    /// Somebody did not get into an account. What they typed is not kept: it may be a password. Of
    /// names that no account has, and of attempts that were not looked at, nothing is entered:
    /// strangers could fill the log with them.
    void refused(Optional<Credentials> found, String why) {
        found.map(Credentials::account)
                .ifPresent(account -> {
                    var id = account.id();
                    var act = Act.refused("account.signed-in", id, clock.instant(), why);
                    var stranger = Actor.unknown(account.agency());
                    AgencyScope.within(account.agency(), () -> evidence.recordApart(stranger, act));
                });
    }
}
