package th.sala.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The outbox's short transactions: none is open while a server is talked to.
@Service
class OutboxWork {
    private static final Reply DIED = Reply.ours("died", "");

    private final Deliveries deliveries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxWork(Deliveries deliveries, ApplicationEventPublisher events, Clock clock) {
        this.deliveries = deliveries;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    List<Deliveries.Leased> lease(UUID lease, Duration length) {
        var now = clock.instant();
        return deliveries.lease(lease, now, now.plus(length));
    }

    @Transactional(readOnly = true)
    Deliveries.Frozen mail(Deliveries.Leased leased) {
        return deliveries.mail(leased.agency(), leased.mail());
    }

    @Transactional
    void extend(Collection<UUID> leases, Duration length) {
        deliveries.extend(leases, clock.instant().plus(length));
    }

    /// @return whether all of them are still the lease's
    @Transactional
    boolean handOver(UUID lease, Collection<String> recipients, boolean dedupes) {
        return deliveries.handOver(lease, recipients, dedupes) == recipients.size();
    }

    /// @return whether all of them are still the lease's
    @Transactional
    boolean takeBack(UUID lease, Collection<String> recipients) {
        return deliveries.takeBack(lease, recipients) == recipients.size();
    }

    @Transactional
    void expire(Collection<UUID> mine) {
        deliveries.expire(mine, clock.instant(), DIED.kept()).forEach(events::publishEvent);
    }

    @Transactional
    void finish(UUID lease, Map<Deliveries.Leased, Outcome> outcomes, Way way) {
        var now = clock.instant();
        outcomes.forEach((leased, outcome) -> {
            var state = state(leased, outcome, way, now);
            if (deliveries.finish(lease, leased.mail(), leased.recipient(), state, now)) {
                events.publishEvent(
                        new DeliveryChanged(leased.agency(), leased.mail(), leased.recipient()));
            }
        });
    }

    static DeliveryState state(Deliveries.Leased leased, Outcome outcome, Way way, Instant now) {
        var arrives = way instanceof Way.Server server && server.arrives();
        var dedupes = way instanceof Way.Server server && server.dedupes();
        return switch (outcome) {
            case Outcome.Accepted(var reply) -> new DeliveryState.Sent(now, reply, arrives);
            case Outcome.Never(var reply) -> new DeliveryState.Bounced(now, reply);
            case Outcome.Unknown(var why) when !dedupes -> new DeliveryState.InDoubt(now, why);
            case Outcome.Unknown(var why) -> later(leased, why, now);
            case Outcome.Later(var reply) when way instanceof Way.None ->
                    new DeliveryState.Queued(
                            leased.attempts(), now.plus(Duration.ofMinutes(5)), reply);
            case Outcome.Later(var reply) -> later(leased, reply, now);
        };
    }

    private static DeliveryState later(Deliveries.Leased leased, Reply reply, Instant now) {
        return RetryPlan.next(leased.since(), leased.attempts(), now)
                .<DeliveryState>map(
                        next -> new DeliveryState.Queued(leased.attempts(), next, reply))
                .orElseGet(
                        () -> new DeliveryState.Bounced(now, Reply.ours("gave-up", reply.words())));
    }
}
