package th.sala.meetings;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Instrument;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// What is done in writing before a meeting: the chair decides that it is electronic, whoever
/// arranges it asks for the control system and appoints the operator (M2). Every call is made in
/// the agency's scope, after the person has confirmed who they are.
@Service
@Transactional
public class PreparationDesk {
    /// Refusal: the chair of the meeting alone decides that.
    static final class NotTheChair extends Refusal {
        NotTheChair(RuleSet rules) {
            super(
                    rules.own(new Citation("M2", Instrument.NCPO_74, "ข้อ 3")),
                    "meetings.refused.not-the-chair");
        }
    }

    /// Refusal: who is appointed is to mind the system of this meeting.
    static final class NoOperator extends Refusal {
        NoOperator(RuleSet rules) {
            super(
                    rules.own(new Citation("M2", Instrument.MICT_57, "ข้อ 6")),
                    "meetings.refused.no-operator");
        }
    }

    /// Refusal: the control system is asked for once the chair has decided.
    static final class DecideFirst extends Refusal {
        DecideFirst(RuleSet rules) {
            super(
                    rules.own(new Citation("M2", Instrument.MICT_57, "ข้อ 6")),
                    "meetings.refused.decide-first");
        }
    }

    private final MeetingDesk desk;
    private final MeetingRecords records;
    private final PreparationRows rows;
    private final MeetingNotices notices;
    private final MeetingEvidence evidence;
    private final Clock clock;

    PreparationDesk(
            MeetingDesk desk,
            MeetingRecords records,
            PreparationRows rows,
            MeetingNotices notices,
            MeetingEvidence evidence,
            Clock clock) {
        this.desk = desk;
        this.records = records;
        this.rows = rows;
        this.notices = notices;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// What was done so far.
    ///
    /// @param state each thing that the rules want, and whether it is there
    /// @param tested null if the system was not tested yet
    record Done(List<Step> steps, Map<Preparation, Boolean> state, @Nullable Readiness tested) {
        public boolean isComplete() {
            return !state.containsValue(false);
        }

        /// Whether something that the rules want is not there yet.
        public boolean lacks(String preparation) {
            return Boolean.FALSE.equals(state.get(Preparation.valueOf(preparation)));
        }

        /// Whether the control system may be asked for now, and was not yet.
        public boolean asksForSystem() {
            return lacks("REQUEST") && !lacks("DECISION");
        }

        /// How it was done, the last time; null if it is none of what is done in writing.
        public @Nullable Step stepOf(Preparation preparation) {
            return switch (preparation) {
                case DECISION -> last(Step.Kind.DECISION);
                case REQUEST -> last(Step.Kind.REQUEST);
                case OPERATOR -> last(Step.Kind.APPOINTMENT);
                case CHAIR, BACKUP, READINESS -> null;
            };
        }

        private @Nullable Step last(Step.Kind kind) {
            return steps.reversed().stream()
                    .filter(step -> step.kind() == kind)
                    .findFirst()
                    .orElse(null);
        }
    }

    @Transactional(readOnly = true)
    Done of(Meeting meeting) {
        var steps = rows.steps(meeting.agency(), meeting.id());
        var tested = rows.lastTest(meeting.agency(), meeting.id()).orElse(null);
        return new Done(steps, Preparation.state(meeting, steps, tested, clock.instant()), tested);
    }

    /// The chair decides that the meeting is electronic.
    ///
    /// @param words may be empty
    public void decide(SignedIn who, UUID id, String words) {
        var meeting = records.locked(who.agency(), id);
        var chair =
                meeting.chair()
                        .filter(one ->
                                one.official() != null && one.official().equals(who.official()))
                        .orElseThrow(() -> new NotTheChair(meeting.rules()));
        MeetingDesk.mustBePlanned(meeting);
        var said = words.isBlank() ? "" : MeetingDesk.words(words);
        keep(who, meeting, Step.Kind.DECISION, chair, said);
    }

    /// Whoever arranges the meeting asks for the control system, in writing.
    public void request(SignedIn who, UUID id, String words) {
        var meeting = desk.arranged(who, id);
        MeetingDesk.mustBePlanned(meeting);
        if (!Preparation.mayBeRequested(meeting, rows.steps(who.agency(), id))) {
            throw new DecideFirst(meeting.rules());
        }
        keep(who, meeting, Step.Kind.REQUEST, null, MeetingDesk.words(words));
    }

    /// Appoints the meeting's operator.
    ///
    /// @param attendee null if nobody is chosen
    public void appoint(SignedIn who, UUID id, @Nullable UUID attendee) {
        var meeting = desk.arranged(who, id);
        var operator =
                Optional.ofNullable(attendee)
                        .flatMap(meeting::attendee)
                        .filter(one -> one.role() == AttendeeRole.OPERATOR)
                        .orElseThrow(() -> new NoOperator(meeting.rules()));
        keep(who, meeting, Step.Kind.APPOINTMENT, operator, "");
        notices.tell(meeting, operator, "meetings.notice.appointed");
    }

    private void keep(
            SignedIn who, Meeting meeting, Step.Kind kind, @Nullable Attendee whom, String words) {
        var step =
                new Step(
                        UUID.randomUUID(),
                        kind,
                        whom == null ? null : whom.id(),
                        meeting.secret(),
                        words,
                        who.name(),
                        clock.instant());
        rows.add(who.agency(), meeting.id(), step);
        var said =
                Fields.none()
                        .with("subject", meeting.title())
                        .with("secret", meeting.secret())
                        .with("words", words);
        evidence.record(
                who,
                switch (kind) {
                    case DECISION -> "meetings.decided-electronic";
                    case REQUEST -> "meetings.system-requested";
                    case APPOINTMENT -> "meetings.operator-appointed";
                },
                meeting.id(),
                whom == null ? said : said.with("attendee", whom.name()));
    }

    /// Whether the person is to decide as the chair.
    @Transactional(readOnly = true)
    boolean isToDecide(SignedIn who, Meeting meeting) {
        return meeting.state().isPlanned()
                && meeting.chair()
                        .filter(one ->
                                one.official() != null && one.official().equals(who.official()))
                        .isPresent()
                && Boolean.FALSE.equals(of(meeting).state().get(Preparation.DECISION));
    }
}
