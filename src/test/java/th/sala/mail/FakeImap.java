package th.sala.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Somebody else's IMAP server with one mailbox. Remembers every command, and answers BAD to those
/// that could change something.
final class FakeImap implements AutoCloseable {
    static final String PASSWORD = "outside-p4ss-ลับ";

    private static final DateTimeFormatter INTERNALDATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern PART =
            Pattern.compile("BODY\\.PEEK\\[]<(\\d+)\\.(\\d+)>", Pattern.CASE_INSENSITIVE);

    /// Who speaks first, and whether the line is encrypted then.
    enum Line {
        TLS,
        STARTTLS,
        OPEN,
        /// Takes connections and says nothing.
        SILENT
    }

    private record Stored(long uid, byte[] raw, Instant at) {}

    final Queue<String> commands = new ConcurrentLinkedQueue<>();
    volatile boolean idles = true;
    volatile boolean showsInbox = true;
    volatile long validity = 7;

    /// Which access tokens are taken in place of the password; null if none is.
    volatile @Nullable Predicate<String> tokens;

    /// The bytes of this message are not given, whoever asks; 0 for none.
    volatile long withheld = 0;

    private final List<Stored> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Socket> idling = new CopyOnWriteArrayList<>();

    /// Of how many messages each connection knows.
    private final Map<Socket, Integer> told = new ConcurrentHashMap<>();

    private final ServerSocket door;
    private final Line line;
    private final @Nullable SSLContext tls;

    FakeImap() throws IOException {
        this(Line.OPEN, null);
    }

    FakeImap(Line line, @Nullable SSLContext tls) throws IOException {
        this.line = line;
        this.tls = tls;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Puts a message into the mailbox, and tells those who wait.
    void add(long uid, byte[] raw, Instant at) throws IOException {
        messages.add(new Stored(uid, raw, at));
        for (var socket : idling) {
            exists(socket);
        }
    }

    private void exists(Socket socket) throws IOException {
        var number = messages.size();
        told.put(socket, number);
        say(socket, "* " + number + " EXISTS");
    }

    /// All messages get new numbers, as when a provider makes a mailbox anew; connections end.
    void rebuild() throws IOException {
        validity++;
        var old = List.copyOf(messages);
        messages.clear();
        for (int i = 0; i < old.size(); i++) {
            messages.add(new Stored(1000 + i, old.get(i).raw(), old.get(i).at()));
        }
        hangUp();
    }

    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
        idling.clear();
    }

