package th.sala.letters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.files.FileStore;
import th.sala.files.PdfReaders;
import th.sala.law.Refusal;
import th.sala.pdf.Typesetter;
import th.sala.reader.Answer;
import th.sala.reader.Request;
import th.sala.reader.Wire;
import th.sala.routing.Step;
import th.sala.tasks.Task;
import th.sala.thai.Display;

/// Copies of letters in, as they would go around on paper: with the receive stamps of the agency
/// and its units where the first page is free, and a sheet with what was directed and what became
/// of it. What came stays as it came; the copy is made when somebody wants it, and not kept.
@Component
class MarkedCopies {
    private static final double LINE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PdfReaders readers;
    private final FileStore store;
    private final MessageSource messages;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);

    MarkedCopies(PdfReaders readers, FileStore store, MessageSource messages, Clock clock) {
        this.readers = readers;
        this.store = store;
        this.messages = messages;
        this.clock = clock;
    }

    /// Refusal: the letter's PDF cannot be read, so it cannot be copied.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class CannotCopy extends Refusal {
        CannotCopy(String why) {
            super(why);
        }
    }

    /// Refusal: others want copies, too.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class Busy extends Refusal {
        Busy() {
            super("letters.copy.busy");
        }
    }

    /// A PDF in a file that whoever asked deletes. Waits until it is made, outside of any
    /// transaction; one at a time, so that a reader is left for mail that arrives.
    ///
    /// @throws CannotCopy if the PDF cannot be read
    /// @throws Busy if others wait for too long
    Path make(
            IncomingLetter letter,
            LetterFile paper,
            List<IncomingDesk.Stamp> stamps,
            List<Step> steps,
            List<Task> tasks)
            throws IOException {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var asked = asked(letter, paper, stamps, steps, tasks, now);
        if (!isMyTurn()) {
            throw new Busy();
        }
        try {
            return switch (readers.copy(store.path(paper.sha256()), asked)) {
                case Answer.Copied(var pdf) ->
                        Files.write(Files.createTempFile("sala-copy", ".pdf"), pdf);
                case Answer.Unreadable no -> throw new CannotCopy(no.key());
                case Answer.Readable _, Answer.Picture _, Answer.Checked _, Answer.Sheets _ ->
                        throw new IllegalStateException("nobody asked for that");
            };
        } finally {
            turn.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Request.Copy asked(
            IncomingLetter letter,
            LetterFile paper,
            List<IncomingDesk.Stamp> stamps,
            List<Step> steps,
            List<Task> tasks,
            Instant now) {
        var onPage = stamps.stream().limit(Wire.MOST_STAMPS).toList();
        var others = stamps.subList(onPage.size(), stamps.size());
        var sheets =
                new ArrayList<>(
                        ReceiveMarks.directions(
                                letter,
                                paper,
                                steps,
                                tasks,
                                key -> messages.getMessage(key, null, Display.THAI),
                                now));
        if (!others.isEmpty()) {
            sheets.add(ReceiveMarks.stamps(others, now));
        }
        return new Request.Copy(
                onPage.stream().map(stamp -> set(stamp, now)).toList(),
                sheets.stream().map(sheet -> Typesetter.set(sheet).bytes()).toList());
    }

    /// With the lines around it.
    private static Request.Stamp set(IncomingDesk.Stamp stamp, Instant now) {
        var set = Typesetter.set(ReceiveMarks.stamps(List.of(stamp), now));
        var place = Objects.requireNonNull(set.places().get(ReceiveMarks.FIRST));
        return new Request.Stamp(
                set.bytes(),
                place.left() - LINE,
                place.top() - LINE,
                place.width() + 2 * LINE,
                place.height() + 2 * LINE);
    }
}
