package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNotesTests {
    @TempDir Path folder;

    private final TestLog log = TestLog.ofAgency();

    @Test
    void theLastOfALongFileAreWholeNotes() throws IOException {
        var one = log.witness(5) + "\n";
        var many = one.repeat((1 << 20) / one.length() + 3);
        var file = Files.writeString(folder.resolve("kept"), many + log.witness(9));
        var kept = KeptNotes.last(file);
        assertThat(kept.isCut()).isTrue();
        assertThat(kept.unreadable()).isZero();
        assertThat(kept.notes()).hasSizeGreaterThan(1000);
        assertThat(kept.notes()).allMatch(note -> note.isSignedBy(log.key()));
        assertThat(kept.notes().getLast()).hasToString(log.witness(9).toString());
    }

    @Test
    void aShortFileIsReadWhole() throws IOException {
        var file = Files.writeString(folder.resolve("kept"), log.witness(5) + "\n" + "torn");
        var kept = KeptNotes.last(file);
        assertThat(kept.isCut()).isFalse();
        assertThat(kept.unreadable()).isOne();
        assertThat(kept.notes()).hasSize(1);
    }
}
