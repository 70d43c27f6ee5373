package th.sala.accounts;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.accounts.Tallies.Subject;
import th.sala.database.AgencyScope;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.thai.Display;

/// The accounts of agencies: opened, given roles, closed. Everything but [#none] works on the
/// agency whose scope the caller is in.
@Service
public class Accounts {
    private static final int PASSWORD_GROUPS = 3;

    /// Refusal: there is no such account in the agency.
    public static final class NoSuchAccount extends Refusal {
        public NoSuchAccount() {
            super("accounts.none-such");
        }
    }

    /// Refusal: an agency gives the roles in it only.
    static final class GivenElsewhere extends Refusal {
        GivenElsewhere() {
            super("accounts.installation.given-elsewhere");
        }
    }

    /// Refusal: a correspondence officer is named by an order, and has the role by that.
    static final class NamedElsewhere extends Refusal {
        NamedElsewhere() {
            super(
                    new Citation("C2", ETDA_63, "ข้อ 3(2)"),
                    "accounts.roles.officer-named-elsewhere");
        }
    }

    /// Refusal: the password is kept elsewhere, and nobody there answered.
    static final class PasswordsSilent extends Refusal {
        PasswordsSilent() {
            super("accounts.outside.silent");
        }
    }

    /// Refusal: an account without a role could do nothing.
    static final class RoleNeeded extends Refusal {
        RoleNeeded() {
            super("accounts.roles.needed");
        }
    }

    private final StoredAccounts stored;
    private final StoredRights rights;
    private final Devices devices;
    private final StoredAppPasswords appPasswords;
    private final StoredTokens tokens;
    private final Passkeys passkeys;
    private final StoredPasskeys storedPasskeys;
    private final Passwords passwords;
    private final OutsidePasswords outside;
    private final Tallies tallies;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            StoredAccounts stored,
            StoredRights rights,
            Devices devices,
            StoredAppPasswords appPasswords,
            StoredTokens tokens,
            Passkeys passkeys,
            StoredPasskeys storedPasskeys,
            Passwords passwords,
            OutsidePasswords outside,
            Tallies tallies,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.stored = stored;
        this.rights = rights;
        this.devices = devices;
        this.appPasswords = appPasswords;
        this.tokens = tokens;
        this.passkeys = passkeys;
        this.storedPasskeys = storedPasskeys;
        this.passwords = passwords;
        this.outside = outside;
        this.tallies = tallies;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /// Opens an account with the password that the person chose, and answers its id.
    ///
    /// @throws WeakPassword if the password is too easy to guess
    /// @throws UsernameTaken if the installation has the username already, or the official has an
    ///   account
    public UUID open(NewAccount account) {
        PasswordRule.check(account.username(), account.password());
        return open(account, false);
    }

    /// @param password to be shown once
    record Opened(Account account, String password) {}

    /// Opens an account in the administrator's agency. Its first password is made up here and must
    /// be changed at once.
    ///
    /// @throws UsernameTaken as above
    Opened openWithTemporary(
            SignedIn administrator,
            Optional<UUID> official,
            String username,
            String name,
            Set<Role> roles) {
        mustBeTicked(roles);
        var password = Secrets.readable(PASSWORD_GROUPS);
        var account =
                new NewAccount(
                        administrator.agency(),
                        official.orElse(null),
                        username,
                        name,
                        administrator.agencyName(),
                        password,
                        roles);
        var id = open(account, true);
        return new Opened(inTransaction(() -> existing(id)), password);
    }

    private UUID open(NewAccount account, boolean temporary) {
        mustBeInAgency(account.roles());
        var username = Username.chosen(account.username());
        var hash = passwords.hash(account.password());
        var id = UUID.randomUUID();
        try {
            inTransaction(() -> {
                stored.add(id, account, username, hash, temporary, clock.instant());
                if (account.roles().contains(Role.ADMINISTRATOR)) {
                    rights.addFirst(id, clock.instant());
                }
                var said =
                        Fields.none()
                                .with("username", username.text())
                                .with("name", account.name())
                                .with("roles", account.roles());
                evidence.done("opened", account.agency(), id, said);
                events.publishEvent(new AccountOpened(account.agency(), id));
                return id;
            });
        } catch (DuplicateKeyException taken) {
            throw new UsernameTaken(username.text());
        }
        return id;
    }

    /// Whether the password is the account's: to ask for before an act that counts.
    ///
    /// @throws TooManyAttempts if wrong ones were typed too often; then none is looked at
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public boolean passwordIs(UUID account, String typed) {
        return known(account, typed).isPresent();
    }

    /// By which password, if it is the account's.
    private Optional<String> known(UUID account, String typed) {
        var subjects = begin(account);
        var found =
                inTransaction(() -> stored.byId(account)).filter(there -> there.account().isOpen());
        try {
            var known = found.flatMap(there -> known(there, typed));
            known.ifPresent(_ -> tallies.forgive(subjects));
            return known;
        } catch (DoorBusy | PasswordsSilent notLookedAt) {
            tallies.takeBack(subjects);
            throw notLookedAt;
        }
    }

