package th.sala.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A piece of a list.
///
/// @param next where the next piece begins, as `cursor` of the next request; null for the last one
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    /// @param found one more than were asked for, if there are more
    /// @param place of an item, so that a cursor leads behind it
    public static <S, T> Listing<T> of(
            List<S> found, int limit, Function<S, String> place, Function<S, T> view) {
        var items = found.stream().limit(limit).toList();
        var next = found.size() > limit ? Cursor.write(place.apply(items.getLast())) : null;
        return new Listing<>(items.stream().map(view).toList(), next);
    }
}
