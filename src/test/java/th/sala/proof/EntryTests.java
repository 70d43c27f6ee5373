package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTests {
    private static final UUID ID = UUID.fromString("0197c1a5-0000-7000-8000-00000000000a");
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00.123456Z");
    private static final Hash COMMITMENT = Hash.sha256("said");
    private final String leaf =
            Entry.leaf(
                    Entry.head(
                            ID,
                            AT,
                            "+0.012",
                            "agency",
                            "account",
                            "password",
                            "officer 2026-01-01 -",
                            "letter.sent",
                            "letter 1",
                            Entry.DONE),
                    COMMITMENT);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void isReadAsItIsWritten() {
        var entry = Entry.parse(bytes(leaf));
        assertThat(entry)
                .isEqualTo(
                        new Entry(
                                ID,
                                AT,
                                "+0.012",
                                "agency",
                                "account",
                                "password",
                                "officer 2026-01-01 -",
                                "letter.sent",
                                "letter 1",
                                "done",
                                COMMITMENT));
        assertThat(entry.isDone()).isTrue();
        assertThat(Entry.parse(bytes(leaf.replace("outcome done", "outcome refused C4"))).isDone())
                .isFalse();
        assertThat(leaf)
                .isEqualTo(
                        """
                        sala-evidence 1
                        id 0197c1a5-0000-7000-8000-00000000000a
                        at 2026-03-02T01:00:00.123456Z
                        clock +0.012
                        agency agency
                        account account
                        identified password
                        right officer 2026-01-01 -
                        act letter.sent
                        record letter 1
                        outcome done
                        commitment %s
                        """
                                .formatted(COMMITMENT));
    }

    /// Each says the same to a lenient reader, or nothing.
    @ParameterizedTest
    @CsvSource({
        "sala-evidence 1, sala-evidence 2",
        "sala-evidence 1, sala-evidence 01",
        "0197c1a5, 197c1a5",
        "00000000000a, 00000000000A",
        "0197c1a5, x197c1a5",
        "01:00:00.123456Z, 01:00:00.123456000Z",
        "01:00:00.123456Z, 08:00:00.123456+07:00",
        "2026-03-02T, yesterday",
        "2026-03-02T01, 2026-13-02T01",
        "clock, klock",
        "outcome done, outcome done\\r"
    })
    void isNothingElse(String part, String other) {
        var changed = leaf.replace(part, other.replace("\\r", "\r"));
        assertThat(changed).isNotEqualTo(leaf);
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(bytes(changed)));
    }

    @Test
    void isNothingElseAsBytesEither() {
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse(bytes(leaf.toUpperCase(java.util.Locale.ROOT))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse(bytes(leaf + "more 1\n")));
        var latin = leaf.replace("agency agency", "agency ?").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < latin.length; i++) {
            latin[i] = latin[i] == '?' ? (byte) 0xff : latin[i];
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(latin));
    }
}
