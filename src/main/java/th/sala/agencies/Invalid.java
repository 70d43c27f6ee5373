package th.sala.agencies;

import th.sala.law.Refusal;

/// Refusal: what was asked for does not fit what the agency is.
public class Invalid extends Refusal {
    Invalid(String key, Object... arguments) {
        super(key, arguments);
    }
}
