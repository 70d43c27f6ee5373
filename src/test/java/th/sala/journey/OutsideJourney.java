package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import th.sala.identity.TestProvider;

/// Whoever governs the installation sets a provider up, the governor links his account, and comes
/// back by the provider's button.
class OutsideJourney {
    private static final String OUTSIDE = "/people/installation/outside";

    private static Installation installation;
    private static Browser browser;
    private static TestProvider provider;

    @BeforeAll
    static void start() throws IOException {
        provider = new TestProvider();
        installation = Installation.of("outside").with("SALA_DEMO_ONLY", "province").start();
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        try (var _ = installation;
                var _ = provider;
                var open = browser) {
            open.assertQuiet();
        }
    }

    @Test
    void fromTheButtonToToday() {
        setUp(browser.desktop(installation.namedUrl()), installation.person("phuwadon.d"));

        var page = browser.desktop(installation.namedUrl());
        var governor = installation.person("thanakorn.w");
        browser.signIn(page, governor);
        link(page, governor);

        page.getByText("ออกจากระบบ").first().click();
        assertThat(page.locator("main")).containsText("ออกจากระบบเรียบร้อยแล้ว");
        look(page, "outside-door");
        page.getByText("เข้าสู่ระบบด้วย TestID").click();
        assertThat(page.locator(".s-agency")).hasText("จังหวัดศรีสมุทร");
        assertThat(page.locator("h1")).containsText("วันนี้");
    }

    private static void setUp(Page page, Installation.Person owner) {
        browser.signIn(page, owner);
        page.navigate(OUTSIDE);
        look(page, "outside-none");
        page.getByText("เพิ่มผู้ให้บริการ").click();
        assertThat(page.locator("#address")).hasValue(installation.namedUrl());
        page.fill("#name", "TestID");
        page.fill("#issuer", provider.issuer());
        page.fill("#client", TestProvider.CLIENT);
        page.fill("#secret", TestProvider.SECRET);
        page.fill("#put-password", owner.password());
        page.getByText("บันทึก").click();
        assertThat(page.locator("main")).containsText("บันทึกผู้ให้บริการแล้ว");
        look(page, "outside-provider");
        page.fill("#active-password", owner.password());
        page.locator("form[action$=active] button").click();
        assertThat(page.locator("main")).containsText("เปิดใช้แล้ว");
        page.navigate(OUTSIDE + "/directories/new");
        look(page, "outside-directory");
        page.navigate(OUTSIDE);
        look(page, "outside");
    }

    private static void link(Page page, Installation.Person governor) {
        page.navigate("/me/outside");
        look(page, "outside-mine");
        page.locator("input[type=password]").fill(governor.password());
        page.locator("button", new Page.LocatorOptions().setHasText("ผูกกับ TestID")).click();
        assertThat(page.locator("h1")).containsText("ผูกบัญชี");
        look(page, "outside-go");
        page.getByText("ไปที่ TestID").click();
        assertThat(page.locator("main")).containsText("ผูกกับ TestID แล้ว");
    }

    /// On the desktop and on a telephone.
    private static void look(Page page, String name) {
        browser.assertGood(page);
        browser.picture(page, name);
        page.setViewportSize(390, 844);
        browser.assertGood(page);
        browser.picture(page, name + "-phone");
        page.setViewportSize(1280, 800);
    }
}
