package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.files.Pdfs;
import th.sala.signing.FakeTimestamps;
import th.sala.signing.Signatures;

/// The timestamp authority does not help while a letter is signed, and does later.
@SalaTest
class LaterStampsWebTests {
    private static final FakeTimestamps TIMESTAMPS = new FakeTimestamps();

    @DynamicPropertySource
    static void timestamps(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createTempFile("authority", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, TIMESTAMPS.authority().pem());
        properties.add("sala.timestamp.address", TIMESTAMPS::address);
        properties.add("sala.timestamp.certificates", file::toString);
        properties.add("sala.timestamp.pause", () -> "0s");
    }

    @AfterAll
    static void end() {
        TIMESTAMPS.close();
    }

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Signatures signatures;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private MvcTestResult stamped(SentSheet letter) {
        return web.get()
                .uri("/letters/out/{id}/stamped.pdf", letter.id)
                .with(SignedInAs.as(letter.governor))
                .exchange();
    }

    @Test
    void isStampedWhenTheAuthorityHelpsAgain() {
        TIMESTAMPS.way = FakeTimestamps.Way.REFUSES;
        var letter = new SentSheet(here);
        var sent = letter.pdf();
        assertThat(stamped(letter)).hasStatus(HttpStatus.NOT_FOUND);

        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        await().atMost(Duration.ofSeconds(90))
                .until(() -> stamped(letter).getResponse().getStatus() == 200);

        var later = stamped(letter).getResponse().getContentAsByteArray();
        assertThat(Arrays.copyOf(later, sent.length)).isEqualTo(sent);
        assertThat(letter.pdf()).as("what was sent stays").isEqualTo(sent);
        assertThat(
                        web.get()
                                .uri("/letters/out/{id}", letter.id)
                                .with(SignedInAs.as(letter.governor)))
                .bodyText()
                .contains("ฉบับที่เพิ่มตราเวลาภายหลัง");
        assertThat(verified(later))
                .hasStatusOk()
                .bodyText()
                .contains("ลายมือชื่อถูกต้อง และเอกสารไม่ถูกแก้ไข", "ตราเวลาจากผู้ให้บริการ")
                .contains("ใช่ เป็นไฟล์เดียวกันทุกไบต์");
        var another = signatures.stamp(sent).orElseThrow().bytes();
        assertThat(verified(another))
                .as("begins as a letter of ours, and goes on otherwise")
                .hasStatusOk()
                .bodyText()
                .contains("มีเพียงส่วนต้นของไฟล์")
                .doesNotContain(
                        "ลายมือชื่อถูกต้อง และเอกสารไม่ถูกแก้ไข", "ใช่ เป็นไฟล์เดียวกันทุกไบต์");
        assertThat(acts(letter)).containsOnlyOnce("letter.signed-in-pdf", "letter.stamped-later");
    }

    @Test
    void whatWasBroughtIsStampedWithoutBeingRead() {
        TIMESTAMPS.way = FakeTimestamps.Way.REFUSES;
        var letter = new SentSheet(here, Pdfs.of("A letter of our own typewriter"));
        var sent = letter.pdf();

        TIMESTAMPS.way = FakeTimestamps.Way.RIGHT;
        await().atMost(Duration.ofSeconds(90))
                .until(() -> stamped(letter).getResponse().getStatus() == 200);

        var later = stamped(letter).getResponse().getContentAsByteArray();
        assertThat(Arrays.mismatch(sent, later)).isEqualTo(sent.length);
        assertThat(verified(later))
                .hasStatusOk()
                .bodyText()
                .contains("ตราเวลาจากผู้ให้บริการ", "ใช่ เป็นไฟล์เดียวกันทุกไบต์");
    }

    private MvcTestResult verified(byte[] file) {
        return web.post()
                .uri("/verify")
                .with(csrf())
                .multipart()
                .file(new MockMultipartFile("file", "x.pdf", null, file))
                .exchange();
    }

    private List<String> acts(SentSheet letter) {
        return AgencyScope.within(
                letter.own.id,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql(
                                                        "SELECT act FROM evidence.entry WHERE record_id = :letter")
                                                .param("letter", letter.id)
                                                .query(String.class)
                                                .list())));
    }
}