    private Optional<String> known(Credentials found, String typed) {
        if (!inTransaction(() -> outside.keeps(found.account().id()))) {
            return passwords.matches(typed, found.hash(), true)
                    ? Optional.of(SignedIn.BY_PASSWORD_AGAIN)
                    : Optional.empty();
        }
        return switch (outside.check(found.account(), typed)) {
            case OutsidePasswords.Answer.Right _ -> Optional.of(SignedIn.BY_DIRECTORY_AGAIN);
            case OutsidePasswords.Answer.Wrong _ -> Optional.empty();
            case OutsidePasswords.Answer.Silent _ -> throw new PasswordsSilent();
        };
    }

    private List<Subject> begin(UUID account) {
        var subjects = List.of(new Subject(Kind.CONFIRMATION, account.toString()));
        tallies.begin(subjects)
                .ifPresent(until -> {
                    throw new TooManyAttempts(until);
                });
        return subjects;
    }

    /// Asks once more who it is, before an act that counts. What the person does in the same
    /// request is from now on done by somebody known in that way, also in evidence.
    ///
    /// @return the person, known by that now
    /// @throws WrongPassword if it is another's
    /// @throws WrongPasskey if it is another's, or signed something else
    /// @throws PasskeyCountedBack if there may be a copy of the passkey
    /// @throws TooManyAttempts if there were wrong ones too often
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public SignedIn confirm(SignedIn who, Confirmation by) {
        var known =
                who.identifiedBy(
                        switch (by) {
                            case TypedPassword typed -> byPassword(who, typed);
                            case PasskeyAnswer answer -> byPasskey(who, answer);
                        });
        known.becomeCurrent();
        return known;
    }

    private String byPassword(SignedIn who, TypedPassword typed) {
        return known(who.account(), typed.text()).orElseThrow(WrongPassword::new);
    }

    private String byPasskey(SignedIn who, PasskeyAnswer answer) {
        var subjects = begin(who.account());
        return switch (passkeys.judge(answer, who.account(), false)) {
            case RIGHT -> {
                tallies.forgive(subjects);
                yield SignedIn.BY_PASSKEY_AGAIN;
            }
            case WRONG -> throw new WrongPasskey();
            case COUNTED_BACK -> throw new PasskeyCountedBack();
        };
    }

    /// Changes the roles that an administrator gives; that of a correspondence officer stays.
    ///
    /// @throws RoleNeeded if none would be left
    /// @throws NamedElsewhere if a correspondence officer is to be made that way
    /// @throws LastAdministrator as below
    /// @throws GovernsInstallation as below
    @Transactional
    void give(UUID account, Set<Role> ticked) {
        roles(account, after(account, ticked));
    }

    /// The roles that the account would have then.
    ///
    /// @throws Refusal as [#give]
    @Transactional
    Set<Role> after(UUID account, Set<Role> ticked) {
        mustBeTicked(ticked);
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(existing(account).roles());
        roles.removeAll(Role.ticked());
        roles.addAll(ticked);
        if (roles.isEmpty()) {
            throw new RoleNeeded();
        }
        mustKeepAnAdministrator(account, roles);
        return roles;
    }

    /// @throws GivenElsewhere if one of them is not the agency's to give
    /// @throws NamedElsewhere if a correspondence officer is to be made that way
    static void mustBeTicked(Set<Role> roles) {
        mustBeInAgency(roles);
        if (!Role.ticked().containsAll(roles)) {
            throw new NamedElsewhere();
        }
    }

    /// Changes the roles; open sessions have them from their next request on.
    ///
    /// @throws LastAdministrator if the agency would have none left
    /// @throws GovernsInstallation if the account may not lose its administration
    @Transactional
    public void roles(UUID account, Set<Role> roles) {
        mustBeInAgency(roles);
        mustKeepAnAdministrator(account, roles);
        stored.setRoles(account, roles, clock.instant());
        evidence.done(
                "roles",
                existing(account).agency(),
                account,
                Fields.none().with("roles", Role.inOrder(roles)));
    }

    private void mustKeepAnAdministrator(UUID account, Set<Role> roles) {
        if (!roles.contains(Role.ADMINISTRATOR)) {
            mustBeSpared(account);
        }
    }

    /// @throws LastAdministrator if the agency would have none left without it
    /// @throws GovernsInstallation if the account has the right over the installation
    @Transactional
    void mustBeSpared(UUID account) {
        keepAnAdministrator(existing(account));
    }

    private static void mustBeInAgency(Set<Role> roles) {
        if (!Role.inAgency().containsAll(roles)) {
            throw new GivenElsewhere();
        }
    }

