package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.letters.Addressee.Progress;
import th.sala.mail.Delivery;
import th.sala.mail.DeliveryState;
import th.sala.mail.Outbox;
import th.sala.mail.Reply;

/// Keeps at each addressee how far the mail has come: as far as its slowest recipient, and trouble
/// before all else.
@Service
class DeliveryNotes {
    private final Addressees addressees;
    private final LetterNotices notices;
    private final Outbox outbox;
    private final Clock clock;

    DeliveryNotes(Addressees addressees, LetterNotices notices, Outbox outbox, Clock clock) {
        this.addressees = addressees;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Does nothing for a mail that is no letter's: an acknowledgement, say. Of two notes at once
    /// the second reads what the first has not seen.
    @Transactional
    void note(UUID agency, UUID mail) {
        var addressee = addressees.lock(agency, mail);
        if (addressee.isEmpty()) {
            return;
        }
        var noted = sumUp(outbox.deliveries(mail), clock.instant());
        addressees.progressed(agency, mail, noted);
        if (noted.progress() == Progress.BOUNCED) {
            notices.failed(addressee.get(), noted);
        }
    }

    /// @param to the recipient whom the note is about; empty if there is none
    record Noted(Progress progress, Instant at, String to, Reply note) {
        Noted(Progress progress, Instant at) {
            this(progress, at, "", Reply.NONE);
        }
    }

    /// The worst that any recipient's way came to.
    static Noted sumUp(List<Delivery> deliveries, Instant now) {
        var worst = new Noted(Progress.DELIVERED, Instant.EPOCH);
        for (var delivery : deliveries) {
            var one = of(delivery, now);
            var isWorse = rank(one.progress()) > rank(worst.progress());
            var isSameButLater = one.progress() == worst.progress() && one.at().isAfter(worst.at());
            if (isWorse || isSameButLater) {
                worst = one;
            }
        }
        return worst.at().equals(Instant.EPOCH) ? new Noted(Progress.QUEUED, now) : worst;
    }

    private static Noted of(Delivery delivery, Instant now) {
        return switch (delivery.state()) {
            case DeliveryState.Queued(int attempts, _, Reply reply) ->
                    attempts == 0
                            ? new Noted(Progress.QUEUED, now)
                            : about(delivery, Progress.QUEUED, now, reply);
            case DeliveryState.Sending _ -> new Noted(Progress.QUEUED, now);
            case DeliveryState.Sent(Instant at, _, boolean arrived) ->
                    new Noted(arrived ? Progress.DELIVERED : Progress.SENT, at);
            case DeliveryState.Delivered(Instant at) -> new Noted(Progress.DELIVERED, at);
            case DeliveryState.Bounced(Instant at, Reply reason) ->
                    about(delivery, Progress.BOUNCED, at, reason);
            case DeliveryState.InDoubt(Instant at, Reply why) ->
                    about(delivery, Progress.IN_DOUBT, at, why);
            // what goes to another address instead counts there
            case DeliveryState.Corrected(Instant at, _) -> new Noted(Progress.DELIVERED, at);
        };
    }

    private static Noted about(Delivery delivery, Progress progress, Instant at, Reply reply) {
        return reply.isBlank()
                ? new Noted(progress, at)
                : new Noted(progress, at, delivery.recipient(), reply);
    }

    private static int rank(Progress progress) {
        return switch (progress) {
            case DELIVERED -> 0;
            case SENT -> 1;
            case QUEUED, WAITING -> 2;
            case IN_DOUBT -> 3;
            case BOUNCED -> 4;
        };
    }
}
