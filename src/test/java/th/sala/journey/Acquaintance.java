package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// Makes another installation known to one: its administrator imports the other's registry,
/// confirms its fingerprint, and sets the route for its mail.
record Acquaintance(Browser browser, Installation here, String administrator) {
    void with(Installation there, String domain) {
        know(there, domain);
        route(there, domain);
    }

    void know(Installation there, String domain) {
        var page = browser.desktop(here);
        browser.signIn(page, here.person(administrator));
        page.navigate("/people/registries");
        browser.assertGood(page);
        page.fill("#address", there.url() + "/registry/agencies.json");
        page.locator("form:has(#address) button").click();
        browser.assertGood(page);
        browser.picture(page, "registry-fingerprint-" + domain);
        page.check("#confirmed");
        page.fill("#password", here.person(administrator).password());
        page.locator("form:has(#confirmed) button").click();
        page.waitForURL("**/people/registries");
        page.context().close();
    }

    /// Sets the route of its mail, whether there is one or not; what waits is tried at once.
    void route(Installation there, String domain) {
        route(there.smtpPort(), domain, true);
    }

    /// @param sala whether the server is another Sala
    void route(int port, String domain, boolean sala) {
        var page = browser.desktop(here);
        browser.signIn(page, here.person(administrator));
        page.navigate("/people/mail");
        page.fill("#domain", domain);
        page.fill("#host", "127.0.0.1");
        page.fill("#port", Integer.toString(port));
        page.setChecked("input[name=dedupes]", sala);
        page.locator("form:has(#domain) button").last().click();
        assertThat(page.locator("main")).containsText("127.0.0.1:" + port);
        browser.assertGood(page);
        browser.picture(page, "mail-routes-" + domain);
        page.context().close();
    }
}
