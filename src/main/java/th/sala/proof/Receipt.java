package th.sala.proof;

/// An exhibit with the checkpoint that includes it: what an acknowledgement carries, so that
/// whoever gets it can prove the registration, and is a witness of the log.
public record Receipt(Exhibit exhibit, SignedNote note) {
    private static final String BETWEEN = "\n=\n\n";

    /// Whether the key signed the checkpoint and the entry is in it.
    public boolean holds(NoteKey key) {
        return note.isSignedBy(key) && exhibit.fits() && exhibit.isIn(Checkpoint.of(note));
    }

    /// @throws IllegalArgumentException if it is not what [#toString] writes
    public static Receipt parse(String text) {
        var middle = text.indexOf(BETWEEN);
        if (middle < 0) {
            throw new IllegalArgumentException("not a receipt");
        }
        return new Receipt(
                Exhibit.parse(text.substring(0, middle)),
                SignedNote.parse(text.substring(middle + BETWEEN.length())));
    }

    @Override
    public String toString() {
        return exhibit + BETWEEN + note;
    }
}
