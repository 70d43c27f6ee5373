package th.sala.reader;

/// What a reader is asked about one file.
public sealed interface Request {
    /// Whether it can be read, its number of pages, and the first one's text.
    record Look() implements Request {}

    /// The same with the text of all pages and what else is in it.
    record Read() implements Request {}

    /// One page as a picture.
    ///
    /// @param page from 1
    record Draw(int page) implements Request {}
}
