package th.sala.cryptoki;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// How Sala and the program talk: every length is bounded at both ends.
public final class TokenWire {
    static final int LIST = 'L';
    static final int SIGN = 'S';
    private static final int READY = 'R';
    private static final int TROUBLE = 'T';
    private static final int LARGEST = 64 * 1024;
    static final int MOST_CERTIFICATES = 1000;

    private TokenWire() {}

    /// Which token, and the PIN that opens it.
    ///
    /// @param library path of the PKCS#11 library
    /// @param label of the token; empty if the slot says which
    /// @param slot its number; negative if the label says which
    /// @param pin the caller's to erase
    public record Opening(String library, String label, long slot, byte[] pin) {}

    public static void open(DataOutputStream out, Opening opening) throws IOException {
        text(out, opening.library());
        text(out, opening.label());
        out.writeLong(opening.slot());
        bytes(out, opening.pin());
        out.flush();
    }

    static Opening opening(DataInputStream in) throws IOException {
        return new Opening(text(in), text(in), in.readLong(), bytes(in));
    }

    static void ready(DataOutputStream out) throws IOException {
        out.writeByte(READY);
        out.flush();
    }

    /// Waits until the token is open.
    ///
    /// @throws TokenFailed if it is not
    /// @throws EOFException if the program ended instead
    public static void awaitReady(DataInputStream in) throws IOException, TokenFailed {
        expect(in, READY);
    }

    static void trouble(DataOutputStream out, TokenFailed failed) throws IOException {
        out.writeByte(TROUBLE);
        out.writeByte(failed.trouble().ordinal());
        text(out, failed.detail());
        out.flush();
    }

    /// @throws TokenFailed if it cannot say what it holds
    public static Held held(DataOutputStream out, DataInputStream in)
            throws IOException, TokenFailed {
        out.writeByte(LIST);
        out.flush();
        expect(in, LIST);
        var maker = text(in);
        var serial = text(in);
        var count = in.readInt();
        if (count < 0 || count > MOST_CERTIFICATES) {
            throw new IOException("too many certificates");
        }
        var certificates = new ArrayList<Held.Certificate>();
        for (var i = 0; i < count; i++) {
            certificates.add(new Held.Certificate(bytes(in), in.readBoolean()));
        }
        return new Held(maker, serial, certificates, in.readInt());
    }

    static void held(DataOutputStream out, Held held) throws IOException {
        out.writeByte(LIST);
        text(out, held.maker());
        text(out, held.serial());
        out.writeInt(held.certificates().size());
        for (var certificate : held.certificates()) {
            bytes(out, certificate.encoded());
            out.writeBoolean(certificate.hasKey());
        }
        out.writeInt(held.keysAlone());
        out.flush();
    }

    /// @param certificate whose private key signs, DER
    /// @param digest SHA-256 of what is signed
    /// @return the signature as certificates' algorithms have it
    /// @throws TokenFailed if it does not sign
    public static byte[] signature(
            DataOutputStream out, DataInputStream in, byte[] certificate, byte[] digest)
            throws IOException, TokenFailed {
        out.writeByte(SIGN);
        bytes(out, certificate);
        bytes(out, digest);
        out.flush();
        expect(in, SIGN);
        return bytes(in);
    }

    static void signature(DataOutputStream out, byte[] signature) throws IOException {
        out.writeByte(SIGN);
        bytes(out, signature);
        out.flush();
    }

    private static void expect(DataInputStream in, int kind) throws IOException, TokenFailed {
        var answer = in.readUnsignedByte();
        if (answer == TROUBLE) {
            var which = in.readUnsignedByte();
            var all = TokenTrouble.values();
            throw new TokenFailed(which < all.length ? all[which] : TokenTrouble.FAILED, text(in));
        }
        if (answer != kind) {
            throw new IOException("no answer " + answer);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        if (bytes.length > LARGEST) {
            throw new IOException("too long");
        }
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("too long: " + length);
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
