package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {
    @ParameterizedTest(name = "{0} is no formula any more")
    @ValueSource(
            strings = {
                "=1+1",
                "+66 2",
                "-5",
                "@SUM(A1)",
                "\t=1",
                " =1",
                "\r=1",
                "＝1",
                "=cmd|'/C calc'!A0"
            })
    void formulasAreHarmless(String text) {
        assertThat(Csv.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest(name = "{0} stays")
    @ValueSource(strings = {"", " ", "เรื่อง", "a=b", "1-2", "๑", "'=1"})
    void theRestStays(String text) {
        assertThat(Csv.harmless(text)).isEqualTo(text);
    }

    @Test
    void quotesWhatWouldBreakALine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var csv = new Csv(bytes)) {
            csv.line(List.of("a,b", 12, "c\"d\ne"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"a,b\",12,\"c\"\"d\ne\"\r\n");
    }
}
