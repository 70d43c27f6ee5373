package th.sala.reader;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader is asked about one file.
public sealed interface Request {
    /// Whether it can be read, its number of pages, and the first one's text.
    record Look() implements Request {}

    /// The same with the text of all pages and what else is in it.
    record Read() implements Request {}

    /// One page as a picture.
    ///
    /// @param page from 1
    record Draw(int page, Size size) implements Request {
        /// How many points an inch of A4 has.
        public enum Size {
            /// 150, for people.
            SHOWN,
            /// 300, for recognising letters.
            READ
        }
    }

    /// A TIFF, JPEG or PNG as a PDF, a page for each picture.
    record Pages() implements Request {}

    /// A PNG or JPEG as a small picture of opaque colours, to stand on letters.
    record Emblem() implements Request {}

    /// What these pages of a scan are: white, dividers, or written.
    ///
    /// @param from from 1
    /// @param to the last one
    record Sheets(int from, int to) implements Request {}

    /// These pages alone. Nothing in the copy acts, and it has no signatures.
    ///
    /// @param from from 1
    /// @param to the last one
    record Cut(int from, int to) implements Request {}

    /// What is to stand behind it so that it has an empty place for one more signature.
    ///
    /// @param said null for a timestamp, which says all by itself
    record Place(@Nullable Said said) implements Request {
        /// What the file says of the signature, outside of it.
        ///
        /// @param name of the signer
        public record Said(String name, String reason, Instant at) {}
    }

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
