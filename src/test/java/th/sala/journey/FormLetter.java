package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// A letter that is written every month in a browser: an officer keeps a template for the agency,
/// and somebody else begins a letter from it, place after place, and on a phone.
record FormLetter(Browser browser, Installation province) {
    private static final String NAME = "เชิญประชุมประจำเดือน";

    void fromItsTemplate() {
        keep();
        begin();
        beginOnAPhone();
    }

    private void keep() {
        var page = browser.desktop(province);
        browser.signIn(page, province.person("sudarat.b"));
        page.navigate("/letters/templates");
        browser.assertGood(page);
        page.keyboard().press("n");
        page.fill("#name", NAME);
        page.locator("label[for=keeping-AGENCY]").click();
        page.fill("#subject", "ขอเชิญประชุม");
        page.locator("button[data-act=place]").click();
        page.keyboard().insertText("ครั้งที่");
        assertThat(page.locator("#subject")).hasValue("ขอเชิญประชุม«ครั้งที่»");
        page.fill("#body", "ด้วยจังหวัดกำหนดจัดประชุมในวันที่ «วันที่»");
        assertThat(page.locator("#sheet text[fill]", withText("«วัน"))).isVisible();
        browser.assertGood(page);
        browser.picture(page, "template-new");
        page.locator("button.govuk-button[value=save]").click();
        assertThat(page.locator("main")).containsText("เก็บแบบหนังสือแล้ว");
        browser.assertGood(page);
        page.context().close();
    }

    private static Page.LocatorOptions withText(String words) {
        return new Page.LocatorOptions().setHasText(words);
    }

    private void begin() {
        var page = browser.desktop(province);
        browser.signIn(page, province.person("siriporn.s"));
        page.navigate("/letters/out/new");
        page.locator("summary", withText("เริ่มจากแบบหนังสือ")).press("Enter");
        page.locator("#words").pressSequentially("ประจำเดือน");
        assertThat(page.locator("#offered a")).hasCount(1);
        browser.assertGood(page);
        browser.picture(page, "template-offered");
        page.locator("#offered a").press("Enter");
        assertThat(page.locator("main")).containsText("เริ่มจากแบบ “" + NAME + "”");
        assertThat(open(page)).hasCount(2);
        browser.assertGood(page);
        browser.picture(page, "template-begun");

        page.keyboard().press("F2");
        page.keyboard().insertText("ครั้งที่ 2");
        assertThat(page.locator("#subject")).hasValue("ขอเชิญประชุมครั้งที่ 2");
        assertThat(open(page)).hasCount(1);
        page.locator("button[value=preview]").click();
        assertThat(page.locator("main")).containsText("ยังมีช่องที่ไม่ได้เติม: «วันที่»");
        browser.assertGood(page);
        page.locator("a[href$='#open-places']").click();
        open(page).click();
        page.keyboard().insertText("1 ธันวาคม 2569");
        assertThat(page.locator("#body"))
                .hasValue("ด้วยจังหวัดกำหนดจัดประชุมในวันที่ 1 ธันวาคม 2569");
        assertThat(page.locator("#open-places")).isHidden();
        page.locator("button[value=preview]").click();
        assertThat(page.locator("main")).not().containsText("ยังมีช่องที่ไม่ได้เติม");
        page.context().close();
    }

    private static Locator open(Page page) {
        return page.locator("#open-places button");
    }

    private void beginOnAPhone() {
        var page = browser.phone(province);
        browser.signIn(page, province.person("siriporn.s"));
        page.navigate("/letters/templates");
        browser.assertGood(page);
        browser.picture(page, "templates-phone");
        page.locator("a[data-row]").first().click();
        assertThat(open(page)).hasCount(2);
        browser.assertGood(page);
        browser.picture(page, "template-begun-phone");
        page.navigate("/letters/templates");
        page.locator("main a", withText("ดูหรือแก้ไขแบบ")).first().click();
        assertThat(page.locator("#sheet svg")).isVisible();
        browser.assertGood(page);
        page.context().close();
    }
}
