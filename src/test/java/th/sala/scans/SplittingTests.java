package th.sala.scans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.reader.Answer.Sheet;

class SplittingTests {
    /// w is a page with something on it, _ a white one, d a divider.
    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    NONE,     www,       1-3
                    NONE,     w_d,       1-3
                    NONE,     '',        ''
                    DIVIDERS, www,       1-3
                    DIVIDERS, wwdw,      1-2 4-4
                    DIVIDERS, dwwdwd,    2-3 5-5
                    DIVIDERS, wddw,      1-1 4-4
                    DIVIDERS, w_w,       1-3
                    DIVIDERS, wd_w,      1-1 4-4
                    DIVIDERS, wd__w,     1-1 4-5
                    DIVIDERS, _w,        1-2
                    DIVIDERS, d,         ''
                    WHITE,    w_w,       1-1 3-3
                    WHITE,    ww__wdw_,  1-2 5-5 7-7
                    WHITE,    ___,       ''
                    """)
    void partsLetters(Splitting how, String pages, String ranges) {
        List<Sheet> sheets =
                pages.chars()
                        .mapToObj(page ->
                                switch (page) {
                                    case 'd' -> Sheet.DIVIDER;
                                    case '_' -> Sheet.WHITE;
                                    default -> Sheet.WRITTEN;
                                })
                        .toList();
        assertThat(
                        how.ranges(sheets).stream()
                                .map(range -> range.first() + "-" + range.last())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(ranges);
    }
}
