package th.sala.letters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Drawing;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Span;
import th.sala.thai.Digits;
import th.sala.thai.Display;

/// What the sheets of all kinds of letters have alike: measures, the emblem, the parts of the head
/// and the text.
final class SheetParts {
    static final Sheet.Margins MARGINS =
            new Sheet.Margins(Points.mm(25), Points.mm(20), Points.mm(20), Points.mm(30));
    static final double TEXT_WIDTH = Points.mm(210 - 30 - 20);
    private static final double MARKING_SIZE = 32;

    /// Above a part of the letter: six points, as word processors have it.
    static final double BEFORE = 6;

    static final Form PART = Form.TEXT.space(BEFORE, 0);
    private static final String EMBLEM_SAYS = "ตราประจำหน่วยงาน";
    private static final Drawing EMBLEM = new Drawing(100, 100, emblemPaths());

    /// Where the date and the ending begin: at the middle of the emblem.
    static final double MIDDLE = TEXT_WIDTH / 2;

    private static final double BETWEEN = Points.mm(4);
    private static final double SIGNATURE_GAP = Points.mm(18);
    private static final double EMBLEM_HEIGHT = Points.mm(30);
    static final double FIRST_LINE = Points.mm(25);

    /// How much further right an item's item begins.
    private static final double DEEPER = Points.mm(8);

    private static final String NUMBER_GAP = "\u00A0 ";

    /// On both sides of a table's cell together, and how much wider bold letters are.
    private static final double MARGIN_OF_CELL = 8;

    private static final double BOLDER = 1.06;

    /// A column whose cells are longer than so many even shares counts no more than this.
    private static final double MOST_EVEN_SHARES = 3;

    private SheetParts() {}

    /// The last paragraph stands on the page of the signature: none signs an empty page.
    static void body(List<Block> blocks, LetterBody body) {
        var parts = body.parts();
        for (int i = 0; i < parts.size(); i++) {
            var isLast = i == parts.size() - 1;
            switch (parts.get(i)) {
                case LetterBody.Paragraph(var runs) ->
                        blocks.add(paragraph(runs, FIRST_LINE, isLast));
                case LetterBody.Item(var level, var number, var runs) -> {
                    var all = new ArrayList<>(runs);
                    all.addFirst(new LetterBody.Run(number + NUMBER_GAP, false));
                    blocks.add(paragraph(all, FIRST_LINE + (level - 1) * DEEPER, isLast));
                }
                case LetterBody.Table table -> {
                    blocks.add(new Block.Gap(BEFORE));
                    blocks.add(table(table, isLast));
                }
            }
        }
    }

    /// An item as any other paragraph goes back to the margin, however deep it begins.
    private static Block paragraph(List<LetterBody.Run> runs, double first, boolean isLast) {
        var form = PART.align(Align.JUSTIFIED).indent(0, first);
        return Block.text(spans(runs, false), isLast ? form.keepingNext() : form);
    }

    private static Block table(LetterBody.Table table, boolean isLast) {
        int heads = table.rows().size() > 1 ? 1 : 0;
        var rows = new ArrayList<Block.Row>();
        for (int i = 0; i < table.rows().size(); i++) {
            var cells = new ArrayList<List<Block.Paragraph>>();
            for (int column = 0; column < table.columns(); column++) {
                var runs = table.rows().get(i).get(column);
                var align =
                        i < heads
                                ? Align.CENTER
                                : hasNumbers(table, column, heads) ? Align.RIGHT : Align.LEFT;
                var form = Form.TEXT.align(align);
                var keeps = isLast && i == table.rows().size() - 1;
                cells.add(
                        List.of(
                                Block.text(
                                        spans(runs, i < heads),
                                        keeps ? form.keepingNext() : form)));
            }
            rows.add(new Block.Row(cells));
        }
        return new Block.Table(widths(table), heads, rows);
    }

    /// Whether below the head there are only numbers.
    private static boolean hasNumbers(LetterBody.Table table, int column, int heads) {
        return table.rows().stream()
                .skip(heads)
                .map(row -> LetterBody.words(row.get(column)))
                .filter(cell -> !cell.isEmpty())
                .allMatch(cell -> cell.matches("[-+]?[0-9๐-๙][0-9๐-๙,]*(\\.[0-9๐-๙]+)?|-"));
    }

    /// Columns whose longest cell fits into an even share are as wide as that; the others share the
    /// rest as their cells are long, none so narrow that it cannot be read.
    private static List<Double> widths(LetterBody.Table table) {
        var even = TEXT_WIDTH / table.columns();
        var wanted = new ArrayList<Double>();
        for (int column = 0; column < table.columns(); column++) {
            var widest = MARGIN_OF_CELL + Points.widthOf("กกก");
            for (var row : table.rows()) {
                var words = official(LetterBody.words(row.get(column)));
                widest = Math.max(widest, MARGIN_OF_CELL + Points.widthOf(words) * BOLDER);
            }
            wanted.add(Math.min(widest, MOST_EVEN_SHARES * even));
        }
        var narrow = wanted.stream().filter(width -> width <= even).mapToDouble(d -> d).sum();
        var wide = wanted.stream().filter(width -> width > even).mapToDouble(d -> d).sum();
        return wanted.stream()
                .map(width ->
                        width <= even
                                ? width
                                : Math.max(even / 2, width / wide * (TEXT_WIDTH - narrow)))
                .toList();
    }

