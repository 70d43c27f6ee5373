package th.sala.timekeeping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Refusal;

/// คำขอแก้ไขบัญชีลงเวลา: what a person asks to have put right in their register, or noted in it,
/// until a superior decides.
///
/// @param time of a time that is put right; null otherwise
record Correction(
        UUID agency,
        UUID id,
        Person by,
        Kind kind,
        LocalDate first,
        LocalDate last,
        Part part,
        @Nullable LocalTime time,
        String reason,
        Instant askedAt,
        Stage stage) {
    enum Kind {
        /// The time of arrival was forgotten, or is wrong.
        ARRIVAL,
        DEPARTURE,
        TRIP,
        MEETING,
        TRAINING,
        SECONDED;

        /// Whether it is about one time of one day.
        public boolean isTime() {
            return this == ARRIVAL || this == DEPARTURE;
        }

        public String key() {
            return "timekeeping.correction." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who asks.
    record Person(UUID account, UUID official, String name, String title) {}

    /// Before whom it is.
    record With(UUID official, UUID position, String name, String title) {
        static With of(ChainOfCommand.Superior superior) {
            return new With(
                    superior.official().id(),
                    superior.position().id(),
                    superior.official().name(),
                    superior.title());
        }
    }

    /// Where it stands.
    sealed interface Stage {
        record Waiting(With with) implements Stage {}

        record Granted(Instant at, String by, String words) implements Stage {}

        record Refused(Instant at, String by, String words) implements Stage {}

        record Withdrawn(Instant at, String by) implements Stage {}

        /// What was granted counts no more.
        ///
        /// @param from the first day without
        record Revoked(Granted granted, LocalDate from, Instant at, String by, String words)
                implements Stage {}
    }

    /// Refusal: somebody has decided, or it was taken back.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class Over extends Refusal {
        Over() {
            super("timekeeping.refused.over");
        }
    }

    public boolean isWaiting() {
        return stage instanceof Stage.Waiting;
    }

    /// Whose turn it is; null once it is over.
    public @Nullable With with() {
        return stage instanceof Stage.Waiting waiting ? waiting.with() : null;
    }

    /// When it was over; null while it waits.
    public @Nullable Instant endedAt() {
        return switch (stage) {
            case Stage.Waiting _ -> null;
            case Stage.Granted(var at, _, _) -> at;
            case Stage.Refused(var at, _, _) -> at;
            case Stage.Withdrawn(var at, _) -> at;
            case Stage.Revoked(_, _, var at, _, _) -> at;
        };
    }

    /// Who ended it; empty while it waits.
    public String endedBy() {
        return switch (stage) {
            case Stage.Waiting _ -> "";
            case Stage.Granted(_, var who, _) -> who;
            case Stage.Refused(_, var who, _) -> who;
            case Stage.Withdrawn(_, var who) -> who;
            case Stage.Revoked(_, _, _, var who, _) -> who;
        };
    }

    /// What the superior said; may be empty.
    public String words() {
        return switch (stage) {
            case Stage.Waiting _ -> "";
            case Stage.Granted(_, _, var words) -> words;
            case Stage.Refused(_, _, var words) -> words;
            case Stage.Withdrawn _ -> "";
            case Stage.Revoked(_, _, _, _, var words) -> words;
        };
    }

    public String stageKey() {
        return switch (stage) {
            case Stage.Waiting _ -> "timekeeping.stage.waiting";
            case Stage.Granted _ -> "timekeeping.stage.granted";
            case Stage.Refused _ -> "timekeeping.stage.refused";
            case Stage.Withdrawn _ -> "timekeeping.stage.withdrawn";
            case Stage.Revoked _ -> "timekeeping.stage.revoked";
        };
    }

    /// @throws Over if it does not wait any more
    Correction granted(Instant at, String who, String words) {
        return over(new Stage.Granted(at, who, words));
    }

    /// @throws Over if it does not wait any more
    Correction refused(Instant at, String who, String words) {
        return over(new Stage.Refused(at, who, words));
    }

    /// @throws Over if it does not wait any more
    Correction withdrawn(Instant at) {
        return over(new Stage.Withdrawn(at, by.name()));
    }

    /// Whether it is duty elsewhere that was granted and counts.
    boolean isRevocable() {
        return stage instanceof Stage.Granted && !kind.isTime();
    }

    /// Ends duty elsewhere that was granted: the trip fell through, or was shorter.
    ///
    /// @param from the first day without, one of its days
    /// @throws Over if nothing of the kind is granted
    Correction revoked(LocalDate from, Instant at, String who, String words) {
        if (!isRevocable() || !(stage instanceof Stage.Granted granted)) {
            throw new Over();
        }
        return with(new Stage.Revoked(granted, from, at, who, words));
    }

    /// The first day from which on it was revoked; null if it was not.
    public @Nullable LocalDate revokedFrom() {
        return stage instanceof Stage.Revoked revoked ? revoked.from() : null;
    }

    /// The last day on which it counts once it is granted; before the first if on none.
    LocalDate lastCounted() {
        var from = revokedFrom();
        return from == null ? last : from.minusDays(1);
    }

    private Correction over(Stage next) {
        if (!isWaiting()) {
            throw new Over();
        }
        return with(next);
    }

    private Correction with(Stage next) {
        return new Correction(agency, id, by, kind, first, last, part, time, reason, askedAt, next);
    }
}
