package th.sala.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.files.FileStore;
import th.sala.jobs.Jobs;

/// Records mail whose bytes are in the file store. When this returns, the mail is durably here.
@Service
class Reception {
    /// How many mails of one id are looked at for a likeness.
    private static final int MOST_OF_AN_ID = 5;

    private final ReceivedMails mails;
    private final MailOrigins origins;
    private final FileStore files;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;

    Reception(
            ReceivedMails mails,
            MailOrigins origins,
            FileStore files,
            Jobs jobs,
            ApplicationEventPublisher events) {
        this.mails = mails;
        this.origins = origins;
        this.jobs = jobs;
        this.files = files;
        this.events = events;
    }

    /// One row for each agency among the recipients; a copy that an agency has already, but for
    /// what servers on the way wrote into its header, only adds its recipients.
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
        mails.lock(agency, arrival.messageId());
        var held = held(agency, arrival);
        var isNew = held.isEmpty();
        var mail = held.orElseGet(() -> added(agency, arrival));
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

    private UUID added(UUID agency, ReceivedMails.Arrival arrival) {
        var id = UUID.randomUUID();
        mails.add(agency, id, arrival);
        origins.await(agency, id, arrival.at());
        jobs.now(OriginLooks.JOB);
        return id;
    }

    private Optional<UUID> held(UUID agency, ReceivedMails.Arrival arrival) {
        var known = new HashMap<String, byte[]>();
        Function<String, byte[]> said =
                sha256 -> known.computeIfAbsent(sha256, of -> Likeness.said(files, of));
        return mails.ofMessage(agency, arrival, MOST_OF_AN_ID).stream()
                .filter(held -> held.isOneMailWith(arrival.sha256(), arrival.size(), said))
                .map(ReceivedMails.Held::id)
                .findFirst();
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
