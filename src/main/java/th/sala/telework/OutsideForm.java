package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import th.sala.law.Clause;

/// รูปแบบการปฏิบัติงานนอกสถานที่
@Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
public enum OutsideForm {
    /// Regularly, so many days a week.
    WEEK,
    /// Regularly, so many days a month.
    MONTH,
    /// Now and then: a fixed run of working days.
    RUN;

    public String key() {
        return "telework.form." + name().toLowerCase(Locale.ROOT);
    }

    /// Whether two days share one limit: of one week from Monday on, of one month, or of one run.
    @Clause(id = "T1", of = MANUAL_63, value = "ข้อ 2.1")
    boolean areTogether(LocalDate one, LocalDate other) {
        return switch (this) {
            case WEEK -> monday(one).equals(monday(other));
            case MONTH -> YearMonth.from(one).equals(YearMonth.from(other));
            case RUN -> true;
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
