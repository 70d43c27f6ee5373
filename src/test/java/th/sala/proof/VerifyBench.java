package th.sala.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;

/// `./sala bench verify`: how long the verifier takes for an audit pack of 100,000 entries, each
/// with its statement and line, and for as many proofs without the log.
public final class VerifyBench {
    private static final int ENTRIES = 100_000;
    private static final int RUNS = 3;

    private VerifyBench() {}

    public static void main(String[] args) throws Exception {
        var target = Path.of("target").toAbsolutePath();
        var folder = Files.createTempDirectory(target, "bench");
        try {
            var log = log();
            var whole = TestBundle.withLog(log).seal().zip(folder.resolve("log.zip"));
            measure("audit pack, the whole log, zip", whole, log);
            var unpacked = TestBundle.withLog(log).seal().write(folder.resolve("log"));
            measure("audit pack, the whole log, folder", unpacked, log);
            var proofs = TestBundle.withProofs(log).seal().zip(folder.resolve("proofs.zip"));
            measure("each entry with its proof, zip", proofs, log);
        } finally {
            delete(folder);
        }
    }

    private static TestLog log() {
        var log = TestLog.ofAgency();
        for (int number = 7; log.size() < ENTRIES; number++) {
            log.line(
                    "register.entered",
                    number,
                    "USED",
                    "ขอเชิญประชุมคณะกรรมการพัฒนาระบบสารบรรณอิเล็กทรอนิกส์ ครั้งที่ " + number);
        }
        return log;
    }

    /// Each run is a program of its own, as a person starts it.
    private static void measure(String what, Path bundle, TestLog log)
            throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        for (int run = 0; run < RUNS; run++) {
            var java =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            Path.of("target/classes").toAbsolutePath().toString(),
                            Verify.class.getName(),
                            "--english",
                            "--key",
                            log.key().text(),
                            bundle.toString());
            java.redirectErrorStream(true);
            var start = System.nanoTime();
            var process = java.start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        seconds.sort(Comparator.naturalOrder());
        var out = new PrintStream(System.out, true);
        out.printf(
                "%-36s %,d entries: fastest %.1f s, slowest %.1f s%n",
                what, log.size(), seconds.getFirst(), seconds.getLast());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
