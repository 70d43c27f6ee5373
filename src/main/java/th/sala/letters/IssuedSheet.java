package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.letters.SheetParts.BEFORE;
import static th.sala.letters.SheetParts.PART;
import static th.sala.letters.SheetParts.TEXT_WIDTH;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.thai.Display;

/// แบบคำสั่ง, แบบประกาศ and แบบหนังสือรับรอง: written to nobody, dated at the end.
final class IssuedSheet {
    private static final Form CENTRED = Form.TEXT.align(Align.CENTER);
    private static final double LINE = Points.mm(40);

    private IssuedSheet() {}

    @Clause(id = "C10", of = SARABAN_26, value = "แบบคำสั่ง", grade = Grade.C)
    static List<Block> order(Content content, LetterSheet.Head head) {
        var title =
                List.of(
                        LetterKind.ORDER.word + head.agency(),
                        Label.NUMBER.word + " " + SheetParts.official(head.number()));
        return titled(title, "สั่ง ณ ", content, head);
    }

    /// Its number stands in the register alone.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบประกาศ", grade = Grade.C)
    static List<Block> announcement(Content content, LetterSheet.Head head) {
        var title = List.of(LetterKind.ANNOUNCEMENT.word + head.agency());
        return titled(title, "ประกาศ ณ ", content, head);
    }

    private static List<Block> titled(
            List<String> title, String done, Content content, LetterSheet.Head head) {
        var blocks = new ArrayList<Block>();
        blocks.add(SheetParts.top(Urgency.NORMAL, head));
        blocks.add(new Block.Gap(BEFORE));
        title.forEach(line -> blocks.add(Block.text(line, CENTRED.keepingNext())));
        var subject = Label.SUBJECT.word + " " + SheetParts.official(content.subject());
        blocks.add(Block.text(subject, CENTRED.keepingNext().role(Form.Role.TITLE)));
        blocks.add(new Block.Rule(LINE, 2 * BEFORE));
        SheetParts.body(blocks, content.text());
        blocks.add(ending(done, head));
        return blocks;
    }

    /// What stands at its head names whose it is; what it certifies is its text.
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือรับรอง", grade = Grade.C)
    static List<Block> certificate(Content content, LetterSheet.Head head) {
        var blocks = new ArrayList<Block>();
        blocks.add(SheetParts.top(Urgency.NORMAL, head));
        var number = "เลขที่ " + SheetParts.official(head.number());
        var address = SheetParts.official(head.address());
        var agency = head.agency() + (address.isBlank() ? "" : "\n" + address);
        blocks.add(
                new Block.Columns(
                        List.of(
                                new Block.Column(
                                        TEXT_WIDTH * 0.6, List.of(Block.text(number, Form.TEXT))),
                                new Block.Column(0, List.of(Block.text(agency, Form.TEXT))))));
        blocks.add(new Block.Gap(BEFORE));
        SheetParts.body(blocks, content.text());
        blocks.add(ending("ให้ไว้ ณ ", head));
        return blocks;
    }

    private static Block ending(String done, LetterSheet.Head head) {
        var date = Block.text(done + date(head.date()), PART.indent(0, 2 * SheetParts.FIRST_LINE));
        return new Block.Together(
                "", List.of(new Block.Gap(BEFORE), date, SheetParts.signature("", head)));
    }

    /// `วันที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙`
    private static String date(@Nullable LocalDate date) {
        return date == null ? SheetParts.date(null) : "วันที่ " + Display.OFFICIAL.dateOfEra(date);
    }
}
