package th.sala.mail;

import jakarta.mail.MessagingException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Refusal;
import th.sala.network.ServerTrust;
import th.sala.proof.Fields;

/// Which of an agency's mailboxes a service outside keeps, and how it is asked. Each change asks
/// who it is; changes and trials leave evidence.
@Service
class OutsideMailboxSettings {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?|::1");
    private static final int MOST_LEFT = 50;

    /// As long as somebody waits for a page.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /// Refusal: something typed cannot be what it should be.
    static final class NotUsable extends Refusal {
        private final String field;

        NotUsable(String field) {
            super("mail.outside.not-usable." + field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /// Refusal: the password is for another server or name, or none is there yet.
    static final class PasswordWanted extends Refusal {
        PasswordWanted() {
            super("mail.outside.password-wanted");
        }
    }

    /// What a trial came to: nothing, where all is well.
    ///
    /// @param reading also if the mailbox is not read
    public record Tried(@Nullable Reply reading, @Nullable Reply sending) {
        public boolean isGood() {
            return reading == null && sending == null;
        }
    }

    private final OutsideMailboxes outside;
    private final MailboxReadings readings;
    private final Mailboxes mailboxes;
    private final MailboxWork work;
    private final MailboxReader reader;
    private final Deliveries deliveries;
    private final OutboxBell bell;
    private final OutsideMailSettings settings;
    private final SmtpSettings smtp;
    private final Accounts accounts;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutsideMailboxSettings(
            OutsideMailboxes outside,
            MailboxReadings readings,
            Mailboxes mailboxes,
            MailboxWork work,
            MailboxReader reader,
            Deliveries deliveries,
            OutboxBell bell,
            OutsideMailSettings settings,
            SmtpSettings smtp,
            Accounts accounts,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.outside = outside;
        this.readings = readings;
        this.mailboxes = mailboxes;
        this.work = work;
        this.reader = reader;
        this.deliveries = deliveries;
        this.bell = bell;
        this.settings = settings;
        this.smtp = smtp;
        this.accounts = accounts;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The agency's addresses, whoever keeps their mailboxes.
    @Transactional(readOnly = true)
    List<Mailbox> addresses(UUID agency) {
        return mailboxes.of(agency);
    }

    @Transactional(readOnly = true)
    List<OutsideMailbox> all(UUID agency) {
        return outside.all(agency);
    }

    @Transactional(readOnly = true)
    Optional<OutsideMailbox> find(UUID agency, UUID id) {
        return outside.find(agency, id);
    }

    /// How reading stands, by the mailboxes' ids.
    @Transactional(readOnly = true)
    Map<UUID, MailboxReadings.State> states(UUID agency) {
        return readings.states(agency);
    }

    /// What was not read, the newest first.
    @Transactional(readOnly = true)
    List<MailboxReadings.Left> left(UUID agency) {
        return readings.left(agency, MOST_LEFT);
    }

    /// Adds it or changes it. A new one, and one that is asked otherwise now, is neither read nor
    /// sent through until a trial went well.
    ///
    /// @param typed without passwords
    /// @param readingPassword empty to keep the one that is there
    /// @param sendingPassword empty to keep it, or for the same as the first if the name is the
    ///   same
    /// @throws Refusal as [Accounts#confirm]
    /// @throws NotUsable if something cannot be what it should be
    /// @throws PasswordWanted if the one that is there is for another server or name
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void put(
            SignedIn by,
            Confirmation confirmation,
            OutsideMailbox typed,
            String readingPassword,
            String sendingPassword) {
        mustBeUsable(typed);
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            var before = outside.find(typed.agency(), typed.id()).orElse(null);
            mustBeFree(typed, before);
            var fresh = closed(typed, before, readingPassword, sendingPassword);
            var active = before != null && before.active() && !fresh.isAskedOtherwiseThan(before);
            outside.put(with(fresh, active));
            if (before != null && fresh.isReadOtherwiseThan(before)) {
                readings.forgetPlace(fresh);
            }
            take(known, "mail-outside.put", said(typed));
        });
        reader.look();
    }

    private void mustBeUsable(OutsideMailbox typed) {
        var reading = typed.reading();
        if (reading != null) {
            mustBeUsable("imap", typed.server(reading));
        }
        mustBeUsable("smtp", typed.server(typed.sending()));
        if (!typed.trusted().isEmpty()) {
            try {
                new ServerTrust(typed.sending().host(), typed.trusted(), clock);
            } catch (GeneralSecurityException unreadable) {
                throw new NotUsable("trusted");
            }
        }
    }

    private static void mustBeUsable(String prefix, MailServer server) {
        if (!HOST.matcher(server.host()).matches()) {
            throw new NotUsable(prefix + "Host");
        }
        if (!server.isSafe()) {
            throw new NotUsable(prefix + "Line");
        }
    }

    private void mustBeFree(OutsideMailbox typed, @Nullable OutsideMailbox before) {
        var address = mailboxes.find(typed.address());
        var isOurs = address.filter(mailbox -> mailbox.agency().equals(typed.agency())).isPresent();
        var isTaken =
                outside.all(typed.agency()).stream()
                        .anyMatch(other ->
                                other.address().equals(typed.address())
                                        && !other.id().equals(typed.id()));
        if (isTaken || before == null && !isOurs) {
            throw new NotUsable("address");
        }
        if (typed.reading() == null
                && address.filter(mailbox -> mailbox.kind() == Mailbox.Kind.CENTRAL).isPresent()) {
            // the central account keeps the whole history
            throw new NotUsable("imapHost");
        }
    }

    private OutsideMailbox closed(
            OutsideMailbox typed,
            @Nullable OutsideMailbox before,
            String readingPassword,
            String sendingPassword) {
        var old = before != null && before.trusted().equals(typed.trusted()) ? before : null;
        var reading = typed.reading();
        var readingClosed =
                reading == null
                        ? null
                        : reading.with(
                                closed(
                                        reading,
                                        old == null ? null : old.reading(),
                                        readingPassword));
        var isSameName = reading != null && reading.username().equals(typed.sending().username());
        var forSending =
                sendingPassword.isEmpty() && isSameName ? readingPassword : sendingPassword;
        var sending = typed.sending();
        return new OutsideMailbox(
                typed.id(),
                typed.agency(),
                typed.address(),
                typed.trusted(),
                readingClosed,
                sending.with(closed(sending, old == null ? null : old.sending(), forSending)),
                typed.readSince(),
                typed.findingsBy(),
                false,
                clock.instant());
    }

    private byte[] closed(
            OutsideMailbox.Access typed, OutsideMailbox.@Nullable Access before, String password) {
        if (!password.isEmpty()) {
            return work.closed(password);
        }
        if (before == null || !before.asksTheSame(typed)) {
            throw new PasswordWanted();
        }
        return before.password();
    }

    private static OutsideMailbox with(OutsideMailbox fresh, boolean active) {
        return new OutsideMailbox(
                fresh.id(),
                fresh.agency(),
                fresh.address(),
                fresh.trusted(),
                fresh.reading(),
                fresh.sending(),
                fresh.readSince(),
                fresh.findingsBy(),
                active,
                fresh.changedAt());
    }

    /// Tries both ways, without reading or sending a message. If all is well the mailbox is read
    /// and sent through from now on.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    Tried tried(SignedIn by, OutsideMailbox mailbox) {
        var quick = settings.patientFor(PATIENCE);
        var tried = new Tried(trial(() -> read(mailbox, quick)), trial(() -> send(mailbox, quick)));
        transaction.executeWithoutResult(_ -> {
            if (tried.isGood() && outside.activate(mailbox)) {
                deliveries.hasten(clock.instant());
            }
            take(by, "mail-outside.tried", said(mailbox).with("good", tried.isGood()));
        });
        reader.look();
        bell.ring();
        return tried;
    }

