package th.sala.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// The only name server that tests ask: on loopback, knowing what a test told it and nothing else.
public final class TestNames implements AutoCloseable {
    private static final int LARGEST = 65_535;
    private static final int TTL = 60;
    private static final int LONGEST_STRING = 255;

    private static final class OfAll {
        private static final TestNames NAMES = new TestNames();
    }

    private final DatagramSocket socket;
    private final Map<String, List<Record>> records = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public TestNames() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofPlatform().daemon().name("test-names").start(this::serve);
    }

    /// The one that every program of a test process asks.
    public static TestNames ofAll() {
        return OfAll.NAMES;
    }

    /// As a setting.
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public NameService service(Duration patience) {
        return new NameService(List.of(address()), patience);
    }

    Questions questions() {
        return service(Duration.ofSeconds(2)).questions(100, Duration.ofSeconds(10));
    }

    /// @param rest the record's text as in a zone file; of TXT the bare text
    public TestNames knows(String name, String type, String rest) {
        try {
            var owner = Name.fromString(name, Name.root);
            var record =
                    type.equals("TXT")
                            ? new TXTRecord(owner, DClass.IN, TTL, strings(rest))
                            : Record.fromString(
                                    owner, Type.value(type), DClass.IN, TTL, rest, Name.root);
            records.computeIfAbsent(key(name), _ -> new CopyOnWriteArrayList<>()).add(record);
            return this;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static List<String> strings(String text) {
        return Arrays.asList(
                text.replace("\\", "\\\\").split("(?<=\\G.{" + (LONGEST_STRING - 55) + "})"));
    }

    /// Never answers questions of the name.
    public TestNames isSilentOf(String name) {
        silent.add(key(name));
        return this;
    }

    /// Answers that it cannot, for questions of the name.
    public TestNames failsFor(String name) {
        failing.add(key(name));
        return this;
    }

    public void forget(String name) {
        records.remove(key(name));
        silent.remove(key(name));
        failing.remove(key(name));
    }

    /// The questions so far, such as `TXT a.example`.
    public List<String> asked() {
        return asked;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
                answer(packet);
            } catch (IOException closed) {
                // the next question, if there is one
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        var question = query.getQuestion();
        var name = key(question.getName().toString());
        asked.add(Type.string(question.getType()) + " " + name);
        if (silent.contains(name)) {
            return;
        }
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        var known = records.get(name);
        if (failing.contains(name)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            known.stream()
                    .filter(record -> record.getType() == question.getType())
                    .forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        var wire = answer.toWire(LARGEST);
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
