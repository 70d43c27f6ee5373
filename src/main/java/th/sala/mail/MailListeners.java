package th.sala.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.installation.Installation;
import th.sala.installation.Vault;

/// The two listeners of the installation: for other servers, and for people's mail programs. They
/// open last and close first.
@Component
@EnableConfigurationProperties({SmtpSettings.class, SmtpSettings.Submission.class})
class MailListeners implements MailPorts, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailListeners.class);
    static final int PHASE = Integer.MAX_VALUE - 500;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_FAILED_SIGN_INS = 20;
    private static final int AT_ONCE = 6;

    private final SmtpSettings settings;
    private final SmtpSettings.Submission submission;
    private final Vault vault;
    private final SmtpTransaction.Shared shared;
    private final Mailboxes mailboxes;
    private final Reception reception;
    private final ObjectProvider<SubmissionPolicy> policy;
    private final ObjectProvider<SubmissionAccounts> accounts;
    private final ClientRates failures =
            new ClientRates(MOST_FAILED_SIGN_INS, Duration.ofMinutes(10));
    private @Nullable SmtpListener inboundListener;
    private @Nullable SmtpListener submissionListener;

    MailListeners(
            SmtpSettings settings,
            SmtpSettings.Submission submission,
            Vault vault,
            FileStore files,
            Mailboxes mailboxes,
            Reception reception,
            ObjectProvider<SubmissionPolicy> policy,
            ObjectProvider<SubmissionAccounts> accounts,
            Clock clock) {
        this.settings = settings;
        this.submission = submission;
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.reception = reception;
        this.policy = policy;
        this.accounts = accounts;
        var rates = new ClientRates(settings.ratePerMinute(), Duration.ofMinutes(1));
        var turns = new Semaphore(AT_ONCE, true);
        this.shared = new SmtpTransaction.Shared(settings, files, rates, clock, turns);
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled()) {
            return;
        }
        var tls = MailCertificate.context(settings, vault);
        inboundListener =
                opened(
                        "sala.smtp.port (SALA_SMTP_PORT)",
                        settings.address(),
                        settings.port(),
                        address ->
                                new SmtpListener(
                                        settings,
                                        address,
                                        settings.port(),
                                        tls,
                                        this::inbound,
                                        null));
        if (submission.enabled()) {
            submissionListener =
                    opened(
                            "sala.submission.port (SALA_SUBMISSION_PORT)",
                            submission.address(),
                            submission.port(),
                            address ->
                                    new SmtpListener(
                                            settings,
                                            address,
                                            submission.port(),
                                            tls,
                                            this::submitted,
                                            this::signIn));
        }
        LOG.info("mail comes in at port {}, is handed in at port {}", inbound(), submission());
    }

    private interface Opening {
        SmtpListener at(InetAddress address) throws IOException;
    }

    private static SmtpListener opened(String setting, String address, int port, Opening opening) {
        try {
            var listener = opening.at(InetAddress.getByName(address));
            listener.start();
            return listener;
        } catch (IOException | RuntimeException failed) {
            throw new Installation.Unusable(
                    "cannot listen for mail at %s port %d: %s; choose another by %s"
                            .formatted(address, port, rootOf(failed).getMessage(), setting));
        }
    }

    private static Throwable rootOf(Throwable failed) {
        var root = failed;
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private SmtpTransaction inbound(
            SmtpSession session, org.subethamail.smtp.MessageContext context) {
        return new InboundTransaction(shared, session, context, mailboxes, reception);
    }

    private SmtpTransaction submitted(
            SmtpSession session, org.subethamail.smtp.MessageContext context) {
        var rules = Optional.ofNullable(policy.getIfAvailable());
        return new SubmissionTransaction(shared, session, context, rules, reception);
    }

    private boolean signIn(SmtpSession session, String username, String password) {
        if (failures.isExhausted(session.client())) {
            return false;
        }
        var known = accounts.getIfAvailable();
        var who =
                known == null
                        ? Optional.<th.sala.accounts.SignedIn>empty()
                        : known.check(username, password);
        who.ifPresentOrElse(session::signedIn, () -> failures.admits(session.client()));
        return who.isPresent();
    }

    @Override
    public synchronized void stop() {
        for (var listener : new SmtpListener[] {submissionListener, inboundListener}) {
            if (listener != null) {
                listener.close(PATIENCE);
            }
        }
        inboundListener = null;
        submissionListener = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return inboundListener != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public synchronized int inbound() {
        return inboundListener == null ? 0 : inboundListener.port();
    }

    @Override
    public synchronized int submission() {
        return submissionListener == null ? 0 : submissionListener.port();
    }
}
