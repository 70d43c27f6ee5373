package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemTestTests {
    @ParameterizedTest(name = "M15 ข้อ 6: {0} bits needed of {1}: {2}")
    @CsvSource({"10, 11, true", "10, 10, true", "11, 10, false", "0, 0, true"})
    void whatIsNeededIsThere(long need, long there, boolean suffices) {
        assertThat(SystemTest.suffices(need, there)).isEqualTo(suffices);
    }

    @Test
    @DisplayName("M15 ข้อ 6: everybody gets what everybody else sends")
    void load() {
        assertThat(SystemTest.load(10, 500_000)).isEqualTo(45_000_000);
        assertThat(SystemTest.load(1, 500_000)).isEqualTo(500_000);
    }
}
