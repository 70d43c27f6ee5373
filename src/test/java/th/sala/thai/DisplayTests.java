package th.sala.thai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Instant MORNING = Instant.parse("2026-11-21T03:05:00Z");

    @ParameterizedTest(name = "X4 วันที่ในหนังสือ: {0} {1} {2}: {3}")
    @CsvSource({
        "th, THAI, BUDDHIST, ๒๑ พฤศจิกายน ๒๕๖๙, ๒๑ พ.ย. ๒๕๖๙, วันเสาร์ที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙, ๒๑ พ.ย. ๒๕๖๙ ๑๐:๐๕ น., ๒๕๖๙",
        "th, ARABIC, BUDDHIST, 21 พฤศจิกายน 2569, 21 พ.ย. 2569, วันเสาร์ที่ 21 พฤศจิกายน พ.ศ. 2569, 21 พ.ย. 2569 10:05 น., 2569",
        "th, THAI, COMMON, ๒๑ พฤศจิกายน ๒๐๒๖, ๒๑ พ.ย. ๒๐๒๖, วันเสาร์ที่ ๒๑ พฤศจิกายน ค.ศ. ๒๐๒๖, ๒๑ พ.ย. ๒๐๒๖ ๑๐:๐๕ น., ๒๐๒๖",
        "th, ARABIC, COMMON, 21 พฤศจิกายน 2026, 21 พ.ย. 2026, วันเสาร์ที่ 21 พฤศจิกายน ค.ศ. 2026, 21 พ.ย. 2026 10:05 น., 2026",
        "en, THAI, BUDDHIST, ๒๑ November ๒๕๖๙, ๒๑ Nov ๒๕๖๙, Saturday ๒๑ November ๒๕๖๙, ๒๑ Nov ๒๕๖๙ ๑๐:๐๕, ๒๕๖๙",
        "en, ARABIC, BUDDHIST, 21 November 2569, 21 Nov 2569, Saturday 21 November 2569, 21 Nov 2569 10:05, 2569",
        "en, THAI, COMMON, ๒๑ November ๒๐๒๖, ๒๑ Nov ๒๐๒๖, Saturday ๒๑ November ๒๐๒๖, ๒๑ Nov ๒๐๒๖ ๑๐:๐๕, ๒๐๒๖",
        "en, ARABIC, COMMON, 21 November 2026, 21 Nov 2026, Saturday 21 November 2026, 21 Nov 2026 10:05, 2026",
    })
    void showsByPreference(
            Locale language,
            Digits digits,
            Display.Era era,
            String date,
            String shortDate,
            String longDate,
            String dateTime,
            String year) {
        var show = new Display(language, digits, era);

        assertThat(show.date(DAY)).isEqualTo(date);
        assertThat(show.shortDate(DAY)).isEqualTo(shortDate);
        assertThat(show.longDate(DAY)).isEqualTo(longDate);
        assertThat(show.dateTime(MORNING)).isEqualTo(dateTime);
        assertThat(show.year(Year.of(2026))).isEqualTo(year);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "THAI, BUDDHIST, ๒๑/๑๑/๒๕๖๙",
        "ARABIC, BUDDHIST, 21/11/2569",
        "ARABIC, COMMON, 21/11/2026",
    })
    void whatStandsInAFieldIsReadAgain(Digits digits, Display.Era era, String typed) {
        var show = new Display(Display.THAI, digits, era);
        assertThat(show.typed(DAY)).isEqualTo(typed);
        assertThat(TypedDay.read(typed)).contains(DAY);
        assertThat(TypedDay.read(show.shortDate(DAY))).contains(DAY);
        assertThat(show.typed(null)).isEmpty();
    }

    @Test
    void numbersInSentencesHaveTheDigitsPreferred() {
        var arabic = new Display(Display.THAI, Digits.ARABIC, Display.Era.BUDDHIST);
        assertThat(Display.OFFICIAL.arguments(1200, 7L, "mx7.example", null))
                .containsExactly("๑๒๐๐", "๗", "mx7.example", null);
        assertThat(arabic.arguments(1200, "ก")).containsExactly("1200", "ก");
        assertThat(Display.OFFICIAL.arguments()).isEmpty();
    }

    @ParameterizedTest(name = "{0} in Bangkok is {1}")
    @CsvSource({
        "2026-12-31T16:59:59Z, ๓๑ ธ.ค. ๒๕๖๙ ๒๓:๕๙ น.",
        "2026-12-31T17:00:00Z, ๑ ม.ค. ๒๕๗๐ ๐๐:๐๐ น.",
        "2028-02-28T17:00:00Z, ๒๙ ก.พ. ๒๕๗๑ ๐๐:๐๐ น.",
    })
    void theDayIsBangkoks(Instant moment, String shown) {
        assertThat(Display.OFFICIAL.dateTime(moment)).isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-01-01, ๑ มกราคม ๒๕๖๙",
        "2026-02-28, ๒๘ กุมภาพันธ์ ๒๕๖๙",
        "2026-03-31, ๓๑ มีนาคม ๒๕๖๙",
        "2026-04-30, ๓๐ เมษายน ๒๕๖๙",
        "2026-05-01, ๑ พฤษภาคม ๒๕๖๙",
        "2026-06-01, ๑ มิถุนายน ๒๕๖๙",
        "2026-07-01, ๑ กรกฎาคม ๒๕๖๙",
        "2026-08-01, ๑ สิงหาคม ๒๕๖๙",
        "2026-09-30, ๓๐ กันยายน ๒๕๖๙",
        "2026-10-01, ๑ ตุลาคม ๒๕๖๙",
        "2026-11-01, ๑ พฤศจิกายน ๒๕๖๙",
        "2026-12-31, ๓๑ ธันวาคม ๒๕๖๙",
    })
    void namesEveryMonth(LocalDate day, String shown) {
        assertThat(Display.OFFICIAL.date(day)).isEqualTo(shown);
    }

    @Test
    void namesEveryWeekday() {
        var monday = LocalDate.of(2026, 11, 16);
        assertThat(monday.datesUntil(monday.plusDays(7)).map(Display.OFFICIAL::longDate))
                .satisfiesExactly(
                        shown -> assertThat(shown).startsWith("วันจันทร์ที่"),
                        shown -> assertThat(shown).startsWith("วันอังคารที่"),
                        shown -> assertThat(shown).startsWith("วันพุธที่"),
                        shown -> assertThat(shown).startsWith("วันพฤหัสบดีที่"),
                        shown -> assertThat(shown).startsWith("วันศุกร์ที่"),
                        shown -> assertThat(shown).startsWith("วันเสาร์ที่"),
                        shown -> assertThat(shown).startsWith("วันอาทิตย์ที่"));
    }

    @Test
    void showsNothingForNothing() {
        var show = Display.OFFICIAL;
        assertThat(show.date(null)).isEmpty();
        assertThat(show.shortDate(null)).isEmpty();
        assertThat(show.dateTime((Instant) null)).isEmpty();
        assertThat(show.text(null)).isEmpty();
    }

    @Test
    void showsNumbersAndTimes() {
        assertThat(Display.OFFICIAL.number(1_000_000)).isEqualTo("๑๐๐๐๐๐๐");
        assertThat(Display.OFFICIAL.number(-1)).isEqualTo("-๑");
        assertThat(Display.OFFICIAL.time(LocalTime.MIDNIGHT)).isEqualTo("๐๐:๐๐ น.");
        assertThat(Display.OFFICIAL.time(LocalTime.of(23, 59, 59))).isEqualTo("๒๓:๕๙ น.");
        assertThat(Display.OFFICIAL.text("สท 0017/ว 9")).isEqualTo("สท ๐๐๑๗/ว ๙");
    }
}
