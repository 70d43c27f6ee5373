package th.sala.letters;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.law.Refusal;

/// Refusal: somebody else changed, sent or registered the letter since it was opened.
@ResponseStatus(HttpStatus.CONFLICT)
public class LetterMovedOn extends Refusal {
    LetterMovedOn(String by) {
        super("letters.moved-on", by);
    }
}
