package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
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
import th.sala.files.Pdfs;
import th.sala.pdf.Typesetter;
import th.sala.scans.Ocr;
import th.sala.scans.Piece;
import th.sala.scans.Scan;
import th.sala.scans.Scans;

/// Paper in: files are split, read, put right and filed, by the real readers.
@SalaTest
class ScanWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Scans scans;
    @Autowired IncomingDesk incoming;
    @Autowired DividerSheet divider;
    @Autowired FileStore store;
    @Autowired Ocr ocr;

    private Srisamut own;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    /// A letter on paper as another agency sets it.
    private static byte[] letter(String number, String subject, String secrecy) {
        var content =
                new Content(
                        LetterKind.EXTERNAL,
                        new UUID(1, 1),
                        false,
                        Urgency.NORMAL,
                        secrecy,
                        "",
                        subject,
                        "ผู้ว่าราชการจังหวัด",
                        "",
                        "ด้วยกรมจะจัดประชุม\n\nจึงเรียนมาเพื่อโปรดทราบ",
                        "",
                        "",
                        "โทร. 0 2000 0000",
                        "ขอแสดงความนับถือ",
                        "",
                        true);
        var head =
                new LetterSheet.Head(
                        number,
                        LocalDate.of(2026, 11, 2),
                        "กรมตัวอย่าง",
                        "ถนนตัวอย่าง",
                        "นายตัวอย่าง",
                        "อธิบดี",
                        List.of(),
                        false,
                        Instant.EPOCH);
        return Typesetter.set(LetterSheet.of(content, head)).bytes();
    }

    private static byte[] merged(byte[]... pdfs) throws IOException {
        try (var whole = new PDDocument()) {
            for (var pdf : pdfs) {
                try (var one = Loader.loadPDF(pdf)) {
                    new PDFMergerUtility().appendDocument(whole, one);
                }
            }
            return saved(whole);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage picture(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 200, ImageType.GRAY);
        }
    }

    /// As a scanner makes it: a picture without text.
    private static byte[] scanned(byte[] pdf) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var out = new PDPageContentStream(document, page)) {
                var image = LosslessFactory.createFromImage(document, picture(pdf));
                out.drawImage(
                        image, 0, 0, page.getMediaBox().getWidth(), page.getMediaBox().getHeight());
            }
            return saved(document);
        }
    }

    private MvcTestResult bring(String splitting, String name, byte[]... files) {
        var request = web.post().uri("/letters/in/scans").multipart();
        for (var file : files) {
            request.file(new MockMultipartFile("files", name, "application/pdf", file));
        }
        return request.with(SignedInAs.as(officer))
                .with(csrf())
                .param("splitting", splitting)
                .exchange();
    }

    private Scan brought(String splitting, String name, byte[] file) {
        assertThat(bring(splitting, name, file)).hasStatus3xxRedirection();
        return settled(newest().getFirst().id());
    }

    private List<Scan> newest() {
        var end = Instant.parse("9999-12-31T00:00:00Z");
        return within(() -> scans.newest(own.id, end, new UUID(-1, -1), 100));
    }

    private Scan settled(UUID id) {
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> within(() -> scans.scan(own.id, id)), scan -> !scan.isWaiting());
    }

    private MvcTestResult act(UUID scan, String what, String... parameters) {
        var request =
                web.post()
                        .uri("/letters/in/scans/" + scan + "/" + what)
                        .with(SignedInAs.as(officer))
                        .with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private String page(String path) throws IOException {
        var response = web.get().uri(path).with(SignedInAs.as(officer)).exchange().getResponse();
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private static List<String> ranges(Scan scan) {
        return scan.pieces().stream()
                .map(piece -> piece.firstPage() + "-" + piece.lastPage())
                .toList();
    }

    @Test
    void aFileWithDividersBecomesLettersThatWaitToBeRegistered() throws Exception {
        var file =
                merged(
                        letter("ทล 0017.2/101", "ขอเชิญประชุมครั้งแรก", ""),
                        divider.pdf(),
                        letter("ทล 0017.2/102", "ขอเชิญประชุมครั้งหลัง", ""),
                        letter("ทล 0017.2/999", "หน้าที่สอง", ""));
        var scan = brought("DIVIDERS", "เครื่องสแกน.pdf", file);
        assertThat(scan.state()).isEqualTo(Scan.State.READY);
        assertThat(ranges(scan)).containsExactly("1-1", "3-4");
        assertThat(scan.pieces()).extracting(Piece::source).containsOnly(Piece.Source.TEXT);
        assertThat(store.bytes(scan.sha256())).as("as it was brought").isEqualTo(file);
        assertThat(page("/letters/in/scans/" + scan.id()))
                .contains(
                        "ขอเชิญประชุมครั้งแรก",
                        "ทล ๐๐๑๗.๒/๑๐๒",
                        "กรมตัวอย่าง",
                        "ใส่ในกองหนังสือเข้า");

        assertThat(act(scan.id(), "file", "channel", "POST"))
                .as("Sala has looked at one of two pages")
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(act(scan.id(), "file", "channel", "POST", "looked", "true"))
                .hasStatus3xxRedirection();
        assertThat(within(() -> scans.scan(own.id, scan.id())).state()).isEqualTo(Scan.State.FILED);
        var waiting = within(() -> incoming.waiting(own.id, 10));
        assertThat(waiting).hasSize(2);
        var first =
                waiting.stream()
                        .filter(letter -> letter.head().number().endsWith("101"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.channel()).isEqualTo(IncomingLetter.Channel.POST);
        assertThat(first.head().date()).isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(first.head().subject()).isEqualTo("ขอเชิญประชุมครั้งแรก");
        assertThat(first.stage()).isInstanceOf(IncomingLetter.Stage.Arrived.class);
        assertThat(within(() -> incoming.files(own.id, first.id())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.main()).isTrue();
                    assertThat(one.name()).isEqualTo("เครื่องสแกน หน้า 1.pdf");
                    try (var pdf = Loader.loadPDF(store.bytes(one.sha256()))) {
                        assertThat(pdf.getNumberOfPages()).isOne();
                    }
                });
        assertThat(page("/letters/in/" + first.id()))
                .contains("สแกนเข้ามาจาก", "เครื่องสแกน หน้า ๑", "ลงทะเบียนรับ");
        assertThat(
                        web.post()
                                .uri("/letters/in/{id}/register", first.id())
                                .with(SignedInAs.as(officer))
                                .with(csrf())
                                .param("subject", "ขอเชิญประชุมครั้งแรก")
                                .param("senderAgency", "กรมตัวอย่าง")
                                .param("number", first.head().number())
                                .param("urgency", "NORMAL"))
                .hasStatus3xxRedirection();
        assertThat(within(() -> incoming.stamps(officer, first.id()))).hasSize(1);
        assertThat(act(scan.id(), "file", "channel", "POST")).hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> incoming.waiting(own.id, 10))).hasSize(1);
    }

    @Test
    void aPictureIsReadWhereTheMachineCan() throws Exception {
        assertThat(ocr.isThere()).as(".ci/run installs tesseract-ocr-tha").isTrue();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(
                picture(letter("ทล 0017.2/123", "ขอเชิญประชุมเตรียมรับน้ำท่วม", "")), "png", bytes);
        var scan = brought("NONE", "โทรศัพท์.png", bytes.toByteArray());
        assertThat(scan.state()).isEqualTo(Scan.State.READY);
        var piece = scan.pieces().getFirst();
        assertThat(piece.source()).isEqualTo(Piece.Source.OCR);
        assertThat(piece.text().replace(" ", "")).contains("ประชุม");
        assertThat(page("/letters/in/scans/" + scan.id())).contains("อ่านจากภาพ โปรดตรวจ");

        assertThat(act(scan.id(), "file", "channel", "POST", "looked", "true"))
                .hasStatus3xxRedirection();
        var waiting = within(() -> incoming.waiting(own.id, 10)).getFirst();
        assertThat(page("/letters/in/" + waiting.id()))
                .as("a number that was recognised is never taken unseen")
                .contains("อ่านจากภาพ โปรดตรวจ");
    }

    @Test
    void aPersonPutsRightWhatWasSplitWrongly() throws Exception {
        var one = letter("ทล 1/1", "ฉบับหนึ่ง", "");
        var scan = brought("NONE", "รวม.pdf", merged(one, one, one, one));
        assertThat(ranges(scan)).containsExactly("1-4");

        assertThat(act(scan.id(), "pieces/1/part", "last", "4", "page", "3"))
                .hasStatus3xxRedirection();
        var parted = settled(scan.id());
        assertThat(ranges(parted)).containsExactly("1-2", "3-4");
        assertThat(parted.pieces()).allMatch(Piece::isDone);

        for (var last : List.of("2", "4")) {
            assertThat(act(scan.id(), "pieces/1/part", "last", last, "page", "3"))
                    .hasStatus(HttpStatus.CONFLICT);
        }
        assertThat(act(scan.id(), "pieces/1/join", "last", "2")).hasStatus(HttpStatus.CONFLICT);
        assertThat(act(scan.id(), "pieces/2/join", "last", "4")).hasStatus(HttpStatus.CONFLICT);
        assertThat(act(scan.id(), "pieces/1/drop", "last", "4"))
                .as("what another person made of it meanwhile")
                .hasStatus(HttpStatus.CONFLICT);

        assertThat(act(scan.id(), "pieces/3/part", "last", "4", "page", "4"))
                .hasStatus3xxRedirection();
        settled(scan.id());
        assertThat(act(scan.id(), "pieces/3/join", "last", "3")).hasStatus3xxRedirection();
        assertThat(ranges(settled(scan.id()))).containsExactly("1-3", "4-4");
        assertThat(act(scan.id(), "pieces/4/drop", "last", "4")).hasStatus3xxRedirection();
        assertThat(ranges(settled(scan.id()))).containsExactly("1-3");

        assertThat(act(scan.id(), "file", "channel", "COUNTER"))
                .as("three pages, of which Sala has looked at one")
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(act(scan.id(), "file", "channel", "COUNTER", "looked", "true"))
                .hasStatus3xxRedirection();
        assertThat(within(() -> incoming.waiting(own.id, 10))).hasSize(1);
    }

    @Test
    void whatLiesBetweenTwoLettersIsInNeither() throws Exception {
        var one = letter("ทล 1/1", "ฉบับหนึ่ง", "");
        var scan = brought("DIVIDERS", "คั่น.pdf", merged(one, divider.pdf(), one));
        assertThat(ranges(scan)).containsExactly("1-1", "3-3");
        assertThat(act(scan.id(), "pieces/3/join", "last", "3")).hasStatus(HttpStatus.CONFLICT);
        assertThat(page("/letters/in/scans/" + scan.id()))
                .contains("หน้าที่ไม่อยู่ในฉบับใด", ">๒<");
    }

    @Test
    void aHundredFilesAtOnceAreEachReadAndOneOfThemIsNone() throws Exception {
        var files =
                IntStream.range(0, 100)
                        .mapToObj(i -> Pdfs.of("Paper %d %s".formatted(i, "of many ".repeat(20))))
                        .toArray(byte[][]::new);
        files[41] = "not a paper".getBytes(StandardCharsets.US_ASCII);
        assertThat(bring("NONE", "กอง.pdf", files)).hasStatus3xxRedirection();
        var brought = newest();
        assertThat(brought).hasSize(100);
        var settled = brought.stream().map(one -> settled(one.id())).toList();
        assertThat(settled)
                .filteredOn(one -> one.state() != Scan.State.READY)
                .singleElement()
                .satisfies(one -> assertThat(store.bytes(one.sha256())).isEqualTo(files[41]));
        assertThat(settled)
                .filteredOn(one -> one.state() == Scan.State.READY)
                .allSatisfy(one -> assertThat(ranges(one)).containsExactly("1-1"))
                .extracting(Scan::sha256)
                .doesNotHaveDuplicates();
        assertThat(page("/letters/in/scans")).contains("กอง");
    }

    @Test
    void theSameFileIsBroughtOnce() throws Exception {
        var file = letter("ทล 1/1", "ฉบับเดียว", "");
        brought("NONE", "ครั้งแรก.pdf", file);
        assertThat(bring("NONE", "ครั้งหลัง.pdf", file)).hasStatus3xxRedirection();
        assertThat(newest()).extracting(Scan::name).containsExactly("ครั้งแรก.pdf");

        var scan = newest().getFirst().id();
        assertThat(act(scan, "pieces/1/drop", "last", "1")).hasStatus3xxRedirection();
        assertThat(bring("NONE", "อีกครั้ง.pdf", file)).hasStatus3xxRedirection();
        assertThat(newest()).as("what was thrown away by mistake comes again").hasSize(2);
    }

    @ParameterizedTest(name = "a picture of a paper marked {0} stays out")
    @ValueSource(strings = {"ลับ", "ลับมาก", "ลับที่สุด"})
    void aPictureOfASecretPaperStaysOut(String secrecy) throws Exception {
        var scan = brought("NONE", secrecy + ".pdf", scanned(letter("ทล 1/2", "ปกปิด", secrecy)));
        assertThat(scan.pieces()).extracting(Piece::source).containsOnly(Piece.Source.OCR);
        assertThat(page("/letters/in/scans/" + scan.id()))
                .contains("มีเครื่องหมาย " + secrecy)
                .doesNotContain("ปกปิด", "/picture\"");
        for (var path : List.of("/pieces/1/piece.pdf", "/pieces/1/picture")) {
            assertThat(
                            web.get()
                                    .uri("/letters/in/scans/" + scan.id() + path)
                                    .with(SignedInAs.as(officer)))
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(act(scan.id(), "file", "looked", "true")).hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> incoming.waiting(own.id, 10))).isEmpty();
    }

    @Test
    void aSecretPaperStaysOut() throws Exception {
        var file =
                merged(
                        letter("ทล 1/1", "เปิดเผย", ""),
                        divider.pdf(),
                        letter("ทล 1/2", "ปกปิด", "ลับ"));
        var scan = brought("DIVIDERS", "ปน.pdf", file);
        assertThat(page("/letters/in/scans/" + scan.id())).contains("มีเครื่องหมาย ลับ");
        assertThat(act(scan.id(), "file", "channel", "COUNTER")).hasStatus3xxRedirection();
        assertThat(within(() -> incoming.waiting(own.id, 10)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.head().subject()).isEqualTo("เปิดเผย"));
        assertThat(within(() -> scans.scan(own.id, scan.id())).isReady()).isTrue();
        assertThat(act(scan.id(), "pieces/3/drop", "last", "3")).hasStatus3xxRedirection();
        assertThat(within(() -> scans.scan(own.id, scan.id())).state()).isEqualTo(Scan.State.FILED);
    }

    @Test
    void whatCannotBeReadSaysWhyAndMayBeTriedAgain() throws Exception {
        var scan =
                brought("NONE", "เสีย.pdf", "%PDF-1.7 ครึ่งเดียว".getBytes(StandardCharsets.UTF_8));
        assertThat(scan.state()).isEqualTo(Scan.State.TROUBLE);
        assertThat(scan.trouble()).isEqualTo("files.pdf.truncated");
        assertThat(page("/letters/in/scans/" + scan.id())).contains("ลองอีกครั้ง");
        assertThat(act(scan.id(), "again")).hasStatus3xxRedirection();
        assertThat(settled(scan.id()).state()).isEqualTo(Scan.State.TROUBLE);
        assertThat(act(scan.id(), "cancel")).hasStatus(HttpStatus.CONFLICT);

        var white = brought("WHITE", "ขาว.pdf", merged(divider.pdf(), divider.pdf()));
        assertThat(white.trouble()).isEqualTo("scans.trouble.white");
        assertThat(page("/letters/in/scans")).contains("เสีย.pdf", "ขาว.pdf", "อ่านไม่ได้");
    }

    @Test
    void whatWasCancelledGoesOnWhereItEnded() throws Exception {
        var one = scanned(letter("ทล 1/1", "ฉบับหนึ่ง", ""));
        assertThat(bring("NONE", "ช้า.pdf", merged(one, one, one))).hasStatus3xxRedirection();
        var id = newest().getFirst().id();
        // looking at three pages and recognising letters takes seconds; this is asked at once
        assertThat(act(id, "cancel")).hasStatus3xxRedirection();
        assertThat(within(() -> scans.scan(own.id, id)).state()).isEqualTo(Scan.State.CANCELLED);
        assertThat(act(id, "file", "channel", "POST")).hasStatus(HttpStatus.CONFLICT);
        assertThat(act(id, "again")).hasStatus3xxRedirection();
        assertThat(settled(id).state()).isEqualTo(Scan.State.READY);
        assertThat(ranges(settled(id))).containsExactly("1-3");
    }

    @Test
    void othersSeeNothingOfIt() throws Exception {
        var scan = brought("NONE", "ของเรา.pdf", letter("ทล 1/1", "ฉบับหนึ่ง", ""));
        var other =
                new Srisamut(founding, organisation, powers, "o-" + UUID.randomUUID() + ".example");
        var stranger = SignedInAs.person(other.id, other.officer, Role.CORRESPONDENCE_OFFICER);
        for (var path : List.of("", "/original", "/pieces/1/piece.pdf", "/pieces/1/picture")) {
            assertThat(
                            web.get()
                                    .uri("/letters/in/scans/" + scan.id() + path)
                                    .with(SignedInAs.as(stranger)))
                    .as(path)
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
    }
}
