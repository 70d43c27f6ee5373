package th.sala.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.mail.Message;

/// The files of a mail, kept and looked at. Slow: done outside of transactions.
@Component
class MailFiles {
    /// Each takes a reader for up to ten seconds: a letter with more enclosures than that is still
    /// whole, the others are only not looked at.
    static final int MOST_INSPECTED = 20;

    private final FileStore store;
    private final PdfReading pdfs;

    MailFiles(FileStore store, PdfReading pdfs) {
        this.store = store;
        this.pdfs = pdfs;
    }

    /// A file of a mail that is in the store and was not looked at yet.
    ///
    /// @param isInner whether it was found in another file, as a mail or an archive
    record Kept(String name, String mediaType, StoredFile file, boolean isInner) {
        boolean isPdf() {
            return mediaType.equals("application/pdf")
                    || name.toLowerCase(Locale.ROOT).endsWith(".pdf");
        }
    }

    /// Puts the files of a mail into the store, so that nobody needs their bytes any more.
    List<Kept> keep(Message message) {
        return message.attachments().stream()
                .map(file ->
                        new Kept(
                                file.name(),
                                file.mediaType(),
                                store.keep(file.bytes()),
                                !file.within().isEmpty()))
                .toList();
    }

    /// Of a mail that came in: which file is the letter says [MainFile].
    List<LetterFile> ofReceived(List<Kept> files) {
        var all = look(files);
        return marked(all, MainFile.of(all, own(files)));
    }

    /// Of a mail that a person says is a letter: a file is the letter if any can be.
    List<LetterFile> ofTaken(List<Kept> files) {
        var all = look(files);
        return marked(all, MainFile.best(all, own(files)));
    }

    /// Of a mail that a person hands in: the first PDF is the letter, and must be readable.
    List<LetterFile> ofHandedIn(Message message) {
        var all = look(keep(message));
        return marked(all, all.stream().filter(file -> !file.verdict().isEmpty()).findFirst())
                .stream()
                .map(file -> file.main() ? file.as(pdfs.lookAtLetter(file.sha256())) : file)
                .toList();
    }

    private static int own(List<Kept> files) {
        return (int) files.stream().takeWhile(file -> !file.isInner()).count();
    }

    private static List<LetterFile> marked(List<LetterFile> files, Optional<LetterFile> letter) {
        return files.stream()
                .map(file -> letter.filter(file::equals).isPresent() ? file.asMain() : file)
                .toList();
    }

    private List<LetterFile> look(List<Kept> files) {
        var all = new ArrayList<LetterFile>();
        var pdfs = 0;
        for (var kept : files) {
            pdfs += kept.isPdf() ? 1 : 0;
            all.add(look(kept, all.size(), pdfs <= MOST_INSPECTED));
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
