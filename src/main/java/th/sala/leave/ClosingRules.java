package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// การปิดปีงบประมาณ: what becomes of each person's vacation when a fiscal year ends. Nothing is
/// guessed: who cannot be worked out from what is recorded is left to an officer.
final class ClosingRules {
    private ClosingRules() {}

    /// Why a person is left to an officer.
    enum Why {
        /// From what the right of the year that ends was worked out is not recorded.
        NO_SERVICE,
        /// Whether the place abroad is still on the list, and which of the days were its extra
        /// ones, nobody recorded.
        HARDSHIP,
        /// Whether term holidays give more again, the next year will show.
        TERM_HOLIDAYS,
        /// More was taken than there was.
        OVERDRAWN,
        /// An officer entered the next year's right already, and it differs.
        OTHERWISE,
        /// A closing entered the next year's right, and what is recorded since does not allow it.
        CHANGED_SINCE;

        public String key() {
            return "leave.closing.why." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What is recorded of one person.
    ///
    /// @param service of the year that ends; null if none is recorded
    /// @param left half days of vacation that the year's lines come to
    /// @param enteredByHand half days carried over as an officer entered them for the next year;
    ///   null if none did
    record Person(
            VacationRight.@Nullable Service service, int left, @Nullable Integer enteredByHand) {}

    /// What becomes of a person.
    sealed interface Outcome {
        /// The next year's right, worked out.
        record Entered(VacationRight.Service service, int left, LeaveLedger.Right right)
                implements Outcome {}

        /// The next year's right is entered already, and agrees.
        record Kept() implements Outcome {}

        record Missing(Why why) implements Outcome {}
    }

    /// @param next the year whose rights are worked out
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 23")
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 24")
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 25")
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 28")
    static Outcome close(Person person, FiscalYear next) {
        var service = person.service();
        var byHand = person.enteredByHand();
        if (service == null) {
            return byHand == null ? new Outcome.Missing(Why.NO_SERVICE) : new Outcome.Kept();
        }
        if (person.left() < 0 && byHand == null) {
            return new Outcome.Missing(Why.OVERDRAWN);
        }
        if (service.hardship() || service.termHolidays()) {
            var why = service.hardship() ? Why.HARDSHIP : Why.TERM_HOLIDAYS;
            return byHand == null ? new Outcome.Missing(why) : new Outcome.Kept();
        }
        var right = LeaveLedger.right(service, next, Math.max(0, person.left()));
        if (byHand == null) {
            return new Outcome.Entered(service, person.left(), right);
        }
        return byHand == right.carried() ? new Outcome.Kept() : new Outcome.Missing(Why.OTHERWISE);
    }
}
