package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import th.sala.proof.Checkpoint;
import th.sala.proof.Hash;

/// What the far place knows counts as much as what the own folder does.
@EvidenceTest
class ShippedLogStoreTests {
    @TempDir static Path folder;

    @Autowired EvidenceLog log;
    @Autowired Sequencer sequencer;
    @Autowired Shipping shipping;

    private Path target;

    @DynamicPropertySource
    static void farPlace(DynamicPropertyRegistry properties) {
        properties.add("sala.evidence.ship", () -> folder.resolve("shipped").toString());
    }

    @BeforeEach
    void onlyThisTestNumbers() throws IOException {
        target = folder.resolve("shipped");
        Files.deleteIfExists(target);
        sequencer.stop();
        sequencer.run();
        sequencer.stop();
    }

    @Test
    void goesOnWhereWhatWasShippedAgrees() {
        shipping.ship();
        var before = log.head().orElseThrow();

        sequencer.run();

        assertThat(log.head().orElseThrow().checkpoint()).isEqualTo(before.checkpoint());
    }

    @Test
    @DisplayName(
            "a log that was longer at the far place is not continued: database and folder are older than that")
    void beginsANewLogIfMoreWasShipped() throws IOException {
        var old = log.head().orElseThrow();
        var size = old.checkpoint().size() + 5;
        ship(old, size, Hash.sha256("what was there"));

        sequencer.run();

        assertThat(log.head().orElseThrow().number()).isEqualTo(old.number() + 1);
    }

    @Test
    @DisplayName("nor is one that was another")
    void beginsANewLogIfAnotherWasShipped() throws IOException {
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        ship(old, old.checkpoint().size(), Hash.sha256("another"));

        sequencer.run();

        assertThat(log.head().orElseThrow().number()).isEqualTo(old.number() + 1);
    }

    @Test
    void signsNothingWhileTheFarPlaceCannotBeRead() throws IOException {
        var old = log.head().orElseThrow();
        Files.createDirectory(target);
        assertThatThrownBy(sequencer::run).isInstanceOf(UncheckedIOException.class);
        Files.delete(target);

        sequencer.run();

        assertThat(log.head().orElseThrow().checkpoint()).isEqualTo(old.checkpoint());
    }

    private void ship(EvidenceLog.Head old, long size, Hash root) throws IOException {
        var checkpoint = new Checkpoint(old.checkpoint().origin(), size, root);
        Files.writeString(target, log.sign(checkpoint.text(), checkpoint.origin()).toString());
    }
}
