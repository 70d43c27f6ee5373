package th.sala.files;

import java.time.Duration;
import th.sala.reader.Request;

/// What a reader of PDFs may use.
///
/// @param time of a processor for one file, after which it is killed; a busy machine makes it wait,
///   not fail
/// @param longest by the clock, whatever it used
/// @param heap in megabytes
/// @param files after how many it is replaced by a fresh one
/// @param atOnce how many readers there are at most
public record ReaderLimits(Duration time, Duration longest, int heap, int files, int atOnce) {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int HEAP = 320;
    private static final int FILES = 200;
    private static final int READERS = 2;

    /// A first look holds up the mail that it is for, so it gets half. A file of pictures is turned
    /// into pages as a whole.
    Duration timeFor(Request request) {
        if (request instanceof Request.Pages) {
            return time.multipliedBy(3);
        }
        return request instanceof Request.Look ? time.dividedBy(2) : time;
    }

    /// The usual ones.
    public static ReaderLimits of(Duration time) {
        return new ReaderLimits(time, LONGEST, HEAP, FILES, READERS);
    }
}
