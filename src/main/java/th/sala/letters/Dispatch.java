package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Registry;
import th.sala.files.FileStore;
import th.sala.law.Clause;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.OutgoingMail;

/// Makes the mails of numbered letters and puts them into the outbox. May be cut off anywhere and
/// repeated: the same letter makes the same bytes, and the outbox takes an id once.
@Service
class Dispatch {
    /// How many mails are queued in one transaction.
    private static final int AT_ONCE = 25;

    private final OutgoingLetters letters;
    private final Addressees addressees;
    private final LetterEvidence evidence;
    private final SetLetters set;
    private final LetterFiles files;
    private final FileStore store;
    private final Registry registry;
    private final Outbox outbox;
    private final Signers signers;
    private final InsideDelivery inside;
    private final Clock clock;

    Dispatch(
            OutgoingLetters letters,
            Addressees addressees,
            LetterEvidence evidence,
            SetLetters set,
            LetterFiles files,
            FileStore store,
            Registry registry,
            Outbox outbox,
            Signers signers,
            InsideDelivery inside,
            Clock clock) {
        this.letters = letters;
        this.addressees = addressees;
        this.evidence = evidence;
        this.set = set;
        this.files = files;
        this.store = store;
        this.registry = registry;
        this.outbox = outbox;
        this.signers = signers;
        this.inside = inside;
        this.clock = clock;
    }

    /// All numbered letters whose mails are not in the outbox yet, in the current scope.
    @Transactional(readOnly = true)
    List<OutgoingLetter> waiting() {
        return letters.toDispatch(clock.instant());
    }

    /// Queues the mails of the next addressees, one each: all of these, or none. A circular has
    /// hundreds of addressees, and nothing is held up so long.
    ///
    /// @param sheet if the letter is to be signed, and has not been yet
    /// @return whether there may be more
    @Transactional
    boolean dispatch(OutgoingLetter letter, @Nullable SignedSheet sheet) {
        if (!letters.lockNumbered(letter.agency(), letter.id())) {
            return false;
        }
        if (sheet != null) {
            set.enter(letter, sheet);
        }
        if (set.isToSign(letter)) {
            throw new IllegalStateException("letter " + letter.id() + " would leave unsigned");
        }
        var waiting = addressees.notQueued(letter.agency(), letter.id(), AT_ONCE);
        var attachments = waiting.isEmpty() ? List.<Attachment>of() : attachments(letter);
        for (var addressee : waiting) {
            var mail = mail(letter, addressee, attachments);
            addressees.queued(letter.agency(), addressee.mail(), mail.messageId(), clock.instant());
            outbox.queue(mail);
            evidence.dispatched(letter, addressee, mail);
        }
        if (waiting.size() < AT_ONCE) {
            inside.deliver(letter);
            letters.sent(letter.agency(), letter.id());
            return false;
        }
        return true;
    }

    /// The exact mail of a letter to one addressee; before the letter has a number, as it would be.
    @Transactional(readOnly = true)
    @Clause(id = "C4", of = ETDA_63, value = "ข้อ 3(4)")
    OutgoingMail mail(OutgoingLetter letter, Addressee addressee) {
        return mail(letter, addressee, attachments(letter));
    }

    private OutgoingMail mail(
            OutgoingLetter letter, Addressee addressee, List<Attachment> attachments) {
        var draft = withoutFiles(letter, addressee);
        return new OutgoingMail(
                addressee.mail(),
                letter.agency(),
                draft.messageId(),
                draft.from().mail(),
                addressee.recipients(ownCentral(letter)),
                MessageWriter.write(draft.with(attachments)));
    }

    private String ownCentral(OutgoingLetter letter) {
        return registry.agency(letter.agency()).orElseThrow().centralAddress();
    }

    /// The mail's heading and text, for people to look at: its files may be large.
    @Transactional(readOnly = true)
    MessageDraft withoutFiles(OutgoingLetter letter, Addressee addressee) {
        var content = letter.content();
        var given = letter.given();
        var moment = given == null ? clock.instant() : given.signedAt();
        var date = given == null ? java.time.LocalDate.now(clock) : given.date();
        var own = registry.agency(letter.agency()).orElseThrow();
        var sender = sender(letter);
        var number = given == null ? content.numberToCome() : given.number();
        var messageId = "<%s.%s@%s>".formatted(letter.id(), addressee.mail(), own.domain());
        return new MessageDraft(
                messageId,
                new Address(sender.name(), sender.mail()),
                List.of(new Address(addressee.name(), addressee.address())),
                List.of(
                        new Address("สารบรรณกลาง " + addressee.agencyName(), addressee.central()),
                        new Address("สารบรรณกลาง " + own.name(), own.centralAddress())),
                content.urgency().mailSubject(content.subject()),
                moment,
                addressees.former(letter.agency(), letter.id()).stream()
                        .filter(former -> former.position() == addressee.position())
                        .map(Addressee.Former::messageId)
                        .toList(),
                Map.of(SalaHeaders.ACT, SalaHeaders.LETTER),
                LetterText.write(content, number, date, sender),
                List.of());
    }

    /// As frozen with the number; before it, and for letters older than that, by the registry.
    private OutgoingLetter.Signatory sender(OutgoingLetter letter) {
        var given = letter.given();
        if (given != null && given.signatory() != null) {
            return given.signatory();
        }
        var signer = letter.content().signer();
        var person =
                given == null
                        ? signers.find(letter.agency(), signer)
                        : registry.authorisedOf(letter.agency(), given.date()).stream()
                                .filter(one -> one.official().equals(signer))
                                .findFirst();
        return person.map(OutgoingLetter.Signatory::of).orElseThrow(NotTheSigner::new);
    }

    private List<Attachment> attachments(OutgoingLetter letter) {
        var attachments = new ArrayList<Attachment>();
        for (var file : files.of(letter.agency(), letter.id())) {
            attachments.add(
                    new Attachment(file.name(), file.mediaType(), store.bytes(file.sha256())));
        }
        return attachments;
    }
}
