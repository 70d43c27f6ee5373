package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.law.Refusal;

/// Letters that answer one: how they begin, and which they are.
@Component
class ReplyForms {
    private final IncomingDesk desk;
    private final UnitDesk units;
    private final AnsweringLetters answering;
    private final InsideLetters inside;
    private final OutgoingLetters outgoing;
    private final Organisation organisation;
    private final Signers signers;
    private final Registry registry;
    private final Clock clock;

    ReplyForms(
            IncomingDesk desk,
            UnitDesk units,
            AnsweringLetters answering,
            InsideLetters inside,
            OutgoingLetters outgoing,
            Organisation organisation,
            Signers signers,
            Registry registry,
            Clock clock) {
        this.desk = desk;
        this.units = units;
        this.answering = answering;
        this.inside = inside;
        this.outgoing = outgoing;
        this.organisation = organisation;
        this.signers = signers;
        this.registry = registry;
        this.clock = clock;
    }

    /// The same subject, the other letter under อ้างถึง, and its sender as addressee if they may
    /// receive letters today; of one from inside a memorandum to the unit that it came from.
    ///
    /// @throws org.springframework.security.access.AccessDeniedException if the person may not read
    ///   what they answer
    @Transactional(readOnly = true)
    LetterForm begin(SignedIn who, UUID answered, LetterForm blank) {
        var letter = mustRead(who, answered);
        if (letter.isInside()) {
            return blank.asMemo(self(who))
                    .answering(
                            answered,
                            letter.head().subject(),
                            letter.sender().from(),
                            citation(letter),
                            unitOfSender(letter));
        }
        var sender = registry.authorised(letter.sender().address(), LocalDate.now(clock));
        return blank.answering(
                answered,
                letter.head().subject(),
                sender.map(AuthorisedPerson::position).orElse(""),
                citation(letter),
                sender.map(person -> List.of(person.mail())).orElse(List.of()));
    }

    /// Who answers signs the answer, if they sign inside.
    private @Nullable UUID self(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(official -> signers.find(who.agency(), official))
                .map(AuthorisedPerson::official)
                .orElse(null);
    }

    /// The unit of whoever signed it, if there is one today.
    private List<String> unitOfSender(IncomingLetter letter) {
        var today = organisation.units(letter.agency());
        return inside.outgoing(letter.agency(), letter.id())
                .flatMap(sent -> outgoing.find(letter.agency(), sent))
                .flatMap(sent -> organisation.official(sent.content().signer()))
                .map(Official::unit)
                .flatMap(unit -> today.stream().filter(one -> one.id().equals(unit)).findFirst())
                .map(unit -> List.of(UnitAddressee.of(unit).choice()))
                .orElse(List.of());
    }

    private IncomingLetter mustRead(SignedIn who, UUID answered) {
        var letter = desk.letter(who.agency(), answered);
        units.mustRead(who, answered, desk.stamps(who, answered));
        return letter;
    }

    /// Refusal: what is to be answered is not registered, or not theirs to read (any more).
    static final class NotToAnswer extends Refusal {
        NotToAnswer() {
            super("letters.refused.not-to-answer");
        }
    }

    /// @throws NotToAnswer unless the person may answer the letter
    @Transactional(readOnly = true)
    void mustBeAnswerable(SignedIn who, UUID answered) {
        var mayAnswer =
                desk.find(who.agency(), answered)
                        .filter(letter -> letter.stage() instanceof IncomingLetter.Stage.Registered)
                        .filter(letter -> units.mayRead(who, answered, desk.stamps(who, answered)))
                        .isPresent();
        if (!mayAnswer) {
            throw new NotToAnswer();
        }
    }

    /// Letters out that answer a letter in.
    @Transactional(readOnly = true)
    List<AnsweringLetters.Answer> to(SignedIn who, IncomingLetter letter) {
        return answering.of(who.agency(), letter.id());
    }

    /// What a letter out answers, for those who may read that.
    @Transactional(readOnly = true)
    Optional<AnsweringLetters.Answered> answeredBy(SignedIn who, UUID outgoing) {
        return answering
                .by(who.agency(), outgoing)
                .filter(other ->
                        units.mayRead(who, other.letter(), desk.stamps(who, other.letter())));
    }

    /// What the page of an answer says that is not saved yet; nothing if they may not read it any
    /// more.
    @Transactional(readOnly = true)
    Optional<AnsweringLetters.Answered> answered(SignedIn who, UUID letter) {
        return desk.find(who.agency(), letter)
                .filter(read -> units.mayRead(who, letter, desk.stamps(who, letter)))
                .map(read ->
                        new AnsweringLetters.Answered(
                                letter, read.head().subject(), read.sender().from()));
    }

    static String citation(IncomingLetter letter) {
        var head = letter.head();
        var urgency = head.urgency() == Urgency.NORMAL ? "" : head.urgency().marking;
        return CitationController.words(
                letter.sender().from(), urgency, head.number(), head.date());
    }
}
