package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: sending asks for the password again, and it was not this one.
public class WrongPassword extends Refusal {
    WrongPassword() {
        super("letters.wrong-password");
    }
}
