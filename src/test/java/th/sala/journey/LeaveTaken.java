package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;

/// A vacation: asked for on a phone, looked at by the supervisor, approved by the director on a
/// phone, in the register of its days, until the person is called back.
record LeaveTaken(Desk desk) {
    private static final String PERSON = "phuwadon.d";
    private static final String SUPERVISOR = "pakorn.h";

    /// Acts for the director these days.
    private static final String DIRECTOR = "siriporn.s";

    private static final String NAME = "นายภูวดล ดาวเหนือ";

    /// Whatever day it is, the next days have a working day among them.
    private static final int LENGTH = 9;

    void fromThePhoneToTheRegister() {
        var first = Desk.today();
        var leave = ask(first, first.plusDays(LENGTH - 1));
        decide(leave, desk.at(SUPERVISOR), SUPERVISOR, "เห็นควรอนุญาต");
        decide(leave, desk.onAPhone(DIRECTOR), DIRECTOR, "");
        var day = theyAreAway();
        recall(leave, day);
        theyAreBack(leave, day);
    }

    private String ask(LocalDate first, LocalDate last) {
        var page = desk.onAPhone(PERSON);
        page.locator(".s-rail--places a[href='/leave']").first().click();
        desk.good(page, "leave-phone");
        page.locator("main a[href='/leave/new']").click();
        page.check("#kind-VACATION");
        page.fill("#first", Desk.typed(first));
        page.fill("#last", Desk.typed(last));
        page.locator("#last").blur();
        assertThat(page.locator("#outlook")).containsText("นางสาวศิริพร ทรายแก้ว");
        page.fill("#contact", "โทร. 08 1234 5678");
        desk.good(page, "leave-new-phone");
        page.locator("button:has-text('เสนอใบลา')").click();
        assertThat(page.locator("main")).containsText("เสนอใบลาแล้ว");
        desk.good(page, "leave-asked-phone");
        var leave = page.url();
        page.context().close();
        return leave;
    }

    /// Gives an opinion or decides, whichever it is.
    private void decide(String leave, Page page, String username, String words) {
        page.navigate("/");
        assertThat(page.locator("main")).containsText(NAME);
        desk.good(page, "leave-today-" + username);
        page.navigate(leave);
        page.check("#agrees-yes");
        page.fill("#words", words);
        desk.good(page, "leave-decide-" + username);
        desk.confirm(page, username, "#password");
        assertThat(page.locator("main")).containsText("บันทึกผลการพิจารณาแล้ว");
        page.context().close();
    }

    /// @return a working day to come on which the register says that they are on leave
    private LocalDate theyAreAway() {
        var page = desk.at("malee.t");
        var day = Desk.today().plusDays(1);
        page.navigate("/timekeeping/register?day=" + Desk.typed(day));
        while (Desk.line(page, NAME).textContent().contains("วันหยุด")) {
            day = day.plusDays(1);
            page.navigate("/timekeeping/register?day=" + Desk.typed(day));
        }
        assertThat(Desk.line(page, NAME)).containsText("ไม่อยู่ทั้งวัน · ลา");
        desk.look(page, "register-leave");
        page.context().close();
        return day;
    }

    private void recall(String leave, LocalDate back) {
        var page = desk.at(SUPERVISOR);
        page.navigate("/leave");
        assertThat(page.locator("section[aria-labelledby=below]")).containsText(NAME);
        page.navigate(leave);
        page.locator("summary:has-text('เรียกตัวกลับ')").click();
        page.fill("#back", Desk.typed(back));
        page.fill("#duty", "น้ำท่วมอำเภอท่าเกลือ ต้องตั้งศูนย์บัญชาการ");
        desk.look(page, "leave-recall");
        desk.confirm(page, SUPERVISOR, "#recall-password");
        assertThat(page.locator("main")).containsText("เรียกตัวกลับแล้ว");
        desk.look(page, "leave-recalled");
        page.context().close();
    }

    private void theyAreBack(String leave, LocalDate day) {
        var register = desk.at("malee.t");
        register.navigate("/timekeeping/register?day=" + Desk.typed(day));
        assertThat(Desk.line(register, NAME)).not().containsText("ไม่อยู่ทั้งวัน · ลา");
        register.context().close();
        var page = desk.onAPhone(PERSON);
        page.navigate(leave);
        assertThat(page.locator("main")).containsText("น้ำท่วมอำเภอท่าเกลือ");
        desk.good(page, "leave-recalled-person-phone");
        page.navigate("/timekeeping");
        desk.good(page, "timekeeping-phone");
        page.context().close();
    }
}
