package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.RegisteredAuthority;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.evidence.Receipts;
import th.sala.mail.OutgoingMail;
import th.sala.mail.ReceivedMail;
import th.sala.proof.Checkpoint;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.Receipt;
import th.sala.signing.CannotSign;
import th.sala.signing.Holder;
import th.sala.signing.Signed;

/// What the evidence of acts on letters says.
@Component
class LetterEvidence {
    /// The record's key, by which a verifier holds the evidence against the database.
    private static final String RECORD = "record";

    private static final String LETTER = "letter";

    private final Evidence evidence;
    private final Clock clock;

    LetterEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// An act of a person that the record itself does not show.
    void done(SignedIn who, String act, UUID letter, String detail) {
        var by = who.actor(Role.CORRESPONDENCE_OFFICER, Role.AUTHORISED_PERSON, Role.OFFICIAL);
        done(by, act, letter, Fields.none().with("detail", detail));
    }

    void done(Actor by, String act, UUID letter, Fields said) {
        evidence.record(by, Act.done("letter." + act, LETTER, letter, clock.instant(), said));
    }

    /// What a person decided of a mail that is no letter.
    void sorted(SignedIn who, String act, UUID mail) {
        var by = who.actor(Role.CORRESPONDENCE_OFFICER);
        evidence.record(by, Act.done("mail." + act, "mail", mail, clock.instant(), Fields.none()));
    }

    /// A draft became a letter: signed by sending it.
    void signed(
            Actor by,
            OutgoingLetter letter,
            List<Addressee> to,
            List<UnitAddressee> units,
            List<LetterFile> files,
            Instant now) {
        var said = now(letter, files);
        for (var addressee : to) {
            said =
                    said.with(
                            "to-" + (addressee.position() + 1),
                            "%s %s <%s>"
                                    .formatted(
                                            addressee.agencyName(),
                                            addressee.name(),
                                            addressee.address()));
        }
        for (var unit : units) {
            said = said.with("unit-" + (units.indexOf(unit) + 1), unit.unit() + " " + unit.name());
        }
        var act = letter.isPaper() ? "letter.sent-on-paper" : "letter.sent";
        evidence.record(by, Act.done(act, LETTER, letter.id(), now, said));
    }

    /// Sala set the letter's PDF with its number and date.
    void typeset(OutgoingLetter letter, List<LetterFile> files) {
        done(Actor.program(letter.agency()), "typeset", letter.id(), now(letter, files));
    }

    /// The same, and it bears the signer's electronic signature.
    void signedInPdf(OutgoingLetter letter, List<LetterFile> files, Signed signed) {
        var said =
                now(letter, files)
                        .with("certificate", signed.certificate())
                        .with("issuer", signed.issuer());
        for (int other = 0; other < signed.others().size(); other++) {
            said = said.with("certificate-" + (other + 1), signed.others().get(other));
        }
        var stampedAt = signed.stampedAt();
        done(
                Actor.program(letter.agency()),
                "signed-in-pdf",
                letter.id(),
                stampedAt == null ? said : said.with("stamped-at", micros(stampedAt)));
    }

    /// A timestamp came after the letter had left.
    void stampedLater(SheetSignatures.Found letter, SheetSignatures.Later later) {
        var said =
                Fields.none()
                        .with("stamped-file", later.sha256())
                        .with("stamped-at", micros(later.stampedAt()));
        done(Actor.program(letter.agency()), "stamped-later", letter.letter(), said);
    }

    /// The letter has its number and stays: it could not be signed.
    ///
    /// @param whose key it is; null if nobody knows
    void unsigned(OutgoingLetter letter, CannotSign.Why why, @Nullable Holder whose) {
        var said = Fields.none().with("detail", why);
        if (whose != null) {
            said = said.with("official", whose.official()).with("name", whose.name());
        }
        done(Actor.program(letter.agency()), "unsigned", letter.id(), said);
    }

    /// Authority by a line of the public registry, with its days: whoever has the registry of that
    /// day finds person and order there.
    static String right(RegisteredAuthority line) {
        var until = line.untilDay() == null ? "" : " until " + line.untilDay();
        return "authority %s %s %s from %s%s"
                .formatted(line.authority(), line.kind(), line.id(), line.fromDay(), until);
    }

    /// The letter's exact mail to one addressee stands in the outbox.
    void dispatched(OutgoingLetter letter, Addressee addressee, OutgoingMail mail) {
        var said =
                Fields.none()
                        .with("mail", Hash.sha256(mail.raw()))
                        .with("mail-id", mail.id())
                        .with("to", addressee.address())
                        .with("recipients", String.join(" ", mail.recipients()));
        done(Actor.program(letter.agency()), "dispatched", letter.id(), said);
    }

    /// A unit of the own agency has the letter, as this letter in.
    void deliveredInside(OutgoingLetter letter, UUID incoming, UnitAddressee unit) {
        var said =
                Fields.none().with("letter", incoming).with("to", unit.unit() + " " + unit.name());
        done(Actor.program(letter.agency()), "delivered-inside", letter.id(), said);
    }

    void arrived(
            Actor by, IncomingLetter letter, @Nullable ReceivedMail mail, List<LetterFile> files) {
        evidence.record(
                by,
                Act.done(
                        "letter.arrived",
                        LETTER,
                        letter.id(),
                        clock.instant(),
                        now(letter, mail, files)));
    }

