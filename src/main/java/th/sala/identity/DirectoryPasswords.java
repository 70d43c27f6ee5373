package th.sala.identity;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.OutsidePasswords;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;
import th.sala.identity.DirectoryAccounts.Kept;
import th.sala.identity.DirectoryTalk.Said;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;

/// Passwords that directories keep.
@Service
class DirectoryPasswords implements OutsidePasswords {
    private static final int LONGEST = 200;

    private final Directories directories;
    private final DirectoryAccounts members;
    private final DirectoryTalk talk;
    private final PersonHash persons;
    private final SecretBox secrets;
    private final TransactionTemplate transaction;

    DirectoryPasswords(
            Directories directories,
            DirectoryAccounts members,
            DirectoryTalk talk,
            PersonHash persons,
            Vault vault,
            TransactionTemplate transaction) {
        this.directories = directories;
        this.members = members;
        this.talk = talk;
        this.persons = persons;
        this.secrets = new SecretBox(vault, DirectorySettings.KEY);
        this.transaction = transaction;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean any() {
        return directories.any();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean keeps(UUID account) {
        return members.find(account).isPresent();
    }

    private record Asked(Directory directory, String secret, Kept kept) {}

    @Override
    public Answer check(Account account, String typed) {
        var asked = within(account, () -> asked(account.id()));
        if (asked.isEmpty()) {
            return new Answer.Silent();
        }
        if (typed.length() > LONGEST) {
            return new Answer.Wrong("directory-wrong");
        }
        try {
            var there = asked.get();
            return switch (talk.ask(there.directory(), there.secret(), account.username(), typed)) {
                case Said.Right right -> within(account, () -> answer(account, there, right));
                case Said.Wrong wrong -> new Answer.Wrong("directory-" + wrong.why());
            };
        } catch (Unanswered _) {
            return new Answer.Silent();
        } catch (DuplicateKeyException others) {
            return new Answer.Wrong("directory-others-entry");
        }
    }

    private Optional<Asked> asked(UUID account) {
        return members.find(account)
                .flatMap(kept ->
                        directories
                                .find(kept.directory())
                                .filter(Directory::active)
                                .map(directory -> new Asked(directory, secret(directory), kept)));
    }

    private String secret(Directory directory) {
        return secrets.open(directories.password(directory.id()).orElseThrow());
    }

    /// Whoever was given a name that another had before is somebody else.
    private Answer answer(Account account, Asked asked, Said.Right right) {
        var entry = persons.of(asked.directory(), right.id());
        if (asked.kept().entry() == null) {
            members.remember(account.id(), entry);
        } else if (!MessageDigest.isEqual(asked.kept().entry(), entry)) {
            return new Answer.Wrong("directory-another-person");
        }
        var governed = EnumSet.noneOf(Role.class);
        var given = EnumSet.noneOf(Role.class);
        for (var follows : directories.roles(asked.directory().id())) {
            governed.add(follows.role());
            if (isAmong(follows.group(), right.groups())) {
                given.add(follows.role());
            }
        }
        return new Answer.Right(governed, given);
    }

    private static boolean isAmong(String group, Set<DN> groups) {
        try {
            return groups.contains(new DN(group));
        } catch (LDAPException nonsense) {
            return false;
        }
    }

    private <T> T within(Account account, Supplier<T> work) {
        return AgencyScope.within(
                account.agency(),
                () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
