package th.sala.checking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.reader.Request;

/// Checks a PDF with two signatures and a timestamp once, so that all that a check needs is loaded,
/// and the program can be denied opening anything. The tests made it.
final class Rehearsal {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final String BEHIND = "\n% something\n";

    private Rehearsal() {}

    static void run() throws IOException {
        var asked =
                new Request.Check(
                        NOW,
                        List.of(read("rehearsal.crt"), read("rehearsal-time.crt")),
                        List.of(read("rehearsal.crl")));
        var pdf = read("rehearsal.pdf");
        expect(Verdict.GOOD, PdfCheck.of(pdf, asked).signatures());
        expect(Verdict.ALTERED, PdfCheck.of(with(pdf, BEHIND), asked).signatures());
        // a name that is nowhere is looked for everywhere: so every jar is open
        if (Rehearsal.class.getResource("/nowhere") != null) {
            throw new IllegalStateException("that is not to be there");
        }
    }

    private static void expect(Verdict verdict, List<PdfSignature> found) {
        if (found.size() != 2 || found.stream().anyMatch(one -> one.verdict() != verdict)) {
            throw new IllegalStateException("cannot check my own PDF: " + found);
        }
    }

    private static byte[] with(byte[] pdf, String behind) {
        var longer = new ByteArrayOutputStream();
        longer.writeBytes(pdf);
        longer.writeBytes(behind.getBytes(StandardCharsets.US_ASCII));
        return longer.toByteArray();
    }

    private static byte[] read(String name) throws IOException {
        try (var in = Rehearsal.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
