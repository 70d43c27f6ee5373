package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text in headers beyond ASCII: `=?UTF-8?B?…?=` (RFC 2047).
final class EncodedWords {
    /// Of one word's text in UTF-8: 60 characters in Base64, 72 with what is around.
    private static final int BYTES_A_WORD = 45;

    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s]{1,60})\\?([BbQq])\\?([^?\\r\\n]*)\\?=");

    private EncodedWords() {}

    /// One or more encoded words; a character is never cut, nor a Thai vowel or tone mark parted
    /// from its consonant if that can be.
    static List<String> encode(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int bytes = 0;
        for (var cluster : clusters(text)) {
            var size = cluster.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > BYTES_A_WORD && !word.isEmpty()) {
                words.add(encoded(word));
                word.setLength(0);
                bytes = 0;
            }
            word.append(cluster);
            bytes += size;
        }
        if (!word.isEmpty()) {
            words.add(encoded(word));
        }
        return words;
    }

    private static String encoded(CharSequence text) {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static List<String> clusters(String text) {
        var clusters = new ArrayList<String>();
        int begin = 0;
        for (int i = 0; i < text.length(); ) {
            var next = i + Character.charCount(text.codePointAt(i));
            var isLong = next - begin >= BYTES_A_WORD / 4;
            if (next >= text.length() || isLong || !isMark(text.codePointAt(next))) {
                clusters.add(text.substring(begin, next));
                begin = next;
            }
            i = next;
        }
        return clusters;
    }

    static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> character == 0x0E33; // สระอำ
        };
    }

    /// The text with its encoded words read. Words side by side are put together before their bytes
    /// become characters, for senders that cut in the middle of one.
    static String decode(String header) {
        if (!header.contains("=?")) {
            return header;
        }
        var text = new StringBuilder();
        var bytes = new ByteArrayOutputStream();
        var charset = "";
        var found = WORD.matcher(header);
        int end = 0;
        while (found.find()) {
            var between = header.substring(end, found.start());
            var its = found.group(1).toLowerCase(Locale.ROOT).replaceFirst("\\*.*", "");
            var joins = bytes.size() > 0 && between.isBlank() && its.equals(charset);
            if (!joins) {
                text.append(Charsets.decode(bytes.toByteArray(), charset));
                var hadWord = bytes.size() > 0;
                bytes.reset();
                text.append(hadWord && between.isBlank() ? "" : between);
            }
            charset = its;
            bytes.writeBytes(content(found.group(2), found.group(3)));
            end = found.end();
        }
        text.append(Charsets.decode(bytes.toByteArray(), charset));
        return text.append(header, end, header.length()).toString();
    }

    private static byte[] content(String encoding, String content) {
        if (encoding.equalsIgnoreCase("B")) {
            return base64(content);
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < content.length(); i++) {
            var c = content.charAt(i);
            if (c == '=' && i + 2 < content.length() && isHex(content, i + 1)) {
                bytes.write(Integer.parseInt(content, i + 1, i + 3, 16));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    private static byte[] base64(String content) {
        try {
            var clean = content.replaceAll("[^A-Za-z0-9+/]", "");
            // a single left-over character holds no whole byte
            var whole = clean.length() % 4 == 1 ? clean.length() - 1 : clean.length();
            return Base64.getDecoder().decode(clean.substring(0, whole));
        } catch (IllegalArgumentException broken) {
            return content.getBytes(StandardCharsets.UTF_8);
        }
    }
}
