package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.files.Pdfs;
import th.sala.mail.MessageReader;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
import th.sala.signing.SignatureChecks;

/// Letters whose PDF somebody brought: signed after their number, before their mail.
@SalaTest
class BroughtWebTests {
    private static final byte[] PDF = Pdfs.of("A letter of our own typewriter");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired OutgoingDesk desk;
    @Autowired GivenFiles given;
    @Autowired Dispatch dispatch;
    @Autowired SignatureChecks checks;
    @Autowired FileStore store;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Neighbours both;
    private SignedIn governor;

    @BeforeEach
    void begin() {
        both = new Neighbours(here);
        governor = SignedInAs.person(both.own.id, both.own.governor, Role.AUTHORISED_PERSON);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                both.own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private LetterFile kept(byte[] pdf) {
        return given.keep(true, "หนังสือ.pdf", "application/pdf", new ByteArrayInputStream(pdf));
    }

    private UUID drafted(byte[] pdf) {
        var file = kept(pdf);
        var content = Invitation.by(both.own.governor).brought();
        return within(
                () -> desk.begin(governor, content, List.of(both.other.mail()), List.of(file)));
    }

    private LetterFile file(UUID letter) {
        return within(() -> desk.files(both.own.id, letter)).getFirst();
    }

    private List<String> acts(UUID letter) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :letter ORDER BY id")
                        .param("letter", letter)
                        .query(String.class)
                        .list());
    }

    @Test
    @DisplayName(
            "C5 ข้อ 3(5): what leaves is the PDF that was brought, with its signer's signature behind it")
    void whatWasBroughtLeavesSigned() {
        var letter = drafted(PDF);
        within(() -> desk.send(governor, letter, 1, null));
        var addressee =
                both.await(
                        () -> desk.addressees(both.own.id, letter).getFirst(),
                        one -> one.messageId() != null);

        var out = within(() -> desk.letter(both.own.id, letter));
        var mail = within(() -> dispatch.mail(out, addressee));
        var sent = MessageReader.read(mail.raw()).attachments().getFirst().bytes();
        assertThat(Arrays.mismatch(PDF, sent)).as("nothing of it is changed").isEqualTo(PDF.length);
        var found = checks.check(store.path(file(letter).sha256())).orElseThrow();
        assertThat(((Answer.Checked) found).signatures())
                .extracting(PdfSignature::verdict, PdfSignature::signer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                PdfSignature.Verdict.GOOD, "นางสาวมาลี ศรีสุข"));
        assertThat(new String(sent, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("its number is in what viewers show of the signature")
                .contains("/Reason");
        assertThat(acts(letter)).contains("letter.signed-in-pdf");
        assertThat(
                        web.get()
                                .uri("/letters/out/{id}", letter)
                                .with(SignedInAs.as(governor))
                                .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("ลายมือชื่ออิเล็กทรอนิกส์");
    }

    @Test
    @DisplayName("C5 ข้อ 3(5): a PDF that takes no signature takes no number either")
    void whatTakesNoSignatureIsRefusedBeforeTheNumber() {
        var letter = drafted(restricted());
        assertThatThrownBy(() -> within(() -> desk.send(governor, letter, 1, null)))
                .isInstanceOf(NotReady.class);
        assertThat(within(() -> desk.findings(both.own.id, letter)))
                .extracting(Finding::key)
                .contains("files.pdf.restricted");
        assertThat(
                        web.get()
                                .uri("/letters/out/{id}", letter)
                                .with(SignedInAs.as(governor))
                                .exchange())
                .bodyText()
                .contains("ห้ามแก้ไข", "แนบไฟล์นี้เป็นสิ่งที่ส่งมาด้วย");
        assertThat(within(() -> desk.letter(both.own.id, letter)).isDraft()).isTrue();

        var enclosed =
                given.keep(
                        false,
                        "เดิม.pdf",
                        "application/pdf",
                        new ByteArrayInputStream(restricted()));
        assertThat(enclosed.verdict()).as("enclosed it may go").isEqualTo(LetterFile.READABLE);
    }

    private static byte[] restricted() {
        try (var document = Loader.loadPDF(PDF)) {
            var nothing = new AccessPermission();
            nothing.setCanModify(false);
            document.protect(new StandardProtectionPolicy("owner", "", nothing));
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The file is lost between the number and the signature; it comes back.
    @Test
    void staysWithItsNumberUntilItCanBeSigned() throws IOException {
        var letter = drafted(Pdfs.of("A letter of " + UUID.randomUUID()));
        var path = store.path(file(letter).sha256());
        var away = path.resolveSibling("away-" + letter);
        Files.move(path, away);
        within(() -> desk.send(governor, letter, 1, null));
        await().atMost(Duration.ofMinutes(1)).until(() -> acts(letter).contains("letter.unsigned"));
        assertThat(within(() -> desk.addressees(both.own.id, letter)).getFirst().messageId())
                .isNull();
        assertThatThrownBy(() ->
                        within(() -> dispatch.dispatch(desk.letter(both.own.id, letter), null)))
                .as("never unsigned")
                .isInstanceOf(IllegalStateException.class);

        Files.move(away, path);
        var again = here.getBean(SigningTroubles.class);
        within(() -> {
            again.again(governor, letter);
            return true;
        });
        both.await(
                () -> desk.addressees(both.own.id, letter).getFirst(),
                one -> one.messageId() != null);
        assertThat(acts(letter)).contains("letter.signed-in-pdf");
    }
}
