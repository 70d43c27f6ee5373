package th.sala.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static th.sala.registers.OldSheets.HEADING;
import static th.sala.registers.OldSheets.row;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OldSheetTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void readsTheFormAsPeopleFillIt() {
        var run =
                read(
                        row("ทะเบียนหนังสือรับ ประจำปี ๒๕๖๙"),
                        HEADING,
                        row(
                                "๓ ม.ค. ๒๕๖๙",
                                "๑",
                                "มท ๐๓๑๔/ว ๑๒",
                                "28/12/2568",
                                "กรมหนึ่ง",
                                "ผวจ.",
                                "เรื่อง  แรก"),
                        row(),
                        row(LocalDate.of(2026, 2, 1), 2, "", "", "", "", "เรื่องที่ 2"),
                        row(
                                LocalDate.of(2569, 2, 28),
                                "0003",
                                "",
                                LocalDate.of(2569, 2, 27),
                                "",
                                "",
                                "ปี พ.ศ. ในช่องวันที่"));

        assertThat(run.wrong()).isEmpty();
        assertThat(run.lines()).extracting(DryRun.Row::row).containsExactly(3, 5, 6);
        assertThat(run.lines().getFirst().line())
                .isEqualTo(
                        new Registers.OldLine(
                                2026,
                                1,
                                LocalDate.of(2026, 1, 3),
                                "มท 0314/ว 12",
                                LocalDate.of(2025, 12, 28),
                                "กรมหนึ่ง",
                                "ผวจ.",
                                "เรื่อง แรก",
                                "",
                                ""));
        assertThat(run.lines().get(2).line().entered()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(run.lines().get(2).line().letterDate()).isEqualTo(LocalDate.of(2026, 2, 27));
    }

    @Test
    void findsColumnsByTheirHeadings() {
        var run = read(row("Subject", " เลขรับ ", "Date"), row("เรื่อง", 7, "1/2/2569"));
        assertThat(run.lines()).extracting(one -> one.line().number()).containsExactly(7);
    }

    @Test
    void saysWhatIsWrongInEachRow() {
        var run =
                read(
                        HEADING,
                        row("31/2/2569", "1", "", "", "", "", "วันไม่มีจริง"),
                        row("", "2", "", "", "", "", "ไม่มีวัน"),
                        row("22/11/2569", "3", "", "", "", "", "พรุ่งนี้"),
                        row("1/1/2569", "๔ก", "", "", "", "", "ไม่ใช่ตัวเลข"),
                        row("1/1/2569", "5", "", "", "", "", " "),
                        row("1/1/2569", "6", "", "1/1/69", "", "", "ปีสองหลัก"),
                        row("1/1/2569", "7", "", "", "", "", "ถูกต้อง"),
                        row("9/9/2569", "7", "", "", "", "", "ซ้ำ"),
                        row("9/9/2568", "7", "", "", "", "", "ปีก่อน"),
                        row("1/1/2569", "0", "", "", "", "", "x".repeat(1_001)),
                        row("1/1/2569", 1.5, "", "", "", "", "เศษ"));

        assertThat(run.lines()).extracting(DryRun.Row::row).containsExactly(8, 10);
        assertThat(run.wrong())
                .extracting(DryRun.Wrong::row, DryRun.Wrong::reason)
                .containsExactly(
                        wrong(2, "day"),
                        wrong(3, "missing"),
                        wrong(4, "future"),
                        wrong(5, "number"),
                        wrong(6, "missing"),
                        wrong(7, "day"),
                        wrong(9, "twice"),
                        wrong(11, "number"),
                        wrong(11, "long"),
                        wrong(12, "number"));
        assertThat(run.wrongRows()).isEqualTo(9);
        assertThat(run.canBeEntered()).isFalse();
    }

    @Test
    void refusesASheetWithoutLines() {
        assertThatThrownBy(() -> read(row("ก", "ข"), row("1/1/2569", "1")))
                .hasMessage("registers.import.no-column");
        assertThatThrownBy(() -> read(row("ก"))).hasMessage("registers.import.no-column");
        assertThatThrownBy(() -> read(HEADING)).hasMessage("registers.import.empty");
    }

    private static org.assertj.core.groups.Tuple wrong(int row, String reason) {
        return org.assertj.core.groups.Tuple.tuple(row, "registers.import.wrong." + reason);
    }

    private static DryRun read(Object[]... rows) {
        return OldSheet.read(OldSheets.of(rows), TODAY);
    }
}
