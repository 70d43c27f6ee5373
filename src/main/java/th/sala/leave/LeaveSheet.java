package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Span;
import th.sala.pdf.Typesetter;
import th.sala.thai.Display;

/// แบบใบลา: a request for leave, or for taking days of one back, on the regulation's form. The
/// annexed forms were not before us: pages that lead here say so.
///
/// @param agency its name
/// @param unit the applicant's; empty if they stand outside of all
/// @param to whom it goes in the end
/// @param leave the leave itself, also where the request takes back days of it
/// @param asked the days as they were asked for
/// @param left what was left of vacation before; null for another kind
/// @param lines the statistics of the fiscal year before the request
/// @param before the leave of the same kind before this one; null if there was none
record LeaveSheet(
        String agency,
        String unit,
        String to,
        LeaveRequest request,
        LeaveRequest leave,
        LeaveDays asked,
        int charged,
        @Nullable Vacation left,
        List<Count> lines,
        @Nullable Earlier before,
        List<LeaveRequests.Opinion> said,
        Clock clock) {
    /// What a person had of vacation: half days.
    record Vacation(int carried, int granted) {}

    /// A line of the statistics, in half days.
    record Count(String kind, int before, int now) {}

    /// @param charged half days
    record Earlier(LeaveDays days, int charged) {}

    private static final Sheet.Margins MARGINS =
            new Sheet.Margins(Points.mm(20), Points.mm(20), Points.mm(15), Points.mm(25));
    private static final double FIRST = Points.mm(25);
    private static final double GAP = 6;
    private static final double RIGHT_HALF = Points.mm(75);
    private static final double LEFT_HALF = Points.mm(82);
    private static final Form TEXT = Form.TEXT.align(Align.JUSTIFIED).indent(0, FIRST);
    private static final Form CENTRE = Form.TEXT.align(Align.CENTER);
    private static final Display SHOW = Display.OFFICIAL;

    LeaveSheet {
        lines = List.copyOf(lines);
        said = List.copyOf(said);
    }

    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    Sheet sheet() {
        var title = title();
        var blocks = new ArrayList<Block>();
        blocks.add(Block.text(List.of(Span.bold(title)), CENTRE.size(20).role(Form.Role.TITLE)));
        blocks.add(new Block.Gap(GAP));
        blocks.add(right(Block.text("เขียนที่ " + SHOW.text(agency), Form.TEXT)));
        blocks.add(right(Block.text("วันที่ " + SHOW.date(day()), Form.TEXT)));
        blocks.add(label("เรื่อง", subject()));
        blocks.add(label("เรียน", to));
        blocks.add(new Block.Gap(GAP));
        blocks.add(Block.text(who(), TEXT));
        if (request.isLeave()) {
            leave(blocks);
        } else {
            blocks.add(Block.text(back(), TEXT));
        }
        blocks.add(new Block.Gap(GAP));
        blocks.add(signed(request.by().name(), request.by().title(), when()));
        if (request.isLeave()) {
            blocks.add(new Block.Gap(GAP));
            blocks.add(new Block.Together("", statistics()));
        }
        sideBySide(blocks);
        return new Sheet(
                title,
                request.by().name(),
                request.askedAt(),
                MARGINS,
                true,
                "",
                "- %s -",
                blocks,
                List.of());
    }

    private String title() {
        if (!request.isLeave()) {
            return "แบบใบขอยกเลิกวันลา";
        }
        return switch (leave.kind()) {
            case SICK, INJURED, MATERNITY, PERSONAL, CHILD_RAISING ->
                    "แบบใบลาป่วย ลาคลอดบุตร ลากิจส่วนตัว";
            case VACATION -> "แบบใบลาพักผ่อน";
            case PATERNITY -> "แบบใบลาไปช่วยเหลือภริยาที่คลอดบุตร";
            case ORDINATION -> "แบบใบลาอุปสมบท หรือลาไปประกอบพิธีฮัจย์";
            case CALL_UP -> "แบบใบลาเข้ารับการตรวจเลือกหรือเข้ารับการเตรียมพล";
            case STUDY -> "แบบใบลาไปศึกษา ฝึกอบรม ปฏิบัติการวิจัย หรือดูงาน";
            case ORGANISATION -> "แบบใบลาไปปฏิบัติงานในองค์การระหว่างประเทศ";
            case SPOUSE -> "แบบใบลาติดตามคู่สมรส";
            case REHABILITATION -> "แบบใบลาไปฟื้นฟูสมรรถภาพด้านอาชีพ";
        };
    }

    /// What it is called within a sentence.
    private static String name(LeaveKind kind) {
        return switch (kind) {
            case SICK -> "ป่วย";
            case INJURED -> "ป่วยเพราะเหตุปฏิบัติราชการ";
            case MATERNITY -> "คลอดบุตร";
            case PATERNITY -> "ไปช่วยเหลือภริยาที่คลอดบุตร";
            case PERSONAL -> "กิจส่วนตัว";
            case CHILD_RAISING -> "กิจส่วนตัวเพื่อเลี้ยงดูบุตร";
            case VACATION -> "พักผ่อน";
            case ORDINATION -> "อุปสมบทหรือไปประกอบพิธีฮัจย์";
            case CALL_UP -> "เข้ารับการตรวจเลือกหรือเข้ารับการเตรียมพล";
            case STUDY -> "ไปศึกษา ฝึกอบรม ปฏิบัติการวิจัย หรือดูงาน";
            case ORGANISATION -> "ไปปฏิบัติงานในองค์การระหว่างประเทศ";
            case SPOUSE -> "ติดตามคู่สมรส";
            case REHABILITATION -> "ไปฟื้นฟูสมรรถภาพด้านอาชีพ";
        };
    }

    static String rowName(LeaveKind kind) {
        return "ลา" + name(kind);
    }

    private String subject() {
        return (request.isLeave() ? "ขอลา" : "ขอยกเลิกวันลา") + name(leave.kind());
    }

    private LocalDate day() {
        return request.askedAt().atZone(clock.getZone()).toLocalDate();
    }

    private String who() {
        var by = request.by();
        var text = "ข้าพเจ้า " + by.name();
        if (!by.title().isEmpty()) {
            text += " ตำแหน่ง " + by.title();
        }
        return SHOW.text(text + " สังกัด " + (unit.isEmpty() ? agency : unit + " " + agency));
    }

    private void leave(List<Block> blocks) {
        if (left != null) {
            blocks.add(
                    Block.text(
                            "มีวันลาพักผ่อนสะสม %s วันทำการ มีสิทธิลาพักผ่อนประจำปีนี้อีก %s วันทำการ รวมเป็น %s วันทำการ"
                                    .formatted(
                                            days(left.carried()),
                                            days(left.granted()),
                                            days(left.carried() + left.granted())),
                            TEXT));
        }
        var reason = request.reason().isEmpty() ? "" : " เนื่องจาก " + settable(request.reason());
        blocks.add(
                Block.text(
                        "ขอลา%s%s ตั้งแต่%s มีกำหนด %s วัน%s"
                                .formatted(
                                        name(leave.kind()),
                                        reason,
                                        run(asked),
                                        days(charged),
                                        leave.kind().isChargedByWorkingDays() ? "ทำการ" : ""),
                        TEXT));
        if (!request.necessity().isEmpty()) {
            blocks.add(
                    Block.text(
                            "เหตุจำเป็นที่รอรับอนุญาตไม่ทัน " + settable(request.necessity()),
                            TEXT));
        }
        if (before != null) {
            blocks.add(
                    Block.text(
                            "ข้าพเจ้าได้ลา%sครั้งสุดท้ายตั้งแต่%s มีกำหนด %s วัน"
                                    .formatted(
                                            name(leave.kind()),
                                            run(before.days()),
                                            days(before.charged())),
                            TEXT));
        }
        if (!request.contact().isEmpty()) {
            blocks.add(
                    Block.text(
                            "ในระหว่างลาจะติดต่อข้าพเจ้าได้ที่ "
                                    + settable(SHOW.text(request.contact())),
                            TEXT));
        }
    }

    private String back() {
        var reason = request.reason().isEmpty() ? "" : " เนื่องจาก " + settable(request.reason());
        return "ตามที่ข้าพเจ้าได้รับอนุญาตให้ลา%s ตั้งแต่%s นั้น%s จึงขอยกเลิกวันลา ตั้งแต่%s มีกำหนด %s วัน"
                .formatted(
                        name(leave.kind()), run(asked), reason, run(request.days()), days(charged));
    }

    private static String run(LeaveDays days) {
        var from = "วันที่ " + SHOW.date(days.first()) + (days.fromNoon() ? " (ครึ่งวันบ่าย)" : "");
        if (days.first().equals(days.last())) {
            return from + (days.untilNoon() ? " (ครึ่งวันเช้า)" : "");
        }
        return from
                + " ถึงวันที่ "
                + SHOW.date(days.last())
                + (days.untilNoon() ? " (ครึ่งวันเช้า)" : "");
    }

    /// What people type may have letters that no typeface here has.
    private static String settable(String typed) {
        var missing = Typesetter.missing(List.of(Block.text(typed, Form.TEXT)));
        var text = new StringBuilder();
        typed.codePoints().forEach(one -> text.appendCodePoint(missing.contains(one) ? '?' : one));
        return text.toString();
    }

    private static String days(int halves) {
        return SHOW.text(HalfDays.text(halves));
    }

    private String when() {
        return "เสนอทางระบบ " + SHOW.dateTime(request.askedAt());
    }

    /// ประเภทลา / ลามาแล้ว / ลาครั้งนี้ / รวมเป็น, and who counted.
    private List<Block> statistics() {
        var rows = new ArrayList<Block.Row>();
        rows.add(row(true, "ประเภทลา", "ลามาแล้ว (วัน)", "ลาครั้งนี้ (วัน)", "รวมเป็น (วัน)"));
        for (var line : lines) {
            rows.add(
                    row(
                            false,
                            line.kind(),
                            days(line.before()),
                            days(line.now()),
                            days(line.before() + line.now())));
        }
        var year = FiscalYear.of(asked.first());
        return List.of(
                Block.text(
                        List.of(Span.bold("สถิติการลาในปีงบประมาณ พ.ศ. " + SHOW.year(year.year()))),
                        Form.TEXT.keepingNext().role(Form.Role.HEADING)),
                new Block.Table(List.of(2.0, 1.0, 1.0, 1.0), 1, rows),
                Block.text(
                        "ผู้ตรวจสอบ: ระบบนับจากบัญชีวันลา ณ เวลาที่เสนอ", Form.TEXT.space(3, 0)));
    }

    private static Block.Row row(boolean isHead, String kind, String... numbers) {
        var cells = new ArrayList<List<Block.Paragraph>>();
        cells.add(List.of(Block.text(List.of(span(isHead, kind)), Form.TEXT)));
        for (var number : numbers) {
            cells.add(List.of(Block.text(List.of(span(isHead, number)), CENTRE)));
        }
        return new Block.Row(cells);
    }

    private static Span span(boolean isHead, String text) {
        return isHead ? Span.bold(text) : Span.plain(text);
    }

    /// Opinions and the order, two in a row.
    private void sideBySide(List<Block> blocks) {
        var all = new ArrayList<List<Block>>();
        said.forEach(one -> all.add(opinion(one)));
        if (said.stream().noneMatch(LeaveRequests.Opinion::decides)) {
            all.add(List.of(heading("คำสั่ง"), Block.text(order(false, false), Form.TEXT)));
        }
        for (int i = 0; i < all.size(); i += 2) {
            var right = i + 1 < all.size() ? all.get(i + 1) : List.<Block>of();
            blocks.add(new Block.Gap(GAP));
            blocks.add(
                    new Block.Columns(
                            List.of(
                                    new Block.Column(LEFT_HALF, all.get(i)),
                                    new Block.Column(0, right))));
        }
    }

    private static List<Block> opinion(LeaveRequests.Opinion one) {
        var blocks = new ArrayList<Block>();
        blocks.add(heading(one.decides() ? "คำสั่ง" : "ความเห็นผู้บังคับบัญชา"));
        var said = one.agrees() ? "เห็นควรอนุญาต" : "ไม่เห็นควรอนุญาต";
        blocks.add(
                Block.text(one.decides() ? order(one.agrees(), !one.agrees()) : said, Form.TEXT));
        if (!one.words().isEmpty()) {
            blocks.add(Block.text(settable(one.words()), Form.TEXT));
        }
        blocks.addAll(signature(one.name(), one.title(), SHOW.dateTime(one.at())));
        return blocks;
    }

    private static String order(boolean yes, boolean no) {
        return "( %s ) อนุญาต   ( %s ) ไม่อนุญาต".formatted(yes ? "/" : " ", no ? "/" : " ");
    }

    private static Block heading(String text) {
        return Block.text(
                List.of(Span.bold(text)), Form.TEXT.keepingNext().role(Form.Role.HEADING));
    }

    private static Block label(String label, String text) {
        return new Block.Paragraph(
                Span.plain(label),
                List.of(Span.plain(text)),
                Form.TEXT.indent(Points.mm(14), 0).space(3, 0));
    }

    private static Block right(Block.Paragraph text) {
        return new Block.Columns(
                List.of(
                        new Block.Column(0, List.of()),
                        new Block.Column(RIGHT_HALF, List.of(text))));
    }

    private static Block signed(String name, String title, String when) {
        return new Block.Columns(
                List.of(
                        new Block.Column(0, List.of()),
                        new Block.Column(RIGHT_HALF, signature(name, title, when))));
    }

    private static List<Block> signature(String name, String title, String when) {
        var lines = new ArrayList<Block>();
        lines.add(Block.text("(" + name + ")", CENTRE));
        if (!title.isEmpty()) {
            lines.add(Block.text(title, CENTRE));
        }
        lines.add(Block.text(when, CENTRE));
        return lines;
    }
}
