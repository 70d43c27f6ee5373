package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;
import static th.sala.law.Instrument.TELE_65;

import java.util.List;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// What an agreement says before it can be confirmed.
final class AgreementRules {
    private AgreementRules() {}

    /// Refusal: somebody is assigned, and nobody says why.
    static final class NoReasons extends Refusal {
        NoReasons() {
            super(new Citation("T2", MANUAL_63, "ข้อ 9.2(1)"), "telework.refused.no-reasons");
        }
    }

    /// Refusal: no goal, or one without a time of delivery.
    static final class NoGoals extends Refusal {
        NoGoals() {
            super(new Citation("T4", MANUAL_63, "ข้อ 9.2(2)"), "telework.refused.no-goals");
        }
    }

    /// Refusal: nothing says where, or how the person is reached.
    static final class NoPlace extends Refusal {
        NoPlace() {
            super(
                    new Citation("T9", TELE_65, "การติดต่อสื่อสารระหว่างปฏิบัติงาน"),
                    "telework.refused.no-place");
        }
    }

    /// Refusal: nothing says which work is done outside.
    static final class NoWork extends Refusal {
        NoWork() {
            super(new Citation("T2", MANUAL_63, "ข้อ 3.1"), "telework.refused.no-work");
        }
    }

    /// Refusal: nothing says that the work and the person suit.
    static final class NotSuitable extends Refusal {
        NotSuitable() {
            super(new Citation("T2", MANUAL_63, "ข้อ 4"), "telework.refused.not-suitable");
        }
    }

    /// Nobody works outside whose superior has not looked whether work and person are fit for it.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 4")
    static void isSuitable(boolean suits) {
        if (!suits) {
            throw new NotSuitable();
        }
    }

    /// Which work, or which part of it, is done outside: without that nobody can say that it suits.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 3.1")
    static void isNamed(String work) {
        if (work.isBlank()) {
            throw new NoWork();
        }
    }

    /// Who volunteers needs no reasons; who is assigned learns them.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 9.2(1)")
    static void isExplained(Terms.Way way, String reasons) {
        if (way.wantsReasons() && reasons.isBlank()) {
            throw new NoReasons();
        }
    }

    /// Goals are results that one can see, each with a time of delivery.
    @Clause(id = "T4", of = MANUAL_63, value = "ข้อ 9.2(2)")
    static void hasGoals(List<Goal> goals) {
        var isWhole =
                goals.stream().noneMatch(one -> one.goal().isBlank() || one.delivery().isBlank());
        if (goals.isEmpty() || !isWhole) {
            throw new NoGoals();
        }
    }

    /// The place is known, and the person is reached throughout.
    @Clause(
            id = "T9",
            of = TELE_65,
            value = "การติดต่อสื่อสารระหว่างปฏิบัติงาน",
            from = "2022-10-07")
    static void isReachable(String place, String contact) {
        if (place.isBlank() || contact.isBlank()) {
            throw new NoPlace();
        }
    }
}
