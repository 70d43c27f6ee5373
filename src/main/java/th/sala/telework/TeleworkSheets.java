package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.law.Clause;
import th.sala.pdf.Align;
import th.sala.pdf.Block;
import th.sala.pdf.Form;
import th.sala.pdf.Points;
import th.sala.pdf.Sheet;
import th.sala.pdf.Span;
import th.sala.thai.Display;

/// แบบฟอร์มในภาคผนวก 2, and the head's order, as sheets to be set.
final class TeleworkSheets {
    /// The head of an order's table.
    static final List<String> ORDER_HEAD =
            List.of("ที่", "ชื่อและตำแหน่ง", "วันและสถานที่", "เป้าหมายของงาน");

    private static final Locale THAI = Locale.of("th");
    private static final Display SHOW = Display.OFFICIAL;
    private static final Sheet.Margins MARGINS =
            new Sheet.Margins(Points.mm(25), Points.mm(20), Points.mm(20), Points.mm(30));
    private static final double BEFORE = 6;
    private static final double TITLE = 20;
    private static final double SIGNATURE = Points.mm(70);
    private static final Form PART = Form.TEXT.space(BEFORE, 0);
    private static final Form HEAD = Form.TEXT.align(Align.CENTER);
    private static final Form END = Form.TEXT.align(Align.CENTER).indent(SIGNATURE, 0);

    private TeleworkSheets() {}

    /// แบบฟอร์มข้อตกลงการปฏิบัติราชการนอกสถานที่
    ///
    /// @param agency its name
    @Clause(id = "T4", of = MANUAL_63, value = "ภาคผนวก 2")
    static Sheet agreement(AgreementDesk.Sight sight, String agency) {
        var title = "แบบฟอร์มข้อตกลงการปฏิบัติราชการนอกสถานที่";
        var blocks = new ArrayList<Block>();
        head(blocks, title, sight.agreement(), sight.supervisorName());
        blocks.add(
                goals(
                        List.of("ที่", "เป้าหมายการปฏิบัติงาน", "ระยะเวลาการส่งมอบงาน", "หมายเหตุ"),
                        sight.goals(),
                        goal -> List.of(goal.goal(), goal.delivery(), goal.remark())));
        var terms = sight.agreement().terms();
        blocks.add(
                text(
                        "สถานที่ปฏิบัติงาน %s ติดต่อได้ตลอดเวลาปฏิบัติงานที่ %s"
                                .formatted(terms.place(), terms.contact())));
        signatures(blocks, sight.signatures());
        return sheet(title, agency, sight.agreement().since(), blocks);
    }

    private static void signatures(List<Block> blocks, List<Agreements.Signature> signatures) {
        for (var one : signatures) {
            var as =
                    switch (one.part()) {
                        case OFFICIAL -> "ผู้ปฏิบัติราชการนอกสถานที่";
                        case SUPERVISOR -> "ผู้บังคับบัญชาชั้นต้น";
                        case DIRECTOR -> "ผู้อำนวยการสำนัก/กอง/ศูนย์/กลุ่ม";
                    };
            signature(blocks, as, one.name(), one.title(), one.at());
        }
    }

    private static void signature(
            List<Block> blocks, String as, String name, String title, Instant at) {
        blocks.add(
                new Block.Together(
                        "",
                        List.of(
                                new Block.Gap(Points.mm(8)),
                                Block.text("(ยืนยันทางอิเล็กทรอนิกส์)", END.keepingNext()),
                                Block.text("(" + name + ")", END.keepingNext()),
                                Block.text("ตำแหน่ง " + title, END.keepingNext()),
                                Block.text(as, END.keepingNext()),
                                Block.text(official(SHOW.dateTime(at)), END))));
    }

    private static void head(
            List<Block> blocks, String title, Agreement agreement, String supervisor) {
        var by = agreement.by();
        var terms = agreement.terms();
        blocks.add(
                Block.text(
                        List.of(Span.bold(title)),
                        HEAD.size(TITLE).space(0, BEFORE).role(Form.Role.TITLE)));
        blocks.add(filledIn("ชื่อ – สกุล", by.name()));
        blocks.add(filledIn("ตำแหน่ง", by.title()));
        blocks.add(filledIn("สังกัด", by.unit()));
        blocks.add(filledIn("ผู้บังคับบัญชาชั้นต้น", supervisor));
        blocks.add(filledIn("ช่วงระยะเวลาการปฏิบัติราชการนอกสถานที่", period(terms)));
        blocks.add(new Block.Gap(BEFORE));
    }

