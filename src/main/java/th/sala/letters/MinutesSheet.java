package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.letters.SheetParts.BEFORE;
import static th.sala.letters.SheetParts.PART;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Span;

/// แบบรายงานการประชุม: whose meeting, who came, and what was said between its beginning and its
/// end. It has no emblem and no ที่, and whoever wrote it down signs, after those who checked it.
final class MinutesSheet {
    private static final Form CENTRED = Form.TEXT.align(Align.CENTER);
    private static final double LINE = Points.mm(40);

    /// Left of a person's name, up to three digits.
    private static final double NUMBER = Points.mm(10);

    /// What people write before a name in a list, which is numbered here.
    private static final Pattern TYPED_NUMBER = Pattern.compile("^[0-9๐-๙]{1,3}[.)]\\s*");

    private MinutesSheet() {}

    @Clause(id = "C10", of = SARABAN_26, value = "แบบรายงานการประชุม", grade = Grade.C)
    static List<Block> blocks(Content content, LetterSheet.Head head) {
        var meeting = content.meeting();
        var blocks = new ArrayList<Block>();
        var title = LetterKind.MINUTES.word + SheetParts.official(content.subject());
        blocks.add(Block.text(List.of(Span.bold(title)), CENTRED.role(Form.Role.TITLE)));
        Stream.of(
                        said("ครั้งที่ ", meeting.session()),
                        said("เมื่อ", meeting.held()),
                        said("ณ ", meeting.place()))
                .flatMap(List::stream)
                .forEach(line -> blocks.add(Block.text(line, CENTRED.keepingNext())));
        blocks.add(new Block.Rule(LINE, 2 * BEFORE));
        people(blocks, "ผู้มาประชุม", meeting.present());
        people(blocks, "ผู้ไม่มาประชุม", meeting.absent());
        people(blocks, "ผู้เข้าร่วมประชุม", meeting.attending());
        said("เริ่มประชุมเวลา ", meeting.begun())
                .forEach(line -> blocks.add(Block.text(line, PART.keepingNext())));
        SheetParts.body(blocks, content.text());
        said("เลิกประชุมเวลา ", meeting.ended())
                .forEach(line -> blocks.add(Block.text(line, PART.keepingNext())));
        var checkers =
                head.others().stream().map(one -> one.titled("ผู้ตรวจรายงานการประชุม")).toList();
        var signed = head.with(checkers).titled("ผู้จดรายงานการประชุม");
        blocks.add(SheetParts.signature("", signed));
        return blocks;
    }

    private static List<String> said(String label, String what) {
        return what.isEmpty() ? List.of() : List.of(label + SheetParts.official(what));
    }

    private static void people(List<Block> blocks, String heading, String lines) {
        if (lines.isEmpty()) {
            return;
        }
        var form = PART.keepingNext().role(Form.Role.HEADING);
        blocks.add(Block.text(List.of(Span.bold(heading)), form));
        int number = 1;
        for (var line : lines.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            var who = TYPED_NUMBER.matcher(line).replaceFirst("");
            blocks.add(
                    new Block.Paragraph(
                            Span.plain(SheetParts.official(number + ".")),
                            List.of(Span.plain(SheetParts.official(who))),
                            Form.TEXT.indent(NUMBER, 0)));
            number++;
        }
    }
}
