package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.SERVER_DOWN;
import static th.sala.media.MediaTrouble.Reason.TOO_SLOW;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one WebSocket to a media server, and the one session on it. Whoever asks waits for the
/// answer; what the server says by itself is told in order, one after the other.
final class JanusLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JanusLine.class);
    static final JsonMapper JSON = new JsonMapper();

    private static final String KEEP_ALIVE = "keepalive";

    /// A server that takes longer is as good as gone: people wait.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// It forgets a session after a minute without a word.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// No message of it is larger: a description of a connection with some hundred streams.
    private static final int LONGEST = 4 << 20;

    private final JanusAccess access;
    private final Duration patience;
    private final Map<String, Question> waiting = new ConcurrentHashMap<>();
    private final Map<Long, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final Executor told;
    private final ReentrantLock sending = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private long session;

    /// @param isAcknowledged whether an `ack` answers it; to all else that means: later
    private record Question(boolean isAcknowledged, CompletableFuture<JsonNode> answer) {}

    private JanusLine(JanusAccess access, Executor told, Duration patience) {
        this.access = access;
        this.patience = patience;
        this.told = told;
    }

    /// @param told runs, in their order, those who hear what the server says by itself
    /// @throws MediaTrouble if nobody answers there
    static JanusLine open(HttpClient http, JanusAccess access, Executor told) {
        return open(http, access, told, PATIENCE);
    }

    /// @param patience with each answer
    static JanusLine open(HttpClient http, JanusAccess access, Executor told, Duration patience) {
        var line = new JanusLine(access, told, patience);
        try {
            line.socket =
                    http.newWebSocketBuilder()
                            .subprotocols("janus-protocol")
                            .connectTimeout(PATIENCE)
                            .buildAsync(access.socket(), line.new Ear())
                            .join();
            line.session = id(line.ask(JSON.createObjectNode().put("janus", "create")));
        } catch (CompletionException nobody) {
            line.close();
            throw new MediaTrouble(SERVER_DOWN, nobody);
        } catch (MediaTrouble mute) {
            line.close();
            throw mute;
        }
        Thread.ofVirtual().name("media-heartbeat").start(line::keepAlive);
        return line;
    }

    /// Makes a handle at the plugin for rooms.
    ///
    /// @param opaque says in the server's events whose it is
    /// @param heard gets what the server says about it by itself
    JanusHandle attach(String opaque, Consumer<JsonNode> heard) {
        var request =
                JSON.createObjectNode()
                        .put("janus", "attach")
                        .put("plugin", "janus.plugin.videoroom")
                        .put("opaque_id", opaque);
        var id = id(ask(request));
        listeners.put(id, heard);
        return new JanusHandle(this, id);
    }

    void forget(long handle) {
        listeners.remove(handle);
    }

    private static long id(JsonNode answer) {
        return answer.at("/data/id").asLong();
    }

    boolean isOpen() {
        return closed.getCount() > 0;
    }

    /// Asks and waits.
    ///
    /// @throws MediaTrouble if the line breaks, the server takes too long or says no
    JsonNode ask(ObjectNode request) {
        var transaction = UUID.randomUUID().toString();
        var answer = new CompletableFuture<JsonNode>();
        var isAcknowledged = request.path("janus").asString("").equals(KEEP_ALIVE);
        waiting.put(transaction, new Question(isAcknowledged, answer));
        try {
            send(request.put("transaction", transaction));
            var said = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            JanusRefusal.check(said);
            return said;
        } catch (TimeoutException late) {
            throw new MediaTrouble(TOO_SLOW, late);
        } catch (ExecutionException broken) {
            throw new MediaTrouble(SERVER_DOWN, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MediaTrouble(SERVER_DOWN, stopped);
        } finally {
            waiting.remove(transaction);
        }
    }

    /// One message at a time: the JDK's WebSocket takes no second one before the first is out.
    private void send(ObjectNode message) {
        message.put("apisecret", access.api());
        if (session != 0) {
            message.put("session_id", session);
        }
        var text = JSON.writeValueAsString(message);
        sending.lock();
        try {
            var open = socket;
            if (open == null || !isOpen()) {
                throw new MediaTrouble(SERVER_DOWN);
            }
            open.sendText(text, true).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException broken) {
            close();
            throw new MediaTrouble(SERVER_DOWN, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MediaTrouble(SERVER_DOWN, stopped);
        } finally {
            sending.unlock();
        }
    }

    private void keepAlive() {
        try {
            while (!closed.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                ask(JSON.createObjectNode().put("janus", KEEP_ALIVE));
            }
        } catch (MediaTrouble broken) {
            LOG.warn("a media server is silent: {}", broken.reason());
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(JsonNode said) {
        var asked = waiting.get(said.path("transaction").asString(""));
        if (asked != null) {
            if (asked.isAcknowledged() || !said.path("janus").asString("").equals("ack")) {
                asked.answer().complete(said);
            }
        } else if (said.has("sender")) {
            var listener = listeners.get(said.path("sender").asLong());
            if (listener != null) {
                told.execute(() -> listener.accept(said));
            }
        }
    }

    /// Everybody who waits is told that nothing comes.
    @Override
    public void close() {
        closed.countDown();
        var open = socket;
        if (open != null) {
            open.abort();
        }
        waiting.values()
                .forEach(asked ->
                        asked.answer().completeExceptionally(new MediaTrouble(SERVER_DOWN)));
        over.complete(true);
    }

    /// Completed when nothing comes any more.
    CompletableFuture<Boolean> onClose() {
        return over;
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (text.length() > LONGEST) {
                close();
                return null;
            }
            if (last) {
                read();
            }
            from.request(1);
            return null;
        }

        private void read() {
            try {
                hear(JSON.readTree(text.toString()));
            } catch (JacksonException nonsense) {
                LOG.error("a media server speaks nonsense", nonsense);
            } finally {
                text.setLength(0);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String why) {
            close();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            close();
        }
    }
}
