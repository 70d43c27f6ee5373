package th.sala.proof;

import java.util.regex.Pattern;

/// What a log was at one moment, after C2SP tlog-checkpoint.
///
/// @param origin the log's name
/// @param size how many entries it had
/// @param root the Merkle tree's over them
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    public Checkpoint {
        if (!NoteKey.isName(origin) || size < 0) {
            throw new IllegalArgumentException(origin + " " + size);
        }
    }

    /// The text that is signed: three lines.
    public String text() {
        return origin + '\n' + size + '\n' + root.base64() + '\n';
    }

    /// @throws IllegalArgumentException if the note's text is no checkpoint
    public static Checkpoint of(SignedNote note) {
        var lines = note.text().split("\n", -1);
        if (lines.length < 4 || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("not a checkpoint");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
    }
}
