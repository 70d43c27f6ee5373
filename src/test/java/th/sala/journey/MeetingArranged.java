package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.PDFMergerUtility;

/// Before a meeting: planned, people and agenda and paper, the chair's decision, the request for
/// the control system, the operator's appointment, the test of the system, devices, and who is who.
record MeetingArranged(Seat chair, Seat operator, Seat secretary, Seat member) {
    static final String TITLE = "การประชุมคณะกรรมการจังหวัดศรีสมุทร ครั้งที่ 12/2569";
    static final List<String> ITEMS =
            List.of(
                    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
                    "เรื่องเสนอเพื่อพิจารณา การคัดเลือกผู้รับทุน",
                    "เรื่องอื่น ๆ");

    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Path LETTERS = Path.of("src", "main", "resources", "demo", "letters");
    private static final String PAPER = "ระเบียบวาระ.pdf";

    /// @return where the meeting is
    String opened() {
        var meeting = plan();
        invite(meeting);
        decide(meeting);
        request(meeting);
        test(meeting);
        var everybody = List.of(chair, operator, secretary, member);
        everybody.forEach(seat -> tryDevices(seat, meeting));
        everybody.forEach(MeetingArranged::identify);
        chair.look("meeting-join");
        member.good("meeting-join-of-phone");
        open();
        // the page itself says that the door is open
        assertThat(member.page().locator("#j-door a")).isVisible();
        return meeting;
    }

    private String plan() {
        var page = secretary.page();
        page.navigate("/meetings");
        secretary.look("meetings");
        page.navigate("/meetings/new");
        var begins = LocalDateTime.now(BANGKOK).plusMinutes(10);
        page.fill("#title", TITLE);
        page.fill("#day", Desk.typed(begins.toLocalDate()));
        page.fill("#from", TIME.format(begins));
        page.fill("#until", TIME.format(begins.plusHours(2)));
        page.check("#kind-LEGAL");
        page.fill("#telephone", "0 7099 1030");
        page.fill("#mail", "meeting@srisamut.example");
        secretary.look("meeting-new");
        page.click("form[action='/meetings/new'] button:has-text('นัดประชุม')");
        assertThat(page.locator("main")).containsText("นัดประชุมแล้ว");
        return page.url();
    }

    private void invite(String meeting) {
        var page = secretary.page();
        add(page, "นายธนากร วารีรักษ์", "CHAIR");
        add(page, "นางสาวศิริพร ทรายแก้ว", "OPERATOR");
        add(page, "นางสาวณัฐธิดา ลมทะเล", "MEMBER");
        for (var item : ITEMS) {
            page.fill("#item-title", item);
            page.click("button:has-text('เพิ่มวาระ')");
            assertThat(page.locator("main")).containsText("เพิ่มวาระแล้ว");
        }
        page.locator("section[aria-labelledby=agenda] summary").first().click();
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload(PAPER, "application/pdf", paper()));
        page.locator("button:has-text('เพิ่มเอกสาร')").first().click();
        assertThat(page.locator("main")).containsText("เพิ่มเอกสารแล้ว");
        page.click("form[action$='/invite'] button:has-text('ส่งคำเชิญ')");
        assertThat(page.locator("main")).containsText("ส่งคำเชิญแล้ว");
        page.navigate(meeting);
    }

    private static void add(Page page, String name, String role) {
        var option = page.locator("#official option:has-text('%s')".formatted(name));
        page.selectOption("#official", option.getAttribute("value"));
        page.selectOption("#role", new SelectOption().setValue(role));
        page.locator("form:has(#official) button").click();
        assertThat(page.locator("main")).containsText("เพิ่มในรายชื่อแล้ว");
    }

    /// Two pages.
    private static byte[] paper() {
        var out = new ByteArrayOutputStream();
        try {
            var both = new PDFMergerUtility();
            both.addSource(LETTERS.resolve("05.pdf").toFile());
            both.addSource(LETTERS.resolve("06.pdf").toFile());
            both.setDestinationStream(out);
            both.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void decide(String meeting) {
        chair.page().navigate(meeting);
        chair.confirm("#decision-password");
        assertThat(chair.page().locator("main")).containsText("บันทึกการกำหนดของประธานแล้ว");
    }

    private void request(String meeting) {
        var page = secretary.page();
        page.navigate(meeting);
        page.click("summary:has-text('ขอใช้ระบบควบคุมการประชุม')");
        secretary.confirm("#request-password");
        assertThat(page.locator("main")).containsText("บันทึกคำขอใช้ระบบแล้ว");
        page.click("summary:has-text('แต่งตั้งผู้ควบคุมระบบ')");
        secretary.confirm("#appoint-password");
        assertThat(page.locator("main")).containsText("แต่งตั้งผู้ควบคุมระบบแล้ว");
        secretary.look("meeting-before");
    }

    private void test(String meeting) {
        var page = operator.page();
        page.navigate(meeting + "/join");
        page.click("button:has-text('ทดสอบความพร้อมของระบบ')");
        assertThat(page.locator("main")).containsText("บันทึกผลการทดสอบระบบแล้ว");
        assertThat(page.locator("section[aria-labelledby=j-control]"))
                .containsText("เครื่องแม่ข่ายเสียงและภาพทำงาน");
        assertThat(page.locator("section[aria-labelledby=j-control] .govuk-tag--green"))
                .isVisible();
        operator.look("meeting-tested");
    }

    /// They see themselves, their microphone moves, and the way to the server is measured.
    private static void tryDevices(Seat seat, String meeting) {
        var page = seat.page();
        page.navigate(meeting + "/join");
        assertThat(page.locator("main")).containsText("บันทึกเสียงและภาพของผู้ร่วมประชุมทุกคน");
        seat.awaits("() => document.querySelector('#j-video').videoWidth > 0", null);
        seat.awaits("() => document.querySelector('#j-level').value > 0", null);
        page.click("#j-speaker");
        assertThat(page.locator("#j-speaker-state")).not().isEmpty();
        assertThat(page.locator("#j-network")).containsText("เมกะบิตต่อวินาที");
        assertThat(page.locator("#j-network-hint")).not().isEmpty();
    }

    private static void identify(Seat seat) {
        var page = seat.page();
        page.fill("#place", "ศาลากลางจังหวัดศรีสมุทร");
        page.click("button:has-text('แสดงตน')");
        assertThat(page.locator("main")).containsText("แสดงตนแล้ว");
    }

    private void open() {
        var page = chair.page();
        page.click("form[action$='/room/open'] button");
        page.waitForURL(url -> url.endsWith("/room"));
    }
}
