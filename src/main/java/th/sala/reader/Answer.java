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

    /// It needs a password, or a certificate, to be opened. One that only restricts printing or
    /// copying is readable.
    record Encrypted() implements Answer {}

    /// Something else than a PDF.
    record NotPdf(Kind kind) implements Answer {}

    /// No bytes at all.
    record Empty() implements Answer {}

    /// It begins as a PDF but cannot be read, or the page cannot be drawn.
    record Broken(Trouble trouble) implements Answer {}

    /// One page, as a PNG.
    ///
    /// @param isWhole false if something on the page could not be drawn
    record Picture(int width, int height, byte[] png, boolean isWhole) implements Answer {}
}
