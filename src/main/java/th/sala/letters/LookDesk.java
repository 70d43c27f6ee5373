package th.sala.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.jobs.RecurringJob;
import th.sala.notices.Notices;
import th.sala.worktime.WorkCalendars;

/// Whether the central account is looked at as often as is asked for: counted from the day after it
/// was first in use.
@Service
class LookDesk {
    /// How far back a day that was missed is still told, after the program stood still.
    private static final int TOLD_LATE = 14;

    /// How long before the office closes officers are reminded.
    private static final Duration REMINDER = Duration.ofHours(2);

    private final Looks looks;
    private final WorkCalendars calendars;
    private final Accounts accounts;
    private final Notices notices;
    private final Clock clock;

    LookDesk(
            Looks looks, WorkCalendars calendars, Accounts accounts, Notices notices, Clock clock) {
        this.looks = looks;
        this.calendars = calendars;
        this.accounts = accounts;
        this.notices = notices;
        this.clock = clock;
    }

    /// A month's working days so far.
    ///
    /// @param former the month before; null if the account was not in use then
    /// @param next null in the present month
    public record Month(
            YearMonth month,
            List<DayOfLooks> days,
            @Nullable YearMonth former,
            @Nullable YearMonth next) {
        /// Of the days that are over, or have enough already.
        public long kept() {
            return days.stream().filter(DayOfLooks::isKept).count();
        }

        public long missed() {
            return days.stream().filter(DayOfLooks::isMissed).count();
        }

        /// In hundredths of the days that can be told; 100 if there are none.
        public long percent() {
            var told = kept() + missed();
            return told == 0 ? 100 : kept() * 100 / told;
        }
    }

    /// @param asked null for the present month; one outside of what is known is the nearest that is
    @Transactional(readOnly = true)
    public Month month(UUID agency, @Nullable YearMonth asked) {
        var present = YearMonth.from(now());
        var first = looks.inUseSince(agency).map(this::day).map(YearMonth::from);
        var earliest = first.orElse(present);
        var month = nearest(asked == null ? present : asked, earliest, present);
        return new Month(
                month,
                days(agency, month.atDay(1), month.atEndOfMonth()),
                month.isAfter(earliest) ? month.minusMonths(1) : null,
                month.isBefore(present) ? month.plusMonths(1) : null);
    }

    private static YearMonth nearest(YearMonth asked, YearMonth earliest, YearMonth latest) {
        if (asked.isAfter(latest)) {
            return latest;
        }
        return asked.isBefore(earliest) ? earliest : asked;
    }

    /// Nothing on a day off, before the office opens, and before the account is in use.
    @Transactional(readOnly = true)
    public Optional<DayOfLooks> today(UUID agency) {
        var today = now().toLocalDate();
        return days(agency, today, today).stream().findFirst();
    }

    /// Today, if the office closes soon and looks are missing.
    @Transactional(readOnly = true)
    public Optional<DayOfLooks> missingSoon(UUID agency) {
        return today(agency)
                .filter(day -> !day.over() && !day.isKept())
                .filter(day -> {
                    var closing = calendars.of(agency, day.day()).hoursOn(day.day()).closing();
                    return !now().toLocalTime().isBefore(closing.minus(REMINDER));
                });
    }

    private List<DayOfLooks> days(UUID agency, LocalDate from, LocalDate until) {
        var inUse = looks.inUseSince(agency).map(this::day);
        if (inUse.isEmpty()) {
            return List.of();
        }
        var begun = inUse.get().plusDays(1);
        var first = from.isBefore(begun) ? begun : from;
        var zone = clock.getZone();
        return DayOfLooks.between(
                first,
                until,
                looks.between(
                        agency,
                        from.atStartOfDay(zone).toInstant(),
                        until.plusDays(1).atStartOfDay(zone).toInstant()),
                calendars.of(agency, from.getYear(), until.getYear()),
                now());
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    private LocalDate day(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }

    /// Tells officers and heads of each day that was not enough, once.
    @Transactional
    void tellMissed(UUID agency) {
        var today = now().toLocalDate();
        var missed =
                days(agency, today.minusDays(TOLD_LATE), today).stream()
                        .filter(DayOfLooks::isMissed)
                        .toList();
        if (missed.isEmpty()) {
            return;
        }
        var people =
                accounts.of(agency).stream()
                        .filter(Account::isOpen)
                        .filter(account ->
                                account.is(Role.CORRESPONDENCE_OFFICER) || account.is(Role.HEAD))
                        .toList();
        for (var day : missed) {
            for (var person : people) {
                notices.tell(
                        "letters.looks-missed/" + day.day(),
                        agency,
                        person.id(),
                        "letters.notice.looks-missed",
                        List.of(
                                person.display().shortDate(day.day()),
                                Integer.toString(day.looks().size()),
                                Integer.toString(DayOfLooks.WANTED)),
                        "/letters/looks?month=" + YearMonth.from(day.day()));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        private static final String JOB = "letters.looks";
        private static final Duration PERIOD = Duration.ofMinutes(30);

        @Bean
        RecurringJob looksJob(LookDesk desk, Registry registry) {
            var each =
                    LetterJobs.each(
                            JOB,
                            registry::local,
                            Agency::id,
                            agency -> desk.tellMissed(agency.id()));
            return new RecurringJob(JOB, PERIOD, each.work());
        }
    }
}
