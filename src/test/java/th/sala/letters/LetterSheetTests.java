package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import th.sala.agencies.Agency;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Checks;
import th.sala.pdf.ScreenPage;
import th.sala.pdf.SetPdf;
import th.sala.pdf.Typesetter;

class LetterSheetTests {
    private static final Agency AGENCY =
            new Agency(
                    new UUID(1, 1),
                    "จังหวัดศรีสมุทร",
                    "Srisamut",
                    "ศส",
                    true,
                    null,
                    "srisamut.example",
                    "saraban@srisamut.example",
                    "ถนนศรีสมุทร ศส 10000",
                    "0 2000 0000",
                    true);
    private static final String BODY =
            "ด้วยจังหวัดจะจัดประชุมเตรียมรับน้ำท่วม ในวันที่ 30 พฤศจิกายน 2569\n\nจึงเรียนมาเพื่อโปรดเข้าร่วม";
    private static final LetterSheet.Head NUMBERED =
            new LetterSheet.Head(
                    "ศส 0017.2/12",
                    LocalDate.of(2026, 11, 22),
                    AGENCY.name(),
                    AGENCY.postalAddress(),
                    "นางสาวมาลี ศรีสุข",
                    "ผู้ว่าราชการจังหวัดศรีสมุทร",
                    List.of(),
                    true,
                    Instant.parse("2026-11-22T03:00:00Z"));

    private static Content content(Urgency urgency, String salutation, String citations) {
        return content(urgency, salutation, citations, BODY, "");
    }

    private static Content content(
            Urgency urgency, String salutation, String citations, String body, String secrecy) {
        return content(LetterKind.EXTERNAL, urgency, salutation, citations, body, secrecy);
    }

    private static Content content(
            LetterKind kind,
            Urgency urgency,
            String salutation,
            String citations,
            String body,
            String secrecy) {
        return new Content(
                kind,
                new UUID(2, 2),
                false,
                urgency,
                secrecy,
                "ศส 0017.2",
                "ขอเชิญประชุมเตรียมรับน้ำท่วม ครั้งที่ 2/2569",
                salutation,
                "เพื่อโปรดพิจารณา",
                body,
                citations,
                "ระเบียบวาระ จำนวน 1 ชุด",
                "โทร. 0 2000 0000 saraban2@srisamut.example",
                "ขอแสดงความนับถือ",
                "สำนักงานจังหวัด กลุ่มงานอำนวยการ",
                true);
    }

    /// What stands on the first page, a line of paper a line.
    private static List<String> lines(Content content, LetterSheet.Head head) {
        return Typesetter.show(LetterSheet.of(content, head)).getFirst().words().stream()
                .collect(
                        Collectors.groupingBy(
                                word -> Math.round(Double.parseDouble(word.y()) / 4),
                                java.util.TreeMap::new,
                                Collectors.mapping(ScreenPage.Word::text, Collectors.joining(" "))))
                .values()
                .stream()
                .map(line -> line.replaceAll("(?<=[ก-๎]) (?=[ก-๎])", ""))
                .toList();
    }

    @Test
    @DisplayName(
            "C10 แบบหนังสือภายนอก: every part in its order, digits in Thai, the number and date given")
    void hasThePartsOfTheForm() {
        var lines =
                lines(
                        content(
                                Urgency.IMMEDIATE,
                                "นายอำเภอ ทุกอำเภอ",
                                "หนังสือจังหวัด ที่ ศส 0017.2/5 ลงวันที่ 1 พฤศจิกายน 2569"),
                        NUMBERED);
        var page = String.join("\n", lines);
        assertThat(page)
                .containsSubsequence(
                        "ด่วนที่สุด",
                        "ที่",
                        "ศส ๐๐๑๗.๒/๑๒",
                        "จังหวัดศรีสมุทร",
                        "๑๐๐๐๐",
                        "๒๒ พฤศจิกายน ๒๕๖๙",
                        "เรื่อง",
                        "ขอเชิญประชุม",
                        "เรียน",
                        "นายอำเภอ",
                        "อ้างถึง",
                        "๐๐๑๗.๒/๕",
                        "สิ่งที่ส่งมาด้วย",
                        "ระเบียบวาระ",
                        "ด้วยจังหวัด",
                        "จึงเรียน",
                        "ขอแสดงความนับถือ",
                        "ลงลายมือชื่ออิเล็กทรอนิกส์",
                        "มาลี",
                        "ผู้ว่าราชการ",
                        "สำนักงานจังหวัด",
                        "โทร. ๐ ๒๐๐๐ ๐๐๐๐",
                        "saraban2@srisamut.example");
    }

