package th.sala.agencies;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;

/// Fetches another installation's registry over http or https.
///
/// An administrator names the address, so this server can be made to ask any other for
/// `/registry/agencies.json`. Loopback and private addresses are allowed on purpose: agencies sit
/// on one machine or in one government network. What bounds it: that path only, no redirects, five
/// megabytes, ten seconds, link-local addresses (cloud metadata) refused, and nothing of an answer
/// is ever shown unless it is a registry signed by its own key.
@Component
class RegistryFetch {
    private static final String PATH = "/registry/agencies.json";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int LONGEST_ADDRESS = 300;

    private final Fetch fetch = new Fetch(Reach.PRIVATE, RegistryFile.LARGEST, LONGEST);

    /// @param address without the path
    record Fetched(String address, byte[] body, byte[] signature) {}

    /// @throws RegistryFile.Unusable if the address cannot be one, or nothing usable came in time
    Fetched fetch(String typed) {
        var address = address(typed);
        try {
            return read(address, fetch.get(address.resolve(PATH)));
        } catch (Unfetched failed) {
            throw new RegistryFile.Unusable(
                    switch (failed.why()) {
                        case SLOW -> "agencies.registries.slow";
                        case OUT_OF_REACH -> "agencies.registries.not-address";
                        case UNREACHABLE, CERTIFICATE, TOO_LARGE ->
                                "agencies.registries.unreachable";
                    });
        }
    }

    private static Fetched read(URI address, Fetch.Answer answer) {
        if (answer.status() != OK) {
            throw new RegistryFile.Unusable("agencies.registries.no-registry", answer.status());
        }
        var signature = answer.header(RegistryController.SIGNATURE).orElse("");
        try {
            return new Fetched(
                    address.toString(), answer.body(), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException nonsense) {
            throw new RegistryFile.Unusable("agencies.registries.not-signed");
        }
    }

    /// The installation's own address; a path, a query or a user name in it is not used.
    static URI address(String typed) {
        var text = CleanText.of(typed);
        if (text.length() > LONGEST_ADDRESS) {
            throw new RegistryFile.Unusable("agencies.registries.not-address");
        }
        try {
            var given = new URI(text.contains("://") ? text : "http://" + text);
            var scheme = given.getScheme().toLowerCase(Locale.ROOT);
            var isWeb = scheme.equals("http") || scheme.equals("https");
            if (!isWeb || given.getHost() == null || given.getUserInfo() != null) {
                throw new RegistryFile.Unusable("agencies.registries.not-address");
            }
            return new URI(scheme, null, given.getHost(), given.getPort(), null, null, null);
        } catch (URISyntaxException | NullPointerException wrong) {
            throw new RegistryFile.Unusable("agencies.registries.not-address");
        }
    }
}