    boolean isWaitedAt() {
        return !idling.isEmpty();
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

    private void serve(Socket plain) {
        try (plain) {
            if (line == Line.SILENT) {
                plain.getInputStream().read();
                return;
            }
            talk(line == Line.TLS ? encrypted(plain) : plain, true);
        } catch (IOException gone) {
            // so be it
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        var context = Objects.requireNonNull(tls);
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private void talk(Socket socket, boolean isNew) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        if (isNew) {
            say(socket, "* OK fake");
        }
        for (String text; (text = line(in)) != null; ) {
            var words = text.split(" ", 3);
            var tag = words[0];
            var verb = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
            var rest = words.length > 2 ? words[2] : "";
            commands.add(verb + (verb.equals("AUTHENTICATE") ? "" : " " + rest));
            switch (verb) {
                case "CAPABILITY" -> {
                    var starttls = line == Line.STARTTLS && isNew ? " STARTTLS" : "";
                    var idle = idles ? " IDLE" : "";
                    var auth = tokens == null ? "PLAIN" : "XOAUTH2";
                    say(socket, "* CAPABILITY IMAP4rev1 AUTH=" + auth + starttls + idle);
                    say(socket, tag + " OK");
                }
                case "STARTTLS" -> {
                    say(socket, tag + " OK");
                    talk(encrypted(socket), false);
                    return;
                }
                case "AUTHENTICATE" -> {
                    say(socket, "+ ");
                    var said = new String(Base64.getDecoder().decode(line(in)));
                    var isRight =
                            tokens == null
                                    ? said.endsWith("\0" + PASSWORD)
                                    : TestSignInService.isIn(said, tokens);
                    if (tokens != null && !isRight) {
                        say(socket, "+ " + TestSignInService.REFUSAL);
                        line(in);
                    }
                    say(socket, tag + (isRight ? " OK in" : " NO [AUTHENTICATIONFAILED] wrong"));
                }
                case "EXAMINE" -> examine(socket, tag);
                case "LIST" -> {
                    say(socket, "* LIST () \"/\" INBOX");
                    say(socket, tag + " OK");
                }
                case "NOOP" -> {
                    exists(socket);
                    say(socket, tag + " OK");
                }
                case "UID" -> {
                    var from = Long.parseLong(rest.split("[ :]")[1]);
                    fetch(socket, from, "UID");
                    say(socket, tag + " OK");
                }
                case "FETCH" -> {
                    var what = rest.split(" ", 2);
                    if (what[1].contains("BODY.PEEK") && withholds(numbers(what[0]))) {
                        say(socket, tag + " NO [SERVERBUG] not now");
                        continue;
                    }
                    for (var number : numbers(what[0])) {
                        answer(socket, number, what[1]);
                    }
                    say(socket, tag + " OK");
                }
                case "IDLE" -> {
                    say(socket, "+ idling");
                    idling.add(socket);
                    // what came since it was told last (RFC 3501, 5.2)
                    if (!Objects.equals(told.get(socket), messages.size())) {
                        exists(socket);
                    }
                    var done = line(in);
                    idling.remove(socket);
                    commands.add(String.valueOf(done));
                    say(socket, tag + " OK");
                }
                // what was only examined loses nothing by it (RFC 3501, 6.4.2)
                case "CLOSE" -> say(socket, tag + " OK");
                case "LOGOUT" -> {
                    say(socket, "* BYE");
                    say(socket, tag + " OK");
                    return;
                }
                default -> say(socket, tag + " BAD this changes something: " + verb);
            }
        }
    }

    private boolean withholds(List<Integer> numbers) {
        return numbers.stream().anyMatch(n -> messages.get(n - 1).uid() == withheld);
    }

    private void examine(Socket socket, String tag) throws IOException {
        if (!showsInbox) {
            say(socket, tag + " NO [NOPERM] not yours");
            return;
        }
        exists(socket);
        say(socket, "* 0 RECENT");
        say(socket, "* FLAGS (\\Seen)");
        say(socket, "* OK [UIDVALIDITY " + validity + "] valid");
        say(socket, tag + " OK [READ-ONLY] examined");
    }

    private static List<Integer> numbers(String set) {
        var numbers = new ArrayList<Integer>();
        for (var part : set.split(",")) {
            var ends = part.split(":");
            var last = Integer.parseInt(ends[ends.length - 1]);
            for (int n = Integer.parseInt(ends[0]); n <= last; n++) {
                numbers.add(n);
            }
        }
        return numbers;
    }

    /// Those from that number on, or the last one if there is none.
    private void fetch(Socket socket, long from, String what) throws IOException {
        for (int n = 1; n <= messages.size(); n++) {
            if (messages.get(n - 1).uid() >= from || n == messages.size()) {
                answer(socket, n, what);
            }
        }
    }

    private void answer(Socket socket, int number, String what) throws IOException {
        var message = messages.get(number - 1);
        var out = socket.getOutputStream();
        var answer = new StringBuilder("* " + number + " FETCH (UID " + message.uid());
        if (what.contains("RFC822.SIZE")) {
            answer.append(" RFC822.SIZE ").append(message.raw().length);
        }
        if (what.contains("INTERNALDATE")) {
            answer.append(" INTERNALDATE \"").append(INTERNALDATE.format(message.at())).append('"');
        }
        var part = PART.matcher(what);
        if (part.find()) {
            var from = Math.min(Integer.parseInt(part.group(1)), message.raw().length);
            var to = Math.min(from + Integer.parseInt(part.group(2)), message.raw().length);
            answer.append(" BODY[]<%d> {%d}\r\n".formatted(from, to - from));
            send(out, answer.toString().getBytes(StandardCharsets.US_ASCII));
            send(out, java.util.Arrays.copyOfRange(message.raw(), from, to));
            send(out, ")\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            say(socket, answer + ")");
        }
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
        send(socket.getOutputStream(), (answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static synchronized void send(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }
}
