package th.sala.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows since when what listeners of this process are at, or have still before them, was handed to
/// them. A piece of work does not say which event it is for, but it is handed over right after its
/// event was recorded.
class UnderWay {
    private static final class Piece {
        private final Instant since;

        Piece(Instant since) {
            this.since = since;
        }
    }

    private final Set<Piece> pieces = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final Duration longestCommit;

    UnderWay(Clock clock, Duration longestCommit) {
        this.clock = clock;
        this.longestCommit = longestCommit;
    }

    Runnable watched(Runnable work) {
        var piece = new Piece(clock.instant());
        pieces.add(piece);
        return () -> {
            try {
                work.run();
            } finally {
                pieces.remove(piece);
            }
        };
    }

    /// Whether an event recorded at this moment may still be under way in this process.
    boolean mayHave(Instant recorded) {
        var latest = recorded.plus(longestCommit);
        return pieces.stream()
                .map(piece -> piece.since)
                .anyMatch(since -> !since.isBefore(recorded) && !since.isAfter(latest));
    }
}
