package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.Locale;
import th.sala.law.Clause;

/// สิทธิลาพักผ่อน: how many days of vacation somebody has in a fiscal year, by their service. All
/// results are half days of work.
public final class VacationRight {
    private static final int A_YEAR = 20;
    private static final int HARDSHIP = 20;
    private static final int CEILING = 40;
    private static final int CEILING_OF_LONG_SERVICE = 60;
    private static final int MONTHS_BEFORE = 6;
    private static final int YEARS_OF_LONG_SERVICE = 10;

    private VacationRight() {}

    /// By which of the four ways somebody came into service; who came by another has the right at
    /// once.
    public enum Entry {
        FIRST_APPOINTMENT,
        AFTER_RESIGNING,
        AFTER_POLITICS,
        AFTER_DISMISSAL,
        OTHER;

        public String key() {
            return "leave.entry." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What a year's right follows from.
    ///
    /// @param appointed when the service began that runs now
    /// @param since from when it counts without a break
    /// @param hardship in a place abroad that is on the list
    /// @param termHolidays works in a school, and took more days of term holidays than the vacation
    public record Service(
            LocalDate appointed,
            Entry entry,
            LocalDate since,
            boolean hardship,
            boolean termHolidays) {}

    /// The first day on which vacation may be taken: in the fiscal year of the appointment only
    /// after six months, for the four groups.
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 23")
    static LocalDate firstDay(Service service) {
        if (service.entry() == Entry.OTHER) {
            return service.appointed();
        }
        var served = service.appointed().plusMonths(MONTHS_BEFORE);
        var nextYear = FiscalYear.of(service.appointed()).next().first();
        return served.isBefore(nextYear) ? served : nextYear;
    }

    /// Ten working days a fiscal year; none where no day of it may be taken as vacation, and none
    /// for whom term holidays gave more.
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 23")
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 28")
    static int granted(Service service, FiscalYear year) {
        return service.termHolidays() || firstDay(service).isAfter(year.last()) ? 0 : A_YEAR;
    }

    /// Ten more in hardship posts abroad.
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 25")
    static int extra(Service service, FiscalYear year) {
        return service.hardship() && granted(service, year) > 0 ? HARDSHIP : 0;
    }

    /// What was left of the years before, as far as it fits below the ceiling together with this
    /// year's ten: twenty, or thirty after ten years of service on the year's first day.
    ///
    /// @param left without days of hardship posts, which are not carried over
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 24")
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 28")
    static int carried(Service service, FiscalYear year, int left) {
        if (service.termHolidays()) {
            return 0;
        }
        var isLong = !service.since().plusYears(YEARS_OF_LONG_SERVICE).isAfter(year.first());
        var ceiling = isLong ? CEILING_OF_LONG_SERVICE : CEILING;
        return Math.min(left, ceiling - granted(service, year));
    }
}