    @Test
    @DisplayName(
            "C10 แบบหนังสือภายใน: a memorandum, its head filled in on dotted lines, no closing")
    void aMemorandumHasItsHead() throws IOException {
        var memo = content(LetterKind.INTERNAL, Urgency.SOON, "ปลัดจังหวัด", "", BODY, "");
        var page = String.join("\n", lines(memo, NUMBERED));
        assertThat(page)
                .containsSubsequence(
                        "ด่วน",
                        "บันทึกข้อความ",
                        "ส่วนราชการ",
                        "สำนักงานจังหวัด",
                        "จังหวัดศรีสมุทร",
                        "โทร.",
                        "ที่",
                        "ศส ๐๐๑๗.๒/๑๒",
                        "วันที่",
                        "๒๒ พฤศจิกายน ๒๕๖๙",
                        "เรื่อง",
                        "ขอเชิญประชุม",
                        "เรียน",
                        "ปลัดจังหวัด",
                        "ด้วยจังหวัด",
                        "มาลี",
                        "ผู้ว่าราชการ")
                .doesNotContain("ขอแสดงความนับถือ");
        isSound(memo, "signature");

        var draft = LetterSheet.Head.draft(memo, AGENCY, java.util.Optional.empty(), Instant.EPOCH);
        assertThat(String.join("\n", lines(memo, draft))).containsOnlyOnce("วันที่\n");
    }

    @Test
    @DisplayName(
            "C10 แบบหนังสือประทับตรา: to whom, the agency's name above its seal, the date below, nobody's name")
    void aSealedLetterHasNobodysName() throws IOException {
        var sealed = content(LetterKind.STAMPED, Urgency.NORMAL, "ถึง กรมตัวอย่าง", "", BODY, "");
        var page = String.join("\n", lines(sealed, NUMBERED));
        assertThat(page)
                .containsSubsequence(
                        "ที่",
                        "ศส ๐๐๑๗.๒/๑๒",
                        "ถึง",
                        "กรมตัวอย่าง",
                        "ด้วยจังหวัด",
                        "จังหวัดศรีสมุทร",
                        "๒๒ พฤศจิกายน ๒๕๖๙",
                        "สำนักงานจังหวัด")
                .containsOnlyOnce("ถึง")
                .doesNotContain("มาลี", "ผู้ว่าราชการ", "เรียน ", "ขอแสดงความนับถือ");
        isSound(sealed, "seal");
        assertThat(LetterText.write(sealed, "ศส 1/2", LocalDate.of(2026, 11, 22), SIGNATORY))
                .contains("\nถึง  กรมตัวอย่าง\n");
    }

    private static final LetterSheet.Head COUNTED =
            new LetterSheet.Head(
                    "12/2569",
                    LocalDate.of(2026, 11, 22),
                    AGENCY.name(),
                    AGENCY.postalAddress(),
                    "นางสาวมาลี ศรีสุข",
                    "ผู้ว่าราชการจังหวัดศรีสมุทร",
                    List.of(),
                    true,
                    Instant.parse("2026-11-22T03:00:00Z"));

    private static String issued(LetterKind kind) throws IOException {
        var paper = content(kind, Urgency.URGENT, "นายอำเภอ", "หนังสือ", BODY, "");
        isSound(paper, "signature");
        return String.join("\n", lines(paper, COUNTED));
    }

