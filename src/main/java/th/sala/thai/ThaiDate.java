package th.sala.thai;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds a date as Thai letters write it: `๒๗ เมษายน ๒๕๖๓`, `24 ธ.ค. 2567`, `8/5/2563`.
public final class ThaiDate {
    private static final Pattern WORDED =
            Pattern.compile(
                    "(?<![0-9])([0-9]{1,2})\\s{0,20}([\\p{L}\\p{M}.]{2,12}?)\\s{0,20}(?:พ\\.ศ\\.)?\\s{0,20}([0-9]{4})(?![0-9])");
    private static final Pattern SLASHED =
            Pattern.compile("(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])");

    private ThaiDate() {}

    /// The first date in the text, in either digits and either era, if there is one.
    public static Optional<LocalDate> firstIn(String text) {
        var plain = Digits.ARABIC.in(text);
        var worded =
                WORDED.matcher(plain)
                        .results()
                        .map(found ->
                                of(found.group(3), TypedDay.month(found.group(2)), found.group(1)));
        return worded.flatMap(Optional::stream).findFirst().or(() -> firstSlashedIn(plain));
    }

    private static Optional<LocalDate> firstSlashedIn(String plain) {
        return SLASHED.matcher(plain)
                .results()
                .map(found -> of(found.group(3), Integer.parseInt(found.group(2)), found.group(1)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<LocalDate> of(String year, int month, String day) {
        return TypedDay.of(Integer.parseInt(year), month, Integer.parseInt(day));
    }
}
