package th.sala.reader;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A picture that somebody gave (PNG, JPEG), made anew: no larger than a letter's head needs, on
/// white where one looks through it, and nothing else of the file in it.
final class SmallPicture {
    private static final Set<String> FORMATS = Set.of("jpeg", "jpg", "png");

    /// What is unpacked must fit into a reader's memory.
    private static final long MOST_POINTS = 18_000_000;

    /// Three centimetres at 600 points an inch.
    private static final int MOST_A_SIDE = 708;

    private SmallPicture() {}

    static Answer of(byte[] file) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return new Answer.Broken(Trouble.DAMAGED);
            }
            var reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    return new Answer.NotPdf(Kind.PICTURE);
                }
                reader.setInput(in, true, true);
                return of(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | LinkageError damaged) {
            return new Answer.Broken(Trouble.DAMAGED);
        }
    }

    /// The size is looked at before a point is unpacked.
    private static Answer of(ImageReader reader) throws IOException {
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_POINTS) {
            return new Answer.Broken(Trouble.PICTURE_TOO_LARGE);
        }
        var picture = smaller(onWhite(reader.read(0)));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return new Answer.Picture(
                picture.getWidth(), picture.getHeight(), bytes.toByteArray(), true);
    }

    private static BufferedImage onWhite(BufferedImage given) {
        var picture = blank(given.getWidth(), given.getHeight());
        draw(picture, given);
        return picture;
    }

    /// By halves: each step sees all points of the one before.
    private static BufferedImage smaller(BufferedImage given) {
        var picture = given;
        while (longer(picture) > MOST_A_SIDE) {
            var scale = Math.max(0.5, (double) MOST_A_SIDE / longer(picture));
            var next =
                    blank(
                            (int) Math.max(1, Math.round(picture.getWidth() * scale)),
                            (int) Math.max(1, Math.round(picture.getHeight() * scale)));
            draw(next, picture);
            picture = next;
        }
        return picture;
    }

    private static int longer(BufferedImage picture) {
        return Math.max(picture.getWidth(), picture.getHeight());
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static void draw(BufferedImage onto, BufferedImage given) {
        Graphics2D drawing = onto.createGraphics();
        drawing.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.setBackground(Color.WHITE);
        drawing.clearRect(0, 0, onto.getWidth(), onto.getHeight());
        drawing.drawImage(given, 0, 0, onto.getWidth(), onto.getHeight(), null);
        drawing.dispose();
    }
}
