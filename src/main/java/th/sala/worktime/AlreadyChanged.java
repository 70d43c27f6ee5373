package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: somebody else withdrew or confirmed it in the meantime.
class AlreadyChanged extends Refusal {
    AlreadyChanged() {
        super("worktime.already-changed");
    }
}
