package th.sala.mail;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// What is typed in secret.
    ///
    /// @param reading empty to keep the one that is there
    /// @param sending empty to keep it, or for the same as the first if the name is the same
    /// @param client of the client that gets access tokens; empty to keep it
    record Passwords(String reading, String sending, String client) {
        @Override
        public String toString() {
            return "Passwords";
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
    private final AccessTokens access;
    private final SignInThere ways;
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
            AccessTokens access,
            SignInThere ways,
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
        this.access = access;
        this.ways = ways;
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

    /// What was not read: first what nobody has looked at, of each the newest first.
    @Transactional(readOnly = true)
    List<MailboxReadings.Left> left(UUID agency) {
        return readings.left(agency, MOST_LEFT);
    }

    /// The person has looked at the message where it is.
    ///
    /// @return false if there is none such that still waits
    @Transactional
    boolean seen(SignedIn by, UUID mailbox, long validity, long uid) {
        var now = clock.instant();
        var isFirst = readings.seen(by.agency(), mailbox, validity, uid, by.name(), now);
        if (isFirst) {
            var role =
                    by.is(Role.CORRESPONDENCE_OFFICER)
                            ? Role.CORRESPONDENCE_OFFICER
                            : Role.ADMINISTRATOR;
            var said =
                    Fields.none()
                            .with("mailbox", mailbox)
                            .with("validity", validity)
                            .with("uid", uid);
            evidence.record(by.actor(role), Act.done("mail-outside.left-seen", now, said));
        }
        return isFirst;
    }

    /// Adds it or changes it. A new one, and one that is asked otherwise now, is neither read nor
    /// sent through until a trial went well.
    ///
    /// @param typed without passwords
    /// @throws Refusal as [Accounts#confirm]
    /// @throws NotUsable if something cannot be what it should be
    /// @throws PasswordWanted if the one that is there is for another server or name
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void put(SignedIn by, Confirmation confirmation, OutsideMailbox typed, Passwords passwords) {
        mustBeUsable(typed);
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            var before = outside.find(typed.agency(), typed.id()).orElse(null);
            mustBeFree(typed, before);
            var fresh = closed(typed, before, passwords);
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
        var tokens = typed.tokens();
        if (tokens != null) {
            mustBeSafe("tokenEndpoint", tokens.endpoint());
            if (tokens.authorize().isPresent()) {
                mustBeSafe("tokenAuthorize", tokens.authorize().get());
            }
        }
        if (!typed.trusted().isEmpty()) {
            try {
                new ServerTrust(typed.sending().host(), typed.trusted(), clock);
            } catch (GeneralSecurityException unreadable) {
                throw new NotUsable("trusted");
            }
        }
    }

    /// Secrets go there: by https, or to this machine.
    private static void mustBeSafe(String field, URI address) {
        var isSafe =
                "https".equals(address.getScheme())
                        || "http".equals(address.getScheme())
                                && "localhost".equals(address.getHost());
        if (!isSafe || address.getHost() == null || address.getFragment() != null) {
            throw new NotUsable(field);
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
            OutsideMailbox typed, @Nullable OutsideMailbox before, Passwords passwords) {
        var old = before != null && before.trusted().equals(typed.trusted()) ? before : null;
        if (typed.tokens() != null) {
            return with(typed, closed(typed, typed.tokens(), old, passwords.client()));
        }
        var reading = typed.reading();
        var readingClosed =
                reading == null
                        ? null
                        : reading.with(
                                closed(
                                        reading,
                                        old == null ? null : old.reading(),
                                        passwords.reading()));
        var isSameName = reading != null && reading.username().equals(typed.sending().username());
        var forSending =
                passwords.sending().isEmpty() && isSameName
                        ? passwords.reading()
                        : passwords.sending();
        var sending = typed.sending();
        return new OutsideMailbox(
                typed.id(),
                typed.agency(),
                typed.address(),
                typed.trusted(),
                readingClosed,
                sending.with(closed(sending, old == null ? null : old.sending(), forSending)),
                null,
                typed.readSince(),
                typed.findingsBy(),
                false,
                clock.instant());
    }

    /// The secret, and what a person's sign-in came to, stay only for the same servers and names.
    private TokenSource closed(
            OutsideMailbox typed, TokenSource tokens, @Nullable OutsideMailbox old, String secret) {
        var former = old == null || !asksTheSame(old, typed) ? null : old.tokens();
        if (former == null || !former.asksTheSame(tokens)) {
            return tokens.with(work.closed(wanted(secret)), new byte[0]);
        }
        return tokens.with(
                secret.isEmpty() ? former.secret() : work.closed(secret), former.refresh());
    }

    private static String wanted(String secret) {
        if (secret.isEmpty()) {
            throw new PasswordWanted();
        }
        return secret;
    }

    private static boolean asksTheSame(OutsideMailbox old, OutsideMailbox typed) {
        var reading = typed.reading();
        var isReadTheSame =
                reading == null || old.reading() != null && old.reading().asksTheSame(reading);
        return isReadTheSame && old.sending().asksTheSame(typed.sending());
    }

    private OutsideMailbox with(OutsideMailbox typed, TokenSource tokens) {
        return new OutsideMailbox(
                typed.id(),
                typed.agency(),
                typed.address(),
                typed.trusted(),
                typed.reading(),
                typed.sending(),
                tokens,
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
                fresh.tokens(),
                fresh.readSince(),
                fresh.findingsBy(),
                active,
                fresh.changedAt());
    }

    /// Asks who it is, before the browser goes to the sign-in service.
    ///
    /// @param back where it comes back to
    /// @return where it goes
    /// @throws Refusal as [Accounts#confirm]
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    URI signIn(SignedIn by, Confirmation confirmation, OutsideMailbox mailbox, URI back) {
        var known = accounts.confirm(by, confirmation);
        var source = Objects.requireNonNull(mailbox.tokens());
        transaction.executeWithoutResult(
                _ -> take(known, "mail-outside.sign-in-begun", said(mailbox)));
        return ways.begin(known, mailbox, source, back);
    }

    /// Keeps what a person's sign-in at the service came to. A trial comes after it.
    ///
    /// @param state what the browser carried there and back
    /// @param code what the service gave it
    /// @return the mailbox
    /// @throws NotThisSignIn if it is another's, too late, or not for these settings any more
    /// @throws NotSignedIn if the service gives nothing for the code
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    UUID signedIn(SignedIn by, String state, String code) {
        var trip = ways.end(by, state).orElseThrow(NotThisSignIn::new);
        var mailbox = signingIn(by, trip);
        var tokens = Objects.requireNonNull(mailbox.tokens());
        byte[] refresh;
        access.askAnew(tokens);
        try {
            refresh = access.redeemed(tokens, code, trip.back(), new CodeVerifier(trip.verifier()));
        } catch (Trouble.Found failed) {
            throw new NotSignedIn(Trouble.reply(failed));
        }
        transaction.executeWithoutResult(_ -> {
            signingIn(by, trip);
            outside.put(with(mailbox, tokens.with(tokens.secret(), refresh)));
            take(by, "mail-outside.signed-in", said(mailbox));
        });
        reader.look();
        return mailbox.id();
    }

    private OutsideMailbox signingIn(SignedIn by, SignInThere.Trip trip) {
        Optional<OutsideMailbox> found =
                transaction.execute(_ -> outside.find(by.agency(), trip.mailbox()));
        return Objects.requireNonNull(found)
                .filter(mailbox -> mailbox.tokens() != null)
                .filter(mailbox -> mailbox.changedAt().equals(trip.changedAt()))
                .orElseThrow(NotThisSignIn::new);
    }

    /// Refusal: what came back is not what this person asked for.
    static final class NotThisSignIn extends Refusal {
        NotThisSignIn() {
            super("mail.outside.not-this-sign-in");
        }
    }

    /// Refusal: the service gave no token that lasts.
    static final class NotSignedIn extends Refusal {
        NotSignedIn(Reply why) {
            super(why.key(), why.words());
        }
    }

    /// Tries both ways, without reading or sending a message. If all is well the mailbox is read
    /// and sent through from now on.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    Tried tried(SignedIn by, OutsideMailbox mailbox) {
        var quick = settings.patientFor(PATIENCE);
        if (mailbox.tokens() != null) {
            access.askAnew(mailbox.tokens());
        }
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
        try (var inbox =
                ImapInbox.open(server, work.login(mailbox, access), quick, clock, _ -> {})) {
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
                work.login(mailbox, access),
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
        var tokens = mailbox.tokens();
        if (tokens != null) {
            said =
                    said.with("token-endpoint", tokens.endpoint())
                            .with(
                                    "token-authorize",
                                    tokens.authorize().map(URI::toString).orElse(""))
                            .with("token-client", tokens.client())
                            .with("token-scope", tokens.scope());
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
