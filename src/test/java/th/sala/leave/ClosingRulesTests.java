package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.leave.ClosingRules.Outcome;
import th.sala.leave.ClosingRules.Person;
import th.sala.leave.ClosingRules.Why;
import th.sala.leave.VacationRight.Entry;
import th.sala.leave.VacationRight.Service;

class ClosingRulesTests {
    private static final FiscalYear NEXT = new FiscalYear(2027);

    private static Service service(String since, boolean hardship, boolean term) {
        var day = Days.day(since);
        return new Service(day, Entry.FIRST_APPOINTMENT, day, hardship, term);
    }

    @ParameterizedTest(
            name =
                    "L11 ข้อ 23, L11 ข้อ 24: in service since {0}, {1} half days left: {2} carried, {3} in all")
    @CsvSource({
        // below ten years the ceiling is twenty days with the year's own ten
        "1/10/2560, 0,  0,  20",
        "1/10/2560, 19, 19, 39",
        "1/10/2560, 20, 20, 40",
        "1/10/2560, 21, 20, 40",
        "2/10/2559, 40, 20, 40",
        // ten years on the first day of the new year: thirty
        "1/10/2559, 39, 39, 59",
        "1/10/2559, 40, 40, 60",
        "1/10/2559, 41, 40, 60",
    })
    void carries(String since, int left, int carried, int sum) {
        var outcome =
                ClosingRules.close(new Person(service(since, false, false), left, null), NEXT);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Entered.class,
                        entered -> {
                            assertThat(entered.right().carried()).isEqualTo(carried);
                            assertThat(entered.right().granted()).isEqualTo(20);
                            assertThat(entered.right().sum()).isEqualTo(sum);
                        });
    }

    @ParameterizedTest(
            name =
                    "L11 ข้อ 25, L11 ข้อ 28: hardship {1}, term holidays {2}, {3} left, by hand {4}: {5}")
    @CsvSource({
        "1/10/2560, false, false, -1, ,   OVERDRAWN",
        "1/10/2560, false, false,  0, ,   ENTERED",
        "1/10/2560, false, false, 10, 10, KEPT",
        "1/10/2560, false, false, 10, 9,  OTHERWISE",
        "1/10/2560, false, false, 30, 20, KEPT",
        "1/10/2560, false, false, -1, 0,  KEPT",
        "1/10/2560, false, false, -1, 2,  OTHERWISE",
        "1/10/2560, true,  false, 10, ,   HARDSHIP",
        "1/10/2560, true,  false, 10, 10, KEPT",
        "1/10/2560, false, true,   0, ,   TERM_HOLIDAYS",
        "1/10/2560, false, true,   0, 0,  KEPT",
        ",          false, false,  0, ,   NO_SERVICE",
        ",          false, false,  0, 5,  KEPT",
    })
    void nothingIsGuessed(
            @Nullable String since,
            boolean hardship,
            boolean term,
            int left,
            @Nullable Integer byHand,
            String says) {
        var service = since == null ? null : service(since, hardship, term);
        var outcome = ClosingRules.close(new Person(service, left, byHand), NEXT);
        var said =
                switch (outcome) {
                    case Outcome.Entered _ -> "ENTERED";
                    case Outcome.Kept _ -> "KEPT";
                    case Outcome.Missing(Why why) -> why.name();
                };
        assertThat(said).isEqualTo(says);
    }

    /// People who take some of their vacation for twenty years, each year closed: no year begins
    /// with more than the ceiling, none carries over more than was left, and who never takes a day
    /// reaches the ceiling and stays there.
    @Test
    @DisplayName("L11 ข้อ 24: a thousand people closed for twenty years keep to the ceiling")
    void yearAfterYear() {
        var random = new Random(24);
        for (int person = 0; person < 1000; person++) {
            var appointed = Days.day("1/10/2559").minusDays(random.nextInt(8000));
            var service = new Service(appointed, Entry.OTHER, appointed, false, false);
            var takesNone = person % 10 == 0;
            var left = random.nextInt(21);
            for (int year = 2027; year < 2047; year++) {
                var next = new FiscalYear(year);
                var outcome = ClosingRules.close(new Person(service, left, null), next);
                assertThat(outcome).isInstanceOf(Outcome.Entered.class);
                var right = ((Outcome.Entered) outcome).right();
                var isLong = !appointed.plusYears(10).isAfter(next.first());
                assertThat(right.sum()).isBetween(20, isLong ? 60 : 40);
                assertThat(right.carried()).isBetween(0, left);
                assertThat(right.carried()).isEqualTo(Math.min(left, isLong ? 40 : 20));
                left = right.sum() - (takesNone ? 0 : random.nextInt(right.sum() + 1));
            }
            if (takesNone) {
                assertThat(left).isEqualTo(60);
            }
        }
    }
}
