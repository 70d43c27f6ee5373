package th.sala.worktime;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.SignedIn;
import th.sala.thai.ThaiText;

/// The yearly table of holidays that administrators keep for the whole installation.
@Service
@LeavesEvidence
class HolidayTable {
    private final Holidays holidays;
    private final Clock clock;

    HolidayTable(Holidays holidays, Clock clock) {
        this.holidays = holidays;
        this.clock = clock;
    }

    /// Those that hold, by day.
    @Transactional(readOnly = true)
    List<Holiday> of(Year year) {
        return holidays.between(year.atDay(1), year.atDay(year.length()));
    }

    @Transactional(readOnly = true)
    List<Holiday> withdrawn(Year year) {
        return holidays.withdrawn(year.atDay(1), year.atDay(year.length()));
    }

    @Transactional(readOnly = true)
    Optional<Holiday> find(UUID id) {
        return holidays.find(id);
    }

    /// @param substitutes the holiday on a weekend that this day stands for, if it does
    /// @throws AlreadyHoliday if the day is one
    /// @throws NothingToSubstitute if `substitutes` is no earlier holiday on a weekend
    @Transactional
    void declare(
            LocalDate day,
            String name,
            String source,
            @Nullable LocalDate substitutes,
            SignedIn who) {
        if (substitutes != null && !canBeSubstituted(substitutes, day)) {
            throw new NothingToSubstitute();
        }
        var holiday =
                new Holiday(
                        UUID.randomUUID(),
                        day,
                        ThaiText.normalise(name),
                        ThaiText.normalise(source),
                        substitutes,
                        true,
                        clock.instant(),
                        who.name(),
                        null,
                        null);
        if (!holidays.add(holiday)) {
            throw new AlreadyHoliday();
        }
    }

    private boolean canBeSubstituted(LocalDate missed, LocalDate day) {
        return missed.isBefore(day)
                && WorkCalendar.isWeekend(missed)
                && !holidays.between(missed, missed).isEmpty();
    }

    /// Ends a holiday that was declared wrongly; the line stays with the reason.
    ///
    /// @throws AlreadyChanged if it is withdrawn already
    @Transactional
    void withdraw(UUID id, String reason, SignedIn who) {
        if (!holidays.withdraw(id, act(reason, who))) {
            throw new AlreadyChanged();
        }
    }

    /// Notes that the day was compared with the text that makes it a holiday.
    ///
    /// @throws AlreadyChanged if it is confirmed or withdrawn already
    @Transactional
    void confirm(UUID id, String source, SignedIn who) {
        if (!holidays.confirm(id, act(source, who))) {
            throw new AlreadyChanged();
        }
    }

    private Holiday.Act act(String text, SignedIn who) {
        return new Holiday.Act(clock.instant(), who.name(), ThaiText.normalise(text));
    }
}
