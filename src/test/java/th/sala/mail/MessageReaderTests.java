package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTests {
    private static final Charset THAI = Charset.forName("x-windows-874");
    private static final String HEAD = "From: a@a.example\r\nTo: b@b.example\r\nSubject: x\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"TIS-620", "tis620", "cp874", "windows-874", "iso-8859-11", "ISO8859-11"})
    void readsThaiUnderAllItsNames(String charset) {
        var word = Base64.getEncoder().encodeToString("หนังสือ “ลับ”".getBytes(THAI));
        var raw =
                bytes(
                        "From: =?"
                                + charset
                                + "?B?"
                                + word
                                + "?= <a@a.example>\r\nSubject: =?"
                                + charset
                                + "?B?"
                                + word
                                + "?=\r\nContent-Type: text/plain; charset=\""
                                + charset
                                + "\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
                        "เรียน ผู้ว่าราชการจังหวัด".getBytes(THAI));

        var message = MessageReader.read(raw);

        assertThat(message.subject()).isEqualTo("หนังสือ “ลับ”");
        assertThat(message.from()).isEqualTo(new Address("หนังสือ “ลับ”", "a@a.example"));
        assertThat(message.text()).isEqualTo("เรียน ผู้ว่าราชการจังหวัด");
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, us-ascii",
        "UTF-8, x-nonsense",
        "UTF-8, '../../etc'",
        "x-windows-874, ''",
        "x-windows-874, utf-8",
        "x-windows-874, us-ascii"
    })
    void findsTheCharsetThatTheMailConceals(Charset actual, String declared) {
        var type =
                declared.isEmpty() ? "" : "Content-Type: text/plain; charset=" + declared + "\r\n";
        var raw =
                bytes(
                        "From: a@a.example\r\nSubject: ".getBytes(),
                        "ขอเชิญประชุม".getBytes(actual),
                        ("\r\n" + type + "\r\n").getBytes(),
                        "เรียน ทุกท่าน".getBytes(actual));

        var message = MessageReader.read(raw);

        assertThat(message.subject()).isEqualTo("ขอเชิญประชุม");
        assertThat(message.text()).isEqualTo("เรียน ทุกท่าน");
    }

    @Test
    void joinsWordsThatWereCutWithinACharacter() {
        var all = "ประชุมคณะกรรมการ".getBytes(StandardCharsets.UTF_8);
        var subject = new StringBuilder();
        for (int i = 0; i < all.length; i += 10) {
            var piece = java.util.Arrays.copyOfRange(all, i, Math.min(all.length, i + 10));
            var isB = i % 20 == 0;
            subject.append(subject.isEmpty() ? "" : "\r\n ")
                    .append(isB ? "=?utf-8?B?" : "=?UTF-8?q?")
                    .append(isB ? Base64.getEncoder().encodeToString(piece) : quoted(piece))
                    .append("?=");
        }

        assertThat(read("From: a@a.example\r\nSubject: " + subject + "\r\n\r\nx").subject())
                .isEqualTo("ประชุมคณะกรรมการ");
    }

    private static String quoted(byte[] bytes) {
        var text = new StringBuilder();
        for (var octet : bytes) {
            text.append("=%02X".formatted(octet & 0xff));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    filename="../../etc/passwd"                                          | passwd
                    filename="C:\\\\Users\\\\x\\\\letter.pdf"                                    | letter.pdf
                    filename*=utf-8''%E0%B8%AB%E0%B8%99%E0%B8%B1%E0%B8%87.pdf            | หนัง.pdf
                    filename*0*=utf-8''%E0%B8; filename*1*=%AB.p; filename*2=df          | ห.pdf
                    filename*=tis-620''%CB%B9%D1%A7.pdf                                  | หนัง.pdf
                    filename="=?UTF-8?B?4Lir4LiZ4Lix4LiH?=.pdf"                          | หนัง.pdf
                    filename*=utf-8''exe%E2%80%AEfdp.exe                                 | exefdp.exe
                    filename*=utf-8''a%00b%0d%0aX.pdf                                    | a b X.pdf
                    filename="con.pdf"                                                   | _con.pdf
                    filename="..."                                                       | attachment-1.pdf
                    filename=""                                                          | attachment-1.pdf
                    """)
    void makesNamesOfFilesHarmless(String parameters, String name) {
        var message =
                read(
                        HEAD
                                + "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
                                + parameters
                                + "\r\n\r\n%PDF");

        assertThat(message.attachments()).extracting(Attachment::name).containsExactly(name);
    }

    @Test
    void takesTheTextFromHtmlWhenThereIsNoOther() {
        var html =
                "<html><head><title>t</title><style>p{x}</style></head><body><p>เรียน &amp; ทราบ</p>"
                        + "<script>alert('<b>')</script><!-- <p>no</p> --><div title='>'>บรรทัด<br>สอง"
                        + " &#3585;&lt;b&gt;</div><img onerror=\"x()\" src=y></body></html>";

        assertThat(read(HEAD + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html).text())
                .isEqualTo("เรียน & ทราบ\n\nบรรทัด\nสอง ก<b>");
    }

    @Test
    void prefersPlainTextAndKeepsWhatIsAttached() {
        var message =
                read(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
                                + "Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n"
                                + "Content-Type: text/plain\r\n\r\nplain\r\n--i\r\n"
                                + "Content-Type: text/html\r\n\r\n<p>html\r\n--i--\r\n--o\r\n"
                                + "Content-Type: message/rfc822\r\n\r\nFrom: c@c.example\r\nSubject: inner\r\n\r\n"
                                + "inner\r\n--o\r\nContent-Type: text/plain; name=note.txt\r\n\r\nnote\r\n--o--\r\n");

        assertThat(message.text()).isEqualTo("plain");
        assertThat(message.subject()).isEqualTo("x");
        assertThat(message.attachments())
                .extracting(Attachment::name)
                .containsExactly("attachment-1.eml", "note.txt");
        assertThat(new String(message.attachments().getFirst().bytes())).contains("Subject: inner");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Fri, 20 Nov 2026 12:00:00 +0700       | 2026-11-20T05:00:00Z
                    20 Nov 2026 12:00 +0700 (ICT)         | 2026-11-20T05:00:00Z
                    Fri, 20 Nov 2569 12:00:00 +0700       | 2026-11-20T05:00:00Z
                    20 Nov 26 05:00:00 GMT                | 2026-11-20T05:00:00Z
                    """)
    void readsDates(String written, Instant date) {
        assertThat(read("From: a@a.example\r\nDate: " + written + "\r\n\r\n").date())
                .isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "99 Nov 2026 12:00:00 +0700", "20 Nov 2026 12:00:00 +9900", ""})
    void takesAWrongDateForNone(String written) {
        assertThat(read("From: a@a.example\r\nDate: " + written + "\r\n\r\n").date()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a@a.example                              |               | a@a.example
                    Somchai <A@A.example>                    | Somchai       | a@a.example
                    "Jaidee, Somchai" <a@a.example>          | Jaidee, Somchai | a@a.example
                    a@a.example (Somchai (x))                | Somchai (x)   | a@a.example
                    team: a@a.example;                       |               | a@a.example
                    "a@evil.example" <a@a.example>           | a@evil.example | a@a.example
                    Somchai <@relay.example:a@a.example>     | Somchai       | a@a.example
                    """)
    void readsAddresses(String header, String name, String mail) {
        assertThat(read("From: x@x.example\r\nTo: " + header + "\r\n\r\n").to())
                .containsExactly(new Address(name == null ? "" : name, mail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@a.example\r\nFrom: b@b.example\r\n\r\n",
                "From: a@a.example, b@b.example\r\n\r\n",
                "FROM: a@a.example\r\nfrom : b@b.example\r\n\r\n"
            })
    void doesNotGuessAmongSenders(String raw) {
        assertThatThrownBy(() -> read(raw)).hasMessage("mail.unreadable.two-senders");
    }

    @Test
    void putsTheDirectReferenceFirst() {
        var message =
                read(
                        "From: a@a.example\r\nIn-Reply-To: <3@x>\r\nReferences: <1@x>\r\n <2@x> <3@x>\r\n\r\n");

        assertThat(message.references()).containsExactly("<3@x>", "<2@x>", "<1@x>");
    }

    @Test
    void derivesAMissingMessageIdFromTheBytes() {
        var raw = "From: a@a.example\r\n\r\nx".getBytes();

        assertThat(MessageReader.read(raw).messageId())
                .isEqualTo("<" + DigestUtils.sha256Hex(raw) + "@sha256.invalid>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Precedence: bulk",
                "X-Autoreply: yes",
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied (zimbra; vacation)",
                "Precedence: auto_reply",
                "X-Autorespond: ขอเชิญประชุม",
                "X-Auto-Reply: yes",
                "X-Vacation: yes",
                "X-Mail-Autoreply: yes"
            })
    void knowsMachines(String header) {
        assertThat(read(HEAD + header + "\r\n\r\nx").kind()).isEqualTo(Message.Kind.AUTOMATIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: ขอเชิญประชุม",
                "ตอบกลับอัตโนมัติ: ขอเชิญประชุม",
                "การตอบกลับอัตโนมัติ: ขอเชิญประชุม",
                "Out of Office: ขอเชิญประชุม",
                "ขณะนี้ไม่อยู่ Re: ขอเชิญประชุม",
                "ไม่อยู่ที่สำนักงาน: ขอเชิญประชุม",
                "Auto-Reply: x",
                "Wichai Sukdee is out of the office (returning 24/11/2026)"
            })
    void knowsAbsenceBySubject(String subject) {
        assertThat(read("From: a@a.example\r\nSubject: " + subject + "\r\n\r\nx").kind())
                .isEqualTo(Message.Kind.AUTOMATIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ขอเชิญประชุมระบบตอบกลับอัตโนมัติ",
                "ไม่อยู่ในอำนาจหน้าที่ ขอส่งคืน",
                "แจ้งผู้ไม่อยู่ในทะเบียน",
                "Automation of offices"
            })
    void takesALetterAboutAbsenceForALetter(String subject) {
        assertThat(read("From: a@a.example\r\nSubject: " + subject + "\r\n\r\nx").kind())
                .isEqualTo(Message.Kind.LETTER_LIKE);
    }

    @Test
    void takesAPersonForAPerson() {
        assertThat(read(HEAD + "Auto-Submitted: no\r\nPrecedence: first-class\r\n\r\nx").kind())
                .isEqualTo(Message.Kind.LETTER_LIKE);
    }

    @Test
    void readsTheReportOfAFailure() {
        var message = read(Reports.FAILED);

        assertThat(message.kind()).isEqualTo(Message.Kind.BOUNCE);
        assertThat(message.report().orElseThrow())
                .isEqualTo(
                        new DeliveryReport(
                                "<letter-1@a.example>",
                                java.util.List.of(
                                        new DeliveryReport.Recipient(
                                                "nobody@b.example",
                                                DeliveryReport.Action.FAILED,
                                                "5.1.1",
                                                "550 5.1.1 <nobody@b.example>: Recipient address rejected:"
                                                        + " User unknown in virtual mailbox table"))));
    }

    @Test
    void believesNoReportWithinAnotherMail() {
        var report = Reports.FAILED.replaceFirst("(?s)^.*?(?=Content-Type)", "");
        var message =
                read(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                                + report
                                + "\r\n--b--\r\n");

        assertThat(message.report()).isEmpty();
        assertThat(message.kind()).isEqualTo(Message.Kind.LETTER_LIKE);
    }

    @Test
    void readsTheReportOfADelivery() {
        var report = read(Reports.DELIVERED).report().orElseThrow();

        assertThat(report.messageId()).isEqualTo("<letter-1@a.example>");
        assertThat(report.recipients())
                .extracting(DeliveryReport.Recipient::address, DeliveryReport.Recipient::action)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "chief@b.example", DeliveryReport.Action.DELIVERED),
                        org.assertj.core.api.Assertions.tuple(
                                "saraban@b.example", DeliveryReport.Action.RELAYED));
    }

    // ---- what notes of hostile input say

    @ParameterizedTest(name = "{0} nested multiparts")
    @CsvSource({"49, ''", "51, depth", "1000, depth", "5000, depth"})
    void limitsDepth(int levels, String reason) {
        var raw = new StringBuilder(HEAD);
        for (int i = 0; i < levels; i++) {
            raw.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
            raw.append(i).append("\r\n");
        }
        raw.append("\r\ntext");
        expect(raw.toString().getBytes(), reason);
    }

    @Test
    void readsMailsWithinMailsNeverItself() {
        var inner = "Content-Type: message/rfc822\r\n\r\nFrom: c@c.example\r\n";
        var message = within(5, () -> read(HEAD + inner.repeat(20_000) + "\r\n\r\ndeep"));

        assertThat(message.attachments()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} signatures around one another")
    @CsvSource({"5, deep, 0", "6, '', 1", "12, '', 1"})
    void takesOffFiveWrappings(int depth, String text, int files) {
        var entity = "Content-Type: text/plain\r\n\r\ndeep";
        for (int i = 0; i < depth; i++) {
            var signed = Corpus.cms("p7m", entity.getBytes(StandardCharsets.US_ASCII));
            entity =
                    "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                            + Base64.getMimeEncoder().encodeToString(signed);
        }
        var message = read(HEAD + entity);

        assertThat(message.text()).isEqualTo(text);
        assertThat(message.attachments()).hasSize(files);
    }

    @Test
    void limitsHeaders() {
        expect((HEAD + "X-A: b\r\n".repeat(200_000) + "\r\n").getBytes(), "headers");
    }

    @Test
    void limitsParts() {
        var raw = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        expect((raw + "--b\r\n\r\nx\r\n".repeat(100_000)).getBytes(), "parts");
    }

    @Test
    void limitsLinesOfHeadersButReadsAnyBody() {
        expect((HEAD + "X: " + "a".repeat(5_000_000) + "\r\n\r\n").getBytes(), "line");
        expect((HEAD + "\r\n" + "a".repeat(5_000_000)).getBytes(), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "hello",
                "\0\0\0\0",
                "%PDF-1.7\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void doesNotTakeAnythingForAMail(String raw) {
        assertThatThrownBy(() -> read(raw)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<a '\">",
                "&",
                "&#",
                "<",
                "<!--",
                "<script>",
                "<a \"",
                "<p>",
                "&#99999999999;",
                "<style",
                "\n",
                " ",
                "&amp"
            })
    void readsHtmlInTimeThatGrowsWithItsLength(String piece) {
        var raw = HEAD + "Content-Type: text/html\r\n\r\n" + (piece + "\r\n").repeat(400_000);

        assertThat(within(5, () -> read(raw)).kind()).isEqualTo(Message.Kind.LETTER_LIKE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "=?",
                "=?a?B?",
                "=?utf-8?B?4Lir?= ",
                "=?utf-8?Q?=?=",
                "(",
                "<",
                "\"",
                "\\",
                ",",
                ";",
                "a@b, ",
                "<a@b>",
                ":",
                "name*1*=x;",
                "%E0",
                " ",
                "\t",
                "=?utf-8*th?q?a?="
            })
    void readsHeadersInTimeThatGrowsWithTheirLength(String piece) {
        var value = piece.repeat(100_000 / piece.length());
        for (var name :
                new String[] {
                    "From",
                    "To",
                    "Subject",
                    "References",
                    "Date",
                    "Content-Disposition",
                    "Content-Type",
                    "Message-ID"
                }) {
            within(5, () -> readOrNot((name + ": " + value + "\r\n\r\nx").getBytes()));
        }
    }

    @Test
    void survivesRandomDamage() {
        var random = new Random(7);
        var whole = Reports.FAILED.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3000; round++) {
            var damaged = whole.clone();
            for (int i = random.nextInt(40); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            var cut = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length));
            within(5, () -> readOrNot(damaged));
            within(5, () -> readOrNot(cut));
        }
    }

    private static boolean readOrNot(byte[] raw) {
        try {
            return MessageReader.read(raw).messageId() != null;
        } catch (Unreadable expected) {
            return false;
        }
    }

    private static void expect(byte[] raw, String reason) {
        if (reason.isEmpty()) {
            assertThat(MessageReader.read(raw).subject()).isEqualTo("x");
            return;
        }
        within(
                5,
                () -> {
                    assertThatThrownBy(() -> MessageReader.read(raw))
                            .isInstanceOf(Unreadable.class)
                            .hasMessage("mail.unreadable." + reason);
                    return true;
                });
    }

    private static <T> T within(
            int seconds, org.junit.jupiter.api.function.ThrowingSupplier<T> work) {
        return assertTimeoutPreemptively(Duration.ofSeconds(seconds), work);
    }

    private static Message read(String raw) {
        return MessageReader.read(raw.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String head, byte[] body) {
        return bytes(head.getBytes(StandardCharsets.UTF_8), body);
    }

    private static byte[] bytes(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