    @Test
    @DisplayName(
            "C10 แบบคำสั่ง: whose, its number of the year, its subject; dated above the signature")
    void anOrderHasThePartsOfTheForm() throws IOException {
        assertThat(issued(LetterKind.ORDER))
                .containsSubsequence(
                        "คำสั่งจังหวัดศรีสมุทร",
                        "ที่ ๑๒/๒๕๖๙",
                        "เรื่องขอเชิญประชุม",
                        "ด้วยจังหวัด",
                        "สั่งณวันที่ ๒๒ พฤศจิกายนพ.ศ. ๒๕๖๙",
                        "ลงลายมือชื่ออิเล็กทรอนิกส์",
                        "มาลี",
                        "ผู้ว่าราชการ")
                .doesNotContain("ด่วน", "เรียน ", "อ้างถึง", "โทร", "ขอแสดงความนับถือ");
    }

    @Test
    @DisplayName("C10 แบบประกาศ: as an order without its number")
    void anAnnouncementHasThePartsOfTheForm() throws IOException {
        assertThat(issued(LetterKind.ANNOUNCEMENT))
                .containsSubsequence(
                        "ประกาศจังหวัดศรีสมุทร",
                        "เรื่องขอเชิญประชุม",
                        "ด้วยจังหวัด",
                        "ประกาศณวันที่ ๒๒ พฤศจิกายนพ.ศ. ๒๕๖๙",
                        "มาลี")
                .doesNotContain("๑๒/๒๕๖๙");
    }

    @Test
    @DisplayName("C10 แบบหนังสือรับรอง: number and agency at the head, no subject, given on a day")
    void aCertificateHasThePartsOfTheForm() throws IOException {
        assertThat(issued(LetterKind.CERTIFICATE))
                .containsSubsequence(
                        "เลขที่ ๑๒/๒๕๖๙",
                        "จังหวัดศรีสมุทร",
                        "๑๐๐๐๐",
                        "ด้วยจังหวัด",
                        "ให้ไว้ณวันที่ ๒๒ พฤศจิกายนพ.ศ. ๒๕๖๙",
                        "มาลี")
                .doesNotContain("เรื่อง");
    }

    @Test
    @DisplayName(
            "C10 แบบรายงานการประชุม: whose, which, when and where; who came, stayed away and was there besides; begun, text, ended; who wrote it down")
    void aReportOfAMeetingHasThePartsOfTheForm() throws IOException {
        var report =
                Invitation.by(new UUID(2, 2))
                        .reporting(Invitation.meeting())
                        .subject("คณะกรรมการป้องกันน้ำท่วม")
                        .body("ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้ง\nมติ รับทราบ")
                        .typeset();
        isSound(report, "signature");
        assertThat(String.join("\n", lines(report, NUMBERED)))
                .containsSubsequence(
                        "รายงานการประชุมคณะกรรมการ",
                        "ครั้งที่ ๓/๒๕๖๙",
                        "เมื่อวันพุธที่ ๑๘ พฤศจิกายน ๒๕๖๙",
                        "ณห้องประชุม",
                        "ผู้มาประชุม\n",
                        "๑. นางสาวมาลี",
                        "๒. นายสมชาย",
                        "ผู้ไม่มาประชุม\n",
                        "๑. นายไกล",
                        "ผู้เข้าร่วมประชุม\n",
                        "๑. นางสาวรู้",
                        "เริ่มประชุมเวลา ๐๙.๓๐",
                        "ระเบียบวาระที่ ๑",
                        "เลิกประชุมเวลา ๑๒.๐๐",
                        "ลงลายมือชื่ออิเล็กทรอนิกส์",
                        "มาลี",
                        "ผู้ว่าราชการ",
                        "ผู้จดรายงานการประชุม")
                .doesNotContain("เรียน", "ที่ ศส", "๒๒ พฤศจิกายน", "โทร");
        assertThat(data(Typesetter.set(LetterSheet.of(report, NUMBERED))))
                .contains(
                        "<meeting>3/2569</meeting>",
                        "<present>1. นางสาวมาลี ศรีสุข ผู้ว่าราชการจังหวัด ประธาน</present>",
                        "<ended>12.00 น.</ended>");
    }

