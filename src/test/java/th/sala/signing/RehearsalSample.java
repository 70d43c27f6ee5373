package th.sala.signing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import th.sala.network.Reach;

/// Makes what the program that checks signatures checks first: a letter with two signatures and a
/// timestamp, and who is to be believed about it. Its argument is the folder, beside the program's
/// resources.
final class RehearsalSample {
    /// When it is checked.
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private RehearsalSample() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var authority = new Authorities();
        var at = Instant.now();
        try (var timestamps = new FakeTimestamps()) {
            var stamps = PdfSignerTests.authority(timestamps, Reach.PRIVATE, Duration.ofSeconds(5));
            var first = authority.person("First");
            var second =
                    authority.person(
                            "Second",
                            Authorities.pair("EC", 256),
                            Authorities.FROM,
                            Authorities.UNTIL);
            var once = PdfSignerTests.signed(PdfSignerTests.letter(), first, at);
            var twice = PdfSignerTests.signed(once, second, at);
            Files.write(folder.resolve("rehearsal.pdf"), PdfSigner.stamp(twice, stamps));
            Files.write(folder.resolve("rehearsal.crt"), authority.encoded());
            Files.write(folder.resolve("rehearsal.crl"), authority.withdrawn(NOW));
            Files.write(folder.resolve("rehearsal-time.crt"), timestamps.authority().encoded());
        }
    }
}
