package th.sala.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a telephone was held when it took a picture, as its JPEG says (Exif, tag 274). Mirrored ones
/// no telephone makes; they count as not turned.
enum Orientation {
    UPRIGHT(0),
    TO_THE_RIGHT(90),
    UPSIDE_DOWN(180),
    TO_THE_LEFT(270);

    private static final int APP1 = 0xFFE1;
    private static final int SCAN = 0xFFDA;
    private static final int TAG = 274;
    private static final int ENTRY = 12;
    private static final int MOST_ENTRIES = 200;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /// How far a viewer turns the page, clockwise.
    final int degrees;

    Orientation(int degrees) {
        this.degrees = degrees;
    }

    /// What is no JPEG, or says nothing, is upright.
    static Orientation of(byte[] jpeg) {
        try {
            return switch (tag(ByteBuffer.wrap(jpeg))) {
                case 3 -> UPSIDE_DOWN;
                case 6 -> TO_THE_RIGHT;
                case 8 -> TO_THE_LEFT;
                default -> UPRIGHT;
            };
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException cutOff) {
            return UPRIGHT;
        } catch (IndexOutOfBoundsException cutOff) {
            return UPRIGHT;
        }
    }

    private static int tag(ByteBuffer file) {
        file.getShort();
        while (true) {
            var marker = file.getShort() & 0xFFFF;
            if (marker == SCAN || marker >> 8 != 0xFF) {
                return 0;
            }
            var length = (file.getShort() & 0xFFFF) - 2;
            var part = file.slice(file.position(), length);
            if (marker == APP1 && part.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
                return inTiff(part.slice(EXIF.length, length - EXIF.length));
            }
            file.position(file.position() + length);
        }
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var folder = tiff.getInt(4);
        var entries = Math.min(tiff.getShort(folder) & 0xFFFF, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            var entry = folder + 2 + i * ENTRY;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return tiff.getShort(entry + 8) & 0xFFFF;
            }
        }
        return 0;
    }
}
