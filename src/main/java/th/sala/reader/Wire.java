package th.sala.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;

/// How the program and its reader talk: frames with lengths, every length bounded, because either
/// end may read from somebody it should not trust. First the reader says [#READY].
public final class Wire {
    static final int READY = 0x53414c41;

    /// The largest file that a reader takes, in bytes: it stands in its memory.
    public static final long LARGEST_FILE = 80L * 1024 * 1024;

    public static final int LONGEST_TEXT = 20_000;
    public static final int MOST_TEXT = 2_000_000;
    public static final int MOST_TEXT_PAGES = 1_000;
    public static final int MOST_PAGES = 20_000;
    public static final int LARGEST_PICTURE = 8 * 1024 * 1024;

    private static final int BYTES_A_CHARACTER = 3;

    private Wire() {}

    /// What the other side sent is nothing that this one says.
    public static final class Garbled extends IOException {
        Garbled(String what) {
            super(what);
        }
    }

    /// @param file exactly `size` bytes of it are sent
    public static void ask(DataOutputStream out, Request request, InputStream file, long size)
            throws IOException {
        switch (request) {
            case Request.Look _ -> out.writeByte('L');
            case Request.Read _ -> out.writeByte('R');
            case Request.Draw(var page) -> {
                out.writeByte('D');
                out.writeInt(page);
            }
        }
        out.writeLong(size);
        file.transferTo(out);
        out.flush();
    }

    /// @return empty at the end of the stream
    static Optional<Request> request(DataInputStream in) throws IOException {
        var kind = in.read();
        return switch (kind) {
            case -1 -> Optional.empty();
            case 'L' -> Optional.of(new Request.Look());
            case 'R' -> Optional.of(new Request.Read());
            case 'D' -> Optional.of(new Request.Draw(in.readInt()));
            default -> throw new Garbled("no request " + kind);
        };
    }

    static long size(DataInputStream in) throws IOException {
        return within(in.readLong(), LARGEST_FILE);
    }

    static void ready(DataOutputStream out) throws IOException {
        out.writeInt(READY);
        out.flush();
    }

    /// @throws EOFException if it ended instead
    public static void awaitReady(DataInputStream in) throws IOException {
        if (in.readInt() != READY) {
            throw new Garbled("no reader");
        }
    }

    static void answer(DataOutputStream out, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Readable readable -> readable(out, readable);
            case Answer.Encrypted _ -> out.writeByte('E');
            case Answer.Empty _ -> out.writeByte('0');
            case Answer.NotPdf(var kind) -> {
                out.writeByte('N');
                out.writeByte(kind.ordinal());
            }
            case Answer.Broken(var trouble) -> {
                out.writeByte('B');
                out.writeByte(trouble.ordinal());
            }
            case Answer.Picture(var width, var height, var png, var isWhole) -> {
                out.writeByte('P');
                out.writeInt(width);
                out.writeInt(height);
                out.writeBoolean(isWhole);
                out.writeInt(png.length);
                out.write(png);
            }
        }
        out.flush();
    }

    private static void readable(DataOutputStream out, Answer.Readable readable)
            throws IOException {
        out.writeByte('R');
        out.writeInt(readable.pages());
        out.writeBoolean(readable.cut());
        out.writeInt(readable.features().size());
        for (var feature : readable.features()) {
            out.writeByte(feature.ordinal());
        }
        out.writeInt(readable.texts().size());
        for (var text : readable.texts()) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    public static Answer answer(DataInputStream in) throws IOException {
        var kind = in.readUnsignedByte();
        return switch (kind) {
            case 'R' -> readable(in);
            case 'E' -> new Answer.Encrypted();
            case '0' -> new Answer.Empty();
            case 'N' -> new Answer.NotPdf(one(Kind.values(), in.readUnsignedByte()));
            case 'B' -> new Answer.Broken(one(Trouble.values(), in.readUnsignedByte()));
            case 'P' -> picture(in);
            default -> throw new Garbled("no answer " + kind);
        };
    }

    private static Answer readable(DataInputStream in) throws IOException {
        var pages = (int) within(in.readInt(), MOST_PAGES);
        var cut = in.readBoolean();
        var features = EnumSet.noneOf(Feature.class);
        var count = within(in.readInt(), Feature.values().length);
        for (int i = 0; i < count; i++) {
            features.add(one(Feature.values(), in.readUnsignedByte()));
        }
        var texts = new ArrayList<String>();
        var texted = within(in.readInt(), MOST_TEXT_PAGES);
        var left = (long) MOST_TEXT * BYTES_A_CHARACTER;
        for (int i = 0; i < texted; i++) {
            var length = within(in.readInt(), LONGEST_TEXT * BYTES_A_CHARACTER);
            left = left - length;
            within(0, left);
            texts.add(new String(bytes(in, (int) length), StandardCharsets.UTF_8));
        }
        return new Answer.Readable(pages, texts, cut, features);
    }

    private static Answer picture(DataInputStream in) throws IOException {
        var width = (int) within(in.readInt(), PagePicture.MOST_HEIGHT);
        var height = (int) within(in.readInt(), PagePicture.MOST_HEIGHT);
        var isWhole = in.readBoolean();
        var length = (int) within(in.readInt(), LARGEST_PICTURE);
        return new Answer.Picture(width, height, bytes(in, length), isWhole);
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static long within(long number, long most) throws Garbled {
        if (number < 0 || number > most || most < 0) {
            throw new Garbled(number + " of " + most);
        }
        return number;
    }

    private static <T> T one(T[] values, int place) throws Garbled {
        return values[(int) within(place, values.length - 1)];
    }
}
