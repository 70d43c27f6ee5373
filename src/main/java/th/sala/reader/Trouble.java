package th.sala.reader;

import java.util.Locale;

/// Why a PDF, or one page of it, cannot be read or shown. Each has a sentence for people.
public enum Trouble {
    /// It ends before its end.
    TRUNCATED,
    /// It begins as a PDF and is none inside.
    DAMAGED,
    NO_PAGES,
    TOO_MANY_PAGES,
    /// More pages than a copy has.
    TOO_MANY_TO_COPY,
    /// More steps, or deeper, than a reader gives.
    TOO_COMPLEX,
    /// The file itself is larger than a reader takes.
    FILE_TOO_LARGE,
    /// More memory than a reader has.
    TOO_LARGE,
    /// More time than a reader has.
    TOO_SLOW,
    /// The reader died of it.
    CRASHED,
    /// The page has a picture with too many points.
    PICTURE_TOO_LARGE,
    /// The page has no size that could be drawn.
    NO_SIZE,
    NO_SUCH_PAGE,
    /// Who made it forbids changes, and so signatures: it opens without a password all the same.
    RESTRICTED,
    /// Who signed it said that nothing may come behind.
    SEALED;

    /// The message key of its sentence.
    public String key() {
        return "files.pdf." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
