package th.sala.registers;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The address names no book of the agency.
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchBook extends RuntimeException {
    NoSuchBook(String id) {
        super("no book " + id);
    }
}
