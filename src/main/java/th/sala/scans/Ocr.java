package th.sala.scans;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.files.Confinement;
import th.sala.installation.Installation;
import th.sala.installation.SystemUser;

/// Recognises letters in pictures with the machine's own Tesseract, if it has one that knows Thai.
/// Pictures are drawn by a reader, nobody outside made their bytes; all the same it may do no more
/// than a reader when it starts.
@Component
public class Ocr {
    private static final Logger LOG = LoggerFactory.getLogger(Ocr.class);
    private static final SystemUser USER = new SystemUser("sala-ocr");
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int MOST_TEXT = 200_000;

    private final String program;
    private final Path data;
    private final Object confining = new Object();
    private @Nullable Boolean isThere;
    private @Nullable Confinement confinement;

    /// @param program its name or path
    Ocr(@Value("${sala.tesseract:tesseract}") String program, @Value("${sala.data}") Path data) {
        this.program = program;
        this.data = data;
    }

    /// Looked for when it is asked first.
    public synchronized boolean isThere() {
        var known = isThere;
        if (known == null) {
            known = knowsThai();
            isThere = known;
        }
        return known;
    }

    private boolean knowsThai() {
        try {
            var known = run(List.of(program, "--list-langs"), new byte[0]);
            var knowsIt = known.map(text -> text.lines().anyMatch("tha"::equals)).orElse(false);
            if (!knowsIt) {
                LOG.info("scans are not read: this machine has no {} that knows Thai", program);
            }
            return knowsIt;
        } catch (IOException | Installation.Unusable refused) {
            LOG.warn("scans are not read: {} cannot be run", program, refused);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The text in a picture, a column of lines. Thai alone: with English beside it Tesseract 5.3
    /// takes Thai words for English ones and needs half as long again.
    ///
    /// Nothing if the program failed, or took too long.
    ///
    /// @param png with 300 points to the inch
    /// @throws UncheckedIOException if the program cannot be run
    Optional<String> read(byte[] png) {
        var command =
                List.of(program, "stdin", "stdout", "-l", "tha", "--dpi", "300", "--psm", "4");
        try {
            var text = run(command, png);
            if (text.isEmpty()) {
                LOG.warn("a scan could not be read: {} failed, or took too long", program);
            }
            return text.map(OcrText::mended);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a scan was read"));
        }
    }

    /// On a thread that stays while the program runs: it dies with the thread that started it, and
    /// those below virtual threads come and go.
    private Optional<String> run(List<String> command, byte[] in)
            throws IOException, InterruptedException {
        var outcome = new CompletableFuture<Optional<String>>();
        Thread.ofPlatform()
                .daemon(true)
                .name("tesseract")
                .start(() -> {
                    try {
                        outcome.complete(finished(command, in));
                    } catch (IOException | InterruptedException | RuntimeException failed) {
                        outcome.completeExceptionally(failed);
                    }
                });
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Installation.Unusable unusable) {
                throw unusable;
            }
            throw new IOException(failed.getCause());
        }
    }

    private Confinement confinement() throws IOException, InterruptedException {
        synchronized (confining) {
            var known = confinement;
            if (known == null) {
                known = Confinement.ofThisMachine(USER, data);
                confinement = known;
            }
            return known;
        }
    }

    /// By files, so that neither side waits for the other.
    private Optional<String> finished(List<String> command, byte[] in)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("sala-ocr");
        try {
            var picture = Files.write(folder.resolve("in"), in);
            var text = folder.resolve("out");
            var builder =
                    confinement()
                            .builder(command)
                            .directory(Path.of("/").toFile())
                            .redirectInput(picture.toFile())
                            .redirectOutput(text.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            var process = builder.start();
            try {
                var isDone = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
                return isDone && process.exitValue() == 0
                        ? Optional.of(text(text))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            for (var name : List.of("in", "out")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        }
    }
}
