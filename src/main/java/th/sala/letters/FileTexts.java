package th.sala.letters;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;
import th.sala.database.AgencyScope;
import th.sala.files.PdfRead;
import th.sala.files.Previews;
import th.sala.jobs.EventThreads;

/// Has letters found by the text of their PDFs, once that was read.
@Component
class FileTexts {
    private final LetterFiles files;
    private final LetterSearch search;
    private final Previews previews;
    private final TransactionOperations transactions;

    FileTexts(
            LetterFiles files,
            LetterSearch search,
            Previews previews,
            TransactionOperations transactions) {
        this.files = files;
        this.search = search;
        this.previews = previews;
        this.transactions = transactions;
    }

    @Async(EventThreads.HEAVY)
    @TransactionalEventListener
    void on(PdfRead event) {
        AgencyScope.within(
                event.agency(), () -> transactions.executeWithoutResult(_ -> enter(event)));
    }

    private void enter(PdfRead event) {
        var text = String.join("\n", previews.texts(event.agency(), event.sha256()));
        for (var place : files.places(event.agency(), event.sha256())) {
            search.putFileText(event.agency(), place.letter(), place.position(), text);
        }
    }
}
