package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReceiptTests {
    private final TestLog log = TestLog.ofAgency();
    private final Receipt receipt =
            new Receipt(log.exhibit(4, true), log.sign(log.checkpoint().text()));

    @Test
    void isReadAsItWasWritten() {
        var read = Receipt.parse(receipt.toString());
        assertThat(read).hasToString(receipt.toString());
        assertThat(read.exhibit()).isEqualTo(receipt.exhibit());
        assertThat(read.holds(log.key())).isTrue();
    }

    @Test
    void holdsForNoOtherKeyEntryOrCheckpoint() {
        assertThat(receipt.holds(TestLog.ofAnotherKey().key())).isFalse();
        var elsewhere = log.exhibit(5, true);
        var moved =
                new Exhibit(
                        receipt.exhibit().leaf(),
                        receipt.exhibit().statement(),
                        5,
                        elsewhere.path());
        assertThat(new Receipt(moved, receipt.note()).holds(log.key())).isFalse();
        var said =
                new Exhibit(
                        receipt.exhibit().leaf(),
                        elsewhere.statement(),
                        4,
                        receipt.exhibit().path());
        assertThat(new Receipt(said, receipt.note()).holds(log.key())).isFalse();
        assertThat(new Receipt(receipt.exhibit(), log.witness(9)).holds(log.key())).isFalse();
    }

    @Test
    void isNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse("a letter"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.parse(receipt.exhibit().toString()));
        assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse("\n=\n\n"));
    }
}
