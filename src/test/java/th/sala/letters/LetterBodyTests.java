package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.letters.LetterBody.Item;
import th.sala.letters.LetterBody.Paragraph;
import th.sala.letters.LetterBody.Run;
import th.sala.letters.LetterBody.Table;

class LetterBodyTests {
    @Test
    void aLineIsAParagraph() {
        assertThat(LetterBody.read("ด้วยจังหวัด\n\n  จึงเรียนมา  \n").parts())
                .containsExactly(
                        new Paragraph(List.of(new Run("ด้วยจังหวัด", false))),
                        new Paragraph(List.of(new Run("จึงเรียนมา", false))));
    }

    @ParameterizedTest
    @CsvSource({
        "1. ก,1,1.",
        "๑๒. ก,1,๑๒.",
        "1.1 ก,2,1.1",
        "1.1. ก,2,1.1.",
        "๒.๓.๔ ก,3,๒.๓.๔",
        "1.2.3.4.5 ก,4,1.2.3.4.5",
        "(1) ก,2,(1)",
        "2) ก,2,2)",
        "(ก) ก,2,(ก)",
        "- ก,2,-",
        "• ก,2,•"
    })
    void anItemBeginsWithItsNumber(String line, int level, String number) {
        assertThat(LetterBody.read(line).parts())
                .containsExactly(new Item(level, number, List.of(new Run("ก", false))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09.30 น. เปิดการประชุม",
                "๑๓.๐๐ น. ประชุม",
                "2569. ปีงบประมาณ",
                "1.5",
                "10 คน",
                "-5 องศา",
                "ก. ขอให้"
            })
    void whatOnlyLooksLikeAnItemIsNone(String line) {
        assertThat(LetterBody.read(line).parts()).hasOnlyElementsOfType(Paragraph.class);
        assertThat(LetterBody.read(line).words()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "ก **ข** ค,ก |*ข|ค",
        "**ข**,*ข",
        "**ก** **ข**,*ก| |*ข",
        "2 ** 3 ** 4,2 ** 3 ** 4",
        "**ไม่ปิด,**ไม่ปิด",
        "****,****"
    })
    void boldStandsBetweenMarks(String line, String runs) {
        var paragraph = (Paragraph) LetterBody.read(line).parts().getFirst();
        assertThat(
                        paragraph.runs().stream()
                                .map(run -> (run.bold() ? "*" : "") + run.text())
                                .collect(Collectors.joining("|")))
                .isEqualTo(runs.replace("|ค", "| ค"));
    }

    @Test
    void linesWithBarsAreATable() {
        var body = LetterBody.read("ตาม\n| ที่ | **ชื่อ** |\n| 1 |\n|2| ก |\nจบ");

        assertThat(body.parts()).hasSize(3);
        assertThat(body.parts().get(1)).isInstanceOf(Table.class);
        assertThat(body.words()).isEqualTo("ตาม\nที่\tชื่อ\n1\t\n2\tก\nจบ");
    }

    @Test
    void linesWithTabsAreATableIfTheyFollowOneAnother() {
        assertThat(LetterBody.read("ที่\tชื่อ\n1\tก").parts())
                .hasOnlyElementsOfType(Table.class)
                .hasSize(1);
        assertThat(LetterBody.read("วันที่\t5\n\nเวลา\t9").words()).isEqualTo("วันที่ 5\nเวลา 9");
        assertThat(LetterBody.read("1.\tก\n2.\tข").parts()).hasOnlyElementsOfType(Item.class);
    }

    @Test
    void aTableOfTooManyColumnsLosesNothing() {
        var cells = "abcdefghijklm".split("");
        var body = LetterBody.read("| " + String.join(" | ", cells) + " |");

        assertThat(((Table) body.parts().getFirst()).columns()).isEqualTo(LetterBody.MOST_COLUMNS);
        assertThat(body.words().split("[\\t ]")).containsExactly(cells);
    }

    /// Each took minutes or the whole stack with patterns that look back.
    @ParameterizedTest
    @ValueSource(strings = {"**a ", "** ", "**", "1.", "1.1 ", "| ", "\t", "(1", "** a** "})
    void whatIsRepeatedWithoutEndIsReadAtOnce(String piece) {
        var line = piece.repeat(100_000 / piece.length());
        for (var text : List.of(line, line + " **ก**", "**" + line)) {
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(LetterBody.read(text).words()).isNotNull());
        }
    }

    @Test
    void tablesWithALineBetweenAreTwo() {
        assertThat(LetterBody.read("| ก | ข |\n\n| ค |").parts())
                .hasOnlyElementsOfType(Table.class)
                .hasSize(2);
    }

    @Test
    void withoutMarksALineIsAsItWasTyped() {
        assertThat(LetterBody.plain("1. **ก**\n| ข | ค |").words())
                .isEqualTo("1. **ก**\n| ข | ค |");
    }
}
