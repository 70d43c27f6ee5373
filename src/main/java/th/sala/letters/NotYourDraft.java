package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: a draft is changed or thrown away by its author, its signer or a correspondence
/// officer.
public class NotYourDraft extends Refusal {
    NotYourDraft(String author) {
        super("letters.not-your-draft", author);
    }
}
