package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.worktime.WorkCalendar;

/// How many days outside there may be, and which.
final class DayRules {
    private DayRules() {}

    private static final Citation FORMS = new Citation("T1", MANUAL_63, "ข้อ 2.1");

    /// Refusal: the policy knows no such form.
    static final class FormNotAllowed extends Refusal {
        FormNotAllowed() {
            super(FORMS, "telework.refused.form");
        }
    }

    /// Refusal: more days than the policy allows.
    static final class TooManyDays extends Refusal {
        TooManyDays(int most) {
            super(FORMS, "telework.refused.too-many-days", most);
        }
    }

    /// Refusal: more months than the policy allows.
    static final class TooManyMonths extends Refusal {
        TooManyMonths(int most) {
            super(FORMS, "telework.refused.too-many-months", most);
        }
    }

    /// Refusal: no working day is in it.
    static final class NoWorkingDay extends Refusal {
        NoWorkingDay() {
            super(FORMS, "telework.refused.no-working-day");
        }
    }

    /// Refusal: the week or the month has as many days outside as were agreed on.
    static final class LimitReached extends Refusal {
        LimitReached(int most) {
            super(FORMS, "telework.refused.limit-reached", most);
        }
    }

    /// Of regular work so many days a week or a month for so many months, of a run so many working
    /// days: no more than the policy allows.
    ///
    /// @param pattern days of the week or the month that are fixed
    /// @throws Refusal if it is more
    @Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
    static void isWithin(
            PolicyContent policy,
            OutsideForm form,
            int days,
            Collection<Integer> pattern,
            LocalDate first,
            LocalDate last,
            WorkCalendar calendar) {
        switch (form) {
            case WEEK -> {
                isAtMost(policy.weekDays(), Math.max(days, pattern.size()));
                lastsAtMost(policy.weekMonths(), first, last);
            }
            case MONTH -> {
                isAtMost(policy.monthDays(), Math.max(days, pattern.size()));
                lastsAtMost(policy.monthMonths(), first, last);
            }
            case RUN -> isAtMost(policy.runDays(), workingDays(first, last, calendar).size());
        }
        if (workingDays(first, last, calendar).isEmpty()) {
            throw new NoWorkingDay();
        }
    }

    private static void isAtMost(@Nullable Integer most, int days) {
        if (most == null) {
            throw new FormNotAllowed();
        }
        if (days > most) {
            throw new TooManyDays(most);
        }
    }

    private static void lastsAtMost(@Nullable Integer months, LocalDate first, LocalDate last) {
        if (months != null && !last.isBefore(first.plusMonths(months))) {
            throw new TooManyMonths(months);
        }
    }

    /// The working days of a run, both ends among them.
    @Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
    static List<LocalDate> workingDays(LocalDate first, LocalDate last, WorkCalendar calendar) {
        return first.datesUntil(last.plusDays(1)).filter(calendar::isWorkingDay).toList();
    }

    /// The days of a plan: of a run all working days, of regular work those that its pattern names.
    ///
    /// @param pattern 1 (Monday) to 7, or days of the month
    @Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
    static List<LocalDate> planned(
            OutsideForm form,
            Collection<Integer> pattern,
            LocalDate first,
            LocalDate last,
            WorkCalendar calendar) {
        return workingDays(first, last, calendar).stream()
                .filter(day ->
                        switch (form) {
                            case WEEK -> pattern.contains(day.getDayOfWeek().getValue());
                            case MONTH -> pattern.contains(day.getDayOfMonth());
                            case RUN -> true;
                        })
                .toList();
    }

    /// Whether one more day outside stays within what was agreed on.
    ///
    /// @param there those that there are already, without one that is given up for it
    @Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
    static boolean hasRoom(OutsideForm form, int most, Collection<LocalDate> there, LocalDate day) {
        return there.stream().filter(other -> form.areTogether(other, day)).count() < most;
    }
}
