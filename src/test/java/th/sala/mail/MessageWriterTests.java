package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTests {
    private static final Instant NOON = Instant.parse("2026-11-20T05:00:00Z");
    private static final String THAI =
            "ขอเชิญประชุมคณะกรรมการบริหารจัดการน้ำจังหวัด ครั้งที่ ๑๒/๒๕๖๙ กำหนดการ ณ ศาลากลาง";

    @Test
    void writesTheSameBytesForTheSameDraft() {
        assertThat(MessageWriter.write(letter(THAI))).isEqualTo(MessageWriter.write(letter(THAI)));
        assertThat(MessageWriter.write(letter(THAI)))
                .isNotEqualTo(MessageWriter.write(letter(THAI + "ด่วน")));
    }

    @Test
    void foldsEveryLineAndKeepsToAscii() {
        var raw = MessageWriter.write(letter(THAI.repeat(20)));

        assertThat(Lines.areEndedByCrLf(raw)).isTrue();
        assertThat(new String(raw, StandardCharsets.ISO_8859_1).lines())
                .allMatch(line -> line.length() <= 100)
                .allMatch(line -> line.chars().allMatch(c -> c < 0x7f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ก\r\nBcc: thief@x.example",
                "a\nBcc: thief@x.example",
                "a\rBcc: thief@x.example",
                "a\u0085Bcc: thief@x.example",
                "a\u2028Bcc: thief@x.example\r\n\r\nbody",
                "=?UTF-8?Q?a=0D=0ABcc:_thief@x.example?="
            })
    void letsNoTextBecomeAHeader(String hostile) {
        var raw =
                MessageWriter.write(
                        new MessageDraft(
                                "<1@a.example>",
                                new Address(hostile, "a@a.example"),
                                List.of(new Address(hostile, "b@b.example")),
                                List.of(),
                                hostile,
                                NOON,
                                List.of("<x>\r\nBcc: thief@x.example", hostile),
                                Map.of("Sala-Number", hostile),
                                "text",
                                List.of(new Attachment(hostile + ".pdf", hostile, new byte[9]))));

        var lines = new String(raw, StandardCharsets.US_ASCII).lines().toList();
        assertThat(lines).noneMatch(line -> line.toLowerCase().startsWith("bcc"));
        var read = MessageReader.read(raw);
        assertThat(read.text()).isEqualTo("text");
        assertThat(read.attachments()).hasSize(1);
        assertThat(read.to()).extracting(Address::mail).containsExactly("b@b.example");
    }

    @Test
    void refusesWhatIsNoAddressOrHeader() {
        assertThatThrownBy(() -> MessageWriter.write(from("a@a.example>\r\nBcc: x@x.example")))
                .isInstanceOf(NotAnAddress.class);
        assertThatThrownBy(() -> MessageWriter.write(from("สมชาย@a.example")))
                .isInstanceOf(NotAnAddress.class);
        assertThatThrownBy(() -> MessageWriter.write(with(Map.of("Bcc", "x@x.example"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessageWriter.write(with(Map.of("Sala-X: y\r\nBcc", "x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void capsLongThaiNamesOfFilesAndKeepsTheExtension() {
        var name = "หนังสือเชิญประชุมคณะกรรมการ".repeat(20) + ".pdf";
        var raw =
                MessageWriter.write(with(new Attachment(name, "application/pdf", new byte[] {1})));

        assertThat(new String(raw, StandardCharsets.US_ASCII).lines())
                .allMatch(line -> line.length() <= 100);
        var read = MessageReader.read(raw).attachments().getFirst().name();
        assertThat(read).hasSizeLessThanOrEqualTo(100).endsWith(".pdf").startsWith("หนังสือเชิญ");
    }

    @Test
    void writesFileNamesInBothForms() {
        var raw = with(new Attachment("หนังสือ.pdf", "application/pdf", new byte[] {1}));

        assertThat(new String(MessageWriter.write(raw), StandardCharsets.US_ASCII))
                .contains("filename*0*=utf-8''%E0%B8%AB", "name=\"=?UTF-8?B?");
    }

    @ParameterizedTest(name = "draft {0}")
    @MethodSource("seeds")
    void isReadAsItWasWritten(long seed) {
        var draft = draft(new Random(seed));

        var read = MessageReader.read(MessageWriter.write(draft));

        assertThat(read.messageId()).isEqualTo(draft.messageId());
        assertThat(read.from()).isEqualTo(draft.from());
        assertThat(read.to()).isEqualTo(draft.to());
        assertThat(read.cc()).isEqualTo(draft.cc());
        assertThat(read.subject()).isEqualTo(draft.subject());
        assertThat(read.date()).isEqualTo(draft.date());
        assertThat(read.text()).isEqualTo(draft.text());
        assertThat(read.references()).isEqualTo(draft.references());
        assertThat(read.headers()).isEqualTo(draft.headers());
        assertThat(read.kind()).isEqualTo(Message.Kind.LETTER_LIKE);
        assertThat(read.attachments()).hasSameSizeAs(draft.attachments());
        for (int i = 0; i < read.attachments().size(); i++) {
            var expected = draft.attachments().get(i);
            assertThat(read.attachments().get(i).name()).isEqualTo(expected.name());
            assertThat(read.attachments().get(i).mediaType()).isEqualTo(expected.mediaType());
            assertThat(read.attachments().get(i).bytes()).isEqualTo(expected.bytes());
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static MessageDraft draft(Random random) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("sala-letter", words(random, 1 + random.nextInt(5)));
        headers.put("sala-number", "สท ๐๐๑๗/" + random.nextInt(9999));
        var attachments = new ArrayList<Attachment>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            var name = FileNames.safe(words(random, 1 + random.nextInt(9)) + ".pdf");
            attachments.add(new Attachment(name, "application/pdf", bytes));
        }
        return new MessageDraft(
                "<" + random.nextLong(Long.MAX_VALUE) + "@a.example>",
                address(random),
                List.of(address(random), address(random)),
                random.nextBoolean() ? List.of() : List.of(address(random)),
                words(random, 1 + random.nextInt(30)),
                NOON.plusSeconds(random.nextInt(100_000_000)),
                random.nextBoolean() ? List.of() : List.of("<b@b.example>", "<a@b.example>"),
                headers,
                lines(random),
                attachments);
    }

    private static Address address(Random random) {
        var mail = "p" + random.nextInt(100_000) + "@amphoe-" + random.nextInt(9) + ".example";
        return new Address(
                random.nextInt(5) == 0 ? "" : words(random, 1 + random.nextInt(6)), mail);
    }

    private static final List<String> WORDS =
            List.of(
                    "หนังสือ",
                    "ด่วนที่สุด",
                    "กำหนดการ",
                    "ผู้ว่าราชการจังหวัด",
                    "น้ำ",
                    "ฎีกาที่๑๒๓",
                    "ประชุม",
                    "Sala",
                    "a,b;c",
                    "\"quoted\"",
                    "(เพื่อทราบ)",
                    "back\\slash",
                    "=?x?=",
                    "100%",
                    "😀",
                    "<tag>",
                    "ก".repeat(120),
                    "x".repeat(200));

    private static String words(Random random, int count) {
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }

    private static String lines(Random random) {
        var lines = new ArrayList<String>();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            lines.add(random.nextInt(6) == 0 ? "." : words(random, 1 + random.nextInt(40)));
        }
        return String.join("\n", lines);
    }

    private static MessageDraft letter(String subject) {
        return draft("a@a.example", subject, Map.of(), List.of());
    }

    private static MessageDraft from(String from) {
        return draft(from, "เรื่อง", Map.of(), List.of());
    }

    private static MessageDraft with(Map<String, String> headers) {
        return draft("a@a.example", "เรื่อง", headers, List.of());
    }

    private static MessageDraft with(Attachment attachment) {
        return draft("a@a.example", "เรื่อง", Map.of(), List.of(attachment));
    }

    private static MessageDraft draft(
            String from,
            String subject,
            Map<String, String> headers,
            List<Attachment> attachments) {
        return new MessageDraft(
                "<1@a.example>",
                new Address("สมชาย ใจดี", from),
                List.of(new Address("ผู้รับ", "b@b.example")),
                List.of(),
                subject,
                NOON,
                List.of(),
                headers,
                THAI,
                attachments);
    }
}
