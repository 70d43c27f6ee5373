package th.sala.timekeeping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Span;
import th.sala.pdf.Typesetter;
import th.sala.thai.Display;

/// บัญชีลงเวลา on paper: in Thai, with official digits, whoever prints it.
@Component
class RegisterPaper {
    private static final Sheet.Margins MARGINS =
            new Sheet.Margins(Points.mm(25), Points.mm(15), Points.mm(20), Points.mm(20));

    private static final Form TEXT = Form.TEXT.size(14);
    private static final Form CENTRED = TEXT.align(Align.CENTER);

    /// Everybody prints it at the same time of the day.
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final MessageSource messages;

    RegisterPaper(MessageSource messages) {
        this.messages = messages;
    }

    /// Whatever somebody typed: letters for which there is no glyph become a dash, so that one of
    /// them does not take the register from everybody.
    byte[] pdf(Register.Sheet sheet, SignedIn who, Instant now) {
        turns.acquireUninterruptibly();
        try {
            return set(sheet, who, now);
        } finally {
            turns.release();
        }
    }

    private byte[] set(Register.Sheet sheet, SignedIn who, Instant now) {
        var show = Display.OFFICIAL;
        var form = new RegisterForm(messages, show.language(), show);
        var title = form.text("timekeeping.form");
        var unit = sheet.unit();
        var blocks = new ArrayList<Block>();
        blocks.add(
                Block.text(
                        List.of(Span.bold(title)),
                        Form.TEXT.align(Align.CENTER).role(Form.Role.TITLE)));
        blocks.add(Block.text(printable(who.agencyName()), CENTRED.size(Points.TEXT)));
        if (unit != null) {
            blocks.add(Block.text(printable(unit.name()), CENTRED.size(Points.TEXT)));
        }
        blocks.add(
                Block.text(
                        show.longDate(sheet.day()),
                        CENTRED.size(Points.TEXT).space(0, Points.TEXT)));
        blocks.add(table(sheet, form));
        var counts = sheet.counts();
        blocks.add(
                Block.text(
                        form.text(
                                "timekeeping.counts",
                                show.number(counts.all()),
                                show.number(counts.present()),
                                show.number(counts.late()),
                                show.number(counts.leave()),
                                show.number(counts.duty()),
                                show.number(counts.absent()),
                                show.number(counts.awaited())),
                        TEXT.space(Points.TEXT, 0)));
        blocks.add(
                Block.text(
                        form.text("timekeeping.printed", show.dateTime(now), printable(who.name())),
                        TEXT));
        blocks.add(
                Block.text(
                        form.text("timekeeping.unchecked", title, form.text("web.unchecked")),
                        TEXT));
        return Typesetter.set(
                        new Sheet(
                                title,
                                who.agencyName(),
                                now,
                                MARGINS,
                                true,
                                "",
                                "- %s -",
                                blocks,
                                List.of()))
                .bytes();
    }

    private static Block.Table table(Register.Sheet sheet, RegisterForm form) {
        var rows = new ArrayList<Block.Row>();
        rows.add(row(form.heading().stream().map(Span::bold).toList(), CENTRED.keepingNext()));
        for (var line : sheet.lines()) {
            var cells = form.line(line.number(), line.official().name(), line.day());
            rows.add(
                    row(
                            cells.stream().map(RegisterPaper::printable).map(Span::plain).toList(),
                            TEXT));
        }
        var widths = RegisterForm.columns().stream().map(column -> column.share).toList();
        return new Block.Table(widths, 1, rows);
    }

    private static String printable(String text) {
        var missing = Typesetter.missing(List.of(Block.text(text, TEXT)));
        return missing.isEmpty()
                ? text
                : text.codePoints()
                        .mapToObj(letter ->
                                missing.contains(letter) ? "–" : Character.toString(letter))
                        .collect(Collectors.joining());
    }

    private static Block.Row row(List<Span> cells, Form form) {
        return new Block.Row(
                cells.stream().map(cell -> List.of(Block.text(List.of(cell), form))).toList());
    }
}
