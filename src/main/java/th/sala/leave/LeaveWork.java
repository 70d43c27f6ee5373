package th.sala.leave;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// The work that nobody asks for: requests that nobody can answer, what is owed and waits too long,
/// holidays that changed.
@Configuration(proxyBeanMethods = false)
class LeaveWork {
    private static final Logger LOG = LoggerFactory.getLogger(LeaveWork.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration DAILY = Duration.ofHours(4);

    @Bean
    RecurringJob leaveLeftAlone(Registry registry, WaitingRounds rounds) {
        return new RecurringJob(
                "leave.left-alone", PERIOD, () -> each(registry, agency -> moveOn(rounds, agency)));
    }

    @Bean
    RecurringJob leaveReminders(
            Registry registry, WaitingRounds rounds, LaterPapers papers, YearlyClosing closing) {
        return new RecurringJob(
                "leave.reminders",
                DAILY,
                () ->
                        each(
                                registry,
                                agency -> {
                                    rounds.remind(agency);
                                    papers.remind(agency);
                                    closing.tellOfChanges(agency);
                                }));
    }

    @Bean
    RecurringJob leaveRecount(Registry registry, HolidayRecount recount) {
        return new RecurringJob(
                "leave.recount", PERIOD, () -> each(registry, agency -> recount(recount, agency)));
    }

    @Bean
    RecurringJob leaveClosing(Registry registry, YearlyClosing closing) {
        return new RecurringJob(
                YearlyClosing.JOB, PERIOD, () -> each(registry, agency -> close(closing, agency)));
    }

    /// What fails for one agency is tried again, and keeps no other waiting.
    private static void each(Registry registry, Consumer<UUID> work) {
        for (var agency : registry.local()) {
            try {
                AgencyScope.within(agency.id(), () -> work.accept(agency.id()));
            } catch (RuntimeException failed) {
                LOG.error("leave of agency {} failed and will be tried again", agency.id(), failed);
            }
        }
    }

    static void moveOn(WaitingRounds rounds, UUID agency) {
        rounds.left(agency).forEach(id -> rounds.moveOn(agency, id));
    }

    /// Safe to repeat, wherever it was cut off.
    static void recount(HolidayRecount recount, UUID agency) {
        for (var day : recount.changed(agency)) {
            var isOff = recount.isOff(agency, day);
            var page = recount.over(agency, day, null);
            while (!page.isEmpty()) {
                for (var id : page) {
                    recount.recount(agency, id, day);
                }
                page = recount.over(agency, day, page.getLast());
            }
            recount.seen(agency, day, isOff);
        }
    }

    /// Goes on with the agency's closing from where it is.
    static void close(YearlyClosing closing, UUID agency) {
        var found = closing.underWay(agency);
        if (found.isEmpty()) {
            return;
        }
        var everybody = closing.everybody(agency);
        var id = found.get().id();
        var more = true;
        while (more) {
            more = closing.step(agency, id, everybody);
        }
    }
}
