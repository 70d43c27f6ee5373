package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTests {
    @ParameterizedTest(name = "{0} in {1}, called {2}")
    @CsvSource({
        "หนัง, x-windows-874, tis-620",
        "หนัง, x-windows-874, ''",
        "หนัง, x-windows-874, iso-8859-1",
        "รอย, utf-8, tis-620",
        "รอย, utf-8, windows-1252",
        "รอย, utf-8, ''",
        "รอ, x-windows-874, windows-874",
        "ขอเชิญประชุม, x-windows-874, iso-8859-1",
        "ขอเชิญ 12 ท่าน, x-windows-874, iso-8859-15",
        "élève à Genève, iso-8859-1, iso-8859-1",
        "élève, utf-8, iso-8859-1",
        "élève, utf-8, ''",
        "Größe, windows-1252, windows-1252",
        "“quoted”, windows-1252, windows-1252",
        "plain, us-ascii, iso-8859-1",
        "привет, utf-8, ''"
    })
    void findsWhatWasMeant(String text, String written, String called) {
        assertThat(Charsets.decode(text.getBytes(Charset.forName(written)), called))
                .isEqualTo(text);
    }
}
