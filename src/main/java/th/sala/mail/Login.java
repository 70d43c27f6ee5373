package th.sala.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;

/// How the program signs in at a server.
///
/// @param username as the server knows it
record Login(String username, Secret secret) {
    /// What proves it.
    sealed interface Secret {}

    record Password(String password) implements Secret {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /// An access token, had when it is wanted.
    ///
    /// @param changedAt when the mailbox's settings were made that it is for
    record Token(AccessTokens from, UUID agency, UUID mailbox, Instant changedAt)
            implements Secret {}

    static Login password(String username, String password) {
        return new Login(username, new Password(password));
    }

    /// @param prefix of the mail library's settings, such as `mail.imap`
    void prepare(Properties properties, String prefix) {
        if (secret instanceof Token) {
            properties.put(prefix + ".auth.mechanisms", "XOAUTH2");
        }
    }

    /// Connects and signs in.
    ///
    /// @throws MessagingException as the mail library's
    /// @throws Trouble.Found if there is no access token, or the server takes none
    void connect(Service service, String host, int port) throws MessagingException, Trouble.Found {
        switch (secret) {
            case Password(var password) -> service.connect(host, port, username, password);
            case Token token -> {
                var access = token.from.of(token);
                try {
                    service.connect(host, port, username, access);
                } catch (AuthenticationFailedException refused) {
                    token.from.refused(token);
                    throw new Trouble.Found(
                            Trouble.TOKEN_NOT_TAKEN, String.valueOf(refused.getMessage()));
                }
            }
        }
    }
}
