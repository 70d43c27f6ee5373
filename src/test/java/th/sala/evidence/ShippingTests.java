package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.proof.Checkpoint;
import th.sala.proof.Hash;

class ShippingTests {
    @TempDir Path folder;

    private final EvidenceTest.TestSigner signer = new EvidenceTest.TestSigner();
    private EvidenceLog log;
    private Path target;

    @BeforeEach
    void aFarPlace() {
        log = new EvidenceLog(folder, signer);
        target = folder.resolve("far/checkpoints");
    }

    private Shipping shipping() {
        return new Shipping(target.toString(), log);
    }

    private EvidenceLog.Head signed(int number, long size) {
        var checkpoint = new Checkpoint(log.origin(number), size, Hash.sha256("root of " + size));
        return new EvidenceLog.Head(number, log.sign(checkpoint.text(), checkpoint.origin()));
    }

    private EvidenceLog.Head grownTo(long size) {
        var head = signed(1, size);
        log.publish(head);
        return head;
    }

    @Test
    void appendsEachCheckpointOnce() throws IOException {
        Files.createDirectories(target.getParent());
        var shipping = shipping();
        shipping.ship();
        assertThat(target).as("nothing is signed yet").doesNotExist();

        var first = grownTo(5);
        shipping.ship();
        shipping.ship();
        var second = grownTo(9);
        shipping.ship();

        assertThat(target).hasContent("\n\n" + first.note() + "\n\n" + second.note());
        assertThat(shipping().newest(log.origin(1))).contains(second.checkpoint());
    }

    @Test
    @DisplayName("what could not be carried away is carried away later")
    void triesAgain() throws IOException {
        var shipping = shipping();
        var head = grownTo(5);
        shipping.ship();
        assertThat(target).doesNotExist();

        Files.createDirectories(target.getParent());
        shipping.ship();

        assertThat(target).hasContent("\n\n" + head.note());
    }

    @Test
    @DisplayName("the largest of this log that this key signed counts, whatever else stands there")
    void findsTheLargestOfOurs() throws IOException {
        Files.createDirectories(target.getParent());
        var other = new EvidenceLog(folder, new EvidenceTest.TestSigner());
        var foreign = new Checkpoint(log.origin(1), 999, Hash.sha256("x"));
        var forged = other.sign(foreign.text(), foreign.origin());
        var torn = signed(1, 50).note().toString();
        Files.writeString(
                target,
                "sala-nonsense\n\n\n"
                        + signed(1, 30).note()
                        + "\n"
                        + signed(2, 80).note()
                        + "\n"
                        + forged
                        + "\n"
                        + signed(1, 7).note()
                        + "\n"
                        + torn.substring(0, torn.length() - 30));

        assertThat(shipping().newest(log.origin(1))).contains(signed(1, 30).checkpoint());
        assertThat(shipping().newest(log.origin(2))).contains(signed(2, 80).checkpoint());
        assertThat(shipping().newest(log.origin(3))).isEmpty();

        var shipping = shipping();
        grownTo(60);
        shipping.ship();
        assertThat(shipping.newest(log.origin(1)))
                .as("a torn line before it does not hide it")
                .contains(signed(1, 60).checkpoint());
    }

    @Test
    void withoutAPlaceNothingIsShippedOrFound() {
        target = Path.of("");
        var shipping = shipping();
        grownTo(5);
        shipping.ship();
        assertThat(shipping.newest(log.origin(1))).isEmpty();
    }

    @Test
    @DisplayName(
            "a place that is there and cannot be read stops the log: it may know more than we do")
    void aPlaceThatCannotBeReadIsNoEmptyOne() throws IOException {
        Files.createDirectories(target);
        assertThatThrownBy(() -> shipping().newest(log.origin(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("shipped checkpoints cannot be read");
    }

    @Test
    void neverShortensWhatIsThere() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "from before\n", StandardOpenOption.CREATE);
        var head = grownTo(5);
        shipping().ship();
        assertThat(target).hasContent("from before\n\n\n" + head.note());
    }
}
