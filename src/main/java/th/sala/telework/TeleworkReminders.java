package th.sala.telework;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.notices.Notices;

/// Tells people outside of reports that they owe: once for each day on which one was due.
@Service
class TeleworkReminders {
    private static final Logger LOG = LoggerFactory.getLogger(TeleworkReminders.class);
    private static final int ROWS = 200;
    private static final int DAYS_BACK = 30;

    private final Agreements agreements;
    private final FollowUpDesk followUps;
    private final ResultDesk results;
    private final Accounts accounts;
    private final Notices notices;
    private final Clock clock;

    TeleworkReminders(
            Agreements agreements,
            FollowUpDesk followUps,
            ResultDesk results,
            Accounts accounts,
            Notices notices,
            Clock clock) {
        this.agreements = agreements;
        this.followUps = followUps;
        this.results = results;
        this.accounts = accounts;
        this.notices = notices;
        this.clock = clock;
    }

    /// May be called as often as one likes: each reminder is told once.
    @Transactional
    void remind(UUID agency) {
        var today = LocalDate.now(clock);
        var skip = 0;
        var found = agreements.between(agency, today.minusDays(DAYS_BACK), today, ROWS, skip);
        while (!found.isEmpty()) {
            found.forEach(one -> remind(one, today));
            skip += found.size();
            found = agreements.between(agency, today.minusDays(DAYS_BACK), today, ROWS, skip);
        }
    }

    private void remind(Agreement agreement, LocalDate today) {
        var state = followUps.state(agreement);
        if (state.overdue()) {
            tell(agreement, "telework.notice.report-overdue", state.due());
        }
        if (today.isAfter(agreement.end()) && results.of(agreement).isEmpty()) {
            tell(agreement, "telework.notice.result-due", agreement.end());
        }
    }

    private void tell(Agreement agreement, String message, LocalDate day) {
        accounts.byOfficial(agreement.by().official())
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                "%s/%s/%s".formatted(message, agreement.id(), day),
                                agreement.agency(),
                                account.id(),
                                message,
                                List.of(account.display().date(day)),
                                agreement.path()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Reminding {
        private static final Duration PERIOD = Duration.ofMinutes(30);

        @Bean
        RecurringJob teleworkReminderJob(TeleworkReminders reminders, Registry registry) {
            return new RecurringJob(
                    "telework.reminders",
                    PERIOD,
                    () ->
                            registry.local().stream()
                                    .map(Agency::id)
                                    .forEach(agency -> remind(reminders, agency)));
        }

        private static void remind(TeleworkReminders reminders, UUID agency) {
            try {
                AgencyScope.within(agency, () -> reminders.remind(agency));
            } catch (RuntimeException failed) {
                LOG.error("telework.reminders failed and will be tried again", failed);
            }
        }
    }
}
