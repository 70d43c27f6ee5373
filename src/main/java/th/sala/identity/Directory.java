package th.sala.identity;

import java.util.UUID;

/// ระบบบัญชีของหน่วยงาน, by LDAP: Active Directory, OpenLDAP and others.
///
/// @param trusted certificates (PEM) that are believed; empty for those of the machine
/// @param login the distinguished name that searches; empty to search without one
/// @param base below which people are
/// @param filter with `{username}` where the username goes
/// @param identifier the attribute that names an entry for ever, whatever it is called
/// @param groups the attribute with a person's groups
/// @param active whether it is asked
record Directory(
        UUID id,
        String name,
        String host,
        int port,
        Encryption encryption,
        String trusted,
        String login,
        String base,
        String filter,
        String identifier,
        String groups,
        boolean active) {
    static final String USERNAME = "{username}";

    /// How the line is encrypted.
    enum Encryption {
        LDAPS,
        STARTTLS,
        /// On this machine only.
        NONE
    }

    /// Whether whoever believed the other believes this one, too.
    boolean isBelievedAs(Directory other) {
        return !isAskedOtherwiseThan(other)
                && base.equals(other.base)
                && filter.equals(other.filter)
                && identifier.equals(other.identifier)
                && groups.equals(other.groups);
    }

    /// Whether the password would go elsewhere, or by a line less safe, than the other's.
    boolean isAskedOtherwiseThan(Directory other) {
        return !host.equals(other.host)
                || port != other.port
                || encryption != other.encryption
                || !trusted.equals(other.trusted)
                || !login.equals(other.login);
    }
}
