package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.mail.MessageReader;

/// Letters out that Sala sets as PDF: beside the form, before they are sent, and as they leave.
@SalaTest
class SheetWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk desk;
    @Autowired Dispatch dispatch;
    @Autowired LetterSigning signing;
    @Autowired SetLetters letters;
    @Autowired FileStore store;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;

    @BeforeEach
    void foundTwoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
    }

    private MockMvcTester.MockMvcRequestBuilder written(String path, String body) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(governor))
                .with(csrf())
                .param("signer", own.governor.toString())
                .param("urgency", "SOON")
                .param("ownerCode", "ศส 0017.2")
                .param("subject", "ขอเชิญประชุม")
                .param("salutation", "ผู้ว่าราชการจังหวัด")
                .param("proposal", "เพื่อโปรดพิจารณา")
                .param("body", body)
                .param("contact", "โทร. 0 2000 0000")
                .param("ownerUnit", "สำนักงานจังหวัด")
                .param("typeset", "true")
                .param("to", "malee@" + other.domain);
    }

    @Test
    void showsWhatIsWrittenAsItWouldStandOnPaper() {
        assertThat(written("/letters/out/sheet", "ด้วยจังหวัด <b>จะ</b> จัดประชุม"))
                .hasStatusOk()
                .bodyText()
                .contains("<svg", "ด่วน</text>", "เชิญ", "&lt;b&gt;")
                .contains("มาลี")
                .doesNotContain("<b>", "<html");
        assertThat(web.get().uri("/letters/out/new").with(SignedInAs.as(governor)))
                .bodyText()
                .contains("hx-post=\"/letters/out/sheet\"");
        assertThat(within(() -> desk.drafts(own.id))).isEmpty();
    }

    @Test
    @DisplayName("C10 ชนิดของหนังสือ: the kind that was chosen is set, shown and kept")
    void setsTheKindThatWasChosen() {
        assertThat(written("/letters/out/sheet", "ด้วยจังหวัด").param("kind", "INTERNAL"))
                .hasStatusOk()
                .bodyText()
                .contains("ข้อความ</text>");
        assertThat(
                        written("/letters/out", "ด้วยจังหวัด")
                                .param("kind", "STAMPED")
                                .param("closing", "ขอแสดงความนับถือ"))
                .hasStatus3xxRedirection();
        var content =
                within(() -> desk.letter(own.id, desk.drafts(own.id).getFirst().id())).content();
        assertThat(content.kind()).isEqualTo(LetterKind.STAMPED);
        assertThat(content.closing()).isEmpty();
        assertThat(written("/letters/out", "ด้วยจังหวัด").param("kind", "OTHER"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void saysWhatCannotBeShown() {
        assertThat(written("/letters/out/sheet", "ยินดี 😀"))
                .hasStatusOk()
                .bodyText()
                .contains("U+1F600")
                .doesNotContain("<svg");
        assertThat(written("/letters/out/sheet", "ก".repeat(100_001)))
                .hasStatusOk()
                .bodyText()
                .contains("ยาวเกินกำหนด");
    }

    @Test
    void takesTheTextOfAWordFileIn() throws IOException {
        var word =
                WordTextTests.file(
                        "<w:p><w:r><w:rPr><w:bCs/></w:rPr><w:t>ด่วน</w:t></w:r></w:p>", "");
        assertThat(withWord("ด้วยจังหวัด", word))
                .hasStatusOk()
                .bodyText()
                .contains("ด้วยจังหวัด\n**ด่วน**</textarea>", "ยังไม่ได้บันทึก");
        assertThat(withWord("ด้วยจังหวัด", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ด้วยจังหวัด</textarea>", "โปรดใช้ไฟล์ .docx");
        assertThat(withWord("ก".repeat(99_996), word))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดแนบเป็นสิ่งที่ส่งมาด้วยแทน");
        assertThat(written("/letters/out", "ด้วยจังหวัด").param("then", "word"))
                .hasStatusOk()
                .bodyText()
                .contains("ด้วยจังหวัด</textarea>");
        assertThat(within(() -> desk.drafts(own.id))).isEmpty();

        var draft = begin("ด้วยจังหวัด");
        assertThat(withWord("/letters/out/" + draft, "ด้วยอำเภอ", word))
                .hasStatusOk()
                .bodyText()
                .contains("ด้วยอำเภอ\n**ด่วน**</textarea>");
        assertThat(within(() -> desk.letter(own.id, draft)).content().body())
                .isEqualTo("ด้วยจังหวัด");
    }

    private MockMvcTester.MockMultipartMvcRequestBuilder withWord(String body, byte[] word) {
        return withWord("/letters/out", body, word);
    }

    private MockMvcTester.MockMultipartMvcRequestBuilder withWord(
            String path, String body, byte[] word) {
        return web.post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile("word", "ข้อความ.docx", null, word))
                .with(SignedInAs.as(governor))
                .with(csrf())
                .param("signer", own.governor.toString())
                .param("body", body)
                .param("then", "word");
    }

    private UUID begin(String body) {
        assertThat(written("/letters/out", body)).hasStatus3xxRedirection();
        return within(() -> desk.drafts(own.id)).getFirst().id();
    }

    @Test
    @DisplayName("C5 ข้อ 3(5): the letter leaves with the PDF that Sala set, number and date in it")
    void leavesWithItsNumberAndDate() throws Exception {
        var id = begin("ด้วยจังหวัดจะจัดประชุม");
        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("<svg", "/sheet.pdf", "๐๐๑๗.๒/…")
                .doesNotContain("ยังไม่ได้แนบ", "ต้องแก้ไขก่อนส่ง");

        var version = within(() -> desk.letter(own.id, id)).version();
        within(() -> desk.send(governor, id, version, null));
        var numbered = within(() -> desk.letter(own.id, id));
        AgencyScope.within(
                own.id,
                () ->
                        transaction.executeWithoutResult(cutOff -> {
                            signing.finish(numbered);
                            cutOff.setRollbackOnly();
                        }));
        AgencyScope.within(own.id, () -> signing.finish(numbered));
        // as one that was read before the other's end
        AgencyScope.within(own.id, () -> signing.finish(numbered));

        var file = within(() -> desk.files(own.id, id)).getFirst();
        assertThat(file.main()).isTrue();
        assertThat(file.name()).isEqualTo("หนังสือ ศส 0017.2-1.pdf");
        assertThat(within(() -> desk.files(own.id, id))).hasSize(1);
        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        var mail = within(() -> dispatch.mail(numbered, addressee));
        var sent = MessageReader.read(mail.raw()).attachments();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().bytes()).isEqualTo(store.bytes(file.sha256()));
        assertThat(acts(id))
                .containsSubsequence("letter.sent", "letter.signed-in-pdf", "letter.dispatched");

        var pdf =
                web.get()
                        .uri("/letters/out/{id}/sheet.pdf", id)
                        .with(SignedInAs.as(governor))
                        .exchange();
        assertThat(pdf).hasStatusOk().hasContentType("application/pdf");
        assertThat(pdf.getResponse().getContentAsByteArray()).isEqualTo(store.bytes(file.sha256()));
        var unsigned = within(() -> letters.set(desk.letter(own.id, id))).bytes();
        assertThat(store.bytes(file.sha256()))
                .as("the same letter, the same bytes; then its signature")
                .startsWith(unsigned)
                .hasSizeGreaterThan(unsigned.length);
        assertThat(web.get().uri("/letters/out/{id}", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("ลายมือชื่ออิเล็กทรอนิกส์", "Sala trial authority")
                .doesNotContain("ยังลงลายมือชื่อไม่ได้");
    }

    @Test
    void aLetterThatBringsItsOwnPdfHasNoOther() {
        var content =
                new Content(
                        own.governor,
                        false,
                        Urgency.SOON,
                        "",
                        "ศส 0017.2",
                        "ขอเชิญประชุม",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "");
        var other = within(() -> desk.begin(governor, content, List.of(), List.of()));
        assertThat(
                        web.get()
                                .uri("/letters/out/{id}/sheet.pdf", other)
                                .with(SignedInAs.as(governor)))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private List<String> acts(UUID letter) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "SELECT act FROM evidence.entry WHERE record_id = :letter ORDER BY id")
                                .param("letter", letter)
                                .query(String.class)
                                .list()));
    }

    @Test
    void whatHasNoGlyphIsNotSent() {
        var id = begin("ยินดี 漢字");
        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("U+6F22", "ต้องแก้ไขก่อนส่ง")
                .doesNotContain("<svg");
        assertThat(web.get().uri("/letters/out/{id}/sheet.pdf", id).with(SignedInAs.as(governor)))
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void isPrintedWithItsNumberWhenItGoesOutOnPaper() throws Exception {
        var id = begin("ด้วยจังหวัดจะจัดประชุม");
        var officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        var version = within(() -> desk.letter(own.id, id)).version();
        within(() -> desk.sendOnPaper(officer, id, version, null));
        org.awaitility.Awaitility.await()
                .until(() -> within(() -> desk.files(own.id, id)).size() == 1);
        assertThat(acts(id)).containsSubsequence("letter.sent-on-paper", "letter.typeset");
        var printed = within(() -> desk.files(own.id, id)).getFirst();
        assertThat(web.get().uri("/letters/out/{id}/sheet.pdf", id).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .hasContentType("application/pdf");
        assertThat(within(() -> letters.set(desk.letter(own.id, id))).bytes())
                .isEqualTo(store.bytes(printed.sha256()));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
