package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.proof.Checkpoint;
import th.sala.proof.Entry;
import th.sala.proof.Exhibit;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.Receipt;
import th.sala.proof.Statement;

@EvidenceTest
@ExtendWith(OutputCaptureExtension.class)
class ReceiptsStoreTests {
    private static final String ACT = "letter.registered";

    @Autowired Evidence evidence;
    @Autowired EvidenceLog log;
    @Autowired Sequencer sequencer;
    @Autowired Receipts receipts;
    @Autowired EvidenceTest.TestSigner signer;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private final UUID agency = UUID.randomUUID();
    private final UUID letter = UUID.randomUUID();

    @BeforeEach
    void onlyThisTestNumbers() {
        sequencer.stop();
    }

    private void done(String act, String subject) {
        var said = Fields.none().with("subject", subject);
        AgencyScope.within(
                agency,
                () ->
                        transaction.executeWithoutResult(_ ->
                                evidence.record(
                                        Somebody.named(agency, "ผู้ทดสอบ"),
                                        Act.done(act, "letter", letter, clock.instant(), said))));
    }

    private Optional<Receipt> receipt() {
        return inScope(() -> receipts.of(agency, letter, ACT));
    }

    private <T> T inScope(Supplier<T> work) {
        return inScope(agency, work);
    }

    private <T> T inScope(UUID scope, Supplier<T> work) {
        return AgencyScope.within(
                scope, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private List<Receipts.Witnessed> ofOurLog() {
        var origin = log.head().orElseThrow().checkpoint().origin();
        return receipts.witnessed().stream().filter(kept -> kept.origin().equals(origin)).toList();
    }

    private static byte[] file(Receipt receipt) {
        return receipt.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a receipt is had once a checkpoint includes the first such act, and not before")
    void waitsForTheCheckpoint() {
        assertThat(inScope(() -> receipts.canBeHad(agency, letter, ACT))).isFalse();
        done("letter.sorted", "อื่น");
        done(ACT, "ครั้งแรก");
        done(ACT, "ครั้งที่สอง");
        assertThat(receipt()).isEmpty();
        assertThat(inScope(() -> receipts.canBeHad(agency, letter, ACT))).isTrue();
        assertThat(inScope(() -> receipts.canBeHad(agency, letter, "letter.sent"))).isFalse();

        sequencer.run();

        var receipt = receipt().orElseThrow();
        assertThat(receipt.holds(log.key())).isTrue();
        assertThat(receipt.exhibit().statement().orElseThrow().fields().find("subject"))
                .contains("ครั้งแรก");
        assertThat(inScope(UUID.randomUUID(), () -> receipts.of(agency, letter, ACT)))
                .as("in the scope of another agency")
                .isEmpty();
    }

    @Test
    void anEntryBeyondTheCheckpointHasNone() {
        done("letter.sorted", "อื่น");
        sequencer.run();
        var before = log.head().orElseThrow();
        done(ACT, "หลังจากนั้น");
        sequencer.run();
        assertThat(receipt()).isPresent();

        log.publish(before);

        assertThat(receipt()).isEmpty();
    }

    @Test
    @DisplayName(
            "what another installation sends is kept as its witness, if its key signed it and all of it holds")
    void keepsWhatHolds() {
        done(ACT, "เรื่อง");
        sequencer.run();
        var receipt = receipt().orElseThrow();
        var key = signer.publicKey();

        assertThat(receipts.keep(file(receipt), signer.installation(), key, "<a@b>"))
                .hasToString("Optional[" + receipt + "]");
        assertThat(ofOurLog())
                .singleElement()
                .satisfies(kept -> {
                    var checkpoint = log.head().orElseThrow().checkpoint();
                    assertThat(kept.origin()).isEqualTo(checkpoint.origin());
                    assertThat(kept.size()).isEqualTo(checkpoint.size());
                    assertThat(kept.note()).isEqualTo(receipt.note().toString());
                });

        done(ACT, "ต่อมา");
        sequencer.run();
        var later = receipt().orElseThrow();
        assertThat(receipts.keep(file(later), signer.installation(), key, "<c@d>"))
                .hasToString("Optional[" + later + "]");
        assertThat(receipts.keep(file(receipt), signer.installation(), key, "<a@b>"))
                .as("the same again")
                .hasToString("Optional[" + receipt + "]");
        assertThat(ofOurLog())
                .singleElement()
                .extracting(Receipts.Witnessed::note)
                .as("the newest of the log")
                .isEqualTo(later.note().toString());
    }

    @Test
    void keepsNothingElse() {
        done(ACT, "เรื่อง");
        sequencer.run();
        var receipt = receipt().orElseThrow();
        var installation = signer.installation();
        var key = signer.publicKey();
        var before = receipts.witnessed();
        var stranger = new EvidenceTest.TestSigner();

        assertThat(receipts.keep(file(receipt), installation, stranger.publicKey(), "x")).isEmpty();
        assertThat(receipts.keep(file(receipt), stranger.installation(), key, "x")).isEmpty();
        var exhibit = receipt.exhibit();
        var altered =
                new Receipt(
                        new Exhibit(
                                exhibit.leaf().replace(ACT, "letter.cancelled"),
                                exhibit.statement(),
                                exhibit.index(),
                                exhibit.path()),
                        receipt.note());
        assertThat(receipts.keep(file(altered), installation, key, "x")).isEmpty();
        assertThat(
                        receipts.keep(
                                "ไม่ใช่ใบรับ".getBytes(StandardCharsets.UTF_8),
                                installation,
                                key,
                                "x"))
                .isEmpty();
        var tooLong = Arrays.copyOf(file(receipt), Receipts.LARGEST + 1);
        assertThat(receipts.keep(tooLong, installation, key, "x")).isEmpty();
        assertThat(receipts.witnessed()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "a second log of the same size is kept beside the first, which proves that there are two, and is told")
    void keepsWhatContradicts(CapturedOutput output) {
        for (var subject : List.of("ฉบับหนึ่ง", "อีกฉบับหนึ่ง")) {
            var alone = inALogOfItsOwn(subject);
            assertThat(
                            receipts.keep(
                                    file(alone),
                                    signer.installation(),
                                    signer.publicKey(),
                                    subject))
                    .hasToString("Optional[" + alone + "]");
            assertThat(output.toString().contains("shows two logs of 1 entries"))
                    .isEqualTo(subject.equals("อีกฉบับหนึ่ง"));
        }
        assertThat(
                        db.sql("SELECT count(*) FROM evidence.witnessed WHERE origin = :origin")
                                .param("origin", log.origin(77))
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
    }

    private Receipt inALogOfItsOwn(String subject) {
        var said = Fields.none().with("subject", subject);
        var prepared =
                evidence.prepare(
                        Actor.program(agency),
                        Act.done(ACT, "letter", letter, clock.instant(), said));
        var statement = new Statement(prepared.salt(), said);
        var leaf = Entry.leaf(prepared.head(), statement.commitment());
        var root = Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        var note = log.sign(new Checkpoint(log.origin(77), 1, root).text(), log.origin(77));
        return new Receipt(new Exhibit(leaf, Optional.of(statement), 0, List.of()), note);
    }
}
