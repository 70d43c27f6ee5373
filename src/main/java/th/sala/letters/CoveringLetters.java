package th.sala.letters;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.law.Refusal;
import th.sala.thai.Digits;
import th.sala.thai.Display;

/// หนังสือนำส่ง: letters that bring somebody an order, an announcement, a certificate or a report
/// of a meeting, which has no addressee itself.
@Service
@Transactional
class CoveringLetters {
    private final OutgoingDesk desk;
    private final UnitDesk units;
    private final Registry registry;
    private final AnsweringLetters answering;

    CoveringLetters(
            OutgoingDesk desk, UnitDesk units, Registry registry, AnsweringLetters answering) {
        this.desk = desk;
        this.units = units;
        this.registry = registry;
        this.answering = answering;
    }

    /// Refusal: it is a letter itself, or its PDF is not there yet.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NothingToBring extends Refusal {
        private NothingToBring() {
            super("letters.refused.nothing-to-bring");
        }
    }

    /// Begins a letter whose enclosures are the paper's files.
    ///
    /// @throws NoSuchLetter if the agency has none such
    /// @throws NothingToBring unless it was issued and is there as a PDF
    UUID begin(SignedIn who, UUID id) {
        var paper = desk.letter(who.agency(), id);
        var files = desk.files(who.agency(), id);
        var given = paper.given();
        if (given == null
                || isSignedOnPaper(paper)
                || paper.content().kind().isLetter()
                || files.stream().noneMatch(LetterFile::main)) {
            throw new NothingToBring();
        }
        var agency = registry.agency(who.agency()).orElseThrow();
        var name = name(paper.content(), agency, given);
        var dated = dated(paper.content(), name, given);
        var content =
                new Content(
                        LetterKind.EXTERNAL,
                        paper.content().signer(),
                        false,
                        Urgency.NORMAL,
                        paper.content().secrecy(),
                        desk.ownerCodes(who.agency()).stream().findFirst().orElse(""),
                        "ส่ง" + name,
                        "",
                        "",
                        "",
                        "",
                        dated + " จำนวน 1 ฉบับ",
                        contact(paper),
                        Closing.USUAL.words,
                        units.ownUnit(who).map(Unit::name).orElse(""),
                        true);
        var letter = UUID.randomUUID();
        var enclosures = files.stream().map(LetterFile::asEnclosure).toList();
        desk.begin(who, letter, content, List.of(), enclosures);
        answering
                .by(who.agency(), id)
                .ifPresent(answered -> answering.add(who.agency(), letter, answered.letter()));
        return letter;
    }

    /// What Sala set for a signature by hand has none.
    private static boolean isSignedOnPaper(OutgoingLetter paper) {
        return paper.isPaper() && paper.content().typeset();
    }

    /// As letters name it; the number of an announcement stands on no paper.
    private static String name(Content content, Agency agency, OutgoingLetter.Given given) {
        var kind = content.kind();
        return switch (kind) {
            case ORDER -> kind.word + agency.name() + " ที่ " + given.number();
            case ANNOUNCEMENT -> kind.word + agency.name();
            case CERTIFICATE -> kind.word + " เลขที่ " + given.number();
            case MINUTES -> kind.word + content.subject() + " ครั้งที่ " + given.number();
            case EXTERNAL, INTERNAL, STAMPED -> throw new IllegalArgumentException(kind.name());
        };
    }

    /// A report has the day of its meeting and none of its own.
    private static String dated(Content content, String name, OutgoingLetter.Given given) {
        return content.kind() == LetterKind.MINUTES
                ? name
                : name + " ลงวันที่ " + Digits.ARABIC.in(Display.OFFICIAL.date(given.date()));
    }

    private String contact(OutgoingLetter paper) {
        var date = Objects.requireNonNull(paper.given()).date();
        return registry.authorisedOf(paper.agency(), date).stream()
                .filter(person -> person.official().equals(paper.content().signer()))
                .findFirst()
                .map(LetterText::contact)
                .orElse("");
    }
}
