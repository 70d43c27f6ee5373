package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/// Makes mails: the same draft always gives the same bytes, no text in it can become a header, and
/// no line is longer than servers take.
public final class MessageWriter {
    private static final int LINE = 76;
    private static final int MOST_REFERENCES = 30;
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern HEADER_NAME =
            Pattern.compile("(?i)sala-[a-z0-9-]{1,60}|auto-submitted");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");
    private static final String CONTROLS = "[\\p{Cc}&&[^\n\t]]";
    private static final Base64.Encoder BASE64 =
            Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'});

    private final StringBuilder header = new StringBuilder();

    private MessageWriter() {}

    /// @return the mail's bytes, each line ended by CRLF and at most 998 long
    /// @throws NotAnAddress if an address is none
    /// @throws IllegalArgumentException if the message id or the name of a header is none
    public static byte[] write(MessageDraft draft) {
        return new MessageWriter().bytes(draft);
    }

    private byte[] bytes(MessageDraft draft) {
        if (!MessageIds.isUsable(draft.messageId())) {
            throw new IllegalArgumentException("not a message id");
        }
        field("Date", List.of(DATE.format(draft.date().atZone(BANGKOK))));
        addresses("From", List.of(draft.from()));
        addresses("To", draft.to());
        addresses("Cc", draft.cc());
        text("Subject", draft.subject());
        field("Message-ID", List.of(draft.messageId()));
        references(draft.references());
        new TreeMap<>(draft.headers()).forEach((name, value) -> text(own(name), value));
        field("MIME-Version", List.of("1.0"));
        var text = part(draft.text());
        if (draft.attachments().isEmpty()) {
            return joined(header.toString() + text, List.of(), "");
        }
        var parts = draft.attachments().stream().map(MessageWriter::part).toList();
        var boundary = "sala-" + digest(header + text, parts);
        field("Content-Type", List.of("multipart/mixed;", "boundary=\"" + boundary + "\""));
        return joined(header + "\r\n--" + boundary + "\r\n" + text, parts, boundary);
    }

