package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import th.sala.pdf.Checks;

/// The agency's own emblem: given, looked at, used, and gone back from.
@SalaTest
class EmblemWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk desk;
    @Autowired SetLetters letters;
    @Autowired EmblemDesk emblems;
    @Autowired FileStore store;

    private Srisamut own;
    private SignedIn governor;
    private SignedIn administrator;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        administrator = SignedInAs.person(own.id, own.deputy, Role.ADMINISTRATOR);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    /// A disc, with nothing around it.
    private static byte[] disc(Color colour, int width, int height, String format)
            throws IOException {
        var isPng = format.equals("png");
        var image =
                new BufferedImage(
                        width,
                        height,
                        isPng ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var drawing = image.createGraphics();
        drawing.setColor(colour);
        drawing.fillOval(0, 0, width, height);
        drawing.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private MvcTestResult give(SignedIn who, byte[] file) {
        return web.post()
                .uri("/letters/emblem/pictures")
                .with(SignedInAs.as(who))
                .with(csrf())
                .multipart()
                .file(new MockMultipartFile("picture", "ตรา.png", "image/png", file))
                .exchange();
    }

    private MvcTestResult post(SignedIn who, String path, String picture) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("picture", picture)
                .exchange();
    }

    /// @return the picture's SHA-256
    private String given(byte[] file) {
        var result = give(administrator, file);
        assertThat(result).hasStatus3xxRedirection();
        var location = Objects.requireNonNull(result.getResponse().getRedirectedUrl());
        return location.substring(location.indexOf("look=") + "look=".length());
    }

    private void use(String picture) {
        assertThat(post(administrator, "/letters/emblem", picture)).hasStatus3xxRedirection();
    }

    private UUID numbered() {
        var content = Invitation.by(own.governor).kind(LetterKind.ORDER).typeset();
        var id = within(() -> desk.begin(governor, content, List.of(), List.of()));
        within(() -> desk.send(governor, id, 1, null));
        return id;
    }

    private byte[] set(UUID id) {
        return within(() -> letters.set(desk.letter(own.id, id)).bytes());
    }

    private byte[] signed(UUID id) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !within(() -> desk.files(own.id, id)).isEmpty());
        return store.bytes(within(() -> desk.files(own.id, id)).getFirst().sha256());
    }

    private static int pictures(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            PDResources resources = document.getPage(0).getResources();
            int count = 0;
            for (COSName name : resources.getXObjectNames()) {
                count += resources.isImageXObject(name) ? 1 : 0;
            }
            return count;
        }
    }

    @Test
    void isLookedAtBeforeItStandsOnLetters() throws IOException {
        var picture = given(disc(Color.RED, 400, 400, "png"));
        var looked = web.get().uri("/letters/emblem?look=" + picture);
        assertThat(looked.with(SignedInAs.as(administrator)))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/letters/emblem/" + picture, "ใช้ตรานี้", "บันทึกข้อความ");
        assertThat(web.get().uri("/letters/emblem").with(SignedInAs.as(administrator)))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีตราของหน่วยงาน")
                .doesNotContain(picture, "กลับไปใช้ตราแทนของระบบ</button>");
        assertThat(pictures(signed(numbered()))).isZero();

        use(picture);
        assertThat(web.get().uri("/letters/emblem").with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains(picture, "ตราที่เคยใช้")
                .doesNotContain("ดูตัวอย่างกับหนังสือ", "กลับไปใช้ตราแทนของระบบ</button>");
        assertThat(
                        web.post()
                                .uri("/letters/out/sheet")
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .param("kind", "EXTERNAL")
                                .param("typeset", "true")
                                .param("body", "ข้อความ"))
                .hasStatusOk()
                .bodyText()
                .contains("<image href=\"/letters/emblem/" + picture);
        assertThat(web.get().uri("/letters/emblem/" + picture).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .hasContentType("image/png");
        var pdf = signed(numbered());
        assertThat(pictures(pdf)).isEqualTo(1);
        assertThat(Checks.asArchive(pdf)).isEmpty();
    }

    @Test
    void aLetterKeepsTheOneOfTheDayOnWhichItGotItsNumber() throws IOException {
        var before = numbered();
        var without = set(before);
        use(given(disc(Color.RED, 300, 300, "png")));
        var red = numbered();
        var withRed = set(red);
        use(given(disc(Color.BLUE, 300, 200, "jpg")));
        var blue = numbered();
        var withBlue = set(blue);
        assertThat(post(administrator, "/letters/emblem/remove", "")).hasStatus3xxRedirection();

        assertThat(set(before)).isEqualTo(without);
        assertThat(set(red)).isEqualTo(withRed);
        assertThat(set(blue)).isEqualTo(withBlue);
        assertThat(pictures(withRed)).isEqualTo(1);
        assertThat(pictures(withBlue)).isEqualTo(1);
        assertThat(pictures(set(numbered()))).isZero();
        assertThat(Checks.asArchive(withBlue)).isEmpty();
        assertThat(within(() -> emblems.history(own.id)))
                .extracting(used -> used.sha256() == null)
                .containsExactly(true, false, false);
    }

    @Test
    void whatIsThereAlreadyIsNotUsedAgain() throws IOException {
        var picture = given(disc(Color.RED, 300, 300, "png"));
        use(picture);
        use(picture);
        assertThat(within(() -> emblems.history(own.id))).hasSize(1);
        assertThat(post(administrator, "/letters/emblem/remove", "")).hasStatus3xxRedirection();
        assertThat(post(administrator, "/letters/emblem/remove", "")).hasStatus3xxRedirection();
        assertThat(within(() -> emblems.history(own.id))).hasSize(2);
    }

    @Test
    void whoeverPressesTwiceUsesItOnce() throws Exception {
        var picture = given(disc(Color.RED, 300, 300, "png"));
        Callable<MvcTestResult> press = () -> post(administrator, "/letters/emblem", picture);
        try (var both = Executors.newFixedThreadPool(2)) {
            for (var result : both.invokeAll(Collections.nCopies(2, press))) {
                assertThat(result.get()).hasStatus3xxRedirection();
            }
        }
        assertThat(within(() -> emblems.history(own.id))).hasSize(1);
    }

    @Test
    void hostileAndUselessPicturesAreRefused() throws IOException {
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>";
        refuses(svg.getBytes(StandardCharsets.UTF_8), "ให้บันทึกเป็น PNG ก่อน");
        refuses(disc(Color.RED, 300, 300, "gif"), "ให้บันทึกเป็น PNG ก่อน");
        refuses(disc(Color.RED, 100, 100, "png"), "เล็กเกินไป");
        refuses(disc(Color.RED, 900, 300, "png"), "ยาวเกินสองเท่า");
        var good = disc(Color.RED, 300, 300, "png");
        refuses(Arrays.copyOf(good, good.length / 2), "เปิดภาพนี้ไม่ได้");
        var bomb = good.clone();
        Arrays.fill(bomb, 16, 24, (byte) 0x70);
        refuses(bomb, "จุดมากเกินไป");
        assertThat(within(() -> emblems.history(own.id))).isEmpty();
    }

    private void refuses(byte[] file, String because) {
        assertThat(give(administrator, file))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .containsOnlyOnce(because);
    }

    @Test
    void onlyAdministratorsGiveOneAndOnlyTheirOwnAgencys() throws IOException {
        var file = disc(Color.RED, 300, 300, "png");
        assertThat(give(governor, file)).hasStatus(HttpStatus.FORBIDDEN);
        var picture = given(file);
        assertThat(post(governor, "/letters/emblem", picture)).hasStatus(HttpStatus.FORBIDDEN);
        var other = new Srisamut(founding, organisation, powers, "o-" + own.domain);
        var theirs = SignedInAs.person(other.id, other.deputy, Role.ADMINISTRATOR);
        assertThat(web.get().uri("/letters/emblem/" + picture).with(SignedInAs.as(theirs)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(theirs, "/letters/emblem", picture))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
