package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.leave.VacationRight.Entry;
import th.sala.leave.VacationRight.Service;

class VacationRightTests {
    @ParameterizedTest(name = "L11 ข้อ 23: {1} on {0} may take vacation from {2}")
    @CsvSource({
        "1/10/2569,  FIRST_APPOINTMENT, 1/4/2570",
        "31/3/2570,  FIRST_APPOINTMENT, 30/9/2570",
        "1/4/2570,   FIRST_APPOINTMENT, 1/10/2570",
        "30/9/2570,  FIRST_APPOINTMENT, 1/10/2570",
        "1/10/2569,  AFTER_RESIGNING,   1/4/2570",
        "1/10/2569,  AFTER_POLITICS,    1/4/2570",
        "1/10/2569,  AFTER_DISMISSAL,   1/4/2570",
        "1/10/2569,  OTHER,             1/10/2569",
        "1/4/2570,   OTHER,             1/4/2570",
        // six months end with the last day of a shorter month
        "31/10/2569, FIRST_APPOINTMENT, 30/4/2570",
    })
    void sixMonths(String appointed, Entry entry, String first) {
        var service = service(appointed, entry, false, false);
        assertThat(VacationRight.firstDay(service)).isEqualTo(Days.day(first));
    }

    @ParameterizedTest(name = "L11 ข้อ 23: {1} on {0} has {3} half days in the fiscal year {2}")
    @CsvSource({
        "31/3/2570, FIRST_APPOINTMENT, 2570, 20",
        "1/4/2570,  FIRST_APPOINTMENT, 2570,  0",
        "1/4/2570,  FIRST_APPOINTMENT, 2571, 20",
        "1/4/2570,  OTHER,             2570, 20",
        "1/4/2550,  FIRST_APPOINTMENT, 2570, 20",
    })
    void granted(String appointed, Entry entry, int year, int halves) {
        var service = service(appointed, entry, false, false);
        assertThat(VacationRight.granted(service, new FiscalYear(year - 543))).isEqualTo(halves);
    }

    @ParameterizedTest(name = "L11 ข้อ 24: {1} half days left after service since {0} carry {2}")
    @CsvSource({
        // twenty together with this year's ten
        "1/10/2565, 0,  0",
        "1/10/2565, 1,  1",
        "1/10/2565, 20, 20",
        "1/10/2565, 21, 20",
        "1/10/2565, 60, 20",
        // thirty after ten years on 1 October 2569
        "2/10/2559, 21, 20",
        "1/10/2559, 21, 21",
        "1/10/2559, 40, 40",
        "1/10/2559, 41, 40",
    })
    void carried(String since, int left, int halves) {
        var service = service(since, Entry.FIRST_APPOINTMENT, false, false);
        assertThat(VacationRight.carried(service, new FiscalYear(2027), left)).isEqualTo(halves);
    }

    @ParameterizedTest(name = "L11 ข้อ 25: on the list {0}, appointed {1}: {2} half days more")
    @CsvSource({
        "true,  1/10/2560, 20",
        "false, 1/10/2560,  0",
        "true,  1/4/2570,   0",
    })
    void hardship(boolean isListed, String appointed, int more) {
        var service = service(appointed, Entry.FIRST_APPOINTMENT, isListed, false);
        assertThat(VacationRight.extra(service, new FiscalYear(2027))).isEqualTo(more);
    }

    @ParameterizedTest(name = "L11 ข้อ 28: more term holidays than vacation {0}: {1}, carried {2}")
    @CsvSource({"true, 0, 0", "false, 20, 10"})
    void schools(boolean hasMore, int granted, int carried) {
        var service = service("1/10/2560", Entry.FIRST_APPOINTMENT, true, hasMore);
        var year = new FiscalYear(2027);
        assertThat(VacationRight.granted(service, year)).isEqualTo(granted);
        assertThat(VacationRight.extra(service, year)).isEqualTo(granted);
        assertThat(VacationRight.carried(service, year, 10)).isEqualTo(carried);
    }

    private static Service service(
            String appointed, Entry entry, boolean hardship, boolean termHolidays) {
        var day = Days.day(appointed);
        return new Service(day, entry, day, hardship, termHolidays);
    }
}
