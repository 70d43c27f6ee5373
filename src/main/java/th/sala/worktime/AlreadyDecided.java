package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: there are office hours from that very day on.
class AlreadyDecided extends Refusal {
    AlreadyDecided() {
        super("worktime.already-decided");
    }
}
