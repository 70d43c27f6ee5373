package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The governor makes a passkey, comes back with it, sends a letter with it, and removes it.
class PasskeyJourney {
    private static final Path LETTER =
            Path.of("src", "main", "resources", "demo", "letters", "01.pdf").toAbsolutePath();
    private static final String NAME = "คอมพิวเตอร์ที่ทำงาน";

    private static Installation installation;
    private static Browser browser;

    @BeforeAll
    static void start() {
        installation = Installation.of("passkey").with("SALA_DEMO_ONLY", "province").start();
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
    void aPasskeyTakesThePlaceOfThePassword() {
        var page = browser.desktop(installation.namedUrl());
        var authenticator = new Authenticator(page);
        var governor = installation.person("thanakorn.w");
        browser.signIn(page, governor);

        make(page, governor);
        signInAgain(page, authenticator);
        send(page);
        remove(page);
    }

    private static void make(Page page, Installation.Person governor) {
        page.navigate("/me/passkeys");
        assertThat(page.locator("main")).containsText("ท่านยังไม่มีพาสคีย์");
        look(page, "passkeys-none");
        page.fill("#name", NAME);
        page.fill("#password", governor.password());
        page.getByText("ต่อไป").click();
        assertThat(page.locator("h1")).containsText(NAME);
        look(page, "passkey-begun");
        page.locator("[data-passkey-make]").click();
        assertThat(page.locator("main")).containsText("เพิ่มพาสคีย์ “" + NAME + "” แล้ว");
        page.locator("details summary").first().click();
        look(page, "passkeys");
    }

    private static void signInAgain(Page page, Authenticator authenticator) {
        page.getByText("ออกจากระบบ").first().click();
        assertThat(page.locator("main")).containsText("ออกจากระบบเรียบร้อยแล้ว");
        look(page, "passkey-sign-in");
        authenticator.recognises(false);
        page.locator("[data-passkey-from]").click();
        assertThat(page.locator("[data-passkey-problem]")).isVisible();
        look(page, "passkey-sign-in-failed");

        authenticator.recognises(true);
        page.locator("[data-passkey-from]").click();
        assertThat(page.locator("h1")).not().containsText("เข้าสู่ระบบ");
        assertThat(page.locator(".s-agency")).hasText("จังหวัดศรีสมุทร");
    }

    private static void send(Page page) {
        page.navigate("/letters/out/new");
        page.locator("#find").pressSequentially("ท่าเกลือ");
        page.locator("#addressees label").first().click();
        page.fill("#subject", "ขอเชิญประชุมประจำเดือน");
        page.fill("#salutation", "นายอำเภอท่าเกลือ");
        page.fill("#proposal", "เพื่อโปรดทราบและเข้าร่วมประชุม");
        page.fill("#body", "ด้วยจังหวัดศรีสมุทรกำหนดจัดประชุมประจำเดือน");
        page.fill("#contact", "โทร. 0 7099 1000");
        page.locator("#pdf").setInputFiles(LETTER);
        page.locator("button[value=preview]").click();
        assertThat(page.locator("#password")).isVisible();
        look(page, "passkey-letter");
        page.locator("[data-passkey-from]").click();
        assertThat(page.locator("main")).containsText("และส่งแล้ว");
    }

    /// With the passkey itself; then it is of no use any more.
    private static void remove(Page page) {
        page.navigate("/me/passkeys");
        page.locator("details summary").first().click();
        page.locator("details [data-passkey-from]").click();
        assertThat(page.locator("main")).containsText("ลบพาสคีย์แล้ว");
        assertThat(page.locator("main")).containsText("ท่านยังไม่มีพาสคีย์");

        page.getByText("ออกจากระบบ").first().click();
        page.locator("[data-passkey-from]").click();
        assertThat(page.locator("main")).containsText("พาสคีย์นี้ใช้กับระบบไม่ได้");
        look(page, "passkey-unknown");
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

    /// The browser's own, of software: it recognises the person without a finger.
    private static final class Authenticator {
        private final CDPSession session;
        private final String id;

        private Authenticator(Page page) {
            session = page.context().newCDPSession(page);
            session.send("WebAuthn.enable");
            var kind = new JsonObject();
            kind.addProperty("protocol", "ctap2");
            kind.addProperty("transport", "internal");
            kind.addProperty("hasResidentKey", true);
            kind.addProperty("hasUserVerification", true);
            kind.addProperty("isUserVerified", true);
            kind.addProperty("automaticPresenceSimulation", true);
            var wanted = new JsonObject();
            wanted.add("options", kind);
            id =
                    session.send("WebAuthn.addVirtualAuthenticator", wanted)
                            .get("authenticatorId")
                            .getAsString();
        }

        private void recognises(boolean person) {
            var wanted = new JsonObject();
            wanted.addProperty("authenticatorId", id);
            wanted.addProperty("isUserVerified", person);
            session.send("WebAuthn.setUserVerified", wanted);
        }
    }
}
