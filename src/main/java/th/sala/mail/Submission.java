package th.sala.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Asks a service's submission, without a message, whether an account may send as a person.
final class Submission {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    /// How servers say it: Postfix, Exim, Exchange, Zimbra, Google.
    private static final Pattern ABOUT_SENDER =
            Pattern.compile(
                    "sender address rejected|not owned by|sendasdenied|send as|not allowed to send"
                            + "|5\\.7\\.60|not authori[sz]ed to (?:send|relay)|sender verify|invalid sender"
                            + "|mail from command");

    private Submission() {}

    /// Whether the refusal is of the sender, not of a recipient.
    static boolean isAboutSender(String words, String sender) {
        var said = words.toLowerCase(Locale.ROOT);
        return ABOUT_SENDER.matcher(said).find()
                || said.contains("5.7.1") && said.contains("<" + sender + ">");
    }

    /// Signs in, names the person as sender and as recipient, and takes it back.
    ///
    /// @throws MessagingException if there is no talk; [Trouble] says why
    /// @throws Trouble.Found if the account may not send as that person
    static void tried(
            MailServer server,
            Login login,
            String address,
            String hostname,
            OutsideMailSettings settings,
            Clock clock)
            throws MessagingException, Trouble.Found {
        if (!server.isSafe()) {
            throw new Trouble.Found(Trouble.OPEN_LINE, "");
        }
        var properties = properties(hostname, settings);
        login.prepare(properties, "mail.smtp");
        try {
            server.dial(properties, "mail.smtp", settings.reach(), clock);
        } catch (GeneralSecurityException noCertificate) {
            throw new Trouble.Found(Trouble.UNTRUSTED, "");
        }
        var session = Session.getInstance(properties);
        try (var talk =
                new SMTPTransport(session, new URLName("smtp", null, -1, null, null, null))) {
            login.connect(talk, server.host(), server.port());
            for (var command : new String[] {"MAIL FROM:<", "RCPT TO:<"}) {
                if (talk.simpleCommand(command + address + ">") / 100 != 2) {
                    throw new Trouble.Found(Trouble.SENDER, talk.getLastServerResponse());
                }
            }
            talk.simpleCommand("RSET");
        }
    }

    private static Properties properties(String hostname, OutsideMailSettings settings) {
        var millis = String.valueOf(settings.patience().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.localhost", hostname);
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }
}
