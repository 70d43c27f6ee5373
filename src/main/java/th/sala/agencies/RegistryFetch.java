package th.sala.agencies;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

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

    /// @param address without the path
    record Fetched(String address, byte[] body, byte[] signature) {}

    /// @throws RegistryFile.Unusable if the address cannot be one, or nothing usable came in time
    Fetched fetch(String typed) {
        var address = address(typed);
        var request = HttpRequest.newBuilder(address.resolve(PATH)).timeout(LONGEST).build();
        try (var client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(LONGEST)
                        .build()) {
            var handler =
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofByteArray(), RegistryFile.LARGEST);
            var coming = client.sendAsync(request, handler);
            try {
                var answer = coming.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                return read(address, answer);
            } catch (TimeoutException late) {
                throw new RegistryFile.Unusable("agencies.registries.slow");
            } catch (ExecutionException failed) {
                throw new RegistryFile.Unusable("agencies.registries.unreachable");
            } finally {
                coming.cancel(true);
                client.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RegistryFile.Unusable("agencies.registries.unreachable");
        }
    }

    private static Fetched read(URI address, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new RegistryFile.Unusable("agencies.registries.no-registry", answer.statusCode());
        }
        var signature = answer.headers().firstValue(RegistryController.SIGNATURE).orElse("");
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
            mustBeReachable(given.getHost());
            return new URI(scheme, null, given.getHost(), given.getPort(), null, null, null);
        } catch (URISyntaxException | NullPointerException wrong) {
            throw new RegistryFile.Unusable("agencies.registries.not-address");
        }
    }

    private static void mustBeReachable(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
                    throw new RegistryFile.Unusable("agencies.registries.not-address");
                }
            }
        } catch (UnknownHostException unknown) {
            throw new RegistryFile.Unusable("agencies.registries.unreachable");
        }
    }
}
