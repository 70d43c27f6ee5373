package th.sala.mail;

import java.net.InetAddress;
import java.util.Optional;
import th.sala.network.Reach;

/// How a recipient is reached.
sealed interface Way {
    /// A server that takes the mail.
    sealed interface Server extends Way {
        String host();

        int port();

        Optional<Login> login();

        /// Whether a second copy does no harm there.
        boolean dedupes();

        /// Whether that server is the recipient's own Sala.
        boolean arrives();
    }

    /// @param dedupes a second copy does no harm there
    /// @param arrives that server is the recipient's own Sala
    record Via(
            String host,
            int port,
            Encryption encryption,
            boolean dedupes,
            boolean arrives,
            Optional<Login> login)
            implements Server {}

    /// The submission of the service outside that keeps the sender's mailbox.
    ///
    /// @param account signed in with
    record Service(MailServer server, Login account) implements Server {
        @Override
        public String host() {
            return server.host();
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public Optional<Login> login() {
            return Optional.of(account);
        }

        @Override
        public boolean dedupes() {
            return false;
        }

        @Override
        public boolean arrives() {
            return false;
        }
    }

    /// The servers that the recipient's domain names, one after the other.
    record ToDomain(String domain) implements Way {}

    /// One of those.
    record Exchanger(InetAddress address, int port, Encryption encryption, Reach reach)
            implements Server {
        @Override
        public String host() {
            return address.getHostAddress();
        }

        @Override
        public Optional<Login> login() {
            return Optional.empty();
        }

        @Override
        public boolean dedupes() {
            return false;
        }

        @Override
        public boolean arrives() {
            return false;
        }
    }

    /// @param reason what an administrator must do
    record None(Reply reason) implements Way {}
}
