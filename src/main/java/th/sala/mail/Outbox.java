package th.sala.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import th.sala.files.FileStore;

/// Mail on its way out. Queueing joins the caller's transaction; sending begins when that is
/// committed, outside of any. Every call is in the scope of the mail's agency.
@Service
public class Outbox {
    private final Deliveries deliveries;
    private final FileStore files;
    private final OutboxBell bell;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(
            Deliveries deliveries,
            FileStore files,
            OutboxBell bell,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deliveries = deliveries;
        this.files = files;
        this.bell = bell;
        this.events = events;
        this.clock = clock;
    }

    /// Freezes the mail's bytes and queues it to each recipient. Queueing the same id again changes
    /// nothing.
    ///
    /// @throws NotAnAddress if a recipient, or the sender, cannot be one
    /// @throws IllegalArgumentException if there is no recipient, or the bytes are no lines ended
    ///   by CRLF
    @Transactional
    public void queue(OutgoingMail mail) {
        var recipients = mail.recipients().stream().map(MailAddress::normal).distinct().toList();
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail to nobody");
        }
        usable(mail.from());
        recipients.forEach(Outbox::usable);
        if (!Lines.areEndedByCrLf(mail.raw())) {
            throw new IllegalArgumentException("lines must end with CRLF and nothing else");
        }
        var kept = files.keep(mail.raw());
        var now = clock.instant();
        if (!deliveries.addMail(mail, kept.sha256(), now)) {
            return;
        }
        for (var recipient : recipients) {
            deliveries.add(mail.agency(), mail.id(), recipient, now);
            changed(mail.agency(), mail.id(), recipient);
        }
        wakeAfterCommit();
    }

    /// The ways of the mail, in the order in which they began; empty if the agency has no such
    /// mail.
    @Transactional(readOnly = true)
    public List<Delivery> deliveries(UUID mail) {
        return deliveries.of(mail);
    }

    /// What the ways of the mail had come to each time before it was sent again or corrected.
    @Transactional(readOnly = true)
    public List<Delivery> before(UUID mail) {
        return deliveries.before(mail);
    }

    /// Sends the same bytes again, at once: after a bounce, in doubt, or when no acknowledgement
    /// comes. The next attempt of a mail that waits is made now.
    ///
    /// @throws NotSendable while it is being sent, or when its address was corrected
    @Transactional
    public void sendAgain(UUID mail, String recipient) {
        var delivery = sendable(mail, recipient);
        deliveries.restart(mail, delivery.recipient(), clock.instant());
        changed(agencyOf(mail), mail, delivery.recipient());
        wakeAfterCommit();
    }

    /// Gives a wrong address up and queues the mail that was made for the right one: the To of the
    /// first names somebody else and never changes.
    ///
    /// @throws NotSendable while it is being sent, or when its address was corrected already
    /// @throws NotAnAddress if the new one cannot be one
    @Transactional
    public void correct(UUID mail, String recipient, String newAddress, OutgoingMail instead) {
        usable(newAddress);
        var wrong = sendable(mail, recipient).recipient();
        var now = clock.instant();
        deliveries.remember(mail, wrong);
        var corrected = new DeliveryState.Corrected(now, MailAddress.normal(newAddress));
        deliveries.put(mail, wrong, corrected, now);
        changed(agencyOf(mail), mail, wrong);
        queue(instead);
    }

    /// The mail's frozen bytes, as they were or will be sent below the signature of the domain.
    ///
    /// @throws NoSuchMail if the agency has none such
    @Transactional(readOnly = true)
    public byte[] raw(UUID mail) {
        return files.bytes(sha256(mail));
    }

    /// Its name in the file store.
    @Transactional(readOnly = true)
    public String sha256(UUID mail) {
        return deliveries.mail(agencyOf(mail), mail).sha256();
    }

    /// Whether an agency in the current scope queued a mail with this message id.
    @Transactional(readOnly = true)
    public boolean isOurs(String messageId) {
        return deliveries.isKnown(messageId);
    }

    private Delivery sendable(UUID mail, String recipient) {
        var delivery =
                Optional.of(MailAddress.normal(recipient))
                        .filter(MailAddress::isUsable)
                        .flatMap(usable -> deliveries.lock(mail, usable))
                        .orElseThrow(() -> new NoSuchMail(mail));
        if (!delivery.isSendable()) {
            throw new NotSendable(recipient);
        }
        return delivery;
    }

    private UUID agencyOf(UUID mail) {
        return deliveries.agencyOf(mail).orElseThrow(() -> new NoSuchMail(mail));
    }

    private static void usable(String address) {
        if (!MailAddress.isUsable(MailAddress.normal(address))) {
            throw new NotAnAddress(address);
        }
    }

    private void changed(UUID agency, UUID mail, String recipient) {
        events.publishEvent(new DeliveryChanged(agency, mail, recipient));
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        bell.ring();
                    }
                });
    }
}
