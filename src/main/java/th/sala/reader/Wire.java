package th.sala.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /// What the code on a divider between two letters of a scan says.
    public static final String DIVIDER = "SALA-DIVIDER-1";

    /// Room for a signature with its certificates, or a timestamp.
    public static final int SIGNATURE_BYTES = 16 * 1024;

    public static final int LARGEST_COPY = 40 * 1024 * 1024;

    /// On the first page of a copy: more would leave no room for what it is a copy of.
    public static final int MOST_STAMPS = 9;

    /// Signatures and timestamps in one file.
    public static final int MOST_SIGNATURES = 200;

    static final int LONGEST_NAME = 1_000;

    private static final int BYTES_A_CHARACTER = 3;
    private static final int MOST_PIECES = 1_000;
    private static final int LARGEST_PIECE = 8 * 1024 * 1024;

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
            case Request.Draw(var page, var large) -> {
                out.writeByte('D');
                out.writeInt(page);
                out.writeByte(large.ordinal());
            }
            case Request.Pages _ -> out.writeByte('P');
            case Request.Emblem _ -> out.writeByte('M');
            case Request.Sheets(var from, var to) -> {
                out.writeByte('H');
                out.writeInt(from);
                out.writeInt(to);
            }
            case Request.Cut(var from, var to) -> {
                out.writeByte('U');
                out.writeInt(from);
                out.writeInt(to);
            }
            case Request.Check(var now, var authorities, var withdrawn) -> {
                out.writeByte('C');
                moment(out, now);
                pieces(out, authorities);
                pieces(out, withdrawn);
            }
            case Request.Place(var said) -> {
                out.writeByte('G');
                out.writeBoolean(said != null);
                if (said != null) {
                    text(out, said.name());
                    text(out, said.reason());
                    moment(out, said.at());
                }
            }
            case Request.Copy(var stamps, var sheets) -> {
                out.writeByte('S');
                stamps(out, stamps);
                pieces(out, sheets);
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
            case 'D' ->
                    Optional.of(
                            new Request.Draw(
                                    in.readInt(),
                                    one(Request.Draw.Size.values(), in.readUnsignedByte())));
            case 'P' -> Optional.of(new Request.Pages());
            case 'M' -> Optional.of(new Request.Emblem());
            case 'H' -> Optional.of(new Request.Sheets(in.readInt(), in.readInt()));
            case 'U' -> Optional.of(new Request.Cut(in.readInt(), in.readInt()));
            case 'G' -> Optional.of(new Request.Place(said(in)));
            case 'C' -> Optional.of(new Request.Check(moment(in), pieces(in), pieces(in)));
            case 'S' -> Optional.of(new Request.Copy(stamps(in), pieces(in)));
            default -> throw new Garbled("no request " + kind);
        };
    }

    private static Request.Place.@Nullable Said said(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Request.Place.Said(text(in), text(in), moment(in)) : null;
    }

    private static void stamps(DataOutputStream out, List<Request.Stamp> stamps)
            throws IOException {
        out.writeInt(stamps.size());
        for (var stamp : stamps) {
            pieces(out, List.of(stamp.pdf()));
            out.writeDouble(stamp.left());
            out.writeDouble(stamp.top());
            out.writeDouble(stamp.width());
            out.writeDouble(stamp.height());
        }
    }

    private static List<Request.Stamp> stamps(DataInputStream in) throws IOException {
        var stamps = new ArrayList<Request.Stamp>();
        var count = within(in.readInt(), MOST_STAMPS);
        for (int i = 0; i < count; i++) {
            var pdf = pieces(in);
            if (pdf.size() != 1) {
                throw new Garbled("no stamp");
            }
            stamps.add(
                    new Request.Stamp(
                            pdf.getFirst(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble()));
        }
        return stamps;
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
            case Answer.Checked checked -> checked(out, checked);
            case Answer.Sheets(var sheets) -> {
                out.writeByte('H');
                out.writeInt(sheets.size());
                for (var sheet : sheets) {
                    out.writeByte(sheet.ordinal());
                }
            }
            case Answer.Copied(var pdf) -> {
                out.writeByte('S');
                out.writeInt(pdf.length);
                out.write(pdf);
            }
        }
        out.flush();
    }

    private static void checked(DataOutputStream out, Answer.Checked checked) throws IOException {
        out.writeByte('C');
        out.writeInt(checked.signatures().size());
        for (var signature : checked.signatures()) {
            text(out, signature.signer());
            text(out, signature.issuer());
            text(out, signature.certificate());
            maybe(out, signature.claimedAt());
            maybe(out, signature.stampedAt());
            out.writeByte(signature.verdict().ordinal());
            out.writeInt(signature.changes().size());
            for (var change : signature.changes()) {
                out.writeByte(change.ordinal());
            }
        }
        out.writeInt(checked.ends().size());
        for (var end : checked.ends()) {
            out.writeLong(end);
        }
    }

    private static Answer checked(DataInputStream in) throws IOException {
        var signatures = new ArrayList<PdfSignature>();
        var count = within(in.readInt(), MOST_SIGNATURES);
        for (int i = 0; i < count; i++) {
            signatures.add(
                    new PdfSignature(
                            text(in),
                            text(in),
                            text(in),
                            maybe(in),
                            maybe(in),
                            one(PdfSignature.Verdict.values(), in.readUnsignedByte()),
                            all(Change.class, Change.values(), in)));
        }
        var ends = new ArrayList<Long>();
        var signed = within(in.readInt(), MOST_SIGNATURES);
        for (int i = 0; i < signed; i++) {
            ends.add(within(in.readLong(), LARGEST_FILE));
        }
        return new Answer.Checked(signatures, ends);
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
            case 'C' -> checked(in);
            case 'H' -> sheets(in);
            case 'S' -> new Answer.Copied(bytes(in, (int) within(in.readInt(), LARGEST_COPY)));
            default -> throw new Garbled("no answer " + kind);
        };
    }

    private static Answer readable(DataInputStream in) throws IOException {
        var pages = (int) within(in.readInt(), MOST_PAGES);
        var cut = in.readBoolean();
        var features = all(Feature.class, Feature.values(), in);
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

    private static Answer sheets(DataInputStream in) throws IOException {
        var sheets = new ArrayList<Answer.Sheet>();
        var count = within(in.readInt(), MOST_PAGES);
        for (int i = 0; i < count; i++) {
            sheets.add(one(Answer.Sheet.values(), in.readUnsignedByte()));
        }
        return new Answer.Sheets(sheets);
    }

    private static Answer picture(DataInputStream in) throws IOException {
        var width = (int) within(in.readInt(), PagePicture.MOST_HEIGHT);
        var height = (int) within(in.readInt(), PagePicture.MOST_HEIGHT);
        var isWhole = in.readBoolean();
        var length = (int) within(in.readInt(), LARGEST_PICTURE);
        return new Answer.Picture(width, height, bytes(in, length), isWhole);
    }

    private static void moment(DataOutputStream out, Instant moment) throws IOException {
        out.writeLong(moment.getEpochSecond());
        out.writeInt(moment.getNano());
    }

    private static Instant moment(DataInputStream in) throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException impossible) {
            throw new Garbled("no moment");
        }
    }

    private static void maybe(DataOutputStream out, @Nullable Instant moment) throws IOException {
        out.writeBoolean(moment != null);
        if (moment != null) {
            moment(out, moment);
        }
    }

    private static @Nullable Instant maybe(DataInputStream in) throws IOException {
        return in.readBoolean() ? moment(in) : null;
    }

    /// As much of it as the other side takes.
    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var length = Math.min(bytes.length, LONGEST_NAME);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    private static String text(DataInputStream in) throws IOException {
        var length = (int) within(in.readInt(), LONGEST_NAME);
        return new String(bytes(in, length), StandardCharsets.UTF_8);
    }

    private static void pieces(DataOutputStream out, List<byte[]> pieces) throws IOException {
        out.writeInt(pieces.size());
        for (var piece : pieces) {
            out.writeInt(piece.length);
            out.write(piece);
        }
    }

    private static List<byte[]> pieces(DataInputStream in) throws IOException {
        var pieces = new ArrayList<byte[]>();
        var count = within(in.readInt(), MOST_PIECES);
        for (int i = 0; i < count; i++) {
            pieces.add(bytes(in, (int) within(in.readInt(), LARGEST_PIECE)));
        }
        return pieces;
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

    private static <T extends Enum<T>> Set<T> all(Class<T> type, T[] values, DataInputStream in)
            throws IOException {
        var all = EnumSet.noneOf(type);
        var count = within(in.readInt(), values.length);
        for (int i = 0; i < count; i++) {
            all.add(one(values, in.readUnsignedByte()));
        }
        return all;
    }

    private static <T> T one(T[] values, int place) throws Garbled {
        return values[(int) within(place, values.length - 1)];
    }
}
