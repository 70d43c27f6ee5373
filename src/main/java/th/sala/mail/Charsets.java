package th.sala.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
                    "iso-ir-166",
                    "cstis620",
                    "windows874",
                    "x-mac-thai",
                    "macthai",
                    "thai");

    /// Under which many programs send whatever they have.
    private static final Set<Charset> CLAIMED =
            Set.of(
                    THAI,
                    StandardCharsets.ISO_8859_1,
                    Charset.forName("iso-8859-15"),
                    Charset.forName("windows-1252"));

    /// Thai words are written without spaces; in European ones an accented letter seldom has two
    /// more at its side.
    private static final int SHORTEST_THAI = 3;

    private static final int MOST_NAMED = 200;

    /// Looking for a charset that there is none of asks all providers each time.
    private static final Map<String, Optional<Charset>> NAMED =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<Charset>> eldest) {
                    return size() > MOST_NAMED;
                }
            };

    private Charsets() {}

    /// Decodes by the declared charset if there is one that fits, else as UTF-8, else as Thai.
    static String decode(byte[] bytes, String declared) {
        return named(declared)
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .filter(charset -> !CLAIMED.contains(charset) || !isDisproved(bytes, charset))
                .flatMap(charset -> strictly(bytes, charset))
                .or(() -> meantAsUtf8(bytes))
                .or(() -> strictly(bytes, THAI))
                .orElseGet(() -> new String(bytes, fallback(declared)));
    }

    /// Every byte fits a charset of single bytes; but nobody writes what is Thai in UTF-8 by
    /// chance, nor letters with accents in rows.
    private static boolean isDisproved(byte[] bytes, Charset claimed) {
        if (isAscii(bytes)) {
            return false;
        }
        return claimed.equals(THAI)
                ? strictly(bytes, StandardCharsets.UTF_8).filter(Charsets::hasThai).isPresent()
                : meantAsUtf8(bytes).isPresent() || isInThaiRows(bytes);
    }

    private static boolean isAscii(byte[] bytes) {
        for (var octet : bytes) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /// Some Thai words, as หนัง, are UTF-8 too, but then of no letters that anybody uses.
    private static Optional<String> meantAsUtf8(byte[] bytes) {
        return strictly(bytes, StandardCharsets.UTF_8)
                .filter(text -> isAscii(bytes) || hasThai(text) || !isInThaiRows(bytes));
    }

    private static boolean hasThai(String text) {
        return text.chars().anyMatch(c -> c >= 0x0e01 && c <= 0x0e5b);
    }

    private static boolean isInThaiRows(byte[] bytes) {
        int row = 0;
        int inRows = 0;
        int all = 0;
        for (var octet : bytes) {
            var isThai = (octet & 0xff) > 0xa0;
            row = isThai ? row + 1 : 0;
            all += isThai ? 1 : 0;
            if (row >= SHORTEST_THAI) {
                inRows += row == SHORTEST_THAI ? SHORTEST_THAI : 1;
            }
        }
        return inRows * 4 >= all * 3 && strictly(bytes, THAI).isPresent();
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
        synchronized (NAMED) {
            return NAMED.computeIfAbsent(lower, Charsets::lookedUp);
        }
    }

    private static Optional<Charset> lookedUp(String name) {
        try {
            return Optional.of(Charset.forName(name));
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