    private interface Step {
        void take() throws MessagingException, Trouble.Found;
    }

    private static @Nullable Reply trial(Step step) {
        try {
            step.take();
            return null;
        } catch (MessagingException | Trouble.Found failed) {
            return Trouble.reply(failed);
        }
    }

    private void read(OutsideMailbox mailbox, OutsideMailSettings quick)
            throws MessagingException, Trouble.Found {
        var access = mailbox.reading();
        if (access == null) {
            return;
        }
        var server = mailbox.server(access);
        try (var inbox = ImapInbox.open(server, work.login(access), quick, clock, _ -> {})) {
            var newest = inbox.newest().orElse(Instant.MIN);
            if (newest.isAfter(clock.instant().plus(CLOCKS_APART))) {
                throw new Trouble.Found(Trouble.CLOCK, "");
            }
        }
    }

    private void send(OutsideMailbox mailbox, OutsideMailSettings quick)
            throws MessagingException, Trouble.Found {
        var access = mailbox.sending();
        Submission.tried(
                mailbox.server(access),
                work.login(access),
                mailbox.address(),
                smtp.hostname(),
                quick,
                clock);
    }

    /// The mailbox is kept here again, or nowhere. What was read stays.
    ///
    /// @throws Refusal as [Accounts#confirm]
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void remove(SignedIn by, Confirmation confirmation, OutsideMailbox mailbox) {
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            outside.remove(mailbox.agency(), mailbox.id());
            deliveries.hasten(clock.instant());
            take(known, "mail-outside.removed", said(mailbox));
        });
        reader.look();
        bell.ring();
    }

    private void take(SignedIn by, String act, Fields said) {
        evidence.record(by.actor(Role.ADMINISTRATOR), Act.done(act, clock.instant(), said));
    }

    private static Fields said(OutsideMailbox mailbox) {
        var reading = mailbox.reading();
        var said =
                Fields.none()
                        .with("address", mailbox.address())
                        .with("trusted", mailbox.trusted())
                        .with("findings-by", mailbox.findingsBy())
                        .with("read-since", mailbox.readSince());
        if (reading != null) {
            said = said(said, "imap-", reading);
        }
        return said(said, "smtp-", mailbox.sending());
    }

    private static Fields said(Fields said, String prefix, OutsideMailbox.Access access) {
        return said.with(prefix + "host", access.host())
                .with(prefix + "port", access.port())
                .with(prefix + "line", access.line())
                .with(prefix + "username", access.username());
    }
}
