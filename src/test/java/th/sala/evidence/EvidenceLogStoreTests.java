package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;
import th.sala.proof.Checkpoint;
import th.sala.proof.Entry;
import th.sala.proof.Exhibit;
import th.sala.proof.Fields;
import th.sala.proof.LogFiles;
import th.sala.proof.MerkleTree;
import th.sala.proof.SignedNote;

@EvidenceTest
class EvidenceLogStoreTests {
    @Autowired Environment environment;
    @Autowired Evidence evidence;
    @Autowired EvidenceLog log;
    @Autowired LoggedActs acts;
    @Autowired Sequencer sequencer;
    @Autowired ClockWatch clocks;
    @Autowired EvidenceTest.TestSigner signer;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    @Value("${sala.data}")
    Path data;

    private final UUID agency = UUID.randomUUID();

    @BeforeEach
    void onlyThisTestNumbers() {
        sequencer.stop();
    }

    @Test
    @DisplayName(
            "X2 ภาคผนวก ข้อ 1: an act is in the log with who, how known, by what right, and what was said")
    void provesAnAct() {
        var letter = UUID.randomUUID();
        var account = UUID.randomUUID();
        var who =
                new Actor(agency, account, "สมหญิง", "password-again", "role HEAD from 2026-01-01");
        inScope(() -> {
            evidence.record(
                    who, Act.done("letter.sent", "letter", letter, now(), subject("เรื่อง")));
            return true;
        });

        assertThat(sequencer.run()).isTrue();

        var exhibit = exhibit(letter);
        var entry = exhibit.entry();
        assertThat(entry.account()).isEqualTo(account.toString());
        assertThat(entry.agency()).isEqualTo(agency.toString());
        assertThat(entry.identified()).isEqualTo("password-again");
        assertThat(entry.right()).isEqualTo("role HEAD from 2026-01-01");
        assertThat(entry.act()).isEqualTo("letter.sent");
        assertThat(entry.record()).isEqualTo("letter " + letter);
        assertThat(exhibit.leaf()).doesNotContain("สมหญิง", "เรื่อง");
        assertThat(exhibit.statement().orElseThrow().fields().values())
                .containsEntry("who", "สมหญิง")
                .containsEntry("subject", "เรื่อง");
        assertThat(exhibit.fits()).isTrue();
        assertThat(exhibit.isIn(head())).isTrue();
        assertThat(log.head().orElseThrow().note().isSignedBy(log.key())).isTrue();
    }

    @Test
    @DisplayName("X2 ภาคผนวก ข้อ 1: what is rolled back leaves no entry, what is refused does")
    void followsTheTransaction() {
        var undone = UUID.randomUUID();
        var refused = UUID.randomUUID();
        inScope(
                () -> {
                    evidence.recordApart(by(), Act.refused("letter.sent", refused, now(), "C4"));
                    evidence.record(
                            by(), Act.done("letter.sent", "letter", undone, now(), Fields.none()));
                    return true;
                },
                true);

        sequencer.run();

        assertThat(inScope(() -> acts.ofRecords(agency, List.of(undone)))).isEmpty();
        var entry = exhibit(refused).entry();
        assertThat(entry.outcome()).isEqualTo("refused C4");
        assertThat(entry.isDone()).isFalse();
    }

