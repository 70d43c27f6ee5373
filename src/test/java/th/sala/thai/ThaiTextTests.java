package th.sala.thai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThaiTextTests {
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"',
            value = {
                "ท\u0E4D\u0E32งาน,ท\u0E33งาน,ํ + า",
                "น\u0E49\u0E4D\u0E32,น\u0E49\u0E33,tone + ํ + า",
                "น\u0E4D\u0E49\u0E32,น\u0E49\u0E33,ํ + tone + า",
                "น\u0E33\u0E49,น\u0E49\u0E33,ำ + tone",
                "น\u0E49\u0E33,น\u0E49\u0E33,right already",
                "\u0E40\u0E40ก้,\u0E41ก้,เ twice",
                "\u0E40\u200B\u0E40ก้,\u0E41ก้,เ twice with something invisible between",
                "ก\u0E49\u0E39,ก\u0E39\u0E49,tone before ู (NFC)",
                "e\u0301,\u00E9,NFC of Latin",
                "ศา\u200Bลา\uFEFF,ศาลา,zero-width space and byte order mark",
                "ศา\u200Dลา\u2060,ศาลา,joiners",
                "กข\u202Eค,กขค,direction marks",
                "กข\u00AD,กข,soft hyphen",
                "ก\u0000ข\u0007,กข,controls",
                "  ก   ข  ,ก ข,spaces collapse and go at the ends",
                "ก\u00A0\u3000ข,ก ข,other spaces",
                "ท\uF70A,ท\u0E48,mark of an old font",
                "สท ๐๐๑๗/ว 12,สท ๐๐๑๗/ว 12,digits stay",
                "ก\uD800ข,กข,half a character",
                "😀,😀,whole ones stay",
            })
    void normalises(String typed, String expected, String why) {
        assertThat(ThaiText.normalise(typed)).as(why).isEqualTo(expected);
    }

    @Test
    void linesBecomeOne() {
        assertThat(ThaiText.normalise("ก\t\r\n ข\u2028ค\n")).isEqualTo("ก ข ค");
    }

    @Test
    void anEmptyTextStaysOne() {
        assertThat(ThaiText.normalise("")).isEmpty();
        assertThat(ThaiText.normalise(" \u200B\n")).isEmpty();
        assertThat(ThaiText.normaliseLines("\n \u200B\n")).isEmpty();
    }

    @Test
    void keepsLines() {
        assertThat(
                        ThaiText.normaliseLines(
                                "\r\n\n    ข้อ ๑  \r\nท\u0E4D\u0E32\u200B\rจบ\u00A0\t\n\n\n\n\nลง  ชื่อ\n\n"))
                .isEqualTo("    ข้อ ๑\nท\u0E33\nจบ\n\n\nลง  ชื่อ");
    }

    @Test
    void changesNothingTheSecondTime() {
        var random = new Random(2569);
        var alphabet =
                "กข\u0E30\u0E31\u0E32\u0E33\u0E34\u0E38\u0E40\u0E41\u0E47\u0E48\u0E49\u0E4C\u0E4D"
                        + "\u200B \t\n\r\u00A0e\u0301\uF70A\u2028\u0085\u000B";
        for (int i = 0; i < 20_000; i++) {
            var typed = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var once = ThaiText.normalise(typed.toString());
            assertThat(ThaiText.normalise(once)).isEqualTo(once);
            var lines = ThaiText.normaliseLines(typed.toString());
            assertThat(ThaiText.normaliseLines(lines)).isEqualTo(lines);
        }
    }

    @Test
    void isQuickWithTextsMadeToBeSlow() {
        for (var piece : new String[] {"\u0E33\u0E49", "\u0E49", "\u0E4D", " ", "\n", "\u0E40"}) {
            var hostile = piece.repeat(500_000 / piece.length()) + "x";
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> {
                        ThaiText.normalise(hostile);
                        ThaiText.normaliseLines(hostile);
                    });
        }
    }
}
