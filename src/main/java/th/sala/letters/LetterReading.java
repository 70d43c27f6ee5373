package th.sala.letters;

import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.routing.Routing;

/// Reading a letter that declares a secrecy class is an act of the person who reads (X6), whether
/// its page, a file or its mail. It is entered before anything is shown, and only if something is.
/// Whoever has a draft by its way inside the agency has opened it with that.
@Component
class LetterReading {
    private final OutgoingDesk outgoing;
    private final LetterEvidence evidence;
    private final Routing routing;

    LetterReading(OutgoingDesk outgoing, LetterEvidence evidence, Routing routing) {
        this.outgoing = outgoing;
        this.evidence = evidence;
        this.routing = routing;
    }

    /// @param what of it: `page`, `file 1`, `mail`
    void of(SignedIn who, IncomingLetter letter, String what) {
        if (letter.secrecy() != null) {
            evidence.read(who, letter.id(), what);
        }
        routing.opened(who, letter.id());
    }

    /// @param what of it: `page`, `file 1`, `mail`
    void of(SignedIn who, OutgoingLetter letter, String what) {
        of(who, letter, outgoing.declared(letter).isPresent(), what);
    }

    /// A former version, which may declare what the letter does not any more.
    void of(SignedIn who, OutgoingLetter letter, LetterVersion version, String what) {
        var isClassified =
                outgoing.declared(letter).isPresent()
                        || version.kept().content().declared(Stream.empty()).isPresent();
        of(who, letter, isClassified, what);
    }

    private void of(SignedIn who, OutgoingLetter letter, boolean isClassified, String what) {
        if (isClassified) {
            evidence.read(who, letter.id(), what);
        }
        if (letter.isDraft()) {
            routing.opened(who, letter.id());
        }
    }

    void ofOutgoing(SignedIn who, UUID letter, String what) {
        of(who, outgoing.letter(who.agency(), letter), what);
    }
}
