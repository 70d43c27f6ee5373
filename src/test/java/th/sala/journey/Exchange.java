package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// The main job in a browser: a letter of the province is written and sent, registered by the
/// neighbour, and the sender sees the answer.
record Exchange(Browser browser, Installation province, Installation neighbour) {
    private static final Path LETTER =
            Path.of("src", "main", "resources", "demo", "letters", "01.pdf").toAbsolutePath();
    private static final String SUBJECT = "ขอเชิญประชุมเตรียมการรับสถานการณ์น้ำท่วม";
    private static final Duration BY_MAIL = Duration.ofSeconds(60);

    /// A letter is typed with the marks of its text, and the browser is gone before it is saved.
    void typeAndComeBack() {
        var page = browser.desktop(province);
        browser.signIn(page, province.person("thanakorn.w"));
        page.navigate("/letters/out/new");
        page.selectOption("#kind", "INTERNAL");
        assertThat(page.locator("#closing")).isHidden();
        page.fill("#subject", "พิมพ์ค้างไว้");
        page.fill("#body", "ข้อแรก\nข้อสอง");
        page.locator("#body").press("Control+a");
        page.locator("[data-act=items]").click();
        assertThat(page.locator("#body")).hasValue("1. ข้อแรก\n2. ข้อสอง");
        page.locator("#body").press("Control+z");
        assertThat(page.locator("#body")).hasValue("ข้อแรก\nข้อสอง");
        page.locator("#body").press("Control+a");
        page.locator("#body").press("Control+b");
        assertThat(page.locator("#body")).hasValue("**ข้อแรก**\n**ข้อสอง**");
        page.locator("#body").press("Control+a");
        page.evaluate(PASTE);
        assertThat(page.locator("#body"))
                .hasValue(
                        "ด้วย **จังหวัด** จะจัด\n1. หนึ่ง\n2. สอง\n| ที่ | ชื่อ/สกุล |\n| 1 | ก ข |");
        page.locator("[data-act=table]").click();
        assertThat(page.locator("#body")).hasValue(java.util.regex.Pattern.compile("หัวข้อ ๑"));
        assertThat(page.locator("#sheet")).containsText("บันทึก");
        assertThat(page.locator("#sheet rect").first()).isVisible();
        assertThat(page.locator("main")).containsText("เก็บสิ่งที่พิมพ์ไว้ให้แล้ว");
        browser.assertGood(page);
        browser.picture(page, "letter-marks");
        page.context().close();

        var again = browser.phone(province);
        browser.signIn(again, province.person("thanakorn.w"));
        again.navigate("/letters/out/new");
        assertThat(again.locator("main")).containsText("พิมพ์ค้างไว้เมื่อ");
        browser.assertGood(again);
        browser.picture(again, "letter-unsaved-phone");
        again.locator("main .govuk-inset-text a").click();
        assertThat(again.locator("#kind")).hasValue("INTERNAL");
        assertThat(again.locator("#body")).hasValue(java.util.regex.Pattern.compile("^ด้วย "));
        again.locator("main .govuk-inset-text button").click();
        assertThat(again.locator("main")).not().containsText("พิมพ์ค้างไว้เมื่อ");
        again.context().close();
    }

    /// As a word processor hands it over.
    private static final String PASTE =
            """
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'x');
              data.setData('text/html', `<html><head><style>p { color: red }</style></head><body>
                <b style="font-weight:normal"><p style='font-family:"X"'>ด้วย <b>จังหวัด</b> <span style="font-weight:400">จะจัด</span></p>
                <ol><li>หนึ่ง<li><p>สอง</p></ol><table><tr><th>ที่</th><th>ชื่อ|สกุล</th></tr>
                <tr><td>1</td><td><p>ก</p><p>ข</p></td></tr></table><script>document.title = 'run'</scr` + `ipt></b></body></html>`);
              document.getElementById('body').dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """;

    /// The address of the letter's page.
    String writeAndSend() {
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
        page.locator("label[for=typeset]").click();

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
    String registerAtTheNeighbour() {
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

    void seeTheAnswer(String sent) {
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
                .containsText("ไม่มีหนังสือที่ส่งทางไปรษณีย์อิเล็กทรอนิกส์ซึ่งรอการตอบรับ");
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
