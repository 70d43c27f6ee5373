package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

class CountingTests {
    @ParameterizedTest(
            name = "L2 ข้อ 10 วรรคสอง, L2 ข้อ 10 วรรคหก: {0} {1} is {2} half days, charged {3}")
    @CsvSource({
        // Monday to Friday, over a weekend, on a weekend
        "SICK,      16/11/2569-20/11/2569,      10, 10",
        "SICK,      16/11/2569-23/11/2569,      16, 12",
        "SICK,      21/11/2569-22/11/2569,       4,  0",
        "SICK,      20/11/2569-22/11/2569,       6,  2",
        "SICK,      22/11/2569-23/11/2569,       4,  2",
        // holidays within: Monday 7 and Thursday 10 December
        "PERSONAL,  4/12/2569-11/12/2569,       16,  8",
        "VACATION,  4/12/2569-11/12/2569,       16,  8",
        "PATERNITY, 4/12/2569-11/12/2569,       16,  8",
        "CHILD_RAISING, 4/12/2569-11/12/2569,   16,  8",
        "INJURED,   4/12/2569-11/12/2569,       16, 16",
        "MATERNITY, 4/12/2569-11/12/2569,       16, 16",
        "ORDINATION, 4/12/2569-11/12/2569,      16, 16",
        "CALL_UP,   4/12/2569-11/12/2569,       16, 16",
        "STUDY,     4/12/2569-11/12/2569,       16, 16",
        "ORGANISATION, 4/12/2569-11/12/2569,    16, 16",
        "SPOUSE,    4/12/2569-11/12/2569,       16, 16",
        "REHABILITATION, 4/12/2569-11/12/2569,  16, 16",
        // halves
        "SICK,      16/11/2569 pm,               1,  1",
        "SICK,      16/11/2569-16/11/2569 am,    1,  1",
        "VACATION,  16/11/2569 pm-18/11/2569,    5,  5",
        "VACATION,  16/11/2569-18/11/2569 am,    5,  5",
        "VACATION,  20/11/2569 pm-23/11/2569 am, 6,  2",
        "MATERNITY, 20/11/2569 pm-23/11/2569 am, 6,  6",
        // a holiday's half is no half
        "PERSONAL,  7/12/2569 pm-8/12/2569,      3,  2",
        // over the end of a fiscal year and of a calendar year
        "SICK,      30/9/2569-1/10/2569,         4,  4",
        "VACATION,  30/12/2569-4/1/2570,        12,  4",
        // a leap day
        "SICK,      28/2/2571-1/3/2571,          6,  6",
    })
    void bothCounts(LeaveKind kind, String typed, int span, int charged) {
        var days = Days.days(typed);
        assertThat(Counting.span(days)).isEqualTo(span);
        assertThat(Counting.charged(kind, days, Days.WORKING)).isEqualTo(charged);
    }

