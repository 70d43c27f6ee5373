package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody comes in the morning, mistypes, signs in, and leaves.
class SignInJourney {
    private static Installation installation;
    private static Browser browser;

    @BeforeAll
    static void start() {
        installation = Installation.of("sign-in").with("SALA_DEMO_ONLY", "province").start();
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        try (var _ = installation;
                var open = browser) {
            open.assertQuiet();
        }
    }

    @Test
    void signsInAndOut() {
        var page = browser.desktop(installation);
        page.navigate("/");
        assertThat(page).hasURL(installation.url() + "/sign-in");
        browser.assertGood(page);
        browser.picture(page, "sign-in");

        browser.signIn(page, installation.person("sudarat.b"));
        assertThat(page.locator(".s-agency")).hasText("จังหวัดศรีสมุทร");
        browser.assertGood(page);
        browser.picture(page, "today");

        page.getByText("ออกจากระบบ").first().click();
        assertThat(page.locator("main")).containsText("ท่านออกจากระบบเรียบร้อยแล้ว");
        page.navigate("/");
        assertThat(page.locator("#password")).isVisible();
    }

    @Test
    void aWrongPasswordSaysSoAndKeepsTheUsername() {
        var page = browser.desktop(installation);
        page.navigate("/sign-in");
        page.fill("#username", "sudarat.b");
        page.fill("#password", "not-the-password");
        page.click("main button");

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .containsText("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง");
        assertThat(page.locator("#username")).hasValue("sudarat.b");
        assertThat(page.locator("#password")).hasValue("");
        browser.assertGood(page);
        browser.picture(page, "sign-in-wrong");
    }

    @Test
    void thePhoneIsAsGood() {
        var page = browser.phone(installation);
        page.navigate("/sign-in");
        browser.assertGood(page);
        browser.picture(page, "sign-in-phone");

        browser.signIn(page, installation.person("thanakorn.w"));
        assertThat(page.locator("main h1")).isVisible();
        browser.assertGood(page);
        browser.picture(page, "today-phone");
    }
}