    @Test
    void numbersWhatManyEnterAtOnceWithoutGapOrDouble() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var work = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 6; i++) {
                work.add(threads.submit(() -> many(50)));
            }
            while (work.stream().anyMatch(one -> !one.isDone())) {
                sequencer.run();
            }
            for (var one : work) {
                one.get();
            }
        }
        sequencer.run();

        var size = head().size();
        assertThat(size).isGreaterThanOrEqualTo(300);
        var files = new LogFiles(log.folder(log.head().orElseThrow().number()), size);
        var seen = new HashSet<UUID>();
        for (long tile = 0; tile * 256 < size; tile++) {
            files.entries(tile).forEach(leaf -> seen.add(Entry.parse(leaf).id()));
        }
        assertThat(seen).hasSize((int) size);
        assertThat(MerkleTree.root(files, size)).isEqualTo(head().root());
        for (long index : new long[] {0, 1, 255, 256, size - 1}) {
            var path = MerkleTree.inclusion(files, index, size);
            var leaf = files.entries(index / 256).get((int) (index % 256));
            assertThat(
                            MerkleTree.isIncluded(
                                    th.sala.proof.Hash.leaf(leaf),
                                    index,
                                    size,
                                    path,
                                    head().root()))
                    .isTrue();
        }
    }

    @Test
    void continuesAfterARestartWhereItEnded() {
        many(10);
        sequencer.run();
        var before = head();
        sequencer.stop();
        sequencer.start();
        sequencer.stop();
        many(5);
        sequencer.run();

        var after = head();
        assertThat(after.origin()).isEqualTo(before.origin());
        assertThat(after.size()).isEqualTo(before.size() + 5);
        var proof = log.consistency(log.head().orElseThrow(), before.size());
        assertThat(
                        MerkleTree.isConsistent(
                                before.size(), before.root(), after.size(), after.root(), proof))
                .isTrue();
    }

    @Test
    void makesLostFilesAgainFromTheDatabase() throws IOException {
        many(300);
        sequencer.run();
        var before = head();
        sequencer.stop();
        var number = log.head().orElseThrow().number();
        delete(log.folder(number).resolve("tile"));

        assertThat(sequencer.run()).isTrue();

        assertThat(head()).isEqualTo(before);
        assertThat(MerkleTree.root(new LogFiles(log.folder(number), before.size()), before.size()))
                .isEqualTo(before.root());
    }

    @Test
    void beginsANewLogAfterAnOlderBackupWasRestored() throws IOException {
        many(10);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        // what a superuser's restore of yesterday's database leaves
        TestOwner.execute(
                environment,
                """
                WITH last AS (DELETE FROM evidence.place WHERE index >= %d RETURNING entry)
                DELETE FROM evidence.entry WHERE id IN (SELECT entry FROM last)
                """
                        .formatted(old.checkpoint().size() - 3));

        sequencer.run();

        var reopened = log.head().orElseThrow();
        assertThat(reopened.number()).isEqualTo(old.number() + 1);
        var first =
                Entry.parse(
                        new LogFiles(log.folder(reopened.number()), reopened.checkpoint().size())
                                .entries(0)
                                .getFirst());
        assertThat(first.act()).isEqualTo("log.reopened");
        assertThat(first.record())
                .isEqualTo(old.checkpoint().origin() + " " + old.checkpoint().size());
        assertThat(Files.readString(log.folder(old.number()).resolve("checkpoint")))
                .as("the old log stays as it was")
                .isEqualTo(old.note().toString());
    }

    @Test
    void beginsANewLogWhenTheCheckpointIsDamagedOrGone() throws IOException {
        for (var damaged : List.of("nonsense", "")) {
            many(3);
            sequencer.run();
            var old = log.head().orElseThrow();
            sequencer.stop();
            var file = log.folder(old.number()).resolve("checkpoint");
            if (damaged.isEmpty()) {
                Files.delete(file);
            } else {
                Files.writeString(file, damaged);
            }

            sequencer.run();

            assertThat(log.head().orElseThrow().number()).isEqualTo(old.number() + 1);
            sequencer.stop();
        }
    }

    @Test
    void goesOnWithALogThatWasCutOffBeforeItsFirstEntriesWereSigned() throws IOException {
        many(3);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        var empty =
                new Checkpoint(
                        old.checkpoint().origin(), 0, th.sala.proof.Hash.sha256(new byte[0]));
        Files.writeString(
                log.folder(old.number()).resolve("checkpoint"),
                log.sign(empty.text(), empty.origin()).toString());

        sequencer.run();

        assertThat(head()).isEqualTo(old.checkpoint());
    }

    @Test
    void beginsANewLogWhereTheDatabaseDiffersFromWhatWasSigned() throws IOException {
        many(10);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        TestOwner.execute(
                environment,
                """
                UPDATE evidence.entry SET leaf = replace(leaf, 'test.done', 'test.none')
                 WHERE id = (SELECT entry FROM evidence.place WHERE log = %d AND index = 2)
                """
                        .formatted(old.number()));
        delete(log.folder(old.number()).resolve("tile"));

        sequencer.run();

        assertThat(log.head().orElseThrow().number()).isEqualTo(old.number() + 1);
    }

    @Test
    void beginsANewLogWithoutAnEntryThatTheDatabaseLost() throws IOException {
        many(10);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        TestOwner.execute(
                environment,
                "DELETE FROM evidence.place WHERE log = %d AND index = %d"
                        .formatted(old.number(), old.checkpoint().size() - 4));
        delete(log.folder(old.number()).resolve("tile"));

        sequencer.run();

        assertThat(reopened(old))
                .containsEntry("why", "the database lacks entry " + (old.checkpoint().size() - 4));
    }

    @Test
    @DisplayName("a lost key ends the log that it signed, and the next one says so")
    void beginsANewLogWithAnotherKey() throws IOException {
        many(3);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        signer.loseTheKey();

        sequencer.run();

        var said = reopened(old);
        assertThat(said)
                .containsEntry("why", "the key was lost")
                .containsEntry("log", old.checkpoint().origin())
                .containsEntry("head", old.note().toString())
                .containsEntry("entries-found", String.valueOf(old.checkpoint().size()));
        assertThat(head().origin()).isNotEqualTo(old.checkpoint().origin());
        assertThat(log.head().orElseThrow().note().isSignedBy(log.key())).isTrue();
        many(1);
        sequencer.run();
        assertThat(head().size()).isEqualTo(old.checkpoint().size() + 2);
    }

    @Test
    @DisplayName(
            "files that somebody altered are made again from the database, and the log goes on")
    void makesAlteredFilesAgainFromTheDatabase() throws IOException {
        many(300);
        sequencer.run();
        var before = log.head().orElseThrow();
        sequencer.stop();
        var tile = partialTile(log.folder(before.number()));
        var bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.write(tile, bytes);

        sequencer.run();

        assertThat(head()).isEqualTo(before.checkpoint());
        assertThat(Files.readAllBytes(tile)[0]).isNotEqualTo(bytes[0]);
    }

    /// The last hashes of entries: full tiles are not read when a log is gone on with.
    private static Path partialTile(Path folder) throws IOException {
        try (var found = Files.walk(folder.resolve("tile/0"))) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(".p/"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @DisplayName("a checkpoint that another key signed is none of ours")
    void beginsANewLogWhenAnotherSignedTheCheckpoint() throws IOException {
        many(3);
        sequencer.run();
        var old = log.head().orElseThrow();
        sequencer.stop();
        var stranger = new EvidenceLog(data, new EvidenceTest.TestSigner());
        var forged = stranger.sign(old.checkpoint().text(), old.checkpoint().origin());
        Files.writeString(
                log.folder(old.number()).resolve(EvidenceLog.CHECKPOINT), forged.toString());

        sequencer.run();

        assertThat(reopened(old)).containsEntry("why", "its checkpoint is missing or damaged");
    }

    @Test
    void signsNothingWhereNothingCame() {
        many(1);
        sequencer.run();
        var before = log.head().orElseThrow();
        sequencer.run();
        assertThat(log.head().orElseThrow()).isSameAs(before);
    }

    @Test
    @DisplayName(
            "while it runs it gives places by itself, and those of the last acts when it stops")
    void worksByItselfUntilItStops() {
        many(1);
        sequencer.run();
        var before = head().size();
        sequencer.start();
        many(1);
        await().until(() -> head().size() == before + 1);
        many(3);
        sequencer.stop();

        assertThat(head().size()).isEqualTo(before + 4);
    }

    @Test
    @DisplayName("two acts that say the same have nothing in common in the log")
    void saltsEachStatement() {
        var act = Act.done("test.done", now(), subject("เรื่อง"));
        var one = evidence.prepare(by(), act);
        var other = evidence.prepare(by(), act);
        assertThat(one.statement()).isEqualTo(other.statement());
        assertThat(one.salt()).isNotEqualTo(other.salt());
        assertThat(one.head()).isNotEqualTo(other.head());
    }

    @Test
    void whatTheCheckpointDoesNotIncludeHasNoProofYet() {
        var letter = UUID.randomUUID();
        inScope(() -> {
            evidence.record(by(), Act.done("test.done", "letter", letter, now(), Fields.none()));
            return true;
        });
        sequencer.run();
        var placed = inScope(() -> acts.ofRecords(agency, List.of(letter))).getFirst();
        var before = new LogFiles(log.folder(log.head().orElseThrow().number()), placed.index());
        assertThatThrownBy(() -> EvidenceLog.exhibit(placed, before))
                .isInstanceOf(EvidenceLog.NotYet.class);
    }

    @Test
    void theFirstLogHasItsNameBeforeItBegins() {
        var fresh = new EvidenceLog(data, signer);
        assertThat(fresh.key().name()).isEqualTo("sala-" + signer.installation() + "/evidence/1");
    }

    /// What the first entry of the log after this one says.
    private java.util.Map<String, String> reopened(EvidenceLog.Head old) {
        var reopened = log.head().orElseThrow();
        assertThat(reopened.number()).isEqualTo(old.number() + 1);
        return AgencyScope.within(
                        Actor.INSTALLATION,
                        () ->
                                java.util.Objects.requireNonNull(
                                        transaction.execute(
                                                _ -> acts.ofAgency(Actor.INSTALLATION))))
                .getFirst()
                .statement()
                .orElseThrow()
                .fields()
                .values();
    }

    @Test
    @DisplayName(
            "X2 ภาคผนวก ข้อ 1: the program itself may neither change nor delete nor place an entry")
    void keepsWhatIsEntered() {
        for (var statement :
                List.of(
                        "UPDATE evidence.entry SET leaf = ''",
                        "DELETE FROM evidence.entry",
                        "INSERT INTO evidence.entry (agency_id, at, act, leaf) VALUES"
                                + " (gen_random_uuid(), now(), 'x', '')",
                        "INSERT INTO evidence.place VALUES (1, 999, 1)",
                        "UPDATE evidence.place SET index = 1",
                        "DELETE FROM evidence.place",
                        "INSERT INTO evidence.waiting VALUES (1)",
                        "DELETE FROM evidence.waiting",
                        "INSERT INTO evidence.log VALUES (9, 'x', '', now(), '')",
                        "DELETE FROM evidence.witnessed")) {
            assertThatThrownBy(() -> db.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void onlyOneProcessNumbers() throws Exception {
        many(1);
        assertThat(sequencer.run()).isTrue();
        var second = SequencerRows.open(url, user, password);
        assertThat(second).isEmpty();
    }

    @Value("${spring.datasource.url}")
    String url;

    @Value("${sala.sequencer.user}")
    String user;

    @Value("${sala.sequencer.password}")
    String password;

    @Test
    @DisplayName("X3 ภาคผนวก ข้อ 2(3): every entry says how far the clocks are apart")
    void measuresClocks() {
        clocks.measure();
        assertThat(clocks.line()).matches("database [+-]0\\.0[0-9]{2}");
        var letter = UUID.randomUUID();
        inScope(() -> {
            evidence.record(by(), Act.done("test.done", "letter", letter, now(), Fields.none()));
            return true;
        });
        sequencer.run();
        var entry = exhibit(letter).entry();
        assertThat(entry.clock()).isEqualTo(clocks.line());
    }

    @Test
    void isReadableByTheSignedNoteFormat() throws IOException {
        many(1);
        sequencer.run();
        var head = log.head().orElseThrow();
        var file = data.resolve("evidence").resolve(Integer.toString(head.number()));
        var note = SignedNote.parse(Files.readString(file.resolve("checkpoint")));
        assertThat(Checkpoint.of(note)).isEqualTo(head.checkpoint());
    }

    private Exhibit exhibit(UUID record) {
        var placed = inScope(() -> acts.ofRecords(agency, List.of(record))).getFirst();
        return EvidenceLog.exhibit(placed, log.files(log.head().orElseThrow()));
    }

    private Checkpoint head() {
        return log.head().orElseThrow().checkpoint();
    }

    private void many(int number) {
        IntStream.range(0, number)
                .forEach(i ->
                        inScope(() -> {
                            evidence.record(
                                    by(), Act.done("test.done", now(), subject("ที่ " + i)));
                            return true;
                        }));
    }

    private static void delete(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            for (var file : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Actor by() {
        return Somebody.named(agency, "ผู้ทดสอบ");
    }

    private Instant now() {
        return clock.instant();
    }

    private static Fields subject(String subject) {
        return Fields.none().with("subject", subject);
    }

    private <T> T inScope(Supplier<T> work) {
        return inScope(work, false);
    }

    private <T> T inScope(Supplier<T> work, boolean undo) {
        return AgencyScope.within(
                agency,
                () ->
                        java.util.Objects.requireNonNull(
                                transaction.execute(status -> {
                                    var done = work.get();
                                    if (undo) {
                                        status.setRollbackOnly();
                                    }
                                    return done;
                                })));
    }
}
