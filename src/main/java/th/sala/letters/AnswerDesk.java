package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.mail.Message;
import th.sala.mail.ReceivedMail;
import th.sala.registers.LetterNumber;
import th.sala.thai.Digits;

/// Acknowledgements that others write in words of their own: proposed by the program, made the
/// answer by a person, who can take it back.
@Service
@Transactional
class AnswerDesk {
    private static final int LONGEST_NUMBER = 50;

    private final ProposedAnswers proposals;
    private final Addressees addressees;
    private final UnsortedMails unsorted;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterNotices notices;
    private final Clock clock;

    AnswerDesk(
            ProposedAnswers proposals,
            Addressees addressees,
            UnsortedMails unsorted,
            Acts acts,
            LetterEvidence evidence,
            LetterNotices notices,
            Clock clock) {
        this.proposals = proposals;
        this.addressees = addressees;
        this.unsorted = unsorted;
        this.acts = acts;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    /// Enters what the mail may be. Nothing takes effect by that.
    ///
    /// @return whether it may be an acknowledgement of a letter that has no answer yet
    @Transactional(propagation = Propagation.MANDATORY)
    boolean propose(ReceivedMail mail, Message message) {
        var said = AnswerWords.read(message.subject(), message.text());
        if (said.isEmpty()) {
            return false;
        }
        var sender = message.from().mail();
        var meant = meant(mail.agency(), message).filter(addressee -> addressee.answer() == null);
        meant.ifPresent(addressee ->
                proposals.add(
                        mail.agency(),
                        new ProposedAnswers.Proposed(
                                mail.id(),
                                addressee.letter(),
                                addressee.position(),
                                plain(sender),
                                isTheirs(addressee, sender),
                                plain(said.get().before()),
                                plain(said.get().words()),
                                plain(said.get().after()),
                                said.get().number(),
                                mail.receivedAt(),
                                null,
                                null,
                                null)));
        return meant.isPresent();
    }

    /// By the mail that it answers; else by our letter's number, in either digits, if it comes from
    /// where the letter went.
    private Optional<Addressee> meant(UUID agency, Message message) {
        return message.references().stream()
                .flatMap(id -> addressees.byMessage(agency, id).stream())
                .findFirst()
                .or(() ->
                        addressees.byNumber(
                                agency,
                                LetterNumber.allIn(
                                                LetterText.beginningOf(
                                                        message.subject() + "\n" + message.text()))
                                        .stream()
                                        .map(LetterNumber::text)
                                        .toList(),
                                domain(message.from().mail())));
    }

    private static boolean isTheirs(Addressee addressee, String sender) {
        var domain = domain(sender);
        return !domain.isEmpty()
                && (domain.equals(domain(addressee.central()))
                        || domain.equals(domain(addressee.address())));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }

    @Transactional(readOnly = true)
    List<ProposedAnswers.Proposed> of(UUID agency, UUID letter) {
        return proposals.of(agency, letter);
    }

    @Transactional(readOnly = true)
    Optional<ProposedAnswers.Proposed> ofMail(UUID agency, UUID mail) {
        return proposals.find(agency, mail);
    }

    /// It is the acknowledgement, on this person's word.
    ///
    /// @param number the receive number there, as the person read it; may be empty
    /// @throws LetterMovedOn if somebody decided before
    /// @throws AnsweredBefore if the letter got another answer in the meantime
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    void accept(SignedIn who, UUID letter, UUID mail, String number) {
        var proposed = open(who, letter, mail);
        var addressee = addressee(who, proposed);
        if (addressee.answer() != null) {
            // also a refusal: taking this back would forget it
            throw new AnsweredBefore();
        }
        var told = told(number);
        var effective =
                addressees.acknowledged(
                        who.agency(),
                        Objects.requireNonNull(addressee.messageId()),
                        told,
                        null,
                        proposed.arrivedAt(),
                        mail);
        if (!effective) {
            throw new AnsweredBefore();
        }
        decide(who, proposed, true);
        notices.acknowledged(addressee, told, null, proposed.arrivedAt());
        leave(who, proposed, "answer-accepted", addressee.agencyName() + " · " + proposed.words());
    }

    private static String told(String number) {
        var plain = Digits.ARABIC.in(plain(number).strip());
        return plain.substring(0, Math.min(LONGEST_NUMBER, plain.length()));
    }

    /// It is no acknowledgement.
    ///
    /// @throws LetterMovedOn if somebody decided before
    void reject(SignedIn who, UUID letter, UUID mail) {
        var proposed = open(who, letter, mail);
        decide(who, proposed, false);
        leave(who, proposed, "answer-rejected", proposed.sender());
    }

    /// Takes the decision back: the letter waits for its answer as before.
    void undo(SignedIn who, UUID letter, UUID mail) {
        var proposed = locked(who, letter, mail);
        if (proposed.isOpen()) {
            return;
        }
        addressees.withdraw(who.agency(), mail);
        proposals.decide(who.agency(), mail, null, null, null);
        unsorted.reopen(who.agency(), mail);
        leave(who, proposed, "answer-undone", proposed.sender());
    }

    private void decide(SignedIn who, ProposedAnswers.Proposed proposed, boolean accepted) {
        var now = clock.instant();
        proposals.decide(who.agency(), proposed.mail(), accepted, who.name(), now);
        unsorted.settle(who.agency(), proposed.mail(), "noted", who.name(), now);
    }

    private void leave(SignedIn who, ProposedAnswers.Proposed proposed, String what, String about) {
        acts.add(
                who.agency(),
                proposed.letter(),
                new Acts.Act(clock.instant(), what, who.name(), about));
        evidence.decided(who, what, proposed);
    }

    private ProposedAnswers.Proposed open(SignedIn who, UUID letter, UUID mail) {
        var proposed = locked(who, letter, mail);
        if (!proposed.isOpen()) {
            throw new LetterMovedOn(Objects.requireNonNull(proposed.decidedBy()));
        }
        return proposed;
    }

    private ProposedAnswers.Proposed locked(SignedIn who, UUID letter, UUID mail) {
        return proposals
                .lock(who.agency(), mail)
                .filter(found -> found.letter().equals(letter))
                .orElseThrow(() -> new NoSuchLetter(mail));
    }

    private Addressee addressee(SignedIn who, ProposedAnswers.Proposed proposed) {
        return addressees.of(who.agency(), proposed.letter()).stream()
                .filter(one -> one.position() == proposed.position())
                .findFirst()
                .orElseThrow(() -> new NoSuchLetter(proposed.letter()));
    }

    /// Refusal: the letter has another answer already.
    static final class AnsweredBefore extends Refusal {
        AnsweredBefore() {
            super("letters.proposed.answered-before");
        }
    }
}
