package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: the office would close before it opens.
class ClosesBeforeOpening extends Refusal {
    ClosesBeforeOpening() {
        super("worktime.closes-before-opening");
    }
}
