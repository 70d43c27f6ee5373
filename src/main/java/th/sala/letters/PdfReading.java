package th.sala.letters;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.files.PdfInspector;
import th.sala.files.PdfVerdict;

/// What the inspection of a file says, in the words that a letter keeps.
@Component
class PdfReading {
    private final FileStore store;
    private final PdfInspector inspector;

    PdfReading(FileStore store, PdfInspector inspector) {
        this.store = store;
        this.inspector = inspector;
    }

    /// @param verdict `READABLE`, `ENCRYPTED`, `NOT_PDF`, `EMPTY`, the message key of why it is
    ///   broken, or empty if nobody looked
    record Looked(String verdict, @Nullable Integer pages, String firstPage) {
        static final Looked NOT = new Looked("", null, "");
    }

    /// @param isWanted whether the file is, or should be, a PDF; others are not looked at
    Looked look(String sha256, boolean isWanted) {
        if (!isWanted) {
            return Looked.NOT;
        }
        return switch (inspector.inspect(store.path(sha256))) {
            case PdfVerdict.Readable(int pages, String text) ->
                    new Looked(LetterFile.READABLE, pages, text);
            case PdfVerdict.Encrypted _ -> new Looked("ENCRYPTED", null, "");
            case PdfVerdict.NotPdf _ -> new Looked("NOT_PDF", null, "");
            case PdfVerdict.Empty _ -> new Looked("EMPTY", null, "");
            case PdfVerdict.Broken(String reason) -> new Looked(reason, null, "");
        };
    }
}
