package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.letters.Comparison.Piece;
import th.sala.letters.Comparison.Sort;

class ComparisonTests {
    private static String without(List<Piece> pieces, Sort left) {
        return pieces.stream()
                .filter(piece -> piece.sort() != left)
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    @Test
    void saysWhichWordsDiffer() {
        var pieces = Comparison.pieces("ด้วยกรมจะจัดประชุม", "ด้วยจังหวัดจะจัดประชุม");
        assertThat(pieces)
                .containsExactly(
                        new Piece("ด้วย", Sort.SAME),
                        new Piece("กรม", Sort.GONE),
                        new Piece("จังหวัด", Sort.NEW),
                        new Piece("จะจัดประชุม", Sort.SAME));
        assertThat(Comparison.pieces("เหมือนกัน", "เหมือนกัน"))
                .containsExactly(new Piece("เหมือนกัน", Sort.SAME));
        assertThat(Comparison.pieces("", "")).isEmpty();
        assertThat(Comparison.pieces("", "ใหม่")).containsExactly(new Piece("ใหม่", Sort.NEW));
    }

    @ParameterizedTest(name = "texts made with seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothTextsCanBeReadOutOfIt(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var before = text(random);
            var after = text(random);
            var pieces = Comparison.pieces(before, after);
            assertThat(without(pieces, Sort.NEW)).isEqualTo(before);
            assertThat(without(pieces, Sort.GONE)).isEqualTo(after);
        }
    }

    /// Marks and vowels in any order, words, spaces and line ends.
    private static String text(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append("ประชุม");
                case 1 -> text.append("จังหวัด");
                case 2 -> text.append(random.nextBoolean() ? ' ' : '\n');
                default -> text.append((char) random.nextInt('ก', '๛'));
            }
        }
        return text.toString();
    }

    @Test
    void longTextsAreComparedByLineAndVeryLongOnesNotAtAll() {
        var lines = "ด้วยจังหวัดจะจัดประชุมคณะกรรมการ\n".repeat(800);
        var byLine = Comparison.pieces(lines, lines + "ท้าย");
        assertThat(byLine).extracting(Piece::sort).containsExactly(Sort.SAME, Sort.NEW);
        var huge = "ก\n".repeat(40_000);
        assertThat(Comparison.pieces(huge, huge + "ข"))
                .extracting(Piece::sort)
                .containsExactly(Sort.GONE, Sort.NEW);
    }

    @Test
    void onlyFieldsThatDifferAreNamed() {
        var signer = UUID.randomUUID();
        var before = kept(signer, "ขอเชิญประชุม", "ด้วยจังหวัด", List.of("a@x.example"));
        var after = kept(signer, "ขอเชิญประชุม", "ด้วยกรม", List.of("a@x.example", "b@x.example"));
        assertThat(Comparison.of(before, after, UUID::toString, LetterKind::name))
                .extracting(Comparison.Field::key)
                .containsExactly("letters.write.to", "letters.write.body");
        assertThat(Comparison.of(before, before, UUID::toString, LetterKind::name)).isEmpty();
    }

    private static LetterVersion.Kept kept(
            UUID signer, String subject, String body, List<String> to) {
        var content =
                new Content(
                        signer,
                        false,
                        Urgency.NORMAL,
                        "",
                        "ศส 0017",
                        subject,
                        "ผู้ว่าราชการจังหวัด",
                        "",
                        body,
                        "",
                        "",
                        "",
                        "ขอแสดงความนับถือ",
                        "");
        return new LetterVersion.Kept(content, to, List.of(), null);
    }
}
