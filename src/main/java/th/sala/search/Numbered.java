package th.sala.search;

import java.util.List;
import java.util.UUID;

/// Knows records by numbers that are given under a book's lock, where nothing is put into the
/// index.
public interface Numbered {
    /// The records of the agency that have the number in one of its books, newest first.
    List<UUID> having(UUID agency, int number, int most);
}
