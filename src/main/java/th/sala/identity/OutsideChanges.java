package th.sala.identity;

import org.springframework.stereotype.Service;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Proposals;
import th.sala.accounts.Proposals.Asked;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;

/// What changes who gets in from outside: with a second person where it could make somebody
/// powerful. Whoever asks proves once more who they are.
///
/// Every method throws what [Accounts#confirm] and [Proposals#ask] throw.
@Service
class OutsideChanges {
    private final Accounts accounts;
    private final Proposals proposals;
    private final Linking linking;
    private final Membership membership;
    private final ProviderSettings providers;
    private final DirectorySettings directories;

    OutsideChanges(
            Accounts accounts,
            Proposals proposals,
            Linking linking,
            Membership membership,
            ProviderSettings providers,
            DirectorySettings directories) {
        this.accounts = accounts;
        this.proposals = proposals;
        this.linking = linking;
        this.membership = membership;
        this.providers = providers;
        this.directories = directories;
    }

    /// Links the account, one's own or another's in the agency.
    ///
    /// @param typed what the provider says of the person
    /// @throws Linking.NotAClaim as [Linking#person]
    /// @throws Linking.TheirOwnOnly if it is another's who has power: nobody could see whom they
    ///   are made to be
    /// @throws Linking.Taken as [Linking#link]
    void link(
            SignedIn by,
            Confirmation confirmation,
            Account account,
            Provider provider,
            String typed) {
        var person = linking.person(provider, typed);
        Linking.mustBeFree(account);
        if (account.isPowerful() && !account.id().equals(by.account())) {
            throw new Linking.TheirOwnOnly();
        }
        linking.link(accounts.confirm(by, confirmation), account.id(), provider, person);
    }

    /// Lets a directory keep the account's password.
    ///
    /// @throws Membership.OwnAccount as [Membership#begin]
    /// @throws Membership.Kept if one keeps it already
    Asked follow(SignedIn by, Confirmation confirmation, Account account, Directory directory) {
        Membership.mustBeAnothers(by, account.id());
        membership.mustBeKeptByNone(account.id());
        Linking.mustBeFree(account);
        var known = accounts.confirm(by, confirmation);
        return account.isPowerful()
                ? proposals.ask(known, OutsideActs.member(account, directory))
                : Asked.done(() -> membership.begin(known, account.id(), directory));
    }

    /// Takes the account back from the directory; nobody knows a password of it then.
    ///
    /// @throws Membership.OwnAccount as [Membership#end]
    Asked unfollow(SignedIn by, Confirmation confirmation, Account account) {
        Membership.mustBeAnothers(by, account.id());
        var known = accounts.confirm(by, confirmation);
        var directory = membership.of(account.id());
        return account.isPowerful() && directory.isPresent()
                ? proposals.ask(known, OutsideActs.memberEnded(account, directory.get()))
                : Asked.done(() -> membership.end(known, account.id()));
    }

    /// Lets people come from a provider, if it answers as it should, or no longer.
    ///
    /// @throws Unrecognised if it does not
    Asked activate(SignedIn by, Confirmation confirmation, Provider provider, boolean active) {
        var known = accounts.confirm(by, confirmation);
        if (!active) {
            return Asked.done(() -> providers.activate(known, provider, false));
        }
        providers.tried(known, provider);
        return proposals.ask(known, OutsideActs.on(known, provider));
    }

    /// Asks a directory for passwords, if it answers as it should, or no longer.
    ///
    /// @throws Unanswered if it does not
    Asked activate(SignedIn by, Confirmation confirmation, Directory directory, boolean active) {
        var known = accounts.confirm(by, confirmation);
        if (!active) {
            return Asked.done(() -> directories.activate(known, directory, false));
        }
        directories.tried(known, directory);
        return proposals.ask(known, OutsideActs.on(known, directory));
    }

    /// From the next sign-in on, who is in the group has the role in the agency, and who is not
    /// loses it.
    ///
    /// @throws DirectorySettings.NotUsable if the group's name cannot be one
    /// @throws DirectorySettings.RoleNotFollowed if the role is given otherwise
    Asked follow(
            SignedIn by,
            Confirmation confirmation,
            Directory directory,
            Agency agency,
            String group,
            Role role) {
        var follows = DirectorySettings.following(agency.id(), group, role);
        var known = accounts.confirm(by, confirmation);
        return role.isPower()
                ? proposals.ask(
                        known, OutsideActs.followed(known, directory, follows, agency.name()))
                : Asked.done(() -> directories.follow(known, directory, follows));
    }
}
