package th.sala.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How an agency's mail stands, for its administrator.
@Service
class MailQueue {
    private static final int MOST = 50;

    private final Deliveries deliveries;
    private final ReceivedMails received;

    MailQueue(Deliveries deliveries, ReceivedMails received) {
        this.deliveries = deliveries;
        this.received = received;
    }

    /// @param waiting what is queued, bounced or in doubt, the oldest first; not all if there are
    ///   many
    /// @param unreadable how many received mails nobody could read
    record View(
            int queued,
            int sending,
            int inDoubt,
            int bounced,
            int unreadable,
            List<Line> waiting) {}

    /// @param state its message key
    /// @param reply what stands in the way
    record Line(UUID mail, String recipient, String state, Reply reply) {
        static Line of(Delivery delivery) {
            return switch (delivery.state()) {
                case DeliveryState.Queued(_, _, var reply) -> line(delivery, "queued", reply);
                case DeliveryState.Sending _ -> line(delivery, "sending", Reply.NONE);
                case DeliveryState.Sent(_, var reply, _) ->
                        line(delivery, "sent", Reply.words(reply));
                case DeliveryState.Delivered _ -> line(delivery, "delivered", Reply.NONE);
                case DeliveryState.Bounced(_, var reason) -> line(delivery, "bounced", reason);
                case DeliveryState.InDoubt(_, var why) -> line(delivery, "in-doubt", why);
                case DeliveryState.Corrected(_, var to) ->
                        line(delivery, "corrected", Reply.words(to));
            };
        }

        private static Line line(Delivery delivery, String state, Reply reply) {
            return new Line(delivery.mail(), delivery.recipient(), "mail.state." + state, reply);
        }
    }

    @Transactional(readOnly = true)
    View view() {
        var counts = deliveries.counts();
        return new View(
                count(counts, "QUEUED"),
                count(counts, "SENDING"),
                count(counts, "IN_DOUBT"),
                count(counts, "BOUNCED"),
                received.countUnreadable(),
                deliveries.waiting(MOST).stream().map(Line::of).toList());
    }

    private static int count(Map<String, Integer> counts, String state) {
        return counts.getOrDefault(state, 0);
    }
}
