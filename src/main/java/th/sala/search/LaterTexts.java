package th.sala.search;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Texts of files that are read after their records were put. Thousands of records may have the
/// same file, so its text is divided once, and each record is locked for a moment only.
@Service
public class LaterTexts {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::agency)
                    .thenComparing(Place::kind)
                    .thenComparing(Place::id)
                    .thenComparing(Place::source);

    private final Records records;
    private final KnownWords known;
    private final TransactionTemplate transaction;

    LaterTexts(Records records, KnownWords known, TransactionTemplate transaction) {
        this.records = records;
        this.known = known;
        this.transaction = transaction;
    }

    /// Where a file is one of a record's.
    ///
    /// @param source which of the record's files
    /// @param isStill whether the record may be found by the file's text; asked before the text is,
    ///   and again while nobody else puts the record
    public record Place(
            UUID agency, String kind, UUID id, String source, BooleanSupplier isStill) {}

    /// Has the records found by the words of the file's text. May be repeated: where the same
    /// content is already, nothing is touched; one record that fails holds up no other.
    ///
    /// @param content names the text: what has the same content has the same text
    /// @param text asked only if a record wants it
    /// @throws RuntimeException what the first record failed with
    @Transactional(propagation = Propagation.NEVER)
    public void put(String content, Supplier<String> text, List<Place> places) {
        var wanting = transaction.execute(_ -> wanting(content, places));
        var read = wanting.stream().anyMatch(this::mayBe) ? text.get() : "";
        if (read.isBlank()) {
            return;
        }
        var words = Lexemes.ofText(read, Words.OF_FILES);
        transaction.executeWithoutResult(_ -> known.learn(Lexemes.vocabulary(words.all())));
        RuntimeException failed = null;
        for (var place : wanting) {
            try {
                transaction.executeWithoutResult(_ -> put(place, content, read, words));
            } catch (RuntimeException one) {
                failed = first(failed, one);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /// What fails here fails again when the record is put, and is said then.
    private boolean mayBe(Place place) {
        try {
            return transaction.execute(_ -> place.isStill().getAsBoolean());
        } catch (RuntimeException unknown) {
            return true;
        }
    }

    /// Whether the record is found by the text already.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isThere(String content, Place place) {
        return wanting(content, List.of(place)).isEmpty();
    }

    private static RuntimeException first(@Nullable RuntimeException before, RuntimeException now) {
        if (before == null) {
            return now;
        }
        before.addSuppressed(now);
        return before;
    }

    private List<Place> wanting(String content, List<Place> places) {
        var having = records.having(content, places);
        return places.stream()
                .filter(place -> !having.contains(new Records.File(place)))
                .sorted(ORDER)
                .toList();
    }

    private void put(Place place, String content, String text, Words words) {
        if (records.lock(place.agency(), place.kind(), place.id())
                && place.isStill().getAsBoolean()) {
            records.putFile(place, content, text, words);
        }
    }
}
