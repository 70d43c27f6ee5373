package th.sala.meetings;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.files.StoredFile;
import th.sala.law.Refusal;
import th.sala.mail.FileNames;
import th.sala.reader.Answer;

/// Papers as PDFs, looked at before they are kept. Slow: done outside of transactions.
@Component
class MeetingPapers {
    static final long MOST_BYTES = 30L * 1024 * 1024;

    /// Refusal: no file, or no PDF that opens.
    static final class NoPdf extends Refusal {
        NoPdf() {
            super("meetings.refused.no-pdf");
        }
    }

    private final FileStore store;
    private final PdfReaders readers;

    MeetingPapers(FileStore store, PdfReaders readers) {
        this.store = store;
        this.readers = readers;
    }

    /// @throws NoPdf if nobody could read it
    /// @throws th.sala.files.TooLarge if it is larger than [#MOST_BYTES]
    Paper keep(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new NoPdf();
        }
        StoredFile kept;
        try (var content = file.getInputStream()) {
            kept = store.keep(content, MOST_BYTES);
        }
        if (!(readers.look(store.path(kept.sha256())) instanceof Answer.Readable)) {
            throw new NoPdf();
        }
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        return new Paper(
                UUID.randomUUID(), FileNames.safe(name, "paper.pdf"), kept.sha256(), kept.size());
    }
}
