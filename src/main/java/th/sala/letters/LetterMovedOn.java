package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: somebody else changed, sent or registered the letter since it was opened.
public class LetterMovedOn extends Refusal {
    LetterMovedOn(String by) {
        super("letters.moved-on", by);
    }
}
