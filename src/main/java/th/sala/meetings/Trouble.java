package th.sala.meetings;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// เหตุขัดข้อง, and what support staff answered.
///
/// @param attendee who reported it; null where the system saw it
/// @param name of whoever reported it; empty for the system
public record Trouble(
        UUID id,
        @Nullable UUID attendee,
        String name,
        TroubleKind kind,
        String words,
        Instant at,
        List<Answer> answers) {
    public Trouble {
        answers = List.copyOf(answers);
    }

    /// @param solved whether the trouble is over with it
    public record Answer(String name, String words, boolean solved, Instant at) {}

    public boolean isSolved() {
        return answers.stream().anyMatch(Answer::solved);
    }
}