    /// `ระหว่างวันที่ … ถึงวันที่ … (๔ วัน ต่อ เดือน)`
    private static String period(Terms terms) {
        return period(terms, terms.first());
    }

    private static String period(Terms terms, LocalDate from) {
        var days =
                switch (terms.form()) {
                    case WEEK -> " (%d วัน ต่อ สัปดาห์)";
                    case MONTH -> " (%d วัน ต่อ เดือน)";
                    case RUN -> " (%d วันทำการ)";
                };
        return official(
                "ระหว่างวันที่ %s ถึงวันที่ %s".formatted(SHOW.date(from), SHOW.date(terms.last()))
                        + days.formatted(terms.days()));
    }

    /// As an order gives it: no day before itself.
    static String orderedPeriod(WorkOrder order, Terms terms) {
        var from = OrderingRules.firstOf(terms.first(), dayOf(order));
        return (order.isRecall() ? period(terms, terms.first()) : period(terms, from))
                + pattern(terms);
    }

    private static String pattern(Terms terms) {
        var days =
                switch (terms.form()) {
                    case WEEK ->
                            terms.pattern().stream()
                                    .map(one ->
                                            DayOfWeek.of(one).getDisplayName(TextStyle.FULL, THAI));
                    case MONTH -> terms.pattern().stream().map(one -> "วันที่ " + one);
                    case RUN -> Stream.<String>empty();
                };
        var listed = days.collect(Collectors.joining(", "));
        return listed.isEmpty() ? "" : "\n" + official(listed);
    }

    private static String place(Terms terms) {
        return terms.isAtHome() ? "ที่พักอาศัย" : terms.place();
    }

    /// แบบฟอร์มรายงานผลการปฏิบัติราชการนอกสำนักงาน
    @Clause(id = "T7", of = MANUAL_63, value = "ภาคผนวก 2")
    static Sheet result(
            Agreement agreement,
            List<Goal> goals,
            TeleworkResult result,
            String agency,
            String supervisor) {
        var title = "แบบฟอร์มรายงานผลการปฏิบัติราชการนอกสำนักงาน";
        var blocks = new ArrayList<Block>();
        head(blocks, title, agreement, supervisor);
        blocks.add(
                goals(
                        List.of("ที่", "เป้าหมาย", "ผลสำเร็จของงาน", "หมายเหตุ"),
                        goals,
                        goal -> List.of(goal.goal(), goal.result(), goal.resultRemark())));
        blocks.add(Block.text(List.of(Span.bold("ปัญหา/อุปสรรค")), PART));
        blocks.add(text(result.problems().isEmpty() ? "–" : result.problems()));
        var by = agreement.by();
        signature(blocks, "ผู้ปฏิบัติราชการนอกสถานที่", by.name(), by.title(), result.reportedAt());
        var assessment = result.assessment();
        if (assessment != null) {
            blocks.add(
                    Block.text(List.of(Span.bold("ผลการประเมินของผู้บังคับบัญชาชั้นต้น")), PART));
            blocks.add(text((assessment.verdict().words + " " + assessment.words()).strip()));
            signature(blocks, "ผู้ประเมิน", assessment.name(), assessment.title(), assessment.at());
        }
        return sheet(title, agency, result.reportedAt(), blocks);
    }

