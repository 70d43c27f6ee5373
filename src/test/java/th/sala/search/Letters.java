package th.sala.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;

/// Letters that were never written: always the same one under the same number. Words come as often
/// as Zipf says: office words of a list first, then twenty thousand names of places and people that
/// are put together from syllables.
final class Letters {
    static final UUID AGENCY = new UUID(0x5a1a_0000_0000_4000L, 0x8000_0000_0000_0001L);

    private static final int NAMES = 20_000;
    private static final int AGENCIES = 2_000;
    private static final long SEED = 2569;
    private static final int DAYS = 3_650;
    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);
    private static final String CONSONANTS = "กขคงจชณดตถทนบปผพฟภมยรลวศสหอ";
    private static final String[] VOWELS = {
        "%sา%s", "%sั%s", "%sิ%s", "%sุ%s", "เ%s%s", "แ%s%s", "โ%s%s", "%sี%s", "%s่อ%s", "%s้า%s"
    };
    private static final String[] URGENCIES = {
        "letters.urgency.normal", "letters.urgency.normal", "letters.urgency.normal",
        "letters.urgency.soon", "letters.urgency.urgent", "letters.urgency.immediate"
    };

    private final List<String> words;
    private final double[] zipf;

    Letters() {
        words = new ArrayList<>(list());
        var random = new Random(SEED);
        for (int i = 0; i < NAMES; i++) {
            words.add(syllable(random) + syllable(random) + syllable(random));
        }
        zipf = new double[words.size()];
        double sum = 0;
        for (int rank = 0; rank < zipf.length; rank++) {
            sum += 1.0 / (rank + 1);
            zipf[rank] = sum;
        }
    }

    private static String syllable(Random random) {
        return VOWELS[random.nextInt(VOWELS.length)].formatted(
                CONSONANTS.charAt(random.nextInt(CONSONANTS.length())),
                CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
    }

    private static List<String> list() {
        try {
            return new ClassPathResource("search/bench-words.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Written and asked alike.
    String word(Random random) {
        var at = Arrays.binarySearch(zipf, random.nextDouble() * zipf[zipf.length - 1]);
        return words.get(Math.min(words.size() - 1, at < 0 ? -at - 1 : at));
    }

    private String words(Random random, int least, int most) {
        var text = new StringBuilder();
        int count = least + random.nextInt(most - least);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 && random.nextInt(6) == 0 ? " " : "").append(word(random));
        }
        return text.toString();
    }

    static UUID id(int number) {
        return new UUID(0x1e77_e400_0000_4000L, 0x8000_0000_0000_0000L | number);
    }

    static String letterNumber(int number) {
        return "ศส %04d.%d/%d".formatted(number % 61, number % 7 + 1, number / 10 + 1);
    }

    Document document(int number) {
        var random = new Random(SEED + number * 7919L);
        var day = LAST.minusDays(random.nextInt(DAYS));
        var at = day.atTime(8, 0).atZone(Lexemes.BANGKOK).toInstant();
        var sender = "กรม" + words.get(list + (int) (Math.pow(random.nextDouble(), 3) * AGENCIES));
        return new Document(
                AGENCY,
                "letters.search.letter",
                id(number),
                at.plusSeconds(random.nextInt(30_000)),
                random.nextInt(50) == 0 ? Set.of("all", "unit") : Set.of("all"),
                random.nextBoolean() ? Document.IN : Document.OUT,
                URGENCIES[random.nextInt(URGENCIES.length)],
                random.nextInt(10) == 0 ? "letters.search.arrived" : "letters.search.registered",
                List.of(sender),
                letterNumber(number),
                day.minusDays(2),
                words(random, 4, 10),
                sender,
                List.of(sender, "นาย" + word(random) + " " + word(random)),
                "/letters/in/" + id(number),
                List.of(words(random, 40, 90)));
    }

    private final int list = list().size();
}
