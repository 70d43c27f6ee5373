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
        var agencies = new TreeMap<UUID, TreeMap<String, Mailbox.Kind>>();
        for (var mailbox : recipients) {
            agencies.computeIfAbsent(mailbox.agency(), _ -> new TreeMap<>())
                    .put(mailbox.address(), mailbox.kind());
        }
        agencies.forEach((agency, addresses) -> receive(arrival, agency, addresses));
    }

    private void receive(
            ReceivedMails.Arrival arrival, UUID agency, TreeMap<String, Mailbox.Kind> addresses) {
        var id = UUID.randomUUID();
        var isNew = mails.add(agency, id, arrival);
        var mail = isNew ? id : mails.same(agency, arrival);
        var reached = 0;
        for (var address : addresses.entrySet()) {
            reached +=
                    mails.addRecipient(
                            agency, mail, address.getKey(), address.getValue(), arrival.at());
        }
        if (isNew) {
            events.publishEvent(new MailArrived(agency, mail));
        } else if (reached > 0) {
            events.publishEvent(new MailReachedMore(agency, mail));
        }
    }

    @Transactional
    void submit(ReceivedMails.Arrival arrival, UUID agency, Collection<String> recipients) {
        var id = UUID.randomUUID();
        if (mails.add(agency, id, arrival)) {
            for (var recipient : new TreeSet<>(recipients)) {
                mails.addRecipient(agency, id, recipient, null, arrival.at());
            }
            events.publishEvent(new MailSubmitted(agency, id));
        }
    }
}
