package th.sala.identity;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.identity.Directory.Encryption;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// Which directories this installation asks, and which roles follow their groups. Each change asks
/// who it is and leaves evidence.
@Service
class DirectorySettings {
    static final String KEY = "identity-directories";

    /// Refusal: something typed cannot be what it should be.
    static final class NotUsable extends Refusal {
        private final String field;

        NotUsable(String field) {
            super("identity.directory.not-usable." + field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /// Refusal: the password was given for another server or login, or none is there yet.
    static final class PasswordWanted extends Refusal {
        PasswordWanted() {
            super("identity.directory.password-wanted");
        }
    }

    /// Refusal: accounts or roles follow it.
    static final class StillUsed extends Refusal {
        StillUsed() {
            super("identity.directory.still-used");
        }
    }

    /// Refusal: other roles than these are never given by a group.
    static final class RoleNotFollowed extends Refusal {
        RoleNotFollowed() {
            super("identity.directory.role-not-followed");
        }
    }

    static final List<Role> FOLLOWING = List.of(Role.OFFICIAL, Role.AUDITOR);

    private final Directories directories;
    private final DirectoryTalk talk;
    private final Accounts accounts;
    private final SecretBox secrets;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DirectorySettings(
            Directories directories,
            DirectoryTalk talk,
            Accounts accounts,
            Vault vault,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.directories = directories;
        this.talk = talk;
        this.accounts = accounts;
        this.secrets = new SecretBox(vault, KEY);
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Directory> all() {
        return directories.all();
    }

    @Transactional(readOnly = true)
    Optional<Directory> find(UUID id) {
        return directories.find(id);
    }

    /// Adds the directory or changes it. A new one, and one that is asked otherwise now, is not
    /// active.
    ///
    /// @param password of the login that searches; empty to keep the one that is there
    /// @throws Refusal as [Accounts#confirm]
    /// @throws NotUsable if something cannot be what it should be
    /// @throws PasswordWanted if the one that is there is another's
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void put(SignedIn by, Confirmation confirmation, Directory typed, String password) {
        mustBeUsable(typed);
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            var before = directories.find(typed.id());
            var same = before.filter(old -> !typed.isAskedOtherwiseThan(old));
            if (same.isEmpty() && password.isEmpty() && !typed.login().isEmpty()) {
                throw new PasswordWanted();
            }
            var closed =
                    same.isPresent() && password.isEmpty()
                            ? directories.password(typed.id()).orElseThrow()
                            : secrets.close(password);
            var active = before.filter(typed::isBelievedAs).map(Directory::active).orElse(false);
            directories.put(typed, closed, active, clock.instant());
            take(
                    known.actor(Role.INSTALLATION),
                    before.isEmpty() ? "identity-directory.added" : "identity-directory.changed",
                    said(typed).with("password", password.isEmpty() ? "kept" : "new"));
        });
    }

    private static void mustBeUsable(Directory typed) {
        if (!typed.host().matches("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?|::1")) {
            throw new NotUsable("host");
        }
        if (typed.encryption() == Encryption.NONE && !Safe.isLoopback(typed.host())) {
            throw new NotUsable("encryption");
        }
        if (!typed.trusted().isEmpty() && !isCertificate(typed.trusted())) {
            throw new NotUsable("trusted");
        }
        if (!isName(typed.base())) {
            throw new NotUsable("base");
        }
        if (!isFilter(typed)) {
            throw new NotUsable("filter");
        }
    }

    private static boolean isCertificate(String pem) {
        try {
            DirectoryTalk.trusted(pem);
            return true;
        } catch (GeneralSecurityException | IOException unreadable) {
            return false;
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && DN.isValidDN(name);
    }

    private static boolean isFilter(Directory typed) {
        try {
            DirectoryTalk.filter(typed, "a");
            return typed.filter().split("\\{username}", -1).length == 2;
        } catch (LDAPException nonsense) {
            return false;
        }
    }

    /// Whether it answers as it should.
    ///
    /// @throws Unanswered if not
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void tried(SignedIn by, Directory directory) {
        talk.tried(directory, secret(directory));
    }

    private String secret(Directory directory) {
        var closed =
                Objects.requireNonNull(
                        transaction.execute(_ -> directories.password(directory.id())));
        return secrets.open(closed.orElseThrow());
    }

    /// Asks it from now on, or no longer.
    ///
    /// @param by who has just proved who they are
    void activate(SignedIn by, Directory directory, boolean active) {
        transaction.executeWithoutResult(_ -> {
            directories.activate(directory.id(), active);
            take(
                    by.actor(Role.INSTALLATION),
                    active ? "identity-directory.on" : "identity-directory.off",
                    said(directory));
        });
    }

    /// @throws Refusal as [Accounts#confirm]
    /// @throws StillUsed if accounts or roles follow it
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void remove(SignedIn by, Confirmation confirmation, Directory directory) {
        var known = accounts.confirm(by, confirmation);
        try {
            transaction.executeWithoutResult(_ -> {
                directories.remove(directory.id());
                take(known.actor(Role.INSTALLATION), "identity-directory.removed", said(directory));
            });
        } catch (DataIntegrityViolationException used) {
            throw new StillUsed();
        }
    }

    /// In all agencies.
    List<GroupRole> roles(Directory directory) {
        return Objects.requireNonNull(
                AgencyScope.everywhere(
                        () -> transaction.execute(_ -> directories.roles(directory.id()))));
    }

    /// That a role in an agency follows a group.
    ///
    /// @throws NotUsable if the group's name cannot be one
    /// @throws RoleNotFollowed if the role is given otherwise
    static GroupRole following(UUID agency, String group, Role role) {
        if (!isName(group)) {
            throw new NotUsable("group");
        }
        if (!FOLLOWING.contains(role)) {
            throw new RoleNotFollowed();
        }
        return new GroupRole(UUID.randomUUID(), agency, group, role);
    }

    /// From the next sign-in on, who is in the group has the role in the agency, and who is not
    /// loses it.
    ///
    /// @param by who has just proved who they are
    void follow(SignedIn by, Directory directory, GroupRole follows) {
        everywhere(() -> {
            directories.addRole(directory.id(), follows);
            take(
                    by.actor(Role.INSTALLATION).in(follows.agency()),
                    "identity-directory.role-follows",
                    said(directory, follows));
        });
    }

    /// The role is given by hand again; who has it keeps it.
    ///
    /// @throws Refusal as [Accounts#confirm]
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void unfollow(SignedIn by, Confirmation confirmation, Directory directory, UUID id) {
        var known = accounts.confirm(by, confirmation);
        everywhere(() ->
                directories.roles(directory.id()).stream()
                        .filter(follows -> follows.id().equals(id))
                        .forEach(follows -> {
                            directories.removeRole(id);
                            take(
                                    known.actor(Role.INSTALLATION).in(follows.agency()),
                                    "identity-directory.role-free",
                                    said(directory, follows));
                        }));
    }

    private void everywhere(Runnable work) {
        AgencyScope.everywhere(() -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private void take(Actor by, String act, Fields said) {
        evidence.record(by, Act.done(act, clock.instant(), said));
    }

    private static Fields said(Directory directory) {
        return Fields.none()
                .with("name", directory.name())
                .with("host", directory.host())
                .with("port", directory.port())
                .with("encryption", directory.encryption())
                .with("trusted", directory.trusted())
                .with("login", directory.login())
                .with("base", directory.base())
                .with("filter", directory.filter())
                .with("identifier", directory.identifier())
                .with("groups", directory.groups());
    }

    private static Fields said(Directory directory, GroupRole follows) {
        return Fields.none()
                .with("directory", directory.name())
                .with("group", follows.group())
                .with("role", follows.role());
    }
}
