package th.sala.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest(name = "{0} is in the fiscal year {1} to {2}")
    @CsvSource({
        "2026-09-30, 2025-10-01, 2026-09-30",
        "2026-10-01, 2026-10-01, 2027-09-30",
        "2026-12-31, 2026-10-01, 2027-09-30",
        "2027-01-01, 2026-10-01, 2027-09-30"
    })
    void fiscalYearsBeginInOctober(LocalDate day, LocalDate from, LocalDate until) {
        assertThat(Registers.Period.fiscalYear(day)).isEqualTo(new Registers.Period(from, until));
    }

    @Test
    void monthsAndYearsAreWhole() {
        assertThat(Registers.Period.month(LocalDate.of(2028, 2, 10)).until())
                .isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(Registers.Period.calendarYear(TODAY))
                .isEqualTo(
                        new Registers.Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
    }

    @Test
    void whatIsNotAskedForIsThisYear() {
        assertThat(period(null, "")).isEqualTo(Registers.Period.calendarYear(TODAY));
        assertThat(period("2025-03-01", null))
                .isEqualTo(new Registers.Period(LocalDate.of(2025, 3, 1), TODAY));
        assertThat(period("2025-03-01", "2025-03-01"))
                .isEqualTo(Registers.Period.day(LocalDate.of(2025, 3, 1)));
    }

    @Test
    void refusesWhatIsNoPeriod() {
        assertThatThrownBy(() -> period("2026-03-02", "2026-03-01"))
                .hasMessage("registers.period.reversed");
        assertThatThrownBy(() -> period("เมื่อวาน", null))
                .hasMessage("registers.period.unreadable");
        assertThatThrownBy(() -> period(null, "99999-01-01"))
                .hasMessage("registers.period.unreadable");
    }

    @ParameterizedTest(name = "{0} is looked for as {1}")
    @CsvSource(
            textBlock =
                    """
                    ' น้ํา  ๑๒ ',  'น้ำ [1๑][2๒]'
                    'ว๑',          'ว ?[1๑]'
                    '50%_\\.*',    '[5๕][0๐]\\%\\_\\\\\\.\\*'
                    '***:(a|b)[^]', '\\*\\*\\*\\:\\(a\\|b\\)\\[\\^\\]'
                    """)
    void wordsAreTakenAsTheyAre(String typed, String pattern) {
        var asked = new Asked(null, null, typed, null, null);
        assertThat(asked.selection(TODAY).pattern()).isEqualTo(pattern);
    }

    @Test
    void anAddressNamesAPlaceOrNone() {
        assertThat(new Asked(null, null, null, "2026-12", "2026-9999999999"))
                .returns(java.util.Optional.of(new Registers.Position(2026, 12)), Asked::older)
                .returns(java.util.Optional.empty(), Asked::newer);
    }

    private static Registers.Period period(@Nullable String from, @Nullable String until) {
        return new Asked(from, until, null, null, null).selection(TODAY).period();
    }
}
