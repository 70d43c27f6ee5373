package th.sala.letters;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import th.sala.database.AgencyScope;
import th.sala.jobs.EventThreads;
import th.sala.mail.Contents;
import th.sala.mail.DeliveryChanged;
import th.sala.mail.Inbox;
import th.sala.mail.MailArrived;
import th.sala.mail.MailReachedMore;
import th.sala.mail.MailSubmitted;
import th.sala.mail.Mailboxes;
import th.sala.mail.Message;
import th.sala.mail.MessageReader;
import th.sala.mail.Outbox;
import th.sala.mail.ReceivedMail;
import th.sala.mail.ReportFailed;
import th.sala.mail.Unreadable;

/// Hears of what the mail module did and has it sorted or noted. Each hearing may come twice.
@Component
class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /// What fails as often as this fails for good, or takes the server down with it.
    static final int MOST_ATTEMPTS = 5;

    private final Inbox inbox;
    private final MailFiles files;
    private final SortingAttempts attempts;
    private final Sorting sorting;
    private final SubmissionDesk submissions;
    private final Outbox outbox;
    private final Mailboxes mailboxes;
    private final DeliveryNotes notes;

    Arrivals(
            Inbox inbox,
            MailFiles files,
            SortingAttempts attempts,
            Sorting sorting,
            SubmissionDesk submissions,
            Outbox outbox,
            Mailboxes mailboxes,
            DeliveryNotes notes) {
        this.inbox = inbox;
        this.files = files;
        this.attempts = attempts;
        this.sorting = sorting;
        this.submissions = submissions;
        this.outbox = outbox;
        this.mailboxes = mailboxes;
        this.notes = notes;
    }

    @Async(EventThreads.HEAVY)
    @TransactionalEventListener
    void on(MailArrived event) {
        AgencyScope.within(event.agency(), () -> sort(event));
    }

    private void sort(MailArrived event) {
        var mail = inbox.find(event.mail());
        var reference = UnsortedMails.referenceOf(mail.id());
        try (var _ = MDC.putCloseable("reference", reference)) {
            if (attempts.begin(mail.agency(), mail.id()) > MOST_ATTEMPTS) {
                LOG.error("mail {} could not be sorted and waits for a person", mail.id());
                sorting.failed(mail);
            } else {
                sort(mail);
            }
            attempts.end(mail.agency(), mail.id());
        } catch (RuntimeException failed) {
            LOG.error("mail {}, reference {}, was not sorted", mail.id(), reference, failed);
            throw failed;
        }
    }

    private void sort(ReceivedMail mail) {
        try {
            var read = read(mail.id());
            var kept = files.ofReceived(read.files());
            var id = read.message().messageId();
            var from = read.message().from().mail();
            var known =
                    AgencyScope.everywhere(() ->
                            new Sorting.Known(outbox.isOurs(id), mailboxes.isKeptOutside(from)));
            sorting.sort(mail, read.message(), kept, known);
        } catch (Unreadable unreadable) {
            LOG.info("mail {} cannot be read: {}", mail.id(), unreadable.key());
            sorting.unreadable(mail);
        }
    }

    private record Read(Message message, List<MailFiles.Kept> files) {}

    /// The mail's bytes are let go with the end of this method.
    private Read read(UUID mail) {
        var whole = Contents.opened(MessageReader.read(inbox.raw(mail)));
        return new Read(whole.withoutFiles(), files.keep(whole));
    }

    @Async
    @TransactionalEventListener
    void on(MailReachedMore event) {
        AgencyScope.within(event.agency(), () -> sorting.copied(inbox.find(event.mail())));
    }

    @Async(EventThreads.HEAVY)
    @TransactionalEventListener
    void on(MailSubmitted event) {
        AgencyScope.within(event.agency(), () -> submissions.take(event.mail()));
    }

    @Async
    @TransactionalEventListener
    void on(ReportFailed event) {
        AgencyScope.within(
                event.agency(), () -> sorting.reportFailed(event.agency(), event.mail()));
    }

    @Async
    @TransactionalEventListener
    void on(DeliveryChanged event) {
        AgencyScope.within(event.agency(), () -> notes.note(event.agency(), event.mail()));
    }
}
