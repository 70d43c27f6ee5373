package th.sala.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which characters bytes mean, when what the mail says of them is missing or wrong.
final class Charsets {
    /// The superset of what Thai programs wrote under many names.
    static final Charset THAI = Charset.forName("x-windows-874");

    private static final Set<String> THAI_NAMES =
            Set.of(
                    "tis-620",
                    "tis620",
                    "tis620-2533",
                    "tis-620.2533",
                    "cp874",
                    "ms874",
                    "ibm874",
                    "x-ibm874",
                    "windows-874",
                    "x-windows-874",
                    "iso-8859-11",
                    "iso8859-11",
                    "iso_8859-11",
                    "x-iso-8859-11",
                    "thai");

    private Charsets() {}

    /// Decodes by the declared charset if there is one that fits, else as UTF-8, else as Thai.
    static String decode(byte[] bytes, String declared) {
        return named(declared)
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .flatMap(charset -> strictly(bytes, charset))
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .or(() -> strictly(bytes, THAI))
                .orElseGet(() -> new String(bytes, fallback(declared)));
    }

    private static Charset fallback(String declared) {
        return named(declared)
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .orElse(StandardCharsets.UTF_8);
    }

    private static Optional<Charset> named(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return Optional.empty();
        }
        if (THAI_NAMES.contains(lower)) {
            return Optional.of(THAI);
        }
        try {
            return Optional.of(Charset.forName(lower));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            var decoder =
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | UnsupportedOperationException wrong) {
            return Optional.empty();
        }
    }
}
