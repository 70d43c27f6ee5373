package th.sala.identity;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.OutsideDoor;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.WaysInEnded;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.identity.CodeFlow.Person;
import th.sala.identity.Links.Whose;
import th.sala.identity.Unrecognised.Why;
import th.sala.law.Refusal;
import th.sala.notices.Notices;
import th.sala.proof.Fields;
import th.sala.thai.Digits;

/// Which account here somebody has whom a provider recognises. People link their own, or an
/// administrator of their agency enters what names them there.
@Service
class Linking {
    static final String MINE = "/me/outside";
    private static final int LONGEST_SHOWN = 100;

    /// Refusal: that person has an account here, or the account is another person's there.
    static final class Taken extends Refusal {
        Taken() {
            super("identity.link.taken");
        }
    }

    /// Refusal: whoever entered themselves for a person with power would have that power.
    static final class TheirOwnOnly extends Refusal {
        TheirOwnOnly() {
            super("identity.link.their-own-only");
        }
    }

    /// Refusal: nothing was typed, or more than a claim holds.
    static final class NotAClaim extends Refusal {
        NotAClaim() {
            super("identity.link.not-a-claim");
        }
    }

    private final Links links;
    private final PersonHash persons;
    private final Accounts accounts;
    private final Evidence evidence;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Linking(
            Links links,
            PersonHash persons,
            Accounts accounts,
            Evidence evidence,
            Notices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.links = links;
        this.persons = persons;
        this.accounts = accounts;
        this.evidence = evidence;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Whose account it is. In no agency's scope: who that is nobody knows yet.
    ///
    /// @throws Unrecognised if it is nobody's
    UUID recognised(Provider provider, Person person) {
        var hash = persons.of(provider, person.claim());
        Optional<Whose> found =
                AgencyScope.everywhere(
                        () -> transaction.execute(_ -> used(provider, person, hash)));
        return Objects.requireNonNull(found)
                .map(Whose::account)
                .orElseThrow(() -> new Unrecognised(Why.UNKNOWN));
    }

    private Optional<Whose> used(Provider provider, Person person, byte[] hash) {
        var found = links.find(provider.id(), hash);
        found.ifPresent(whose -> {
            links.used(whose.link(), clock.instant());
            var said = said(provider).with("strength", shown(person.strength()));
            var account = accounts.find(whose.account()).orElseThrow();
            take(
                    account.signedIn(SignedIn.BY_PROVIDER).actor(),
                    "account.recognised",
                    account.id(),
                    said);
        });
        return found;
    }

    private static String shown(String strength) {
        var text = strength.replaceAll("[^\\x21-\\x7e]", "");
        return text.substring(0, Math.min(LONGEST_SHOWN, text.length()));
    }

    /// Somebody else may have linked the account with the password that has ended.
    @EventListener
    void on(WaysInEnded ended) {
        links.removeAll(ended.account());
    }

    @Transactional(readOnly = true)
    List<Link> of(UUID account) {
        return links.of(account);
    }

    /// Asks who it is before the browser goes to the provider to be linked.
    ///
    /// @throws Refusal as [Accounts#confirm]
    /// @throws OutsideDoor.OwnWayOnly if the person governs the installation
    void begin(SignedIn who, Confirmation confirmation, Provider provider) {
        if (who.is(Role.INSTALLATION)) {
            throw new OutsideDoor.OwnWayOnly();
        }
        var known = accounts.confirm(who, confirmation);
        transaction.executeWithoutResult(
                _ -> take(known.actor(), "account.link-begun", who.account(), said(provider)));
    }

    /// Links the person's own account.
    ///
    /// @throws Taken if the account or the person is linked already
    void link(SignedIn who, Provider provider, Person person) {
        add(who, who.account(), provider, persons.of(provider, person.claim()), "");
    }

    /// @throws OutsideDoor.OwnWayOnly if the account governs the installation
    static void mustBeFree(Account account) {
        if (account.governsInstallation()) {
            throw new OutsideDoor.OwnWayOnly();
        }
    }

    /// What is kept of somebody's name at the provider.
    ///
    /// @param typed what the provider says of the person
    /// @throws NotAClaim if it cannot be that
    byte[] person(Provider provider, String typed) {
        var claim = Digits.ARABIC.in(typed.strip());
        if (claim.isEmpty() || claim.length() > 255 || !claim.matches("\\P{Cntrl}+")) {
            throw new NotAClaim();
        }
        return persons.of(provider, claim);
    }

    /// Links the account of another in the agency.
    ///
    /// @param by who has just proved who they are
    /// @param person from [#person]
    /// @throws Accounts.NoSuchAccount if it is none of the agency's
    /// @throws OutsideDoor.OwnWayOnly if the account governs the installation
    /// @throws Taken if the account or the person is linked already
    void link(SignedIn by, UUID account, Provider provider, byte[] person) {
        add(by, account, provider, person, by.account().equals(account) ? "" : by.name());
    }

    private void add(SignedIn by, UUID account, Provider provider, byte[] person, String madeBy) {
        try {
            transaction.executeWithoutResult(_ -> {
                var whose = existing(account);
                mustBeFree(whose);
                links.add(whose.agency(), account, provider.id(), person, madeBy, clock.instant());
                take(actor(by, whose), "account.linked", account, said(provider));
                tell(whose, "identity.notice.linked", provider.name());
            });
        } catch (DuplicateKeyException taken) {
            throw new Taken();
        }
    }

    /// Ends a link of the person's own, or of another's in the administrator's agency.
    ///
    /// @throws Refusal as [Accounts#confirm]
    void unlink(SignedIn by, UUID account, UUID link, Confirmation confirmation) {
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            var whose = existing(account);
            for (var ended : links.of(account)) {
                if (ended.id().equals(link) && links.remove(account, link)) {
                    var said = Fields.none().with("provider", ended.provider());
                    take(actor(known, whose), "account.unlinked", account, said);
                    tell(whose, "identity.notice.unlinked", ended.provider());
                }
            }
        });
    }

    private static Actor actor(SignedIn by, Account whose) {
        return by.actor(Role.INSTALLATION, Role.ADMINISTRATOR, Role.HEAD).in(whose.agency());
    }

    private Account existing(UUID account) {
        return accounts.find(account).orElseThrow(Accounts.NoSuchAccount::new);
    }

    private void tell(Account whose, String key, String provider) {
        notices.tell(whose.agency(), whose.id(), key, List.of(provider), MINE);
    }

    private void take(Actor by, String act, UUID account, Fields said) {
        evidence.record(by, Act.done(act, "account", account, clock.instant(), said));
    }

    private static Fields said(Provider provider) {
        return Fields.none().with("provider", provider.name()).with("issuer", provider.issuer());
    }
}
