package th.sala.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.network.Unfetched.Why;

class FetchTests {
    private static final int LARGEST = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/words" -> {
                    exchange.getResponseHeaders().set("X-Signed", "so");
                    send(exchange, 200, "สวัสดี".getBytes(StandardCharsets.UTF_8));
                }
                case "/elsewhere" -> {
                    exchange.getResponseHeaders().set("Location", "/words");
                    send(exchange, 302, new byte[0]);
                }
                case "/endless" -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (over.getCount() > 0) {
                        exchange.getResponseBody().write(new byte[LARGEST]);
                    }
                }
                case "/form" -> {
                    var headers = exchange.getRequestHeaders();
                    var said =
                            List.of(
                                    exchange.getRequestMethod(),
                                    headers.getFirst("Content-Type"),
                                    headers.getFirst("Authorization"),
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    send(exchange, 200, String.join("\n", said).getBytes(StandardCharsets.UTF_8));
                }
                case "/full" -> send(exchange, 200, new byte[LARGEST]);
                case "/dripping" -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        exchange.getResponseBody().write('.');
                        exchange.getResponseBody().flush();
                    }
                }
                default -> send(exchange, 404, new byte[0]);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Test
    void sendsAForm() throws Unfetched {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        var answer =
                fetch.post(
                        at("127.0.0.1", "/form"), Map.of("Authorization", "Basic eDp5"), "a=b%20c");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "POST", "application/x-www-form-urlencoded", "Basic eDp5", "a=b%20c");
        assertThat(fetch.post(at("127.0.0.1", "/elsewhere"), Map.of(), "a=b").status())
                .as("a secret is sent nowhere else")
                .isEqualTo(302);
        assertThatExceptionOfType(Unfetched.class)
                .isThrownBy(() ->
                        new Fetch(Reach.PUBLIC, LARGEST, LONGEST)
                                .post(at("127.0.0.1", "/form"), Map.of(), "a=b"))
                .extracting(Unfetched::why)
                .isEqualTo(Why.OUT_OF_REACH);
    }

    @Test
    void bringsWhatIsThere() throws Unfetched {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        var answer = fetch.get(at("127.0.0.1", "/words"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-signed")).contains("so");
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("สวัสดี");
        assertThat(fetch.get(at("localhost", "/nowhere")).status()).isEqualTo(404);
    }

    @Test
    void followsNoRedirect() throws Unfetched {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        assertThat(fetch.get(at("127.0.0.1", "/elsewhere")).status()).isEqualTo(302);
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "127.1"})
    void staysAwayFromThisMachineHoweverItIsSpelled(String host) {
        assertRefused(new Fetch(Reach.PUBLIC, LARGEST, LONGEST), at(host, "/words"));
        assertThat(asked).as("no connection").hasValue(0);
    }

    @Test
    void staysAwayFromMetadataAlways() {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        assertRefused(fetch, URI.create("http://169.254.169.254/latest/meta-data"));
        assertRefused(fetch, URI.create("http://[fe80::1]/"));
    }

    @Test
    void refusesANameOfWhichOneAddressIsOutOfReach() {
        var mixed = new Names(List.of("93.184.216.34", "127.0.0.1"));
        assertRefused(
                new Fetch(Reach.PUBLIC, LARGEST, LONGEST, mixed), at("two.example", "/words"));
    }

    @Test
    void asksANameOnceSoThatItsSecondAnswerIsNeverUsed() throws Unfetched {
        var rebinding = new Names(List.of("127.0.0.1"), List.of("169.254.169.254"));
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST, rebinding);

        assertThat(fetch.get(at("turns.example", "/words")).status()).isEqualTo(200);
        assertThat(rebinding.answers).as("the second was never asked for").hasSize(1);
        assertRefused(fetch, at("turns.example", "/words"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void readsNoMoreThanItMay() throws Unfetched {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        assertThat(fetch.get(at("127.0.0.1", "/full")).body()).hasSize(LARGEST);
        assertUnfetched(fetch, at("127.0.0.1", "/endless"), Why.TOO_LARGE);
        assertUnfetched(
                new Fetch(Reach.PRIVATE, LARGEST - 1, LONGEST),
                at("127.0.0.1", "/full"),
                Why.TOO_LARGE);
    }

    @Test
    void waitsNoLongerThanItMayForOneThatDrips() {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, Duration.ofMillis(500));
        assertUnfetched(fetch, at("127.0.0.1", "/dripping"), Why.SLOW);
    }

    @Test
    void saysWhenNobodyIsThere() throws IOException {
        var fetch = new Fetch(Reach.PRIVATE, LARGEST, LONGEST);
        var gone = at("127.0.0.1", "/words");
        server.stop(0);
        assertUnfetched(fetch, gone, Why.UNREACHABLE);
        assertUnfetched(
                new Fetch(Reach.PUBLIC, LARGEST, LONGEST, new Names()),
                URI.create("http://nobody.example/"),
                Why.UNREACHABLE);
    }

    private static void assertRefused(Fetch fetch, URI address) {
        assertUnfetched(fetch, address, Why.OUT_OF_REACH);
    }

    private static void assertUnfetched(Fetch fetch, URI address, Why why) {
        assertThatExceptionOfType(Unfetched.class)
                .isThrownBy(() -> fetch.get(address))
                .satisfies(failed -> assertThat(failed.why()).as("%s", failed).isEqualTo(why));
    }

    /// A name server under a stranger's control.
    private static final class Names implements DnsResolver {
        private final Queue<List<String>> answers = new ArrayDeque<>();

        @SafeVarargs
        private Names(List<String>... answers) {
            this.answers.addAll(List.of(answers));
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (answers.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return answers.remove().stream()
                    .map(InetAddress::ofLiteral)
                    .toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
