package th.sala.leave;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// คำขอไปต่างประเทศ หรือรายงานเหตุการณ์พิเศษ: what an official lays before the head that is no
/// leave, until it is decided.
///
/// @param neighbour the country next to Thailand; null for another, or where it is an event
/// @param country as it was typed; empty where it is an event
/// @param words what for, or what happened
/// @param toldAbove whether what was permitted is to be told to who stands above the head
/// @param toldOn when that was done; null if it was not
/// @param becomes the personal leave that the days are; null if they are none
public record Petition(
        UUID agency,
        UUID id,
        Matter matter,
        LeaveRequest.Applicant by,
        LeaveDays days,
        AbroadRules.@Nullable Neighbour neighbour,
        String country,
        String words,
        Instant askedAt,
        Stage stage,
        boolean toldAbove,
        @Nullable LocalDate toldOn,
        @Nullable UUID becomes) {
    public enum Matter {
        /// ขออนุญาตไปต่างประเทศ
        ABROAD,
        /// รายงานเหตุการณ์พิเศษ
        EVENT;

        public String key() {
            return "leave.matter." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where it stands.
    public sealed interface Stage {
        record Waiting(LeaveRequest.With with) implements Stage {}

        /// Permitted, or the event was special.
        record Granted(Instant at, String by) implements Stage {}

        /// Not permitted, or the days are personal leave.
        record Denied(Instant at, String by) implements Stage {}

        record Withdrawn(Instant at, String by) implements Stage {}
    }

    public boolean isWaiting() {
        return stage instanceof Stage.Waiting;
    }

    public boolean isGranted() {
        return stage instanceof Stage.Granted;
    }

    public boolean isAbroad() {
        return matter == Matter.ABROAD;
    }

    /// Whose turn it is; null once it is over.
    public LeaveRequest.@Nullable With with() {
        return stage instanceof Stage.Waiting waiting ? waiting.with() : null;
    }

    /// Who ended it; empty while it waits.
    public String endedBy() {
        return switch (stage) {
            case Stage.Waiting _ -> "";
            case Stage.Granted(_, var who) -> who;
            case Stage.Denied(_, var who) -> who;
            case Stage.Withdrawn(_, var who) -> who;
        };
    }

    /// When; null while it waits.
    public @Nullable Instant endedAt() {
        return switch (stage) {
            case Stage.Waiting _ -> null;
            case Stage.Granted(var at, _) -> at;
            case Stage.Denied(var at, _) -> at;
            case Stage.Withdrawn(var at, _) -> at;
        };
    }

    public String stageKey() {
        var what =
                switch (stage) {
                    case Stage.Waiting _ -> "waiting";
                    case Stage.Granted _ -> isAbroad() ? "permitted" : "special";
                    case Stage.Denied _ -> deniedWord();
                    case Stage.Withdrawn _ -> "withdrawn";
                };
        return "leave.petition." + what;
    }

    /// An event that was none, on days that were leave already, makes no leave.
    private String deniedWord() {
        if (isAbroad()) {
            return "not-permitted";
        }
        return becomes == null ? "no-event" : "personal";
    }

    /// @throws LeaveRequest.Over if it does not wait any more
    Petition passOn(LeaveRequest.With next) {
        return with(new Stage.Waiting(next), false, null);
    }

    /// @param above whether it is to be told to who stands above the head
    /// @throws LeaveRequest.Over if it does not wait any more
    Petition grant(Instant at, String who, boolean above) {
        return with(new Stage.Granted(at, who), above, null);
    }

    /// @param leave the personal leave that the days are; null if they are none
    /// @throws LeaveRequest.Over if it does not wait any more
    Petition deny(Instant at, String who, @Nullable UUID leave) {
        return with(new Stage.Denied(at, who), false, leave);
    }

    /// @throws LeaveRequest.Over if it does not wait any more
    Petition withdraw(Instant at) {
        return with(new Stage.Withdrawn(at, by.name()), false, null);
    }

    private Petition with(Stage next, boolean above, @Nullable UUID leave) {
        if (!isWaiting()) {
            throw new LeaveRequest.Over();
        }
        return new Petition(
                agency, id, matter, by, days, neighbour, country, words, askedAt, next, above, null,
                leave);
    }
}
