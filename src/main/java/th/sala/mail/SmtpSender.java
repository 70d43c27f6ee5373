package th.sala.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import th.sala.network.Dial;
import th.sala.network.Reach;

/// Hands a message to another server, byte for byte, and says exactly what is known afterwards.
final class SmtpSender implements AutoCloseable {
    private static final int LONGEST_REPLY = 500;
    private static final Duration CONNECT = Duration.ofSeconds(30);

    /// Done before the server can have the message.
    interface BeforeHandOver {
        /// @throws IOException if it must not be handed over after all
        void run() throws IOException;
    }

    private final String hostname;
    private final Duration patience;
    private final Duration longest;
    private final Reach reach;
    private final Clock clock;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("smtp-watch").factory());

    /// @param patience how long to wait for each answer
    /// @param longest how long a whole talk may take
    /// @param reach how far the services may be that agencies named
    SmtpSender(String hostname, Duration patience, Duration longest, Reach reach, Clock clock) {
        this.hostname = hostname;
        this.patience = patience;
        this.longest = longest;
        this.reach = reach;
        this.clock = clock;
    }

    /// @return what came of it for each recipient; never throws
    Map<String, Outcome> send(
            Way.Server way,
            String from,
            List<String> recipients,
            byte[] raw,
            BeforeHandOver before) {
        var outcomes = new HashMap<String, Outcome>();
        var properties = properties(from);
        Dial dial;
        try {
            dial = dial(way, properties);
        } catch (GeneralSecurityException noCertificate) {
            var why = new Outcome.Later(Trouble.UNTRUSTED.reply(""));
            recipients.forEach(to -> outcomes.put(to, why));
            return outcomes;
        }
        var session = Session.getInstance(properties);
        var talk = new Talk(session, before);
        var limit = watch.schedule(dial::cut, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var login = way.login();
            if (login.isPresent()) {
                login.get().connect(talk, way.host(), way.port());
            } else {
                talk.connect(way.host(), way.port(), null, null);
            }
            talk.sendMessage(new Frozen(session, raw), addresses(recipients));
            recipients.forEach(to -> outcomes.put(to, new Outcome.Accepted(talk.reply)));
            return outcomes;
        } catch (MessagingException | Trouble.Found | RuntimeException failed) {
            refused(failed, outcomes);
            var rest = talk.hasAccepted ? new Outcome.Accepted(talk.reply) : rest(talk, failed);
            recipients.forEach(to -> outcomes.putIfAbsent(to, rest));
            if (way instanceof Way.Service service) {
                outcomes.replaceAll((_, outcome) -> plainly(service, from, failed, outcome));
            }
            if (talk.isHandedOver || !isAboutEncryption(failed)) {
                return outcomes;
            }
        } finally {
            limit.cancel(false);
            hangUp(talk);
        }
        return openly(way).map(open -> send(open, from, recipients, raw, before)).orElse(outcomes);
    }

    /// Encrypted or not: a line that cannot be encrypted is no worse than one that never was (RFC
    /// 7435).
    private static Optional<Way.Server> openly(Way.Server way) {
        return switch (way) {
            case Way.Exchanger(var to, var port, var encryption, var reach)
                    when encryption == Encryption.OPPORTUNISTIC ->
                    Optional.of(new Way.Exchanger(to, port, Encryption.NONE, reach));
            case Way.Exchanger _, Way.Via _, Way.Service _ -> Optional.empty();
        };
    }

    private static boolean isAboutEncryption(Exception failed) {
        for (Throwable link = failed; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static void hangUp(Talk talk) {
        try {
            talk.close();
        } catch (MessagingException | RuntimeException gone) {
            // the outcome is known already
        }
    }

    /// The recipients whom the server refused one by one.
    private static void refused(Exception failed, Map<String, Outcome> outcomes) {
        for (Exception link = failed; link != null; link = next(link)) {
            if (link instanceof SMTPAddressFailedException refused) {
                var code = refused.getReturnCode();
                var reply = Reply.words(shown(refused.getMessage()));
                outcomes.put(
                        MailAddress.normal(refused.getAddress().getAddress()),
                        code >= 500 ? new Outcome.Never(reply) : new Outcome.Later(reply));
            }
        }
    }

    /// What people must mend is said in so many words: that the service does not let the account
    /// send as the person, above all.
    private static Outcome plainly(
            Way.Service service, String from, Exception failed, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Never(var reply) when Submission.isAboutSender(reply.words(), from) ->
                    new Outcome.Never(
                            Trouble.SENDER.reply(
                                    service.account().username() + ": " + reply.words()));
            case Outcome.Later _ when Trouble.of(failed) != Trouble.OTHER ->
                    new Outcome.Later(Trouble.reply(failed));
            default -> outcome;
        };
    }

    private static @Nullable Exception next(Exception link) {
        return link instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static Outcome rest(Talk talk, Exception failed) {
        var reply = Reply.words(shown(reason(failed)));
        if (failed instanceof AuthenticationFailedException) {
            return new Outcome.Later(reply);
        }
        var code =
                switch (failed) {
                    case SMTPSendFailedException refused -> refused.getReturnCode();
                    case SMTPSenderFailedException refused -> refused.getReturnCode();
                    default -> -1;
                };
        if (code >= 500 && !isAboutSigningIn(code)) {
            return new Outcome.Never(reply);
        }
        if (talk.isHandedOver && code < 400) {
            return new Outcome.Unknown(reply);
        }
        return new Outcome.Later(reply);
    }

    /// Those an administrator mends: the mail is not to blame.
    private static boolean isAboutSigningIn(int code) {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    private static String reason(Exception failed) {
        var said = String.valueOf(failed.getMessage());
        var cause = next(failed);
        return cause == null || cause instanceof SMTPAddressFailedException
                ? said
                : said + " (" + cause.getMessage() + ")";
    }

    private static String shown(@Nullable String reply) {
        var line = Texts.oneLine(String.valueOf(reply));
        return line.substring(0, Math.min(LONGEST_REPLY, line.length()));
    }

    private static Address[] addresses(List<String> recipients) throws AddressException {
        var addresses = new Address[recipients.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(recipients.get(i), false);
        }
        return addresses;
    }

    private Properties properties(String from) {
        var millis = String.valueOf(patience.toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.localhost", hostname);
        properties.put("mail.smtp.from", from);
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.dsn.notify", "SUCCESS,FAILURE");
        properties.put("mail.smtp.dsn.ret", "HDRS");
        return properties;
    }

    private Dial dial(Way.Server way, Properties properties) throws GeneralSecurityException {
        properties.put("mail.smtp.auth", String.valueOf(way.login().isPresent()));
        way.login().ifPresent(login -> login.prepare(properties, "mail.smtp"));
        return switch (way) {
            case Way.Service(var server, _) -> server.dial(properties, "mail.smtp", reach, clock);
            case Way.Via(_, _, var encryption, _, _, var login) ->
                    dial(Reach.PRIVATE, encryption, login.isPresent(), properties);
            case Way.Exchanger(_, _, var encryption, var itsReach) ->
                    dial(itsReach, encryption, false, properties);
        };
    }

    private static Dial dial(
            Reach reach, Encryption encryption, boolean signsIn, Properties properties) {
        var dial = new Dial(reach, null);
        properties.put("mail.smtp.socketFactory", dial);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        var isEncrypted = encryption != Encryption.NONE;
        // a password never goes over an open line, unless the administrator said so
        var mustBe = encryption == Encryption.REQUIRED || (isEncrypted && signsIn);
        properties.put("mail.smtp.starttls.enable", String.valueOf(isEncrypted));
        properties.put("mail.smtp.starttls.required", String.valueOf(mustBe));
        // whoever answers may read the mail, but gets no password
        if (encryption == Encryption.OPPORTUNISTIC && !signsIn) {
            properties.put("mail.smtp.ssl.trust", "*");
            properties.put("mail.smtp.ssl.checkserveridentity", "false");
        }
        return dial;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /// One talk, which remembers how far it got.
    private static final class Talk extends SMTPTransport {
        private final BeforeHandOver before;
        private boolean isHandedOver = false;
        private boolean hasAccepted = false;
        private String reply = "";

        Talk(Session session, BeforeHandOver before) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.before = before;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            before.run();
            isHandedOver = true;
            super.finishData();
            hasAccepted = true;
            reply = shown(getLastServerResponse());
        }
    }

    /// A message whose bytes are not made anew.
    private static final class Frozen extends MimeMessage {
        private final byte[] raw;

        Frozen(Session session, byte[] raw) {
            super(session);
            this.raw = raw;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(raw);
        }
    }
}
