package th.sala.scans;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.jobs.RecurringJob;
import th.sala.reader.Answer;
import th.sala.reader.Kind;
import th.sala.thai.ThaiText;

/// Looks at scans, splits them and reads their pieces, a step at a time. May be cut off anywhere
/// and repeated; between two steps it sees that somebody cancelled it.
@Service
class ScanWork {
    static final String JOB = "scans.work";
    private static final Logger LOG = LoggerFactory.getLogger(ScanWork.class);
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final int AT_ONCE = 20;
    private static final int PAGES_AT_ONCE = 10;
    private static final int MOST_PAGES = 2_000;

    /// A page with less text than this is a picture with a scanner's own words on it.
    private static final int LEAST_TEXT = 100;

    private final Scans scans;
    private final FileStore store;
    private final PdfReaders readers;
    private final Ocr ocr;

    ScanWork(Scans scans, FileStore store, PdfReaders readers, Ocr ocr) {
        this.scans = scans;
        this.store = store;
        this.readers = readers;
        this.ocr = ocr;
    }

    /// A step of each in turn: nobody's large file holds up another's small one.
    private void run() {
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            for (var scan : waiting) {
                AgencyScope.within(scan.agency(), () -> work(scan));
            }
        }
    }

    private List<Scan> waiting() {
        return AgencyScope.everywhere(() -> scans.waiting(AT_ONCE));
    }

    private void work(Scan due) {
        try {
            var scan = scans.scan(due.agency(), due.id());
            if (scan.isWaiting()) {
                step(scan);
                scans.hadItsTurn(scan);
            }
        } catch (RuntimeException failed) {
            LOG.error("scan {} fell over", due.id(), failed);
            scans.fellOver(due);
        }
    }

    private void step(Scan scan) {
        var pdf = scan.pdf();
        if (pdf == null) {
            count(scan, scan.sha256());
        } else if (scan.sheets().size() < scan.pages()) {
            look(scan, pdf);
        } else if (scan.pieces().isEmpty()) {
            scans.split(scan);
            if (scans.scan(scan.agency(), scan.id()).pieces().isEmpty()) {
                scans.cannot(scan, "scans.trouble.white");
            }
        } else {
            scan.pieces().stream()
                    .filter(piece -> !piece.isDone())
                    .findFirst()
                    .ifPresentOrElse(piece -> read(scan, pdf, piece), () -> scans.isReady(scan));
        }
    }

    private void count(Scan scan, String file) {
        switch (readers.look(store.path(file))) {
            case Answer.Readable(var pages, _, _, _) -> {
                if (pages > MOST_PAGES) {
                    scans.cannot(scan, "files.pdf.too-many-pages");
                } else {
                    scans.isPdf(scan, file, pages);
                }
            }
            case Answer.NotPdf(var kind) when kind == Kind.PICTURE && file.equals(scan.sha256()) ->
                    pictures(scan);
            case Answer.Unreadable no -> scans.cannot(scan, no.key());
            default -> throw new IllegalStateException("nobody asked for that");
        }
    }

    private void pictures(Scan scan) {
        switch (readers.pages(store.path(scan.sha256()))) {
            case Answer.Copied(var pdf) -> count(scan, store.keep(pdf).sha256());
            case Answer.Unreadable no -> scans.cannot(scan, no.key());
            default -> throw new IllegalStateException("nobody asked for that");
        }
    }

    private void look(Scan scan, String pdf) {
        var from = scan.sheets().size() + 1;
        var to = Math.min(scan.pages(), from + PAGES_AT_ONCE - 1);
        switch (readers.sheets(store.path(pdf), from, to)) {
            case Answer.Sheets(var sheets) -> scans.looked(scan, sheets);
            case Answer.Unreadable no -> scans.cannot(scan, no.key());
            default -> throw new IllegalStateException("nobody asked for that");
        }
    }

    /// The piece becomes a file of its own, with the text of its first page.
    private void read(Scan scan, String pdf, Piece piece) {
        if (piece.firstPage() == 1 && piece.lastPage() == scan.pages()) {
            scans.cut(scan, withText(piece, pdf, store.path(pdf).toFile().length()));
            return;
        }
        switch (readers.cut(store.path(pdf), piece.firstPage(), piece.lastPage())) {
            case Answer.Copied(var bytes) -> {
                var kept = store.keep(bytes);
                scans.cut(scan, withText(piece, kept.sha256(), kept.size()));
            }
            case Answer.Unreadable no -> scans.cannot(scan, no.key());
            default -> throw new IllegalStateException("nobody asked for that");
        }
    }

    private Piece withText(Piece piece, String sha256, long size) {
        var file = store.path(sha256);
        if (readers.look(file) instanceof Answer.Readable(_, var texts, _, _)
                && !texts.isEmpty()
                && texts.getFirst().strip().length() >= LEAST_TEXT) {
            return done(piece, sha256, size, Piece.Source.TEXT, texts.getFirst());
        }
        if (ocr.isThere() && readers.drawToRead(file, 1) instanceof Answer.Picture picture) {
            return ocr.read(picture.png())
                    .map(text -> done(piece, sha256, size, Piece.Source.OCR, text))
                    .orElseGet(() -> done(piece, sha256, size, Piece.Source.NONE, ""));
        }
        return done(piece, sha256, size, Piece.Source.NONE, "");
    }

    private static Piece done(
            Piece piece, String sha256, long size, Piece.Source source, String text) {
        return new Piece(
                piece.firstPage(),
                piece.lastPage(),
                sha256,
                size,
                source,
                ThaiText.normaliseLines(text),
                null);
    }

    @Configuration(proxyBeanMethods = false)
    static class Bound {
        @Bean
        RecurringJob scanWorkJob(ScanWork work) {
            return new RecurringJob(JOB, PERIOD, work::run);
        }
    }
}
