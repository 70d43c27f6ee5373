package th.sala.meetings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a meeting is to be, as somebody typed it.
///
/// @param rules chosen in place of what the day and the kind say; null: those
public record MeetingPlan(
        String title,
        Instant begins,
        Instant ends,
        MeetingKind kind,
        Matter matter,
        @Nullable RuleSet rules,
        boolean secret,
        BackupChannel backup) {}
