package th.sala.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.UsernamePasswordValidator;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/// One listener: its connections, and how it closes without cutting off a message.
final class SmtpListener {
    /// Makes what handles one message of a connection.
    interface Transactions {
        SmtpTransaction begin(SmtpSession session, MessageContext context);
    }

    /// Checks who signs in on a connection.
    interface SignIn {
        /// @return whether the password is right; the session knows the person then
        boolean check(SmtpSession session, String username, String password);
    }

    private final SmtpSettings settings;
    private final Transactions transactions;
    private final Map<Session, SmtpSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reaper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("smtp-reaper").factory());
    private final Map<Session, Future<?>> limits = new ConcurrentHashMap<>();
    private final Door door;
    private final SMTPServer server;

    /// @param signIn for a listener that demands TLS and signing in; null for one that offers TLS
    ///   and knows nobody
    SmtpListener(
            SmtpSettings settings,
            InetAddress address,
            int port,
            SSLContext tls,
            Transactions transactions,
            @Nullable SignIn signIn)
            throws IOException {
        this.settings = settings;
        this.transactions = transactions;
        this.door = new Door();
        var builder =
                SMTPServer.port(port)
                        .bindAddress(address)
                        .hostName(settings.hostname())
                        .softwareName("Sala")
                        .maxConnections(settings.maxConnections())
                        .maxRecipients(Integer.MAX_VALUE)
                        .maxMessageSize(Math.toIntExact(settings.maxSize().toBytes()))
                        .connectionTimeoutMs((int) settings.patience().toMillis())
                        .insertReceivedHeaders(false)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .serverSocketFactory(() -> door)
                        .startTlsSocketFactory(socket -> encrypted(tls, socket))
                        .enableTLS()
                        .sessionHandler(new Sessions())
                        .messageHandlerFactory(this::begin);
        if (signIn != null) {
            UsernamePasswordValidator validator =
                    (username, password, context) -> signIn(signIn, username, password, context);
            builder.requireTLS()
                    .requireAuth()
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(validator));
        }
        this.server = builder.build();
        SmtpCommands.install(server.getCommandHandler(), this);
    }

    void start() {
        server.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /// Takes no more connections, ends the idle ones, and the others when their message is through.
    void close(Duration patience) {
        door.shut();
        var deadline = System.nanoTime() + patience.toNanos();
        var open = List.copyOf(sessions.values());
        open.forEach(SmtpSession::beginClosing);
        open.forEach(session -> session.close(deadline));
        server.stop();
        reaper.shutdownNow();
    }

    @Nullable SmtpSession session(Session session) {
        return sessions.get(session);
    }

    private MessageHandler begin(MessageContext context) {
        return transactions.begin(known(context), context);
    }

    private SmtpSession known(MessageContext context) {
        var session = context instanceof Session known ? sessions.get(known) : null;
        if (session == null) {
            throw new IllegalStateException("a message of no connection");
        }
        return session;
    }

    private void signIn(SignIn signIn, String username, String password, MessageContext context)
            throws org.subethamail.smtp.auth.LoginFailedException {
        var session = known(context);
        if (!signIn.check(session, username, password)) {
            session.failedToSignIn();
            throw new org.subethamail.smtp.auth.LoginFailedException();
        }
    }

    /// Only what the JDK thinks safe: the library's own way switches everything on that exists, and
    /// asks the name server for the client.
    private static SSLSocket encrypted(SSLContext tls, Socket socket) throws IOException {
        var address = socket.getInetAddress().getHostAddress();
        var factory = tls.getSocketFactory();
        var encrypted = (SSLSocket) factory.createSocket(socket, address, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private final class Sessions implements SessionHandler {
        @Override
        public SessionAcceptance accept(Session session) {
            var ours = new SmtpSession(session);
            var count = connections.merge(ours.client(), 1, Integer::sum);
            if (count > settings.maxConnectionsPerClient()) {
                left(ours.client());
                return SessionAcceptance.failure(421, "4.7.0 Too many connections of yours");
            }
            sessions.put(session, ours);
            var limit = settings.sessionLimit().toMillis();
            Runnable end = () -> ours.farewell("421 4.4.2 This connection lasted too long");
            limits.put(session, reaper.schedule(end, limit, TimeUnit.MILLISECONDS));
            return SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {
            var ours = sessions.remove(session);
            var limit = limits.remove(session);
            if (ours != null && limit != null) {
                limit.cancel(false);
                left(ours.client());
            }
        }

        private void left(String client) {
            connections.computeIfPresent(client, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    /// The listening socket. The library logs an error each second when it is closed while the
    /// server runs, so after closing it waits here until the server is stopped too.
    private static final class Door extends ServerSocket {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile boolean isShut = false;

        Door() throws IOException {}

        void shut() {
            isShut = true;
            try {
                super.close();
            } catch (IOException closed) {
                throw new java.io.UncheckedIOException(closed);
            }
        }

        @Override
        public Socket accept() throws IOException {
            try {
                var visitor = super.accept();
                if (!isShut) {
                    return visitor;
                }
                // came in while the door was being shut
                visitor.close();
                throw new SocketException("shut");
            } catch (SocketException closed) {
                if (isShut) {
                    awaitStop();
                }
                throw closed;
            }
        }

        private void awaitStop() {
            try {
                stopped.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            stopped.countDown();
        }
    }
}
