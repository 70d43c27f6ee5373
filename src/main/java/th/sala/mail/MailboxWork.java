package th.sala.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;

/// The short transactions of reading outside mailboxes: none is open while a server is talked to.
@Service
class MailboxWork {
    /// Names the key that closes the passwords.
    static final String KEY = "outside-mailboxes";

    private static final int LONGEST_HEADER = 256 * 1024;

    /// Somebody else reads the mailbox now.
    static final class TakenOver extends RuntimeException {}

    private final OutsideMailboxes mailboxes;
    private final MailboxReadings readings;
    private final Mailboxes addresses;
    private final Reception reception;
    private final FileStore files;
    private final AccessTokens tokens;
    private final SecretBox secrets;
    private final Clock clock;

    MailboxWork(
            OutsideMailboxes mailboxes,
            MailboxReadings readings,
            Mailboxes addresses,
            Reception reception,
            FileStore files,
            AccessTokens tokens,
            Vault vault,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.readings = readings;
        this.addresses = addresses;
        this.reception = reception;
        this.files = files;
        this.tokens = tokens;
        this.secrets = new SecretBox(vault, KEY);
        this.clock = clock;
    }

    Login login(OutsideMailbox mailbox, OutsideMailbox.Access access) {
        if (mailbox.tokens() == null) {
            return Login.password(access.username(), secrets.open(access.password()));
        }
        var token = new Login.Token(tokens, mailbox.agency(), mailbox.id(), mailbox.changedAt());
        return new Login(access.username(), token);
    }

    byte[] closed(String password) {
        return secrets.close(password);
    }

    /// In the current scope.
    @Transactional(readOnly = true)
    List<OutsideMailbox> toRead() {
        return mailboxes.toRead();
    }

    /// How mail from the address leaves, if a service outside keeps it.
    @Transactional(readOnly = true)
    Optional<OutsideMailbox> ofAddress(String address) {
        return mailboxes.ofAddress(address);
    }

    @Transactional
    boolean take(OutsideMailbox mailbox, UUID lease, Duration length) {
        var now = clock.instant();
        return readings.take(mailbox, lease, now, now.plus(length));
    }

    @Transactional
    boolean extend(OutsideMailbox mailbox, UUID lease, Duration length) {
        return readings.extend(mailbox, lease, clock.instant().plus(length));
    }

    @Transactional
    void giveBack(OutsideMailbox mailbox, UUID lease) {
        readings.giveBack(mailbox, lease);
    }

    /// @throws TakenOver if somebody else reads it
    @Transactional(readOnly = true)
    MailboxReadings.Place place(OutsideMailbox mailbox, UUID lease) {
        return readings.place(mailbox, lease).orElseThrow(TakenOver::new);
    }

    @Transactional
    void contact(OutsideMailbox mailbox, UUID lease) {
        readings.contact(mailbox, lease, clock.instant());
    }

    @Transactional
    void trouble(OutsideMailbox mailbox, UUID lease, Reply trouble) {
        readings.trouble(mailbox, lease, trouble, clock.instant());
    }

    /// Everything up to the message is done.
    ///
    /// @throws TakenOver if somebody else reads it
    @Transactional
    void passed(OutsideMailbox mailbox, UUID lease, long validity, long uid) {
        advance(mailbox, lease, validity, uid, 0);
    }

    /// Leaves a message where it is, in sight of people.
    ///
    /// @throws TakenOver if somebody else reads it
    @Transactional
    void leave(
            OutsideMailbox mailbox, UUID lease, long validity, ImapInbox.Item item, String reason) {
        advance(mailbox, lease, validity, item.uid(), 0);
        readings.leave(mailbox, validity, item, reason, cameAt(item.receivedAt()), clock.instant());
    }

    /// Receives a message whose bytes are in the file store, as if it had come by SMTP at the
    /// moment when it came to the mailbox: from then on the agency had it. One that the agency has
    /// already is counted and nothing else.
    ///
    /// @throws TakenOver if somebody else reads it
    @Transactional
    void receive(
            OutsideMailbox mailbox,
            UUID lease,
            long validity,
            ImapInbox.Item item,
            StoredFile kept) {
        advance(mailbox, lease, validity, item.uid(), 1);
        var to = addresses.find(mailbox.address());
        if (to.isPresent() && to.get().agency().equals(mailbox.agency())) {
            reception.receive(arrival(mailbox, item, kept), List.of(to.get()));
        }
    }

    private void advance(OutsideMailbox mailbox, UUID lease, long validity, long uid, int read) {
        if (!readings.advance(mailbox, lease, validity, uid, read)) {
            throw new TakenOver();
        }
    }

    private ReceivedMails.Arrival arrival(
            OutsideMailbox mailbox, ImapInbox.Item item, StoredFile kept) {
        var fields = Fields.read(header(kept));
        var access = java.util.Objects.requireNonNull(mailbox.reading());
        return new ReceivedMails.Arrival(
                MessageIds.of(fields.first("message-id").orElse(""), kept.sha256()),
                kept.sha256(),
                kept.size(),
                returnPath(fields),
                access.host() + ":" + access.port(),
                "",
                cameAt(item.receivedAt()),
                null,
                mailbox.findingsBy());
    }

    /// Never after now: a service's clock may be ahead.
    private Instant cameAt(Instant received) {
        var now = clock.instant();
        return received.isAfter(now) ? now : received;
    }

    private String header(StoredFile kept) {
        try (var raw = files.open(kept.sha256())) {
            return new String(raw.readNBytes(LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whom the service names as the envelope's sender; nobody, as for a bounce, if it names none.
    private static String returnPath(Fields fields) {
        var path = fields.first("return-path").orElse("").replaceAll("[<>]", "");
        var normal = MailAddress.normal(path);
        return MailAddress.isUsable(normal) ? normal : "";
    }
}
