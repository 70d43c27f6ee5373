package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/// A text with signatures below it, after C2SP signed-note (the Go checksum database's format).
///
/// @param text what is signed; ends with a newline
public record SignedNote(String text, List<Line> signatures) {
    /// @param id four bytes of the key's hash
    public record Line(String name, byte[] id, byte[] signature) {}

    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;
    private static final int MOST_SIGNATURES = 100;

    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("not the text of a note");
        }
        signatures = List.copyOf(signatures);
    }

    /// @param signer gives the Ed25519 signature of bytes by the key's private part
    public static SignedNote sign(String text, NoteKey key, UnaryOperator<byte[]> signer) {
        var signature = signer.apply(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(text, List.of(new Line(key.name(), key.id(), signature)));
    }

    /// @throws IllegalArgumentException if it is no signed note, to the letter
    public static SignedNote parse(String note) {
        var end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("no signatures below the text");
        }
        var lines = new ArrayList<Line>();
        for (var line : note.substring(end + 2).split("\n")) {
            lines.add(line(line));
        }
        if (lines.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(lines.size() + " signatures");
        }
        var parsed = new SignedNote(note.substring(0, end + 1), lines);
        if (!parsed.toString().equals(note)) {
            throw new IllegalArgumentException("not written as notes are");
        }
        return parsed;
    }

    private static Line line(String line) {
        var parts = line.split(" ", -1);
        if (!line.startsWith(DASH) || parts.length != 3 || !NoteKey.isName(parts[1])) {
            throw new IllegalArgumentException("not a signature: " + line);
        }
        var bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length <= ID_BYTES) {
            throw new IllegalArgumentException("not a signature: " + line);
        }
        return new Line(
                parts[1],
                Arrays.copyOf(bytes, ID_BYTES),
                Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    /// Whether the key signed it. Signatures of others do no harm; a wrong one of this key does.
    public boolean isSignedBy(NoteKey key) {
        var own =
                signatures.stream()
                        .filter(line -> line.name().equals(key.name()))
                        .filter(line -> Arrays.equals(line.id(), key.id()))
                        .toList();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return !own.isEmpty() && own.stream().allMatch(line -> key.signed(bytes, line.signature()));
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        for (var line : signatures) {
            var bytes = Arrays.copyOf(line.id(), ID_BYTES + line.signature().length);
            System.arraycopy(line.signature(), 0, bytes, ID_BYTES, line.signature().length);
            var encoded = Base64.getEncoder().encodeToString(bytes);
            note.append(DASH).append(line.name()).append(' ').append(encoded).append('\n');
        }
        return note.toString();
    }
}