    /// Closes the account; open sessions end with their next request, and its app passwords, tokens
    /// and passkeys are gone.
    ///
    /// @throws LastAdministrator if the agency would have none left
    /// @throws GovernsInstallation if the account has the right over the installation
    @Transactional
    public void close(UUID account) {
        var leaving = existing(account);
        keepAnAdministrator(leaving);
        stored.close(account, clock.instant());
        evidence.done("closed", leaving.agency(), account, Fields.none());
        endWhatTheOldPasswordBegan(account);
    }

    @Transactional
    public void reopen(UUID account) {
        var agency = existing(account).agency();
        stored.reopen(account);
        evidence.done("reopened", agency, account, Fields.none());
        events.publishEvent(new AccountOpened(agency, account));
    }

    private void keepAnAdministrator(Account leaving) {
        if (leaving.governsInstallation()) {
            throw new GovernsInstallation();
        }
        var administrators = stored.lockedAdministrators(leaving.agency());
        if (administrators.equals(List.of(leaving.id()))) {
            throw new LastAdministrator();
        }
    }

    /// Whoever knew the old password may have made more ways in with it.
    private void endWhatTheOldPasswordBegan(UUID account) {
        devices.forget(account);
        appPasswords.removeAll(account);
        tokens.removeAll(account);
        storedPasskeys.removeAll(account);
        events.publishEvent(new WaysInEnded(existing(account).agency(), account));
    }

    /// Sets a made-up password, which must be changed at the next sign-in; open sessions, app
    /// passwords and passkeys end.
    ///
    /// @return that password, to be shown once
    /// @throws GovernsInstallation if only another who has this right may
    /// @throws PasswordElsewhere if the password is not kept here
    String setTemporaryPassword(SignedIn by, UUID account) {
        mustBeOpenTo(by, account);
        var password = Secrets.readable(PASSWORD_GROUPS);
        var hash = passwords.hash(password);
        return inTransaction(() -> {
            var agency = existing(account).agency();
            stored.setPassword(account, hash, true);
            evidence.done("temporary-password", agency, account, Fields.none());
            endWhatTheOldPasswordBegan(account);
            return password;
        });
    }

    /// @throws GovernsInstallation if only another who has this right may set its password
    /// @throws PasswordElsewhere if the password is not kept here
    void mustBeOpenTo(SignedIn by, UUID account) {
        if (!by.is(Role.INSTALLATION)
                && inTransaction(() -> existing(account)).governsInstallation()) {
            throw new GovernsInstallation();
        }
        mustBeKeptHere(account);
    }

    /// Sets the password that the person chose; all sessions, app passwords and tokens made with
    /// the old one end. Passkeys stay: the person sees them and was told of each.
    ///
    /// @throws WeakPassword if the password is too easy to guess
    /// @throws PasswordElsewhere if the password is not kept here
    Credentials changePassword(UUID account, String password) {
        mustBeKeptHere(account);
        var username = inTransaction(() -> existing(account)).username();
        PasswordRule.check(username, password);
        var hash = passwords.hash(password);
        return inTransaction(() -> {
            appPasswords.removeAll(account);
            tokens.removeAll(account);
            evidence.done("password", existing(account).agency(), account, Fields.none());
            return stored.setPassword(account, hash, false);
        });
    }

    private void mustBeKeptHere(UUID account) {
        if (inTransaction(() -> outside.keeps(account))) {
            throw new PasswordElsewhere();
        }
    }

    /// Nobody knows the account's password from now on: it is kept elsewhere, or is no longer. Open
    /// sessions, app passwords and passkeys end.
    @Transactional
    public void forgetPassword(UUID account) {
        stored.setPassword(account, passwords.hash(Secrets.token()), false);
        evidence.done("password-forgotten", existing(account).agency(), account, Fields.none());
        endWhatTheOldPasswordBegan(account);
    }

    @Transactional
    public void preferences(UUID account, Display display, boolean keys) {
        stored.setPreferences(account, display, keys);
    }

    /// The person has another name now.
    @Transactional
    public void rename(UUID account, String name) {
        stored.setName(account, name);
    }

    /// The agency has another name now; all its accounts show it.
    @Transactional
    public void renameAgency(UUID agency, String name) {
        stored.setAgencyName(agency, name);
    }

    /// Open ones first.
    @Transactional(readOnly = true)
    public List<Account> of(UUID agency) {
        return stored.of(agency);
    }

    @Transactional(readOnly = true)
    public Optional<Account> byOfficial(UUID official) {
        return stored.byOfficial(official);
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(UUID account) {
        return stored.byId(account).map(Credentials::account);
    }

    /// Whether the installation has no account at all yet.
    public boolean none() {
        return AgencyScope.everywhere(() -> inTransaction(() -> !stored.any()));
    }

    /// How often the account's password was set or the account closed.
    @Transactional(readOnly = true)
    int credentials(UUID account) {
        return stored.byId(account).map(Credentials::count).orElseThrow(NoSuchAccount::new);
    }

    private Account existing(UUID account) {
        return stored.byId(account).map(Credentials::account).orElseThrow(NoSuchAccount::new);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
