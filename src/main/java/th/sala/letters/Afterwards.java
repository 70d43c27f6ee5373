package th.sala.letters;

import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;
import th.sala.database.AgencyScope;
import th.sala.files.PdfRead;
import th.sala.files.Previews;
import th.sala.jobs.EventThreads;
import th.sala.search.LaterTexts;

/// What becomes known of letters, or may be written, only some time after the act: what is in their
/// PDFs, and by which number they are found. Each hearing may come twice.
@Component
class Afterwards {
    private final OutgoingLetters letters;
    private final SetLetters set;
    private final LetterFiles files;
    private final LetterSearch search;
    private final LaterTexts texts;
    private final Previews previews;
    private final LateMarks marks;
    private final TransactionOperations transactions;

    Afterwards(
            OutgoingLetters letters,
            SetLetters set,
            LetterFiles files,
            LetterSearch search,
            LaterTexts texts,
            Previews previews,
            LateMarks marks,
            TransactionOperations transactions) {
        this.letters = letters;
        this.set = set;
        this.files = files;
        this.search = search;
        this.texts = texts;
        this.previews = previews;
        this.marks = marks;
        this.transactions = transactions;
    }

    @Async
    @TransactionalEventListener
    void on(LetterSent event) {
        AgencyScope.within(event.agency(), () -> put(event.agency(), event.letter()));
    }

    private void put(UUID agency, UUID letter) {
        transactions.executeWithoutResult(_ -> onPaper(agency, letter).ifPresent(set::enterPaper));
        transactions.executeWithoutResult(_ -> search.learn(agency, letter));
        transactions.executeWithoutResult(_ -> search.putLater(agency, letter));
    }

    /// The PDF of a letter that goes by mail is made and signed before its mails, see
    /// [LetterSigning].
    private Optional<OutgoingLetter> onPaper(UUID agency, UUID letter) {
        return letters.find(agency, letter).filter(OutgoingLetter::isPaper);
    }

    @Async(EventThreads.HEAVY)
    @TransactionalEventListener
    void on(PdfRead event) {
        AgencyScope.within(event.agency(), () -> enter(event.agency(), event.sha256()));
    }

    private void enter(UUID agency, String sha256) {
        lookedAtAgain(agency, sha256);
        var places = transactions.execute(_ -> files.places(agency, sha256));
        texts.put(
                sha256,
                () -> search.text(agency, sha256),
                places.stream()
                        .map(place ->
                                search.place(agency, place.letter(), place.position(), sha256))
                        .toList());
    }

    /// The verdict and what follows from it for the letters are one act: no page is seen without
    /// its marking being looked for.
    private void lookedAtAgain(UUID agency, String sha256) {
        transactions.executeWithoutResult(_ ->
                previews.outcome(agency, sha256)
                        .map(PdfReading::looked)
                        .map(looked -> files.lookedAtAgain(agency, sha256, looked))
                        .ifPresent(letters ->
                                letters.stream()
                                        .sorted()
                                        .forEach(letter -> marks.look(agency, letter, sha256))));
    }
}
