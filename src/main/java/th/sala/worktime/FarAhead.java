package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: nobody decides now on office hours so much later; the year is mistyped.
class FarAhead extends Refusal {
    FarAhead() {
        super("worktime.hours.far");
    }
}
