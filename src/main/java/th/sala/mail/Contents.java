package th.sala.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;

/// A mail together with what is in the mails and zip archives that it carries, so that people see
/// the letter and its markings are found. The carriers stay files of the mail. A carrier beyond the
/// limits, encrypted or broken is a file as any other.
public final class Contents {
    private static final int DEEPEST = 3;
    private static final int MOST_MAILS = 20;
    private static final int MOST_FILES = 300;
    private static final int MOST_ENTRIES = 100;
    private static final long MOST_BYTES = 50L * 1024 * 1024;
    private static final int LONGEST_TEXT = 5 * 1024 * 1024;

    private static final Set<String> MAILS = Set.of("message/rfc822", "message/global");
    private static final Set<String> ZIPS =
            Set.of("application/zip", "application/x-zip-compressed", "application/x-zip");

    private final List<Attachment> files = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int mails = 0;
    private long bytes = 0;

    private Contents() {}

    /// The same mail with more text and files: behind its own, those of its carriers.
    public static Message opened(Message message) {
        var contents = new Contents();
        contents.text.append(message.text());
        contents.files.addAll(message.attachments());
        message.attachments().forEach(file -> contents.open(file, 1));
        return message.with(contents.text.toString().strip(), List.copyOf(contents.files));
    }

    private void open(Attachment file, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (MAILS.contains(file.mediaType()) || isNamed(file, ".eml")) {
            mail(file, depth);
        } else if (ZIPS.contains(file.mediaType()) || isNamed(file, ".zip")) {
            entries(file).ifPresent(found -> add(found, depth));
        }
    }

    private static boolean isNamed(Attachment file, String extension) {
        return file.name().toLowerCase(Locale.ROOT).endsWith(extension);
    }

    private void mail(Attachment file, int depth) {
        bytes += file.bytes().length;
        if (++mails > MOST_MAILS || bytes > MOST_BYTES) {
            return;
        }
        try {
            var inner = MessageReader.read(file.bytes());
            if (text.length() + inner.text().length() <= LONGEST_TEXT) {
                text.append("\n\nFrom: ")
                        .append(inner.from().name())
                        .append(" <")
                        .append(inner.from().mail())
                        .append(">")
                        .append("\nSubject: ")
                        .append(inner.subject())
                        .append("\n\n")
                        .append(inner.text());
            }
            add(
                    inner.attachments().stream()
                            .map(found ->
                                    within(file, found.name(), found.mediaType(), found.bytes()))
                            .toList(),
                    depth);
        } catch (Unreadable unreadable) {
            // it stays in its bytes, for people
        }
    }

    private void add(List<Attachment> found, int depth) {
        if (files.size() + found.size() > MOST_FILES) {
            return;
        }
        files.addAll(found);
        found.forEach(file -> open(file, depth + 1));
    }

    /// All of them or none: half an archive would look like a whole one.
    private Optional<List<Attachment>> entries(Attachment archive) {
        var found = new ArrayList<Attachment>();
        int entries = 0;
        try (var zip =
                new ZipInputStream(
                        new ByteArrayInputStream(archive.bytes()), StandardCharsets.ISO_8859_1)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readNBytes((int) Math.max(0, MOST_BYTES - bytes) + 1);
                bytes += content.length;
                if (bytes > MOST_BYTES || ++entries > MOST_ENTRIES) {
                    return Optional.empty();
                }
                if (!entry.isDirectory()) {
                    var name = name(entry.getName());
                    found.add(within(archive, name, "application/octet-stream", content));
                }
            }
            return Optional.of(found);
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /// Names without the mark of UTF-8 were read byte by byte, and are Thai as often as not.
    private static String name(String read) {
        var isBytes = read.chars().allMatch(c -> c <= 0xff);
        var name = isBytes ? Charsets.decode(read.getBytes(StandardCharsets.ISO_8859_1), "") : read;
        return FileNames.safe(name, "attachment");
    }

    private static Attachment within(
            Attachment carrier, String name, String mediaType, byte[] content) {
        return new Attachment(name, mediaType, content, carrier.name());
    }
}
