package th.sala.reader;

import java.time.Instant;
import java.util.List;

/// What a reader is asked about one file.
public sealed interface Request {
    /// Whether it can be read, its number of pages, and the first one's text.
    record Look() implements Request {}

    /// The same with the text of all pages and what else is in it.
    record Read() implements Request {}

    /// One page as a picture.
    ///
    /// @param page from 1
    record Draw(int page) implements Request {}

    /// Whether its signatures hold.
    ///
    /// @param authorities certificates of whoever is believed to vouch for signers and timestamps
    /// @param withdrawn their lists of withdrawn certificates
    record Check(Instant now, List<byte[]> authorities, List<byte[]> withdrawn) implements Request {
        public Check {
            authorities = List.copyOf(authorities);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /// A copy with stamps on its first page, where it has room, and sheets behind its last.
    ///
    /// @param stamps in the order in which they come on the page
    /// @param sheets PDFs of ours
    record Copy(List<Stamp> stamps, List<byte[]> sheets) implements Request {
        public Copy {
            stamps = List.copyOf(stamps);
            sheets = List.copyOf(sheets);
        }
    }

    /// A piece of the first page of a PDF of ours, in points.
    ///
    /// @param left from the page's left edge
    /// @param top from the page's top edge
    record Stamp(byte[] pdf, double left, double top, double width, double height) {}
}
