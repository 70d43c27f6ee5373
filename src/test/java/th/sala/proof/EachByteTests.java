package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No byte of any file of a bundle changes unseen.
class EachByteTests {
    /// Files of up to so many bytes are tried at each of them.
    private static final int SMALL = 256;

    private static final int SAMPLE = 40;

    enum Kind {
        PROOFS(TestBundle::withProofs),
        LOG(TestBundle::withLog);

        private final Function<TestLog, TestBundle> make;

        Kind(Function<TestLog, TestBundle> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(Kind kind, @TempDir Path folder) throws IOException {
        var random = new Random(20260302);
        var bundle = kind.make.apply(TestLog.ofAgency()).seal();
        var key = Optional.of(bundle.log.key());
        bundle.write(folder);
        assertThat(isBroken(folder, key)).as("untouched").isFalse();
        for (var file : bundle.files.entrySet()) {
            var path = folder.resolve(file.getKey());
            for (var place : places(file.getValue().length, random)) {
                var changed = file.getValue().clone();
                changed[place] ^= (byte) (1 + random.nextInt(255));
                Files.write(path, changed);
                assertThat(isBroken(folder, key))
                        .as("byte %d of %s is now %d", place, file.getKey(), changed[place])
                        .isTrue();
            }
            Files.write(path, file.getValue());
        }
    }

    /// A shorter or longer file is another one, too.
    @ParameterizedTest
    @EnumSource
    void isSeenAtTheEnd(Kind kind, @TempDir Path folder) throws IOException {
        var bundle = kind.make.apply(TestLog.ofAgency()).seal();
        var key = Optional.of(bundle.log.key());
        bundle.write(folder);
        for (var file : bundle.files.entrySet()) {
            var path = folder.resolve(file.getKey());
            var bytes = file.getValue();
            for (var length : List.of(0, bytes.length - 1, bytes.length + 1, bytes.length * 2)) {
                if (length >= 0 && length != bytes.length) {
                    Files.write(path, java.util.Arrays.copyOf(bytes, length));
                    assertThat(isBroken(folder, key)).as("%s cut", path).isTrue();
                }
            }
            Files.write(path, bytes);
        }
    }

    private static List<Integer> places(int length, Random random) {
        return length <= SMALL
                ? IntStream.range(0, length).boxed().toList()
                : random.ints(SAMPLE, 0, length).boxed().toList();
    }

    private static boolean isBroken(Path folder, Optional<NoteKey> key) throws IOException {
        return Verifier.verify(folder, key, List.of()).stream()
                .anyMatch(found -> found.level() == Finding.Level.BROKEN);
    }
}
