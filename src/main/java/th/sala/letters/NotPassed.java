package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: a unit stamps only what the correspondence officer has passed to it.
public class NotPassed extends Refusal {
    NotPassed(String unit) {
        super("letters.not-passed", unit);
    }
}
