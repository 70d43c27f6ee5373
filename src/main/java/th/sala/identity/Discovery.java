package th.sala.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import th.sala.identity.Unrecognised.Why;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;

/// What a provider says of itself, and its keys: fetched from the issuer's own address, believed
/// only if it names the same issuer, kept for minutes.
@Component
class Discovery {
    static final int LARGEST = 256 * 1024;
    static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final int OK = 200;

    /// Signatures by keys of which the provider shows half. None at all, and those by what both
    /// sides know, are not among them.
    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /// @param signatures that it makes and we take
    record Known(
            OIDCProviderMetadata says,
            Set<JWSAlgorithm> signatures,
            JWKSource<SecurityContext> keys,
            Instant until) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Fetch fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
    private final Clock clock;

    Discovery(Clock clock) {
        this.clock = clock;
    }

    /// @throws Unrecognised if the provider does not answer, or nothing usable
    Known of(Provider provider) {
        var kept = known.get(provider.issuer());
        return kept != null && clock.instant().isBefore(kept.until()) ? kept : fresh(provider);
    }

    /// Asks now, and for the keys too.
    ///
    /// @return how many keys it shows
    /// @throws Unrecognised if the provider does not answer, or nothing usable
    int tried(Provider provider) {
        try {
            var any = new JWKSelector(new JWKMatcher.Builder().build());
            var keys = fresh(provider).keys().get(any, null).size();
            if (keys == 0) {
                throw new Unrecognised(Why.UNUSABLE);
            }
            return keys;
        } catch (KeySourceException unreadable) {
            throw new Unrecognised(why(unreadable));
        }
    }

    /// Whether keys did not come, or are none.
    static Why why(JOSEException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unfetched) {
                return Why.SILENT;
            }
        }
        return Why.UNUSABLE;
    }

    private Known fresh(Provider provider) {
        var found = read(provider.issuer(), fetched(provider.issuer()));
        known.put(provider.issuer(), found);
        return found;
    }

    private String fetched(String issuer) {
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            return text(URI.create(base + WELL_KNOWN));
        } catch (Unfetched silent) {
            throw new Unrecognised(Why.SILENT);
        } catch (IOException refused) {
            throw new Unrecognised(Why.UNUSABLE);
        }
    }

    private String text(URI address) throws IOException, Unfetched {
        var answer = fetch.get(address);
        if (answer.status() != OK) {
            throw new IOException("status " + answer.status());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Known read(String issuer, String text) {
        try {
            var says = OIDCProviderMetadata.parse(text);
            var signatures = new LinkedHashSet<>(says.getIDTokenJWSAlgs());
            signatures.retainAll(SIGNATURES);
            var isOurs =
                    says.getIssuer().getValue().equals(issuer)
                            && !signatures.isEmpty()
                            && takesCodes(says)
                            && Safe.isSafe(says.getAuthorizationEndpointURI())
                            && Safe.isSafe(says.getTokenEndpointURI())
                            && Safe.isSafe(says.getJWKSetURI());
            if (!isOurs) {
                throw new Unrecognised(Why.UNUSABLE);
            }
            return new Known(
                    says, signatures, keys(says.getJWKSetURI()), clock.instant().plus(KEPT));
        } catch (ParseException | MalformedURLException nonsense) {
            throw new Unrecognised(Why.UNUSABLE);
        }
    }

    private static boolean takesCodes(OIDCProviderMetadata says) {
        var types = says.getResponseTypes();
        return types == null || types.contains(ResponseType.CODE);
    }

    /// A key that is not known yet makes them be fetched again, though not for every stranger's.
    private JWKSource<SecurityContext> keys(URI address) throws MalformedURLException {
        return JWKSourceBuilder.<SecurityContext>create(address.toURL(), this::resource)
                .refreshAheadCache(false)
                .build();
    }

    private Resource resource(URL address) throws IOException {
        try {
            return new Resource(text(URI.create(address.toString())), "application/json");
        } catch (Unfetched silent) {
            throw new IOException(silent);
        }
    }
}
