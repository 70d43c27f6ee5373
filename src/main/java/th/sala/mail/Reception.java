package th.sala.mail;

import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Records mail whose bytes are in the file store. When this returns, the mail is durably here.
@Service
class Reception {
    private final ReceivedMails mails;
    private final ApplicationEventPublisher events;

    Reception(ReceivedMails mails, ApplicationEventPublisher events) {
        this.mails = mails;
        this.events = events;
    }

    /// One row for each agency among the recipients; a copy that an agency has already only adds
    /// its recipients.
    @Transactional
    void receive(ReceivedMails.Arrival arrival, Collection<Mailbox> recipients) {
        // in the order of ids, so that two copies of a mail never wait for one another
        var agencies = new TreeMap<UUID, TreeSet<String>>();
        for (var mailbox : recipients) {
            agencies.computeIfAbsent(mailbox.agency(), _ -> new TreeSet<>()).add(mailbox.address());
        }
        agencies.forEach((agency, addresses) -> {
            var id = UUID.randomUUID();
            if (record(agency, id, arrival, addresses)) {
                events.publishEvent(new MailArrived(agency, id));
            }
        });
    }

    @Transactional
    void submit(ReceivedMails.Arrival arrival, UUID agency, Collection<String> recipients) {
        var id = UUID.randomUUID();
        if (record(agency, id, arrival, new TreeSet<>(recipients))) {
            events.publishEvent(new MailSubmitted(agency, id));
        }
    }

    private boolean record(
            UUID agency, UUID id, ReceivedMails.Arrival arrival, Collection<String> recipients) {
        var isNew = mails.add(agency, id, arrival);
        mails.addRecipients(agency, isNew ? id : mails.same(agency, arrival), recipients);
        return isNew;
    }
}
