package th.sala.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class PictureTests {
    private static byte[] png(int width, int height, int type) throws IOException {
        var image = new BufferedImage(width, height, type);
        var drawing = image.createGraphics();
        drawing.setColor(Color.RED);
        drawing.fillRect(0, 0, width / 2, height);
        drawing.setColor(Color.BLUE);
        drawing.fillRect(width / 2, 0, width - width / 2, height);
        drawing.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] plain(int width, int height) throws IOException {
        return png(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static Sheet under(Picture picture) {
        var photo = new Block.Photo(picture, Points.mm(30), Align.LEFT, "ตรา");
        return new Sheet(
                "หนังสือ",
                "จังหวัด",
                Instant.EPOCH,
                new Sheet.Margins(Points.mm(25), Points.mm(20), Points.mm(20), Points.mm(30)),
                true,
                "",
                "- %s -",
                List.of(photo, Block.text("ข้อความ", Form.TEXT.role(Form.Role.TITLE))),
                List.of());
    }

    @Test
    void standsInAnArchiveAsItIsAndAlwaysTheSame() throws IOException {
        var bytes = plain(300, 200);
        var pdf = Typesetter.set(under(Picture.of(bytes, "/x"))).bytes();
        assertThat(Checks.asArchive(pdf)).isEmpty();
        assertThat(Checks.asAccessible(pdf)).isEmpty();
        assertThat(Typesetter.set(under(Picture.of(bytes, "/x"))).bytes()).isEqualTo(pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var page = new PDFRenderer(document).renderImageWithDPI(0, 72);
            int left = (int) Points.mm(30);
            int top = (int) Points.mm(25);
            assertThat(new Color(page.getRGB(left + 10, top + 10))).isEqualTo(Color.RED);
            assertThat(new Color(page.getRGB(left + 70, top + 10))).isEqualTo(Color.BLUE);
            assertThat(new Color(page.getRGB(left + 70, top + 70)))
                    .as("as wide as the square, and as high as it is wide")
                    .isEqualTo(Color.WHITE);
        }
    }

    @Test
    void isLookedForByTheBrowserWhereItStandsOnPaper() throws IOException {
        var page = Typesetter.show(under(Picture.of(plain(200, 400), "/here"))).getFirst();
        assertThat(page.images())
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.address()).isEqualTo("/here");
                    assertThat(Double.parseDouble(image.height())).isCloseTo(85.04, within(0.1));
                    assertThat(Double.parseDouble(image.width())).isCloseTo(42.52, within(0.1));
                });
    }

    private static org.assertj.core.data.Offset<Double> within(double most) {
        return org.assertj.core.data.Offset.offset(most);
    }

    @Test
    void onlyThePlainestKindIsTaken() throws IOException {
        refuses(png(20, 20, BufferedImage.TYPE_INT_ARGB));
        refuses(png(20, 20, BufferedImage.TYPE_BYTE_GRAY));
        refuses(plain(2001, 20));
        refuses(new byte[0]);
        refuses(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var good = plain(20, 20);
        refuses(Arrays.copyOf(good, good.length - 20));
        var taller = good.clone();
        taller[23]++;
        refuses(taller);
        var lower = good.clone();
        lower[23]--;
        refuses(lower);
        var interlaced = good.clone();
        interlaced[28] = 1;
        refuses(interlaced);
        for (int cut = 0; cut < good.length; cut++) {
            refuses(Arrays.copyOf(good, cut));
        }
    }

    private static void refuses(byte[] png) {
        assertThatThrownBy(() -> Picture.of(png, "/x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
