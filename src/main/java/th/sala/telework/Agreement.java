package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Refusal;

/// ข้อตกลงการปฏิบัติราชการนอกสถานที่, from the wish or the assignment to its end.
///
/// @param since when it came to its stage
/// @param words why it was sent back, refused or ended; empty if nobody said so
/// @param version how often it was saved
public record Agreement(
        UUID agency,
        UUID id,
        Worker by,
        Terms terms,
        Stage stage,
        Instant since,
        String words,
        int version,
        Instant madeAt) {
    /// ผู้ปฏิบัติราชการนอกสถานที่, as they were when it was drawn up.
    public record Worker(UUID official, String name, String title, String unit) {}

    /// Before whom it is.
    public record With(UUID official, UUID position, String name, String title) {
        static With of(ChainOfCommand.Superior one) {
            return new With(
                    one.official().id(), one.position().id(), one.official().name(), one.title());
        }
    }

    /// Where it stands.
    public sealed interface Stage {
        /// The person writes at it.
        record Draft() implements Stage {}

        /// The person confirmed it; the supervisor agrees to its goals or sends it back.
        record BeforeSupervisor(With with) implements Stage {}

        /// The same with the director above.
        record BeforeDirector(With with) implements Stage {}

        /// Confirmed and proposed; the head orders it or not.
        record BeforeHead() implements Stage {}

        record Ordered(UUID order) implements Stage {}

        /// @param back the first day at the office
        record Recalled(UUID order, LocalDate back) implements Stage {}

        /// @param back the first day at the office
        record Terminated(UUID order, LocalDate back) implements Stage {}

        record Refused() implements Stage {}

        record Withdrawn() implements Stage {}
    }

    /// Refusal: it stands otherwise by now.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class MovedOn extends Refusal {
        MovedOn() {
            super("telework.refused.moved-on");
        }
    }

    /// Refusal: back on a day after the last one outside.
    public static final class NotOutsideThen extends Refusal {
        NotOutsideThen() {
            super("telework.refused.not-outside-then");
        }
    }

    private Agreement at(Stage next, Instant now, String said) {
        return new Agreement(agency, id, by, terms, next, now, said, version + 1, madeAt);
    }

    private static MovedOn movedOn() {
        return new MovedOn();
    }

    /// @throws MovedOn unless it is a draft
    Agreement changed(Terms other, Instant now) {
        if (!(stage instanceof Stage.Draft)) {
            throw movedOn();
        }
        return new Agreement(agency, id, by, other, stage, now, words, version + 1, madeAt);
    }

    /// With terms that were worked out anew, as the number of working days of a run.
    Agreement with(Terms checked) {
        return new Agreement(agency, id, by, checked, stage, since, words, version, madeAt);
    }

    /// The person has confirmed it.
    ///
    /// @param isDirector whether the next above is the director, too
    Agreement confirmed(With next, boolean isDirector, Instant now) {
        if (!(stage instanceof Stage.Draft)) {
            throw movedOn();
        }
        return at(
                isDirector ? new Stage.BeforeDirector(next) : new Stage.BeforeSupervisor(next),
                now,
                "");
    }

    /// The supervisor has agreed to the goals.
    ///
    /// @param director who is to confirm it
    Agreement passedOn(With director, Instant now) {
        if (!(stage instanceof Stage.BeforeSupervisor)) {
            throw movedOn();
        }
        return at(new Stage.BeforeDirector(director), now, "");
    }

    /// The director has confirmed it, and proposes it to the head.
    Agreement proposed(Instant now) {
        if (!(stage instanceof Stage.BeforeDirector)) {
            throw movedOn();
        }
        return at(new Stage.BeforeHead(), now, "");
    }

    /// Back to the person, who confirms it anew.
    Agreement sentBack(Instant now, String why) {
        return switch (stage) {
            case Stage.BeforeSupervisor _, Stage.BeforeDirector _, Stage.BeforeHead _ ->
                    at(new Stage.Draft(), now, why);
            case Stage.Draft _,
                    Stage.Ordered _,
                    Stage.Recalled _,
                    Stage.Terminated _,
                    Stage.Refused _,
                    Stage.Withdrawn _ ->
                    throw movedOn();
        };
    }

    Agreement ordered(UUID order, Instant now) {
        if (!(stage instanceof Stage.BeforeHead)) {
            throw movedOn();
        }
        return at(new Stage.Ordered(order), now, "");
    }

    Agreement refused(Instant now, String why) {
        if (!(stage instanceof Stage.BeforeHead)) {
            throw movedOn();
        }
        return at(new Stage.Refused(), now, why);
    }

    /// The person takes it back before it is ordered.
    Agreement withdrawn(Instant now) {
        return switch (stage) {
            case Stage.Draft _,
                    Stage.BeforeSupervisor _,
                    Stage.BeforeDirector _,
                    Stage.BeforeHead _ ->
                    at(new Stage.Withdrawn(), now, "");
            case Stage.Ordered _,
                    Stage.Recalled _,
                    Stage.Terminated _,
                    Stage.Refused _,
                    Stage.Withdrawn _ ->
                    throw movedOn();
        };
    }

    /// Called back, or earlier than before.
    ///
    /// @throws NotOutsideThen if that changes nothing
    Agreement recalled(LocalDate back, Instant now, String why) {
        return at(new Stage.Recalled(endedBy(back), back), now, why);
    }

    /// Ended, or earlier than before.
    ///
    /// @throws NotOutsideThen if that changes nothing
    Agreement terminated(LocalDate back, Instant now, String why) {
        return at(new Stage.Terminated(endedBy(back), back), now, why);
    }

    private UUID endedBy(LocalDate back) {
        var order = order();
        if (order == null) {
            throw movedOn();
        }
        if (back.isAfter(end())) {
            throw new NotOutsideThen();
        }
        return order;
    }

    public @Nullable With with() {
        return switch (stage) {
            case Stage.BeforeSupervisor(var with) -> with;
            case Stage.BeforeDirector(var with) -> with;
            case Stage.Draft _,
                    Stage.BeforeHead _,
                    Stage.Ordered _,
                    Stage.Recalled _,
                    Stage.Terminated _,
                    Stage.Refused _,
                    Stage.Withdrawn _ ->
                    null;
        };
    }

    /// The order by which it holds, or held.
    public @Nullable UUID order() {
        return switch (stage) {
            case Stage.Ordered(var order) -> order;
            case Stage.Recalled(var order, _) -> order;
            case Stage.Terminated(var order, _) -> order;
            case Stage.Draft _,
                    Stage.BeforeSupervisor _,
                    Stage.BeforeDirector _,
                    Stage.BeforeHead _,
                    Stage.Refused _,
                    Stage.Withdrawn _ ->
                    null;
        };
    }

    /// The first day back at the office, where that came before the end.
    public @Nullable LocalDate back() {
        return switch (stage) {
            case Stage.Recalled(_, var back) -> back;
            case Stage.Terminated(_, var back) -> back;
            case Stage.Draft _,
                    Stage.BeforeSupervisor _,
                    Stage.BeforeDirector _,
                    Stage.BeforeHead _,
                    Stage.Ordered _,
                    Stage.Refused _,
                    Stage.Withdrawn _ ->
                    null;
        };
    }

    /// The last day on which the person can be outside by it.
    public LocalDate end() {
        var back = back();
        return back == null || back.isAfter(terms.last()) ? terms.last() : back.minusDays(1);
    }

    public boolean isDraft() {
        return stage instanceof Stage.Draft;
    }

    public boolean isBeforeHead() {
        return stage instanceof Stage.BeforeHead;
    }

    public boolean isOrdered() {
        return stage instanceof Stage.Ordered;
    }

    /// Whether the person is, or will be, outside by it: also until a return that was ordered.
    public boolean isGoingOn(LocalDate today) {
        return wasOrdered() && !end().isBefore(today);
    }

    /// Whether it was ordered, also where it has ended.
    public boolean wasOrdered() {
        return order() != null;
    }

    public boolean isOpen() {
        return isDraft() || with() != null || isBeforeHead();
    }

    /// As the database names the stage.
    String state() {
        return switch (stage) {
            case Stage.Draft _ -> "DRAFT";
            case Stage.BeforeSupervisor _ -> "SUPERVISOR";
            case Stage.BeforeDirector _ -> "DIRECTOR";
            case Stage.BeforeHead _ -> "HEAD";
            case Stage.Ordered _ -> "ORDERED";
            case Stage.Recalled _ -> "RECALLED";
            case Stage.Terminated _ -> "TERMINATED";
            case Stage.Refused _ -> "REFUSED";
            case Stage.Withdrawn _ -> "WITHDRAWN";
        };
    }

    public String stageKey() {
        return "telework.stage." + state().toLowerCase(Locale.ROOT);
    }

    public String path() {
        return "/telework/" + id;
    }
}
