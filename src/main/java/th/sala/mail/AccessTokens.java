package th.sala.mail;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.network.Fetch;
import th.sala.network.Unfetched;

/// Access tokens for mailboxes whose services take no passwords (OAuth 2.0): had from the service's
/// token endpoint, kept in memory as long as they are good. So is for a while that an endpoint was
/// silent, because whoever asks holds up a mail meanwhile; and the next refresh token when the
/// database was away, because there is no other.
@Service
class AccessTokens {
    private static final int LARGEST = 64 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// As long as a token is believed that does not say how long it is good.
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private static final Duration LONGEST_GOOD = Duration.ofDays(1);

    /// So that it is still good when it comes there.
    private static final Duration EARLY = Duration.ofMinutes(1);

    /// As long as an endpoint that was silent is not asked again.
    private static final Duration SILENT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    /// What RFC 6750 lets a token be; nothing that ends a line.
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,20000}");

    private static final String JSON = "application/json; charset=UTF-8";

    private record Kept(Instant changedAt, String token, Instant until) {}

    /// A refresh token, closed, that is to take the place of the one that was used.
    private record Unsaved(Login.Token of, byte[] used, byte[] fresh) {}

    /// What the endpoint gave.
    private record Given(String access, Duration lifetime, Optional<String> refresh) {}

    private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();
    private final Map<UUID, Object> turns = new ConcurrentHashMap<>();
    private final Map<UUID, Unsaved> unsaved = new ConcurrentHashMap<>();
    private final Map<URI, Instant> silentUntil = new ConcurrentHashMap<>();
    private final OutsideMailboxes mailboxes;
    private final SecretBox secrets;
    private final Fetch fetch;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccessTokens(
            OutsideMailboxes mailboxes,
            Vault vault,
            OutsideMailSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.secrets = new SecretBox(vault, MailboxWork.KEY);
        this.fetch = new Fetch(settings.reach(), LARGEST, LONGEST);
        this.transaction = transaction;
        this.clock = clock;
    }

    /// One that is good now.
    ///
    /// @throws Trouble.Found if the sign-in service gives none
    String of(Login.Token wanted) throws Trouble.Found {
        // one at a time: services let a refresh token be used once
        synchronized (turns.computeIfAbsent(wanted.mailbox(), _ -> new Object())) {
            save(wanted.mailbox());
            var known = kept.get(wanted.mailbox());
            if (known != null
                    && known.changedAt.equals(wanted.changedAt())
                    && clock.instant().isBefore(known.until)) {
                return known.token;
            }
            var given = renewed(wanted);
            var until = clock.instant().plus(given.lifetime).minus(EARLY);
            kept.put(wanted.mailbox(), new Kept(wanted.changedAt(), given.access, until));
            return given.access;
        }
    }

    /// The server did not take it: the next one is asked for anew.
    void refused(Login.Token token) {
        kept.remove(token.mailbox());
    }

    /// Somebody wants to know how it is now: the endpoint is asked even if it was silent a moment
    /// ago.
    void askAnew(TokenSource source) {
        silentUntil.remove(source.endpoint());
    }

    private Given renewed(Login.Token wanted) throws Trouble.Found {
        if (unsaved.containsKey(wanted.mailbox())) {
            // the one that the database has is used up
            throw new Trouble.Found(Trouble.OTHER, "");
        }
        var source = source(wanted);
        try {
            return renewed(wanted, source);
        } catch (Trouble.Found refused) {
            // another process may have used the refresh token meanwhile, and left the next one
            var now = source(wanted);
            if (now.equals(source)) {
                throw refused;
            }
            return renewed(wanted, now);
        }
    }

    private Given renewed(Login.Token wanted, TokenSource source) throws Trouble.Found {
        if (source.wantsAPerson()) {
            throw new Trouble.Found(Trouble.SIGN_IN_THERE, source.endpoint().getHost());
        }
        if (source.authorize().isEmpty()) {
            return asked(source, new ClientCredentialsGrant());
        }
        var old = secrets.open(source.refresh());
        var given = asked(source, new RefreshTokenGrant(new RefreshToken(old)));
        given.refresh
                .filter(fresh -> !fresh.equals(old))
                .ifPresent(fresh -> {
                    var next = new Unsaved(wanted, source.refresh(), secrets.close(fresh));
                    unsaved.put(wanted.mailbox(), next);
                    save(wanted.mailbox());
                });
        return given;
    }

    /// Keeps the next refresh token in the database, now or when it is there again. If the settings
    /// are others now, or another process left one, it is of no use.
    private void save(UUID mailbox) {
        var next = unsaved.get(mailbox);
        if (next == null) {
            return;
        }
        try {
            within(next.of, () -> mailboxes.renew(next.of, next.used, next.fresh));
            unsaved.remove(mailbox);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("the refresh token of mailbox {} waits for the database", mailbox, away);
        }
    }

    private TokenSource source(Login.Token wanted) throws Trouble.Found {
        var found =
                within(
                        wanted,
                        () ->
                                mailboxes
                                        .find(wanted.agency(), wanted.mailbox())
                                        .filter(mailbox ->
                                                mailbox.changedAt().equals(wanted.changedAt()))
                                        .flatMap(mailbox -> Optional.ofNullable(mailbox.tokens())));
        // the settings are others now: whoever asks comes again with those
        return found.orElseThrow(() -> new Trouble.Found(Trouble.OTHER, ""));
    }

    private <T> T within(Login.Token wanted, java.util.function.Supplier<T> work) {
        return AgencyScope.within(
                wanted.agency(),
                () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    /// Where the browser of a person goes to sign in there.
    ///
    /// @param state comes back with the answer
    /// @param back where the browser comes back to, as the service knows it
    static URI signIn(TokenSource source, String state, URI back, CodeVerifier verifier) {
        return new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(source.client()))
                .endpointURI(source.authorize().orElseThrow())
                .redirectionURI(back)
                .scope(Scope.parse(source.scope()))
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                // without these some give no refresh token
                .customParameter("access_type", "offline")
                .prompt(new Prompt(Prompt.Type.CONSENT))
                .build()
                .toURI();
    }

    /// What a person's sign-in comes to: a refresh token, closed.
    ///
    /// @throws Trouble.Found if the service gives none
    byte[] redeemed(TokenSource source, String code, URI back, CodeVerifier verifier)
            throws Trouble.Found {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), back, verifier);
        var refresh = asked(source, grant).refresh;
        return secrets.close(
                refresh.orElseThrow(() -> new Trouble.Found(Trouble.TOKEN_REFUSED, "")));
    }

    private Given asked(TokenSource source, AuthorizationGrant grant) throws Trouble.Found {
        var silent = silentUntil.get(source.endpoint());
        if (silent != null && clock.instant().isBefore(silent)) {
            throw new Trouble.Found(Trouble.TOKEN_AWAY, source.endpoint().getHost());
        }
        var client =
                new ClientSecretPost(
                        new ClientID(source.client()), new Secret(secrets.open(source.secret())));
        var builder = new TokenRequest.Builder(source.endpoint(), client, grant);
        if (grant instanceof ClientCredentialsGrant) {
            builder.scope(Scope.parse(source.scope()));
        }
        try {
            var request = builder.build().toHTTPRequest();
            var form = Objects.requireNonNull(request.getBody());
            return read(fetch.post(source.endpoint(), Map.of("Accept", JSON), form));
        } catch (Unfetched nothing) {
            if (nothing.why() == Unfetched.Why.OUT_OF_REACH) {
                throw new Trouble.Found(Trouble.OUT_OF_REACH, source.endpoint().getHost());
            }
            silentUntil.put(source.endpoint(), clock.instant().plus(SILENT));
            throw new Trouble.Found(Trouble.TOKEN_AWAY, source.endpoint().getHost());
        }
    }

    private static Given read(Fetch.Answer answer) throws Trouble.Found {
        try {
            var response = new HTTPResponse(answer.status());
            response.setContentType(JSON);
            response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
            return given(TokenResponse.parse(response));
        } catch (ParseException nonsense) {
            throw new Trouble.Found(Trouble.TOKEN_AWAY, "HTTP " + answer.status());
        }
    }

    private static Given given(TokenResponse response) throws Trouble.Found {
        if (!response.indicatesSuccess()) {
            var error = response.toErrorResponse().getErrorObject();
            var isOver = OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode());
            throw new Trouble.Found(
                    isOver ? Trouble.SIGN_IN_THERE : Trouble.TOKEN_REFUSED, words(error));
        }
        AccessTokenResponse success = response.toSuccessResponse();
        var tokens = success.getTokens();
        var access = tokens.getAccessToken();
        if (!TOKEN.matcher(access.getValue()).matches()) {
            throw new Trouble.Found(Trouble.TOKEN_REFUSED, "");
        }
        var seconds = Math.min(access.getLifetime(), LONGEST_GOOD.toSeconds());
        return new Given(
                access.getValue(),
                seconds > 0 ? Duration.ofSeconds(seconds) : UNSAID,
                Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue));
    }

    private static String words(ErrorObject error) {
        return Objects.requireNonNullElse(error.getCode(), "")
                + " "
                + Objects.requireNonNullElse(error.getDescription(), "");
    }
}
