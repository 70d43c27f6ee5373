package th.sala.thai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTests {
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            value = {
                "0123456789, THAI, ๐๑๒๓๔๕๖๗๘๙",
                "๐๑๒๓๔๕๖๗๘๙, ARABIC, 0123456789",
                "0๑2, THAI, ๐๑๒",
                "0๑2, ARABIC, 012",
                "สท ๐๐๑๗.2/ว 1, ARABIC, สท 0017.2/ว 1",
                "/:๏๚, THAI, /:๏๚",
                "/:๏๚, ARABIC, /:๏๚",
                "'', THAI, ''",
            })
    void shows(String text, Digits digits, String shown) {
        assertThat(digits.in(text)).isEqualTo(shown);
    }
}
