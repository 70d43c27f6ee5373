package th.sala.pdf;

import java.util.Set;
import java.util.stream.Collectors;
import th.sala.law.Refusal;

/// Refusal: the text has letters for which there is no glyph. Nothing is ever drawn as an empty
/// box.
public class CannotBeSet extends Refusal {
    private static final int MOST_NAMED = 10;

    CannotBeSet(Set<Integer> missing) {
        super("pdf.no-glyph", named(missing));
    }

    /// The letters, with their numbers in Unicode: they can often not be shown.
    public static String named(Set<Integer> missing) {
        return missing.stream()
                .limit(MOST_NAMED)
                .map(letter -> "%s (U+%04X)".formatted(Character.toString(letter), letter))
                .collect(Collectors.joining(", "));
    }
}