    private static List<Span> spans(List<LetterBody.Run> runs, boolean isHead) {
        return runs.stream()
                .map(run -> {
                    var text = official(run.text());
                    return run.bold() || isHead ? Span.bold(text) : Span.plain(text);
                })
                .toList();
    }

    static void part(List<Block> blocks, String label, String text, Form.Role role) {
        if (text.isBlank()) {
            return;
        }
        var width = Points.widthOf(label) + Points.widthOf("ก");
        blocks.add(
                new Block.Paragraph(
                        Span.plain(label),
                        List.of(Span.plain(official(text))),
                        PART.indent(width, 0).role(role)));
    }

    static Block number(LetterSheet.Head head) {
        return Block.text(Label.NUMBER.word + "  " + official(head.number()), Form.TEXT);
    }

    /// An honorific stands in place of เรียน.
    static void salutation(List<Block> blocks, String salutation) {
        var closing = Closing.of(salutation);
        var word = closing == Closing.USUAL ? Label.SALUTATION.word : closing.honorific;
        var who = salutation.startsWith(word) ? salutation.substring(word.length()) : salutation;
        part(blocks, word, who.strip(), Form.Role.TEXT);
    }

    /// Named, because it is where a signature is put.
    ///
    /// @param closing may be empty
    static Block signature(String closing, LetterSheet.Head head) {
        var centred = Form.TEXT.align(Align.CENTER).indent(MIDDLE, 0);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Gap(2 * BEFORE));
        if (!closing.isBlank()) {
            blocks.add(Block.text(closing, centred));
        }
        if (head.others().isEmpty()) {
            blocks.addAll(place(head, centred));
            blocks.add(Block.text("(" + head.signatory() + ")\n" + head.position(), centred));
        } else {
            beside(blocks, head);
        }
        return new Block.Together("signature", blocks);
    }

    /// Two beside each other; the signatory is the last one on the right.
    private static void beside(List<Block> blocks, LetterSheet.Head head) {
        var all = new ArrayList<List<Block>>();
        head.others().forEach(other -> all.add(place(head, other.name(), other.title())));
        if (all.size() % 2 == 0) {
            all.add(List.of());
        }
        all.add(place(head, head.signatory(), head.position()));
        for (int left = 0; left < all.size(); left += 2) {
            blocks.add(
                    new Block.Columns(
                            List.of(
                                    new Block.Column(MIDDLE - BETWEEN, all.get(left)),
                                    new Block.Column(2 * BETWEEN, List.of()),
                                    new Block.Column(0, all.get(left + 1)))));
        }
    }

    private static List<Block> place(LetterSheet.Head head, String name, String title) {
        var centred = Form.TEXT.align(Align.CENTER);
        var blocks = new ArrayList<>(place(head, centred));
        blocks.add(Block.text("(" + name + ")\n" + title, centred));
        return blocks;
    }

    /// As high with words as without.
    private static List<Block> place(LetterSheet.Head head, Form centred) {
        if (!head.isSigned()) {
            return List.of(new Block.Gap(SIGNATURE_GAP));
        }
        var gap = new Block.Gap((SIGNATURE_GAP - Points.line(Points.TEXT)) / 2);
        return List.of(gap, Block.text("ลงลายมือชื่ออิเล็กทรอนิกส์", centred), gap);
    }

    /// Above all else, for sheets whose head has no room for it.
    static void urgency(List<Block> blocks, Urgency urgency) {
        if (urgency != Urgency.NORMAL) {
            blocks.add(
                    Block.text(List.of(Span.red(urgency.marking)), Form.TEXT.size(MARKING_SIZE)));
        }
    }

    /// A letter without a date yet leaves room for the day.
    static String date(@Nullable LocalDate date) {
        return date == null ? "วันที่ …………………………" : Display.OFFICIAL.date(date);
    }

    /// The emblem in the middle, the urgency left of it.
    static Block top(Urgency urgency, LetterSheet.Head head) {
        var side = (TEXT_WIDTH - EMBLEM_HEIGHT) / 2;
        var left = new ArrayList<Block>();
        if (urgency != Urgency.NORMAL) {
            left.add(new Block.Gap(EMBLEM_HEIGHT - Points.mm(16)));
            urgency(left, urgency);
        }
        return new Block.Columns(
                List.of(
                        new Block.Column(side, left),
                        new Block.Column(EMBLEM_HEIGHT, List.of(emblem(EMBLEM_HEIGHT, head))),
                        new Block.Column(side, List.of())));
    }

    static Block emblem(double height, LetterSheet.Head head) {
        var own = head.emblem();
        return own == null
                ? new Block.Figure(EMBLEM, height, Align.CENTER, EMBLEM_SAYS)
                : new Block.Photo(own, height, Align.CENTER, EMBLEM_SAYS);
    }

    /// Whose business it is and how to reach them.
    static Block owner(Content content) {
        var unit = content.ownerUnit().isBlank() ? "" : content.ownerUnit() + "\n";
        return Block.text(official(unit + content.contact()), Form.TEXT);
    }

    /// Letters have Thai digits; those of addresses on the net stay as they are. What word
    /// processors write for a space, a dash or a dot is one.
    static String official(String text) {
        var plain = text.replace('\t', ' ').replace('\u2011', '-').replace('\u25CF', '\u2022');
        var out = new StringBuilder();
        for (var word : plain.split("(?<=\\s)")) {
            out.append(word.matches(".*[A-Za-z@].*\\s*") ? word : Digits.THAI.in(word));
        }
        return out.toString();
    }

    private static List<String> emblemPaths() {
        try (var in = SheetParts.class.getResourceAsStream("emblem.txt");
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
