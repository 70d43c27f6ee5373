package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.SalaTest;
import th.sala.evidence.EvidenceLog;
import th.sala.proof.Hash;
import th.sala.thai.Display;

/// Anybody checks a letter that left here.
@SalaTest
class VerifyWebTests {
    @Autowired MockMvcTester web;
    @Autowired ApplicationContext here;
    @Autowired EvidenceLog log;

    private SentSheet letter;
    private byte[] pdf;

    @BeforeEach
    void aLetterThatLeft() {
        letter = new SentSheet(here);
        pdf = letter.pdf();
    }

    private MvcTestResult verified(byte[] file) {
        return verified(file, "127.0.0.1");
    }

    private MvcTestResult verified(byte[] file, String address) {
        return web.post()
                .uri("/verify")
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .multipart()
                .file(new MockMultipartFile("file", "หนังสือ.pdf", "application/pdf", file))
                .exchange();
    }

    private String number() {
        return Display.OFFICIAL.text(letter.number());
    }

    @Test
    void isOursByteForByteAndHasItsPlace() {
        await().untilAsserted(
                        () -> assertThat(verified(pdf)).bodyText().contains(log.key().name()));
        assertThat(verified(pdf))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "ลายมือชื่อถูกต้อง และเอกสารไม่ถูกแก้ไขหลังลงลายมือชื่อ",
                        "นางสาวมาลี ศรีสุข",
                        "Sala trial authority",
                        Hash.sha256(pdf).hex(),
                        "ใช่ เป็นไฟล์เดียวกันทุกไบต์กับหนังสือ ที่ " + number())
                .doesNotContain("ถูกแก้ไข</span>", "มีเพียงส่วนต้น");
    }

    @Test
    void namesWhatWasChangedAndWhatIsStillOurs() {
        var more = "\n% more\n".getBytes(StandardCharsets.US_ASCII);
        var longer = Arrays.copyOf(pdf, pdf.length + more.length);
        System.arraycopy(more, 0, longer, pdf.length, more.length);
        assertThat(verified(longer))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "เอกสารนี้ไม่ตรงกับที่ลงลายมือชื่อไว้",
                        "มีข้อมูลต่อท้าย",
                        "มีเพียงส่วนต้นของไฟล์",
                        number())
                .doesNotContain("ใช่ เป็นไฟล์เดียวกันทุกไบต์");
    }

    @Test
    void aChangedByteIsNobodysLetter() {
        var changed = pdf.clone();
        changed[changed.length / 3] ^= 1;
        assertThat(verified(changed))
                .bodyText()
                .doesNotContain("ใช่ เป็นไฟล์เดียวกันทุกไบต์", "มีเพียงส่วนต้น", number());
    }

    @Test
    void saysWhatCannotBeChecked() {
        assertThat(verified("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ใช่ PDF แต่เป็นไฟล์ ZIP");
        assertThat(verified(new byte[0]))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกไฟล์ PDF ก่อน");
        assertThat(web.get().uri("/verify")).hasStatusOk().bodyText().contains("ลากมาวางที่นี่");
    }

    @Test
    void takesSixtyFilesOfOneAddressAtOnce() {
        var nonsense = "nonsense".getBytes(StandardCharsets.US_ASCII);
        var taken = 0;
        var answer = verified(nonsense, "198.51.100.9");
        // a slow machine lets some more in: six a minute
        while (answer.getResponse().getStatus() == 422 && taken < 200) {
            taken++;
            answer = verified(nonsense, "198.51.100.9");
        }
        assertThat(taken).isBetween(60, 199);
        assertThat(answer)
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .bodyText()
                .contains("จากที่อยู่เครือข่ายของท่านหลายครั้ง");
        assertThat(verified(nonsense, "198.51.100.10")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
