package th.sala.scans;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Pages of a scan that are one letter.
///
/// @param firstPage from 1
/// @param sha256 of these pages as a file of their own; null before it was cut
/// @param source where the first page's text is from; null before somebody looked
/// @param letter that was made of it
public record Piece(
        int firstPage,
        int lastPage,
        @Nullable String sha256,
        long size,
        @Nullable Source source,
        String text,
        @Nullable UUID letter) {
    /// Where text is from.
    public enum Source {
        /// The file has it.
        TEXT,
        /// It was recognised in the picture: every letter of it may be wrong.
        OCR,
        /// There is none, or nobody could read it.
        NONE
    }

    static Piece fresh(Splitting.Range range) {
        return new Piece(range.first(), range.last(), null, 0, null, "", null);
    }

    public int pages() {
        return lastPage - firstPage + 1;
    }

    public boolean isDone() {
        return sha256 != null && source != null;
    }

    public boolean isOfOcr() {
        return source == Source.OCR;
    }
}
