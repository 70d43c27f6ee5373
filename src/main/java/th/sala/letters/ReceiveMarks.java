package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Span;
import th.sala.pdf.Typesetter;
import th.sala.routing.Step;
import th.sala.tasks.Task;
import th.sala.thai.Display;

/// What is put on the copy of a letter in: its receive stamps, and a sheet that says what was
/// directed and what became of it.
final class ReceiveMarks {
    static final String FIRST = "first";

    /// ตรารับหนังสือ is so large.
    private static final double STAMP_WIDTH = Points.mm(50);

    private static final double STAMP_SIZE = 13;
    private static final double GAP = Points.mm(4);
    private static final Sheet.Margins STAMP_MARGINS =
            new Sheet.Margins(GAP, Points.mm(210) - GAP - STAMP_WIDTH, GAP, GAP);
    private static final List<Double> COLUMNS = List.of(4.0, 7.0, 5.0, 7.0);
    private static final double TABLE_SIZE = 14;
    private static final String TITLE = "บันทึกการสั่งการ";
    private static final double TITLE_SIZE = 20;

    private ReceiveMarks() {}

    /// One below the other; the first stands under the name [#FIRST].
    static Sheet stamps(List<IncomingDesk.Stamp> stamps, Instant at) {
        var blocks = new ArrayList<Block>();
        for (var stamp : stamps) {
            blocks.add(new Block.Together(blocks.isEmpty() ? FIRST : "", List.of(stamp(stamp))));
            blocks.add(new Block.Gap(GAP));
        }
        return sheet("ตรารับหนังสือ", at, STAMP_MARGINS, "", blocks);
    }

    @Clause(id = "C10", of = SARABAN_26, value = "ตรารับหนังสือ", grade = Grade.B)
    private static Block stamp(IncomingDesk.Stamp stamp) {
        var form = Form.TEXT.size(STAMP_SIZE);
        var lines =
                List.of(
                        Block.text(
                                List.of(Span.bold(settable(stamp.place()))),
                                form.align(Align.CENTER)),
                        Block.text("เลขรับ  " + Display.OFFICIAL.number(stamp.number()), form),
                        Block.text(
                                "วันที่  " + Display.OFFICIAL.shortDateOf(stamp.received()), form),
                        Block.text("เวลา  " + Display.OFFICIAL.time(stamp.received()), form));
        return new Block.Table(List.of(1.0), 0, List.of(new Block.Row(List.of(lines))));
    }

    /// No sheet if nobody wrote anything on the letter, and nothing was asked of anybody.
    ///
    /// @param steps by which it went up, the oldest first
    /// @param words of the language that stand under a key
    static List<Sheet> directions(
            IncomingLetter letter,
            LetterFile paper,
            List<Step> steps,
            List<Task> tasks,
            UnaryOperator<String> words,
            Instant at) {
        if (tasks.isEmpty() && steps.stream().noneMatch(ReceiveMarks::tookEffect)) {
            return List.of();
        }
        var head = letter.head();
        var said =
                Stream.of(
                                "ที่ " + head.number(),
                                "ลงวันที่ " + Display.OFFICIAL.date(head.date()),
                                "จาก " + letter.sender().from())
                        .filter(part -> !part.endsWith(" "))
                        .collect(Collectors.joining("  "));
        var blocks = new ArrayList<Block>();
        blocks.add(
                Block.text(
                        List.of(Span.bold(TITLE)),
                        Form.TEXT.align(Align.CENTER).size(TITLE_SIZE).role(Form.Role.TITLE)));
        SheetParts.part(blocks, Label.SUBJECT.word, settable(head.subject()), Form.Role.TEXT);
        blocks.add(Block.text(settable(SheetParts.official(said)), SheetParts.PART));
        blocks.add(new Block.Gap(2 * SheetParts.BEFORE));
        steps.stream()
                .filter(ReceiveMarks::tookEffect)
                .forEach(step -> endorsement(blocks, step, words));
        if (!tasks.isEmpty()) {
            blocks.add(table(tasks, words));
        }
        blocks.add(new Block.Gap(2 * SheetParts.BEFORE));
        blocks.add(
                Block.text(
                        settable(
                                "สำเนานี้ระบบจัดทำจากไฟล์ "
                                        + paper.name()
                                        + "\nSHA-256 "
                                        + paper.sha256()),
                        Form.TEXT.size(STAMP_SIZE)));
        var secrecy = letter.secrecy();
        var marking = secrecy == null ? "" : secrecy.marking;
        return List.of(sheet(TITLE, at, SheetParts.MARGINS, marking, blocks));
    }

