package th.sala.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import th.sala.reader.Wire;

/// A PDF that somebody brought, with an empty place for a signature behind it. Here its bytes are
/// only counted: what they mean is for a program that can do nothing else.
///
/// @param from where the place begins, with a bracket
/// @param to behind its other bracket
record BroughtPdf(byte[] bytes, int from, int to) {
    private static final int DIGITS = 2 * Wire.SIGNATURE_BYTES;

    /// @param behind what the program says is to stand behind it
    /// @return empty if that has not exactly one place
    static Optional<BroughtPdf> of(byte[] pdf, byte[] behind) {
        var places = IntStream.range(0, behind.length).filter(at -> isPlace(behind, at)).toArray();
        if (places.length != 1) {
            return Optional.empty();
        }
        var bytes = Arrays.copyOf(pdf, pdf.length + behind.length);
        System.arraycopy(behind, 0, bytes, pdf.length, behind.length);
        var from = pdf.length + places[0];
        return Optional.of(new BroughtPdf(bytes, from, from + DIGITS + 2));
    }

    private static boolean isPlace(byte[] bytes, int at) {
        var end = at + DIGITS + 1;
        return bytes[at] == '<'
                && end < bytes.length
                && bytes[end] == '>'
                && IntStream.range(at + 1, end).allMatch(digit -> bytes[digit] == '0');
    }

    /// SHA-256 of all but the place.
    byte[] digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, from);
            digest.update(bytes, to, bytes.length - to);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @return empty if it is too large for the place
    Optional<byte[]> with(byte[] signature) {
        if (signature.length > Wire.SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var signed = bytes.clone();
        var digits = HexFormat.of().formatHex(signature);
        for (int i = 0; i < digits.length(); i++) {
            signed[from + 1 + i] = (byte) digits.charAt(i);
        }
        return Optional.of(signed);
    }
}
