package th.sala.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Signed notes one after another, with an empty line or more between them: what a witness keeps
/// and what checkpoints are shipped as. Whoever wrote it may have been cut off within a note.
///
/// @param notes in their order
/// @param unreadable how many pieces are no notes
/// @param isCut whether there are earlier ones that were not read
public record KeptNotes(List<SignedNote> notes, int unreadable, boolean isCut) {
    private static final int MOST_BYTES = 1 << 20;

    /// An empty line within a note stands before its signatures, which begin with a dash.
    private static final Pattern BETWEEN = Pattern.compile("(?<=\n)\n+(?!\u2014)");

    public static KeptNotes parse(String text) {
        return parse(text, false);
    }

    private static KeptNotes parse(String text, boolean isCut) {
        var notes = new ArrayList<SignedNote>();
        var unreadable = 0;
        for (var piece : BETWEEN.split(text)) {
            if (piece.isBlank()) {
                continue;
            }
            try {
                notes.add(SignedNote.parse(piece.strip() + "\n"));
            } catch (IllegalArgumentException torn) {
                unreadable++;
            }
        }
        return new KeptNotes(List.copyOf(notes), unreadable, isCut);
    }

    /// The last ones of a file: as many as a megabyte has.
    static KeptNotes last(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            var from = Math.max(0, channel.size() - MOST_BYTES);
            channel.position(from);
            var text = new String(read(channel), StandardCharsets.UTF_8);
            var first = BETWEEN.matcher(text);
            return from == 0
                    ? parse(text)
                    : parse(first.find() ? text.substring(first.end()) : "", true);
        }
    }

    private static byte[] read(SeekableByteChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(MOST_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until the end
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }
}
