package th.sala.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;

/// Gives events whose listener failed, or died with its machine, to their listeners again, a minute
/// after the last attempt; never one that may still be under way here. Listeners are idempotent, so
/// of two machines one may hear what the other is only slow with.
@Configuration(proxyBeanMethods = false)
class EventJobs {
    static final String NAME = "jobs.events";
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration OLD = Duration.ofMinutes(1);

    @Bean
    RecurringJob resubmitIncompleteEvents(
            ObjectProvider<IncompleteEventPublications> events,
            JobRows rows,
            UnderWay underWay,
            Clock clock) {
        return new RecurringJob(
                NAME, PERIOD, () -> resubmit(events.getObject(), rows, underWay, clock));
    }

    private static void resubmit(
            IncompleteEventPublications events, JobRows rows, UnderWay underWay, Clock clock) {
        var before = clock.instant().minus(OLD);
        rows.failResubmittedEvents(before);
        events.resubmitIncompletePublications(event -> {
            var last = lastAttempt(event);
            return last.isBefore(before) && !underWay.mayHave(last);
        });
    }

    private static Instant lastAttempt(EventPublication event) {
        var again = event.getLastResubmissionDate();
        return again == null ? event.getPublicationDate() : again;
    }
}
