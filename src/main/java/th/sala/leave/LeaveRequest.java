package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.worktime.WorkCalendar;

/// ใบลา or ใบขอยกเลิกวันลา: what one official asks for, until somebody decided on it.
///
/// @param days of a leave: those that hold; of a cancellation: those that are taken back
/// @param necessity why it could not wait for the permission; empty if it could
/// @param cancels the leave whose days are taken back; null for a leave
public record LeaveRequest(
        UUID agency,
        UUID id,
        Applicant by,
        LeaveKind kind,
        @Nullable UUID cancels,
        LeaveDays days,
        String reason,
        String necessity,
        String contact,
        @Nullable Paper paper,
        Instant askedAt,
        Stage stage) {

    /// @param title of their position then
    public record Applicant(UUID account, UUID official, String name, String title) {}

    /// A certificate or another paper as a PDF: shown to the person and those who decide, and
    /// nobody else.
    public record Paper(String sha256, long size) {}

    /// Who has it before them.
    public record With(UUID official, UUID position, String name, String title, Instant since) {
        static With of(ChainOfCommand.Superior superior, Instant since) {
            return new With(
                    superior.official().id(),
                    superior.position().id(),
                    superior.official().name(),
                    superior.title(),
                    since);
        }
    }

    /// Where it stands.
    public sealed interface Stage {
        record Waiting(With with) implements Stage {}

        record Approved(Instant at, String by) implements Stage {}

        record Refused(Instant at, String by) implements Stage {}

        /// Taken back before anybody decided.
        record Withdrawn(Instant at, String by) implements Stage {}

        /// All its days were taken back after it was approved.
        record Cancelled(Instant at, String by) implements Stage {}
    }

    /// Refusal: it is decided, or taken back.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class Over extends Refusal {
        Over() {
            super("leave.refused.over");
        }
    }

    /// Refusal: only days of an approved leave are taken back.
    public static final class NotApproved extends Refusal {
        NotApproved() {
            super("leave.refused.not-approved");
        }
    }

    /// Refusal: the day is over, or none of the leave.
    public static final class DayTaken extends Refusal {
        DayTaken() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคเจ็ด"), "leave.refused.day-taken");
        }
    }

    /// Refusal: nobody is recalled from a leave of this kind.
    public static final class NotRecallable extends Refusal {
        NotRecallable() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคสี่"), "leave.refused.not-recallable");
        }
    }

    /// Refusal: the leave has not begun, so that there is nothing to recall from.
    public static final class NotAway extends Refusal {
        NotAway() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคสี่"), "leave.refused.not-away");
        }
    }

    /// Refusal: the leave would end on a day that is over or none of it.
    public static final class WrongReturn extends Refusal {
        WrongReturn() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคห้า"), "leave.refused.wrong-return");
        }
    }

    /// Refusal: a correction names other days than those of the leave, or changes nothing.
    public static final class NotWithin extends Refusal {
        NotWithin() {
            super("leave.refused.not-within");
        }
    }

    /// Refusal: a correction would take back days that are not over.
    public static final class NotOver extends Refusal {
        NotOver() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคเจ็ด"), "leave.refused.days-not-over");
        }
    }

    public boolean isLeave() {
        return cancels == null;
    }

    public boolean isWaiting() {
        return stage instanceof Stage.Waiting;
    }

    public boolean isApproved() {
        return stage instanceof Stage.Approved;
    }

    /// Whose turn it is; null once it is over.
    public @Nullable With with() {
        return stage instanceof Stage.Waiting waiting ? waiting.with() : null;
    }

    /// Who ended it; empty while it waits.
    public String endedBy() {
        return switch (stage) {
            case Stage.Waiting _ -> "";
            case Stage.Approved(_, var who) -> who;
            case Stage.Refused(_, var who) -> who;
            case Stage.Withdrawn(_, var who) -> who;
            case Stage.Cancelled(_, var who) -> who;
        };
    }

    /// When; null while it waits.
    public @Nullable Instant endedAt() {
        return switch (stage) {
            case Stage.Waiting _ -> null;
            case Stage.Approved(var at, _) -> at;
            case Stage.Refused(var at, _) -> at;
            case Stage.Withdrawn(var at, _) -> at;
            case Stage.Cancelled(var at, _) -> at;
        };
    }

    public String stageKey() {
        return switch (stage) {
            case Stage.Waiting _ -> "leave.stage.waiting";
            case Stage.Approved _ -> "leave.stage.approved";
            case Stage.Refused _ -> "leave.stage.refused";
            case Stage.Withdrawn _ -> "leave.stage.withdrawn";
            case Stage.Cancelled _ -> "leave.stage.cancelled";
        };
    }

    /// @throws Over if it does not wait any more
    LeaveRequest passOn(With next) {
        mustWait();
        return with(days, new Stage.Waiting(next));
    }

    /// @throws Over if it does not wait any more
    LeaveRequest approve(Instant at, String who) {
        mustWait();
        return with(days, new Stage.Approved(at, who));
    }

    /// @throws Over if it does not wait any more
    LeaveRequest refuse(Instant at, String who) {
        mustWait();
        return with(days, new Stage.Refused(at, who));
    }

    /// @throws Over if it does not wait any more
    LeaveRequest withdraw(Instant at) {
        mustWait();
        return with(days, new Stage.Withdrawn(at, by.name()));
    }

    private void mustWait() {
        if (!isWaiting()) {
            throw new Over();
        }
    }

    /// The first day that can still be worked: today until the office closes.
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคเจ็ด")
    static LocalDate firstNotOver(ZonedDateTime now, WorkCalendar calendar) {
        var today = now.toLocalDate();
        var isOver = !now.toLocalTime().isBefore(calendar.hoursOn(today).closing());
        return isOver ? today.plusDays(1) : today;
    }

    /// The days from one on, to be taken back: none of them may be over already.
    ///
    /// @param earliest the first day that is not over
    /// @throws NotApproved if it is not
    /// @throws DayTaken if the day is over or none of the leave
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคเจ็ด")
    LeaveDays untaken(LocalDate from, LocalDate earliest) {
        if (!isApproved()) {
            throw new NotApproved();
        }
        if (from.isBefore(earliest) || from.isBefore(days.first()) || from.isAfter(days.last())) {
            throw new DayTaken();
        }
        return LeaveDays.between(Math.max(days.begin(), 2 * from.toEpochDay()), days.end());
    }

    /// The days that a recall to duty takes back: those from the return on, or from when the
    /// journey begins.
    ///
    /// @param back the first day of duty
    /// @param travel on which the journey begins; null if it takes no time
    /// @param earliest the first day that is not over
    /// @throws NotApproved if it is not
    /// @throws NotRecallable for other kinds than three
    /// @throws NotAway if it has not begun
    /// @throws WrongReturn if it would end on a day that is over or none of it
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคสี่")
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคห้า")
    LeaveDays recalled(
            LocalDate back, @Nullable LocalDate travel, LocalDate today, LocalDate earliest) {
        if (!isApproved()) {
            throw new NotApproved();
        }
        if (!kind.isRecallable()) {
            throw new NotRecallable();
        }
        if (days.first().isAfter(today)) {
            throw new NotAway();
        }
        var from = travel == null ? back : travel;
        if (from.isAfter(back) || from.isBefore(earliest) || from.isAfter(days.last())) {
            throw new WrongReturn();
        }
        return LeaveDays.between(Math.max(days.begin(), 2 * from.toEpochDay()), days.end());
    }

    /// The leave as it was in fact: some of its days, or none.
    ///
    /// @param taken null if none were
    /// @param earliest the first day that is not over
    /// @throws NotApproved if it is not
    /// @throws NotWithin if they are other days, or all of them
    /// @throws NotOver if a day that would go is not over: taking back those is the approver's
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคเจ็ด")
    LeaveRequest corrected(@Nullable LeaveDays taken, LocalDate earliest, Instant at, String who) {
        if (!isApproved()) {
            throw new NotApproved();
        }
        var over = 2 * earliest.toEpochDay();
        var isTailOver = days.end() <= over || (taken != null && taken.end() == days.end());
        var isFrontOver = taken == null || taken.begin() <= Math.max(over, days.begin());
        if (!isTailOver || !isFrontOver) {
            throw new NotOver();
        }
        if (taken == null) {
            return with(days, new Stage.Cancelled(at, who));
        }
        var isWithin = taken.begin() >= days.begin() && taken.end() <= days.end();
        if (!isWithin || taken.equals(days)) {
            throw new NotWithin();
        }
        return with(taken, stage);
    }

    /// What is left of the leave: it ends before the first of the days that are taken back.
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคเจ็ด")
    Optional<LeaveDays> without(LeaveDays back) {
        return back.begin() <= days.begin()
                ? Optional.empty()
                : Optional.of(LeaveDays.between(days.begin(), Math.min(days.end(), back.begin())));
    }

    /// The leave after the days were taken back.
    ///
    /// @throws NotApproved if it is not
    LeaveRequest shortened(LeaveDays back, Instant at, String who) {
        if (!isApproved()) {
            throw new NotApproved();
        }
        return without(back)
                .map(left -> with(left, stage))
                .orElseGet(() -> with(days, new Stage.Cancelled(at, who)));
    }

    private LeaveRequest with(LeaveDays other, Stage next) {
        return new LeaveRequest(
                agency, id, by, kind, cancels, other, reason, necessity, contact, paper, askedAt,
                next);
    }
}
