package th.sala.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The main job: a letter travels from one installation to another by SMTP, is registered and
/// acknowledged there, and the sender sees number and time. All of it in a browser, from registries
/// that do not know each other.
class ExchangeJourney {
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

        var exchange = new Exchange(browser, province, neighbour);
        exchange.typeAndComeBack();
        var sent = exchange.writeAndSend();
        var registered = exchange.registerAtTheNeighbour();
        exchange.seeTheAnswer(sent);
        new GoingDown(browser, neighbour).fromTheOfficer(registered);
        new PaperIn(browser, province).fromTheScanner();
        new FormLetter(browser, province).fromItsTemplate();
        new GoingUp(browser, province).toTheGovernor("ทะเลหลวง");
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
}
