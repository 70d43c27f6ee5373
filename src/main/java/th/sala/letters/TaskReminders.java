package th.sala.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.agencies.Agency;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.jobs.RecurringJob;
import th.sala.notices.Notices;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;

/// Tells a unit's people and the correspondence officers of tasks that should be finished: once
/// when the day is over, and again each week.
@Service
class TaskReminders {
    private static final int ROWS = 200;
    private static final int DAYS_A_WEEK = 7;

    private final Tasks tasks;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Notices notices;
    private final Clock clock;

    TaskReminders(
            Tasks tasks,
            Organisation organisation,
            Accounts accounts,
            Notices notices,
            Clock clock) {
        this.tasks = tasks;
        this.organisation = organisation;
        this.accounts = accounts;
        this.notices = notices;
        this.clock = clock;
    }

    /// May be called as often as one likes: each reminder is told once.
    @Transactional
    void remind(UUID agency) {
        var today = LocalDate.now(clock);
        var late = tasks.overdue(agency, null, Tasks.Place.BEGINNING, ROWS);
        while (!late.isEmpty()) {
            late.forEach(task -> remind(task, today));
            var last = Tasks.Place.behind(late.getLast());
            late = tasks.overdue(agency, null, last, ROWS);
        }
    }

    private void remind(Task task, LocalDate today) {
        var due = Objects.requireNonNull(task.order().due());
        var weeks = ChronoUnit.DAYS.between(due, today) / DAYS_A_WEEK;
        for (var account : people(task)) {
            notices.tell(
                    "tasks.overdue/%s/%s/%d".formatted(task.letter(), task.unit(), weeks),
                    task.agency(),
                    account.id(),
                    "letters.notice.task-overdue",
                    List.of(task.unitName(), task.title(), account.display().date(due)),
                    task.path());
        }
    }

    private LinkedHashSet<Account> people(Task task) {
        var ofUnit =
                organisation.officials(task.agency()).stream()
                        .filter(official -> task.unit().equals(official.unit()))
                        .map(Official::id)
                        .map(accounts::byOfficial)
                        .flatMap(Optional::stream);
        var officers =
                accounts.of(task.agency()).stream()
                        .filter(account -> account.is(Role.CORRESPONDENCE_OFFICER));
        var people = new LinkedHashSet<Account>();
        Stream.concat(ofUnit, officers).filter(Account::isOpen).forEach(people::add);
        return people;
    }

    @Configuration(proxyBeanMethods = false)
    static class Reminding {
        private static final String JOB = "letters.task-reminders";
        private static final Duration PERIOD = Duration.ofMinutes(30);

        @Bean
        RecurringJob taskReminderJob(TaskReminders reminders, Registry registry) {
            var each =
                    LetterJobs.each(
                            JOB,
                            registry::local,
                            Agency::id,
                            agency -> reminders.remind(agency.id()));
            return new RecurringJob(JOB, PERIOD, each.work());
        }
    }
}
