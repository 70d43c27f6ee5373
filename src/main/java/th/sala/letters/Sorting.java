package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.evidence.Actor;
import th.sala.evidence.Receipts;
import th.sala.files.FileStore;
import th.sala.hooks.HookEvent;
import th.sala.hooks.Hooks;
import th.sala.jobs.Jobs;
import th.sala.law.Clause;
import th.sala.mail.Inbox;
import th.sala.mail.Message;
import th.sala.mail.ReceivedMail;
import th.sala.thai.Digits;
import th.sala.thai.Display;
import th.sala.worktime.DeemedReceipt;
import th.sala.worktime.WorkCalendars;

/// Tells apart what came to an agency: letters, our own central copies, acknowledgements, and the
/// rest, which waits in sight with its reason. Nothing that a mail claims takes effect unless it
/// fits what we sent.
@Service
class Sorting {
    private static final int LONGEST_TEXT = 200_000;
    private static final int LONGEST_LINE = 500;

    /// How many letters an hour somebody sends who is no program that went wrong.
    static final int MOST_AN_HOUR = 60;

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Pattern OUR_MESSAGE_ID =
            Pattern.compile("<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@.*>");

    private final IncomingLetters letters;
    private final Addressees addressees;
    private final LetterFiles files;
    private final SecrecyDecisions secrecy;
    private final UnsortedMails unsorted;
    private final AnswerDesk answers;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterSearch search;
    private final Receipts receipts;
    private final FileStore store;
    private final LetterNotices notices;
    private final Hooks hooks;
    private final Registry registry;
    private final Inbox inbox;
    private final WorkCalendars calendars;
    private final Jobs jobs;
    private final Clock clock;

