package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.Month;

/// The fiscal year that is over is closed: what somebody did not take of it is theirs in the next.
record YearClosed(Desk desk) {
    private static final String OFFICER = "malee.t";
    private static final String PERSON = "jintana.p";
    private static final String NAME = "นางจินตนา พิทักษ์ธรรม";
    private static final int YEARS = 12;

    void byTheOfficer() {
        var today = Desk.today();
        var current =
                today.getMonth().compareTo(Month.OCTOBER) >= 0
                        ? today.getYear() + 1
                        : today.getYear();
        var page = desk.at(OFFICER);
        enterTheRight(page, current - 1);
        page.navigate("/leave/closing?year=" + (current - 1));
        assertThat(page.locator("[data-entered]")).hasText("๑");
        desk.look(page, "closing");
        desk.confirm(page, OFFICER, "#password");
        assertThat(page.locator("main")).containsText("เริ่มปิดปีงบประมาณแล้ว");
        assertThat(page.locator("[data-closed]")).isVisible();
        desk.look(page, "closing-closed");
        page.context().close();
        seeTheRight();
    }

    private void enterTheRight(Page page, int year) {
        page.navigate("/leave/balances?year=" + year);
        desk.look(page, "balances");
        page.locator("main a:has-text('" + NAME + "')").click();
        var appointed = Desk.typed(LocalDate.of(year - YEARS, Month.OCTOBER, 1));
        page.fill("#appointed", appointed);
        page.fill("#since", appointed);
        page.fill("#left", "6");
        desk.look(page, "right");
        page.locator("button:has-text('บันทึกสิทธิ')").click();
        assertThat(page.locator("main")).containsText("บันทึกสิทธิลาพักผ่อนแล้ว");
    }

    /// Ten days of the new year, and all sixteen of the old one: somebody of twelve years carries
    /// as many.
    private void seeTheRight() {
        var page = desk.onAPhone(PERSON);
        page.navigate("/leave");
        assertThat(page.locator("[data-balance=VACATION]")).hasText("๒๖ วัน");
        desk.good(page, "leave-carried-phone");
        page.context().close();
    }
}
