package th.sala.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where media servers tell what happens to connections. They post it, repeat what was not taken,
/// and show the secret of their run.
final class JanusEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JanusEvents.class);
    private static final int LONGEST = 8 << 20;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int BAD = 400;

    private final HttpServer server;
    private final Consumer<JsonNode> heard;
    private final Map<String, MediaServer> expected = new ConcurrentHashMap<>();

    private JanusEvents(HttpServer server, Consumer<JsonNode> heard) {
        this.server = server;
        this.heard = heard;
    }

    /// @param address of this machine at which media servers reach it
    /// @param heard gets one event after the other; whoever throws has them repeated
    static JanusEvents listen(String address, Consumer<JsonNode> heard) {
        try {
            var socket = new InetSocketAddress(InetAddress.getByName(address), 0);
            var events = new JanusEvents(HttpServer.create(socket, 0), heard);
            events.server.createContext("/", events::take);
            events.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            events.server.start();
            return events;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot listen at " + address, failed);
        }
    }

    String address() {
        var at = server.getAddress();
        return "http://%s:%d/".formatted(at.getAddress().getHostAddress(), at.getPort());
    }

    /// From now on this run speaks for the server, and no earlier one.
    void expect(JanusAccess access, MediaServer from) {
        expected.values().removeIf(from::equals);
        expected.put(credentials(access), from);
    }

    private static String credentials(JanusAccess access) {
        var both = "janus:" + access.events();
        return "Basic "
                + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown == null || !expected.containsKey(shown)) {
            return FORBIDDEN;
        }
        var body = exchange.getRequestBody().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return TOO_LARGE;
        }
        try {
            var said = JanusLine.JSON.readTree(body);
            if (said.isArray()) {
                said.forEach(heard);
            } else {
                heard.accept(said);
            }
            return OK;
        } catch (JacksonException nonsense) {
            LOG.error("a media server tells nonsense", nonsense);
            return BAD;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
