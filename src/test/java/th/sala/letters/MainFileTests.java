package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainFileTests {
    private static final String PAGE = "ที่ ทล 0017/1\nเรื่อง ทดสอบ";

    /// `!` marks a page that begins as a letter does, `x` what cannot be read; behind `|` stands
    /// what was found in forwarded mails and archives.
    @ParameterizedTest(name = "{0}: {1}, or {2}")
    @CsvSource({
        "a b, a, a",
        "a b!, b!, b!",
        "a! b!, a!, a!",
        "x:a b, b, b",
        "enclosure b, b, b",
        "enclosure annex, enclosure, enclosure",
        "'สิ่งที่ส่งมาด้วย b', b, b",
        "a | b!, a, a",
        "x:a | b, b, b",
        "| b, b, b",
        "| b c!, c!, c!",
        "| b c, '', b",
        "| b! c!, '', b!",
        "| annex c, '', c",
        "x:a, '', ''",
        "'', '', ''"
    })
    void isProposed(String files, String letter, String atLeast) {
        var names = Arrays.stream(files.split(" ")).filter(name -> !name.isEmpty()).toList();
        var own = names.contains("|") ? names.indexOf("|") : names.size();
        var all =
                names.stream().filter(name -> !name.equals("|")).map(MainFileTests::file).toList();

        assertThat(MainFile.of(all, own).map(LetterFile::name).orElse("")).isEqualTo(letter);
        assertThat(MainFile.best(all, own).map(LetterFile::name).orElse("")).isEqualTo(atLeast);
    }

    private static LetterFile file(String name) {
        var verdict = name.startsWith("x:") ? "NOT_PDF" : LetterFile.READABLE;
        var page = name.endsWith("!") ? PAGE : "ตาราง";
        return new LetterFile(0, false, name, "application/pdf", "", 1, verdict, 1, page);
    }
}
