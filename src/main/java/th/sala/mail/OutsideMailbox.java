package th.sala.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mailbox of an agency that a mail service outside keeps (MailGoThai, or any with IMAP and
/// SMTP).
///
/// @param address of the central account, or of an authorised person
/// @param trusted certificates in PEM that are believed; empty for those of this machine
/// @param reading IMAP; null if the mailbox is not read
/// @param sending submission of the mail that is from this address
/// @param tokens where access tokens come from; null if passwords are taken
/// @param readSince what came to the mailbox before is not read
/// @param findingsBy the name under which the service says what it found of a mail; empty if it is
///   not believed
/// @param active whether a trial with these settings went well; else it is neither read nor sent
///   through
record OutsideMailbox(
        UUID id,
        UUID agency,
        String address,
        String trusted,
        @Nullable Access reading,
        Access sending,
        @Nullable TokenSource tokens,
        Instant readSince,
        String findingsBy,
        boolean active,
        Instant changedAt) {
    /// @param password closed; empty if it was not typed, or an access token takes its place
    record Access(String host, int port, MailServer.Line line, String username, byte[] password) {
        /// Whether a password would go to the same place, as safely.
        boolean asksTheSame(Access other) {
            return host.equals(other.host)
                    && port == other.port
                    && line == other.line
                    && username.equals(other.username);
        }

        Access with(byte[] closed) {
            return new Access(host, port, line, username, closed);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Access access
                    && asksTheSame(access)
                    && Arrays.equals(password, access.password);
        }

        @Override
        public int hashCode() {
            return Objects.hash(host, port, username);
        }
    }

    MailServer server(Access access) {
        return new MailServer(access.host, access.port, access.line, trusted);
    }

    /// Whether a place that was reached in the other says nothing of this one.
    boolean isReadOtherwiseThan(OutsideMailbox other) {
        return reading == null
                || other.reading == null
                || !reading.host.equals(other.reading.host)
                || reading.port != other.reading.port
                || !reading.username.equals(other.reading.username)
                || !readSince.equals(other.readSince);
    }

    /// Whether a trial of the other says nothing of this one.
    boolean isAskedOtherwiseThan(OutsideMailbox other) {
        return !trusted.equals(other.trusted)
                || !Objects.equals(reading, other.reading)
                || !sending.equals(other.sending)
                || !Objects.equals(tokens, other.tokens);
    }
}
