package th.sala.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Somebody else's mail server, which does what a test wants it to: recipients `no@` are refused,
/// `later@` are asked to come back, and the end of a message is answered as [#atTheEnd] says. Asked
/// to, it lets people sign in, as a service's submission does.
final class FakeServer implements AutoCloseable {
    enum End {
        ACCEPT,
        REFUSE,
        COME_BACK,
        /// Has the message and hangs up.
        HANG_UP,
        /// Has the message and says nothing.
        SAY_NOTHING
    }

    final List<byte[]> messages = new CopyOnWriteArrayList<>();
    final Queue<String> commands = new ConcurrentLinkedQueue<>();
    volatile End atTheEnd = End.ACCEPT;
    volatile boolean hangsUpBeforeTheMessage = false;
    volatile Runnable beforeGreeting = () -> {};
    volatile Runnable beforeAnswer = () -> {};

    /// Says that it encrypts, and cannot.
    volatile boolean failsToEncrypt = false;

    /// Whoever signs in must have this password; none for a server where nobody does.
    volatile @Nullable String password;

    /// Which access tokens are taken in place of the password; null if none is.
    volatile @Nullable Predicate<String> tokens;

    /// The only address that may be a sender, as Postfix has it; none for any.
    volatile @Nullable String owned;

    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    FakeServer() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var socket = door.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            beforeGreeting.run();
            say(socket, "220 fake.example ESMTP");
            var sender = "";
            for (String line; (line = line(in)) != null; ) {
                commands.add(line);
                var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> {
                        var auth = auth();
                        var tls = failsToEncrypt ? "250-STARTTLS\r\n" : "";
                        say(
                                socket,
                                "250-fake.example\r\n250-DSN\r\n" + tls + auth + "250 8BITMIME");
                    }
                    case "STARTTLS" -> {
                        say(socket, "220 go on");
                        // behind the client's greeting, so that it reads it as an answer to that;
                        // and to the end, for a line that is reset hides what was said on it
                        in.read();
                        say(socket, "this is no handshake");
                        in.transferTo(OutputStream.nullOutputStream());
                        return;
                    }
                    case "AUTH" -> {
                        var answer = answerToSignIn(line);
                        if (tokens != null && answer.startsWith("535")) {
                            say(socket, "334 " + TestSignInService.REFUSAL);
                            line(in);
                        }
                        say(socket, answer);
                    }
                    case "MAIL" -> {
                        sender = line.replaceFirst("(?i)MAIL FROM:<([^>]*)>.*", "$1");
                        say(socket, "250 ok");
                    }
                    case "RCPT" -> say(socket, isOwned(sender) ? answerTo(line) : notOwned(sender));
                    case "DATA" -> {
                        if (hangsUpBeforeTheMessage) {
                            return;
                        }
                        say(socket, "354 go on");
                        if (!take(socket, in)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 ok");
                }
            }
        } catch (IOException gone) {
            // so be it
        }
    }

    private String auth() {
        if (tokens != null) {
            return "250-AUTH XOAUTH2\r\n";
        }
        return password == null ? "" : "250-AUTH PLAIN\r\n";
    }

    private String answerToSignIn(String line) {
        if (tokens != null) {
            var said =
                    new String(
                            Base64.getDecoder().decode(line.substring("AUTH XOAUTH2 ".length())));
            return TestSignInService.isIn(said, tokens) ? "235 2.7.0 in" : "535 5.7.8 wrong";
        }
        var said = new String(Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())));
        return said.endsWith("\0" + password) ? "235 2.7.0 in" : "535 5.7.8 wrong";
    }

    private boolean isOwned(String sender) {
        return owned == null || sender.equals(owned);
    }

    private static String notOwned(String sender) {
        return "553 5.7.1 <" + sender + ">: Sender address rejected: not owned by user";
    }

    private static String answerTo(String rcpt) {
        if (rcpt.contains("<no@")) {
            return "550 5.1.1 nobody here";
        }
        return rcpt.contains("<later@") ? "450 4.2.1 busy" : "250 ok";
    }

    private boolean take(Socket socket, InputStream in) throws IOException {
        var message = new java.io.ByteArrayOutputStream();
        for (String line; (line = line(in)) != null && !line.equals("."); ) {
            var unstuffed = line.startsWith(".") ? line.substring(1) : line;
            message.writeBytes((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        var end = atTheEnd;
        if (end != End.REFUSE && end != End.COME_BACK) {
            messages.add(message.toByteArray());
        }
        beforeAnswer.run();
        switch (end) {
            case ACCEPT -> say(socket, "250 2.0.0 taken");
            case REFUSE -> say(socket, "554 5.7.1 not wanted");
            case COME_BACK -> say(socket, "451 4.3.0 come back");
            case HANG_UP -> {
                return false;
            }
            case SAY_NOTHING -> in.read();
        }
        return true;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
