package th.sala.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import th.sala.identity.Discovery.Known;
import th.sala.identity.Unrecognised.Why;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;

/// The authorization code flow of OpenID Connect, with PKCE: the address to which a browser is
/// sent, and what becomes of the code with which it comes back.
@Component
class CodeFlow {
    private static final Logger LOG = LoggerFactory.getLogger(CodeFlow.class);
    private static final String MAIL = "email";
    private static final int LONGEST_CLAIM = 255;
    private static final String JSON = "application/json; charset=UTF-8";

    /// Whom the provider recognised.
    ///
    /// @param claim the value that names them
    /// @param strength the ID token's `acr`, if it says one
    record Person(String claim, String strength) {
        @Override
        public String toString() {
            return "Person";
        }
    }

    private final Discovery discovery;
    private final Fetch fetch = new Fetch(Reach.PRIVATE, Discovery.LARGEST, Discovery.LONGEST);

    CodeFlow(Discovery discovery) {
        this.discovery = discovery;
    }

    /// @throws Unrecognised if the provider does not answer
    URI begin(Provider provider, RoundTrip trip) {
        var scope = new Scope("openid");
        provider.wanted().forEach(scope::add);
        var request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                scope,
                                new ClientID(provider.client()),
                                provider.back())
                        .endpointURI(discovery.of(provider).says().getAuthorizationEndpointURI())
                        .state(new State(trip.state()))
                        .nonce(new Nonce(trip.nonce()))
                        .codeChallenge(new CodeVerifier(trip.verifier()), CodeChallengeMethod.S256);
        if (!provider.classes().isEmpty()) {
            request.acrValues(provider.classes().stream().map(ACR::new).toList());
        }
        return request.build().toURI();
    }

    /// Whether the answer may be this provider's by what it says of itself (RFC 9207).
    ///
    /// @param said empty if it says nothing
    /// @throws Unrecognised if it is another's
    void mustBeOf(Provider provider, String said) {
        var says = discovery.of(provider).says();
        if (said.isEmpty()
                ? says.supportsAuthorizationResponseIssuerParam()
                : !said.equals(provider.issuer())) {
            throw new Unrecognised(Why.ANOTHER);
        }
    }

    /// @throws Unrecognised if the provider recognises nobody for it
    Person redeem(Provider provider, String secret, RoundTrip trip, String code) {
        var known = discovery.of(provider);
        var token = idToken(provider, ask(provider, known, secret, trip, code));
        return person(provider, validated(provider, known, token, trip));
    }

    private Fetch.Answer ask(
            Provider provider, Known known, String secret, RoundTrip trip, String code) {
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        provider.back(),
                        new CodeVerifier(trip.verifier()));
        var address = known.says().getTokenEndpointURI();
        var request =
                new TokenRequest.Builder(address, authentication(provider, known, secret), grant)
                        .build()
                        .toHTTPRequest();
        var headers = new TreeMap<String, String>();
        headers.put("Accept", JSON);
        if (request.getAuthorization() != null) {
            headers.put("Authorization", request.getAuthorization());
        }
        try {
            return fetch.post(address, headers, Objects.requireNonNull(request.getBody()));
        } catch (Unfetched silent) {
            LOG.warn("provider {}: the token endpoint: {}", provider.id(), silent.why());
            throw new Unrecognised(
                    silent.why() == Unfetched.Why.TOO_LARGE ? Why.UNUSABLE : Why.SILENT);
        }
    }

    /// As the provider likes it; by the header if it does not say.
    private static ClientAuthentication authentication(
            Provider provider, Known known, String secret) {
        var client = new ClientID(provider.client());
        var ways = known.says().getTokenEndpointAuthMethods();
        var byForm =
                ways != null
                        && !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return byForm
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    private static JWT idToken(Provider provider, Fetch.Answer answer) {
        try {
            var response = new HTTPResponse(answer.status());
            response.setContentType(JSON);
            response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
            if (OIDCTokenResponseParser.parse(response) instanceof OIDCTokenResponse tokens) {
                return Objects.requireNonNull(tokens.getOIDCTokens().getIDToken());
            }
            LOG.warn("provider {} took no code: status {}", provider.id(), answer.status());
            throw new Unrecognised(Why.NOT_TAKEN);
        } catch (ParseException | NullPointerException nonsense) {
            LOG.warn("provider {}: no ID token came", provider.id());
            throw new Unrecognised(Why.UNUSABLE);
        }
    }

    private static IDTokenClaimsSet validated(
            Provider provider, Known known, JWT token, RoundTrip trip) {
        var keys = new JWSVerificationKeySelector<>(known.signatures(), known.keys());
        var validator =
                new IDTokenValidator(
                        known.says().getIssuer(), new ClientID(provider.client()), keys, null);
        try {
            var claims = validator.validate(token, new Nonce(trip.nonce()));
            if (!isFor(provider.client(), claims)) {
                throw new BadJOSEException("for another");
            }
            return claims;
        } catch (KeySourceException unreadable) {
            throw new Unrecognised(Discovery.why(unreadable));
        } catch (BadJOSEException | JOSEException untrue) {
            // the library's own words: they hold no part of the token
            LOG.warn("provider {}: an ID token was refused", provider.id());
            throw new Unrecognised(Why.FALSE_TOKEN);
        }
    }

    /// The library lets a token pass that was made for another party which may use it here as well.
    private static boolean isFor(String client, IDTokenClaimsSet claims) {
        var party = claims.getAuthorizedParty();
        return party == null ? claims.getAudience().size() == 1 : party.getValue().equals(client);
    }

    private static Person person(Provider provider, IDTokenClaimsSet token) {
        var claims = Map.copyOf(nonNull(token));
        var value = claims.get(provider.claim());
        if (!(value instanceof String text) || text.isBlank() || text.length() > LONGEST_CLAIM) {
            throw new Unrecognised(Why.NO_CLAIM);
        }
        if (provider.claim().equals(MAIL) && !Boolean.TRUE.equals(claims.get("email_verified"))) {
            throw new Unrecognised(Why.UNVERIFIED);
        }
        var strength = token.getACR() == null ? "" : token.getACR().getValue();
        List<String> enough = provider.classes();
        if (!enough.isEmpty() && !enough.contains(strength)) {
            throw new Unrecognised(Why.TOO_WEAK);
        }
        return new Person(text, strength);
    }

    private static Map<String, Object> nonNull(IDTokenClaimsSet token) {
        var claims = new TreeMap<String, Object>();
        token.toJSONObject()
                .forEach((name, value) -> {
                    if (value != null) {
                        claims.put(name, value);
                    }
                });
        return claims;
    }
}
