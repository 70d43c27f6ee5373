package th.sala.letters;

import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.mail.FileNames;

/// The files that people give for letters out, kept and looked at. Slow: done outside of
/// transactions.
@Component
public class GivenFiles {
    private final FileStore store;
    private final PdfReading pdfs;

    GivenFiles(FileStore store, PdfReading pdfs) {
        this.store = store;
        this.pdfs = pdfs;
    }

    /// A file that no letter names yet.
    ///
    /// @param main whether it is the letter itself, otherwise an enclosure
    /// @throws th.sala.files.TooLarge if it is too large for a mail
    public LetterFile keep(
            boolean main, String name, @Nullable String mediaType, InputStream content) {
        var kept = store.keep(content, OutgoingDesk.MOST_BYTES);
        var plainName = FileNames.safe(name, main ? "letter.pdf" : "enclosure");
        var isPdf = main || plainName.toLowerCase(Locale.ROOT).endsWith(".pdf");
        var looked = main ? pdfs.lookAtLetter(kept.sha256()) : pdfs.look(kept.sha256(), isPdf);
        return new LetterFile(
                0,
                main,
                plainName,
                looked.verdict().equals(LetterFile.READABLE)
                        ? "application/pdf"
                        : safeType(mediaType),
                kept.sha256(),
                kept.size(),
                looked.verdict(),
                looked.pages(),
                looked.firstPage());
    }

    private static String safeType(@Nullable String mediaType) {
        return mediaType != null && mediaType.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}")
                ? mediaType
                : "application/octet-stream";
    }
}
