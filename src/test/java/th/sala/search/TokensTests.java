package th.sala.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTests {
    @ParameterizedTest(name = "{0} is the number {1}")
    @CsvSource({
        "ศส ๐๐๑๗.๒/๑๒๓, ศส0017.2/123",
        "ศส0017.2/123, ศส0017.2/123",
        "ศส 0017.2 / 123, ศส0017.2/123",
        "ศส. 0017.2/ว ๑๒๓, ศส0017.2/ว123",
        "0017.2/ว123, 0017.2/ว123",
        "ว ๔๕, ว45",
        "๑๒๓, 123",
        "'๒,๐๐๐', 2000",
    })
    void numbers(String typed, String number) {
        assertThat(tokens(typed)).containsExactly("NUMBER " + number);
    }

    @ParameterizedTest(name = "{0} is the day {1}")
    @CsvSource({
        "๒๗ เมษายน ๒๕๖๓, 2020-04-27",
        "27 เม.ย. 2563, 2020-04-27",
        "27 เมษายน พ.ศ. 2563, 2020-04-27",
        "27 เมษายน 2020, 2020-04-27",
        "27/4/2563, 2020-04-27",
        "2020-04-27, 2020-04-27",
    })
    void days(String typed, String day) {
        assertThat(tokens(typed)).containsExactly("DAY " + day);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "พ.ร.บ., พรบ",
        "พ. ร. บ., พรบ",
        "กทม., กทม",
        "กทม, กทม",
        "งบประมาณ, งบประมาณ",
        "น\u0E49\u0E4D\u0E32, น้ำ",
        "Sala, sala",
    })
    void words(String typed, String word) {
        assertThat(tokens(typed)).containsExactly("WORD " + word);
    }

    @Test
    void aCompoundIsFoundByItsPartsToo() {
        assertThat(Lexemes.ofText("เรื่องการจัดซื้อจัดจ้าง", Words.OF_RECORD).all())
                .contains("จัดซื้อจัดจ้าง", "จัด", "ซื้อ", "จ้าง");
    }

    @Test
    void aYearIsOneInBothEras() {
        assertThat(Lexemes.ofText("ปี ๒๕๖๓", Words.OF_RECORD).all()).contains("@2020", "#2563");
        assertThat(Lexemes.ofText("ปี 2020", Words.OF_RECORD).all()).contains("@2020", "#2020");
    }

    @Test
    void aLetterNumberIsFoundByItsPieces() {
        assertThat(Lexemes.ofText("ที่ ศส ๐๐๑๗.๒/ว ๑๒๓", Words.OF_RECORD).all())
                .contains("#ศส0017.2/ว123", "#0017.2/ว123", "#ว123", "#123", "#0017.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' & | ! ( ) : * <-> \\ \\' ''",
                "% _ \\% .* [a-z]+ (?:x)* ^$",
                "\u0000\u0001\u0007\uD800 \u200B\u202E",
                "))))((((",
                "'; DROP TABLE search.record; --",
            })
    void nothingTypedIsAnOperator(String typed) {
        var asked = Asked.read(typed);
        var query = new Expression.All(asked.wishes().stream().map(Asked.Wish::exactly).toList());
        assertThat(query.tsquery("")).doesNotContain("<->", ":*", "\u0000");
    }

    @Test
    @Timeout(20)
    void whatIsVeryLongTakesBoundedTime() {
        for (var piece :
                List.of("๑", "1/", "ว ", "ก", "ก.", "1 ", "27 เมษายน ", "\"", "ก ข ", "ํ", "่า")) {
            var text = piece.repeat(100_000 / piece.length());
            assertThatCode(() -> Lexemes.ofText(text, Words.OF_FILES)).doesNotThrowAnyException();
            assertThat(Asked.read(text).wishes()).hasSizeLessThanOrEqualTo(16);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.", "1-", "1,234,", "๑.", "ว1.", "1/", "1.2.3/ว", "ก.1."})
    void longNumbersNeedNoStack(String piece) throws Exception {
        var text = piece.repeat(Tokens.LONGEST_TEXT / piece.length());
        var failed = new AtomicReference<Throwable>();
        var thread = new Thread(null, () -> Tokens.of(Tokens.plain(text)), "small", 256 * 1024);
        thread.setUncaughtExceptionHandler((_, thrown) -> failed.set(thrown));
        thread.start();
        thread.join();
        assertThat(failed.get()).isNull();
    }

    @Test
    void wordsOfALongTextStayWithinTheirBudgetAndItIsSaid() {
        var text =
                IntStream.range(0, 6_000)
                        .mapToObj(i -> "가" + i + "나".repeat(55))
                        .collect(Collectors.joining(" "));
        var words = Lexemes.ofText(text, Words.OF_FILES);
        assertThat(words.isCut()).isTrue();
        assertThat(words.bytes()).isBetween(Words.OF_FILES - 1_000, Words.OF_FILES);
        assertThat(words.within(0).all()).isEmpty();
        assertThat(Lexemes.ofText("ก".repeat(Tokens.LONGEST_TEXT + 1), Words.OF_FILES).isCut())
                .isTrue();
        assertThat(Lexemes.ofText("หนังสือ", Words.OF_FILES).isCut()).isFalse();
    }

    @ParameterizedTest(name = "{0} times {1}: cut {2}")
    @CsvSource({
        "'ก ข ', 8, false",
        "'ก ข ', 9, true",
        "'\"ก\" ', 16, false",
        "'\"ก\" ', 17, true",
        "'\"ก ข ค ง จ ฉ ช ซ\" ', 5, false",
        "'\"ก ข ค ง จ ฉ ช ซ\" ', 6, true",
        "a, 300, false",
        "a, 301, true",
    })
    void saysWhetherMoreWasTypedThanIsLookedFor(String piece, int times, boolean isCut) {
        assertThat(Asked.read(piece.repeat(times).strip()).isCut()).isEqualTo(isCut);
    }

    private static List<String> tokens(String typed) {
        return Tokens.of(Tokens.plain(typed)).stream()
                .map(token -> token.kind() + " " + token.text())
                .toList();
    }
}
