package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTextTests {
    private static final String XML =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:%s xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">%s</w:%1$s>";
    private static final int ENOUGH = 100_000;

    /// A file with this in its body, and these lists.
    static byte[] file(String body, String lists) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.UTF_8));
        parts.put(
                "word/document.xml",
                utf8(XML.formatted("document", "<w:body>" + body + "</w:body>")));
        if (!lists.isEmpty()) {
            parts.put("word/numbering.xml", utf8(XML.formatted("numbering", lists)));
        }
        return zip(parts);
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(String body, String lists) throws IOException {
        return read(file(body, lists));
    }

    private static String read(byte[] file) throws IOException {
        return WordText.read(new ByteArrayInputStream(file), ENOUGH);
    }

    private static String paragraph(String inner) {
        return "<w:p>" + inner + "</w:p>";
    }

    private static String run(String marks, String text) {
        return "<w:r><w:rPr>"
                + marks
                + "</w:rPr><w:t xml:space=\"preserve\">"
                + text
                + "</w:t></w:r>";
    }

    private static String item(String list, int level, String text) {
        return paragraph(
                "<w:pPr><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%s\"/></w:numPr></w:pPr>%s"
                        .formatted(level, list, run("", text)));
    }

    @Test
    void paragraphsBreaksAndTabs() throws IOException {
        var body =
                paragraph(
                                "<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>"
                                        + run("", "ด้วย")
                                        + "<w:r><w:tab/><w:t>จังหวัด</w:t><w:br/><w:t>บรรทัดใหม่</w:t></w:r>")
                        + paragraph("")
                        + paragraph(run("", "จึงเรียนมา &amp; ทราบ"));
        assertThat(read(body, "")).isEqualTo("ด้วย จังหวัด\nบรรทัดใหม่\nจึงเรียนมา & ทราบ");
    }

    @Test
    void boldOfThaiAndOtherLetters() throws IOException {
        var body =
                paragraph(
                        run("<w:bCs/>", "ด่วน")
                                + run("<w:b/><w:bCs/>", "มาก ")
                                + run("<w:b w:val=\"0\"/>", "ก")
                                + run("<w:b w:val=\"false\"/><w:bCs w:val=\"off\"/>", "ข"));
        assertThat(read(body, "")).isEqualTo("**ด่วนมาก** กข");
        assertThat(LetterBody.read(read(body, "")).words()).isEqualTo("ด่วนมาก กข");
    }

    @Test
    void boldOfAParagraphsEndIsNoneOfItsWords() throws IOException {
        var body = paragraph("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>" + run("", "ธรรมดา"));
        assertThat(read(body, "")).isEqualTo("ธรรมดา");
    }

    private static final String LISTS =
            """
            <w:abstractNum w:abstractNumId="7">
              <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
              <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
              <w:lvl w:ilvl="2"><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="(%3)"/></w:lvl>
            </w:abstractNum>
            <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="?"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="99"/></w:num>
            <w:abstractNum w:abstractNumId="9">
              <w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl>
              <w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
            </w:abstractNum>
            <w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
            <w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>
            <w:num w:numId="6"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
            """;

    @Test
    void itemsHaveTheNumbersThatTheProgramGivesThem() throws IOException {
        var body =
                item("1", 0, "ก")
                        + item("1", 1, "ข")
                        + item("1", 1, "ค")
                        + item("1", 2, "ง")
                        + item("1", 2, "จ")
                        + item("1", 0, "ฉ")
                        + item("1", 1, "ช")
                        + item("2", 0, "ซ")
                        + item("3", 0, "ฌ")
                        + item("0", 0, "ญ")
                        + item("1", 8, "ฎ");
        assertThat(read(body, LISTS))
                .isEqualTo("3. ก\n3.1 ข\n3.2 ค\n(ก) ง\n(ข) จ\n4. ฉ\n4.1 ช\n- ซ\nฌ\nญ\nฎ");
        assertThat(read(item("1", 0, "ก"), "")).isEqualTo("ก");
    }

    @Test
    void listsOfOneKindCountOnUnlessOneSaysWhereItBegins() throws IOException {
        var body =
                item("4", 0, "ก")
                        + item("4", 1, "ข")
                        + item("5", 0, "ค")
                        + item("6", 0, "ง")
                        + item("6", 0, "จ")
                        + item("4", 0, "ฉ")
                        + item("4", 0, "ช");
        assertThat(read(body, LISTS))
                .isEqualTo("(i) ก\nA. ข\n(ii) ค\n(ix) ง\n(x) จ\n(iii) ฉ\n(iv) ช");
    }

    @Test
    void twoTablesStayTwo() throws IOException {
        var table = "<w:tbl><w:tr><w:tc>" + paragraph(run("", "ก")) + "</w:tc></w:tr></w:tbl>";
        assertThat(LetterBody.read(read(table + paragraph("") + table, "")).parts()).hasSize(2);
    }

    @Test
    void howItWasBeforeAChangeIsLeftBehind() throws IOException {
        var body =
                paragraph(
                        "<w:pPr><w:pPrChange><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr>"
                                + run("<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", "ก"));
        assertThat(read(body, LISTS)).isEqualTo("ก");
    }

    @Test
    void tablesWithWhatIsInTheirCells() throws IOException {
        var inner = "<w:tbl><w:tr><w:tc>" + paragraph(run("", "ใน")) + "</w:tc></w:tr></w:tbl>";
        var body =
                "<w:tbl><w:tr><w:tc>%s%s</w:tc><w:tc>%s</w:tc></w:tr><w:tr><w:tc>%s</w:tc><w:tc>%s%s</w:tc></w:tr></w:tbl>%s"
                        .formatted(
                                paragraph(run("", "ก")),
                                paragraph(run("<w:b/>", "ข")),
                                paragraph(run("", "1|2")),
                                paragraph(""),
                                inner,
                                paragraph(""),
                                paragraph(run("", "จบ")));
        assertThat(read(body, "")).isEqualTo("| ก **ข** | 1/2 |\n|  | ใน |\n\nจบ");
    }

    @Test
    void leavesBehindWhatIsDeletedOrDrawn() throws IOException {
        var body =
                paragraph(
                        "<w:del><w:r><w:delText>ลบ</w:delText><w:t>ลบ</w:t></w:r></w:del>"
                                + "<w:ins>"
                                + run("", "เพิ่ม")
                                + "</w:ins>"
                                + "<w:r><w:drawing><w:p><w:t>ภาพ</w:t></w:p></w:drawing></w:r>"
                                + "<w:r><w:instrText>PAGE</w:instrText></w:r>");
        assertThat(read(body, "")).isEqualTo("เพิ่ม");
    }

    /// They are neither run nor kept: only the words come along.
    @Test
    void leavesMacrosAndWhatIsEmbeddedBehind() throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("word/vbaProject.bin", utf8("Sub AutoOpen() Shell(\"calc\")"));
        parts.put("word/embeddings/oleObject1.bin", utf8("MZ"));
        parts.put("customUI/customUI.xml", utf8("<customUI onLoad=\"run\"/>"));
        parts.put(
                "word/document.xml",
                utf8(
                        XML.formatted(
                                "document",
                                "<w:body>" + paragraph(run("", "ข้อความ")) + "</w:body>")));
        assertThat(read(zip(parts))).isEqualTo("ข้อความ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a zip",
                "<w:p>",
                "<w:p></w:q>",
                "<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:p><w:t>&e;</w:t></w:p>"
            })
    void whatIsNoSuchFileIsRefused(String content) throws IOException {
        assertThatThrownBy(() -> read(utf8(content))).isInstanceOf(WordText.Unreadable.class);
        var named = zip(Map.of("word/document.xml", utf8(content)));
        assertThatThrownBy(() -> read(named)).isInstanceOf(WordText.Unreadable.class);
        var without = zip(Map.of("other.xml", utf8(content)));
        assertThatThrownBy(() -> read(without)).isInstanceOf(WordText.Unreadable.class);
    }

    @Test
    void whatGrowsWithoutMeasureIsRefused() throws IOException {
        var blanks = zip(Map.of("word/document.xml", new byte[40_000_000]));
        assertThatThrownBy(() -> read(blanks)).isInstanceOf(WordText.Unreadable.class);

        var long1 = file(paragraph(run("", "ก".repeat(ENOUGH + 1))), "");
        assertThatThrownBy(() -> read(long1)).isInstanceOf(WordText.TooLong.class);
        var long2 = file(paragraph(run("", "ก".repeat(1000))).repeat(101), "");
        assertThatThrownBy(() -> read(long2)).isInstanceOf(WordText.TooLong.class);
        assertThat(read(file(paragraph(run("", "ก".repeat(999))).repeat(100), "")))
                .hasSize(ENOUGH - 1);

        var wide =
                "<w:tbl><w:tr><w:tc>" + item("1", 0, "ก").repeat(2000) + "</w:tc></w:tr></w:tbl>";
        var lists =
                """
                <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>
                <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
                """;
        var grown = file(wide, lists.formatted("-".repeat(1_000_000)));
        assertThatThrownBy(() -> read(grown)).isInstanceOf(WordText.TooLong.class);
        assertThat(read(file(item("1", 0, "ก"), lists.formatted("-".repeat(1_000_000)))))
                .hasSize(102);
        var besides = zip(Map.of("word/media/image1.png", new byte[310_000_000]));
        assertThatThrownBy(() -> read(besides)).isInstanceOf(WordText.Unreadable.class);

        assertThat(read(file(nested(20), ""))).isEqualTo("|  |");
        var deep = file(nested(5000), "");
        assertThatThrownBy(() -> read(deep)).isInstanceOf(WordText.Unreadable.class);
    }

    private static String nested(int tables) {
        return "<w:tbl><w:tr><w:tc>".repeat(tables) + "</w:tc></w:tr></w:tbl>".repeat(tables);
    }
}
