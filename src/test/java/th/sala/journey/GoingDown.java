package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import th.sala.pdf.Reading;

/// A letter in goes down: the officer asks the unit for an answer by a day, the unit begins one on
/// a phone and says what became of it.
record GoingDown(Browser browser, Installation here) {
    private static final String OFFICER = "kamon.p";

    /// @param letter path of a registered letter's page
    void fromTheOfficer(String letter) {
        var page = browser.desktop(here);
        browser.signIn(page, here.person(OFFICER));
        page.navigate("/letters/unit");
        var unit = page.locator("h1 + p").innerText();
        page.navigate(letter);
        page.locator("label[for^='pass-']:has-text('" + unit + "')").first().click();
        page.locator("label[for=purpose-ANSWER]").click();
        page.fill("#direction", "โปรดร่างหนังสือตอบรับ");
        pass(page);
        assertThat(page.locator(".govuk-error-summary")).containsText("ต้องมีวันครบกำหนด");
        assertThat(page.locator("#direction")).hasValue("โปรดร่างหนังสือตอบรับ");
        browser.assertGood(page);
        page.fill("#due", "31 ธ.ค. 2599");
        pass(page);
        assertThat(page.locator("#tasks + ul")).containsText("๓๑ ธันวาคม ๒๕๙๙");
        browser.assertGood(page);
        browser.picture(page, "task-given");
        page.navigate("/letters/tasks");
        assertThat(page.locator("main")).containsText("โปรดร่างหนังสือตอบรับ");
        browser.assertGood(page);
        browser.picture(page, "tasks");
        page.context().close();
        finish(letter);
        copy(letter);
    }

    private static void pass(Page page) {
        page.locator("form[action$=pass] button.govuk-button").click();
    }

    private void finish(String letter) {
        var page = browser.phone(here);
        browser.signIn(page, here.person(OFFICER));
        page.navigate("/letters/unit");
        assertThat(page.locator("main")).containsText("โปรดร่างหนังสือตอบรับ");
        browser.assertGood(page);
        browser.picture(page, "unit-phone");
        page.locator("a[data-row]").first().click();
        page.locator("a[href*='answer=']").click();
        assertThat(page.locator("#citations"))
                .hasValue(Pattern.compile("หนังสือ.+ ที่ .+ ลงวันที่ .+"));
        assertThat(page.locator("#addressees input:checked")).hasCount(1);
        browser.assertGood(page);
        page.navigate(letter);
        page.locator("summary:has-text('ปิดงาน')").click();
        page.locator("textarea[name=outcome]").fill("ตอบรับแล้ว จัดผู้แทนสองคน");
        browser.assertGood(page);
        page.locator("form:has(textarea[name=outcome]) button").click();
        assertThat(page.locator("main")).containsText("ตอบรับแล้ว จัดผู้แทนสองคน");
        browser.assertGood(page);
        browser.picture(page, "task-finished-phone");
        page.navigate("/letters/tasks");
        assertThat(page.locator("main")).not().containsText("โปรดร่างหนังสือตอบรับ");
        page.context().close();
    }

    /// With the stamps on it and what became of it, by the sealed reader of a packaged program.
    private void copy(String letter) {
        var page = browser.desktop(here);
        browser.signIn(page, here.person(OFFICER));
        page.navigate(letter);
        var link = page.locator("a[href$='/copy.pdf']").getAttribute("href");
        var answer = page.context().request().get(link);
        Assertions.assertThat(answer.status()).as(link).isEqualTo(200);
        Assertions.assertThat(Reading.text(answer.body()))
                .contains("เลขรับ", "โปรดร่างหนังสือตอบรับ", "ตอบรับแล้ว จัดผู้แทนสองคน");
        page.context().close();
    }
}
