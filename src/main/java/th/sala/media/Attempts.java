package th.sala.media;

import org.jspecify.annotations.Nullable;

/// Parts of one act of which each is tried, whatever became of the others.
final class Attempts {
    private @Nullable MediaTrouble last;

    void attempt(Runnable part) {
        try {
            part.run();
        } catch (MediaTrouble failed) {
            last = failed;
        }
    }

    /// @throws MediaTrouble the last one, if any part failed
    void check() {
        var failed = last;
        if (failed != null) {
            throw failed;
        }
    }
}