    private static byte[] joined(String beginning, List<String> parts, String boundary) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(beginning.getBytes(StandardCharsets.US_ASCII));
        for (var part : parts) {
            var delimited = "\r\n--" + boundary + "\r\n" + part;
            out.writeBytes(delimited.getBytes(StandardCharsets.US_ASCII));
        }
        if (!parts.isEmpty()) {
            out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private void addresses(String name, List<Address> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        var words = new ArrayList<String>();
        for (int i = 0; i < addresses.size(); i++) {
            words.addAll(name(addresses.get(i)));
            var mail = MailAddress.normal(addresses.get(i).mail());
            if (!MailAddress.isUsable(mail)) {
                throw new NotAnAddress(addresses.get(i).mail());
            }
            words.add("<" + mail + ">" + (i + 1 < addresses.size() ? "," : ""));
        }
        field(name, words);
    }

    private static List<String> name(Address address) {
        var name = oneLine(address.name()).replaceAll(" {2,}", " ");
        if (name.isEmpty()) {
            return List.of();
        }
        if (!isPlain(name)) {
            return EncodedWords.encode(name);
        }
        if (ATOMS.matcher(name).matches()) {
            return List.of(name.split("(?= )"));
        }
        var quoted = "\"" + name.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
        return List.of(quoted);
    }

    private void text(String name, String value) {
        var line = oneLine(value);
        if (isPlain(line)) {
            field(name, List.of(line.split("(?<=[^ ])(?= )")));
        } else {
            field(name, EncodedWords.encode(line));
        }
    }

    private void references(List<String> references) {
        var usable =
                references.stream()
                        .filter(MessageIds::isUsable)
                        .distinct()
                        .limit(MOST_REFERENCES)
                        .toList();
        if (!usable.isEmpty()) {
            field("In-Reply-To", List.of(usable.getFirst()));
            field("References", usable.reversed());
        }
    }

    /// Writes the field, with a new line before each word that does not fit any more. A word that
    /// begins with a blank brings its own.
    private void field(String name, List<String> words) {
        header.append(name).append(':');
        int used = name.length() + 1;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i).startsWith(" ") ? words.get(i) : " " + words.get(i);
            if (i > 0 && used + word.length() > LINE) {
                header.append("\r\n");
                used = 0;
            }
            header.append(word);
            used += word.length();
        }
        header.append("\r\n");
    }

    private static String own(String name) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a header of ours: " + name);
        }
        var written = new StringBuilder();
        for (var word : name.toLowerCase(Locale.ROOT).split("-", -1)) {
            written.append(written.isEmpty() ? "" : "-");
            if (!word.isEmpty()) {
                written.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return written.toString();
    }

    private static String part(String text) {
        var clean = text.replace("\r\n", "\n").replace('\r', '\n').replaceAll(CONTROLS, "");
        var lines = clean.replace("\n", "\r\n");
        var ended = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        var isSimple = ended.lines().allMatch(line -> isPlain(line) && line.length() <= LINE + 2);
        if (isSimple) {
            return "Content-Type: text/plain; charset=us-ascii\r\n"
                    + "Content-Transfer-Encoding: 7bit\r\n\r\n"
                    + ended;
        }
        return "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + BASE64.encodeToString(ended.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    /// Names beyond ASCII stand twice, as RFC 2231 wants it and in the form that older Outlooks
    /// read.
    private static String part(Attachment attachment) {
        var safe = FileNames.safe(attachment.name());
        var name = safe.isEmpty() ? "attachment" : safe;
        var writer = new MessageWriter();
        var type = new ArrayList<>(List.of(mediaType(attachment.mediaType()) + ";"));
        var disposition = new ArrayList<>(List.of("attachment;"));
        if (isPlain(name)) {
            type.add("name=\"" + name + "\"");
            disposition.add("filename=\"" + name + "\"");
        } else {
            var words = EncodedWords.encode(name);
            for (int i = 0; i < words.size(); i++) {
                var first = i == 0 ? "name=\"" : "";
                type.add(first + words.get(i) + (i == words.size() - 1 ? "\"" : ""));
            }
            disposition.addAll(extended(name));
        }
        writer.field("Content-Type", type);
        writer.field("Content-Transfer-Encoding", List.of("base64"));
        writer.field("Content-Disposition", disposition);
        return writer.header + "\r\n" + BASE64.encodeToString(attachment.bytes()) + "\r\n";
    }

    /// `filename*0*=utf-8''%E0…; filename*1*=…`
    private static List<String> extended(String name) {
        var segments = new ArrayList<String>();
        var segment = new StringBuilder("filename*0*=utf-8''");
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            var isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            var written = isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c);
            if (segment.length() + written.length() > LINE - 2) {
                segments.add(segment + ";");
                segment = new StringBuilder("filename*" + segments.size() + "*=");
            }
            segment.append(written);
        }
        segments.add(segment.toString());
        return segments;
    }

    private static String mediaType(String type) {
        var lower = type.strip().toLowerCase(Locale.ROOT);
        // these two may not be in Base64, and would be read as part of this mail
        var isComposite = lower.startsWith("message/") || lower.startsWith("multipart/");
        return MEDIA_TYPE.matcher(lower).matches() && !isComposite
                ? lower
                : "application/octet-stream";
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && !text.contains("=?")
                && text.length() < LINE * 10
                && !hasLongWord(text);
    }

    private static boolean hasLongWord(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == ' ' ? 0 : run + 1;
            if (run > LINE) {
                return true;
            }
        }
        return false;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }

    private static String digest(String beginning, List<String> parts) {
        var sha256 = DigestUtils.getSha256Digest();
        sha256.update(beginning.getBytes(StandardCharsets.US_ASCII));
        for (var part : parts) {
            sha256.update(part.getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }
}
