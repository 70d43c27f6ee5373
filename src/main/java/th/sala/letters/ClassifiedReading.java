package th.sala.letters;

import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;

/// Reading a letter that declares a secrecy class is an act of the person who reads (X6), whether
/// its page, a file or its mail. It is entered before anything is shown, and only if something is.
@Component
class ClassifiedReading {
    private final OutgoingDesk outgoing;
    private final LetterEvidence evidence;

    ClassifiedReading(OutgoingDesk outgoing, LetterEvidence evidence) {
        this.outgoing = outgoing;
        this.evidence = evidence;
    }

    /// @param what of it: `page`, `file 1`, `mail`
    void of(SignedIn who, IncomingLetter letter, String what) {
        if (letter.secrecy() != null) {
            evidence.read(who, letter.id(), what);
        }
    }

    /// @param what of it: `page`, `file 1`, `mail`
    void of(SignedIn who, OutgoingLetter letter, String what) {
        if (outgoing.declared(letter).isPresent()) {
            evidence.read(who, letter.id(), what);
        }
    }

    void ofOutgoing(SignedIn who, UUID letter, String what) {
        of(who, outgoing.letter(who.agency(), letter), what);
    }
}
