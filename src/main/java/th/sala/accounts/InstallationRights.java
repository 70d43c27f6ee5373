package th.sala.accounts;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// Who may change what holds for the whole installation: routes of mail, registries of others,
/// holidays. The first administrator has the right and may give it to administrators of any agency
/// here; somebody always has it.
@Service
public class InstallationRights {
    /// Refusal: it is given to administrators only.
    static final class NoAdministrator extends Refusal {
        NoAdministrator() {
            super("accounts.installation.no-administrator");
        }
    }

    /// Refusal: whoever keeps the password elsewhere would govern the installation.
    static final class KeptElsewhere extends Refusal {
        KeptElsewhere() {
            super("accounts.installation.kept-elsewhere");
        }
    }

    /// Refusal: the installation would be left without anyone.
    static final class LastOne extends Refusal {
        LastOne() {
            super("accounts.installation.last-one");
        }
    }

    /// What those methods of a controller require that change such things.
    public static final String HOLDER = "hasRole('INSTALLATION')";

    private final StoredRights rights;
    private final StoredAccounts accounts;
    private final OutsidePasswords outside;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InstallationRights(
            StoredRights rights,
            StoredAccounts accounts,
            OutsidePasswords outside,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rights = rights;
        this.accounts = accounts;
        this.outside = outside;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Who has it now, of all agencies, the first to get it first.
    public List<InstallationRight> held() {
        return everywhere(rights::held);
    }

    /// Who would get it.
    ///
    /// @throws NoAdministrator if there is no such open account, or it administers nothing
    /// @throws KeptElsewhere if a directory keeps its password
    Account taker(String username) {
        return everywhere(
                () -> administrator(Username.typed(username).flatMap(accounts::byUsername)));
    }

    private Account administrator(Optional<StoredAccounts.Credentials> found) {
        var account =
                found.map(StoredAccounts.Credentials::account)
                        .filter(one -> one.isOpen() && one.is(Role.ADMINISTRATOR))
                        .orElseThrow(NoAdministrator::new);
        if (outside.keeps(account.id())) {
            throw new KeptElsewhere();
        }
        return account;
    }

    /// @throws NoAdministrator if the account is not open any more, or administers nothing
    /// @throws KeptElsewhere if a directory keeps its password
    void give(SignedIn by, UUID account) {
        everywhere(() -> {
            var taker = administrator(accounts.byId(account));
            rights.add(account, by.name(), clock.instant());
            evidence.done("installation-right", taker.agency(), account, Fields.none());
            return taker;
        });
    }

    /// Who would lose it.
    ///
    /// @throws LastOne if nobody else has it
    /// @throws Accounts.NoSuchAccount if it does not have it
    Account holder(UUID account) {
        return everywhere(() -> {
            mustNotBeLast(account);
            return governing(account);
        });
    }

    private Account governing(UUID account) {
        return accounts.byId(account)
                .map(StoredAccounts.Credentials::account)
                .filter(Account::governsInstallation)
                .orElseThrow(Accounts.NoSuchAccount::new);
    }

    private void mustNotBeLast(UUID account) {
        if (rights.locked().equals(List.of(account))) {
            throw new LastOne();
        }
    }

    /// @throws LastOne if nobody else has it
    void take(SignedIn by, UUID account) {
        everywhere(() -> {
            mustNotBeLast(account);
            var holder = governing(account);
            rights.end(account, by.name(), clock.instant());
            evidence.done("installation-right-ended", holder.agency(), account, Fields.none());
            return holder;
        });
    }

    private <T> T everywhere(Supplier<T> work) {
        return AgencyScope.everywhere(
                () -> java.util.Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
