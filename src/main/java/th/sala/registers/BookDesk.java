package th.sala.registers;

import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;

/// Finds the book that an address names, among those of the person's agency.
@Component
class BookDesk {
    /// Who reads the books.
    static final String READERS =
            "hasAnyRole('CORRESPONDENCE_OFFICER', 'HEAD', 'AUDITOR', 'AUTHORISED_PERSON',"
                    + " 'ADMINISTRATOR')";

    /// Who carries registers over from before.
    static final String KEEPERS = "hasAnyRole('CORRESPONDENCE_OFFICER', 'ADMINISTRATOR')";

    private final Registers registers;

    BookDesk(Registers registers) {
        this.registers = registers;
    }

    /// @throws NoSuchBook also if it is another agency's
    Book find(SignedIn who, String id) {
        return registers.book(who.agency(), uuid(id)).orElseThrow(() -> new NoSuchBook(id));
    }

    /// @throws NoSuchBook if it is none
    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw new NoSuchBook(id);
        }
    }
}
