package th.sala.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.files.Confinement;

/// Makes of a recorded track what players understand: Opus as it came, VP8 in WebM, nothing encoded
/// anew. The program reads what people's devices sent, so it runs without network and rights.
final class Converter {
    private static final Logger LOG = LoggerFactory.getLogger(Converter.class);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final byte[] OGG = {'O', 'g', 'g', 'S'};
    private static final byte[] WEBM = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

    private final Path program;
    private final Path data;

    Converter(Path program, Path data) {
        this.program = program;
        this.data = data;
    }

    /// Does something with the converted file, which is gone afterwards.
    @FunctionalInterface
    interface Use {
        void of(Path converted) throws IOException;
    }

    /// @param track as the media server wrote it
    /// @throws Recordings.NothingToPlay if there is no packet in it
    void convert(SealedFile track, Track.Kind kind, Use use) throws IOException {
        var folder = workplace();
        try {
            var from = folder.resolve("track.mjr");
            try (var open = Files.newOutputStream(from, StandardOpenOption.CREATE_NEW)) {
                track.copyTo(open);
            }
            JanusFolder.giveAway(from);
            // not before: whoever has the folder could put a link where we write
            JanusFolder.giveAway(folder);
            var to = folder.resolve(kind == Track.Kind.AUDIO ? "track.opus" : "track.webm");
            run(List.of(program.toString(), "--disable-colors", from.toString(), to.toString()));
            // it says that all went well also where it wrote nothing
            if (!isPlayable(to, kind)) {
                throw new Recordings.NothingToPlay();
            }
            use.of(to);
        } finally {
            org.springframework.util.FileSystemUtils.deleteRecursively(folder);
        }
    }

    /// What a Sala that was cut off left behind: nobody's sound lies about open.
    void clean() {
        try {
            org.springframework.util.FileSystemUtils.deleteRecursively(
                    data.resolve("media/converting"));
        } catch (IOException failed) {
            LOG.error("what was being converted could not be deleted", failed);
        }
    }

    private Path workplace() throws IOException {
        var folder = Files.createDirectories(data.resolve("media/converting"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return Files.createTempDirectory(folder, "track");
    }

    /// In a thread that lives as long as the program does: it ends with whoever started it.
    private void run(List<String> command) throws IOException {
        var done = new CompletableFuture<Integer>();
        Thread.ofPlatform()
                .name("media-converting")
                .start(() -> {
                    try {
                        done.complete(status(command));
                    } catch (IOException | InterruptedException | RuntimeException failed) {
                        done.completeExceptionally(failed);
                    }
                });
        try {
            var status = done.join();
            if (status != 0) {
                LOG.warn("janus-pp-rec ended with {}", status);
            }
        } catch (CompletionException failed) {
            throw new IOException("a recording could not be converted", failed);
        }
    }

    private int status(List<String> command) throws IOException, InterruptedException {
        var builder =
                Confinement.ofThisMachine(JanusFolder.USER, data)
                        .builder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static boolean isPlayable(Path file, Track.Kind kind) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !JanusFolder.isOwn(file)) {
            return false;
        }
        var mark = kind == Track.Kind.AUDIO ? OGG : WEBM;
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        }
    }
}
