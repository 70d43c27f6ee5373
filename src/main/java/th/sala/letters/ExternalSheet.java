package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.letters.SheetParts.BEFORE;
import static th.sala.letters.SheetParts.MIDDLE;
import static th.sala.letters.SheetParts.PART;
import static th.sala.letters.SheetParts.TEXT_WIDTH;

import java.util.ArrayList;
import java.util.List;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Block;
import th.sala.pdf.Form;

/// แบบหนังสือภายนอก
final class ExternalSheet {
    private ExternalSheet() {}

    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายนอก", grade = Grade.C)
    static List<Block> blocks(Content content, LetterSheet.Head head) {
        var blocks = new ArrayList<Block>();
        blocks.add(SheetParts.top(content.urgency(), head));
        blocks.add(from(head));
        blocks.add(Block.text(SheetParts.date(head.date()), PART.indent(MIDDLE, 0)));
        SheetParts.part(blocks, Label.SUBJECT.word, content.subject(), Form.Role.TITLE);
        SheetParts.salutation(blocks, content.salutation());
        SheetParts.part(blocks, Label.CITATIONS.word, content.citations(), Form.Role.TEXT);
        SheetParts.part(blocks, Label.ENCLOSURES.word, content.enclosures(), Form.Role.TEXT);
        SheetParts.body(blocks, content.text());
        blocks.add(ending(content, head));
        return blocks;
    }

    private static Block from(LetterSheet.Head head) {
        var address = SheetParts.official(head.address());
        var agency = head.agency() + (address.isBlank() ? "" : "\n" + address);
        return new Block.Columns(
                List.of(
                        new Block.Column(TEXT_WIDTH * 0.6, List.of(SheetParts.number(head))),
                        new Block.Column(0, List.of(Block.text(agency, Form.TEXT)))));
    }

    /// The signature and whose business it is, on one page.
    private static Block ending(Content content, LetterSheet.Head head) {
        var signature = SheetParts.signature(content.closing(), head);
        return new Block.Together(
                "", List.of(signature, new Block.Gap(2 * BEFORE), SheetParts.owner(content)));
    }
}
