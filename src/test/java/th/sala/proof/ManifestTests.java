package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTests {
    private static final Hash A = Hash.sha256("a");
    private static final Hash B = Hash.sha256("b");
    private static final Manifest GOOD =
            new Manifest(
                    "letter",
                    "file with words\nและบรรทัด",
                    Instant.parse("2026-03-02T01:00:00Z"),
                    "sala.example/log",
                    new TreeMap<>(Map.of("b", B, "a/ชื่อ ไฟล์.pdf", A)));

    @Test
    void isReadAsItIsWritten() {
        assertThat(Manifest.parse(GOOD.text())).isEqualTo(GOOD);
        assertThat(GOOD.text())
                .isEqualTo(
                        """
                        sala-bundle 1
                        kind letter
                        about file with words\\nและบรรทัด
                        made 2026-03-02T01:00:00Z
                        log sala.example/log
                        file %s a/ชื่อ ไฟล์.pdf
                        file %s b
                        """
                                .formatted(A, B));
    }

    @Test
    void isNothingElse() {
        var good = GOOD.text();
        var last = "file " + B + " b\n";
        for (var wrong :
                List.of(
                        "",
                        good + "\n",
                        good + last,
                        good + "file " + A + " b\n",
                        last + good,
                        good.replace(last, "") + "file " + B + " B\n",
                        good.replace(last, "file  " + B + " b\n"),
                        good.replace(last, "file " + B + "\n"),
                        good.replace(last, "file " + B.hex().substring(1) + " b\n"),
                        good.replace(last, "file " + B + " \n"),
                        good.replace("\n", "\r\n"),
                        good.replace("\\n", "\\x"),
                        good.replace("kind letter\n", ""),
                        good.replace("kind letter", "kind novel"),
                        good.replace("sala-bundle 1", "sala-bundle 2"),
                        good.replace("01:00:00Z", "01:00:00.000Z"),
                        good.replace("2026-03-02T01:00:00Z", "today"))) {
            assertThat(wrong).isNotEqualTo(good);
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Manifest.parse(wrong));
        }
    }

    /// Whoever unpacks a bundle writes what it names.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "./a",
                "a/./b",
                "a//b",
                "a/",
                "a\\b",
                "C:a",
                "a\nfile b",
                "a\u0000",
                "a\u007f"
            })
    void namesNoPathThatLeadsElsewhere(String path) {
        var files = new TreeMap<>(Map.of(path, A));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Manifest("letter", "", GOOD.made(), "log", files));
    }

    @Test
    void namesOrdinaryPaths() {
        var files = new TreeMap<>(Map.of("..a", A, "a..b/c.d", A, ".a", A, "…", A));
        var manifest = new Manifest("letter", "", GOOD.made(), "log", files);
        assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
    }

    @Test
    void isWholeForRegistersAndAudits() {
        for (var kind :
                Map.of(
                                "letter",
                                false,
                                "person",
                                false,
                                "meeting",
                                false,
                                "register",
                                true,
                                "audit",
                                true)
                        .entrySet()) {
            var manifest = new Manifest(kind.getKey(), "", GOOD.made(), "log", new TreeMap<>());
            assertThat(manifest.isWhole()).as(kind.getKey()).isEqualTo(kind.getValue());
        }
    }
}
