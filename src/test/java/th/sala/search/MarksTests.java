package th.sala.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTests {
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "งบประมาณ, ขอความเห็นชอบงบประมาณ, ขอความเห็นชอบ[งบประมาณ]",
        "123, ที่ ศส ๐๐๑๗.๒/๑๒๓, ที่ ศส ๐๐๑๗.๒/[๑๒๓]",
        "123, ๑๒๓๔, ๑๒๓๔",
        "ศส0017.2/123, ที่ ศส ๐๐๑๗.๒/๑๒๓ ลง, ที่ [ศส ๐๐๑๗.๒/๑๒๓] ลง",
        "พรบ, ตาม พ.ร.บ. นี้, ตาม [พ.ร.บ]. นี้",
        "เจ้าหนาที่, ถึงเจ้าหน้าที่ทุกคน, ถึง[เจ้าหน้าที่]ทุกคน",
        "sala, ระบบ SALA, ระบบ [SALA]",
        "กา, ตั้งกา้น, ตั้ง[กา้]น",
    })
    void marks(String wanted, String text, String marked) {
        assertThat(written(new Marks(List.of(wanted)).in(text))).isEqualTo(marked);
    }

    @Test
    void theExcerptIsAroundTheFirstMark() {
        var text = "ก".repeat(500) + " งบประมาณ " + "ข".repeat(500);

        var excerpt = written(new Marks(List.of("งบประมาณ")).around(text));

        assertThat(excerpt).startsWith("… ก").contains("[งบประมาณ]").endsWith("ข …");
        assertThat(excerpt.length()).isLessThan(260);
    }

    private static String written(List<Marks.Piece> pieces) {
        return pieces.stream()
                .map(piece -> piece.marked() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }
}
