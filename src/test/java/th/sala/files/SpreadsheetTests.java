package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTests {
    @Test
    void readsTextNumbersDaysAndFormulasOfTheFirstSheet() throws Exception {
        var read =
                Spreadsheet.read(
                        sheet(sheet -> {
                            sheet.value(0, 0, "เรื่อง");
                            sheet.value(2, 1, 12);
                            sheet.value(2, 2, 1.5);
                            sheet.value(2, 3, LocalDate.of(2026, 11, 21));
                            sheet.style(2, 3).format("[$-1070000]d/mm/yyyy;@").set();
                            sheet.value(2, 4, 1e300);
                        }),
                        10);

        assertThat(read.lines()).extracting(Spreadsheet.Line::number).containsExactly(1, 3);
        var line = read.lines().get(1);
        assertThat(line.cells()).startsWith("", "12", "1.5");
        assertThat(read.day(line.cell(3))).contains(LocalDate.of(2026, 11, 21));
        assertThat(line.cell(9)).isEmpty();
        assertThat(read.day("ไม่ใช่วัน")).isEmpty();
    }

    @Test
    void countsOnlyLinesWithSomethingInThem() throws Exception {
        var file =
                sheet(sheet -> {
                    for (int i = 0; i < 10; i++) {
                        sheet.value(i * 3, 0, "บรรทัด");
                        sheet.value(i * 3 + 1, 0, " ");
                    }
                });
        assertThat(Spreadsheet.read(file, 10).lines()).hasSize(10);
        assertThatThrownBy(() -> Spreadsheet.read(file, 9))
                .isInstanceOf(Spreadsheet.NotReadable.class)
                .hasMessage("files.sheet.too-long");
    }

    @Test
    void refusesWhatIsNoSheet() throws Exception {
        var good = sheet(sheet -> sheet.value(0, 0, "เรื่อง"));
        var random = new byte[5_000];
        new Random(3).nextBytes(random);
        for (var bad : List.of(new byte[0], random, "%PDF-1.7".getBytes(StandardCharsets.UTF_8))) {
            assertUnreadable(bad);
        }
        assertUnreadable(Arrays.copyOf(good, good.length / 2));
        assertUnreadable(zip("xl/nothing.xml", "<a/>"));
    }

    @ParameterizedTest(name = "a cell at {0} cannot be")
    @ValueSource(strings = {"ZZZZZZ1", "AAAA1", "A99999999", "🙂1", "-1"})
    void refusesImpossibleCells(String address) throws Exception {
        var good = sheet(sheet -> sheet.value(0, 0, "เรื่อง"));
        assertUnreadable(changed(good, "r=\"A1\"", "r=\"" + address + "\""));
    }

    @Test
    void refusesWhatWouldFillTheMemory() throws Exception {
        var good = sheet(sheet -> sheet.value(0, 0, "MARK"));
        var bomb = changed(good, "MARK", "x".repeat(70_000_000));
        assertThat(bomb.length).isLessThan(1_000_000);
        assertThatThrownBy(() -> Spreadsheet.read(bomb, 10))
                .isInstanceOf(Spreadsheet.NotReadable.class)
                .hasMessage("files.sheet.too-large");
        assertThatThrownBy(() -> Spreadsheet.read(new byte[(10 << 20) + 1], 10))
                .isInstanceOf(Spreadsheet.NotReadable.class)
                .hasMessage("files.sheet.too-large");
    }

    @Test
    void readsNothingFromOutsideTheFile() throws Exception {
        var good = sheet(sheet -> sheet.value(0, 0, "MARK"));
        var entity = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><sst ";
        var hostile = changed(changed(good, "<sst ", entity), "MARK", "&x;");
        try {
            var read = Spreadsheet.read(hostile, 10);
            assertThat(read.lines().toString())
                    .doesNotContain(
                            java.nio.file.Files.readString(java.nio.file.Path.of("/etc/hostname"))
                                    .strip());
        } catch (Spreadsheet.NotReadable refused) {
            assertThat(refused).hasMessage("files.sheet.unreadable");
        }
    }

    private static void assertUnreadable(byte[] content) {
        assertThatThrownBy(() -> Spreadsheet.read(content, 10))
                .isInstanceOf(Spreadsheet.NotReadable.class)
                .hasMessage("files.sheet.unreadable");
    }

    private static byte[] sheet(Consumer<Worksheet> filled) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Sala", "1.0")) {
            filled.accept(workbook.newWorksheet("ทะเบียน"));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /// The same file with a text replaced in all its parts.
    private static byte[] changed(byte[] file, String from, String to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var read = ZipFile.builder().setByteArray(file).get();
                var write = new ZipOutputStream(bytes)) {
            for (var part : Collections.list(read.getEntries())) {
                write.putNextEntry(new ZipEntry(part.getName()));
                var content = read.getInputStream(part).readAllBytes();
                var text = new String(content, StandardCharsets.UTF_8);
                write.write(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