    @Test
    void whoCheckedAReportStandsBesideWhoWroteItDown() {
        var checker =
                new CoSigner(
                        new UUID(3, 3), "นายสมชาย ใจดี", "รองผู้ว่าราชการ", "s@x.example", 1, null);
        var report = Invitation.by(new UUID(2, 2)).reporting(Invitation.meeting()).typeset();
        assertThat(String.join("\n", lines(report, NUMBERED.with(List.of(checker)))))
                .containsOnlyOnce("ผู้ตรวจรายงานการประชุม")
                .containsOnlyOnce("ผู้จดรายงานการประชุม");
    }

    @Test
    void aReportLeavesOutWhoWasNotAway() {
        var all = Invitation.meeting();
        var meeting =
                new Meeting(
                        all.session(),
                        all.held(),
                        all.place(),
                        all.present(),
                        "",
                        "",
                        all.begun(),
                        all.ended());
        var report = Invitation.by(new UUID(2, 2)).reporting(meeting).typeset();
        assertThat(String.join("\n", lines(report, NUMBERED)))
                .contains("ผู้มาประชุม\n")
                .doesNotContain("ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม");
    }

    /// As an archive, and for those who cannot see it.
    private static void isSound(Content content, String place) throws IOException {
        var pdf = Typesetter.set(LetterSheet.of(content, NUMBERED));
        assertThat(Checks.asArchive(pdf.bytes())).isEmpty();
        assertThat(Checks.asAccessible(pdf.bytes())).isEmpty();
        assertThat(pdf.places()).containsKey(place);
        assertThat(data(pdf))
                .contains(
                        "<kind>"
                                + content.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + "</kind>");
    }

    private static final OutgoingLetter.Signatory SIGNATORY =
            new OutgoingLetter.Signatory(
                    "นางสาวมาลี ศรีสุข", "ผู้ว่าราชการ", "จังหวัด", "m@x.example");

    @Test
    void leavesOutWhatIsNotThereAndRoomForWhatIsNotThereYet() {
        var head =
                LetterSheet.Head.draft(
                        content(Urgency.NORMAL, "", ""),
                        AGENCY,
                        java.util.Optional.empty(),
                        Instant.EPOCH);
        var page = String.join("\n", lines(content(Urgency.NORMAL, "", ""), head));
        assertThat(page)
                .doesNotContain("ด่วน", "อ้างถึง", "ลงลายมือชื่ออิเล็กทรอนิกส์")
                .contains("ศส ๐๐๑๗.๒/…", "…………");
    }

    @Test
    void anHonorificStandsInPlaceOfTheSalutation() {
        var page =
                String.join(
                        "\n",
                        lines(content(Urgency.NORMAL, "กราบเรียน นายกรัฐมนตรี", ""), NUMBERED));
        assertThat(page).contains("กราบเรียน").doesNotContain("เรียน กราบเรียน", "เรียนกราบเรียน");
    }

    @Test
    void theSalutationsWordIsSaidOnce() {
        var page =
                String.join("\n", lines(content(Urgency.NORMAL, "เรียน นายอำเภอ", ""), NUMBERED));
        assertThat(page).containsOnlyOnce("เรียนนายอำเภอ").doesNotContain("เรียนเรียน");
    }

    @Test
    void whatWordProcessorsWriteForASpaceIsOne() {
        var content = content(Urgency.NORMAL, "", "", "1.\tข้อความ\u2011ต่อ \u25CF จุด", "");
        assertThat(Typesetter.missing(LetterSheet.of(content, NUMBERED).blocks())).isEmpty();
    }

