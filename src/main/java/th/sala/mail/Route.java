package th.sala.mail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which server takes the mail of a domain.
///
/// @param domain in lower case; [#ALL_OTHERS] for the smarthost
/// @param host empty if the domain's own servers take it
/// @param dedupes the server recognises a second copy of a message, as a Sala does
/// @param username to sign in with; null if the server asks for none
/// @param password encrypted; null if there is none
record Route(
        String domain,
        String host,
        int port,
        Encryption encryption,
        boolean dedupes,
        @Nullable String username,
        byte @Nullable [] password) {
    static final String ALL_OTHERS = "*";
    private static final int SMTP = 25;

    public boolean isSmarthost() {
        return domain.equals(ALL_OTHERS);
    }

    /// Whether the other brings a password to the same server, of the same name, as safely.
    boolean asksTheSame(Route other) {
        return host.equals(other.host)
                && port == other.port
                && encryption == other.encryption
                && Objects.equals(username, other.username);
    }

    /// Of a domain whose own servers take its mail.
    static Route direct(String domain) {
        return new Route(domain, "", SMTP, Encryption.OPPORTUNISTIC, false, null, null);
    }

    public boolean isDirect() {
        return host.isEmpty();
    }

    Route with(byte @Nullable [] other) {
        return new Route(domain, host, port, encryption, dedupes, username, other);
    }
}
