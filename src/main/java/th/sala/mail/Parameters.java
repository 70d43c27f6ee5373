package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A header such as `attachment; filename*0*=utf-8''%E0%B8…`: its value and its parameters, put
/// together from the segments of RFC 2231 and read as encoded words too, as many programs write
/// them.
record Parameters(String value, Map<String, String> named) {
    private static final int MOST = 200;
    private static final Pattern SEGMENT = Pattern.compile("([^*]+)\\*(\\d{1,3})(\\*?)");

    private record Piece(String text, boolean isEncoded) {}

    Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name)).filter(text -> !text.isBlank());
    }

    static Parameters of(String header) {
        var scan = new Scan(header);
        var value = scan.until(";").strip().toLowerCase(Locale.ROOT);
        var plain = new LinkedHashMap<String, String>();
        var segments = new LinkedHashMap<String, TreeMap<Integer, Piece>>();
        for (int count = 0; count < MOST && scan.next(';'); count++) {
            var name = scan.until("=;").strip().toLowerCase(Locale.ROOT);
            var text = scan.next('=') ? scan.value() : "";
            var segment = SEGMENT.matcher(name);
            if (segment.matches()) {
                var piece = new Piece(text, !segment.group(3).isEmpty());
                segments.computeIfAbsent(segment.group(1), _ -> new TreeMap<>())
                        .putIfAbsent(Integer.valueOf(segment.group(2)), piece);
            } else if (name.endsWith("*")) {
                segments.computeIfAbsent(name.substring(0, name.length() - 1), _ -> new TreeMap<>())
                        .putIfAbsent(0, new Piece(text, true));
            } else {
                plain.putIfAbsent(name, EncodedWords.decode(text));
            }
        }
        segments.forEach((name, pieces) -> plain.put(name, joined(pieces)));
        return new Parameters(value, plain);
    }

    private static String joined(TreeMap<Integer, Piece> pieces) {
        var charset = "";
        var bytes = new ByteArrayOutputStream();
        var isFirst = true;
        for (var piece : pieces.values()) {
            var text = piece.text;
            if (isFirst && piece.isEncoded) {
                var quote = text.indexOf('\'');
                var second = text.indexOf('\'', quote + 1);
                if (second > 0) {
                    charset = text.substring(0, quote);
                    text = text.substring(second + 1);
                }
            }
            isFirst = false;
            bytes.writeBytes(
                    piece.isEncoded ? percentDecoded(text) : text.getBytes(StandardCharsets.UTF_8));
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    private static byte[] percentDecoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isOctet = c == '%' && i + 2 < text.length();
            if (isOctet && text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static final class Scan {
        private final String text;
        private int at = 0;

        Scan(String text) {
            this.text = text;
        }

        boolean next(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        String until(String ends) {
            int begin = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(begin, at);
        }

        String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (!next('"')) {
                return until(";").strip();
            }
            var quoted = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                var isEscape = text.charAt(at) == '\\' && at + 1 < text.length();
                at += isEscape ? 1 : 0;
                quoted.append(text.charAt(at++));
            }
            next('"');
            until(";");
            return quoted.toString();
        }
    }
}
