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
        NotInControl() {
            super(new Citation("M6", MICT_57, "ข้อ 7"), "meetings.refused.not-in-control");
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

    private ControlRules() {}

    /// The chair of the meeting and whoever minds the system.
    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    static boolean mayRun(AttendeeRole role) {
        return role.isInControl();
    }

    static void mustRun(Attendee by) {
        if (!mayRun(by.role())) {
            throw new NotInControl();
        }
        if (!by.isIdentified()) {
            throw new IdentifyFirst();
        }
    }

    /// An interest in an item is noted by those who run the meeting, and by whoever has it.
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    static boolean mayNoteInterest(Attendee by, Attendee whose) {
        return mayRun(by.role()) || by.id().equals(whose.id());
    }

    /// @throws NotPrepared naming the first that is missing, and the clause that wants it
    static void mustBePrepared(RuleSet rules, List<Preparation> missing) {
        if (!missing.isEmpty()) {
            throw new NotPrepared(missing.getFirst(), rules);
        }
    }
}
