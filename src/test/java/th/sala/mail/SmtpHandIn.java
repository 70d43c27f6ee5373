package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Hands a mail to a listener as another server would.
public final class SmtpHandIn {
    private SmtpHandIn() {}

    /// Sends in one transaction and insists on 250 for every recipient and the message.
    ///
    /// @param raw of lines ended by CRLF
    public static void send(int port, String from, byte[] raw, String... recipients)
            throws IOException {
        try (var talk = SmtpTalk.greeted(port)) {
            assertThat(talk.say("MAIL FROM:<" + from + ">")).startsWith("250");
            for (var recipient : recipients) {
                assertThat(talk.say("RCPT TO:<" + recipient + ">")).startsWith("250");
            }
            assertThat(talk.say("DATA")).startsWith("354");
            talk.send(dotted(raw));
            assertThat(talk.say(".")).startsWith("250");
        }
    }

    private static byte[] dotted(byte[] raw) {
        var text = new String(raw, StandardCharsets.ISO_8859_1);
        var doubled = text.replace("\r\n.", "\r\n..");
        var out = new ByteArrayOutputStream();
        out.writeBytes(doubled.getBytes(StandardCharsets.ISO_8859_1));
        if (!doubled.endsWith("\r\n")) {
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return out.toByteArray();
    }
}
