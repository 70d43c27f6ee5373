package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentsTests {
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void showsAnArchiveWhollyOrNotAtAll() {
        assertThat(opened("a.zip", zip(100, 10)).attachments()).hasSize(101);
        assertThat(opened("a.zip", zip(101, 10)).attachments()).hasSize(1);
        assertThat(opened("a.zip", zip(1, 49 * MEGABYTE)).attachments()).hasSize(2);
        assertThat(opened("a.zip", zip(1, 51 * MEGABYTE)).attachments()).hasSize(1);
        assertThat(opened("a.zip", zip(5, 11 * MEGABYTE)).attachments()).hasSize(1);
    }

    /// Each alone is within the limit.
    @Test
    void opensNoMoreThanTheLimitInAll() {
        var part = zipped("inner.zip", zip(1, 30 * MEGABYTE));
        var mail = opened("outer.zip", part);
        assertThat(mail.attachments())
                .extracting(Attachment::name)
                .containsExactly("outer.zip", "inner.zip", "0");

        var two = zip("a.zip", zip(1, 30 * MEGABYTE), "b.zip", zip(1, 30 * MEGABYTE));
        assertThat(opened("outer.zip", two).attachments())
                .extracting(Attachment::name)
                .containsExactly("outer.zip", "a.zip", "b.zip", "0");
    }

    @Test
    void addsNoMoreFilesThanTheLimit() {
        var some = zip(90, 10);
        var four = zip("a.zip", some, "b.zip", some, "c.zip", some, "d.zip", some);

        assertThat(opened("outer.zip", four).attachments()).hasSize(1 + 4 + 3 * 90);
    }

    @ParameterizedTest(name = "{0} archives in one another")
    @CsvSource({"1, 2", "3, 4", "4, 4", "30, 4"})
    void opensArchivesThreeDeep(int depth, int files) {
        var archive = "text".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < depth; i++) {
            archive = zipped(i == 0 ? "note.txt" : "a.zip", archive);
        }
        assertThat(opened("a.zip", archive).attachments()).hasSize(files);
    }

    @Test
    void opensMailsThreeDeepAndTwentyInAll() {
        var inner = "Content-Type: message/rfc822\r\n\r\nFrom: c@c.example\r\n";
        var deep = Contents.opened(read("From: a@a.example\r\n" + inner.repeat(40) + "\r\nx"));
        assertThat(deep.attachments()).hasSize(4);

        var many =
                new StringBuilder(
                        "From: a@a.example\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n");
        for (int i = 0; i < 30; i++) {
            many.append("--b\r\n\r\nFrom: c@c.example\r\nSubject: no ")
                    .append(i)
                    .append("\r\n\r\nx\r\n");
        }
        var digest = Contents.opened(read(many.append("--b--\r\n").toString()));
        assertThat(digest.attachments()).hasSize(30);
        assertThat(digest.text()).contains("Subject: no 19").doesNotContain("Subject: no 20");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ../../etc/passwd          | passwd
                    C:\\\\x\\\\y.pdf              | y.pdf
                    a/b/                      | ''
                    \u202Efdp.exe             | fdp.exe
                    con                       | _con
                    ..                        | attachment
                    """)
    void makesNamesHarmless(String name, String shown) {
        var files = opened("a.zip", zipped(name.replace("\\\\", "\\"), new byte[1])).attachments();

        assertThat(files.stream().skip(1).map(Attachment::name).findFirst().orElse(""))
                .isEqualTo(shown);
        assertThat(files.stream().skip(1)).allMatch(file -> file.within().equals("a.zip"));
    }

    @Test
    void leavesWhatIsBrokenAsItIs() {
        var archive = zip(3, 1000);
        for (int length = 0; length < archive.length; length += 7) {
            var cut = java.util.Arrays.copyOf(archive, length);
            assertThat(opened("a.zip", cut).attachments().getFirst().bytes()).isEqualTo(cut);
        }
    }

    private static Message opened(String name, byte[] file) {
        var raw =
                "From: a@a.example\r\nContent-Type: application/octet-stream; name=\""
                        + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(file);
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Contents.opened(read(raw)));
    }

    private static Message read(String raw) {
        return MessageReader.read(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] zip(int files, int size) {
        var all = new Object[files * 2];
        for (int i = 0; i < files; i++) {
            all[2 * i] = String.valueOf(i);
            all[2 * i + 1] = new byte[size];
        }
        return zip(all);
    }

    private static byte[] zipped(String name, byte[] content) {
        return zip(name, content);
    }

    /// @param namesAndBytes of each file its name, then its bytes
    private static byte[] zip(Object... namesAndBytes) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                if (!((String) namesAndBytes[i]).endsWith("/")) {
                    zip.write((byte[]) namesAndBytes[i + 1]);
                }
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