    /// The central account answered the sender. With an acknowledgement the sender has a checkpoint
    /// of our log, too.
    void replied(IncomingLetter letter, String kind, Optional<Receipt> receipt) {
        var said = Fields.none().with("detail", kind);
        if (receipt.isPresent()) {
            var size = Checkpoint.of(receipt.get().note()).size();
            said = said.with(Receipts.CHECKPOINT_SIZE, size);
        }
        done(Actor.program(letter.agency()), "replied", letter.id(), said);
    }

    /// What the other agency answered to a letter of ours.
    void answered(Addressee addressee, UUID agency, String how, String detail, ReceivedMail by) {
        var said =
                Fields.none()
                        .with("mail", by.sha256())
                        .with("from", addressee.agencyName())
                        .with("detail", detail);
        done(Actor.program(agency), how, addressee.letter(), said);
    }

    /// A person decided whether a mail in others' words is the acknowledgement of a letter.
    void decided(SignedIn who, String what, ProposedAnswers.Proposed proposed) {
        var said =
                Fields.none()
                        .with("mail", proposed.mail())
                        .with("from", proposed.sender())
                        .with("detail", proposed.words());
        done(who.actor(Role.CORRESPONDENCE_OFFICER), what, proposed.letter(), said);
    }

    /// From which secrecy class on the agency refuses letters (X1).
    void secrecyDecided(SignedIn who, LocalDate firstDay, SecrecyClass lowestRefused, String why) {
        var said =
                Fields.none()
                        .with("first-day", firstDay)
                        .with("lowest-refused", lowestRefused)
                        .with("source", why);
        evidence.record(
                who.actor(Role.HEAD, Role.ADMINISTRATOR),
                Act.done("secrecy.decided", clock.instant(), said));
    }

    /// @param sha256 of the picture; null for the one that stands there without any
    void emblem(SignedIn who, @Nullable String sha256) {
        var act = sha256 == null ? "emblem.removed" : "emblem.used";
        var said = sha256 == null ? Fields.none() : Fields.none().with("picture", sha256);
        evidence.record(who.actor(Role.ADMINISTRATOR), Act.done(act, clock.instant(), said));
    }

    /// What became of a template of the agency or of a unit.
    void template(SignedIn who, String act, UUID template, Fields said) {
        evidence.record(
                who.actor(
                        Role.CORRESPONDENCE_OFFICER,
                        Role.HEAD,
                        Role.AUTHORISED_PERSON,
                        Role.OFFICIAL),
                Act.done("template." + act, "template", template, clock.instant(), said));
    }

    /// An officer looked at the central account (I6).
    void looked(Actor by, int waiting) {
        var said = Fields.none().with("waiting", waiting);
        evidence.record(by, Act.done("central.looked-at", clock.instant(), said));
    }

    /// Somebody reads what is kept.
    void read(SignedIn who, UUID letter, String what) {
        var by = who.actor(who.roles().toArray(Role[]::new));
        var said = Fields.none().with("detail", what);
        evidence.recordApart(by, Act.done("letter.read", LETTER, letter, clock.instant(), said));
    }

    /// A letter out as it stands now.
    static Fields now(OutgoingLetter letter, List<LetterFile> files) {
        var given = java.util.Objects.requireNonNull(letter.given());
        var content = letter.content();
        var said =
                Fields.none()
                        .with(RECORD, LETTER + " " + letter.id())
                        .with("letter-number", given.number())
                        .with("letter-date", given.date())
                        .with("signed-at", micros(given.signedAt()))
                        .with("signed-by", given.signedBy())
                        .with("urgency", content.urgency())
                        .with("subject", content.subject())
                        .with("salutation", content.salutation())
                        .with("proposal", content.proposal())
                        .with("citations", content.citations())
                        .with("enclosures", content.enclosures())
                        .with("body", content.body())
                        .with("contact", content.contact())
                        .with("closing", content.closing())
                        .with("owner-unit", content.ownerUnit());
        return said.with(kind(content)).with(meeting(content.reported())).with(named(files));
    }

    /// Nothing of a letter that reports no meeting.
    private static Fields meeting(Meeting meeting) {
        return meeting.isEmpty()
                ? Fields.none()
                : Fields.none()
                        .with("meeting", meeting.session())
                        .with("held", meeting.held())
                        .with("place", meeting.place())
                        .with("present", meeting.present())
                        .with("absent", meeting.absent())
                        .with("attending", meeting.attending())
                        .with("begun", meeting.begun())
                        .with("ended", meeting.ended());
    }

    /// Nothing of หนังสือภายนอก: before there were other kinds none was said.
    private static Fields kind(Content content) {
        return content.kind() == LetterKind.EXTERNAL
                ? Fields.none()
                : Fields.none().with("kind", content.kind());
    }

    /// What of a letter in does not change when it is registered.
    static Fields now(IncomingLetter letter, @Nullable ReceivedMail mail, List<LetterFile> files) {
        var said =
                Fields.none()
                        .with(RECORD, LETTER + " " + letter.id())
                        .with("channel", letter.channel())
                        .with("arrived-at", micros(letter.arrivedAt()))
                        .with("deemed-at", micros(letter.deemedAt()))
                        .with("sender-mail", letter.sender().address())
                        .with("sender-name", letter.sender().name())
                        .with("body", letter.body())
                        .with("mail", mail == null ? "" : mail.sha256());
        return said.with(named(files));
    }

    private static Fields named(List<LetterFile> files) {
        var named = Fields.none();
        for (var file : files) {
            named = named.with("file-" + (file.position() + 1), file.sha256() + " " + file.name());
        }
        return named;
    }

    private static Instant micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
