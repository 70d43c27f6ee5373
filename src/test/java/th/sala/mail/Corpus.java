package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;
import th.sala.files.Pdfs;

/// Mails as the programs of other agencies write them, each with what is expected of it:
/// `mail/corpus.tsv`. Those are written for these tests; nobody's mail is among them.
///
/// The files show their text; what stands in `{{…}}` says into which bytes it is made: `word` (RFC
/// 2047), `raw`, `pct`, `2231`, `b64word`, `qword` within a line; `qp`, `b64`, `8bit`, `flowed`,
/// `p7m`, `enveloped` until `{{end}}`; `file` makes a PDF of lines, a zip, a winmail.dat.
public final class Corpus {
    private static final Pattern DIRECTIVE =
            Pattern.compile("\\{\\{([^|{}]+)(?:\\|((?:[^{}]|\\{\\{200}})*))?}}");
    private static final Pattern WRAPPED =
            Pattern.compile("(?s)\\{\\{(p7m|enveloped)}}\n(.*?)\\{\\{end p7m}}");
    private static final Pattern BLOCK =
            Pattern.compile("(?s)\\{\\{(qp|b64|8bit|flowed)(?: ([^}]+))?}}\n(.*?)\\{\\{end}}");

    private Corpus() {}

    /// @param sender the address, empty if there is none
    /// @param title of the letter, as proposed
    /// @param number of the letter, as proposed; empty if nothing is
    /// @param text that stands in the mail's text; empty if it has none
    /// @param file the letter's name; empty if a person is asked
    /// @param asked why a person is asked; empty if it is a letter
    public record Kind(
            String name,
            String special,
            String sender,
            String senderName,
            String title,
            String urgency,
            String number,
            String text,
            String file,
            String asked) {
        @Override
        public String toString() {
            return name + ": " + special;
        }

        public byte[] raw() {
            return Corpus.rendered(resource("corpus/" + name + ".eml"));
        }
    }

    public static List<Kind> all() {
        return rows("corpus.tsv").stream()
                .map(cells ->
                        new Kind(
                                cells.get(0),
                                cells.get(1),
                                cells.get(2),
                                cells.get(3),
                                cells.get(4),
                                cells.get(5),
                                cells.get(6),
                                cells.get(7),
                                cells.get(8),
                                cells.get(9)))
                .toList();
    }

