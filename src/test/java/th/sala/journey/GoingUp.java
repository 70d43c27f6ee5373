package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Arrays;

/// A letter goes up the chain of command in a browser: written by an officer, edited and endorsed
/// on a phone, endorsed by the deputy, signed by the governor.
record GoingUp(Browser browser, Installation province) {
    private static final String SUBJECT = "ขอความอนุเคราะห์เครื่องสูบน้ำ";

    /// @param to finds the addressee
    void toTheGovernor(String to) {
        var way = propose(to);
        editAndEndorseOnAPhone(way);
        endorse(way);
        sign(way);
        seeWhatBecameOfIt(way);
    }

    private String propose(String to) {
        var page = as("sudarat.b");
        page.navigate("/letters/out/new");
        page.locator("#find").pressSequentially(to);
        page.locator("#addressees label").first().click();
        page.selectOption("#signer", option(page, "นายธนากร"));
        page.fill("#subject", SUBJECT);
        page.fill("#salutation", "ผู้ว่าราชการจังหวัด");
        page.fill("#proposal", "เพื่อโปรดพิจารณาให้ความอนุเคราะห์");
        page.fill("#body", "ด้วยจังหวัดขอยืมเครื่องสูบน้ำ 3 เครื่อง\nจึงเรียนมาเพื่อโปรดพิจารณา");
        page.fill("#contact", "โทร. 0 7099 1000");
        page.locator("button[value=way]").click();
        assertThat(page.locator("#propose-title")).isVisible();
        assertThat(page.locator("main")).containsText("นางสาวศิริพร ทรายแก้ว");
        assertThat(page.locator("main input[name=to]")).hasCount(1);
        browser.assertGood(page);
        browser.picture(page, "way-propose");
        page.fill("#proposal", "เห็นควรขอความอนุเคราะห์");
        page.locator("section[aria-labelledby=propose-title] button").click();
        assertThat(page.locator("#way-title")).isVisible();
        browser.assertGood(page);
        var way = page.url();
        page.context().close();
        return way;
    }

    private static String option(Page page, String words) {
        return page.locator("#signer option")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .getAttribute("value");
    }

    private void editAndEndorseOnAPhone(String way) {
        var who = province.person("siriporn.s");
        var page = browser.phone(province);
        browser.signIn(page, who);
        page.navigate("/letters/way");
        browser.assertGood(page);
        page.locator("a[data-row]").first().click();
        assertThat(page.locator("main")).containsText("เห็นควรขอความอนุเคราะห์");
        browser.assertGood(page);
        browser.picture(page, "way-decide-phone");
        page.locator("a:has-text('ปรับแก้หนังสือ')").click();
        page.fill("#body", "ด้วยจังหวัดขอยืมเครื่องสูบน้ำ 5 เครื่อง\nจึงเรียนมาเพื่อโปรดพิจารณา");
        page.fill("#changes", "เพิ่มจำนวนเครื่องสูบน้ำ");
        browser.assertGood(page);
        page.locator("button:has-text('บันทึกฉบับที่ปรับแก้')").click();
        assertThat(page.locator("main")).containsText("เพิ่มจำนวนเครื่องสูบน้ำ");
        page.fill("#password", who.password());
        page.locator("form:has(#password) button:not([data-passkey])").click();
        assertThat(page.locator("main")).containsText("บันทึกผลการพิจารณาแล้ว");
        browser.assertGood(page);
        page.context().close();
    }

    private void endorse(String way) {
        var who = province.person("pimchanok.c");
        var page = as("pimchanok.c");
        page.navigate(way);
        page.locator("a:has-text('ดูสิ่งที่แก้')").first().click();
        assertThat(page.locator("ins")).hasText("5");
        browser.assertGood(page);
        browser.picture(page, "way-compare");
        page.navigate(way);
        page.fill("#endorsement", "เห็นควรลงนาม");
        page.fill("#password", who.password());
        page.locator("form:has(#password) button:not([data-passkey])").click();
        assertThat(page.locator("main")).containsText("บันทึกผลการพิจารณาแล้ว");
        page.context().close();
    }

    private void sign(String way) {
        var who = province.person("thanakorn.w");
        var page = as("thanakorn.w");
        page.navigate(way);
        assertThat(page.locator("main")).containsText("เห็นควรลงนาม");
        browser.assertGood(page);
        browser.picture(page, "way-sign");
        page.locator("a:has-text('ตรวจและลงนามส่ง')").click();
        assertThat(page.locator("#sheet-title")).isVisible();
        page.navigate("/letters/sign");
        assertThat(page.locator("svg.s-sheet").first()).isVisible();
        browser.assertGood(page);
        browser.picture(page, "folder");
        page.context().close();
        signInTheFolder(who);
    }

    private void signInTheFolder(Installation.Person who) {
        var page = browser.phone(province);
        browser.signIn(page, who);
        page.navigate("/letters/sign");
        var letter =
                page.locator("li:has(input[name=letter])")
                        .filter(new Locator.FilterOptions().setHasText(SUBJECT));
        letter.scrollIntoViewIfNeeded();
        assertThat(letter.locator("svg.s-sheet").first()).isVisible();
        letter.locator("label").click();
        browser.assertGood(page);
        browser.picture(page, "folder-phone");
        page.fill("#password", who.password());
        page.locator("form:has(#password) button:not([data-passkey])").click();
        assertThat(page.locator("main")).containsText("ลงนามแล้ว");
        assertThat(page.locator("main")).containsText(SUBJECT);
        browser.assertGood(page);
        page.navigate("/me/signature");
        browser.assertGood(page);
        browser.picture(page, "signature-phone");
        page.context().close();
    }

    private void seeWhatBecameOfIt(String way) {
        var page = as("sudarat.b");
        page.navigate("/letters/way/all");
        assertThat(page.locator("main")).containsText("ลงนามแล้ว");
        browser.assertGood(page);
        page.navigate(way);
        assertThat(page.locator("main")).containsText("เห็นชอบโดยมีการปรับแก้");
        browser.assertGood(page);
        browser.picture(page, "way-signed");
        page.navigate(way.replace("/way", ""));
        page.waitForCondition(() -> {
            page.reload();
            return page.locator("main").textContent().contains("Sala trial authority");
        });
        browser.assertGood(page);
        browser.picture(page, "signed");
        var pdf = page.context().request().get(way.replace("/way", "/sheet.pdf")).body();
        page.context().close();
        verify(pdf);
    }

    /// Anybody, on a phone, without an account.
    private void verify(byte[] pdf) {
        var page = browser.phone(province);
        page.navigate("/verify");
        browser.assertGood(page);
        page.setInputFiles("#file", new FilePayload("signed.pdf", "application/pdf", pdf));
        page.locator("form[data-drop] button").click();
        assertThat(page.locator(".s-verdict")).containsText("ไม่ถูกแก้ไขหลังลงลายมือชื่อ");
        assertThat(page.locator("main")).containsText("ใช่ เป็นไฟล์เดียวกันทุกไบต์");
        browser.assertGood(page);
        browser.picture(page, "verify-phone");
        var more = Arrays.copyOf(pdf, pdf.length + 9);
        Arrays.fill(more, pdf.length, more.length, (byte) 'x');
        page.setInputFiles("#file", new FilePayload("more.pdf", "application/pdf", more));
        page.locator("form[data-drop] button").click();
        assertThat(page.locator(".s-verdict--altered")).isVisible();
        browser.assertGood(page);
        browser.picture(page, "verify-altered-phone");
        page.context().close();
    }

    private Page as(String name) {
        var page = browser.desktop(province);
        browser.signIn(page, province.person(name));
        return page;
    }
}
