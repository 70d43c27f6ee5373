package th.sala.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.jobs.EventThreads;

/// Reads the reports that other servers send about our mail, and notes which mail nobody can read.
@Component
class DeliveryReports {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReports.class);

    /// What fails as often as this fails for good, or takes the server down with it.
    static final int MOST_ATTEMPTS = 5;

    private final Inbox inbox;
    private final ReceivedMails received;
    private final ReportAttempts attempts;
    private final Deliveries deliveries;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryReports(
            Inbox inbox,
            ReceivedMails received,
            ReportAttempts attempts,
            Deliveries deliveries,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.received = received;
        this.attempts = attempts;
        this.deliveries = deliveries;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Async(EventThreads.HEAVY)
    @TransactionalEventListener
    void arrived(MailArrived event) {
        AgencyScope.within(event.agency(), () -> attempt(event.agency(), event.mail()));
    }

    private void attempt(UUID agency, UUID mail) {
        if (attempts.begin(agency, mail) > MOST_ATTEMPTS) {
            LOG.error("mail {} could not be read for a report and waits for a person", mail);
            transaction.executeWithoutResult(
                    _ -> events.publishEvent(new ReportFailed(agency, mail)));
        } else {
            read(agency, mail);
        }
        attempts.end(agency, mail);
    }

    private void read(UUID agency, UUID mail) {
        try {
            reportOf(mail)
                    .ifPresent(
                            report -> transaction.executeWithoutResult(_ -> apply(agency, report)));
        } catch (Unreadable unreadable) {
            LOG.info("mail {} cannot be read: {}", mail, unreadable.key());
            transaction.executeWithoutResult(_ -> received.markUnreadable(mail, unreadable.key()));
        }
    }

    /// The mail itself is let go with the end of this method.
    private Optional<DeliveryReport> reportOf(UUID mail) {
        return MessageReader.read(inbox.raw(mail)).report();
    }

    /// Sets the states of the mail that the report is about; in the scope of the agency, which must
    /// be the mail's own.
    private void apply(UUID agency, DeliveryReport report) {
        var mail = deliveries.byMessageId(agency, report.messageId());
        if (mail.isEmpty()) {
            LOG.info("a report of delivery is about no mail of ours");
            return;
        }
        var now = clock.instant();
        for (var recipient : report.recipients()) {
            deliveries
                    .lock(mail.get(), recipient.address())
                    .ifPresent(delivery -> apply(agency, delivery, recipient, now));
        }
    }

    private void apply(
            UUID agency, Delivery delivery, DeliveryReport.Recipient reported, Instant now) {
        next(delivery.state(), reported, now)
                .ifPresent(state -> {
                    deliveries.put(delivery.mail(), delivery.recipient(), state, now);
                    events.publishEvent(
                            new DeliveryChanged(agency, delivery.mail(), delivery.recipient()));
                });
    }

    /// What a report makes of a state; empty if nothing. That a server passed the mail on is no
    /// receipt, but it ends a doubt; a failure reported while the mail waits to be sent again is of
    /// the time before.
    static Optional<DeliveryState> next(
            DeliveryState state, DeliveryReport.Recipient reported, Instant now) {
        var reason = (reported.status() + " " + reported.diagnostic()).strip();
        return switch (reported.action()) {
            case DELIVERED ->
                    switch (state) {
                        case DeliveryState.Delivered _, DeliveryState.Corrected _ ->
                                Optional.empty();
                        default -> Optional.of(new DeliveryState.Delivered(now));
                    };
            case FAILED ->
                    switch (state) {
                        case DeliveryState.Sent _,
                                DeliveryState.InDoubt _,
                                DeliveryState.Sending _ ->
                                Optional.of(new DeliveryState.Bounced(now, Reply.words(reason)));
                        default -> Optional.empty();
                    };
            case RELAYED, EXPANDED ->
                    state instanceof DeliveryState.InDoubt
                            ? Optional.of(new DeliveryState.Sent(now, reason, false))
                            : Optional.empty();
            case DELAYED -> Optional.empty();
        };
    }
}