    /// The lines of a table but its first; `-` is an empty cell.
    static List<List<String>> rows(String name) {
        return resource(name)
                .lines()
                .skip(1)
                .map(line ->
                        Arrays.stream(line.split("\t", -1))
                                .map(cell -> cell.equals("-") ? "" : cell)
                                .toList())
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = Corpus.class.getResourceAsStream("/mail/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// In ISO-8859-1 each character is a byte; what is Thai in the source becomes UTF-8.
    static byte[] rendered(String source) {
        var wrapped =
                WRAPPED.matcher(source)
                        .replaceAll(found ->
                                quoted(base64Lines(cms(found.group(1), rendered(found.group(2))))));
        var blocks =
                BLOCK.matcher(wrapped)
                        .replaceAll(found ->
                                quoted(block(found.group(1), found.group(2), found.group(3))));
        var whole =
                DIRECTIVE
                        .matcher(blocks)
                        .replaceAll(found -> quoted(inline(found.group(1), found.group(2))));
        var bytes = new ByteArrayOutputStream();
        whole.replace("\n", "\r\n")
                .codePoints()
                .forEach(c -> {
                    if (c < 0x100) {
                        bytes.write(c);
                    } else {
                        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                    }
                });
        return bytes.toByteArray();
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text, String charset) {
        var isThai = charset.matches("(?i)tis-620|windows-874");
        return text.getBytes(Charset.forName(isThai ? "x-windows-874" : charset));
    }

    private static String block(String kind, String charset, String text) {
        return switch (kind) {
            case "qp" -> quotedPrintable(bytes(text, charset));
            case "b64" -> base64Lines(bytes(text, charset));
            case "8bit" -> latin(bytes(text, charset));
            // a line ends with its space where a program broke it: shown as ~
            case "flowed" -> latin(bytes(text.replace("~", " \n"), "utf-8"));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String inline(String directive, String text) {
        var words = directive.split(" ");
        return switch (words[0]) {
            case "word" -> word(words[1], words[2], text);
            case "raw" -> latin(bytes(text, words[1]));
            case "pct" -> percent(text, words[1]);
            case "2231" -> continued(words[1], text.replace("{{200}}", "านบุรี".repeat(33)));
            case "b64word" -> Base64.getEncoder().encodeToString(bytes(text, words[1]));
            case "qword" -> quotedWord(bytes(text, words[1]));
            case "file" -> base64Lines(file(words[1], text)).stripTrailing();
            default -> throw new IllegalArgumentException(directive);
        };
    }

    /// In several words on several lines if it is long, as programs do.
    private static String word(String encoding, String charset, String text) {
        var words = new StringBuilder();
        var isSingle = !charset.equalsIgnoreCase("utf-8");
        var most = isSingle ? 30 : 12;
        for (int begin = 0; begin < text.length(); begin += most) {
            var piece =
                    bytes(text.substring(begin, Math.min(text.length(), begin + most)), charset);
            words.append(words.isEmpty() ? "" : "\n ")
                    .append("=?%s?%s?".formatted(charset, encoding))
                    .append(
                            encoding.equals("B")
                                    ? Base64.getEncoder().encodeToString(piece)
                                    : quotedWord(piece))
                    .append("?=");
        }
        return words.toString();
    }

    private static String quotedWord(byte[] bytes) {
        var text = new StringBuilder();
        for (var octet : bytes) {
            var isPlain = Character.isLetterOrDigit(octet) && octet > 0;
            text.append(isPlain ? String.valueOf((char) octet) : "=%02X".formatted(octet & 0xff));
        }
        return text.toString();
    }

    private static String quotedPrintable(byte[] bytes) {
        var text = new StringBuilder();
        int line = 0;
        for (var octet : bytes) {
            var isPlain = octet >= ' ' && octet != '=' && octet < 127;
            var next = isPlain ? String.valueOf((char) octet) : "=%02X".formatted(octet & 0xff);
            if (octet == '\n') {
                text.append('\n');
                line = 0;
                continue;
            }
            if (line + next.length() > 75) {
                text.append("=\n");
                line = 0;
            }
            text.append(next);
            line += next.length();
        }
        return text.toString();
    }

    private static String percent(String text, String charset) {
        return URLEncoder.encode(latin(bytes(text, charset)), StandardCharsets.ISO_8859_1)
                .replace("+", "%20");
    }

    private static String continued(String name, String text) {
        var all = percent(text, "utf-8");
        var lines = new StringBuilder();
        int number = 0;
        for (int begin = 0; begin < all.length(); number++) {
            var end = Math.min(all.length(), begin + 60);
            // an octet is never cut
            end =
                    all.lastIndexOf('%', end - 1) > end - 3 && end < all.length()
                            ? all.lastIndexOf('%', end - 1)
                            : end;
            lines.append(lines.isEmpty() ? "" : ";\n ")
                    .append("%s*%d*=%s".formatted(name, number, number == 0 ? "UTF-8''" : ""))
                    .append(all, begin, end);
            begin = end;
        }
        return lines.toString();
    }

    private static String base64Lines(byte[] bytes) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n";
    }

    private static byte[] file(String kind, String content) {
        var parts = content.split("/", 2);
        try {
            return switch (kind) {
                case "pdf" -> pdf(content);
                case "zip" -> zip(content, StandardCharsets.UTF_8);
                case "zip-874" -> zip(content, Charset.forName("x-windows-874"));
                case "zip-encrypted" -> encrypted(zip(content, StandardCharsets.UTF_8));
                case "tnef" -> winmail(parts[0], pdf(parts[1]), "");
                case "tnef-rtf" -> winmail(parts[0], pdf(parts[1]), RTF);
                case "tnef-broken" -> Arrays.copyOf(winmail(parts[0], pdf(parts[1]), ""), 150);
                default -> throw new IllegalArgumentException(kind);
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Lines begin after a slash before a Thai word.
    private static byte[] pdf(String lines) {
        return Pdfs.thai(lines.split("/(?=[ก-ฮเแโไ][^ ]*[ก-๙])"));
    }

    private static byte[] zip(String content, Charset names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, names)) {
            for (var file : content.split(";")) {
                var parts = file.split("/", 2);
                zip.putNextEntry(new ZipEntry(parts[0]));
                zip.write(pdf(parts[1]));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /// Says that the first entry is encrypted.
    private static byte[] encrypted(byte[] zip) {
        zip[6] |= 1;
        return zip;
    }

    static byte[] cms(String kind, byte[] content) {
        try {
            if (kind.equals("p7m")) {
                return new CMSSignedDataGenerator()
                        .generate(new CMSProcessableByteArray(content), true)
                        .getEncoded();
            }
            var enveloped = new CMSEnvelopedDataGenerator();
            var key = new SecretKeySpec(new byte[16], "AES");
            enveloped.addRecipientInfoGenerator(
                    new JceKEKRecipientInfoGenerator(new byte[] {1}, key));
            var cipher = new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES128_CBC).build();
            return enveloped.generate(new CMSProcessableByteArray(content), cipher).getEncoded();
        } catch (CMSException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final String RTF =
            "{\\rtf1\\ansi\\ansicpg874\\fromtext \\fbidis \\deff0{\\fonttbl{\\f0\\fswiss Arial;}"
                    + "{\\f1\\fswiss\\fcharset222 Tahoma;}}{\\colortbl;}\\uc1\\pard\\plain\\f1\\fs20 "
                    + "\\'e0\\'c3\\'d5\\'c2\\'b9 \\'bc\\'d9\\'e9\\'c7\\'e8\\'d2\\f0 \\par}\r\n";

    /// With one file, and a body in RTF if there is one.
    static byte[] winmail(String name, byte[] file, String rtf) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(little(0x223e9f78, 4));
        out.writeBytes(little(1, 2));
        attribute(out, 1, 0x00089006, little(0x10000, 4));
        attribute(out, 1, 0x00069007, join(little(874, 4), little(0, 4)));
        if (!rtf.isEmpty()) {
            var property = property(0x1009, 0x102, compressed(rtf));
            attribute(out, 1, 0x00069003, join(little(1, 4), property));
        }
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, "LETTER~1.PDF\0".getBytes(StandardCharsets.US_ASCII));
        var longName = property(0x3707, 0x1f, (name + "\0").getBytes(StandardCharsets.UTF_16LE));
        var mediaType =
                property(0x370e, 0x1e, "application/pdf\0".getBytes(StandardCharsets.US_ASCII));
        var named =
                join(
                        little(0x0003, 2),
                        little(0x8001, 2),
                        new byte[16],
                        little(0, 4),
                        little(7, 4),
                        little(1, 4));
        attribute(out, 2, 0x00069005, join(little(3, 4), named, longName, mediaType));
        attribute(out, 2, 0x0006800f, file);
        return out.toByteArray();
    }

    /// One with as many values as there may be of each property, and nothing in any of them.
    static byte[] winmailOfEmptyValues(int properties) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(little(properties, 4));
        for (int i = 0; i < properties; i++) {
            all.writeBytes(join(little(0x1001, 2), little(0x1013, 2), little(2000, 4)));
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(little(0x223e9f78, 4));
        out.writeBytes(little(1, 2));
        attribute(out, 1, 0x00069007, join(little(99999, 4), little(0, 4)));
        attribute(out, 1, 0x00069003, all.toByteArray());
        return out.toByteArray();
    }

    private static byte[] property(int id, int type, byte[] value) {
        var padding = new byte[-value.length & 3];
        return join(
                little(type, 2),
                little(id, 2),
                little(1, 4),
                little(value.length, 4),
                value,
                padding);
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] value) {
        int sum = 0;
        for (var octet : value) {
            sum += octet & 0xff;
        }
        out.write(level);
        out.writeBytes(
                join(little(id, 4), little(value.length, 4), value, little(sum & 0xffff, 2)));
    }

    /// Every byte stands for itself.
    private static byte[] compressed(String rtf) {
        var raw = rtf.getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length; i++) {
            if (i % 8 == 0) {
                out.write(0);
            }
            out.write(raw[i]);
        }
        return join(
                little(out.size() + 12, 4),
                little(raw.length, 4),
                little(0x75465a4c, 4),
                little(0, 4),
                out.toByteArray());
    }

    private static byte[] little(int value, int bytes) {
        var all = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
        return Arrays.copyOf(all, bytes);
    }

    private static byte[] join(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
