package th.sala.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Reads mails of any sender, however hostile: with limits on depth, parts, headers, lines and
/// size, in time that grows with the size only. Wrappings that change nothing (signatures of
/// S/MIME, winmail.dat) are taken off. A mail inside a mail is an attachment; [Contents] looks into
/// it.
public final class MessageReader {
    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 1000;
    private static final int MOST_FIELDS = 1000;
    private static final int LONGEST_FIELD = 256 * 1024;
    private static final int LONGEST_LINE = 256 * 1024;
    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final int LONGEST_TEXT = 5 * 1024 * 1024;
    private static final int MOST_WRAPPINGS = 5;
    private static final Pattern REJECTED = Pattern.compile("(?i)was automatically rejected:?");
    private static final String PGP = "-----BEGIN PGP MESSAGE-----";

    private static final Set<String> AUTOMATIC_PRECEDENCE =
            Set.of("bulk", "junk", "list", "auto_reply");
    private static final List<String> AUTOMATIC_FIELDS =
            List.of(
                    "x-autoreply",
                    "x-auto-reply",
                    "x-autorespond",
                    "x-autoresponder",
                    "x-autoreply-from",
                    "x-mail-autoreply",
                    "x-vacation");

    /// How subjects begin that programs make where they say it nowhere else.
    private static final Pattern AUTOMATIC_SUBJECT =
            Pattern.compile(
                    "(?iu)^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office"
                            + "|(?:การ)?ตอบ(?:กลับ|รับ)(?:โดย)?อัตโนมัติ|(?:ขณะนี้)?(?:ผม|ดิฉัน|ฉัน)?ไม่อยู่(?:ที่|ใน)?(?:สำนักงาน|ออฟฟิศ|โต๊ะ|:|$)"
                            + "|ขณะนี้ไม่อยู่|.{1,80} is out of the office).*");

    private static final MimeConfig LIMITS =
            MimeConfig.custom()
                    .setMaxLineLen(LONGEST_LINE)
                    .setMaxHeaderCount(MOST_FIELDS)
                    .setMaxHeaderLen(LONGEST_FIELD)
                    .setMaxContentLen(MOST_BYTES)
                    .build();

    private final Fields header = new Fields();
    private final List<String> texts = new ArrayList<>();
    private final List<String> htmls = new ArrayList<>();
    private final List<String> rtfs = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<DeliveryReport.Recipient> reported = new ArrayList<>();
    private Fields disposition = new Fields();
    private String reportedId = "";
    private boolean isEncrypted = false;
    private boolean isReport = false;
    private boolean isStatusReport = false;
    private int depth = 0;
    private int parts = 0;
    private int wrappings = 0;
    private long bytes = 0;

    private MessageReader() {}

    /// @param raw the mail's bytes, as they came
    /// @throws Unreadable with a reason; never anything else
    public static Message read(byte[] raw) {
        try {
            return new MessageReader().message(raw);
        } catch (MimeException | IOException broken) {
            throw new Unreadable(reason(broken));
        } catch (Unreadable unreadable) {
            throw unreadable;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new Unreadable("broken");
        }
    }

