package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The main job: a letter travels from one installation to another by SMTP, is registered and
/// acknowledged there, and the sender sees number and time. All of it in a browser, from registries
/// that do not know each other.
class ExchangeJourney {
    private static final Path LETTER =
            Path.of("src", "main", "resources", "demo", "letters", "01.pdf").toAbsolutePath();
    private static final String SUBJECT = "ขอเชิญประชุมเตรียมการรับสถานการณ์น้ำท่วม";
    private static final Duration BY_MAIL = Duration.ofSeconds(60);

    private static Installation province;
    private static Installation neighbour;
    private static Browser browser;

    @BeforeAll
    static void start() {
        province = Installation.of("province").with("SALA_DEMO_ONLY", "province").start();
        neighbour = Installation.of("neighbour").with("SALA_DEMO_ONLY", "neighbour").start();
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        try (var _ = province;
                var _ = neighbour;
                var open = browser) {
            open.assertQuiet();
        }
    }

    @Test
    void aLetterAndItsAcknowledgementTravel() {
        new Acquaintance(browser, province, "phuwadon.d").with(neighbour, "thaleluang.example");
        new Acquaintance(browser, neighbour, "ekkachai.w").with(province, "srisamut.example");

        var sent = writeAndSend();
        var registered = registerAtTheNeighbour();
        seeTheAnswer(sent);
        checkTheEvidenceOffline(registered);
    }

    /// An outsider has the neighbour's bundle, the key from its public page, and what the province
    /// keeps as a witness. The verifier is a program of its own.
    private static void checkTheEvidenceOffline(String registered) {
        var page = browser.desktop(neighbour);
        browser.signIn(page, neighbour.person("kamon.p"));
        page.navigate("/evidence");
        browser.assertGood(page);
        browser.picture(page, "evidence");
        var bundle = download(page, registered + "/evidence", "bundle.zip");
        var key = new String(bytes(page, "/evidence/key"), StandardCharsets.UTF_8).strip();
        page.context().close();
        var other = browser.phone(province);
        other.navigate("/evidence");
        browser.assertGood(other);
        browser.picture(other, "evidence-phone");
        var witness = download(other, "/evidence/witnessed", "witness.note");
        other.context().close();

        var verified = Verification.of(bundle, "--key", key, "--witness", witness.toString());
        assertThat(verified.output())
                .contains("ตรงกับที่ท่านให้ไว้", "พยานเก็บจุดตรวจสอบ", "ไฟล์ต้นฉบับ");
        assertThat(verified.output()).doesNotContain("ตรวจแล้วไม่ถูกต้อง");
        assertThat(verified.status()).isZero();

        var altered = Verification.altered(bundle, "index.html");
        assertThat(Verification.of(altered, "--key", key).status()).isEqualTo(1);
    }

