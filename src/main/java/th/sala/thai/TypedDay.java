package th.sala.thai;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A day as people type it, in Buddhist or common era: the one reading of all fields for days.
public final class TypedDay {
    private TypedDay() {}

    private static final int BUDDHIST_OFFSET = 543;

    /// A year from here on is of the Buddhist era.
    private static final int FIRST_BUDDHIST = 2400;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("([0-9]{1,2})\\s*[/.-]\\s*([0-9]{1,2})\\s*[/.-]\\s*([0-9]{4})");
    private static final Pattern IN_WORDS =
            Pattern.compile(
                    "([0-9]{1,2})\\s*([\\p{L}\\p{M}.]{2,12})\\s*(?:พ\\.?ศ\\.?|ค\\.?ศ\\.?)?\\s*([0-9]{4})");

    /// Each month's name and its abbreviation without points.
    private static final List<List<String>> MONTHS =
            List.of(
                    List.of("มกราคม", "มค", "january", "jan"),
                    List.of("กุมภาพันธ์", "กพ", "february", "feb"),
                    List.of("มีนาคม", "มีค", "march", "mar"),
                    List.of("เมษายน", "เมย", "april", "apr"),
                    List.of("พฤษภาคม", "พค", "may"),
                    List.of("มิถุนายน", "มิย", "june", "jun"),
                    List.of("กรกฎาคม", "กค", "july", "jul"),
                    List.of("สิงหาคม", "สค", "august", "aug"),
                    List.of("กันยายน", "กย", "september", "sep"),
                    List.of("ตุลาคม", "ตค", "october", "oct"),
                    List.of("พฤศจิกายน", "พย", "november", "nov"),
                    List.of("ธันวาคม", "ธค", "december", "dec"));

    /// `21/11/2569`, `2026-11-21`, `๒๑ พ.ย. ๒๕๖๙` and the like. A year of two digits could be of
    /// either era and is not read.
    public static Optional<LocalDate> read(String text) {
        var typed = Digits.ARABIC.in(ThaiText.normalise(text));
        var yearFirst = YEAR_FIRST.matcher(typed);
        if (yearFirst.matches()) {
            return day(yearFirst.group(1), number(yearFirst, 2), yearFirst.group(3));
        }
        var dayFirst = DAY_FIRST.matcher(typed);
        if (dayFirst.matches()) {
            return day(dayFirst.group(3), number(dayFirst, 2), dayFirst.group(1));
        }
        var inWords = IN_WORDS.matcher(typed);
        if (inWords.matches()) {
            return day(inWords.group(3), month(inWords.group(2)), inWords.group(1));
        }
        return Optional.empty();
    }

    /// The day in the era that its year says. It is checked after that: 29 February 2567 is one.
    public static Optional<LocalDate> of(int year, int month, int day) {
        var common = year >= FIRST_BUDDHIST ? year - BUDDHIST_OFFSET : year;
        if (common < FIRST_YEAR || common > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(common, month, day));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String year, int month, String day) {
        return of(Integer.parseInt(year), month, Integer.parseInt(day));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /// 1 to 12, or 0 for what is no month.
    static int month(String name) {
        var plain = name.replace(".", "").toLowerCase(java.util.Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).contains(plain)) {
                return i + 1;
            }
        }
        return 0;
    }
}
