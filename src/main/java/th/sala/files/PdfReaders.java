package th.sala.files;

import com.google.zxing.qrcode.QRCodeReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.jbig2.JBIG2ImageReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.reader.Answer;
import th.sala.reader.Program;
import th.sala.reader.Request;

/// Reads PDFs that others made without letting them near this process.
@Service
public class PdfReaders implements AutoCloseable {
    static final ReaderParts PARTS =
            new ReaderParts(
                    "reader", Program.class, List.of(JBIG2ImageReader.class, QRCodeReader.class));

    private final ReaderPool pool;

    @Autowired
    PdfReaders(@Value("${sala.data}") Path data, @Value("${sala.reader.time:20s}") Duration time) {
        this(data, ReaderLimits.of(time));
    }

    PdfReaders(Path data, ReaderLimits limits) {
        this.pool = new ReaderPool(data, PARTS, limits);
    }

    /// Whether it can be read, how many pages it has, and the first one's text.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer look(Path file) {
        return pool.ask(new Request.Look(), file);
    }

    /// All pages' text, and what else is in it.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer read(Path file) {
        return pool.ask(new Request.Read(), file);
    }

    /// One page as a picture.
    ///
    /// @param page from 1
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer draw(Path file, int page) {
        return pool.ask(new Request.Draw(page, Request.Draw.Size.SHOWN), file);
    }

    /// One page of a scan as a picture that is large enough to recognise letters in.
    ///
    /// @param page from 1
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer drawToRead(Path file, int page) {
        return pool.ask(new Request.Draw(page, Request.Draw.Size.READ), file);
    }

    /// Pictures (TIFF, JPEG, PNG) as a PDF.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer pages(Path file) {
        return pool.ask(new Request.Pages(), file);
    }

    /// A picture (PNG, JPEG) made anew, small and opaque, to stand on letters.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer emblem(Path file) {
        return pool.ask(new Request.Emblem(), file);
    }

    /// What some pages of a scan are.
    ///
    /// @param from from 1
    /// @param to the last one
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer sheets(Path file, int from, int to) {
        return pool.ask(new Request.Sheets(from, to), file);
    }

    /// A copy of some pages alone.
    ///
    /// @param from from 1
    /// @param to the last one
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer cut(Path file, int from, int to) {
        return pool.ask(new Request.Cut(from, to), file);
    }

    /// A copy with stamps and sheets.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer copy(Path file, Request.Copy asked) {
        return pool.ask(asked, file);
    }

    /// What is to stand behind it so that it has an empty place for one more signature.
    ///
    /// @throws UncheckedIOException as [ReaderPool#ask]
    public Answer place(Path file, Request.Place asked) {
        return pool.ask(asked, file);
    }

    /// Ends the readers; who waits for one is told.
    @Override
    public void close() {
        pool.close();
    }
}
