package th.sala.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.mail.Message;

/// The files of a mail, kept and looked at. Slow: done outside of transactions.
@Component
class MailFiles {
    /// Each takes a reader of its own and up to ten seconds of it: a letter with more enclosures
    /// than that is still whole, the others are only not looked at.
    static final int MOST_INSPECTED = 20;

    private final FileStore store;
    private final PdfReading pdfs;

    MailFiles(FileStore store, PdfReading pdfs) {
        this.store = store;
        this.pdfs = pdfs;
    }

    /// A file of a mail that is in the store and was not looked at yet.
    record Kept(String name, String mediaType, StoredFile file) {
        boolean isPdf() {
            return mediaType.equals("application/pdf")
                    || name.toLowerCase(Locale.ROOT).endsWith(".pdf");
        }
    }

    /// Puts the files of a mail into the store, so that nobody needs their bytes any more.
    List<Kept> keep(Message message) {
        return message.attachments().stream()
                .map(file -> new Kept(file.name(), file.mediaType(), store.keep(file.bytes())))
                .toList();
    }

    /// Of a mail that came in: the first PDF that can be read is the letter.
    List<LetterFile> ofReceived(List<Kept> files) {
        return look(files, file -> file.verdict().equals(LetterFile.READABLE));
    }

    /// Of a mail that a person hands in: the first PDF is the letter, and must be readable.
    List<LetterFile> ofHandedIn(Message message) {
        return look(keep(message), file -> !file.verdict().isEmpty());
    }

    private List<LetterFile> look(List<Kept> files, Predicate<LetterFile> isLetter) {
        var all = new ArrayList<LetterFile>();
        var pdfs = 0;
        var mainFound = false;
        for (var kept : files) {
            pdfs += kept.isPdf() ? 1 : 0;
            var file = look(kept, all.size(), pdfs <= MOST_INSPECTED);
            var main = !mainFound && isLetter.test(file);
            mainFound |= main;
            all.add(main ? file.asMain() : file);
        }
        return all;
    }

    private LetterFile look(Kept kept, int position, boolean isWithinLimit) {
        var looked =
                isWithinLimit || !kept.isPdf()
                        ? pdfs.look(kept.file().sha256(), kept.isPdf())
                        : new PdfReading.Looked(LetterFile.NOT_INSPECTED, null, "");
        return new LetterFile(
                position,
                false,
                kept.name(),
                looked.verdict().equals(LetterFile.READABLE) ? "application/pdf" : kept.mediaType(),
                kept.file().sha256(),
                kept.file().size(),
                looked.verdict(),
                looked.pages(),
                looked.firstPage());
    }
}
