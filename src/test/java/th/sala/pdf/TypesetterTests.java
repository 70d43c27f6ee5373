package th.sala.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesetterTests {
    private static final Form JUSTIFIED = Form.TEXT.align(Align.JUSTIFIED);
    private static final String LONG =
            "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้รับแจ้งว่าองค์กรปกครองส่วนท้องถิ่นหลายแห่งประสบปัญหาการขาดแคลนน้ำดื่มน้ำใช้ในช่วงฤดูแล้ง"
                    + " ประกอบกับพื้นที่ริมฝั่งแม่น้ำถูกกัดเซาะอย่างต่อเนื่อง จึงมีความจำเป็นต้องเร่งฟื้นฟูพื้นที่ดังกล่าวให้กลับคืนสู่สภาพเดิมโดยเร็ว";

    /// Marks above each other, ำ with and without tones, letters with feet that marks below push
    /// away, tall letters that push marks aside, long compounds, Latin among them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ที่",
                "นี้",
                "ปั้น",
                "ป้า",
                "ฝั่ง",
                "กำลัง",
                "น้ำ",
                "ฟื้น",
                "ญี่ปุ่น",
                "ฏิ",
                "ฐุ",
                "ญู",
                "ฎุ",
                "ฟ้า",
                "ป๊อป",
                "เก้าอี้",
                "ก็",
                "ปู่",
                "ศิลป์",
                "ปี๋",
                "ฝ้าย",
                "ปิ่น",
                "ป่ำ",
                "ฬู",
                "ฤๅ",
                "ต่าง ๆ",
                "ฯลฯ",
                "กตัญญู",
                "อัฐิ",
                "ฐานะ",
                "จุฬาฯ",
                "ดำน้ำ",
                "ซ้ำ",
                "ค่ำ",
                "ตุ่ม",
                "อยู่",
                "ผู้ใหญ่",
                "หมู่ที่ ๑๒",
                "๐๑๒๓๔๕๖๗๘๙",
                "0123456789",
                "พระบาทสมเด็จพระเจ้าอยู่หัว",
                "กรุงเทพมหานคร",
                "ระบบ e-Office รุ่น 4.1",
                "ABC กขค xyz",
                "“อัญประกาศ” (วงเล็บ)",
                "ร้อยละ ๕.๕%",
                "ศูนย์เทคโนโลยีฯ",
                "เฉลิมพระเกียรติ",
                "ภูมิทัศน์",
                "สิทธิ์",
                "ปฏิญาณ",
                "นิติกรชำนาญการ",
                "๑,๒๐๐ บาท",
                "เจ้าพนักงานธุรการ",
                "กิ๊บ",
                "จ๊ะ",
                "ปริ๊นต์",
                "หมวดหมู่",
                "ล้านนา",
                "ไม้ไผ่",
                "ใฝ่ฝัน",
                "โป๊ะ"
            })
    void readsAsWritten(String text) {
        var pdf = Typesetter.set(Sheets.of(Block.text(text, Form.TEXT)));
        assertThat(Reading.text(pdf.bytes())).isEqualTo(text);
        var bold = Typesetter.set(Sheets.of(Block.text(List.of(Span.bold(text)), Form.TEXT)));
        assertThat(Reading.text(bold.bytes())).isEqualTo(text);
    }

    @Test
    void isAnArchiveFormAndAccessible() {
        var pdf = Typesetter.set(everything());
        assertThat(Checks.asArchive(pdf.bytes())).isEmpty();
        assertThat(Checks.asAccessible(pdf.bytes())).isEmpty();
        assertThat(pdf.pages()).isGreaterThan(1);
    }

    @Test
    void theCheckSeesWhatIsWrong() {
        var latin = StandardCharsets.ISO_8859_1;
        var pdf = new String(Typesetter.set(everything()).bytes(), latin);
        assertThat(
                        Checks.asArchive(
                                pdf.replace("<pdfaid:part>3", "<pdfaid:part>2").getBytes(latin)))
                .isNotEmpty();
        assertThat(
                        Checks.asAccessible(
                                pdf.replace("<pdfuaid:part>1", "<pdfuaid:part>7").getBytes(latin)))
                .isNotEmpty();
    }

    private static Sheet everything() {
        var blocks = new ArrayList<Block>();
        blocks.add(
                new Block.Figure(
                        new Drawing(10, 10, List.of("M 5 0 L 10 10 C 8 8 4 8 0 10 Z")),
                        Points.mm(30),
                        Align.CENTER,
                        "ครุฑ"));
        blocks.add(
                new Block.Columns(
                        List.of(
                                new Block.Column(
                                        200, List.of(Block.text("ที่ มท ๐๘๐๑", Form.TEXT))),
                                new Block.Column(0, List.of(Block.text("กรม", Form.TEXT))))));
        blocks.add(
                new Block.Paragraph(
                        Span.bold("เรื่อง"),
                        List.of(Span.plain("ขอความร่วมมือ")),
                        Form.TEXT.indent(40, 0).role(Form.Role.TITLE)));
        IntStream.range(0, 6)
                .forEach(i -> blocks.add(Block.text(LONG, JUSTIFIED.indent(0, 70).space(6, 0))));
        blocks.add(Block.text(List.of(new Span("ขีดเส้นใต้", false, true, true)), Form.TEXT));
        blocks.add(Block.text("ส่วนราชการ", Form.TEXT.endingInDots()));
        blocks.add(Block.text("", Form.TEXT));
        var rows = new ArrayList<Block.Row>();
        rows.add(Sheets.row("ลำดับ", "รายการ"));
        IntStream.range(0, 30).forEach(i -> rows.add(Sheets.row("" + i, "ค่าที่พัก")));
        rows.add(Sheets.row("", ""));
        blocks.add(new Block.Table(List.of(1.0, 5.0), 1, rows));
        var plain = Sheets.of(blocks.toArray(Block[]::new));
        return new Sheet(
                plain.title(),
                plain.author(),
                plain.at(),
                plain.margins(),
                true,
                "ลับ",
                plain.pageNumber(),
                blocks,
                List.of(
                        new Sheet.Enclosed(
                                "letter.xml",
                                "text/xml",
                                "ข้อมูลหนังสือ",
                                "Data",
                                "<a/>".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theSameSheetMakesTheSameBytes() {
        assertThat(Typesetter.set(everything()).bytes())
                .isEqualTo(Typesetter.set(everything()).bytes());
    }

    @Test
    void fullLinesReachBothSidesAndTheLastDoesNot() {
        var words = Reading.of(Typesetter.set(Sheets.of(Block.text(LONG, JUSTIFIED))).bytes());
        var ends =
                words.stream()
                        .collect(
                                Collectors.groupingBy(
                                        word -> Math.round(word.baseline()),
                                        java.util.TreeMap::new,
                                        Collectors.maxBy(
                                                java.util.Comparator.comparing(Reading.Word::end))))
                        .values()
                        .stream()
                        .map(java.util.Optional::orElseThrow)
                        .map(Reading.Word::end)
                        .toList();
        var right = Points.mm(210 - 20);
        assertThat(ends.subList(0, ends.size() - 1))
                .hasSizeGreaterThan(1)
                .allSatisfy(end -> assertThat(end).isCloseTo(right, within(1.0)));
        assertThat(ends.getLast()).isLessThan(right - 20);
    }

    @Test
    void aTablesHeadIsSaidAgainOnEachPageButReadOnce() {
        var rows = new ArrayList<Block.Row>();
        rows.add(Sheets.row("ลำดับ", "รายการ"));
        IntStream.range(0, 80).forEach(i -> rows.add(Sheets.row("n" + i + ";", "ค่าที่พัก")));
        var pdf = Typesetter.set(Sheets.of(new Block.Table(List.of(1.0, 5.0), 1, rows)));
        assertThat(pdf.pages()).isEqualTo(4);
        var heads = Reading.of(pdf.bytes()).stream().filter(w -> w.text().equals("ลำดับ")).toList();
        assertThat(heads).extracting(Reading.Word::page).containsExactly(1, 2, 3, 4);
        assertThat(heads).extracting(Reading.Word::aside).containsExactly(false, true, true, true);
        IntStream.range(0, 80)
                .forEach(
                        i -> assertThat(Reading.text(pdf.bytes())).containsOnlyOnce("n" + i + ";"));
    }

    @Test
    void aRowThatIsTallerThanAPageGoesOnOnTheNext() {
        var lines = IntStream.range(0, 90).mapToObj(i -> "line " + i + ";").toList();
        var rows =
                List.of(
                        Sheets.row("head", "head"),
                        Sheets.row("one", String.join("\n", lines)),
                        Sheets.row("two", "short"));
        var pdf = Typesetter.set(Sheets.of(new Block.Table(List.of(1.0, 5.0), 1, rows)));
        assertThat(pdf.pages()).isEqualTo(3);
        var text = Reading.text(pdf.bytes());
        assertThat(lines).allSatisfy(line -> assertThat(text).containsOnlyOnce(line));
        assertThat(bottom(pdf)).isLessThan(Points.mm(297 - 20));
    }

    private static double bottom(SetPdf pdf) {
        return Reading.of(pdf.bytes()).stream()
                .mapToDouble(Reading.Word::baseline)
                .max()
                .orElseThrow();
    }

    @Test
    void whatStaysTogetherIsOnOnePageAndSaysWhere() {
        for (int lines = 20; lines < 40; lines++) {
            var many = String.join("\n", java.util.Collections.nCopies(lines, "ก"));
            var signature =
                    new Block.Together(
                            "signature",
                            List.of(
                                    Block.text("first", Form.TEXT),
                                    new Block.Gap(60),
                                    Block.text("last", Form.TEXT)));
            var pdf = Typesetter.set(Sheets.of(Block.text(many, Form.TEXT), signature));
            var pages =
                    Reading.of(pdf.bytes()).stream()
                            .filter(word -> List.of("first", "last").contains(word.text()))
                            .map(Reading.Word::page)
                            .distinct()
                            .toList();
            assertThat(pages).hasSize(1);
            var place = pdf.places().get("signature");
            assertThat(place).isNotNull();
            assertThat(place.page()).isEqualTo(pages.getFirst());
            assertThat(place.top() + place.height()).isLessThan(Points.mm(297 - 20) + 0.1);
        }
    }

    @Test
    void whatIsTallerThanAPageIsPartedAllTheSame() {
        var lines = IntStream.range(0, 90).mapToObj(i -> "line " + i + ";").toList();
        var together =
                new Block.Together(
                        "", List.of(Block.text(String.join("\n", lines), Form.TEXT.keepingNext())));
        var pdf = Typesetter.set(Sheets.of(together, Block.text("end", Form.TEXT)));
        var text = Reading.text(pdf.bytes());
        assertThat(lines).allSatisfy(line -> assertThat(text).containsOnlyOnce(line));
        assertThat(pdf.pages()).isEqualTo(3);
    }

    @Test
    void noLineOfAParagraphStandsAloneOnAPage() {
        for (int before = 20; before < 40; before++) {
            var many = String.join("\n", java.util.Collections.nCopies(before, "ก"));
            var paragraph = "a\nb\nc\nd";
            var pdf =
                    Typesetter.set(
                            Sheets.of(
                                    Block.text(many, Form.TEXT), Block.text(paragraph, Form.TEXT)));
            var pages =
                    Reading.of(pdf.bytes()).stream()
                            .filter(word -> paragraph.contains(word.text()))
                            .filter(word -> !word.text().isEmpty())
                            .collect(
                                    Collectors.groupingBy(
                                            Reading.Word::page, Collectors.counting()));
            assertThat(pages.values()).allMatch(count -> count > 1);
        }
    }

    @Test
    void pagesButTheFirstHaveTheirNumber() {
        var many = String.join("\n", java.util.Collections.nCopies(80, "ก"));
        var pdf = Typesetter.set(Sheets.of(Block.text(many, Form.TEXT)));
        var asides = new java.util.TreeMap<Integer, String>();
        Reading.of(pdf.bytes()).stream()
                .filter(Reading.Word::aside)
                .forEach(word -> asides.merge(word.page(), word.text(), String::concat));
        assertThat(asides)
                .containsExactly(java.util.Map.entry(2, "- ๒ -"), java.util.Map.entry(3, "- ๓ -"));
    }

    @Test
    void theMarkingStandsAtHeadAndFootOfEachPage() {
        var pdf = Typesetter.set(everything());
        var marks =
                Reading.of(pdf.bytes()).stream().filter(word -> word.text().equals("ลับ")).toList();
        assertThat(marks).hasSize(2 * pdf.pages());
        for (int page = 1; page <= pdf.pages(); page++) {
            int here = page;
            assertThat(marks)
                    .filteredOn(mark -> mark.page() == here)
                    .extracting(mark -> mark.baseline() < Points.mm(25))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void theScreenHasNoMoreThanTheFirstPages() {
        var many = String.join("\n", java.util.Collections.nCopies(40 * 33, "ก"));
        var sheet = Sheets.of(Block.text(many, Form.TEXT));
        assertThat(Typesetter.set(sheet).pages()).isGreaterThan(Typesetter.MOST_SHOWN);
        var pages = Typesetter.show(sheet);
        assertThat(pages).hasSize(Typesetter.MOST_SHOWN);
        assertThat(pages).allMatch(page -> page.words().size() > 30);
    }

    @Test
    void aWordThatIsLongerThanALineGoesOnAndNothingOfItIsLost() {
        var word = "https://example.go.th/" + "abcdefghij".repeat(40);
        var pdf = Typesetter.set(Sheets.of(Block.text("ก่อน " + word + " หลัง", JUSTIFIED)));
        assertThat(Reading.text(pdf.bytes()).replace(" ", "")).isEqualTo("ก่อน" + word + "หลัง");
        assertThat(Reading.of(pdf.bytes()))
                .allSatisfy(one -> assertThat(one.end()).isLessThan(Points.mm(190) + 0.5));
    }

    @Test
    void whatHasNoGlyphIsRefusedByName() {
        var table = new Block.Table(List.of(1.0), 0, List.of(Sheets.row("ok 漢")));
        assertThatThrownBy(() -> Typesetter.set(Sheets.of(Block.text("ก 😀", Form.TEXT), table)))
                .isInstanceOfSatisfying(
                        CannotBeSet.class,
                        refusal ->
                                assertThat(refusal.arguments())
                                        .containsExactly("漢 (U+6F22), 😀 (U+1F600)"));
    }

    @Test
    void theScreenShowsEachWordWhereItStandsOnPaper() {
        var sheet = everything();
        var pages = Typesetter.show(sheet);
        var pdf = Typesetter.set(sheet);
        assertThat(pages).hasSize(pdf.pages());
        var onScreen = new ArrayList<String>();
        for (int i = 0; i < pages.size(); i++) {
            int page = i + 1;
            pages.get(i)
                    .words()
                    .forEach(word ->
                            onScreen.add(
                                    place(
                                            page,
                                            Double.parseDouble(word.x()),
                                            Double.parseDouble(word.y()),
                                            word.text())));
        }
        assertThat(onScreen)
                .containsExactlyElementsOf(
                        Reading.of(pdf.bytes()).stream()
                                .map(word ->
                                        place(
                                                word.page(),
                                                word.left(),
                                                word.baseline(),
                                                word.text().stripTrailing()))
                                .toList());
        assertThat(pages.getFirst().shapes()).hasSize(1);
        assertThat(pages.getLast().bars()).isNotEmpty();
    }

    /// To a tenth of a millimetre.
    private static String place(int page, double x, double y, String text) {
        return "%d %.0f %.0f %s".formatted(page, x * 3.5, y * 3.5, text);
    }
}
