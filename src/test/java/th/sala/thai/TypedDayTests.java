package th.sala.thai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDayTests {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            textBlock =
                    """
                    21/11/2569,            2026-11-21
                    ๒๑/๑๑/๒๕๖๙,            2026-11-21
                    21-1-2569,             2026-01-21
                    1.2.2026,              2026-02-01
                    2026-11-21,            2026-11-21
                    2569-11-21,            2026-11-21
                    2026-11-21T00:00,      2026-11-21
                    ๒๑ พ.ย. ๒๕๖๙,          2026-11-21
                    21 พฤศจิกายน พ.ศ. 2569, 2026-11-21
                    21พย2569,              2026-11-21
                    21 Nov 2026,           2026-11-21
                    ๒๑ พ.ย. ๒๕๖๙,          2026-11-21
                    ​21/11/2569 ,          2026-11-21
                    29/2/2567,             2024-02-29
                    1/1/2400,              1857-01-01
                    31/12/2399,
                    1/1/1900,              1900-01-01
                    31/12/1899,
                    """)
    void readsBothEras(String typed, LocalDate day) {
        var readable = day != null && day.getYear() >= 1900;
        assertThat(TypedDay.read(typed))
                .isEqualTo(java.util.Optional.ofNullable(readable ? day : null));
    }

    @ParameterizedTest(name = "{0} is no day")
    @ValueSource(
            strings = {
                "",
                "วันนี้",
                "21/11/69",
                "30/2/2569",
                "29/2/2569",
                "0/1/2569",
                "1/13/2569",
                "21 พยศ 2569",
                "9999-12-31",
                "+999999999-01-01",
                "2026-02-30",
                "\u0000",
                "🙂"
            })
    void refusesTheRest(String typed) {
        assertThat(TypedDay.read(typed)).isEmpty();
    }
}
