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
        assertThat(offer(port, from, raw, recipients)).startsWith("250");
    }

    /// Offers a mail in one transaction.
    ///
    /// @param raw of lines ended by CRLF
    /// @return the last answer: the one to the message, or the first that was no consent
    public static String offer(int port, String from, byte[] raw, String... recipients)
            throws IOException {
        try (var talk = SmtpTalk.greeted(port)) {
            var answer = talk.say("MAIL FROM:<" + from + ">");
            for (var recipient : recipients) {
                if (answer.startsWith("250")) {
                    answer = talk.say("RCPT TO:<" + recipient + ">");
                }
            }
            if (!answer.startsWith("250")) {
                return answer;
            }
            answer = talk.say("DATA");
            if (!answer.startsWith("354")) {
                return answer;
            }
            talk.send(dotted(raw));
            return talk.say(".");
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
