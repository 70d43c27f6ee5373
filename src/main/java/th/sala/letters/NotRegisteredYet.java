package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: a unit registers a letter only after its agency did.
public class NotRegisteredYet extends Refusal {
    NotRegisteredYet() {
        super("letters.not-registered-yet");
    }
}
