package th.sala.scans;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.reader.Answer.Sheet;

/// A file of scanned papers.
///
/// @param sha256 of the file as it was brought; it is kept whatever becomes of it
/// @param trouble the message key of why it cannot be read; empty if it can
/// @param pdf of the PDF that pieces are cut from; null before there is one
/// @param pages 0 before they were counted
/// @param sheets what the pages are, of those that were looked at
public record Scan(
        UUID agency,
        UUID id,
        String name,
        String sha256,
        long size,
        Splitting splitting,
        State state,
        String trouble,
        @Nullable String pdf,
        int pages,
        List<Sheet> sheets,
        Instant broughtAt,
        String broughtBy,
        int tried,
        List<Piece> pieces) {
    public enum State {
        /// Being looked at, split and read.
        WAITING,
        /// For a person to look at.
        READY,
        TROUBLE,
        CANCELLED,
        /// All its pieces are letters, or were thrown away.
        FILED;

        public String key() {
            return "scans.state." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Scan {
        sheets = List.copyOf(sheets);
        pieces = List.copyOf(pieces);
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public boolean isReady() {
        return state == State.READY;
    }

    public boolean mayBeTriedAgain() {
        return state == State.TROUBLE || state == State.CANCELLED;
    }

    /// How much of the work is done, in percent: half is looking at pages, half reading pieces.
    public int progress() {
        if (pages == 0) {
            return 0;
        }
        var looked = sheets.size() * 50 / pages;
        var done = pieces.stream().filter(Piece::isDone).count();
        return looked + (pieces.isEmpty() ? 0 : (int) (done * 50 / pieces.size()));
    }
}
