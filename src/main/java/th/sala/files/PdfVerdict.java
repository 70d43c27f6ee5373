package th.sala.files;

/// What was found when a PDF was looked at.
public sealed interface PdfVerdict {
    /// It can be read.
    ///
    /// @param firstPageText normalised, lines kept, at most [#LONGEST_TEXT] characters; empty for a
    ///   scan
    record Readable(int pages, String firstPageText) implements PdfVerdict {
        static final int LONGEST_TEXT = 20_000;
    }

    /// It needs a password to be opened. One that only restricts printing or copying is readable.
    record Encrypted() implements PdfVerdict {}

    /// Something else than a PDF.
    record NotPdf() implements PdfVerdict {}

    /// No bytes at all.
    record Empty() implements PdfVerdict {}

    /// It begins as a PDF but cannot be read.
    ///
    /// @param reason message key of the sentence that says why and what to do
    record Broken(String reason) implements PdfVerdict {}
}
