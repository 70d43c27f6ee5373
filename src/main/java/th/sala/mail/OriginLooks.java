package th.sala.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.jobs.RecurringJob;
import th.sala.origin.DomainSignature;
import th.sala.origin.MailHeader;
import th.sala.origin.NameService;
import th.sala.origin.Questions;
import th.sala.origin.SignatureCheck;
import th.sala.origin.SigningKey;
import th.sala.origin.Spf;
import th.sala.origin.SpfResult;
import th.sala.origin.Unanswered;

/// Finds out of whom received mail is, after it is durably here: nothing that a sender writes or
/// publishes keeps mail from coming in. Each look is bounded in time and in questions.
@Service
public class OriginLooks {
    static final String JOB = "mail.origin";
    private static final Duration UNDER_WAY = Duration.ofDays(7);
    private static final Logger LOG = LoggerFactory.getLogger(OriginLooks.class);
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final int AT_ONCE = 8;
    private static final int MOST_QUESTIONS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_HEADER = 512 * 1024;

    /// What cannot be read here is tried until it can.
    private static final Duration UNTIL_READ = Duration.ofDays(1);

    /// After what nobody answered; then it stays unknown.
    private static final List<Duration> AGAIN =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6));

    private final MailOrigins origins;
    private final SigningKeys keys;
    private final FileStore files;
    private final NameService names;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OriginLooks(
            MailOrigins origins,
            SigningKeys keys,
            FileStore files,
            NameService names,
            TransactionTemplate transaction,
            Clock clock) {
        this.origins = origins;
        this.keys = keys;
        this.files = files;
        this.names = names;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringJob lookForOrigins(OriginLooks looks) {
            return new RecurringJob(JOB, PERIOD, looks::look);
        }
    }

    /// What is known of the mail; nothing of what came before this was looked for.
    @Transactional(readOnly = true)
    public Optional<MailOrigin> of(UUID mail) {
        return origins.find(mail);
    }

    /// Of several mails of the current scope.
    @Transactional(readOnly = true)
    public Map<UUID, MailOrigin> of(Collection<UUID> mails) {
        return origins.of(mails);
    }

    void look() {
        while (true) {
            var due =
                    AgencyScope.everywhere(
                            () -> transaction.execute(_ -> origins.due(clock.instant(), AT_ONCE)));
            if (due.isEmpty()) {
                return;
            }
            lookAt(due);
        }
    }

    private void lookAt(List<MailOrigins.Due> due) {
        var looks = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(one ->
                    looks.add(threads.submit(() -> AgencyScope.everywhere(() -> lookAt(one)))));
            for (var look : looks) {
                look.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void lookAt(MailOrigins.Due due) {
        var found = found(due);
        var again = again(found, due.looks());
        transaction.executeWithoutResult(_ -> origins.put(due.agency(), due.mail(), found, again));
    }

    private @Nullable Instant again(MailOrigin found, int looks) {
        if (found.verdict() != MailOrigin.Verdict.UNKNOWN) {
            return null;
        }
        if (looks < AGAIN.size()) {
            return clock.instant().plus(AGAIN.get(looks));
        }
        return found.equals(MailOrigin.UNREAD) ? clock.instant().plus(UNTIL_READ) : null;
    }

    /// A mail that cannot be looked at holds up none after it, and is looked at again: a disk that
    /// fails now says nothing of who wrote the mail.
    private MailOrigin found(MailOrigins.Due due) {
        try {
            return looked(due);
        } catch (IOException | RuntimeException fault) {
            LOG.error("of whom mail {} is cannot be found out", due.mail(), fault);
            return MailOrigin.UNREAD;
        }
    }

    private MailOrigin looked(MailOrigins.Due due) throws IOException {
        var bytes = header(due.sha256());
        var header = MailHeader.of(bytes);
        var seen = Seen.domain(header);
        var questions = names.questions(MOST_QUESTIONS, LONGEST);
        var check =
                new SignatureCheck(
                        (selector, domain) -> texts(selector, domain, questions), clock.instant());
        var signature =
                seen.isEmpty() || !isOfPlainLines(bytes)
                        ? DomainSignature.NONE
                        : check.best(header, () -> body(due.sha256(), bytes.length), seen);
        var signed = MailOrigin.found(seen, signature, SpfResult.NONE, "");
        if (signed.isProven() || seen.isEmpty()) {
            return signed;
        }
        var service = due.findingsBy();
        if (service != null) {
            return ServiceFindings.of(header, service, seen)
                    .map(verdict -> signed.by(service, verdict))
                    .orElse(signed);
        }
        var sender = sender(due);
        var machine = machine(due.client(), sender, due.helo(), questions);
        return MailOrigin.found(seen, signature, machine, MailAddress.domain(sender));
    }

    /// Whether lines end in one way only. Where CR or LF stand alone, what reads the mail may see
    /// its header end elsewhere than the signature does.
    private static boolean isOfPlainLines(byte[] header) {
        for (int i = 0; i < header.length; i++) {
            var isEnd = header[i] == '\n' && i > 0 && header[i - 1] == '\r';
            var isBegun = header[i] == '\r' && i + 1 < header.length && header[i + 1] == '\n';
            if (header[i] == '\n' && !isEnd || header[i] == '\r' && !isBegun) {
                return false;
            }
        }
        return true;
    }

    private static String sender(MailOrigins.Due due) {
        return due.envelopeFrom().isEmpty() ? "postmaster@" + due.helo() : due.envelopeFrom();
    }

    private static SpfResult machine(
            String client, String sender, String helo, Questions questions) {
        try {
            return Spf.check(questions, InetAddress.ofLiteral(client), sender, helo);
        } catch (IllegalArgumentException noAddress) {
            return SpfResult.NONE;
        }
    }

    /// Our own domains' keys are here: nobody needs to be asked for those that sign, or did when
    /// mail that is still under way was sent.
    private List<String> texts(String selector, String domain, Questions questions)
            throws Unanswered {
        var own = transaction.execute(_ -> keys.find(domain, selector));
        var then = clock.instant().minus(UNDER_WAY);
        return own.filter(key -> key.isSigning() || key.wasSigningAt(then)).isPresent()
                ? List.of(record(own.orElseThrow()))
                : questions.texts(selector + "._domainkey." + domain);
    }

    private static String record(SigningKeys.Kept key) {
        return new SigningKey(key.domain(), key.selector(), "", key.publicKey()).record();
    }

    /// With the empty line at its end.
    private byte[] header(String sha256) throws IOException {
        try (var raw = files.open(sha256)) {
            var bytes = raw.readNBytes(LONGEST_HEADER);
            return java.util.Arrays.copyOf(bytes, MailSigning.bodyOf(bytes));
        }
    }

    private InputStream body(String sha256, int from) throws IOException {
        var raw = files.open(sha256);
        raw.skipNBytes(from);
        return raw;
    }
}
