package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.MICT_57;
import static th.sala.law.Instrument.NCPO_74;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;

/// What must be there before a meeting's room opens. Pure rules.
public enum Preparation {
    CHAIR,
    DECISION,
    REQUEST,
    OPERATOR,
    BACKUP,
    READINESS;

    /// So long the outcome of a test holds.
    public static final Duration TEST_HOLDS = Duration.ofHours(24);

    public String key() {
        return "meetings.preparation." + name().toLowerCase(Locale.ROOT);
    }

    /// What the rules want before the room opens. Under the Emergency Decree, whose standard is not
    /// before us, the same as before it: nobody is worse off who keeps to the stricter one.
    static Set<Preparation> wanted(RuleSet rules) {
        return switch (rules) {
            case NCPO_74, EMEET_63 -> EnumSet.allOf(Preparation.class);
            case ETDA_63 -> EnumSet.of(CHAIR, OPERATOR, BACKUP, READINESS);
        };
    }

    /// The clause that wants it, under these rules; none where the clause is not before us, or the
    /// room itself needs it.
    Optional<Citation> clause(RuleSet rules) {
        return switch (rules) {
            case NCPO_74 -> ofTwoThousandFiftySeven();
            case EMEET_63 -> Optional.empty();
            case ETDA_63 -> ofEtda();
        };
    }

    private Optional<Citation> ofTwoThousandFiftySeven() {
        return switch (this) {
            case DECISION, CHAIR -> Optional.of(new Citation("M2", NCPO_74, "ข้อ 3"));
            case REQUEST, OPERATOR -> Optional.of(new Citation("M2", MICT_57, "ข้อ 6"));
            case READINESS -> Optional.of(new Citation("M15", MICT_57, "ข้อ 6"));
            case BACKUP -> Optional.empty();
        };
    }

    private Optional<Citation> ofEtda() {
        return switch (this) {
            case OPERATOR -> Optional.of(new Citation("M14", ETDA_63, "ข้อ 8(2.6)"));
            case BACKUP, READINESS -> Optional.of(new Citation("M5", ETDA_63, "ข้อ 10(1)"));
            case CHAIR, DECISION, REQUEST -> Optional.empty();
        };
    }

    /// Whether each thing that the rules want is there.
    ///
    /// @param steps in any order
    /// @param tested the last test; null if there was none
    static Map<Preparation, Boolean> state(
            Meeting meeting, List<Step> steps, @Nullable Readiness tested, Instant now) {
        var state = new EnumMap<Preparation, Boolean>(Preparation.class);
        for (var one : wanted(meeting.rules())) {
            state.put(
                    one,
                    switch (one) {
                        case CHAIR -> meeting.chair().isPresent();
                        case DECISION -> isDecided(meeting, steps);
                        case REQUEST -> isRequested(steps);
                        case OPERATOR -> hasOperator(meeting, steps);
                        case BACKUP -> meeting.backup().isNamed();
                        case READINESS -> isReady(tested, now);
                    });
        }
        return state;
    }

    static List<Preparation> missing(
            Meeting meeting, List<Step> steps, @Nullable Readiness tested, Instant now) {
        var state = state(meeting, steps, tested, now);
        return Arrays.stream(values()).filter(one -> Boolean.FALSE.equals(state.get(one))).toList();
    }

    /// Whoever chairs the meeting decides that it is electronic; with another chair it is to be
    /// decided anew, and so once it is to be secret, or not secret any more.
    @Clause(id = "M2", of = NCPO_74, value = "ข้อ 3")
    static boolean isDecided(Meeting meeting, List<Step> steps) {
        return meeting.chair()
                .filter(chair ->
                        isThere(
                                Step.Kind.DECISION,
                                chair,
                                steps.stream()
                                        .filter(step -> step.secret() == meeting.secret())
                                        .toList()))
                .isPresent();
    }

    /// The organiser asks for the control system in writing, before the meeting.
    @Clause(id = "M2", of = MICT_57, value = "ข้อ 6")
    static boolean isRequested(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.kind() == Step.Kind.REQUEST);
    }

    /// Somebody minds the system: appointed, or, where no clause asks for that, named as support
    /// staff.
    @Clause(id = "M2", of = MICT_57, value = "ข้อ 6")
    @Clause(id = "M14", of = ETDA_63, value = "ข้อ 8(2.6)")
    static boolean hasOperator(Meeting meeting, List<Step> steps) {
        return meeting.attendees().stream()
                .filter(one -> one.role() == AttendeeRole.OPERATOR)
                .anyMatch(one ->
                        !wanted(meeting.rules()).contains(DECISION)
                                || isThere(Step.Kind.APPOINTMENT, one, steps));
    }

    /// The control system is ready before the meeting: its last test went well and is not older
    /// than [#TEST_HOLDS]. One that says it was made later than now was made by a clock that was
    /// wrong: nobody knows how old it is.
    @Clause(id = "M15", of = MICT_57, value = "ข้อ 6")
    static boolean isReady(@Nullable Readiness tested, Instant now) {
        return tested != null
                && tested.ready()
                && !tested.at().isAfter(now)
                && !tested.at().plus(TEST_HOLDS).isBefore(now);
    }

    private static boolean isThere(Step.Kind kind, Attendee whom, List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> step.kind() == kind && whom.id().equals(step.attendee()));
    }
}
