package th.sala.demo;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A random password that is read and typed without effort: `kuta-mibo-relu-47`, some 43 bits.
final class EasyPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CONSONANTS = "bdfghkmnprstwy";
    private static final String VOWELS = "aeiou";
    private static final int WORDS = 3;

    private EasyPassword() {}

    static String fresh() {
        var words = IntStream.range(0, WORDS).mapToObj(_ -> syllable() + syllable());
        var digits = 10 + RANDOM.nextInt(90);
        return words.collect(Collectors.joining("-")) + "-" + digits;
    }

    private static String syllable() {
        return "" + one(CONSONANTS) + one(VOWELS);
    }

    private static char one(String of) {
        return of.charAt(RANDOM.nextInt(of.length()));
    }
}
