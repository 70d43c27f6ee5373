package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.evidence.Somebody;
import th.sala.files.FileStore;
import th.sala.mail.MessageReader;
import th.sala.mail.Outbox;
import th.sala.registers.Registers;

@SalaTest
class OutgoingWebTests {
    private static final String PASSWORD = "ทดสอบระบบสารบรรณ 2569";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired Signers signers;
    @Autowired GivenFiles given;
    @Autowired TransactionTemplate transaction;
    @Autowired Dispatch dispatch;
    @Autowired LetterSigning signing;
    @Autowired Outbox outbox;
    @Autowired Registers registers;
    @Autowired Clock clock;
    @Autowired JdbcClient db;
    @Autowired FileStore store;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;

    @BeforeEach
    void foundTwoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor =
                within(() ->
                        SignedInAs.opened(
                                accounts,
                                own.id,
                                own.governor,
                                "นางสาวมาลี ศรีสุข",
                                PASSWORD,
                                Role.AUTHORISED_PERSON));
    }

    @Test
    void writesChecksAndSendsALetter() throws IOException {
        var id = draft("ขอเชิญประชุม", true);

        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("ด่วน ขอเชิญประชุม", "saraban@" + other.domain, "saraban@" + own.domain)
                .contains(">จาก</dt>", ">ถึง</dt>", ">สำเนาถึง</dt>", ">เรื่อง</dt>")
                .doesNotContain("ต้องแก้ไขก่อนส่ง");

        assertThat(send(id, 1, "ผิด")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();

        assertThat(send(id, 1, PASSWORD)).hasRedirectedUrl("/letters/out/" + id);
        var sent = within(() -> desk.letter(own.id, id));
        assertThat(sent.given()).isNotNull().extracting("number").isEqualTo("ศส 0017.2/1");
        assertThat(within(() -> leafOfSending(id)))
                .contains("identified password-again")
                .containsPattern("right authority MAKE OWN [0-9a-f-]{36} from 20");

        within(() -> done(() -> dispatchAll()));
        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        assertThat(within(() -> outbox.deliveries(addressee.mail())))
                .extracting(delivery -> delivery.recipient())
                .containsExactlyInAnyOrder(
                        "malee@" + other.domain,
                        "saraban@" + other.domain,
                        "saraban@" + own.domain);
        assertThat(web.get().uri("/letters/out/{id}", id).with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("ศส ๐๐๑๗.๒/๑", "จัดทำจดหมายถึง", ">เรียน</dt>");
    }

    @Test
    @DisplayName(
            "C6 ข้อ 3(5): no paper follows unless somebody says so; then it is the officers' task until it is done")
    void paperFollowsWhereSomebodySaysSo() throws IOException {
        var plain = draft("ไม่ต้องยืนยัน", true);
        send(plain, 1, PASSWORD).exchange();
        var id = draft("เรื่องสำคัญ", true);
        var officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        assertThat(confirmation(id, "", SignedInAs.person(own.id, null, Role.OFFICIAL)))
                .as("somebody else's letter")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(confirmation(id, "", governor))
                .hasRedirectedUrl("/letters/out/" + id + "/preview");
        assertThat(confirmation(id, "", governor))
                .as("said before")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีผู้บันทึกเรื่องเอกสารยืนยัน", "จะส่งเอกสารยืนยันตามไปเมื่อส่งแล้ว");
        assertThat(confirmation(id, "/sent", officer))
                .as("the letter first")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(today(officer)).doesNotContain("ส่งเอกสารยืนยันทันที");

        send(id, 1, PASSWORD).exchange();
        assertThat(today(officer))
                .contains("ส่งเอกสารยืนยันทันที", "/letters/out/" + id)
                .doesNotContain("/letters/out/" + plain);
        assertThat(confirmation(id, "/sent", governor))
                .as("the officers' to say")
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(confirmation(id, "/sent", officer)).hasRedirectedUrl("/letters/out/" + id);
        assertThat(today(officer)).doesNotContain("ส่งเอกสารยืนยันทันที");
        assertThat(confirmation(id, "/drop", governor))
                .as("what is done stays")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(web.get().uri("/letters/out/{id}", id).with(signedIn()))
                .bodyText()
                .contains("ส่งเอกสารยืนยันแล้ว", "RR 1234 5678 9 TH", officer.name());

        assertThat(confirmation(id, "/not-sent", officer)).hasStatus3xxRedirection();
        assertThat(today(officer)).contains("ส่งเอกสารยืนยันทันที");
        assertThat(confirmation(id, "/drop", officer)).hasStatus3xxRedirection();
        assertThat(today(officer)).doesNotContain("ส่งเอกสารยืนยันทันที");
        assertThat(
                        within(() ->
                                inTransaction(() ->
                                        db.sql(
                                                        """
                                                        SELECT act FROM evidence.entry
                                                         WHERE record_id = :letter AND act LIKE 'letter.paper-%' ORDER BY id
                                                        """)
                                                .param("letter", id)
                                                .query(String.class)
                                                .list())))
                .containsExactly(
                        "letter.paper-needed",
                        "letter.paper-sent",
                        "letter.paper-not-sent",
                        "letter.paper-not-needed");
    }

    @Test
    void aLetterOnPaperIsNotConfirmedOnPaper() throws IOException {
        var id = draft("ส่งเป็นเอกสาร", false);
        confirmation(id, "", governor);
        assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER)).hasStatus3xxRedirection();
        var officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        assertThat(today(officer)).doesNotContain("ส่งเอกสารยืนยันทันที");
        assertThat(confirmation(id, "", officer))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ได้ส่งทางจดหมายอิเล็กทรอนิกส์");
    }

    private MvcTestResult confirmation(UUID id, String what, SignedIn who) {
        return web.post()
                .uri("/letters/out/" + id + "/paper-confirmation" + what)
                .param("how", "RR 1234 5678 9 TH")
                .with(SignedInAs.as(who))
                .with(csrf())
                .exchange();
    }

    private String today(SignedIn who) throws IOException {
        return web.get()
                .uri("/")
                .with(SignedInAs.as(who))
                .exchange()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void thePreviewReadsNoFiles() throws Exception {
        var id = draft("ขอเชิญประชุม", true);
        var file = within(() -> desk.files(own.id, id)).getFirst();
        var stored = store.path(file.sha256());
        var away = Files.move(stored, stored.resolveSibling("away"));
        try {
            assertThat(web.get().uri("/letters/out/{id}/preview", id).with(signedIn()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(
                            "ด่วน ขอเชิญประชุม",
                            "saraban@" + other.domain,
                            "ด้วยจังหวัด",
                            "กิโลไบต์");
        } finally {
            Files.move(away, stored);
        }
    }

    @Test
    @DisplayName("C4 ข้อ 3(4): the mail has the sender, addressee and copies of the preview")
    void theMailSaysWhatThePreviewSaid() throws Exception {
        var id = draft("ขอเชิญประชุม", true);
        send(id, 1, PASSWORD).exchange();
        // its PDF is signed by then, and not between the two mails
        within(() -> done(this::dispatchAll));
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        within(() -> desk.addressees(own.id, id)).getFirst().messageId() != null);
        var letter = within(() -> desk.letter(own.id, id));
        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        var mail = within(() -> dispatch.mail(letter, addressee));
        var again = within(() -> dispatch.mail(letter, addressee));

        assertThat(mail.raw()).isEqualTo(again.raw());
        var message = MessageReader.read(mail.raw());
        assertThat(message.from().mail()).isEqualTo("malee@" + own.domain);
        assertThat(message.to())
                .extracting(to -> to.mail())
                .containsExactly("malee@" + other.domain);
        assertThat(message.cc())
                .extracting(cc -> cc.mail())
                .containsExactly("saraban@" + other.domain, "saraban@" + own.domain);
        assertThat(message.subject()).isEqualTo("ด่วน ขอเชิญประชุม");
        assertThat(message.text()).contains("ศส ๐๐๑๗.๒/๑", "เพื่อโปรดพิจารณา", "ด้วยจังหวัด");
        assertThat(message.attachments()).hasSize(1);
    }

    @Test
    void findingNobodyIsSaid() {
        assertThat(web.get().uri("/letters/addressees?find=ไม่มีใครชื่อนี้").with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("ไม่พบผู้มีอำนาจสั่งการที่ตรงกับ “ไม่มีใครชื่อนี้”");
        assertThat(web.get().uri("/letters/addressees?find=" + other.domain).with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("malee@" + other.domain)
                .doesNotContain("ไม่พบ");
    }

    @Test
    void theLettersOwnPdfStandsAtItsField() throws IOException {
        var id = draft("ขอเชิญประชุม", true);
        assertThat(web.get().uri("/letters/out/{id}", id).with(signedIn()))
                .bodyText()
                .containsPattern("(?s)name=\"pdf\".*หนังสือ.pdf</a>.*name=\"files\"")
                .containsOnlyOnce("หนังสือ.pdf</a>");
    }

    @Test
    void saysWhatIsMissingAndSendsNothing() throws IOException {
        var id = draft("ลับ แผนการ", false);

        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("ต้องแก้ไขก่อนส่ง", "มีชั้นความลับ", "ยังไม่ได้แนบตัวหนังสือ", "ข้อ 3(5)")
                .contains("href=\"/letters/out/" + id + "#pdf\"")
                .doesNotContain("(C5)", "(X1)");
        assertThat(send(id, 1, PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
    }

    @Test
    void anOlderVersionOverwritesNothingAndLosesNothingTyped() throws IOException {
        var id = draft("ฉบับแรก", false);
        assertThat(save(id, 1, "แก้โดยคนแรก")).hasStatus3xxRedirection();

        assertThat(save(id, 1, "แก้โดยคนที่สอง"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("แก้โดยคนที่สอง", "ไปก่อนแล้ว");
        assertThat(within(() -> desk.letter(own.id, id)).content().subject())
                .isEqualTo("แก้โดยคนแรก");
    }

    @Test
    @DisplayName("C10 แบบหนังสือภายนอก: closing and owner unit are proposed, kept, sent and shown")
    void aLetterHasAClosingAndAnOwnerUnit() throws Exception {
        var writer = SignedInAs.of(own.id, own.officer, Role.OFFICIAL);
        assertThat(web.get().uri("/letters/out/new").with(writer))
                .bodyText()
                .containsPattern("name=\"ownerUnit\"[^>]*value=\"สำนักงานจังหวัด\"");

        var plain = draft("ขอเชิญประชุม", true);
        assertThat(within(() -> desk.letter(own.id, plain)).content().closing())
                .isEqualTo("ขอแสดงความนับถือ");
        assertThat(web.get().uri("/letters/out/{id}/preview", plain).with(signedIn()))
                .bodyText()
                .contains("ยังไม่ได้ระบุส่วนราชการเจ้าของเรื่อง", "ข้อสังเกต", "ออกเลขและส่ง")
                .doesNotContain("ต้องแก้ไขก่อนส่ง");

        assertThat(
                        save(plain, 1, "ขอเชิญประชุม")
                                .param("closing", "ขอแสดงความนับถืออย่างสูง")
                                .param("ownerUnit", "กลุ่มงานแผน"))
                .hasStatus3xxRedirection();
        send(plain, 2, PASSWORD).exchange();
        var letter = within(() -> desk.letter(own.id, plain));
        var addressee = within(() -> desk.addressees(own.id, plain)).getFirst();
        assertThat(MessageReader.read(within(() -> dispatch.mail(letter, addressee)).raw()).text())
                .contains("ขอแสดงความนับถืออย่างสูง", "ส่วนราชการเจ้าของเรื่อง กลุ่มงานแผน");
        assertThat(web.get().uri("/letters/out/{id}", plain).with(signedIn()))
                .bodyText()
                .contains("ขอแสดงความนับถืออย่างสูง", "กลุ่มงานแผน");
    }

    @Test
    void onlyTheSignerSends() throws IOException {
        var id = draft("ขอเชิญประชุม", true);
        var deputy = SignedInAs.person(own.id, own.deputy, Role.AUTHORISED_PERSON);
        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(SignedInAs.as(deputy)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("ออกเลขและส่ง");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> within(() -> desk.send(deputy, id, 1, null))))
                .isInstanceOf(NotTheSigner.class);
    }

    @Test
    void anotherAgencySeesNothing() throws IOException {
        var id = draft("ของเราเท่านั้น", true);
        var stranger = SignedInAs.of(other.id, other.governor, Role.AUTHORISED_PERSON);
        assertThat(web.get().uri("/letters/out/{id}", id).with(stranger))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/letters/out/{id}/files/0", id).with(stranger))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void takesNoFileForALetterThatIsNone() throws IOException {
        var id = draft("ขอเชิญประชุม", false);
        for (var bad : List.of("", "<html>", "%PDF-1.7 cut off")) {
            var file =
                    new MockMultipartFile(
                            "pdf",
                            "หนังสือ.pdf",
                            "application/pdf",
                            bad.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var version = within(() -> desk.letter(own.id, id)).version();
            assertThat(form("/letters/out/" + id, "ขอเชิญประชุม", version).file(file).with(csrf()))
                    .hasStatus3xxRedirection();
            assertThat(within(() -> desk.findings(own.id, id)))
                    .extracting(Finding::key)
                    .anyMatch(key -> key.contains("pdf."));
        }
    }

    @Test
    void paperTakesTheNextNumberOfTheSameBookAndMakesNoMail() throws IOException {
        var mailed = draft("ทางจดหมาย", true);
        send(mailed, 1, PASSWORD).exchange();
        var id = draft("ทางเอกสาร", false);

        assertThat(paper(id, 1, Role.OFFICIAL)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER))
                .hasRedirectedUrl("/letters/out/" + id);

        var given = within(() -> desk.letter(own.id, id)).given();
        assertThat(given).isNotNull().extracting("number").isEqualTo("ศส 0017.2/2");
        within(() -> done(this::dispatchAll));
        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        assertThat(within(() -> outbox.deliveries(addressee.mail()))).isEmpty();
        assertThat(web.get().uri("/letters/out/{id}", id).with(signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("ส่งเป็นเอกสาร", "ศส ๐๐๑๗.๒/๒", ">เรียน</dt>", "ผู้ว่าราชการจังหวัด")
                .doesNotContain("กำลังจัดทำจดหมาย", "hx-trigger");

        assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER)).hasStatus(HttpStatus.CONFLICT);
        assertThat(send(id, 1, PASSWORD)).hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> desk.letter(own.id, id)).given()).isEqualTo(given);
    }

    @Test
    @DisplayName("X1 ข้อ 1: a letter that declares a class takes no number on paper either")
    void classifiedPaperTakesNoNumber() throws IOException {
        var id = draft("ลับมาก แผนการ", false);
        assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีชั้นความลับ");
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
    }

    @Test
    @DisplayName("C4 ข้อ 3(4): what the signer did not see in the preview does not go out")
    void aFileTakenOutOrPutInIsAnotherVersion() throws IOException {
        var id = draft("ขอเชิญประชุม", true);

        assertThat(save(id, 1, "ขอเชิญประชุม").param("then", "remove:0"))
                .hasRedirectedUrl("/letters/out/" + id);
        assertThat(files(id)).isEmpty();
        assertThat(send(id, 1, PASSWORD)).hasStatus(HttpStatus.CONFLICT);

        assertThat(save(id, 2, "ขอเชิญประชุม").file(pdf("ก.pdf")).file(enclosure("ข.txt", 1)))
                .hasStatus3xxRedirection();
        assertThat(files(id)).containsExactly("ก.pdf", "ข.txt");
        assertThat(send(id, 2, PASSWORD)).hasStatus(HttpStatus.CONFLICT);
        assertThat(send(id, 3, PASSWORD)).hasRedirectedUrl("/letters/out/" + id);

        assertThat(save(id, 4, "หลังส่ง").param("then", "remove:0")).hasStatus(HttpStatus.CONFLICT);
        assertThat(files(id)).containsExactly("ก.pdf", "ข.txt");
    }

    @Test
    void aChangeAndASendingAtOnceDoNotMix() throws Exception {
        var id = draft("ขอเชิญประชุม", true);
        var content = within(() -> desk.letter(own.id, id)).content();
        var late = given.keep(false, "แทรก.txt", "text/plain", InputStream.nullInputStream());
        var change = new OutgoingDesk.FileChange(List.of(late), List.of());
        var changing =
                new FutureTask<Boolean>(() ->
                        within(() ->
                                done(() ->
                                        desk.change(
                                                governor, id, 1, content, List.of(), change, ""))));
        within(() ->
                done(() ->
                        transaction.executeWithoutResult(_ -> {
                            desk.send(governor, id, 1, null);
                            Thread.startVirtualThread(changing);
                        })));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(changing::get))
                .hasRootCauseInstanceOf(LetterMovedOn.class);
        assertThat(files(id)).containsExactly("หนังสือ.pdf");
    }

    @Test
    void twoSendingsAtOnceTakeOneNumber() throws Exception {
        var id = draft("ขอเชิญประชุม", true);
        var both = new CyclicBarrier(2);
        Callable<String> sending =
                () -> {
                    both.await();
                    return within(() -> desk.send(governor, id, 1, null));
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var numbers = new ArrayList<String>();
            var refused = new ArrayList<Throwable>();
            for (var one : threads.invokeAll(List.of(sending, sending))) {
                try {
                    numbers.add(one.get());
                } catch (ExecutionException failed) {
                    refused.add(Objects.requireNonNull(failed.getCause()));
                }
            }
            assertThat(numbers).containsExactly("ศส 0017.2/1");
            assertThat(refused).singleElement().isInstanceOf(LetterMovedOn.class);
        }
    }

    @Test
    @DisplayName(
            "C4 ข้อ 3(4.1): whose right ended yesterday takes no number, whose ends tomorrow does")
    void aRightThatEndedYesterdaySendsNothing() throws Exception {
        var today = LocalDate.now(clock);
        var late = draft("ขอเชิญประชุม", true);
        var inTime = draft("ขอเชิญประชุมอีกครั้ง", true);
        endRights(today.plusDays(1));
        assertThat(send(inTime, 1, PASSWORD)).hasRedirectedUrl("/letters/out/" + inTime);

        endRights(today.minusDays(1));
        assertThat(send(late, 1, PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(within(() -> desk.letter(own.id, late)).isDraft()).isTrue();
    }

    private void endRights(LocalDate day) {
        within(() ->
                done(() ->
                        powers.mandates(own.id).stream()
                                .filter(mandate -> mandate.official().equals(own.governor))
                                .forEach(mandate -> powers.end(own.id, mandate.id(), day))));
    }

    @Test
    void aFirstSaveWithARefusedFileKeepsTheLetterOnce() throws IOException {
        var tooLarge = enclosure("ใหญ่.bin", (int) OutgoingDesk.MOST_BYTES + 1);
        var refused = form("/letters/out", "มีไฟล์ใหญ่", 0).file(tooLarge).with(csrf()).exchange();
        var drafts = within(() -> desk.drafts(own.id));
        assertThat(drafts).hasSize(1);
        var id = drafts.getFirst().id();
        assertThat(refused)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(
                        "action=\"/letters/out/" + id + "\"",
                        "มีไฟล์ใหญ่",
                        "ด้วยจังหวัดจะจัดประชุม");

        assertThat(save(id, 1, "ไม่มีไฟล์ใหญ่")).hasRedirectedUrl("/letters/out/" + id);
        assertThat(within(() -> desk.drafts(own.id))).hasSize(1);
    }

    @Test
    void aRefusedFileLeavesTheDraftAsItWas() throws IOException {
        var id = draft("ฉบับแรก", true);
        var most = (int) OutgoingDesk.MOST_BYTES;
        assertThat(save(id, 1, "ฉบับหลัง").file(enclosure("ใหญ่.bin", most)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ฉบับหลัง");
        assertThat(within(() -> desk.letter(own.id, id)).content().subject()).isEqualTo("ฉบับแรก");
        assertThat(save(id, 1, "ฉบับหลัง")).hasStatus3xxRedirection();
        assertThat(files(id)).containsExactly("หนังสือ.pdf");
    }

    @Test
    void aFileWhoseNameSaysNothingGetsOne() throws IOException {
        var id = draft("ขอเชิญประชุม", false);
        assertThat(save(id, 1, "ขอเชิญประชุม").file(pdf("...")).file(enclosure("...", 1)))
                .hasStatus3xxRedirection();
        assertThat(files(id)).containsExactly("letter.pdf", "enclosure");
    }

    @Test
    void takingAFileOutKeepsWhatWasTyped() throws IOException {
        var id = draft("ฉบับแรก", true);
        assertThat(web.get().uri("/letters/out/{id}", id).with(signedIn()))
                .bodyText()
                .contains("name=\"then\" value=\"remove:0\"");
        assertThat(save(id, 1, "พิมพ์แล้วค่อยเอาไฟล์ออก").param("then", "remove:0"))
                .hasRedirectedUrl("/letters/out/" + id);
        assertThat(within(() -> desk.letter(own.id, id)).content().subject())
                .isEqualTo("พิมพ์แล้วค่อยเอาไฟล์ออก");
        assertThat(files(id)).isEmpty();
    }

    @Test
    void aLetterToOnesOwnAgencyIsNeitherOfferedNorSent() throws IOException {
        assertThat(addressees(own.domain)).bodyText().doesNotContain("malee@" + own.domain);
        assertThat(addressees(other.domain)).bodyText().contains("malee@" + other.domain);

        var id = begin(governor, "ศส 0017.2", "malee@" + own.domain);
        assertThat(send(id, 1, PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ถึงหน่วยงานของท่านเอง");
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
    }

    private MvcTestResult addressees(String find) {
        return web.get().uri("/letters/addressees").param("find", find).with(signedIn()).exchange();
    }

    @Test
    @DisplayName("C10: a number begins with a code of the agency; looking begins no book")
    void onlyOurOwnCodesBeginNumbers() {
        begin(governor, "กต 0101", "malee@" + other.domain);
        for (var wrong : List.of("กต 0101", "")) {
            var id = begin(governor, wrong, "malee@" + other.domain);
            var says =
                    wrong.isEmpty()
                            ? "ยังไม่ได้ระบุรหัสเจ้าของเรื่อง"
                            : "ไม่ใช่รหัสหนังสือของหน่วยงาน";
            assertThat(web.get().uri("/letters/out/{id}/preview", id).with(signedIn()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(says);
            assertThat(send(id, 1, PASSWORD))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains(says);
            assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains(says);
        }
        assertThat(within(() -> registers.books(own.id))).isEmpty();

        var begun = begin(governor, "ศส 0017.9", "malee@" + other.domain);
        within(() -> registers.sending(own.id, "ศส 0017.9", false));
        assertThat(paper(begun, 1, Role.CORRESPONDENCE_OFFICER)).hasStatus3xxRedirection();
    }

    @Test
    void aDraftIsDiscardedOnce() throws IOException {
        var id = draft("ขอเชิญประชุม", false);

        assertThat(discard(id)).hasRedirectedUrl("/letters/out");
        assertThat(within(() -> desk.drafts(own.id))).isEmpty();

        assertThat(discard(id)).hasStatus(HttpStatus.CONFLICT);
    }

    private MockMvcTester.MockMvcRequestBuilder discard(UUID id) {
        return web.post()
                .uri("/letters/out/{id}/discard", id)
                .param("version", "1")
                .with(signedIn())
                .with(csrf());
    }

    @Test
    void anAuditorWritesNothing() throws IOException {
        var id = draft("ขอเชิญประชุม", false);
        var auditor = SignedInAs.of(own.id, own.officer, Role.AUDITOR);
        for (var path : List.of("/letters/out", "/letters/out/" + id)) {
            var request = form(path, "แก้โดยผู้ตรวจสอบ", 1).with(auditor).with(csrf());
            assertThat(request).hasStatus(HttpStatus.FORBIDDEN);
        }
        for (var act : List.of("/discard", "/copy")) {
            var request = web.post().uri("/letters/out/" + id + act).param("version", "1");
            assertThat(request.with(auditor).with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(web.get().uri("/letters/out/new").with(auditor)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(web.get().uri("/letters/out/{id}", id).with(auditor))
                .hasStatusOk()
                .bodyText()
                .contains("ขอเชิญประชุม")
                .doesNotContain("value=\"save\"", "/discard");
        assertThat(web.get().uri("/letters/out").with(auditor))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/letters/out/new");
        assertThat(within(() -> desk.drafts(own.id))).hasSize(1);
    }

    @Test
    void aDraftIsItsAuthorsItsSignersAndTheOfficers() {
        var author = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL);
        var stranger = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL, Role.HEAD);
        var officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        var id = begin(author, "ศส 0017.2", "malee@" + other.domain);

        assertThat(save(id, 1, "แก้โดยคนอื่น").with(SignedInAs.as(stranger)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เฉพาะผู้เริ่มร่าง", "แก้โดยคนอื่น")
                .doesNotContain("value=\"save\"");
        assertThat(
                        web.post()
                                .uri("/letters/out/{id}/discard", id)
                                .param("version", "1")
                                .with(SignedInAs.as(stranger))
                                .with(csrf()))
                .hasStatus(HttpStatus.CONFLICT);
        var version = 1;
        for (var who : List.of(author, governor, officer)) {
            assertThat(save(id, version, "แก้ครั้งที่ " + version).with(SignedInAs.as(who)))
                    .hasStatus3xxRedirection();
            version++;
        }
    }

    private UUID begin(SignedIn author, String code, String to) {
        var content =
                new Content(
                        own.governor,
                        false,
                        Urgency.SOON,
                        "",
                        code,
                        "ขอเชิญประชุม",
                        "ผู้ว่าราชการจังหวัด",
                        "เพื่อโปรดพิจารณา",
                        "ด้วยจังหวัดจะจัดประชุม",
                        "",
                        "",
                        "โทร. 0 2000 0000",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด");
        return within(() -> desk.begin(author, content, List.of(to), List.of()));
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.1): the mail names the signer as on the day of the number, for good")
    void anAuthorityThatEndedKeepsNoNumberedLetterBack() throws Exception {
        var id = draft("ขอเชิญประชุม", true);
        send(id, 1, PASSWORD).exchange();
        var today = LocalDate.now(clock);
        within(() ->
                done(() ->
                        powers.mandates(own.id).stream()
                                .filter(mandate -> mandate.official().equals(own.governor))
                                .forEach(mandate -> powers.end(own.id, mandate.id(), today))));
        assertThat(within(() -> signers.find(own.id, own.governor)).orElseThrow().authorities())
                .isEmpty();

        var letter = within(() -> desk.letter(own.id, id));
        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        var mail = within(() -> dispatch.mail(letter, addressee));
        assertThat(mail.from()).isEqualTo("malee@" + own.domain);
        assertThat(MessageReader.read(mail.raw()).text())
                .contains("นางสาวมาลี ศรีสุข", "ผู้ว่าราชการจังหวัด", "จังหวัดศรีสมุทร");
    }

    @Test
    void aNumberSetAsideForTheSignerOrTheOfficerCanGoOutOnPaper() throws IOException {
        var until = clock.instant().plus(Duration.ofDays(2));
        var year = LocalDate.now(clock).getYear();
        var book = within(() -> inTransaction(() -> registers.sending(own.id, "ศส 0017.2", false)));
        for (var owner : List.of(own.governor, own.officer, own.deputy)) {
            within(() -> registers.reserve(book, 1, owner, "ผู้จอง", until, by("ผู้จอง")));
        }
        for (var number : List.of(1, 2)) {
            var id = draft("ทางเอกสาร", false);
            var officer = SignedInAs.of(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
            assertThat(web.get().uri("/letters/out/{id}/preview", id).with(officer))
                    .bodyText()
                    .contains("value=\"" + year + "/" + number + "\"")
                    .doesNotContain("value=\"" + year + "/3\"");
            var asked = paper(id, 1, Role.CORRESPONDENCE_OFFICER);
            assertThat(asked.param("number", year + "/" + number)).hasStatus3xxRedirection();
            assertThat(within(() -> desk.letter(own.id, id)).given())
                    .isNotNull()
                    .extracting("number")
                    .isEqualTo("ศส 0017.2/" + number);
        }
        var id = draft("ของผู้อื่น", false);
        assertThat(paper(id, 1, Role.CORRESPONDENCE_OFFICER).param("number", year + "/3"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static final String MANY_SENT =
            """
            WITH letter AS (
                INSERT INTO letters.outgoing (agency_id, id, stage, signer_id, urgency, owner_code, subject, created_at,
                       created_by, changed_at, changed_by, number_text, letter_date, signed_at)
                SELECT :agency, gen_random_uuid(), 'SENT', :signer, 'NORMAL', 'ศส 0017.2', 'เรื่องที่ ' || nth || '.', now(),
                       '', now(), '', 'ศส 0017.2/' || nth, current_date, timestamptz '2026-11-01' + nth / 2 * interval '1 hour'
                  FROM generate_series(1, 51) AS nth
                RETURNING id)
            INSERT INTO letters.addressee (agency_id, outgoing_id, mail_id, position, to_agency, to_agency_name, to_central,
                   to_name, to_title, to_mail)
            SELECT :agency, id, gen_random_uuid(), 0, gen_random_uuid(), '', '', '', '', '' FROM letter
            """;

    @Test
    void theBoardGoesOnToOlderLettersAndLeavesNoneOut() throws Exception {
        within(() ->
                inTransaction(() ->
                        db.sql(MANY_SENT)
                                .param("agency", own.id)
                                .param("signer", own.governor)
                                .update()));
        draft("ฉบับร่างอยู่หน้าแรก", false);
        var first = board("/letters/out?all=true");
        var older = Pattern.compile("href=\"(/letters/out\\?all=true&amp;before=[^\"]+)\"");
        var link = older.matcher(first).results().findFirst().orElseThrow().group(1);
        var second = board(link.replace("&amp;", "&"));
        assertThat(first).contains("ฉบับร่างอยู่หน้าแรก");
        assertThat(second).doesNotContain("ฉบับร่างอยู่หน้าแรก").doesNotContainPattern(older);
        var subjects = Pattern.compile(">(เรื่องที่ [0-9]+\\.)<");
        var shown =
                Stream.of(first, second)
                        .flatMap(page -> subjects.matcher(page).results())
                        .map(found -> found.group(1))
                        .toList();
        assertThat(shown).hasSize(51).doesNotHaveDuplicates();
    }

    private String board(String path) throws IOException {
        var page = web.get().uri(URI.create(path)).with(signedIn()).exchange();
        return page.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private List<String> files(UUID id) {
        return within(() -> desk.files(own.id, id)).stream().map(LetterFile::name).toList();
    }

    private static MockMultipartFile pdf(String name) throws IOException {
        return new MockMultipartFile("pdf", name, "application/pdf", pdf());
    }

    private static MockMultipartFile enclosure(String name, int size) {
        return new MockMultipartFile("files", name, "text/plain", new byte[size]);
    }

    private MockMvcTester.MockMvcRequestBuilder paper(UUID id, int version, Role role) {
        return web.post()
                .uri("/letters/out/{id}/paper", id)
                .with(SignedInAs.of(own.id, own.officer, role))
                .with(csrf())
                .param("version", Integer.toString(version));
    }

    private UUID draft(String subject, boolean withPdf) throws IOException {
        var request = form("/letters/out", subject, 0);
        if (withPdf) {
            request =
                    request.file(
                            new MockMultipartFile("pdf", "หนังสือ.pdf", "application/pdf", pdf()));
        }
        var response = request.with(csrf()).exchange().getResponse();
        var location = response.getRedirectedUrl();
        assertThat(location).isNotNull().startsWith("/letters/out/");
        return UUID.fromString(location.substring("/letters/out/".length()));
    }

    private MockMvcTester.MockMultipartMvcRequestBuilder save(
            UUID id, int version, String subject) {
        return form("/letters/out/" + id, subject, version).with(csrf());
    }

    private MockMvcTester.MockMultipartMvcRequestBuilder form(
            String path, String subject, int version) {
        return web.post()
                .uri(path)
                .multipart()
                .with(signedIn())
                .param("version", Integer.toString(version))
                .param("signer", own.governor.toString())
                .param("ownerCode", "ศส ๐๐๑๗.๒")
                .param("urgency", "SOON")
                .param("subject", subject)
                .param("salutation", "ผู้ว่าราชการจังหวัด")
                .param("proposal", "เพื่อโปรดพิจารณา")
                .param("body", "ด้วยจังหวัดจะจัดประชุม")
                .param("contact", "โทร. 0 2000 0000")
                .param("to", "malee@" + other.domain);
    }

    private MockMvcTester.MockMvcRequestBuilder send(UUID id, int version, String password) {
        return web.post()
                .uri("/letters/out/{id}/send", id)
                .with(signedIn())
                .with(csrf())
                .param("version", Integer.toString(version))
                .param("password", password);
    }

    private String leafOfSending(UUID id) {
        var leaf = "SELECT leaf FROM evidence.entry WHERE record_id = :id AND act = 'letter.sent'";
        return java.util.Objects.requireNonNull(
                transaction.execute(
                        _ -> db.sql(leaf).param("id", id).query(String.class).single()));
    }

    private void dispatchAll() {
        dispatch.waiting().forEach(signing::finish);
    }

    static byte[] pdf() throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(out);
            return out.toByteArray();
        }
    }

    private RequestPostProcessor signedIn() {
        return SignedInAs.as(governor);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private Actor by(String name) {
        return Somebody.named(own.id, name);
    }
}
