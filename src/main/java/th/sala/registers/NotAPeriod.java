package th.sala.registers;

import th.sala.law.Refusal;

/// Refusal: the days typed are not a period.
class NotAPeriod extends Refusal {
    private NotAPeriod(String key) {
        super(key);
    }

    static NotAPeriod unreadable() {
        return new NotAPeriod("registers.period.unreadable");
    }

    static NotAPeriod reversed() {
        return new NotAPeriod("registers.period.reversed");
    }
}
