package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.files.HostilePdfs;
import th.sala.files.ReaderLimits;
import th.sala.files.ReaderPool;
import th.sala.reader.Answer;
import th.sala.reader.Request;

class SignatureChecksTests {
    private static final int NO_READER = 0;

    @TempDir Path folder;

    @Test
    void sendAwayWhoeverComesBehindFive() throws Exception {
        HostilePdfs.openTo(folder);
        var file = Files.writeString(folder.resolve("some.pdf"), "%PDF-1.7");
        var limits =
                new ReaderLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 10, NO_READER);
        var data = Files.createDirectory(folder.resolve("data"));
        var pool = new ReaderPool(data, SignatureChecks.PARTS, limits);
        try (var checks = new SignatureChecks(SignatureChecksTests::question, pool);
                var threads = Executors.newCachedThreadPool()) {
            var twelve =
                    IntStream.range(0, 12)
                            .mapToObj(_ -> threads.submit(() -> checks.check(file)))
                            .toList();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> twelve.stream().filter(Future::isDone).count() == 7);
            for (var one : twelve) {
                if (one.isDone()) {
                    assertThat(one.get()).as("too many others wait").isEmpty();
                }
            }

            checks.close();
            var waited = twelve.stream().filter(one -> !isSentAway(one)).toList();
            assertThat(waited).as("who waited for a reader").hasSize(5);
            assertThatThrownBy(() -> checks.check(file))
                    .as("a place is free again, if no reader")
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private static boolean isSentAway(Future<Optional<Answer>> one) {
        try {
            return one.get().isEmpty();
        } catch (ExecutionException failed) {
            return false;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Request.Check question() {
        return new Request.Check(Instant.EPOCH, List.of(), List.of());
    }
}
