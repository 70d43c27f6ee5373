package th.sala.identity;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.OutsideDoor;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Refusal;
import th.sala.notices.Notices;
import th.sala.proof.Fields;

/// Whose password which directory keeps: what an administrator of the agency says.
@Service
class Membership {
    /// Refusal: a directory keeps it already.
    static final class Kept extends Refusal {
        Kept() {
            super("identity.member.kept");
        }
    }

    /// Refusal: one's own could not be asked for any more if this goes wrong.
    static final class OwnAccount extends Refusal {
        OwnAccount() {
            super("identity.member.own");
        }
    }

    private final DirectoryAccounts members;
    private final Directories directories;
    private final Accounts accounts;
    private final Evidence evidence;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Membership(
            DirectoryAccounts members,
            Directories directories,
            Accounts accounts,
            Evidence evidence,
            Notices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.members = members;
        this.directories = directories;
        this.accounts = accounts;
        this.evidence = evidence;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Which directory keeps the account's password, if one does.
    @Transactional(readOnly = true)
    Optional<Directory> of(UUID account) {
        return members.find(account).flatMap(kept -> directories.find(kept.directory()));
    }

    /// @throws Kept if a directory keeps the account's password
    @Transactional(readOnly = true)
    void mustBeKeptByNone(UUID account) {
        if (members.find(account).isPresent()) {
            throw new Kept();
        }
    }

    /// From now on the directory keeps the password: the one here is forgotten, and what it began
    /// ends.
    ///
    /// @param by who has just proved who they are
    /// @throws OwnAccount if it is the administrator's
    /// @throws OutsideDoor.OwnWayOnly if the account governs the installation
    /// @throws Kept if one keeps it already
    void begin(SignedIn by, UUID account, Directory directory) {
        mustBeAnothers(by, account);
        try {
            transaction.executeWithoutResult(_ -> {
                var whose = existing(account);
                Linking.mustBeFree(whose);
                members.add(whose.agency(), account, directory.id(), by.name(), clock.instant());
                take(by, "account.directory-begun", whose, directory);
                tell(whose, "identity.notice.directory", directory);
                accounts.forgetPassword(account);
            });
        } catch (DuplicateKeyException kept) {
            throw new Kept();
        }
    }

    /// The directory is asked no longer. Nobody knows a password of the account then: an
    /// administrator sets a temporary one.
    ///
    /// @param by who has just proved who they are
    /// @throws OwnAccount if it is the administrator's
    void end(SignedIn by, UUID account) {
        mustBeAnothers(by, account);
        transaction.executeWithoutResult(_ ->
                of(account)
                        .ifPresent(there -> {
                            var whose = existing(account);
                            members.remove(account);
                            take(by, "account.directory-ended", whose, there);
                            accounts.forgetPassword(account);
                        }));
    }

    /// @throws OwnAccount if it is not
    static void mustBeAnothers(SignedIn by, UUID account) {
        if (by.account().equals(account)) {
            throw new OwnAccount();
        }
    }

    private Account existing(UUID account) {
        return accounts.find(account).orElseThrow(Accounts.NoSuchAccount::new);
    }

    private void take(SignedIn by, String act, Account whose, Directory directory) {
        var said = Fields.none().with("directory", directory.name()).with("host", directory.host());
        evidence.record(
                by.actor(Role.INSTALLATION, Role.ADMINISTRATOR, Role.HEAD).in(whose.agency()),
                Act.done(act, "account", whose.id(), clock.instant(), said));
    }

    private void tell(Account whose, String key, Directory directory) {
        notices.tell(whose.agency(), whose.id(), key, List.of(directory.name()), Linking.MINE);
    }
}
