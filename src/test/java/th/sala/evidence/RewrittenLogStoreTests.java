package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;
import th.sala.proof.Fields;
import th.sala.proof.Finding;
import th.sala.proof.SignedNote;
import th.sala.proof.Verifier;

/// Somebody who has all rights over database and files puts both back to an earlier moment, so that
/// nothing in the installation knows of what came after it. The log is the same to itself; to
/// whoever holds a checkpoint of the time between it is not.
@EvidenceTest
class RewrittenLogStoreTests {
    private static final int BEFORE = 10;
    private static final int LAST_HOUR = 7;

    @Autowired Environment environment;
    @Autowired Evidence evidence;
    @Autowired EvidenceLog log;
    @Autowired Bundles bundles;
    @Autowired Sequencer sequencer;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @TempDir Path folder;

    private final UUID agency = UUID.randomUUID();
    private Path kept;
    private EvidenceLog.Head early;
    private EvidenceLog.Head seen;

    @BeforeEach
    void theLastHourIsDropped() throws IOException {
        sequencer.stop();
        enter("ก่อน", BEFORE);
        early = grown();
        kept = folder.resolve("kept");
        copy(log.folder(early.number()), kept);
        enter("ชั่วโมงสุดท้าย", LAST_HOUR);
        seen = grown();
        assertThat(verified(seen.note())).as("as long as it is whole").isEmpty();

        var place = log.folder(early.number());
        delete(place);
        copy(kept, place);
        TestOwner.execute(
                environment,
                """
                WITH last AS (DELETE FROM evidence.place WHERE log = %d AND index >= %d RETURNING entry)
                DELETE FROM evidence.entry WHERE id IN (SELECT entry FROM last)
                """
                        .formatted(early.number(), early.checkpoint().size()));
        assertThat(grown().checkpoint())
                .as("the installation itself cannot know, and goes on")
                .isEqualTo(early.checkpoint());
    }

    @Test
    @DisplayName("a log whose last hour was dropped is named by whoever saw more of it")
    void whatSawTheLastHourNamesItsLoss() throws IOException {
        assertThat(verified(early.note())).isEmpty();
        assertThat(verified(seen.note()))
                .containsExactly(
                        said("witness.more", seen.checkpoint().size(), early.checkpoint().size()));
    }

    @Test
    @DisplayName("of two witnesses who were served two logs each contradicts the other's")
    void twoLogsForTwoWitnessesAreNamed() throws IOException {
        enter("อีกเรื่องหนึ่ง", LAST_HOUR);
        var other = grown();
        assertThat(other.number()).isEqualTo(seen.number());
        assertThat(other.checkpoint().size()).isEqualTo(seen.checkpoint().size());

        assertThat(verified(other.note())).isEmpty();
        assertThat(verified(early.note())).isEmpty();
        assertThat(verified(seen.note(), other.note()))
                .containsExactly(said("witness.contradicts", seen.checkpoint().size()));

        enter("แล้วต่อไป", 1);
        grown();
        assertThat(verified(other.note())).isEmpty();
        assertThat(verified(seen.note(), other.note()))
                .as("however far it goes on")
                .containsExactly(said("witness.contradicts", seen.checkpoint().size()));
    }

    private static String said(String key, Object... arguments) {
        return key + " " + List.of(arguments);
    }

    private EvidenceLog.Head grown() {
        assertThat(sequencer.run()).isTrue();
        sequencer.stop();
        return log.head().orElseThrow();
    }

    private void enter(String subject, int number) {
        for (int i = 0; i < number; i++) {
            var said = Fields.none().with("subject", subject + " " + i);
            inScope(() ->
                    evidence.record(
                            Somebody.named(agency, "ผู้ทดสอบ"),
                            Act.done("test.done", clock.instant(), said)));
        }
    }

    /// What the verifier finds broken in a pack for inspectors that is made now.
    private List<String> verified(SignedNote... witnesses) throws IOException {
        var file = Files.createTempFile(folder, "pack", ".zip");
        try (var out = Files.newOutputStream(file)) {
            var dossier = new Dossier(Dossier.Kind.AUDIT, "หน่วยงานทดสอบ");
            AgencyScope.within(
                    agency,
                    () -> {
                        try {
                            bundles.writeAll(agency, dossier, true, out);
                        } catch (IOException failed) {
                            throw new java.io.UncheckedIOException(failed);
                        }
                    });
        }
        try (var zip = FileSystems.newFileSystem(file, Map.of())) {
            return Verifier.verify(zip.getPath("/"), Optional.of(log.key()), List.of(witnesses))
                    .stream()
                    .filter(finding -> finding.level() == Finding.Level.BROKEN)
                    .map(finding -> finding.key() + " " + finding.values())
                    .toList();
        }
    }

    private void inScope(Runnable work) {
        AgencyScope.within(agency, () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : files(from).toList()) {
            var target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            if (Files.isRegularFile(file)) {
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        for (var file : files(folder).sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.toList().stream();
        }
    }
}
