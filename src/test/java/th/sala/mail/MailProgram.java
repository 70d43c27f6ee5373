package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A person's mail program, signed in at the submission listener.
public final class MailProgram implements AutoCloseable {
    private final SmtpTalk talk;

    private MailProgram(SmtpTalk talk) {
        this.talk = talk;
    }

    public static MailProgram signedIn(int port, String username, String password)
            throws Exception {
        var talk = SmtpTalk.greeted(port);
        talk.startTls();
        talk.say("EHLO program.example");
        var secret = "\0" + username + "\0" + password;
        var encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        assertThat(talk.say("AUTH PLAIN " + encoded)).startsWith("235");
        return new MailProgram(talk);
    }

    /// @param raw of lines ended by CRLF
    /// @return the listener's last answer
    public String send(String from, byte[] raw, String... recipients) throws IOException {
        talk.say("RSET");
        var refused = talk.envelope(from, recipients);
        return refused.isEmpty() ? talk.data(raw) : refused;
    }

    @Override
    public void close() throws IOException {
        talk.close();
    }
}
