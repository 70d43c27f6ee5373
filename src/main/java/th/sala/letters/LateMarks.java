package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Actor;
import th.sala.law.Clause;
import th.sala.proof.Fields;

/// Class markings on pages that could be read only after their letter had come or was written: from
/// then on the letter declares the class.
@Component
class LateMarks {
    private final IncomingLetters incoming;
    private final LetterFiles files;
    private final LetterSearch search;
    private final SecrecyDecisions secrecy;
    private final LetterEvidence evidence;
    private final LetterNotices notices;
    private final Acts acts;
    private final Clock clock;

    LateMarks(
            IncomingLetters incoming,
            LetterFiles files,
            LetterSearch search,
            SecrecyDecisions secrecy,
            LetterEvidence evidence,
            LetterNotices notices,
            Acts acts,
            Clock clock) {
        this.incoming = incoming;
        this.files = files;
        this.search = search;
        this.secrecy = secrecy;
        this.evidence = evidence;
        this.notices = notices;
        this.acts = acts;
        this.clock = clock;
    }

    /// Looks at the letter with what was read of the file. Doing it twice changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    void look(UUID agency, UUID letter, String sha256) {
        incoming.find(agency, letter).ifPresent(came -> look(came, sha256));
        search.putLater(agency, letter);
    }

    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private void look(IncomingLetter letter, String sha256) {
        var pages =
                files.of(letter.agency(), letter.id()).stream()
                        .filter(file -> file.sha256().equals(sha256))
                        .map(LetterFile::pageText);
        SecrecyClass.declaredBy("", "", "", pages)
                .filter(found -> isHigher(found, letter))
                .ifPresent(found -> declares(letter, found));
    }

    private static boolean isHigher(SecrecyClass found, IncomingLetter letter) {
        return letter.secrecy() == null || found.compareTo(letter.secrecy()) > 0;
    }

    private void declares(IncomingLetter letter, SecrecyClass found) {
        var now = clock.instant();
        incoming.classify(letter.agency(), letter.id(), found);
        acts.add(letter.agency(), letter.id(), new Acts.Act(now, "class-found", "", found.marking));
        evidence.done(
                Actor.program(letter.agency()),
                "class-found",
                letter.id(),
                Fields.none().with("detail", found.marking));
        var today = LocalDate.ofInstant(now, clock.getZone());
        notices.classFound(letter, found, secrecy.of(letter.agency()).refuses(found, today));
    }
}