    private static String reason(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            switch (cause.getClass().getSimpleName()) {
                case "MaxHeaderLimitException", "MaxHeaderLengthLimitException" -> {
                    return "headers";
                }
                case "MaxLineLimitException" -> {
                    return "line";
                }
                default -> {}
            }
        }
        return "broken";
    }

    private Message message(byte[] raw) throws MimeException, IOException {
        walk(raw, header);
        var from = header.all("from");
        var senders = from.stream().flatMap(field -> AddressList.of(field).stream()).toList();
        if (from.size() > 1 || senders.size() > 1) {
            throw new Unreadable("two-senders");
        }
        if (from.isEmpty() && header.first("date").isEmpty() && header.first("subject").isEmpty()) {
            throw new Unreadable("no-mail");
        }
        var sender = senders.isEmpty() ? Address.of("") : senders.getFirst();
        var text = text();
        var report = report(sender, text);
        var id = MessageIds.of(header.first("message-id").orElse(""), DigestUtils.sha256Hex(raw));
        return new Message(
                id,
                sender,
                addresses("to"),
                addresses("cc"),
                header.text("subject"),
                references(),
                header.first("date").flatMap(MailDates::read).orElse(null),
                text,
                List.copyOf(attachments),
                header.own(),
                kind(report),
                isEncrypted || texts.stream().anyMatch(part -> part.contains(PGP)),
                report);
    }

    /// @param top takes the fields of its outermost header
    private void walk(byte[] entity, Fields top) throws MimeException, IOException {
        var stream = new MimeTokenStream(LIMITS);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(entity));
        var part = top;
        var isTop = true;
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM;
                state = stream.next()) {
            switch (state) {
                case T_START_HEADER -> {
                    part = isTop ? top : new Fields();
                    isTop = false;
                    limit(++parts <= MOST_PARTS, "parts");
                }
                case T_FIELD -> part.add(rawField(stream));
                case T_START_MULTIPART -> {
                    limit(++depth <= DEEPEST, "depth");
                    multipart(part);
                }
                case T_END_MULTIPART -> depth--;
                case T_BODY -> body(part, stream);
                default -> {}
            }
        }
    }

    private static byte[] rawField(MimeTokenStream stream) {
        var field = stream.getField();
        var raw = field.getRaw();
        return raw != null
                ? raw.toByteArray()
                : (field.getName() + ":" + field.getBody()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void multipart(Fields part) {
        var type = Parameters.of(part.first("content-type").orElse(""));
        isEncrypted |= type.value().equals("multipart/encrypted");
        if (depth == 1 && type.value().equals("multipart/report")) {
            isReport = true;
            isStatusReport =
                    type.get("report-type")
                            .map(kind -> kind.equalsIgnoreCase("delivery-status"))
                            .orElse(true);
        }
    }

    private void body(Fields part, MimeTokenStream stream) throws MimeException, IOException {
        var type = Parameters.of(part.first("content-type").orElse(""));
        var mediaType = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        var content = content(stream.getDecodedInputStream());
        if (isReport && reportPart(mediaType, content)) {
            return;
        }
        if (isUnwrapped(mediaType, content)) {
            return;
        }
        var disposition = Parameters.of(part.first("content-disposition").orElse(""));
        var name = disposition.get("filename").or(() -> type.get("name"));
        var isInline = name.isEmpty() && !disposition.value().equals("attachment");
        var charset = type.get("charset").orElse("");
        switch (isInline ? mediaType : "a file") {
            case "text/plain" -> texts.add(plain(text(content, charset), type));
            case "text/html" -> htmls.add(text(content, charset));
            case "text/rtf", "application/rtf" -> rtfs.add(RtfText.of(head(content, LONGEST_TEXT)));
            default -> attach(name.map(FileNames::safe).orElse(""), mediaType, content);
        }
    }

    private static String plain(String text, Parameters type) {
        var lines = Texts.lines(text);
        var isFlowed = type.get("format").filter("flowed"::equalsIgnoreCase).isPresent();
        var isSpaceDropped = type.get("delsp").filter("yes"::equalsIgnoreCase).isPresent();
        return isFlowed ? Flowed.joined(lines, isSpaceDropped) : lines;
    }

    /// What is signed or packed as one piece is read as if it were not. What cannot be unwrapped is
    /// a file as any other.
    private boolean isUnwrapped(String mediaType, byte[] content)
            throws MimeException, IOException {
        switch (mediaType) {
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
                isEncrypted |= SignedContent.isEncrypted(content);
                var signed = SignedContent.of(content);
                if (signed.isEmpty() || ++wrappings > MOST_WRAPPINGS) {
                    return false;
                }
                count(signed.get());
                walk(signed.get(), new Fields());
            }
            case "application/ms-tnef", "application/vnd.ms-tnef" -> {
                var packed = Tnef.read(content);
                if (packed.isEmpty()) {
                    return false;
                }
                rtfs.add(packed.get().text());
                attachments.addAll(packed.get().files());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean reportPart(String mediaType, byte[] content) {
        switch (mediaType) {
            case "message/delivery-status", "message/global-delivery-status" ->
                    reported.addAll(DeliveryStatus.read(Charsets.decode(content, "")));
            case "message/disposition-notification" -> {
                if (isStatusReport) {
                    return false;
                }
                disposition = Fields.read(Charsets.decode(head(content, LONGEST_FIELD), ""));
            }
            case "message/rfc822",
                    "text/rfc822-headers",
                    "message/global",
                    "message/global-headers" -> {
                var original = Fields.read(Charsets.decode(head(content, LONGEST_FIELD), ""));
                reportedId =
                        original.first("message-id").map(id -> MessageIds.of(id, "")).orElse("");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static byte[] head(byte[] content, int longest) {
        return content.length <= longest ? content : Arrays.copyOf(content, longest);
    }

    private byte[] content(InputStream decoded) throws IOException {
        var content = decoded.readAllBytes();
        count(content);
        return content;
    }

    private void count(byte[] content) {
        bytes += content.length;
        limit(bytes <= MOST_BYTES, "size");
    }

    private static String text(byte[] content, String charset) {
        return Charsets.decode(head(content, LONGEST_TEXT), charset);
    }

    private void attach(String name, String mediaType, byte[] content) {
        var number = attachments.size() + 1;
        var shown = name.isEmpty() ? "attachment-" + number + extension(mediaType) : name;
        attachments.add(new Attachment(shown, mediaType, content));
    }

    private static String extension(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> ".pdf";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "text/plain" -> ".txt";
            case "text/html" -> ".html";
            case "text/calendar" -> ".ics";
            case "message/rfc822" -> ".eml";
            default -> "";
        };
    }

    private List<Address> addresses(String name) {
        return header.all(name).stream()
                .flatMap(field -> AddressList.of(field).stream())
                .distinct()
                .toList();
    }

    private List<String> references() {
        var ids = new LinkedHashSet<String>();
        header.first("in-reply-to").ifPresent(field -> ids.addAll(MessageIds.all(field)));
        header.first("references").ifPresent(field -> ids.addAll(MessageIds.all(field).reversed()));
        return List.copyOf(ids);
    }

    private String text() {
        var html = htmls.stream().map(HtmlText::of).map(Texts::lines).toList();
        return Stream.of(texts, html, rtfs)
                .map(kind -> String.join("\n\n", kind).strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Message.Kind kind(Optional<DeliveryReport> report) {
        if (report.isPresent()) {
            return Message.Kind.BOUNCE;
        }
        if (isReport) {
            return Message.Kind.AUTOMATIC;
        }
        var submitted =
                header.first("auto-submitted").orElse("no").strip().toLowerCase(Locale.ROOT);
        var precedence = header.first("precedence").orElse("").strip().toLowerCase(Locale.ROOT);
        var isAutomatic =
                !submitted.startsWith("no")
                        || AUTOMATIC_PRECEDENCE.contains(precedence)
                        || AUTOMATIC_FIELDS.stream()
                                .anyMatch(name -> header.first(name).isPresent())
                        || AUTOMATIC_SUBJECT.matcher(header.text("subject")).matches();
        return isAutomatic ? Message.Kind.AUTOMATIC : Message.Kind.LETTER_LIKE;
    }

    private Optional<DeliveryReport> report(Address from, String text) {
        if (!isReport) {
            return PlainReports.read(header, from, text, references());
        }
        if (!isStatusReport) {
            return rejected(text);
        }
        var id = reportedId.isEmpty() ? references().stream().findFirst().orElse("") : reportedId;
        return Optional.of(new DeliveryReport(id, List.copyOf(reported)));
    }

    /// Sieve's `reject` says by way of a notification for people (RFC 5429) that the mail was not
    /// taken. Whether somebody opened or deleted it is no report of delivery.
    private Optional<DeliveryReport> rejected(String text) {
        var said = REJECTED.matcher(text);
        if (!said.find()) {
            return Optional.empty();
        }
        var reason = Texts.oneLine(text.substring(said.end())).replaceAll("\\s+", " ");
        return disposition
                .first("final-recipient")
                .map(DeliveryStatus::afterType)
                .map(MailAddress::normal)
                .map(address ->
                        new DeliveryReport.Recipient(
                                address, DeliveryReport.Action.FAILED, "", reason))
                .map(recipient ->
                        new DeliveryReport(
                                disposition
                                        .first("original-message-id")
                                        .map(id -> MessageIds.of(id, ""))
                                        .orElse(reportedId),
                                List.of(recipient)));
    }

    private static void limit(boolean isWithin, String reason) {
        if (!isWithin) {
            throw new Unreadable(reason);
        }
    }
}