    /// คำสั่งให้ปฏิบัติราชการนอกสถานที่ หรือให้กลับเข้าปฏิบัติราชการ, with persons, days, places
    /// and goals. Where somebody lives it does not say (X6).
    ///
    /// @param whole whether the lines are all there are
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 5")
    static Sheet order(WorkOrder order, List<OrderDesk.Line> lines, boolean whole, String agency) {
        var title = title(order);
        var blocks = new ArrayList<Block>();
        blocks.add(Block.text(List.of(Span.bold("คำสั่ง" + agency)), HEAD.size(TITLE)));
        if (!order.number().isEmpty()) {
            blocks.add(Block.text(official("ที่ " + order.number()), HEAD));
        }
        blocks.add(
                Block.text(
                        List.of(Span.bold("เรื่อง " + title)),
                        HEAD.space(0, BEFORE).role(Form.Role.TITLE)));
        if (!order.words().isEmpty()) {
            blocks.add(text(order.words()));
        }
        blocks.add(text(orders(order)));
        if (!whole) {
            blocks.add(text("(คัดเฉพาะรายที่ผู้พิมพ์มีสิทธิเห็น)"));
        }
        blocks.add(table(order, lines));
        blocks.add(text("สั่ง ณ วันที่ " + SHOW.date(dayOf(order))));
        signature(blocks, "หัวหน้าส่วนราชการ", order.name(), order.title(), order.at());
        return sheet(title, agency, order.at(), blocks);
    }

    /// The sentence that orders.
    static String orders(WorkOrder order) {
        var back = order.backDay();
        return back == null
                ? "ให้ผู้มีรายชื่อต่อไปนี้ปฏิบัติราชการนอกสถานที่ ตามวัน สถานที่ และเป้าหมายที่ระบุ"
                : "ให้ผู้มีรายชื่อต่อไปนี้กลับเข้าปฏิบัติราชการ ณ สำนักงาน ตั้งแต่วันที่ "
                        + SHOW.date(back);
    }

    static LocalDate dayOf(WorkOrder order) {
        return order.at().atZone(java.time.ZoneId.of("Asia/Bangkok")).toLocalDate();
    }

    static String title(WorkOrder order) {
        return order.isRecall()
                ? "ให้ข้าราชการกลับเข้าปฏิบัติราชการ ณ สำนักงาน"
                : "ให้ข้าราชการปฏิบัติราชการนอกสถานที่";
    }

    private static Block table(WorkOrder order, List<OrderDesk.Line> lines) {
        var rows = new ArrayList<Block.Row>();
        rows.add(row(ORDER_HEAD, true));
        for (int i = 0; i < lines.size(); i++) {
            rows.add(row(orderCells(order, i, lines.get(i)), false));
        }
        return new Block.Table(List.of(1.0, 4.0, 5.0, 6.0), 1, rows);
    }

    /// What an order's table says of one person.
    ///
    /// @param index from 0
    static List<String> orderCells(WorkOrder order, int index, OrderDesk.Line line) {
        var terms = line.agreement().terms();
        var by = line.agreement().by();
        var goals =
                line.goals().stream()
                        .map(goal -> goal.number() + ". " + goal.goal())
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse("–");
        return List.of(
                Integer.toString(index + 1),
                by.name() + "\n" + by.title(),
                orderedPeriod(order, terms) + "\n" + place(terms),
                order.isRecall() ? "–" : goals);
    }

    private static Block goals(
            List<String> heads, List<Goal> goals, Function<Goal, List<String>> cells) {
        var rows = new ArrayList<Block.Row>();
        rows.add(row(heads, true));
        for (var goal : goals) {
            rows.add(
                    row(
                            Stream.concat(
                                            Stream.of(Integer.toString(goal.number())),
                                            cells.apply(goal).stream())
                                    .toList(),
                            false));
        }
        return new Block.Table(List.of(1.0, 6.0, 5.0, 4.0), 1, rows);
    }

    private static Block.Row row(List<String> cells, boolean head) {
        return new Block.Row(
                cells.stream()
                        .map(cell -> {
                            var words = official(cell.isBlank() ? "–" : cell);
                            var span = head ? Span.bold(words) : Span.plain(words);
                            return List.of(Block.text(List.of(span), head ? HEAD : Form.TEXT));
                        })
                        .toList());
    }

    private static Block filledIn(String label, String words) {
        var width = Points.widthOf(label) + Points.widthOf("กก");
        return new Block.Paragraph(
                Span.bold(label),
                List.of(Span.plain(official(words))),
                PART.indent(width, 0).endingInDots());
    }

    private static Block text(String words) {
        return Block.text(official(words), PART);
    }

    private static String official(String words) {
        return SHOW.text(words);
    }

    private static Sheet sheet(String title, String agency, Instant at, List<Block> blocks) {
        return new Sheet(title, agency, at, MARGINS, true, "", "- %s -", blocks, List.of());
    }
}
