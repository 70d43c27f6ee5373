package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.letters.SheetParts.BEFORE;
import static th.sala.letters.SheetParts.MIDDLE;

import java.util.ArrayList;
import java.util.List;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;

/// แบบหนังสือประทับตรา: the agency's seal stands where others have a signature, so nobody's name
/// does, and the date below it.
final class StampedSheet {
    private static final double SEAL = Points.mm(45);

    private StampedSheet() {}

    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือประทับตรา", grade = Grade.C)
    static List<Block> blocks(Content content, LetterSheet.Head head) {
        var blocks = new ArrayList<Block>();
        blocks.add(SheetParts.top(content.urgency(), head));
        blocks.add(SheetParts.number(head));
        var who = Label.TO.without(Label.SALUTATION.without(content.salutation()));
        SheetParts.part(blocks, Label.TO.word, who, Form.Role.TEXT);
        SheetParts.part(blocks, Label.CITATIONS.word, content.citations(), Form.Role.TEXT);
        SheetParts.part(blocks, Label.ENCLOSURES.word, content.enclosures(), Form.Role.TEXT);
        SheetParts.body(blocks, content.text());
        blocks.add(ending(content, head));
        return blocks;
    }

    private static Block ending(Content content, LetterSheet.Head head) {
        var centred = Form.TEXT.align(Align.CENTER).indent(MIDDLE, 0);
        var seal =
                new Block.Together(
                        "seal",
                        List.of(
                                new Block.Gap(2 * BEFORE),
                                Block.text(head.agency(), centred),
                                new Block.Gap(SEAL),
                                Block.text(SheetParts.date(head.date()), centred)));
        return new Block.Together(
                "", List.of(seal, new Block.Gap(2 * BEFORE), SheetParts.owner(content)));
    }
}