    private static Path download(Page page, String path, String name) {
        try {
            return Files.write(Installation.FOLDER.resolve(name), bytes(page, path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(Page page, String path) {
        var answer = page.context().request().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String writeAndSend() {
        var governor = province.person("thanakorn.w");
        var page = browser.desktop(province);
        browser.signIn(page, governor);
        page.navigate("/letters/out/new");
        browser.assertGood(page);
        page.locator("#find").pressSequentially("ทะเลหลวง");
        page.locator("#addressees label").first().click();
        page.selectOption("#urgency", "IMMEDIATE");
        page.fill("#subject", SUBJECT);
        page.fill("#salutation", "ผู้ว่าราชการจังหวัดทะเลหลวง");
        page.fill("#proposal", "เพื่อโปรดพิจารณาเข้าร่วมประชุม");
        page.fill(
                "#body",
                "ด้วยจังหวัดศรีสมุทรกำหนดจัดประชุมเตรียมการรับสถานการณ์น้ำท่วม\n\nจึงเรียนมาเพื่อโปรดพิจารณา");
        page.fill("#contact", "โทร. 0 7099 1000");

        page.locator("button[value=preview]").click();
        assertThat(page.locator("main")).containsText("ยังไม่ได้แนบตัวหนังสือเป็น PDF");
        browser.assertGood(page);
        browser.picture(page, "letter-lint");

        page.locator(".govuk-back-link").click();
        page.locator("#pdf").setInputFiles(LETTER);
        browser.picture(page, "letter-write");
        page.locator("button[value=preview]").click();
        assertThat(page.locator("main")).containsText("saraban@thaleluang.example");
        assertThat(page.locator("main")).not().containsText("ต้องแก้ไขก่อนส่ง");
        browser.assertGood(page);
        browser.picture(page, "letter-preview");

        page.fill("#password", "ไม่ใช่รหัสผ่าน");
        page.locator("form:has(#password) button").click();
        assertThat(page.locator("main")).containsText("รหัสผ่านปัจจุบันไม่ถูกต้อง");
        page.fill("#password", governor.password());
        page.locator("form:has(#password) button").click();
        assertThat(page.locator("main")).containsText("และส่งแล้ว");
        browser.assertGood(page);
        var sent = page.url();
        page.context().close();
        return sent;
    }

    /// The neighbour's correspondence officer, by keyboard alone. The path of the registered
    /// letter.
    private static String registerAtTheNeighbour() {
        var page = browser.desktop(neighbour);
        browser.signIn(page, neighbour.person("kamon.p"));
        Installation.await(
                "the letter arrives",
                BY_MAIL,
                () -> {
                    page.navigate("/letters/in");
                    return page.locator("main").innerText().contains(SUBJECT);
                });
        browser.assertGood(page);
        browser.picture(page, "in");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("#subject")).hasValue(SUBJECT);
        assertThat(page.locator("#urgency")).hasValue("IMMEDIATE");
        assertThat(page.locator("#number"))
                .hasValue(java.util.regex.Pattern.compile("ศม .*/[0-9]+"));
        browser.assertGood(page);
        browser.picture(page, "in-register");
        page.keyboard().press("Escape");
        page.keyboard().press("r");
        assertThat(page.locator(".s-stamp")).containsText(java.util.regex.Pattern.compile("[๐-๙]"));
        browser.assertGood(page);
        browser.picture(page, "in-registered");
        var registered = URI.create(page.url()).getPath();

        page.navigate("/letters/registers");
        browser.assertGood(page);
        browser.picture(page, "registers");

        var phone = browser.phone(neighbour);
        browser.signIn(phone, neighbour.person("kamon.p"));
        phone.navigate("/letters/in");
        browser.assertGood(phone);
        phone.locator("a[data-row]").first().click();
        browser.assertGood(phone);
        browser.picture(phone, "in-phone");
        page.context().close();
        phone.context().close();
        return registered;
    }

    private static void seeTheAnswer(String sent) {
        var page = browser.desktop(province);
        browser.signIn(page, province.person("thanakorn.w"));
        Installation.await(
                "the acknowledgement arrives",
                BY_MAIL,
                () -> {
                    page.navigate(sent);
                    return page.locator("main").innerText().contains("ตอบรับแล้ว เลขรับ ");
                });
        assertThat(page.locator("main")).containsText("สำเนาถึงบัญชีกลางของเราแล้ว");
        browser.assertGood(page);
        browser.picture(page, "sent-acknowledged");
        page.navigate("/letters/out");
        assertThat(page.locator("main"))
                .containsText(
                        "ไม่มีหนังสือที่ส่งทางไปรษณีย์อิเล็กทรอนิกส์ซึ่งรอการตอบรับ",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(5000));
        browser.picture(page, "out-all-acknowledged");
        page.context().close();

        var phone = browser.phone(province);
        browser.signIn(phone, province.person("thanakorn.w"));
        phone.navigate(sent);
        browser.assertGood(phone);
        browser.picture(phone, "sent-phone");
        phone.navigate("/letters/out/new");
        browser.assertGood(phone);
        browser.picture(phone, "letter-write-phone");
        phone.context().close();
    }
}
