package th.sala.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;

/// One message on its way in. The client hears 250 only when the bytes are on disk and the row that
/// names them is committed.
abstract class SmtpTransaction implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpTransaction.class);
    private static final int MOST_RECIPIENTS = 100;

    /// RFC 5321 6.3: what came through more servers goes in a circle.
    private static final int MOST_HOPS = 100;

    private static final int LONGEST_HELO = 255;

    /// How many times the allowed size of a refused message is listened to.
    private static final int DRAIN = 5;

    /// What all transactions share.
    ///
    /// @param turns how many of them may use the database at once: a flood of mail must leave
    ///   connections to people
    record Shared(
            SmtpSettings settings,
            FileStore files,
            ClientRates rates,
            Clock clock,
            Semaphore turns) {
        void inTurn(Step step) throws SmtpRefused {
            turns.acquireUninterruptibly();
            try {
                step.run();
            } finally {
                turns.release();
            }
        }
    }

    interface Step {
        void run() throws SmtpRefused;
    }

    private final Shared shared;
    private final SmtpSession session;
    private final String helo;
    private final Set<String> recipients = new LinkedHashSet<>();
    private String from = "";
    private boolean hasTakenData = false;

    SmtpTransaction(Shared shared, SmtpSession session, MessageContext context) {
        this.shared = shared;
        this.session = session;
        var said = context.getHelo().orElse("");
        this.helo = Texts.oneLine(said.substring(0, Math.min(LONGEST_HELO, said.length())));
    }

    /// @throws SmtpRefused if mail to the address is not taken here
    abstract void check(String recipient) throws SmtpRefused;

    /// @throws SmtpRefused if mail of the sender is not taken here
    abstract void checkSender(String sender) throws SmtpRefused;

    /// Records the mail, whose bytes are durably kept; takes a turn for what it does with the
    /// database.
    ///
    /// @throws SmtpRefused if the message is not taken after all
    abstract void keep(StoredFile bytes, ReceivedMails.Arrival arrival) throws SmtpRefused;

    @Override
    public final void from(String sender) throws RejectException {
        if (!shared.rates.admits(session.client())) {
            throw new DropConnectionException(421, "4.7.0 Too many messages, please slow down");
        }
        var normal = MailAddress.normal(sender);
        if (!normal.isEmpty() && !MailAddress.isUsable(normal)) {
            throw new RejectException(553, "5.1.7 This sender's address cannot be used");
        }
        guarded(() -> checkSender(normal));
        from = normal;
    }

    @Override
    public final void recipient(String recipient) throws RejectException {
        if (recipients.size() >= MOST_RECIPIENTS) {
            throw new RejectException(452, "4.5.3 Too many recipients");
        }
        var normal = MailAddress.normal(recipient);
        guarded(() -> check(normal));
        recipients.add(normal);
    }

    private void guarded(Step check) throws RejectException {
        try {
            inTurn(check);
        } catch (SmtpRefused refused) {
            if (session.wasRefused()) {
                throw new DropConnectionException(421, "4.7.0 Too many errors");
            }
            throw new RejectException(refused.code(), refused.sentence());
        } catch (RuntimeException failed) {
            LOG.error("cannot look up an address", failed);
            throw new RejectException(451, "4.3.0 Temporarily unable, please try again later");
        }
    }

    @Override
    public final @Nullable String data(InputStream arriving) throws RejectException, IOException {
        hasTakenData = true;
        var settings = shared.settings;
        var limit = settings.maxSize().toBytes();
        var stream = new MessageStream(arriving, limit, settings.transferLimit());
        try {
            var kept = shared.files.keep(stream, Long.MAX_VALUE);
            keep(kept, arrival(kept, stream.header()));
            return "2.0.0 Kept as " + kept.sha256().substring(0, 12);
        } catch (SmtpRefused refused) {
            throw refused(stream, refused);
        } catch (UncheckedIOException failed) {
            stream.throwIfBroken();
            if (failed.getCause() instanceof SmtpRefused refused) {
                throw refused(stream, refused);
            }
            throw notKept(stream, failed);
        } catch (RuntimeException failed) {
            throw notKept(stream, failed);
        }
    }

    private ReceivedMails.Arrival arrival(StoredFile kept, byte[] header) throws SmtpRefused {
        var fields = Fields.read(new String(header, StandardCharsets.ISO_8859_1));
        if (fields.all("received").size() > MOST_HOPS) {
            throw new SmtpRefused(554, "5.4.6 Too many hops");
        }
        return new ReceivedMails.Arrival(
                MessageIds.of(fields.first("message-id").orElse(""), kept.sha256()),
                kept.sha256(),
                kept.size(),
                from,
                session.client(),
                helo,
                shared.clock.instant(),
                session.who().map(who -> who.account()).orElse(null),
                null);
    }

    private RejectException notKept(MessageStream stream, RuntimeException failed)
            throws IOException {
        LOG.error("a message of {} could not be kept; it was told to come back", from, failed);
        return refused(stream, new SmtpRefused(451, "4.3.0 Cannot keep mail now, try again later"));
    }

    private RejectException refused(MessageStream stream, SmtpRefused refused) throws IOException {
        var isDrained = stream.drain(DRAIN * shared.settings.maxSize().toBytes());
        return isDrained
                ? new RejectException(refused.code(), refused.sentence())
                : new DropConnectionException(refused.code(), refused.sentence());
    }

    @Override
    public void done() {}

    final void inTurn(Step step) throws SmtpRefused {
        shared.inTurn(step);
    }

    final Set<String> recipients() {
        return recipients;
    }

    final SmtpSession session() {
        return session;
    }

    final boolean hasTakenData() {
        return hasTakenData;
    }
}
