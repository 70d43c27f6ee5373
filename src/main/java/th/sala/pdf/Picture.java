package th.sala.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A picture of opaque colours (sRGB). Its points stay packed as the PNG has them, which is as a
/// PDF takes them, so that nothing here unpacks what others made, and the same picture makes the
/// same bytes.
public final class Picture {
    private static final int MOST_A_SIDE = 2000;
    private static final byte[] BEGINNING = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int HEAD = 13;
    private static final int CHECKSUM = 4;
    private static final int LAST_FILTER = 4;
    private static final int COLOURS = 3;

    /// What the PDF's predictors call those of a PNG.
    private static final int PNG_PREDICTOR = 15;

    private final int width;
    private final int height;
    private final byte[] packed;
    private final String address;

    private Picture(int width, int height, byte[] packed, String address) {
        this.width = width;
        this.height = height;
        this.packed = packed;
        this.address = address;
    }

    /// @param png of the plainest kind: eight bits a colour, not interlaced, nothing besides
    /// @param address where a browser finds it
    /// @throws IllegalArgumentException if it is anything else
    public static Picture of(byte[] png, String address) {
        var in = ByteBuffer.wrap(png);
        var beginning = new byte[BEGINNING.length];
        if (in.remaining() < beginning.length) {
            throw new IllegalArgumentException("no picture");
        }
        in.get(beginning);
        if (!java.util.Arrays.equals(beginning, BEGINNING)) {
            throw new IllegalArgumentException("no picture");
        }
        var head = ByteBuffer.wrap(chunk(in, "IHDR"));
        if (head.remaining() != HEAD) {
            throw new IllegalArgumentException("no head");
        }
        int width = side(head.getInt());
        int height = side(head.getInt());
        var manner = new byte[HEAD - 8];
        head.get(manner);
        if (!java.util.Arrays.equals(manner, new byte[] {8, 2, 0, 0, 0})) {
            throw new IllegalArgumentException("not of the plainest kind");
        }
        var packed = new ByteArrayOutputStream();
        while (isNext(in, "IDAT")) {
            packed.writeBytes(chunk(in, "IDAT"));
        }
        chunk(in, "IEND");
        mustUnpack(packed.toByteArray(), width, height);
        return new Picture(width, height, packed.toByteArray(), address);
    }

    private static int side(int points) {
        if (points < 1 || points > MOST_A_SIDE) {
            throw new IllegalArgumentException("a side of " + points);
        }
        return points;
    }

    private static boolean isNext(ByteBuffer in, String name) {
        var place = in.position() + Integer.BYTES;
        return in.remaining() >= 2 * Integer.BYTES
                && name.equals(
                        new String(in.array(), place, Integer.BYTES, StandardCharsets.ISO_8859_1));
    }

    private static byte[] chunk(ByteBuffer in, String name) {
        if (!isNext(in, name)) {
            throw new IllegalArgumentException("no " + name);
        }
        int length = in.getInt();
        in.position(in.position() + Integer.BYTES);
        if (length < 0 || length > in.remaining() - CHECKSUM) {
            throw new IllegalArgumentException("cut off");
        }
        var bytes = new byte[length];
        in.get(bytes);
        in.position(in.position() + CHECKSUM);
        return bytes;
    }

    /// To exactly the points that it says, in rows that a reader of PDFs can put together.
    private static void mustUnpack(byte[] packed, int width, int height) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var row = new byte[1 + width * COLOURS];
            for (int i = 0; i < height; i++) {
                if (fill(inflater, row) < row.length || row[0] < 0 || row[0] > LAST_FILTER) {
                    throw new IllegalArgumentException("no row " + i);
                }
            }
            if (fill(inflater, row) > 0) {
                throw new IllegalArgumentException("more than its points");
            }
        } catch (DataFormatException damaged) {
            throw new IllegalArgumentException(damaged);
        } finally {
            inflater.end();
        }
    }

    private static int fill(Inflater inflater, byte[] row) throws DataFormatException {
        int filled = 0;
        while (filled < row.length) {
            int more = inflater.inflate(row, filled, row.length - filled);
            if (more == 0) {
                return filled;
            }
            filled += more;
        }
        return filled;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    String address() {
        return address;
    }

    COSStream embed(PDDocument document) throws java.io.IOException {
        var stream = document.getDocument().createCOSStream();
        stream.setItem(COSName.TYPE, COSName.XOBJECT);
        stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
        stream.setInt(COSName.WIDTH, width);
        stream.setInt(COSName.HEIGHT, height);
        stream.setInt(COSName.BITS_PER_COMPONENT, 8);
        stream.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        var rows = new COSDictionary();
        rows.setItem(COSName.PREDICTOR, COSInteger.get(PNG_PREDICTOR));
        rows.setInt(COSName.COLORS, COLOURS);
        rows.setInt(COSName.BITS_PER_COMPONENT, 8);
        rows.setInt(COSName.COLUMNS, width);
        stream.setItem(COSName.DECODE_PARMS, rows);
        try (var out = stream.createRawOutputStream()) {
            out.write(packed);
        }
        return stream;
    }
}
