package th.sala.letters;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.files.FileStore;
import th.sala.jobs.RecurringJob;
import th.sala.signing.BroughtSignatures;
import th.sala.signing.Signatures;
import th.sala.signing.Stamped;

/// Timestamps for letters that left while no timestamp authority answered. What was sent stays as
/// it is; the same file with the timestamp behind it is kept beside it, so that the signature can
/// be believed after its certificate has ended.
@Service
class LaterStamps {
    private static final String JOB = "letters.later-stamps";
    private static final int MOST = 20;

    private final SheetSignatures stored;
    private final Signatures signatures;
    private final BroughtSignatures brought;
    private final FileStore store;
    private final LetterEvidence evidence;
    private final TransactionTemplate transaction;

    LaterStamps(
            SheetSignatures stored,
            Signatures signatures,
            BroughtSignatures brought,
            FileStore store,
            LetterEvidence evidence,
            TransactionTemplate transaction) {
        this.stored = stored;
        this.signatures = signatures;
        this.brought = brought;
        this.store = store;
        this.evidence = evidence;
        this.transaction = transaction;
    }

    private List<SheetSignatures.Found> due() {
        if (!signatures.canStamp()) {
            return List.of();
        }
        return Objects.requireNonNull(transaction.execute(_ -> stored.unstamped(MOST)));
    }

    /// The authority is asked outside of any transaction. Cut off anywhere it is done again.
    private void stamp(SheetSignatures.Found letter) {
        stamped(letter)
                .ifPresent(stamped -> {
                    var kept = store.keep(stamped.bytes());
                    var later = new SheetSignatures.Later(kept.sha256(), stamped.at());
                    transaction.executeWithoutResult(_ -> enter(letter, later));
                });
    }

    private Optional<Stamped> stamped(SheetSignatures.Found letter) {
        var isBrought =
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> stored.isBrought(letter.agency(), letter.letter())));
        return isBrought
                ? brought.stamp(store.path(letter.sha256()))
                : signatures.stamp(store.bytes(letter.sha256()));
    }

    private void enter(SheetSignatures.Found letter, SheetSignatures.Later later) {
        if (stored.addLater(letter.agency(), letter.letter(), later)) {
            evidence.stampedLater(letter, later);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StampWork {
        @Bean
        RecurringJob laterStampsJob(LaterStamps stamps) {
            return LetterJobs.each(JOB, stamps::due, SheetSignatures.Found::agency, stamps::stamp);
        }
    }
}
