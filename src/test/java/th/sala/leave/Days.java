package th.sala.leave;

import java.time.LocalDate;
import java.util.Set;
import th.sala.thai.TypedDay;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

/// Days to test with.
final class Days {
    /// The years 2568 to 2573 with some holidays around the end of 2569.
    static final WorkingDays WORKING =
            WorkingDays.of(
                    new WorkCalendar(
                            OfficeHours.USUAL,
                            Set.of(
                                    LocalDate.of(2026, 10, 13),
                                    LocalDate.of(2026, 10, 23),
                                    LocalDate.of(2026, 12, 7),
                                    LocalDate.of(2026, 12, 10),
                                    LocalDate.of(2026, 12, 31),
                                    LocalDate.of(2027, 1, 1))),
                    2025,
                    2030);

    private Days() {}

    static LocalDate day(String typed) {
        return TypedDay.read(typed).orElseThrow();
    }

    /// `1/10/2569-3/10/2569`, `1/10/2569`, with `pm` behind the first and `am` behind the last day
    /// for halves.
    static LeaveDays days(String typed) {
        var ends = typed.split("-");
        var first = ends[0].strip();
        var last = ends[ends.length - 1].strip();
        return new LeaveDays(
                day(first.replaceAll(" ?[ap]m", "")),
                first.endsWith("pm"),
                day(last.replaceAll(" ?[ap]m", "")),
                last.endsWith("am"));
    }
}
