package th.sala.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A client that says to a listener whatever a test wants it to.
final class SmtpTalk implements AutoCloseable {
    private Socket socket;
    private InputStream in;

    SmtpTalk(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
        answer();
    }

    /// A client that has introduced itself.
    static SmtpTalk greeted(int port) throws IOException {
        var talk = new SmtpTalk(port);
        talk.say("EHLO client.example");
        return talk;
    }

    /// Sends the line and waits for the answer: all its lines, or `""` at the end.
    String say(String line) throws IOException {
        send(line + "\r\n");
        return answer();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    String answer() throws IOException {
        var all = new StringBuilder();
        while (true) {
            var line = line();
            all.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                return all.toString().strip();
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.read()) >= 0 && c != '\n'; ) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /// The whole of a transaction.
    ///
    /// @param raw of lines ended by CRLF; dots are doubled here
    String mail(String from, String to, byte[] raw) throws IOException {
        var refused = envelope(from, to);
        return refused.isEmpty() ? data(raw) : refused;
    }

    String envelope(String from, String... recipients) throws IOException {
        var answer = say("MAIL FROM:<" + from + ">");
        if (!answer.startsWith("250")) {
            return answer;
        }
        for (var to : recipients) {
            answer = say("RCPT TO:<" + to + ">");
            if (!answer.startsWith("250")) {
                return answer;
            }
        }
        return "";
    }

    String data(byte[] raw) throws IOException {
        var answer = say("DATA");
        if (!answer.startsWith("354")) {
            return answer;
        }
        var stuffed = new String(raw, StandardCharsets.ISO_8859_1).replaceAll("(?m)^\\.", "..");
        send(stuffed + (stuffed.endsWith("\r\n") ? "" : "\r\n") + ".\r\n");
        return answer();
    }

    String startTls() throws Exception {
        var answer = say("STARTTLS");
        if (answer.startsWith("220")) {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
            var tls =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "127.0.0.1", socket.getPort(), true);
            tls.startHandshake();
            socket = tls;
            in = new BufferedInputStream(tls.getInputStream());
        }
        return answer;
    }

    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