    Sorting(
            IncomingLetters letters,
            Addressees addressees,
            LetterFiles files,
            SecrecyDecisions secrecy,
            UnsortedMails unsorted,
            AnswerDesk answers,
            Acts acts,
            LetterEvidence evidence,
            LetterSearch search,
            Receipts receipts,
            FileStore store,
            LetterNotices notices,
            Hooks hooks,
            Registry registry,
            Inbox inbox,
            WorkCalendars calendars,
            Jobs jobs,
            Clock clock) {
        this.letters = letters;
        this.addressees = addressees;
        this.files = files;
        this.secrecy = secrecy;
        this.unsorted = unsorted;
        this.answers = answers;
        this.acts = acts;
        this.evidence = evidence;
        this.search = search;
        this.receipts = receipts;
        this.store = store;
        this.notices = notices;
        this.hooks = hooks;
        this.registry = registry;
        this.inbox = inbox;
        this.calendars = calendars;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Why a mail waits for a person, as the last part of `letters.unsorted.…`.
    enum Reason {
        UNREADABLE,
        FAILED,
        ALTERED_COPY,
        SECRECY,
        FORGED_SENDER,
        WRITTEN_ELSEWHERE,
        DOUBTFUL_ANSWER,
        ANSWERED_BEFORE,
        AUTOMATIC,
        BOUNCE,
        REPORT_FAILED,
        NOTICE,
        ENCRYPTED,
        PROPOSED_ANSWER,
        FLOOD,
        NO_PDF,
        SECOND_OF_ID;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A mail that cannot be read at all.
    @Transactional
    void unreadable(ReceivedMail mail) {
        park(mail, Reason.UNREADABLE, mail.envelopeFrom(), "");
    }

    /// A mail that was begun often enough and never sorted.
    @Transactional
    void failed(ReceivedMail mail) {
        park(mail, Reason.FAILED, mail.envelopeFrom(), "");
    }

    /// A report of delivery that never could be taken: nobody knows from it how our mail fared, so
    /// it waits for a person, again if need be. What is no report waits or is a letter already.
    @Transactional
    void reportFailed(UUID agency, UUID mail) {
        unsorted.changeReason(agency, mail, Reason.BOUNCE.key(), Reason.REPORT_FAILED.key());
    }

    /// What all of this installation's agencies together know of a mail.
    ///
    /// @param sent whether one of them sent a mail with its message id
    /// @param keptOutside whether a service outside keeps the mailbox of its author
    record Known(boolean sent, boolean keptOutside) {}

    /// What the mail is, decided and entered in one transaction. Doing it twice changes nothing.
    @Transactional
    void sort(ReceivedMail mail, Message message, List<LetterFile> kept, Known known) {
        if (addressees.byMessage(mail.agency(), mail.messageId()).isPresent()) {
            if (inbox.isOwnCopy(mail.id())) {
                copied(mail);
            } else {
                park(mail, Reason.ALTERED_COPY, message);
            }
            return;
        }
        var act = message.headers().getOrDefault(SalaHeaders.lowerCase(SalaHeaders.ACT), "");
        if (!known.sent && isOurs(message.from().mail())) {
            park(
                    mail,
                    known.keptOutside ? Reason.WRITTEN_ELSEWHERE : Reason.FORGED_SENDER,
                    message);
        } else if (act.equals(SalaHeaders.ACKNOWLEDGEMENT) || act.equals(SalaHeaders.RETURN)) {
            answer(mail, message, kept, act);
        } else if (message.kind() == Message.Kind.BOUNCE) {
            park(mail, Reason.BOUNCE, message);
        } else if (act.equals(SalaHeaders.NOTICE)) {
            notice(mail, message);
        } else if (message.kind() == Message.Kind.AUTOMATIC) {
            park(mail, Reason.AUTOMATIC, message);
        } else if (refused(mail, message, kept).isPresent()) {
            quarantine(mail, message);
        } else if (message.isEncrypted()) {
            park(mail, Reason.ENCRYPTED, message);
        } else {
            letterLike(mail, message, kept);
        }
    }

    /// With a PDF it is a letter, whatever else it says; what it says of a letter of ours is
    /// proposed to a person.
    private void letterLike(ReceivedMail mail, Message message, List<LetterFile> kept) {
        var isProposed = answers.propose(mail, message);
        if (kept.stream().noneMatch(LetterFile::main)) {
            park(mail, isProposed ? Reason.PROPOSED_ANSWER : Reason.NO_PDF, message);
        } else if (isFlood(mail, message.from().mail())) {
            park(mail, Reason.FLOOD, message);
        } else {
            arrive(mail, message, kept);
        }
    }

    /// What has come to more mailboxes of the agency: if it is our own letter, byte for byte, its
    /// copy may now be where the history is kept. Doing it twice changes nothing.
    @Transactional
    @Clause(id = "C1", of = ETDA_63, value = "ข้อ 3(1)")
    void copied(ReceivedMail mail) {
        if (mail.centralAt() != null && inbox.isOwnCopy(mail.id())) {
            addressees.copied(mail.agency(), mail.messageId(), mail.centralAt());
        }
    }

    /// An address of an agency that works in this installation can only send through it.
    private boolean isOurs(String address) {
        var today = LocalDate.now(clock);
        return registry.authorised(address, today)
                .flatMap(person -> registry.agency(person.agency()))
                .or(() -> registry.byCentralAddress(address))
                .filter(Agency::local)
                .isPresent();
    }

    private static Optional<SecrecyClass> declared(Message message, List<LetterFile> kept) {
        var pages = kept.stream().map(LetterFile::pageText);
        return SecrecyClass.declaredBy(
                "", "", message.subject(), Stream.concat(Stream.of(message.text()), pages));
    }

    /// The class for which the mail may not be opened, by the agency's policy on the day it came.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private Optional<SecrecyClass> refused(
            ReceivedMail mail, Message message, List<LetterFile> kept) {
        return secrecy.of(mail.agency()).refused(declared(message, kept), dayOf(mail));
    }

    private LocalDate dayOf(ReceivedMail mail) {
        return LocalDate.ofInstant(mail.receivedAt(), clock.getZone());
    }

    /// Unopened: nothing of it is proposed or shown; the sender is told.
    private void quarantine(ReceivedMail mail, Message message) {
        unsorted.add(
                mail.agency(),
                mail.id(),
                Reason.SECRECY.key(),
                line(message.from().mail()),
                "",
                mail.receivedAt(),
                message.from().mail().isBlank() ? null : UUID.randomUUID());
        jobs.now(Replies.JOB);
    }

    /// Takes effect only if it refers to a mail that we sent and comes from the central account of
    /// the agency that we sent it to.
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    private void answer(ReceivedMail mail, Message message, List<LetterFile> kept, String act) {
        var original = original(mail, message);
        if (original.isEmpty()) {
            if (!ofForwarded(mail, message, act)) {
                park(mail, Reason.DOUBTFUL_ANSWER, message);
            }
            return;
        }
        var sent = original.get().addressee();
        if (act.equals(SalaHeaders.RETURN) && original.get().former()) {
            tellOfFormer(mail, sent, "returned-to-us", line(message.text()));
            return;
        }
        var effective =
                act.equals(SalaHeaders.ACKNOWLEDGEMENT)
                        ? acknowledged(mail, message, kept, sent)
                        : returned(mail, message, sent);
        if (!effective && !isSameAnswer(mail, sent)) {
            park(mail, Reason.ANSWERED_BEFORE, message);
        }
    }

    /// What a mail answers. An acknowledgement of either mail is the letter's: the agency has it.
    /// That a mail came back, went elsewhere or was not opened is no answer once another was made
    /// in its place, because the letter is on its way by that one; it stands in the story only.
    ///
    /// @param former whether another mail was made in the place of the one that is answered
    private record Original(Addressee addressee, boolean former) {}

    /// The sending that a mail answers, if it comes from the central account of the agency that we
    /// sent it to.
    private Optional<Original> original(ReceivedMail mail, Message message) {
        return message.references().stream()
                .flatMap(id ->
                        addressees.byMessage(mail.agency(), id).stream()
                                .map(sent -> new Original(sent, !id.equals(sent.messageId()))))
                .findFirst()
                .filter(sent -> sent.addressee().central().equalsIgnoreCase(message.from().mail()));
    }

    private void tellOfFormer(ReceivedMail mail, Addressee sent, String what, String about) {
        var act = new Acts.Act(mail.receivedAt(), what, sent.agencyName(), about);
        acts.add(mail.agency(), sent.letter(), mail.id(), act);
    }

    /// What the agency answers to which we passed a misdirected letter: it stands in the letter's
    /// story, because the letter is theirs now.
    ///
    /// @return false if we passed it nothing that the mail refers to
    private boolean ofForwarded(ReceivedMail mail, Message message, String act) {
        var forwarded =
                message.references().stream()
                        .map(Sorting::ourMail)
                        .flatMap(Optional::stream)
                        .map(id -> letters.forwardedBy(mail.agency(), id))
                        .flatMap(Optional::stream)
                        .filter(letter -> isTo(letter, message.from().mail()))
                        .findFirst();
        forwarded.ifPresent(letter ->
                acts.add(mail.agency(), letter.id(), mail.id(), told(mail, message, act)));
        return forwarded.isPresent();
    }

    private static boolean isTo(IncomingLetter letter, String central) {
        return letter.stage() instanceof IncomingLetter.Stage.Forwarded(var to, _, _, _)
                && to.equalsIgnoreCase(central);
    }

    private Acts.Act told(ReceivedMail mail, Message message, String act) {
        var by = line(agencyAt(message.from().mail()));
        if (act.equals(SalaHeaders.RETURN)) {
            var reason = line(message.text());
            return new Acts.Act(mail.receivedAt(), "forwarded-returned", by, reason);
        }
        var number = Digits.THAI.in(line(header(message, SalaHeaders.NUMBER)));
        var received = moment(header(message, SalaHeaders.RECEIVED));
        var when = received == null ? "" : " · " + Display.OFFICIAL.dateTime(received);
        return new Acts.Act(mail.receivedAt(), "forwarded-acknowledged", by, number + when);
    }

    /// The id of a mail that this installation made, by its message id.
    private static Optional<UUID> ourMail(String messageId) {
        var matcher = OUR_MESSAGE_ID.matcher(messageId);
        return matcher.matches()
                ? Optional.of(UUID.fromString(matcher.group(1)))
                : Optional.empty();
    }

    private String agencyAt(String central) {
        return registry.byCentralAddress(central).map(Agency::name).orElse(central);
    }

    /// Word of a forwarding or of a refusal is an answer if it could be one; all other notices are
    /// for people.
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    private void notice(ReceivedMail mail, Message message) {
        var original = original(mail, message);
        var isAnswer =
                original.isPresent()
                        && switch (header(message, SalaHeaders.NOTICE_OF)) {
                            case SalaHeaders.FORWARDING -> forwarded(mail, message, original.get());
                            case SalaHeaders.REFUSAL -> refused(mail, original.get());
                            default -> false;
                        };
        if (!isAnswer
                && !(original.isPresent() && isSameAnswer(mail, original.get().addressee()))) {
            park(mail, Reason.NOTICE, message);
        }
    }

    private boolean forwarded(ReceivedMail mail, Message message, Original answered) {
        var original = answered.addressee();
        var central = line(header(message, SalaHeaders.FORWARDED_TO));
        var name = agencyAt(central);
        var to = name.equals(central) ? central : name + " (" + central + ")";
        if (answered.former()) {
            tellOfFormer(mail, original, "forwarded-there", to);
            return true;
        }
        var effective =
                addressees.forwarded(
                        mail.agency(),
                        Objects.requireNonNull(original.messageId()),
                        to,
                        mail.receivedAt(),
                        mail.id());
        if (effective) {
            notices.forwarded(original, to);
        }
        return effective;
    }

    private boolean refused(ReceivedMail mail, Original answered) {
        var original = answered.addressee();
        if (answered.former()) {
            tellOfFormer(mail, original, "refused-there", "");
            return true;
        }
        var effective =
                addressees.refused(
                        mail.agency(),
                        Objects.requireNonNull(original.messageId()),
                        mail.receivedAt(),
                        mail.id());
        if (effective) {
            notices.refusedForSecrecy(original);
        }
        return effective;
    }

    private boolean acknowledged(
            ReceivedMail mail, Message message, List<LetterFile> kept, Addressee original) {
        var number = line(header(message, SalaHeaders.NUMBER));
        var received = moment(header(message, SalaHeaders.RECEIVED));
        var effective =
                addressees.acknowledged(
                        mail.agency(),
                        Objects.requireNonNull(original.messageId()),
                        number,
                        received,
                        mail.receivedAt(),
                        mail.id());
        if (effective) {
            notices.acknowledged(original, number, received, mail.receivedAt());
            evidence.answered(original, mail.agency(), "acknowledged", number, mail);
            witness(mail, kept, original);
        }
        return effective;
    }

    /// Keeps the checkpoint of the other side's log that came with its acknowledgement.
    private void witness(ReceivedMail mail, List<LetterFile> kept, Addressee original) {
        var host = registry.hostKey(original.agency());
        kept.stream()
                .filter(file -> file.name().equals(Receipts.FILE))
                .filter(file -> file.size() <= Receipts.LARGEST)
                .findFirst()
                .ifPresent(file ->
                        host.ifPresent(known ->
                                receipts.keep(
                                        store.bytes(file.sha256()),
                                        known.installation(),
                                        known.x509(),
                                        "mail " + mail.id())));
    }

    private boolean returned(ReceivedMail mail, Message message, Addressee original) {
        var reason = text(message.text());
        var effective =
                addressees.returned(
                        mail.agency(),
                        Objects.requireNonNull(original.messageId()),
                        reason,
                        mail.receivedAt(),
                        mail.id());
        if (effective) {
            notices.returned(original, reason);
            evidence.answered(original, mail.agency(), "returned-to-us", reason, mail);
        }
        return effective;
    }

    private boolean isSameAnswer(ReceivedMail mail, Addressee original) {
        return original.answer() != null && original.answer().at().equals(mail.receivedAt());
    }

    /// Nobody in the registry is kept out; what a stranger's program sends without end waits as one
    /// task.
    private boolean isFlood(ReceivedMail mail, String sender) {
        var isKnown =
                registry.authorised(sender, dayOf(mail)).isPresent()
                        || registry.byCentralAddress(sender).isPresent();
        var since = mail.receivedAt().minus(AN_HOUR);
        return !isKnown
                && letters.find(mail.agency(), mail.id()).isEmpty()
                && letters.arrivedFrom(mail.agency(), line(sender), since) >= MOST_AN_HOUR;
    }

    private void arrive(ReceivedMail mail, Message message, List<LetterFile> kept) {
        var letter = letter(mail, message, kept);
        if (letters.add(letter)) {
            kept.forEach(file -> files.add(letter.agency(), letter.id(), file));
            search.putIncoming(letter.agency(), letter.id());
            evidence.arrived(Actor.program(mail.agency()), letter, mail, kept);
            hooks.raise(mail.agency(), HookEvent.LETTER_ARRIVED, letter.id());
        } else if (letters.find(mail.agency(), letter.id()).isEmpty()) {
            park(mail, Reason.SECOND_OF_ID, message);
        }
    }

    /// A person decided that a mail without a PDF, or from a machine, is a letter all the same.
    ///
    /// @throws LetterMovedOn if somebody settled it before
    /// @throws IncomingDesk.Classified if it declares a class that is refused
    @Transactional
    UUID takeAsLetter(ReceivedMail mail, Message message, List<LetterFile> kept, Actor by) {
        refused(mail, message, kept)
                .ifPresent(found -> {
                    throw new IncomingDesk.Classified(found);
                });
        var act = new Acts.Act(now(), "taken-as-letter", by.name(), "");
        return take(mail, message, kept, "letter", by, act);
    }

    /// A person decided that a mail which seemed to declare a secrecy class declares none.
    ///
    /// @throws LetterMovedOn if somebody settled it before
    @Transactional
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    UUID release(
            ReceivedMail mail, Message message, List<LetterFile> kept, Actor by, String reason) {
        var act = new Acts.Act(now(), "released", by.name(), reason);
        return take(mail, message, kept, "released", by, act);
    }

    private UUID take(
            ReceivedMail mail,
            Message message,
            List<LetterFile> kept,
            String as,
            Actor by,
            Acts.Act act) {
        if (!unsorted.settle(mail.agency(), mail.id(), as, by.name(), act.at())) {
            throw new LetterMovedOn(by.name());
        }
        var letter = letter(mail, message, kept);
        if (letters.add(letter)) {
            kept.forEach(file -> files.add(letter.agency(), letter.id(), file));
            search.putIncoming(letter.agency(), letter.id());
            acts.add(mail.agency(), letter.id(), act);
            evidence.arrived(by, letter, mail, kept);
            hooks.raise(mail.agency(), HookEvent.LETTER_ARRIVED, letter.id());
        }
        return letter.id();
    }

    private Instant now() {
        return clock.instant();
    }

    private IncomingLetter letter(ReceivedMail mail, Message message, List<LetterFile> kept) {
        var day = dayOf(mail);
        var person = registry.authorised(message.from().mail(), day);
        var agency =
                person.flatMap(known -> registry.agency(known.agency()))
                        .or(() -> registry.byCentralAddress(message.from().mail()));
        var pdfText =
                kept.stream()
                        .filter(LetterFile::main)
                        .map(LetterFile::pageText)
                        .findFirst()
                        .orElse("");
        var proposed = LetterText.read(message.subject(), message.text(), pdfText);
        var sender =
                new IncomingLetter.Sender(
                        line(message.from().mail()),
                        line(person.map(known -> known.name()).orElse(message.from().name())),
                        line(agency.map(Agency::name).orElse("")),
                        person.isPresent(),
                        agency.map(Agency::centralAddress).orElse(""));
        var head =
                new IncomingLetter.Head(
                        line(proposed.number()),
                        proposed.date(),
                        line(proposed.receiver()),
                        line(proposed.subject()),
                        proposed.urgency());
        return new IncomingLetter(
                mail.agency(),
                mail.id(),
                IncomingLetter.Channel.MAIL,
                new IncomingLetter.Stage.Arrived(),
                mail.id(),
                message.messageId(),
                sender,
                head,
                letThrough(mail, message, kept).orElse(null),
                text(message.text()),
                mail.receivedAt(),
                deemed(mail.agency(), mail.receivedAt()));
    }

    /// The class that stays in sight. What was released from quarantine has none, on the word of
    /// whoever released it.
    private Optional<SecrecyClass> letThrough(
            ReceivedMail mail, Message message, List<LetterFile> kept) {
        return refused(mail, message, kept).isPresent()
                ? Optional.empty()
                : declared(message, kept);
    }

    /// When what came at this moment counts as received by the agency.
    Instant deemed(UUID agency, Instant entered) {
        var local = entered.atZone(clock.getZone());
        var calendar = calendars.of(agency, local.getYear(), local.getYear() + 1);
        return DeemedReceipt.of(local, calendar).received().toInstant();
    }

    private void park(ReceivedMail mail, Reason reason, Message message) {
        park(mail, reason, message.from().mail(), message.subject());
    }

    private void park(ReceivedMail mail, Reason reason, String sender, String subject) {
        unsorted.add(
                mail.agency(),
                mail.id(),
                reason.key(),
                line(sender),
                line(subject),
                mail.receivedAt(),
                null);
    }

    private static String header(Message message, String name) {
        return message.headers().getOrDefault(SalaHeaders.lowerCase(name), "");
    }

    private static @Nullable Instant moment(String text) {
        try {
            return text.isBlank() ? null : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    private static String line(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return plain.length() <= LONGEST_LINE ? plain : plain.substring(0, LONGEST_LINE);
    }

    private static String text(String text) {
        var plain = text.replace("\u0000", "");
        return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT);
    }
}
