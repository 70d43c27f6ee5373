package th.sala.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All records of one kind, from which the index is made again.
public interface Source {
    /// Never changes: how far the making came is kept under it.
    String name();

    /// The next records in an order that does not change, of all agencies in the current scope.
    /// None of them changes until the transaction ends.
    ///
    /// @param after where the batch before ended; null for the first
    Batch next(@Nullable String after, int rows);

    /// Some records.
    ///
    /// @param end where they end; null if these are the last
    record Batch(List<Document> documents, @Nullable String end) {}
}
