package th.sala.letters;

import org.jspecify.annotations.Nullable;
import th.sala.files.StoredFile;

/// A file of a letter; its bytes are in the file store.
///
/// @param position its place in the letter, from 0
/// @param main whether it is the letter itself, otherwise an enclosure
/// @param verdict of a PDF's inspection: `READABLE`, `ENCRYPTED`, `NOT_PDF`, `EMPTY`, or the
///   message key of why it is broken or nobody looked; empty for other files
/// @param pages if it is a readable PDF
/// @param pageText the first page's text, for proposals and markings
public record LetterFile(
        int position,
        boolean main,
        String name,
        String mediaType,
        String sha256,
        long size,
        String verdict,
        @Nullable Integer pages,
        String pageText) {

    static final String READABLE = "READABLE";

    /// The verdict, and message key, of a PDF beyond those that are looked at.
    static final String NOT_INSPECTED = "letters.file.not-inspected";

    LetterFile asMain() {
        return new LetterFile(
                position, true, name, mediaType, sha256, size, verdict, pages, pageText);
    }

    LetterFile asEnclosure() {
        return new LetterFile(
                position, false, name, mediaType, sha256, size, verdict, pages, pageText);
    }

    LetterFile at(int place) {
        return new LetterFile(place, main, name, mediaType, sha256, size, verdict, pages, pageText);
    }

    /// The same with what was seen of it since.
    LetterFile as(PdfReading.Looked looked) {
        return new LetterFile(
                position,
                main,
                name,
                mediaType,
                sha256,
                size,
                looked.verdict(),
                looked.pages(),
                looked.firstPage());
    }

    /// It and a signature behind it.
    LetterFile signedAs(StoredFile kept) {
        return new LetterFile(
                position,
                main,
                name,
                mediaType,
                kept.sha256(),
                kept.size(),
                verdict,
                pages,
                pageText);
    }

    /// Whether it is, or should be, a PDF.
    public boolean isPdf() {
        return !verdict.isEmpty();
    }

    /// Whether it should be a readable PDF and is none.
    public boolean isTrouble() {
        return !verdict.isEmpty() && !verdict.equals(READABLE);
    }

    /// Whether it is a PDF in which no marking of secrecy could be looked for: it could not be
    /// read, or its first page has no text, as a scan has none.
    public boolean isUnseen() {
        return isTrouble() || (verdict.equals(READABLE) && pageText.isBlank());
    }

    /// The message that says in what way it is none.
    public String troubleKey() {
        return troubleKey(verdict);
    }

    static String troubleKey(String verdict) {
        return verdict.contains(".")
                ? verdict
                : "letters.lint.pdf." + verdict.toLowerCase(java.util.Locale.ROOT);
    }
}
