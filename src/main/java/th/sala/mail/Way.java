package th.sala.mail;

import java.util.Optional;

/// How a recipient's server is reached.
sealed interface Way {
    /// @param dedupes a second copy does no harm there
    /// @param arrives that server is the recipient's own Sala
    record Via(
            String host,
            int port,
            Encryption encryption,
            boolean dedupes,
            boolean arrives,
            Optional<Login> login)
            implements Way {}

    /// @param reason what an administrator must do
    record None(Reply reason) implements Way {}

    record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login of " + username;
        }
    }
}
