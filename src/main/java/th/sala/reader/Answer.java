package th.sala.reader;

import java.util.List;
import java.util.Set;

/// What a reader says.
public sealed interface Answer {
    /// It can be read.
    ///
    /// @param texts of the pages from the first on, each at most [Wire#LONGEST_TEXT] characters, as
    ///   the file has it; fewer than pages if `cut`. Empty for a scan
    /// @param cut whether there is more text
    /// @param features only of a whole reading
    record Readable(int pages, List<String> texts, boolean cut, Set<Feature> features)
            implements Answer {
        public Readable {
            texts = List.copyOf(texts);
            features = Set.copyOf(features);
        }
    }

    /// Nothing was done with it.
    sealed interface Unreadable extends Answer {
        /// The message key of why.
        String key();
    }

    /// It needs a password, or a certificate, to be opened. One that only restricts printing or
    /// copying is readable.
    record Encrypted() implements Unreadable {
        @Override
        public String key() {
            return "files.pdf.encrypted";
        }
    }

    /// Something else than a PDF.
    record NotPdf(Kind kind) implements Unreadable {
        @Override
        public String key() {
            return kind.key();
        }
    }

    /// No bytes at all.
    record Empty() implements Unreadable {
        @Override
        public String key() {
            return "files.pdf.empty";
        }
    }

    /// It begins as a PDF but cannot be read, or the page cannot be drawn.
    record Broken(Trouble trouble) implements Unreadable {
        @Override
        public String key() {
            return trouble.key();
        }
    }

    /// What its signatures are worth.
    ///
    /// @param signatures in their order; empty if there are none
    /// @param ends of what was signed or stamped, in bytes from the beginning, in their order
    record Checked(List<PdfSignature> signatures, List<Long> ends) implements Answer {
        public Checked {
            signatures = List.copyOf(signatures);
            ends = List.copyOf(ends);
        }
    }

    /// One page, or an emblem, as a PNG.
    ///
    /// @param isWhole false if something on the page could not be drawn
    record Picture(int width, int height, byte[] png, boolean isWhole) implements Answer {}

    /// What a sheet of a scan is.
    enum Sheet {
        WHITE,
        DIVIDER,
        WRITTEN
    }

    /// The sheets that were asked for, in their order; fewer if there are no more.
    record Sheets(List<Sheet> sheets) implements Answer {
        public Sheets {
            sheets = List.copyOf(sheets);
        }
    }

    /// The copy that was asked for, a PDF; or what is to stand behind the file.
    record Copied(byte[] pdf) implements Answer {}
}
