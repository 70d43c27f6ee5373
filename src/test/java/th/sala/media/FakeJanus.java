package th.sala.media;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Speaks as a media server does over its WebSocket, and does nothing: for what happens where a
/// real one keeps silent, says no or dies at one request among many.
final class FakeJanus implements AutoCloseable {
    /// How it takes a request.
    enum Mood {
        ANSWER,
        SILENT,
        REFUSE,
        DIE
    }

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int FINAL = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final ServerSocket door;
    private final AtomicLong ids = new AtomicLong();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Mood> mood = _ -> Mood.ANSWER;

    FakeJanus() throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::take);
    }

    JanusAccess access() {
        return JanusAccess.fresh("127.0.0.1", door.getLocalPort());
    }

    /// @param how may take its time: other requests are taken meanwhile
    void becomes(Function<JsonNode, Mood> how) {
        mood = how;
    }

    /// Names of the requests so far: the plugin's, or the server's own.
    List<String> asked() {
        return asked.stream().map(FakeJanus::name).toList();
    }

    void forget() {
        asked.clear();
    }

    static String name(JsonNode request) {
        return request.at("/body/request").asString(request.path("janus").asString(""));
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException gone) {
                // the next one may come
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            out.write(welcome(in).getBytes(StandardCharsets.US_ASCII));
            while (true) {
                var request = JanusLine.JSON.readTree(message(in));
                asked.add(request);
                Thread.ofVirtual().start(() -> react(request, socket, out));
            }
        } catch (IOException gone) {
            // nobody speaks any more
        }
    }

    private static String welcome(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        var key =
                head.toString()
                        .lines()
                        .filter(line ->
                                line.toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("sec-websocket-key:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseThrow();
        try {
            var digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Protocol: janus-protocol\r\nSec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(digest)
                    + "\r\n\r\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        var whole = new java.io.ByteArrayOutputStream();
        var first = 0;
        do {
            first = in.readUnsignedByte();
            var length = in.readUnsignedByte() & ~FINAL;
            if (length == SHORT) {
                length = in.readUnsignedShort();
            } else if (length == LONG) {
                length = Math.toIntExact(in.readLong());
            }
            var mask = in.readNBytes(4);
            var some = in.readNBytes(length);
            if ((first & 0x0F) > 2) {
                throw new EOFException("the other side ends it");
            }
            for (int i = 0; i < some.length; i++) {
                some[i] ^= mask[i % mask.length];
            }
            whole.writeBytes(some);
        } while ((first & FINAL) == 0);
        return whole.toByteArray();
    }

    private void react(JsonNode request, Socket socket, OutputStream out) {
        try {
            switch (mood.apply(request)) {
                case ANSWER -> say(out, answer(request, false));
                case REFUSE -> say(out, answer(request, true));
                case DIE -> socket.close();
                case SILENT -> {}
            }
        } catch (IOException gone) {
            // nobody hears it any more
        }
    }

    private String answer(JsonNode request, boolean refuses) {
        var said = JanusLine.JSON.createObjectNode();
        said.put("janus", "success");
        said.put("transaction", request.path("transaction").asString(""));
        said.putObject("data").put("id", ids.incrementAndGet());
        var data = said.putObject("plugindata").putObject("data");
        if (refuses) {
            data.put("error_code", 499);
        }
        var streams = data.putArray("streams");
        streams.addObject().put("mid", "0").put("type", "audio");
        said.putObject("jsep").put("sdp", "v=0\r\n");
        return said.toString();
    }

    private static synchronized void say(OutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(FINAL | 1);
        if (bytes.length < SHORT) {
            out.write(bytes.length);
        } else {
            out.write(SHORT);
            out.write(bytes.length >> Byte.SIZE);
            out.write(bytes.length);
        }
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
