package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.MICT_57;

import java.util.List;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// Who runs a meeting. Pure rules.
final class ControlRules {
    /// Refusal: the chair and the operator alone do that.
    static final class NotInControl extends Refusal {
        NotInControl(RuleSet rules) {
            super(
                    rules.own(new Citation("M6", MICT_57, "ข้อ 7")),
                    "meetings.refused.not-in-control");
        }
    }

    /// Refusal: who runs a meeting has identified themselves first.
    static final class IdentifyFirst extends Refusal {
        IdentifyFirst() {
            super("meetings.refused.identify-first");
        }
    }

    /// Refusal: something before the meeting is missing.
    static final class NotPrepared extends Refusal {
        private NotPrepared(Preparation missing, RuleSet rules) {
            super(missing.clause(rules).orElse(null), missing.key() + ".missing");
        }
    }

    /// Refusal: papers of a secret meeting are for those who are known.
    static final class PaperForTheKnown extends Refusal {
        PaperForTheKnown() {
            super("meetings.refused.paper-for-the-known");
        }
    }

    /// Refusal: who has an interest in what is being discussed does not read its papers meanwhile.
    static final class PaperOfInterest extends Refusal {
        PaperOfInterest(RuleSet rules) {
            super(
                    rules.own(new Citation("M6", ETDA_63, "ข้อ 10(2)")),
                    "meetings.refused.paper-of-interest");
        }
    }

    /// Refusal: whether somebody has no interest after all is for others to say.
    static final class OwnInterest extends Refusal {
        OwnInterest(RuleSet rules) {
            super(
                    rules.own(new Citation("M6", ETDA_63, "ข้อ 10(2)")),
                    "meetings.refused.own-interest");
        }
    }

    private ControlRules() {}

    /// Papers of a secret meeting are not for whoever came by a link and could be anybody.
    static boolean isKnownEnough(Meeting meeting, Attendee reader) {
        return !meeting.secret() || !reader.isByLink() || reader.isIdentified();
    }

    /// Who has an interest in an item reads nothing of it while it is being discussed.
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    static boolean isUnconcerned(Meeting meeting, Attendee reader, AgendaItem item) {
        return !item.interested().contains(reader.id())
                || meeting.current().filter(one -> one.id().equals(item.id())).isEmpty();
    }

    static void mustRead(Meeting meeting, Attendee reader, AgendaItem item) {
        if (!isKnownEnough(meeting, reader)) {
            throw new PaperForTheKnown();
        }
        if (!isUnconcerned(meeting, reader, item)) {
            throw new PaperOfInterest(meeting.rules());
        }
    }

    /// The chair of the meeting and whoever minds the system.
    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    static boolean mayRun(AttendeeRole role) {
        return role.isInControl();
    }

    static void mustRun(RuleSet rules, Attendee by) {
        if (!mayRun(by.role())) {
            throw new NotInControl(rules);
        }
        if (!by.isIdentified()) {
            throw new IdentifyFirst();
        }
    }

    /// An interest in an item is noted by those who run the meeting, and by whoever has it. That
    /// somebody has none after all others say, never they themselves.
    ///
    /// @param interested whether it is noted; or taken back
    /// @throws OwnInterest if somebody takes back their own
    /// @throws NotInControl unless they have it, or run the meeting
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    static void mustNoteInterest(RuleSet rules, Attendee by, Attendee whose, boolean interested) {
        var isOwn = by.id().equals(whose.id());
        if (isOwn && !interested) {
            throw new OwnInterest(rules);
        }
        if (!isOwn && !mayRun(by.role())) {
            throw new NotInControl(rules);
        }
    }

    /// @throws NotPrepared naming the first that is missing, and the clause that wants it
    static void mustBePrepared(RuleSet rules, List<Preparation> missing) {
        if (!missing.isEmpty()) {
            throw new NotPrepared(missing.getFirst(), rules);
        }
    }
}
