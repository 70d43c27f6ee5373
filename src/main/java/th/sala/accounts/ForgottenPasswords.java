package th.sala.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.accounts.Tallies.Subject;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;

/// Whoever has forgotten a password asks by a username. The answer is the same, and as fast,
/// whether there is such an account or not: it is looked for afterwards. No password goes by mail,
/// for the mailbox is inside Sala: an administrator of the agency looks at the person and sets
/// another.
@Service
class ForgottenPasswords {
    private record Asked(String username) {}

    private final Tallies tallies;
    private final StoredAccounts accounts;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ForgottenPasswords(
            Tallies tallies,
            StoredAccounts accounts,
            AccountEvidence evidence,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.tallies = tallies;
        this.accounts = accounts;
        this.evidence = evidence;
        this.transaction = transaction;
        this.events = events;
    }

    /// @param address of who asks; from each only so many are heard
    /// @return until when the address must wait, if it asked too often: then nobody was told
    Optional<Instant> ask(String username, String address) {
        var wait = tallies.begin(List.of(new Subject(Kind.FORGOTTEN, address)));
        if (wait.isEmpty()) {
            events.publishEvent(new Asked(username));
        }
        return wait;
    }

    @Async
    @EventListener
    void look(Asked asked) {
        Username.typed(asked.username())
                .flatMap(name ->
                        AgencyScope.everywhere(
                                () -> transaction.execute(_ -> accounts.byUsername(name))))
                .map(Credentials::account)
                .filter(Account::isOpen)
                .filter(this::isHeard)
                .ifPresent(account -> AgencyScope.within(account.agency(), () -> tell(account)));
    }

    /// From many addresses too, an account is asked for so often only.
    private boolean isHeard(Account account) {
        return tallies.begin(List.of(new Subject(Kind.FORGOTTEN, account.id().toString())))
                .isEmpty();
    }

    private void tell(Account account) {
        transaction.executeWithoutResult(_ -> {
            evidence.done(Actor.unknown(account.agency()), "password-asked", account.id());
            events.publishEvent(
                    new NewPasswordWanted(
                            account.agency(),
                            account.id(),
                            account.name(),
                            accounts.lockedAdministrators(account.agency())));
        });
    }
}
