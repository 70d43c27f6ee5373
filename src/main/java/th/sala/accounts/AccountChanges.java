package th.sala.accounts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import th.sala.accounts.Proposals.Asked;
import th.sala.accounts.TwoPersonAct.Wish;

/// What an administrator changes in others' accounts: at once where it gives no power, else with a
/// second person. Whoever asks proves once more who they are.
///
/// Every method throws what [Accounts#confirm] and [Proposals#ask] throw.
@Service
class AccountChanges {
    private final Accounts accounts;
    private final SecondStep secondStep;
    private final InstallationRights rights;
    private final Proposals proposals;

    AccountChanges(
            Accounts accounts,
            SecondStep secondStep,
            InstallationRights rights,
            Proposals proposals) {
        this.accounts = accounts;
        this.secondStep = secondStep;
        this.rights = rights;
        this.proposals = proposals;
    }

    /// @param powers what became of the roles that the account cannot be opened with; null if it
    ///   was opened with all
    record Opened(Account account, String password, @Nullable Asked powers) {}

    /// Opens an account; roles that give power come when a second person has confirmed them, until
    /// then it is an official's.
    ///
    /// @throws UsernameTaken as [Accounts#open]
    Opened open(
            SignedIn by,
            Confirmation confirmation,
            Optional<UUID> official,
            String username,
            String name,
            Set<Role> roles) {
        var known = accounts.confirm(by, confirmation);
        if (roles.stream().noneMatch(Role::isPower)) {
            return opened(accounts.openWithTemporary(known, official, username, name, roles), null);
        }
        accounts.mustBeTicked(roles);
        var first = Set.of(Role.OFFICIAL);
        var opened = accounts.openWithTemporary(known, official, username, name, first);
        // the day's orders may have given it more already
        var account = accounts.find(opened.account().id()).orElseThrow();
        var asked = proposals.ask(known, rolesWish(account, accounts.after(account.id(), roles)));
        return opened(opened, asked);
    }

    private static Opened opened(Accounts.Opened opened, @Nullable Asked powers) {
        return new Opened(opened.account(), opened.password(), powers);
    }

    /// @throws Refusal as [Accounts#give]
    Asked roles(SignedIn by, Confirmation confirmation, Account account, Set<Role> ticked) {
        var known = accounts.confirm(by, confirmation);
        var then = accounts.after(account.id(), ticked);
        return changed(account.roles(), then).stream().anyMatch(Role::isPower)
                ? proposals.ask(known, rolesWish(account, then))
                : Asked.done(() -> accounts.give(account.id(), ticked));
    }

    private static Set<Role> changed(Set<Role> now, Set<Role> then) {
        var changed = new HashSet<>(now);
        changed.addAll(then);
        changed.removeIf(role -> now.contains(role) && then.contains(role));
        return changed;
    }

    private Wish rolesWish(Account account, Set<Role> then) {
        var takes = then.stream().filter(Role::isPower).allMatch(account.roles()::contains);
        return new Wish(
                AccountActs.ROLES,
                account.agency(),
                account.id(),
                account.name(),
                AccountActs.said(account.roles(), then, accounts.credentials(account.id())),
                takes,
                false);
    }

    /// @throws GovernsInstallation as [Accounts#setTemporaryPassword]
    Asked temporaryPassword(SignedIn by, Confirmation confirmation, Account account) {
        accounts.mustBeOpenTo(by, account.id());
        var known = accounts.confirm(by, confirmation);
        return account.isPowerful()
                ? proposals.ask(known, exposing(AccountActs.TEMPORARY_PASSWORD, account))
                : new Asked.Done(Optional.of(accounts.setTemporaryPassword(known, account.id())));
    }

    /// @throws SecondStep.OwnReset as [SecondStep#reset]
    Asked resetSecondStep(SignedIn by, Confirmation confirmation, Account account) {
        secondStep.mustBeAnothers(by, account.id());
        var known = accounts.confirm(by, confirmation);
        return account.isPowerful()
                ? proposals.ask(known, exposing(AccountActs.SECOND_STEP_RESET, account))
                : Asked.done(() -> secondStep.reset(known, account.id()));
    }

    /// An account is closed at once, for it may be in the wrong hands; only that of somebody whom
    /// others' acts wait for is not, or one administrator could make an end of all others.
    ///
    /// @throws LastAdministrator as [Accounts#close]
    Asked close(SignedIn by, Confirmation confirmation, Account account) {
        accounts.mustBeSpared(account.id());
        var known = accounts.confirm(by, confirmation);
        return SecondPerson.isOne(account.roles())
                ? proposals.ask(known, wish(AccountActs.CLOSED, account, List.of(), true))
                : Asked.done(() -> accounts.close(account.id()));
    }

    Asked reopen(SignedIn by, Confirmation confirmation, Account account) {
        var known = accounts.confirm(by, confirmation);
        return account.isPowerful()
                ? proposals.ask(known, wish(AccountActs.REOPENED, account, List.of(), false))
                : Asked.done(() -> accounts.reopen(account.id()));
    }

    /// @throws InstallationRights.NoAdministrator if there is no such open account, or it
    ///   administers nothing
    Asked giveRight(SignedIn by, Confirmation confirmation, String username) {
        var known = accounts.confirm(by, confirmation);
        return proposals.ask(
                known, ofInstallation(AccountActs.RIGHT, rights.taker(username), false));
    }

    /// @throws InstallationRights.LastOne if nobody else has it
    Asked takeRight(SignedIn by, Confirmation confirmation, UUID account) {
        var known = accounts.confirm(by, confirmation);
        var holder = rights.holder(account);
        return proposals.ask(known, ofInstallation(AccountActs.RIGHT_ENDED, holder, true));
    }

    /// The person gains nothing by it, and may lose the account to whoever asks.
    private static Wish exposing(String act, Account account) {
        return wish(act, account, List.of(), true);
    }

    private static Wish wish(String act, Account account, List<String> said, boolean takes) {
        return new Wish(
                act,
                account.agency(),
                account.id(),
                account.name(),
                said,
                takes,
                account.governsInstallation());
    }

    private static Wish ofInstallation(String act, Account account, boolean takes) {
        return new Wish(
                act, account.agency(), account.id(), account.name(), List.of(), takes, true);
    }
}
