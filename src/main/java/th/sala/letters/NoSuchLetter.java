package th.sala.letters;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/// There is no such letter, or none that this person may see.
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NoSuchLetter extends RuntimeException {
    NoSuchLetter(Object id) {
        super("no letter " + id);
    }
}