    @Test
    @DisplayName("X1 ข้อ 1: a class that the letter declares stands on each page of its PDF")
    void theClassStandsOnThePage() {
        var content = content(Urgency.NORMAL, "", "", BODY, "ลับ");
        assertThat(LetterSheet.of(content, NUMBERED).marking()).isEqualTo("ลับ");
        assertThat(lines(content, NUMBERED)).filteredOn("ลับ"::equals).hasSize(2);
        assertThat(LetterSheet.of(content(Urgency.NORMAL, "", ""), NUMBERED).marking()).isEmpty();
    }

    /// Whatever the length: a page with a signature has some of the text.
    @Test
    void nobodySignsAnEmptyPage() {
        for (int lines = 1; lines < 40; lines++) {
            var body = String.join("\n", java.util.Collections.nCopies(lines, "ข้อความ"));
            var pages =
                    Typesetter.show(
                            LetterSheet.of(content(Urgency.NORMAL, "", "", body, ""), NUMBERED));
            var last = pages.getLast().words().stream().map(ScreenPage.Word::text).toList();
            assertThat(last)
                    .as(lines + " lines")
                    .anyMatch(word -> word.contains("ข้อ"))
                    .anyMatch(word -> word.contains("มาลี"))
                    .anyMatch(word -> word.contains("โทร"));
        }
    }

