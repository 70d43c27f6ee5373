package th.sala.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;

/// People of one installation at their screens, for journeys in which one after the other acts.
record Desk(Browser browser, Installation installation) {
    private static final int BUDDHIST_OFFSET = 543;

    Page at(String username) {
        var page = browser.desktop(installation);
        browser.signIn(page, installation.person(username));
        return page;
    }

    Page onAPhone(String username) {
        var page = browser.phone(installation);
        browser.signIn(page, installation.person(username));
        return page;
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Bangkok"));
    }

    /// As people type it.
    static String typed(LocalDate day) {
        return "%d/%d/%d"
                .formatted(
                        day.getDayOfMonth(), day.getMonthValue(), day.getYear() + BUDDHIST_OFFSET);
    }

    /// Sends the form around a field of a password, with the person's own.
    void confirm(Page page, String username, String field) {
        page.fill(field, installation.person(username).password());
        page.locator("form:has(" + field + ")")
                .locator("button:not([data-passkey]):not([type=button])")
                .first()
                .click();
    }

    void good(Page page, String name) {
        browser.picture(page, name);
        browser.assertGood(page);
    }

    /// On the desktop and on a telephone.
    void look(Page page, String name) {
        good(page, name);
        page.setViewportSize(390, 844);
        good(page, name + "-phone");
        page.setViewportSize(1280, 800);
    }

    /// Follows the first link of the page's own part that begins so.
    void follow(Page page, String path) {
        page.locator("main a[href^='" + path + "']").first().click();
        page.waitForURL(url -> url.contains(path));
    }

    static Locator line(Page page, String words) {
        return page.locator("main tr, main li")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first();
    }
}
