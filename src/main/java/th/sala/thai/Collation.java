package th.sala.thai;

import java.text.Collator;
import java.util.Comparator;
import java.util.regex.Pattern;

/// ลำดับพจนานุกรม: Thai in the order of the dictionary. A leading vowel counts after its consonant
/// (เก stands before ข), tone marks decide only between words that are otherwise equal, and Thai
/// digits count like the others.
///
/// In Java and not in SQL, because what order PostgreSQL knows depends on how it was built.
public final class Collation {
    /// A total order: texts that the dictionary holds equal are ordered by their code points.
    public static final Comparator<String> DICTIONARY =
            inDictionary().thenComparing(Comparator.naturalOrder());

    /// Whether somebody is Miss, Mrs or Mr says nothing about where to look for them.
    private static final Pattern TITLE =
            Pattern.compile("^(?:นางสาว|นาง|นาย|น\\.ส\\.|ดร\\.|ว่าที่ร้อยตรี(?:หญิง)?)\\s*");

    /// People by their given names.
    public static final Comparator<String> GIVEN_NAME =
            Comparator.comparing((String name) -> TITLE.matcher(name).replaceFirst(""), DICTIONARY)
                    .thenComparing(Comparator.naturalOrder());

    private Collation() {}

    private static Comparator<String> inDictionary() {
        var collator = Collator.getInstance(Display.THAI);
        return (left, right) -> collator.compare(key(left), key(right));
    }

    private static String key(String text) {
        return Digits.ARABIC.in(text);
    }
}
