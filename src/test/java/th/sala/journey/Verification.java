package th.sala.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the verifier says of a bundle: run as its own program, with nothing of Sala beside it.
record Verification(int status, String output) {
    private static final Path PROGRAM = Path.of("target", "sala-verify.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final double PAST_THE_MIDDLE = 0.7;

    static Verification of(Path bundle, String... options) {
        var command =
                new ArrayList<>(List.of(JAVA.toString(), "-jar", PROGRAM.toString(), "--thai"));
        command.addAll(List.of(options));
        command.add(bundle.toString());
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verification(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    /// The same bundle with one byte more in one of its files.
    static Path altered(Path bundle, String file) {
        var altered = bundle.resolveSibling("altered.zip");
        try {
            Files.copy(bundle, altered, StandardCopyOption.REPLACE_EXISTING);
            try (var zip = FileSystems.newFileSystem(altered)) {
                Files.writeString(zip.getPath(file), Files.readString(zip.getPath(file)) + " ");
            }
            return altered;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The same bundle with one bit changed in the largest of its recordings, past the middle.
    static Path oneBitChanged(Path bundle) {
        var altered = bundle.resolveSibling("one-bit-changed.zip");
        try {
            Files.copy(bundle, altered, StandardCopyOption.REPLACE_EXISTING);
            try (var zip = FileSystems.newFileSystem(altered)) {
                var file = largest(zip.getPath("files"));
                var content = Files.readAllBytes(file);
                content[(int) (content.length * PAST_THE_MIDDLE)] ^= 1;
                Files.write(file, content);
            }
            return altered;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path largest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".mjr"))
                    .max(Comparator.comparingLong(Verification::size))
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
