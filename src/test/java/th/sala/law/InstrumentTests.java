package th.sala.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.law.Instrument.Grade;

class InstrumentTests {
    @ParameterizedTest(name = "{0} or {1} is {2}")
    @CsvSource({"A, A, A", "A, B, B", "B, A, B", "B, C, C", "C, B, C"})
    void theLowerGradeCounts(Grade one, Grade other, Grade lower) {
        assertThat(one.orLower(other)).isEqualTo(lower);
    }
}
