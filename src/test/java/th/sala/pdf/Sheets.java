package th.sala.pdf;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Sheets for tests.
final class Sheets {
    static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    static final Sheet.Margins MARGINS =
            new Sheet.Margins(Points.mm(25), Points.mm(20), Points.mm(20), Points.mm(30));

    private Sheets() {}

    static Sheet of(Block... blocks) {
        return new Sheet(
                "หนังสือ <ภายนอก>",
                "กรม",
                AT,
                MARGINS,
                true,
                "",
                "- %s -",
                List.of(blocks),
                List.of());
    }

    static Block.Row row(String... cells) {
        return new Block.Row(
                Arrays.stream(cells).map(cell -> List.of(Block.text(cell, Form.TEXT))).toList());
    }
}
