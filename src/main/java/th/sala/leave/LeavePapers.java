package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.files.StoredFile;
import th.sala.law.Refusal;
import th.sala.reader.Answer;
import th.sala.reader.Kind;

/// Certificates and other papers, as PDFs or photographs, looked at before they are kept. Slow:
/// done outside of transactions.
@Component
class LeavePapers {
    static final long MOST_BYTES = 10 * 1024 * 1024;

    /// Refusal: it is neither a PDF that opens nor a picture.
    static final class Unreadable extends Refusal {
        Unreadable() {
            super("leave.refused.unreadable");
        }
    }

    private final FileStore store;
    private final PdfReaders readers;

    LeavePapers(FileStore store, PdfReaders readers) {
        this.store = store;
        this.readers = readers;
    }

    /// @return null if no file was given
    /// @throws Unreadable if nobody could read it
    /// @throws th.sala.files.TooLarge if it is larger than [#MOST_BYTES]
    LeaveRequest.@Nullable Paper keep(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return null;
        }
        StoredFile kept;
        try (var content = file.getInputStream()) {
            kept = store.keep(content, MOST_BYTES);
        }
        return switch (readers.look(store.path(kept.sha256()))) {
            case Answer.Readable _ -> paper(kept);
            case Answer.NotPdf(var kind) when kind == Kind.PICTURE -> pages(kept);
            default -> throw new Unreadable();
        };
    }

    void send(LeaveRequest.Paper paper, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(paper.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename("เอกสารประกอบการลา.pdf", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        store.copy(paper.sha256(), response.getOutputStream());
    }

    private LeaveRequest.Paper pages(StoredFile picture) {
        return switch (readers.pages(store.path(picture.sha256()))) {
            case Answer.Copied(var pdf) -> paper(store.keep(pdf));
            default -> throw new Unreadable();
        };
    }

    private static LeaveRequest.Paper paper(StoredFile kept) {
        return new LeaveRequest.Paper(kept.sha256(), kept.size());
    }
}
