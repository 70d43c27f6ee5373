package th.sala.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import th.sala.files.FileStore;
import th.sala.mail.Attachment;
import th.sala.mail.Message;

/// The files of a mail, kept and looked at. Slow: done outside of transactions.
@Component
class MailFiles {
    private final FileStore store;
    private final PdfReading pdfs;

    MailFiles(FileStore store, PdfReading pdfs) {
        this.store = store;
        this.pdfs = pdfs;
    }

    /// Of a mail that came in: the first PDF that can be read is the letter.
    List<LetterFile> ofReceived(Message message) {
        return keep(message, file -> file.verdict().equals(LetterFile.READABLE));
    }

    /// Of a mail that a person hands in: the first PDF is the letter, and must be readable.
    List<LetterFile> ofHandedIn(Message message) {
        return keep(message, file -> !file.verdict().isEmpty());
    }

    private List<LetterFile> keep(Message message, Predicate<LetterFile> isLetter) {
        var kept = new ArrayList<LetterFile>();
        var mainFound = false;
        for (var attachment : message.attachments()) {
            var file = keep(attachment, kept.size());
            var main = !mainFound && isLetter.test(file);
            mainFound |= main;
            kept.add(main ? file.asMain() : file);
        }
        return kept;
    }

    private LetterFile keep(Attachment attachment, int position) {
        var file = store.keep(attachment.bytes());
        var looked = pdfs.look(file.sha256(), isPdf(attachment));
        return new LetterFile(
                position,
                false,
                attachment.name(),
                looked.verdict().equals(LetterFile.READABLE)
                        ? "application/pdf"
                        : attachment.mediaType(),
                file.sha256(),
                file.size(),
                looked.verdict(),
                looked.pages(),
                looked.firstPage());
    }

    private static boolean isPdf(Attachment attachment) {
        return attachment.mediaType().equals("application/pdf")
                || attachment.name().toLowerCase(Locale.ROOT).endsWith(".pdf");
    }
}
