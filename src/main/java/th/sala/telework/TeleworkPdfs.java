package th.sala.telework;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import th.sala.law.Refusal;
import th.sala.pdf.CannotBeSet;
import th.sala.pdf.Sheet;
import th.sala.pdf.Typesetter;

/// Hands out sheets as PDF, set anew each time: the same sheet makes the same bytes.
@Component
class TeleworkPdfs {
    private static final int AT_ONCE = 2;

    /// Refusal: somebody typed a letter for which there is no glyph.
    static final class CannotBePrinted extends Refusal {
        CannotBePrinted() {
            super("telework.refused.cannot-be-printed");
        }
    }

    private final Semaphore turns = new Semaphore(AT_ONCE);

    /// @param name of the file
    void write(Sheet sheet, String name, HttpServletResponse response) throws IOException {
        var pdf = set(sheet);
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLength(pdf.length);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(pdf);
    }

    private byte[] set(Sheet sheet) {
        turns.acquireUninterruptibly();
        try {
            return Typesetter.set(sheet).bytes();
        } catch (CannotBeSet missing) {
            throw new CannotBePrinted();
        } finally {
            turns.release();
        }
    }
}
