package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: a substituted day stands for an earlier holiday that fell on a weekend, and this one
/// does not.
class NothingToSubstitute extends Refusal {
    NothingToSubstitute() {
        super("worktime.nothing-to-substitute");
    }
}
