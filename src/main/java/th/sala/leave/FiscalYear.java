package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.Month;
import th.sala.law.Clause;

/// ปีงบประมาณ: from 1 October to 30 September, named for the year in which it ends.
///
/// @param year of the common era
public record FiscalYear(int year) {
    @Clause(id = "X4", of = LEAVE_55, value = "ข้อ 10 วรรคหนึ่ง")
    public static FiscalYear of(LocalDate day) {
        var isNext = day.getMonthValue() >= Month.OCTOBER.getValue();
        return new FiscalYear(day.getYear() + (isNext ? 1 : 0));
    }

    public LocalDate first() {
        return LocalDate.of(year - 1, Month.OCTOBER, 1);
    }

    public LocalDate last() {
        return LocalDate.of(year, Month.SEPTEMBER, 30);
    }

    FiscalYear next() {
        return new FiscalYear(year + 1);
    }
}