    @Test
    void hasItemsBoldWordsAndTables() throws IOException {
        var body =
                """
                ขอให้ดำเนินการ ดังนี้
                1. สำรวจ **พื้นที่เสี่ยง** ทุกแห่ง
                1.1 รายงานภายใน 3 วัน
                | ที่ | อำเภอ | งบประมาณ (บาท) |
                | 1 | เมืองศรีสมุทร | 1,250,000.50 |
                | 2 | เกาะใหญ่ ซึ่งอยู่ไกลและมีชื่อยาวมาก จนต้องแบ่งเป็นหลายบรรทัดในช่องของตาราง | 900 |
                จึงเรียนมาเพื่อโปรดดำเนินการ\
                """;
        var content = content(Urgency.NORMAL, "", "", body, "");
        var page = String.join("\n", lines(content, NUMBERED));
        assertThat(page)
                .containsSubsequence(
                        "๑.",
                        "สำรวจ",
                        "พื้นที่เสี่ยง",
                        "๑.๑",
                        "รายงาน",
                        "๓",
                        "อำเภอ",
                        "๑,๒๕๐,๐๐๐.๕๐",
                        "เกาะใหญ่",
                        "จึงเรียน")
                .doesNotContain("**", "|");

        var table =
                LetterSheet.of(content, NUMBERED).blocks().stream()
                        .filter(Block.Table.class::isInstance)
                        .map(Block.Table.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(table.heads()).isEqualTo(1);
        assertThat(table.widths().get(0)).isLessThan(table.widths().get(2));
        assertThat(table.widths().get(1)).isGreaterThan(table.widths().get(2));
        assertThat(aligns(table, 0)).containsOnly(Align.CENTER);
        assertThat(aligns(table, 1)).containsExactly(Align.RIGHT, Align.LEFT, Align.RIGHT);

        var pdf = Typesetter.set(LetterSheet.of(content, NUMBERED));
        assertThat(Checks.asArchive(pdf.bytes())).isEmpty();
        assertThat(Checks.asAccessible(pdf.bytes())).isEmpty();
        assertThat(data(pdf))
                .contains(
                        "<item level=\"1\" number=\"1.\">สำรวจ พื้นที่เสี่ยง ทุกแห่ง</item>",
                        "<row><cell>1</cell><cell>เมืองศรีสมุทร</cell><cell>1,250,000.50</cell></row>");
    }

    @Test
    void itsMailHasTheWordsWithoutTheMarks() {
        var content = content(Urgency.NORMAL, "", "", "1. **ด่วน**\n| ก | ข |", "");
        assertThat(LetterText.write(content, "ศส 1/2", LocalDate.of(2026, 11, 22), SIGNATORY))
                .contains("\n1. ด่วน\nก\tข\n");
    }

    @Test
    void noColumnIsTooNarrowToBeRead() {
        var table =
                new StringBuilder("| ที่ | หน่วยงาน | รายละเอียด |\n| 1 | ")
                        .append("สำนักงานจังหวัดศรีสมุทร กลุ่มงานยุทธศาสตร์")
                        .append(" | ")
                        .append("รายละเอียด ".repeat(500))
                        .append(" |")
                        .toString();
        var widths =
                LetterSheet.of(content(Urgency.NORMAL, "", "", table, ""), NUMBERED)
                        .blocks()
                        .stream()
                        .filter(Block.Table.class::isInstance)
                        .map(block -> ((Block.Table) block).widths())
                        .findFirst()
                        .orElseThrow();
        var sum = widths.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(widths.get(0) / sum).isLessThan(0.1);
        assertThat(widths.get(1) / sum).isGreaterThan(0.15);
        assertThat(widths.get(2) / sum).isGreaterThan(0.5);
    }

    /// Whatever the length, with a table at the end of the text.
    @Test
    void nobodySignsAPageWithoutTheTablesEnd() {
        for (int rows = 1; rows < 40; rows++) {
            var body = "| ที่ | ข้อ |" + "\n| 1 | ข้อ |".repeat(rows);
            var pages =
                    Typesetter.show(
                            LetterSheet.of(content(Urgency.NORMAL, "", "", body, ""), NUMBERED));
            var last = pages.getLast().words().stream().map(ScreenPage.Word::text).toList();
            assertThat(last)
                    .as(rows + " rows")
                    .anyMatch("๑"::equals)
                    .anyMatch(word -> word.contains("มาลี"));
        }
    }

    @Test
    void ourOwnSealedLetterIsKnownAsALetter() {
        var sealed = content(LetterKind.STAMPED, Urgency.NORMAL, "เรียน กรมตัวอย่าง", "", BODY, "");
        var page =
                Typesetter.show(LetterSheet.of(sealed, NUMBERED)).getFirst().words().stream()
                        .map(ScreenPage.Word::text)
                        .toList();
        assertThat(String.join("", page)).contains("ถึงกรมตัวอย่าง");
        var mail = LetterText.write(sealed, "ศส 1/2", LocalDate.of(2026, 11, 22), SIGNATORY);
        assertThat(LetterText.read("", mail, "").receiver()).isEqualTo("กรมตัวอย่าง");
        assertThat(LetterText.isHead("ที่ ศส ๐๐๑๗.๒/๑๒\nถึง กรมตัวอย่าง\nด้วย")).isTrue();
    }

    private static List<Align> aligns(Block.Table table, int row) {
        return table.rows().get(row).cells().stream()
                .map(cell -> cell.getFirst().form().align())
                .toList();
    }

    private static String data(SetPdf pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.bytes())) {
            var files = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            assertThat(files).containsOnlyKeys("letter.xml");
            return new String(
                    java.util.Objects.requireNonNull(files.get("letter.xml"))
                            .getEmbeddedFileUnicode()
                            .toByteArray(),
                    StandardCharsets.UTF_8);
        }
    }

    @Test
    void isAnArchiveFormWithTheLettersDataInIt() throws IOException {
        var content = content(Urgency.SOON, "นายอำเภอ <ทุกอำเภอ> & อื่น ๆ", "");
        var pdf = Typesetter.set(LetterSheet.of(content, NUMBERED));
        assertThat(Checks.asArchive(pdf.bytes())).isEmpty();
        assertThat(Checks.asAccessible(pdf.bytes())).isEmpty();
        assertThat(pdf.places()).containsKey("signature");
        assertThat(data(pdf))
                .contains(
                        "<number>ศส 0017.2/12</number>",
                        "<date>2026-11-22</date>",
                        "<salutation>นายอำเภอ &lt;ทุกอำเภอ&gt; &amp; อื่น ๆ</salutation>",
                        "<paragraph>จึงเรียนมาเพื่อโปรดเข้าร่วม</paragraph>")
                .doesNotContain("<citation>");
    }
}