    /// What was taken back, or went to a substitute, was never before that person.
    private static boolean tookEffect(Step step) {
        return step.isOpen() || step.decided() != null;
    }

    /// As it would be written on the paper: to whom it was presented with which words, and below
    /// that what they wrote.
    private static void endorsement(List<Block> blocks, Step step, UnaryOperator<String> words) {
        blocks.add(
                Block.text(
                        settable("เรียน " + step.to().title() + "\n" + step.proposal()),
                        SheetParts.PART));
        blocks.add(by(step.from().name(), step.from().title(), step.sentAt()));
        var decided = step.decided();
        if (decided != null) {
            var said = words.apply(decided.result().key()) + paragraph(decided.endorsement());
            blocks.add(Block.text(settable(said), SheetParts.PART));
            var isReceiver = decided.official().equals(step.to().official());
            var title = (isReceiver ? "" : "แทน ") + step.to().title();
            blocks.add(by(decided.by(), title, decided.at()));
        }
    }

    private static Block by(String name, String title, Instant at) {
        var said = "(" + name + ")\n" + title + "\n" + Display.OFFICIAL.dateTime(at);
        return new Block.Columns(
                List.of(
                        new Block.Column(SheetParts.MIDDLE, List.of()),
                        new Block.Column(
                                SheetParts.MIDDLE,
                                List.of(
                                        Block.text(
                                                settable(said),
                                                Form.TEXT.size(TABLE_SIZE).align(Align.CENTER)),
                                        new Block.Gap(2 * SheetParts.BEFORE)))));
    }

    private static Block table(List<Task> tasks, UnaryOperator<String> words) {
        var rows = new ArrayList<Block.Row>();
        rows.add(row(true, "หน่วย", "คำสั่งการ", "สั่งโดย", "ผลการดำเนินการ"));
        tasks.forEach(task -> rows.add(row(task, words)));
        return new Block.Table(COLUMNS, 1, rows);
    }

    private static Block.Row row(Task task, UnaryOperator<String> words) {
        var order = task.order();
        var due =
                order.due() == null
                        ? ""
                        : "\nภายในวันที่ " + Display.OFFICIAL.shortDate(order.due());
        var asked = words.apply(order.purpose().key()) + due + paragraph(order.direction());
        var finished = task.finished();
        var outcome =
                finished == null
                        ? task.isOpen() ? "ยังไม่แล้วเสร็จ" : ""
                        : finished.outcome()
                                + "\n"
                                + finished.by()
                                + "\n"
                                + Display.OFFICIAL.dateTime(finished.at());
        var given = task.givenBy() + "\n" + Display.OFFICIAL.dateTime(task.givenAt());
        return row(false, task.unitName(), asked, given, outcome);
    }

    private static String paragraph(String text) {
        return text.isEmpty() ? "" : "\n" + text;
    }

    private static Block.Row row(boolean isHead, String... cells) {
        var form = Form.TEXT.size(TABLE_SIZE);
        return new Block.Row(
                Stream.of(cells)
                        .map(ReceiveMarks::settable)
                        .map(text -> isHead ? Span.bold(text) : Span.plain(text))
                        .map(span -> List.of(Block.text(List.of(span), form)))
                        .toList());
    }

    /// A sign for which there is no glyph is a question mark: people write what they like.
    private static String settable(String text) {
        var missing = Typesetter.missing(List.of(Block.text(text, Form.TEXT)));
        return text.codePoints()
                .mapToObj(sign -> missing.contains(sign) ? "?" : Character.toString(sign))
                .collect(Collectors.joining());
    }

    private static Sheet sheet(
            String title, Instant at, Sheet.Margins margins, String marking, List<Block> blocks) {
        return new Sheet(title, "", at, margins, true, marking, "- %s -", blocks, List.of());
    }
}
