package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.letters.SheetParts.PART;
import static th.sala.letters.SheetParts.TEXT_WIDTH;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Span;

/// แบบหนังสือภายใน: a memorandum, whose head is filled in on dotted lines.
final class MemoSheet {
    static final String TITLE = "บันทึกข้อความ";

    private static final double EMBLEM_HEIGHT = Points.mm(15);
    private static final double TITLE_SIZE = 29;
    private static final double LABEL_GAP = Points.widthOf("กก");

    private MemoSheet() {}

    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายใน", grade = Grade.C)
    static List<Block> blocks(Content content, LetterSheet.Head head) {
        var blocks = new ArrayList<Block>();
        SheetParts.urgency(blocks, content.urgency());
        blocks.add(top(head));
        var from =
                Stream.of(content.ownerUnit(), head.agency(), content.contact())
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining(" "));
        blocks.add(filledIn("ส่วนราชการ", from, Form.Role.TEXT));
        var date = head.date() == null ? "" : SheetParts.date(head.date());
        blocks.add(
                new Block.Columns(
                        List.of(
                                half(filledIn(Label.NUMBER.word, head.number(), Form.Role.TEXT)),
                                half(filledIn(Label.DATE.word, date, Form.Role.TEXT)))));
        blocks.add(filledIn(Label.SUBJECT.word, content.subject(), Form.Role.TITLE));
        SheetParts.salutation(blocks, content.salutation());
        SheetParts.part(blocks, Label.CITATIONS.word, content.citations(), Form.Role.TEXT);
        SheetParts.part(blocks, Label.ENCLOSURES.word, content.enclosures(), Form.Role.TEXT);
        SheetParts.body(blocks, content.text());
        blocks.add(SheetParts.signature("", head));
        return blocks;
    }

    private static Block top(LetterSheet.Head head) {
        var side = EMBLEM_HEIGHT * 2;
        var title =
                Block.text(
                        List.of(Span.bold(TITLE)), Form.TEXT.align(Align.CENTER).size(TITLE_SIZE));
        return new Block.Columns(
                List.of(
                        new Block.Column(
                                EMBLEM_HEIGHT, List.of(SheetParts.emblem(EMBLEM_HEIGHT, head))),
                        new Block.Column(side - EMBLEM_HEIGHT, List.of()),
                        new Block.Column(
                                TEXT_WIDTH - 2 * side,
                                List.of(new Block.Gap(SheetParts.BEFORE), title)),
                        new Block.Column(0, List.of())));
    }

    private static Block filledIn(String label, String text, Form.Role role) {
        var width = Points.widthOf(label) + LABEL_GAP;
        return new Block.Paragraph(
                Span.bold(label),
                List.of(Span.plain(SheetParts.official(text))),
                PART.indent(width, 0).endingInDots().role(role));
    }

    private static Block.Column half(Block block) {
        return new Block.Column(TEXT_WIDTH / 2, List.of(block));
    }
}
