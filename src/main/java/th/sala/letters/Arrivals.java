package th.sala.letters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import th.sala.database.AgencyScope;
import th.sala.mail.DeliveryChanged;
import th.sala.mail.Inbox;
import th.sala.mail.MailArrived;
import th.sala.mail.MailReachedMore;
import th.sala.mail.MailSubmitted;
import th.sala.mail.MessageReader;
import th.sala.mail.Outbox;
import th.sala.mail.Unreadable;

/// Hears of what the mail module did and has it sorted or noted. Each hearing may come twice.
@Component
class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Inbox inbox;
    private final MailFiles files;
    private final Sorting sorting;
    private final SubmissionDesk submissions;
    private final Outbox outbox;
    private final DeliveryNotes notes;

    Arrivals(
            Inbox inbox,
            MailFiles files,
            Sorting sorting,
            SubmissionDesk submissions,
            Outbox outbox,
            DeliveryNotes notes) {
        this.inbox = inbox;
        this.files = files;
        this.sorting = sorting;
        this.submissions = submissions;
        this.outbox = outbox;
        this.notes = notes;
    }

    @Async
    @TransactionalEventListener
    void on(MailArrived event) {
        AgencyScope.within(event.agency(), () -> sort(event));
    }

    private void sort(MailArrived event) {
        var mail = inbox.find(event.mail());
        try {
            var message = MessageReader.read(inbox.raw(event.mail()));
            var kept = files.ofReceived(message);
            var known = AgencyScope.everywhere(() -> outbox.isOurs(message.messageId()));
            sorting.sort(mail, message, kept, known);
        } catch (Unreadable unreadable) {
            LOG.info("mail {} cannot be read: {}", event.mail(), unreadable.key());
            sorting.unreadable(mail);
        }
    }

    @Async
    @TransactionalEventListener
    void on(MailReachedMore event) {
        AgencyScope.within(event.agency(), () -> sorting.copied(inbox.find(event.mail())));
    }

    @Async
    @TransactionalEventListener
    void on(MailSubmitted event) {
        AgencyScope.within(event.agency(), () -> submissions.take(event.mail()));
    }

    @Async
    @TransactionalEventListener
    void on(DeliveryChanged event) {
        AgencyScope.within(event.agency(), () -> notes.note(event.agency(), event.mail()));
    }
}
