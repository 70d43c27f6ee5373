package th.sala.letters;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.files.Previews;
import th.sala.reader.Answer;
import th.sala.reader.Kind;
import th.sala.signing.BroughtSignatures;
import th.sala.thai.ThaiText;

/// What the inspection of a file says, in the words that a letter keeps.
@Component
class PdfReading {
    private static final String ENCRYPTED = "ENCRYPTED";
    private static final String NOT_PDF = "NOT_PDF";
    private static final String EMPTY = "EMPTY";
    private static final Set<String> NOT_PDFS =
            Stream.of(Kind.values()).map(Kind::key).collect(Collectors.toUnmodifiableSet());

    private final FileStore store;
    private final PdfReaders readers;
    private final BroughtSignatures signatures;

    PdfReading(FileStore store, PdfReaders readers, BroughtSignatures signatures) {
        this.store = store;
        this.readers = readers;
        this.signatures = signatures;
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
        return switch (readers.look(store.path(sha256))) {
            case Answer.Readable(int pages, var texts, _, _) ->
                    new Looked(
                            LetterFile.READABLE,
                            pages,
                            texts.isEmpty() ? "" : ThaiText.normaliseLines(texts.getFirst()));
            case Answer.Encrypted _ -> new Looked(ENCRYPTED, null, "");
            case Answer.NotPdf _ -> new Looked(NOT_PDF, null, "");
            case Answer.Empty _ -> new Looked(EMPTY, null, "");
            case Answer.Broken(var trouble) -> new Looked(trouble.key(), null, "");
            case Answer.Picture _, Answer.Checked _, Answer.Copied _, Answer.Sheets _ ->
                    throw new IllegalStateException("nobody asked for that");
        };
    }

    /// The same of a letter itself, which is signed later: what takes no signature is none that can
    /// be sent, and its maker hears that before it has a number.
    Looked lookAtLetter(String sha256) {
        var looked = look(sha256, true);
        return looked.verdict().equals(LetterFile.READABLE)
                ? signatures
                        .obstacle(store.path(sha256))
                        .map(why -> new Looked(why, looked.pages(), looked.firstPage()))
                        .orElse(looked)
                : looked;
    }

    /// The same of what a whole reading came to.
    static Looked looked(Previews.Outcome outcome) {
        var trouble = outcome.trouble();
        if (trouble.isEmpty()) {
            return new Looked(LetterFile.READABLE, outcome.pages(), outcome.firstPage());
        }
        return new Looked(
                switch (trouble) {
                    case "files.pdf.encrypted" -> ENCRYPTED;
                    case "files.pdf.empty" -> EMPTY;
                    default -> NOT_PDFS.contains(trouble) ? NOT_PDF : trouble;
                },
                null,
                "");
    }
}
