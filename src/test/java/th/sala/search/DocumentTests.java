package th.sala.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.binary.Hex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentTests {
    private static final UUID ID = new UUID(1, 2);

    /// Its parts in the order of the record; numbers name what is changed.
    private static Document document(int changed, String state) {
        return new Document(
                ID,
                "kind",
                ID,
                Instant.ofEpochSecond(changed == 1 ? 1 : 0),
                changed == 2 ? Set.of("a") : Set.of("a", "b"),
                text(changed == 3, "direction"),
                text(changed == 4, "urgency"),
                state,
                changed == 5 ? List.of("ab") : List.of("a", "b"),
                text(changed == 6, "number"),
                day(changed == 7),
                text(changed == 8, "title"),
                text(changed == 9, "party"),
                changed == 10 ? List.of("a", "b", "t") : List.of("a", "b"),
                text(changed == 11, "path"),
                changed == 10 ? List.of("u") : changed == 12 ? List.of("tu") : List.of("t", "u"));
    }

    private static String text(boolean isChanged, String text) {
        return isChanged ? text + " 2" : text;
    }

    private static @Nullable LocalDate day(boolean isChanged) {
        return isChanged ? null : LocalDate.EPOCH;
    }

    @Test
    void whateverChangesButTheStateChangesTheFingerprint() {
        var seen = new HashSet<String>();
        for (int changed = 0; changed <= 12; changed++) {
            assertThat(seen.add(Hex.encodeHexString(document(changed, "s").fingerprint())))
                    .as("change " + changed)
                    .isTrue();
        }
        assertThat(document(0, "other").fingerprint()).isEqualTo(document(0, "s").fingerprint());
    }
}
