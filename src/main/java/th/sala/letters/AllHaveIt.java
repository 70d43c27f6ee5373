package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: every recipient of the mail surely has it; another copy would only be one too many.
public class AllHaveIt extends Refusal {
    AllHaveIt(String agency) {
        super("letters.all-have-it", agency);
    }
}
