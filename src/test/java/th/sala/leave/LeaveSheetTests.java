package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import th.sala.pdf.Checks;
import th.sala.pdf.SetPdf;
import th.sala.pdf.Typesetter;

class LeaveSheetTests {
    private static final Instant ASKED = Instant.parse("2027-02-24T02:05:00Z");
    private static final Clock CLOCK = Clock.fixed(ASKED, ZoneId.of("Asia/Bangkok"));
    private static final LeaveDays RUN = Days.days("1/3/2570-3/3/2570 am");

    private static LeaveRequest request(LeaveKind kind, @Nullable UUID cancels, String reason) {
        return new LeaveRequest(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new LeaveRequest.Applicant(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "นางพิมพ์ งานดี",
                        "เจ้าพนักงานธุรการ"),
                kind,
                cancels,
                RUN,
                reason,
                "",
                "99 หมู่ 1 ตำบลบ้านใหม่ 08 0000 0000",
                null,
                ASKED,
                new LeaveRequest.Stage.Approved(ASKED, "นางสาวมาลี ศรีสุข"));
    }

    private static LeaveRequests.Opinion opinion(boolean agrees, boolean decides, String words) {
        return new LeaveRequests.Opinion(
                decides ? 2 : 1,
                UUID.randomUUID(),
                decides ? "นางสาวมาลี ศรีสุข" : "นายสมชาย ใจดี",
                decides ? "ผู้ว่าราชการจังหวัด" : "รองผู้ว่าราชการจังหวัด",
                agrees,
                decides,
                words,
                ASKED);
    }

    static LeaveSheet sheet(LeaveRequest request, List<LeaveRequests.Opinion> said) {
        var isVacation = request.kind() == LeaveKind.VACATION;
        var counts =
                isVacation
                        ? List.of(new LeaveSheet.Count("ลาพักผ่อน", 4, 5))
                        : List.of(
                                new LeaveSheet.Count("ลาป่วย", 4, 5),
                                new LeaveSheet.Count("ลากิจส่วนตัว", 3, 0),
                                new LeaveSheet.Count("ลาคลอดบุตร", 0, 0));
        return new LeaveSheet(
                "จังหวัดศรีสมุทร",
                "สำนักงานจังหวัด",
                "ผู้ว่าราชการจังหวัด",
                request,
                request,
                RUN,
                5,
                isVacation ? new LeaveSheet.Vacation(10, 20) : null,
                counts,
                new LeaveSheet.Earlier(Days.days("1/2/2570"), 2),
                said,
                CLOCK);
    }

    private static String text(SetPdf pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.bytes())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static void isArchived(SetPdf pdf) {
        assertThat(Checks.asArchive(pdf.bytes())).isEmpty();
        assertThat(Checks.asAccessible(pdf.bytes())).isEmpty();
        assertThat(pdf.pages()).isOne();
    }

    @Test
    @DisplayName("L1 ข้อ 12 วรรคหนึ่ง: sick leave on the form, with statistics, opinion and order")
    void sick() throws IOException {
        var said = List.of(opinion(true, false, "สมควร"), opinion(true, true, ""));
        var pdf = Typesetter.set(sheet(request(LeaveKind.SICK, null, "เป็นไข้"), said).sheet());
        isArchived(pdf);
        assertThat(text(pdf))
                .contains(
                        "แบบใบลาป่วย ลาคลอดบุตร ลากิจส่วนตัว",
                        "เรียน ผู้ว่าราชการจังหวัด",
                        "๒๔ กุมภาพันธ์ ๒๕๗๐",
                        "สังกัด สำนักงานจังหวัด",
                        "๑ มีนาคม ๒๕๗๐ ถึงวันที่ ๓ มีนาคม ๒๕๗๐",
                        "มีกำหนด ๒.๕ วัน",
                        "ลาป่วย ๒ ๒.๕ ๔.๕",
                        "ลากิจส่วนตัว ๑.๕ ๐ ๑.๕",
                        "เห็นควรอนุญาต สมควร",
                        "( / ) อนุญาต");
    }

    @Test
    @DisplayName(
            "L1 ข้อ 12 วรรคหนึ่ง: vacation on its own form, with what is left; not yet decided")
    void vacation() throws IOException {
        var pdf = Typesetter.set(sheet(request(LeaveKind.VACATION, null, ""), List.of()).sheet());
        isArchived(pdf);
        assertThat(text(pdf))
                .contains(
                        "แบบใบลาพักผ่อน", "สะสม ๕ วันทำการ", "อีก ๑๐ วันทำการ รวมเป็น ๑๕ วันทำการ")
                .contains("ลาพักผ่อน ๒ ๒.๕ ๔.๕", "คำสั่ง ( ) อนุญาต ( ) ไม่อนุญาต")
                .doesNotContain("( / )");
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: taking days back has a form, too")
    void back() throws IOException {
        var request = request(LeaveKind.VACATION, UUID.randomUUID(), "มีราชการ");
        var pdf = Typesetter.set(sheet(request, List.of(opinion(false, true, "ช้า"))).sheet());
        isArchived(pdf);
        assertThat(text(pdf))
                .contains(
                        "แบบใบขอยกเลิกวันลา",
                        "เนื่องจาก มีราชการ จึงขอยกเลิกวันลา",
                        "( / ) ไม่อนุญาต")
                .doesNotContain("สถิติการลา");
    }

    @Test
    void lettersThatNoTypefaceHasAreNamedByAMark() throws IOException {
        var pdf = Typesetter.set(sheet(request(LeaveKind.SICK, null, "ไข้ 🤒"), List.of()).sheet());
        assertThat(text(pdf)).contains("เนื่องจาก ไข้ ?");
    }
}
