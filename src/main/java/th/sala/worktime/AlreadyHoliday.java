package th.sala.worktime;

import th.sala.law.Refusal;

/// Refusal: the day is a holiday already.
class AlreadyHoliday extends Refusal {
    AlreadyHoliday() {
        super("worktime.already-holiday");
    }
}