    @ParameterizedTest(name = "L2 ข้อ 10 วรรคหนึ่ง: {0} {1} is charged {2}")
    @CsvSource({
        "SICK,      29/9/2569-30/9/2569,    2569=4",
        "SICK,      30/9/2569-1/10/2569,    2569=2 2570=2",
        "SICK,      1/10/2569-2/10/2569,    2570=4",
        "SICK,      30/9/2569 pm-1/10/2569 am, 2569=1 2570=1",
        // Saturday and Sunday of the old year are charged to nobody
        "VACATION,  29/9/2572-1/10/2572,    2573=2",
        "MATERNITY, 29/9/2572-1/10/2572,    2572=4 2573=2",
        "SPOUSE,    1/9/2569-31/12/2570,    2569=60 2570=730 2571=184",
    })
    void byFiscalYear(LeaveKind kind, String typed, String charges) {
        assertThat(
                        Counting.byFiscalYear(kind, Days.days(typed), Days.WORKING).stream()
                                .map(one -> one.year().year() + 543 + "=" + one.halves())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(charges);
    }

    @ParameterizedTest(name = "X4 ข้อ 10 วรรคหนึ่ง: {0} is in {1}")
    @CsvSource({
        "30/9/2569, 2026, 1/10/2568, 30/9/2569",
        "1/10/2569, 2027, 1/10/2569, 30/9/2570",
        "31/12/2569, 2027, 1/10/2569, 30/9/2570",
        "1/1/2570, 2027, 1/10/2569, 30/9/2570",
    })
    void fiscalYears(String day, int year, String first, String last) {
        var found = FiscalYear.of(Days.day(day));
        assertThat(found).isEqualTo(new FiscalYear(year));
        assertThat(found.first()).isEqualTo(Days.day(first));
        assertThat(found.last()).isEqualTo(Days.day(last));
    }

    @Test
    @DisplayName("L1 ข้อ 17: there are eleven kinds")
    void eleven() {
        assertThat(LeaveKind.values())
                .extracting(kind -> kind.number)
                .containsOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @ParameterizedTest(name = "L1 ข้อ 12 วรรคสอง: {0} may be asked for electronically")
    @EnumSource(names = {"SICK", "INJURED", "PERSONAL", "VACATION"})
    void electronic(LeaveKind kind) {
        assertThat(kind.mayBeElectronic()).isTrue();
    }

    @ParameterizedTest(name = "L1 ข้อ 12 วรรคสอง: {0} is asked for on paper")
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SICK", "INJURED", "PERSONAL", "VACATION"})
    void onPaper(LeaveKind kind) {
        assertThat(kind.mayBeElectronic()).isFalse();
    }

    @Test
    void aRunEndsAfterItBegins() {
        var day = LocalDate.of(2026, 11, 16);
        assertThat(LeaveDays.isRun(day, true, day, false)).isTrue();
        assertThat(LeaveDays.isRun(day, true, day, true)).isFalse();
        assertThatThrownBy(() -> new LeaveDays(day, true, day, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LeaveDays.of(day, day.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "who is away {0} is back on {1}")
    @CsvSource({
        "16/11/2569, 17/11/2569",
        "16/11/2569-16/11/2569 am, 16/11/2569",
        "20/11/2569, 23/11/2569",
        "4/12/2569, 8/12/2569",
    })
    void back(String days, String back) {
        assertThat(Days.WORKING.after(Days.days(days))).isEqualTo(Days.day(back));
    }

    @ParameterizedTest(name = "L5 ข้อ 8 วรรคห้า: {0} makes one absence of {1}")
    @CsvSource({
        "18/11/2569, 18/11/2569",
        "20/11/2569, 20/11/2569-22/11/2569",
        "23/11/2569, 21/11/2569-23/11/2569",
        "20/11/2569-20/11/2569 am, 20/11/2569-20/11/2569 am",
        "20/11/2569 pm, 20/11/2569 pm-22/11/2569",
        // a Tuesday and a Wednesday between a long weekend and Constitution Day
        "8/12/2569-9/12/2569, 5/12/2569-10/12/2569",
        "11/12/2569, 10/12/2569-13/12/2569",
        "30/12/2569, 30/12/2569-3/1/2570",
    })
    void daysOffAround(String days, String rest) {
        assertThat(Days.WORKING.withDaysOffAround(Days.days(days))).isEqualTo(Days.days(rest));
    }

    @Test
    void daysOutsideTheCalendarAreNoneOfIt() {
        var year = Days.days("31/12/2573");
        assertThat(Counting.charged(LeaveKind.SICK, year, Days.WORKING)).isEqualTo(2);
        for (var outside : List.of("31/12/2573-1/1/2574", "31/12/2567-1/1/2568")) {
            assertThatThrownBy(() ->
                            Counting.charged(LeaveKind.SICK, Days.days(outside), Days.WORKING))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// Each run cut into pieces anywhere: together they are charged what it is charged, each day
    /// once, and each year its share.
    @Test
    @DisplayName("L2 ข้อ 10 วรรคสอง: a thousand runs cut into pieces are charged the same")
    void splittingChangesNoCharge() {
        var random = new Random(10);
        for (int i = 0; i < 1000; i++) {
            var kind = LeaveKind.values()[random.nextInt(LeaveKind.values().length)];
            var whole = anyRun(random);
            var pieces = cut(whole, random);
            var spans = 0;
            var charged = 0;
            for (var piece : pieces) {
                spans += Counting.span(piece);
                charged += Counting.charged(kind, piece, Days.WORKING);
            }
            assertThat(spans).as("%s %s", kind, pieces).isEqualTo(Counting.span(whole));
            assertThat(charged)
                    .as("%s %s", kind, pieces)
                    .isEqualTo(Counting.charged(kind, whole, Days.WORKING))
                    .isEqualTo(slowly(kind, whole));
            assertThat(
                            Counting.byFiscalYear(kind, whole, Days.WORKING).stream()
                                    .mapToInt(Counting.Charge::halves)
                                    .sum())
                    .isEqualTo(charged);
        }
    }

    /// The same by looking at each half day.
    private static int slowly(LeaveKind kind, LeaveDays days) {
        var charged = 0;
        for (var half = days.begin(); half < days.end(); half++) {
            charged += kind.isChargedByWorkingDays() ? Days.WORKING.halves(half, half + 1) : 1;
        }
        return charged;
    }

    /// A thousand leaves of which holidays are announced and withdrawn in any order: whatever was
    /// given and taken meanwhile, the lines come to what the leave is charged when it is counted
    /// from new.
    @Test
    @DisplayName("L2 ข้อ 10 วรรคสอง: counted again is counted from new")
    void recountedIsCountedFromNew() {
        var random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            var kind = LeaveKind.values()[random.nextInt(LeaveKind.values().length)];
            var run = anyRun(random);
            var lines = new ArrayList<>(Counting.byFiscalYear(kind, run, Days.WORKING));
            var holidays = new HashSet<LocalDate>();
            for (int change = random.nextInt(6); change >= 0; change--) {
                var day = run.first().plusDays(random.nextInt(60));
                if (!holidays.remove(day)) {
                    holidays.add(day);
                }
                var working =
                        WorkingDays.of(new WorkCalendar(OfficeHours.USUAL, holidays), 2025, 2030);
                var fresh = Counting.byFiscalYear(kind, run, working);
                for (var given : Counting.givenBack(lines, fresh)) {
                    assertThat(given.halves()).isNotZero();
                    lines.add(new Counting.Charge(given.year(), -given.halves()));
                }
                assertThat(sums(lines)).as("%s %s %s", kind, run, holidays).isEqualTo(sums(fresh));
                assertThat(Counting.givenBack(lines, fresh)).as("once").isEmpty();
            }
        }
    }

    private static Map<FiscalYear, Integer> sums(List<Counting.Charge> charges) {
        var sums = new HashMap<FiscalYear, Integer>();
        charges.forEach(one -> sums.merge(one.year(), one.halves(), Integer::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    static LeaveDays anyRun(Random random) {
        var begin = 2 * LocalDate.of(2026, 8, 1).toEpochDay() + random.nextInt(400);
        return LeaveDays.between(begin, begin + 1 + random.nextInt(120));
    }

    static List<LeaveDays> cut(LeaveDays whole, Random random) {
        var pieces = new ArrayList<LeaveDays>();
        for (var begin = whole.begin(); begin < whole.end(); ) {
            var end = Math.min(whole.end(), begin + 1 + random.nextInt(30));
            pieces.add(LeaveDays.between(begin, end));
            begin = end;
        }
        return pieces;
    }
}
