package th.sala.mail;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where access tokens for a mailbox come from (OAuth 2.0, RFC 6749): the sign-in service of a mail
/// service that takes no passwords.
///
/// @param authorize where a person signs in; empty where the client gets a token by itself
/// @param endpoint the token endpoint
/// @param client the name under which the installation is known there
/// @param secret the client's, closed
/// @param refresh from a person's sign-in, closed; empty before it
record TokenSource(
        Optional<URI> authorize,
        URI endpoint,
        String client,
        String scope,
        byte[] secret,
        byte[] refresh) {
    /// Whether secrets would go to the same place for the same thing.
    boolean asksTheSame(TokenSource other) {
        return authorize.equals(other.authorize)
                && endpoint.equals(other.endpoint)
                && client.equals(other.client)
                && scope.equals(other.scope);
    }

    /// Whether a person must sign in there before a token can be had.
    public boolean wantsAPerson() {
        return authorize.isPresent() && refresh.length == 0;
    }

    TokenSource with(byte[] closedSecret, byte[] closedRefresh) {
        return new TokenSource(authorize, endpoint, client, scope, closedSecret, closedRefresh);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenSource source
                && asksTheSame(source)
                && Arrays.equals(secret, source.secret)
                && Arrays.equals(refresh, source.refresh);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoint, client);
    }
}
