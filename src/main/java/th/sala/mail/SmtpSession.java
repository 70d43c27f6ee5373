package th.sala.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.Session;
import th.sala.accounts.SignedIn;

/// What we know of one connection beside what the SMTP library does.
final class SmtpSession {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);
    private static final String STOPPING =
            "421 4.3.2 This server is being stopped, please come back later";
    private static final int MOST_REFUSALS = 20;
    private static final int MOST_FAILED_SIGN_INS = 3;

    private final Session session;
    private final String client;
    private boolean receiving = false;
    private boolean closing = false;
    private int refusals = 0;
    private int failedSignIns = 0;
    private volatile @Nullable SignedIn who;

    SmtpSession(Session session) {
        this.session = session;
        this.client = client(session);
    }

    static String client(Session session) {
        return session.getRemoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    String client() {
        return client;
    }

    Optional<SignedIn> who() {
        return Optional.ofNullable(who);
    }

    void signedIn(SignedIn person) {
        who = person;
    }

    void failedToSignIn() {
        failedSignIns++;
    }

    /// Whether it failed too often.
    boolean hasToGo() {
        return failedSignIns >= MOST_FAILED_SIGN_INS || refusals > MOST_REFUSALS;
    }

    /// Counts a sender or recipient that was refused.
    ///
    /// @return whether it was one too many
    boolean wasRefused() {
        return ++refusals > MOST_REFUSALS;
    }

    /// Begins to take a message, unless the connection is being closed.
    synchronized boolean beginReceiving() {
        receiving = !closing;
        return receiving;
    }

    /// The message is kept or refused, and the client gets its answer now.
    synchronized void endReceiving() {
        receiving = false;
        notifyAll();
    }

    /// Takes no further message, and ends the connection at once if none is being received.
    void beginClosing() {
        synchronized (this) {
            closing = true;
            if (receiving) {
                return;
            }
        }
        farewell(STOPPING);
    }

    /// Ends the connection when its message is through, or time is up.
    void close(long deadline) {
        synchronized (this) {
            try {
                for (long left; receiving && (left = deadline - System.nanoTime()) > 0; ) {
                    wait(Math.max(1, left / 1_000_000));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        farewell(STOPPING);
    }

    void farewell(String sentence) {
        try {
            session.sendResponse(sentence);
        } catch (IOException gone) {
            LOG.debug("{} went without a farewell", client, gone);
        }
        session.quit();
    }
}
