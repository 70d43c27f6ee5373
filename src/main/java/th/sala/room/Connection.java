package th.sala.room;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import th.sala.meetings.Attending;
import th.sala.web.RequestRate;

/// One browser's connection to a room. Whoever tells it something never waits for it: messages go
/// into a queue that one thread empties, and who does not keep up is dropped and comes back to the
/// whole state.
final class Connection {
    private static final int QUEUE = 512;
    private static final Duration BEAT = Duration.ofSeconds(1);

    /// A browser says every two seconds that it is there.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 120;
    private static final double A_SECOND = 15;

    private volatile Attending who;
    private final Locale locale;
    private final WebSocketSession session;
    private final Clock clock;
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>(QUEUE);
    private final RequestRate rate = new RequestRate(AT_ONCE, A_SECOND);
    private volatile long heard = System.nanoTime();
    private volatile boolean closing;

    Connection(Attending who, Locale locale, WebSocketSession session, Clock clock) {
        this.who = who;
        this.locale = locale;
        this.session = session;
        this.clock = clock;
    }

    Attending who() {
        return who;
    }

    /// The same person, as the meeting's record says it now.
    void is(Attending now) {
        who = now;
    }

    Locale locale() {
        return locale;
    }

    /// @return whether it speaks no faster than a person and a browser do
    boolean hear() {
        heard = System.nanoTime();
        return rate.take("", clock.instant()).isEmpty();
    }

    /// Sends a message sometime; never waits.
    void tell(String message) {
        if (!closing && !queue.offer(message)) {
            break_();
        }
    }

    /// Sends this as the last word, then closes.
    void end(String message) {
        if (!queue.offer(message)) {
            break_();
        }
        closing = true;
    }

    private void break_() {
        closing = true;
        close(CloseStatus.SESSION_NOT_RELIABLE);
    }

    /// Empties the queue until the connection is over; says a word when there is none to say. How
    /// much others talk here says nothing of whether this browser is there: time alone counts, and
    /// not the clock's, which may be set.
    void write(String beat, Runnable everyBeat) {
        try {
            var lastBeat = System.nanoTime();
            while (session.isOpen()) {
                var message = next();
                if (message == null && closing) {
                    break;
                }
                var now = System.nanoTime();
                if (!closing && now - heard > SILENCE.toNanos()) {
                    break;
                }
                session.sendMessage(new TextMessage(message == null ? beat : message));
                if (now - lastBeat >= BEAT.toNanos()) {
                    lastBeat = now;
                    everyBeat.run();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            // closed below, and the handler hears of it
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close(closing ? CloseStatus.NORMAL : CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private @Nullable String next() throws InterruptedException {
        return closing ? queue.poll() : queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException gone) {
            // it is
        }
    }
}
