package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.assertj.core.api.Assertions;
import th.sala.files.Pdfs;

/// Letters on paper: scanned in one go with a divider between them, split, put right, and put into
/// the pile; one is registered.
record PaperIn(Browser browser, Installation here) {
    private static final String SUBJECT = "ขอเชิญร่วมกิจกรรมปลูกป่าชายเลน";

    void fromTheScanner() {
        var page = browser.desktop(here);
        browser.signIn(page, here.person("sudarat.b"));
        page.navigate("/letters/in");
        page.click("a[href='/letters/in/scans']");
        browser.assertGood(page);
        var divider = page.context().request().get("/letters/in/scans/divider.pdf");
        Assertions.assertThat(divider.status()).isEqualTo(200);
        page.setInputFiles(
                "#files",
                new FilePayload[] {
                    new FilePayload("ชุดแรก.pdf", "application/pdf", batch(divider.body())),
                    new FilePayload(
                            "เสีย.pdf", "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'})
                });
        page.click("form[data-one-by-one] button.govuk-button");
        assertThat(page.locator("#scans li:has-text('ชุดแรก.pdf')")).containsText("รอตรวจ");
        assertThat(page.locator("#scans li:has-text('เสีย.pdf')")).containsText("อ่านไม่ได้");
        browser.assertGood(page);
        page.click("text=ชุดแรก.pdf");
        assertThat(page.locator("main")).containsText(SUBJECT);
        assertThat(page.locator(".s-scan img")).hasCount(2);
        browser.assertGood(page);
        browser.picture(page, "scan");
        onAPhone(page.url());
        page.click("label[for=looked]");
        page.click("form[action$='/file'] button");
        assertThat(page.locator("main")).containsText("ใส่ในกองหนังสือเข้าแล้ว");
        page.click("a[data-row]:has-text('" + SUBJECT + "')");
        browser.assertGood(page);
        browser.picture(page, "scan-register");
        page.locator("form[action$=register] button.govuk-button").first().click();
        assertThat(page.locator(".s-stamp").first()).isVisible();
        page.context().close();
    }

    private void onAPhone(String scan) {
        var page = browser.phone(here);
        browser.signIn(page, here.person("sudarat.b"));
        page.navigate(scan);
        assertThat(page.locator(".s-scan img")).hasCount(2);
        browser.assertGood(page);
        browser.picture(page, "scan-phone");
        page.context().close();
    }

    private static byte[] batch(byte[] divider) {
        var first =
                Pdfs.thai(
                        "ที่ ทล 0017.2/777",
                        "วันที่ 2 พฤศจิกายน 2569",
                        "เรื่อง " + SUBJECT,
                        "เรียน ผู้ว่าราชการจังหวัด");
        var second = Pdfs.thai("เรื่อง ขอเชิญประชุม", "เรียน ผู้ว่าราชการจังหวัด");
        try (var whole = new PDDocument()) {
            for (var pdf : new byte[][] {first, divider, second}) {
                try (var one = Loader.loadPDF(pdf)) {
                    new PDFMergerUtility().appendDocument(whole, one);
                }
            }
            var bytes = new ByteArrayOutputStream();
            whole.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
