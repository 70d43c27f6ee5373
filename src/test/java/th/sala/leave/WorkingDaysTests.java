package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

/// The year 2569, without holidays.
class WorkingDaysTests {
    private static final long FIRST = 2 * LocalDate.of(2026, 1, 1).toEpochDay();
    private static final long END = 2 * LocalDate.of(2027, 1, 1).toEpochDay();

    private static WorkingDays year() {
        return WorkingDays.of(new WorkCalendar(OfficeHours.USUAL, Set.of()), 2026, 2026);
    }

    private static int halves(String typed) {
        var days = Days.days(typed);
        return year().halves(days.begin(), days.end());
    }

    @Test
    void countsHalfDaysOfWork() {
        assertThat(halves("16/11/2569 pm-18/11/2569 am")).isEqualTo(4);
        assertThat(halves("20/11/2569 pm-23/11/2569 am")).isEqualTo(2);
        assertThat(halves("21/11/2569-22/11/2569")).isZero();
        assertThat(year().halves(FIRST, END)).isEqualTo(2 * 261);
        assertThat(year().halves(END - 1, END)).as("Thursday afternoon").isEqualTo(1);
    }

    @Test
    void knowsNothingOfOtherYears() {
        for (var outside : new long[] {FIRST - 1, END + 1, END + 2}) {
            assertThatThrownBy(() -> year().halves(FIRST, outside))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void runsThatTouchDoNotOverlap() {
        var days = Days.days("16/11/2569 pm-18/11/2569 am");
        assertThat(days.overlaps(Days.days("16/11/2569-16/11/2569 am"))).isFalse();
        assertThat(days.overlaps(Days.days("18/11/2569 pm"))).isFalse();
        assertThat(days.overlaps(Days.days("18/11/2569"))).isTrue();
        assertThat(days.overlaps(Days.days("16/11/2569"))).isTrue();
        assertThat(LeaveDays.of(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 17)))
                .isEqualTo(Days.days("16/11/2569-17/11/2569"));
    }
}
