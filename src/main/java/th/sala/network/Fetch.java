package th.sala.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import th.sala.network.Unfetched.Why;

/// Fetches what a person named an address for, by http or https.
///
/// Whoever names an address can make this server ask it, so: every address that the name resolves
/// to is judged where the connection is made, not before, so that a name which answers otherwise
/// the second time gains nothing. No redirects, no cookies, no unpacking, no more bytes and no
/// longer than the caller says.
public final class Fetch {
    /// What came.
    ///
    /// @param headers the last of each, by its name in lower case
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /// Without a charset: the form has none.
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private final Reach reach;
    private final DnsResolver names;
    private final int largest;
    private final Duration longest;

    /// @param largest bytes of an answer
    /// @param longest for all of it
    public Fetch(Reach reach, int largest, Duration longest) {
        this(reach, largest, longest, org.apache.hc.client5.http.SystemDefaultDnsResolver.INSTANCE);
    }

    Fetch(Reach reach, int largest, Duration longest, DnsResolver names) {
        this.reach = reach;
        this.names = names;
        this.largest = largest;
        this.longest = longest;
    }

    /// @param address with the scheme http or https
    /// @throws Unfetched if there was no answer; any status is one
    public Answer get(URI address) throws Unfetched {
        return asked(new HttpGet(address));
    }

    /// Sends nothing but the headers.
    ///
    /// @param address as for [#get]
    /// @throws Unfetched if there was no answer; any status is one
    public Answer post(URI address, Map<String, String> headers) throws Unfetched {
        var request = new HttpPost(address);
        headers.forEach(request::setHeader);
        return asked(request);
    }

    /// Sends a form.
    ///
    /// @param address as for [#get]
    /// @param headers besides those that every form has
    /// @param form encoded as `application/x-www-form-urlencoded`
    /// @throws Unfetched if there was no answer; any status is one
    public Answer post(URI address, Map<String, String> headers, String form) throws Unfetched {
        var request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(form, FORM));
        return asked(request);
    }

    /// Sends JSON.
    ///
    /// @param address as for [#get]
    /// @throws Unfetched if there was no answer; any status is one
    public Answer postJson(URI address, Map<String, String> headers, byte[] json) throws Unfetched {
        var request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return asked(request);
    }

    /// Sends what is in a form of its own.
    ///
    /// @param address as for [#get]
    /// @throws Unfetched if there was no answer; any status is one
    public Answer post(URI address, String mediaType, byte[] body) throws Unfetched {
        var request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(body, ContentType.create(mediaType)));
        return asked(request);
    }

    private Answer asked(HttpUriRequestBase request) throws Unfetched {
        var late = new CompletableFuture<Void>();
        late.completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(request::cancel);
        try (var client = client()) {
            return client.execute(request, response -> read(request, response));
        } catch (IOException failed) {
            var slow = late.isDone() && !late.isCancelled();
            throw slow ? new Unfetched(Why.SLOW, failed) : unfetched(failed);
        } finally {
            late.cancel(false);
        }
    }

    private static Unfetched unfetched(Exception failed) {
        return switch (failed) {
            case OutOfReach _ -> new Unfetched(Why.OUT_OF_REACH, failed);
            case TooLarge _ -> new Unfetched(Why.TOO_LARGE, failed);
            case SSLException _ -> new Unfetched(Why.CERTIFICATE, failed);
            case java.net.SocketTimeoutException _ -> new Unfetched(Why.SLOW, failed);
            default -> new Unfetched(Why.UNREACHABLE, failed);
        };
    }

    private Answer read(HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException {
        var headers = new TreeMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        try {
            return new Answer(response.getCode(), headers, body(response));
        } catch (TooLarge more) {
            // else the rest would be read to its end, to keep the connection
            request.cancel();
            throw more;
        }
    }

    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > largest) {
            throw new TooLarge();
        }
        var body = entity.getContent().readNBytes(largest + 1);
        if (body.length > largest) {
            throw new TooLarge();
        }
        return body;
    }

    private CloseableHttpClient client() {
        var patience = Timeout.of(longest);
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Judged())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(patience)
                                        .setSocketTimeout(patience)
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(patience).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /// The connection goes to the very addresses that were judged.
    private final class Judged implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var found = names.resolve(host);
            for (var address : found) {
                if (!reach.allows(address)) {
                    throw new OutOfReach(host);
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class OutOfReach extends UnknownHostException {
        private OutOfReach(String host) {
            super(host);
        }
    }

    private static final class TooLarge extends IOException {}
}
