package th.sala.registers;

import static th.sala.law.Instrument.SARABAN_26;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import th.sala.law.Clause;
import th.sala.thai.Digits;

/// เลขที่หนังสือ: `สท 0017.2/ว 1622`. Kept with digits 0-9; how it shows is the reader's choice.
///
/// @param ownerCode agency consonants and owner number: `สท 0017.2`, `คค (ปคร) 0210`
/// @param circular หนังสือเวียน, marked ว; it counts in a series of its own
/// @param number of the calendar year, from 1
public record LetterNumber(String ownerCode, boolean circular, int number) {
    public LetterNumber {
        if (ownerCode.isBlank() || number < 1) {
            throw new IllegalArgumentException(ownerCode + " " + number);
        }
    }

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(\\p{L}[\\p{L}\\p{M}.]{0,60}\\s?(?:\\([^)/]{1,20}\\)\\s?)?[0-9][0-9.]{0,30})\\s{0,9}/\\s{0,9}(ว)?\\s{0,9}([0-9]{1,9})");

    /// As it stands on the letter. There is no year in it.
    @Clause(id = "C10", of = SARABAN_26, value = "เลขที่หนังสือออก")
    public String text() {
        return ownerCode + "/" + (circular ? "ว " : "") + number;
    }

    /// Reads a number that stands alone, in either digits.
    public static Optional<LetterNumber> parse(String text) {
        var matcher = WRITTEN.matcher(Digits.ARABIC.in(text).strip());
        return matcher.matches() ? of(matcher) : Optional.empty();
    }

    /// The first number in the text, if there is one.
    public static Optional<LetterNumber> firstIn(String text) {
        var matcher = WRITTEN.matcher(Digits.ARABIC.in(text));
        return matcher.find() ? of(matcher) : Optional.empty();
    }

    private static final int MOST = 20;

    /// The numbers in the text, the first of them only.
    public static List<LetterNumber> allIn(String text) {
        return WRITTEN.matcher(Digits.ARABIC.in(text))
                .results()
                .limit(MOST)
                .flatMap(found -> parse(found.group()).stream())
                .distinct()
                .toList();
    }

    private static Optional<LetterNumber> of(java.util.regex.Matcher matcher) {
        var number = Integer.parseInt(matcher.group(3));
        return number < 1
                ? Optional.empty()
                : Optional.of(
                        new LetterNumber(
                                matcher.group(1).strip(), matcher.group(2) != null, number));
    }
}
