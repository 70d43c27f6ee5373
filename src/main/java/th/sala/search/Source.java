package th.sala.search;

import java.util.List;
import java.util.function.Supplier;
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

    /// The files of a record whose texts were read, or may have been.
    default List<File> files(Document document) {
        return List.of();
    }

    /// Some records.
    ///
    /// @param documents one for each; what is wrong with one shows when it is asked for
    /// @param end where they end; null if there are no more
    record Batch(List<Supplier<Document>> documents, @Nullable String end) {}

    /// A file of a record.
    ///
    /// @param content as [LaterTexts#put] takes it; also `text`
    record File(LaterTexts.Place place, String content, Supplier<String> text) {}
}
