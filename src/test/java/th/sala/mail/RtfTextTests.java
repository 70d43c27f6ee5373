package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtfTextTests {
    /// The example of MS-OXRTFCP 4.1.1.
    private static final byte[] COMPRESSED =
            HexFormat.of()
                    .parseHex(
                            "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
                                    + "0af32068656c090020627705b06c647d0a800fa0");

    @Test
    void readsWhatOutlookCompressed() {
        assertThat(new String(CompressedRtf.read(COMPRESSED), StandardCharsets.US_ASCII))
                .isEqualTo("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    @Test
    void readsNothingBeyondTheEnd() {
        for (int length = 0; length < COMPRESSED.length; length++) {
            assertThat(CompressedRtf.read(Arrays.copyOf(COMPRESSED, length)))
                    .hasSizeLessThanOrEqualTo(43);
        }
    }

    /// References that repeat what they just wrote: 18 bytes for two.
    @Test
    void expandsToWhatIsSaidAndNoMore() {
        var bomb = new byte[16 + 300_000];
        Arrays.fill(bomb, 16, bomb.length, (byte) 0xff);
        System.arraycopy(
                HexFormat.of().parseHex("00000000e80300004c5a467500000000"), 0, bomb, 0, 16);

        assertThat(CompressedRtf.read(bomb)).hasSizeLessThan(1000 + 18);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {\\rtf1\\ansi\\ansicpg874 \\'ca\\'c7\\'d1\\'ca\\'b4\\'d5}                    | สวัสดี
                    {\\rtf1{\\fonttbl{\\f2\\fcharset222 x;}}{\\f2 \\'a1}\\'e9}                 | กé
                    {\\rtf1\\uc1 \\u3585?\\u3586\\'3f}                                      | กข
                    {\\rtf1\\uc0 \\u3585\\u3586}                                            | กข
                    {\\rtf1{\\*\\unknown no}{\\info{\\title no}}yes\\{\\}\\\\}                 | yes{}\\
                    {\\rtf1 a{\\pict\\bin3 }}}}b}                                           | ab
                    {\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf no\\htmlrtf0 a{\\*\\htmltag84 &amp;}} | a&
                    """)
    void readsTheWords(String rtf, String words) {
        var written = rtf.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(RtfText.of(written)).isEqualTo(words);
    }

    @Test
    void stopsWhereGroupsGoTooDeep() {
        assertThat(RtfText.of(("{".repeat(1000) + "a").getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("a");
        assertThat(RtfText.of(("{".repeat(1001) + "a").getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "\\", "\\'", "\\u1", "{\\*", "\\bin99999999 ", "\\par", "a"})
    void readsInTimeThatGrowsWithTheLength(String piece) {
        var rtf = piece.repeat(3_000_000 / piece.length()).getBytes(StandardCharsets.US_ASCII);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RtfText.of(rtf));
    }
}
