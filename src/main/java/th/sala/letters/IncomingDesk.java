package th.sala.letters;

import static th.sala.law.Instrument.EGOV_65;
import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.SARABAN_26;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.api.Cursor;
import th.sala.hooks.HookEvent;
import th.sala.hooks.Hooks;
import th.sala.jobs.Jobs;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.registers.Entry;
import th.sala.registers.Registers;

/// The correspondence officer's desk: what came, and the one act that each letter gets there.
@Service
@Transactional
public class IncomingDesk {
    private final IncomingLetters letters;
    private final LetterFiles files;
    private final SecrecyDecisions secrecy;
    private final PassedLetters passed;
    private final InsideLetters inside;
    private final UnsortedMails unsorted;
    private final Hooks hooks;
    private final Looks looks;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterSearch search;
    private final Registers registers;
    private final Registry registry;
    private final Jobs jobs;
    private final Clock clock;

    IncomingDesk(
            IncomingLetters letters,
            LetterFiles files,
            SecrecyDecisions secrecy,
            PassedLetters passed,
            InsideLetters inside,
            UnsortedMails unsorted,
            Hooks hooks,
            Looks looks,
            Acts acts,
            LetterEvidence evidence,
            LetterSearch search,
            Registers registers,
            Registry registry,
            Jobs jobs,
            Clock clock) {
        this.letters = letters;
        this.files = files;
        this.secrecy = secrecy;
        this.passed = passed;
        this.inside = inside;
        this.unsorted = unsorted;
        this.hooks = hooks;
        this.looks = looks;
        this.acts = acts;
        this.evidence = evidence;
        this.search = search;
        this.registers = registers;
        this.registry = registry;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// ตราประทับรับ: what an agency or unit stamps on a letter when it registers it.
    ///
    /// @param unit whose stamp it is; null for the agency's own
    /// @param place its name
    /// @param received the deemed moment for the agency's own register, else that of entering
    /// @param entered when the number was taken
    public record Stamp(
            @Nullable UUID unit,
            String place,
            int number,
            Instant received,
            Instant entered,
            String by) {}

    /// Gives the letter its receive number, and makes the acknowledgement due if it came by mail.
    /// Of two officers at once the second is told.
    ///
    /// @param head as the officer confirmed or corrected it
    /// @throws DatedAhead if the letter's date is later than today
    /// @throws LetterMovedOn if somebody dealt with it before
    @Clause(id = "C8", of = ETDA_63, value = "ข้อ 3(6)")
    @Clause(id = "C10", of = SARABAN_26, value = "ตรารับหนังสือ")
    public Stamp register(SignedIn who, UUID id, String senderAgency, IncomingLetter.Head head) {
        if (head.date() != null && head.date().isAfter(LocalDate.now(clock))) {
            throw new DatedAhead();
        }
        var book = registers.receiving(who.agency());
        var taken =
                letters.registered(
                                who.agency(),
                                id,
                                senderAgency,
                                head,
                                clock.instant(),
                                UUID.randomUUID())
                        .orElseThrow(() -> new LetterMovedOn(whoWasFirst(who.agency(), id)));
        var declared = declared(head, "");
        mustBeLetThrough(who, declared, taken.arrivedAt());
        search.putIncoming(who.agency(), id);
        jobs.now(Replies.JOB);
        hooks.raise(who.agency(), HookEvent.LETTER_REGISTERED, id);
        var line =
                new Entry.Line(
                        id,
                        taken.deemedAt(),
                        head.number(),
                        head.date(),
                        senderAgency.isBlank() ? taken.senderName() : senderAgency,
                        head.receiver(),
                        head.subject(),
                        "",
                        remark(taken, declared));
        return stamp(
                null,
                who.agencyName(),
                registers.takeLast(book, line, who.actor(Role.CORRESPONDENCE_OFFICER)));
    }

    /// A class that was let through stands in the register, too.
    private static String remark(IncomingLetters.Taken taken, Optional<SecrecyClass> ofHead) {
        var paper = taken.channel() == IncomingLetter.Channel.MAIL ? "" : "เอกสาร";
        var secrecy =
                SecrecyClass.highest(
                        Stream.concat(Stream.ofNullable(taken.secrecy()), ofHead.stream()));
        return secrecy.map(found -> (found.marking + " " + paper).strip()).orElse(paper);
    }

    private static Optional<SecrecyClass> declared(IncomingLetter.Head head, String firstPage) {
        return SecrecyClass.declaredBy(
                new SecrecyClass.Marks("", head.number(), head.subject(), firstPage));
    }

    /// By the policy of the day on which the letter came: what was let in is not locked out later.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private void mustBeLetThrough(
            SignedIn who, Optional<SecrecyClass> declared, Instant arrivedAt) {
        var day = LocalDate.ofInstant(arrivedAt, clock.getZone());
        secrecy.of(who.agency())
                .refused(declared, day)
                .ifPresent(refused -> {
                    throw new Classified(refused);
                });
    }

    private String whoWasFirst(UUID agency, UUID id) {
        return registers.entriesOf(agency, id).stream()
                .map(Entry::enteredBy)
                .findFirst()
                .orElseGet(() ->
                        switch (letter(agency, id).stage()) {
                            case IncomingLetter.Stage.Returned(_, var by, _) -> by;
                            case IncomingLetter.Stage.Forwarded(_, _, var by, _) -> by;
                            case IncomingLetter.Stage.Arrived _,
                                    IncomingLetter.Stage.Registered _ ->
                                    "";
                        });
    }

    /// A unit enters the same letter in its own register: one more stamp.
    ///
    /// @throws NotRegisteredYet unless the agency registered it before
    /// @throws NotPassed unless it was passed to the unit
    /// @throws LetterMovedOn if the unit did already
    @Clause(id = "C10", of = SARABAN_26, value = "ตรารับหนังสือ")
    public Stamp registerInUnit(SignedIn who, UUID id, Unit unit) {
        // of two people in the unit the second waits here, and then sees the first one's entry
        var letter = letters.lock(who.agency(), id).orElseThrow(() -> new NoSuchLetter(id));
        if (!(letter.stage() instanceof IncomingLetter.Stage.Registered)) {
            throw new NotRegisteredYet();
        }
        if (!passed.unitsOf(who.agency(), id).contains(unit.id())) {
            throw new NotPassed(unit.name());
        }
        var book = registers.receiving(who.agency(), unit.id(), unit.name());
        var already =
                registers.entriesOf(who.agency(), id).stream()
                        .filter(entry -> entry.book().equals(book.id()))
                        .findFirst();
        if (already.isPresent()) {
            throw new LetterMovedOn(already.get().enteredBy());
        }
        var head = letter.head();
        var line =
                new Entry.Line(
                        id,
                        clock.instant(),
                        head.number(),
                        head.date(),
                        letter.sender().from(),
                        head.receiver(),
                        head.subject(),
                        "",
                        "");
        var entry =
                registers.take(
                        book,
                        line,
                        who.actor(
                                Role.CORRESPONDENCE_OFFICER,
                                Role.OFFICIAL,
                                Role.HEAD,
                                Role.AUTHORISED_PERSON));
        passed.stamped(who.agency(), id, unit.id(), entry.number(), clock.instant());
        return stamp(unit.id(), unit.name(), entry);
    }

    /// All stamps on the letter, the agency's first.
    @Transactional(readOnly = true)
    public List<Stamp> stamps(SignedIn who, UUID id) {
        return registers.entriesOf(who.agency(), id).stream()
                .map(entry -> stamp(who, entry))
                .toList();
    }

    private Stamp stamp(SignedIn who, Entry entry) {
        return registers
                .book(who.agency(), entry.book())
                .filter(book -> book.unit() != null)
                .map(book -> stamp(book.unit(), book.of(), entry))
                .orElseGet(() -> stamp(null, who.agencyName(), entry));
    }

    private static Stamp stamp(@Nullable UUID unit, String place, Entry entry) {
        var received = entry.received() == null ? entry.enteredAt() : entry.received();
        return new Stamp(
                unit, place, entry.number(), received, entry.enteredAt(), entry.enteredBy());
    }

    /// Sends a misdirected letter back with the reason, which names the right agency if it is
    /// known.
    ///
    /// @throws LetterMovedOn if somebody dealt with it before
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    public void returnToSender(SignedIn who, UUID id, String reason) {
        var letter = letter(who.agency(), id);
        var replyMail =
                letter.isMail() && !letter.sender().address().isBlank() ? UUID.randomUUID() : null;
        if (!letters.returned(
                who.agency(), id, reason.strip(), clock.instant(), who.name(), replyMail)) {
            throw new LetterMovedOn(whoWasFirst(who.agency(), id));
        }
        search.putIncoming(who.agency(), id);
        evidence.done(who, "returned", id, reason.strip());
        jobs.now(Replies.JOB);
    }

    /// Passes a misdirected letter on to the central account of the right agency.
    ///
    /// @throws UnknownAddressee unless `central` is the central account of another agency
    /// @throws LetterMovedOn if somebody dealt with it before
    public void forward(SignedIn who, UUID id, String central, String reason) {
        var letter = letter(who.agency(), id);
        var agency =
                registry.byCentralAddress(central)
                        .filter(found -> !found.id().equals(who.agency()))
                        .orElseThrow(() -> new UnknownAddressee(central));
        if (!letter.isMail()) {
            throw new UnknownAddressee(central);
        }
        if (!letters.forwarded(
                who.agency(),
                id,
                agency.centralAddress(),
                reason.strip(),
                clock.instant(),
                who.name(),
                UUID.randomUUID())) {
            throw new LetterMovedOn(whoWasFirst(who.agency(), id));
        }
        search.putIncoming(who.agency(), id);
        evidence.done(who, "forwarded", id, agency.centralAddress());
        jobs.now(Replies.JOB);
    }

    /// A letter on paper, over the counter or by post: it arrives now and is registered at once.
    /// Somebody took it in their hands, so it is received now, whatever the hour: the next working
    /// time is for what enters an electronic system.
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    public UUID enterPaper(
            SignedIn who,
            IncomingLetter.Channel channel,
            String senderAgency,
            IncomingLetter.Head head,
            @Nullable LetterFile scan) {
        var id = arrive(who, channel, senderAgency, head, scan, clock.instant());
        register(who, id, senderAgency, head);
        return id;
    }

    /// Where a letter on paper was scanned.
    ///
    /// @param name of the file and its pages
    /// @param sha256 of the file as it was brought
    record Scanned(String name, String sha256, Instant broughtAt) {}

    /// A letter on paper that somebody scanned: it arrived when it was brought, and waits to be
    /// registered.
    ///
    /// @param head what it seems to say
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    UUID arrivePaper(
            SignedIn who,
            IncomingLetter.Channel channel,
            String senderAgency,
            IncomingLetter.Head head,
            LetterFile scan,
            Scanned source) {
        var id = arrive(who, channel, senderAgency, head, scan, source.broughtAt());
        var act = new Acts.Act(source.broughtAt(), "scanned", who.name(), source.name());
        acts.add(who.agency(), id, act);
        evidence.done(who, "scanned", id, source.name() + " SHA-256 " + source.sha256());
        search.putIncoming(who.agency(), id);
        return id;
    }

    /// The class with which the agency lets in no letter that says this.
    @Transactional(readOnly = true)
    Optional<SecrecyClass> refusedForSecrecy(
            SignedIn who, IncomingLetter.Head head, String firstPage) {
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        return secrecy.of(who.agency()).refused(declared(head, firstPage), today);
    }

    private UUID arrive(
            SignedIn who,
            IncomingLetter.Channel channel,
            String senderAgency,
            IncomingLetter.Head head,
            @Nullable LetterFile scan,
            Instant now) {
        var id = UUID.randomUUID();
        var declared = declared(head, scan == null ? "" : scan.pageText());
        mustBeLetThrough(who, declared, now);
        var letter =
                new IncomingLetter(
                        who.agency(),
                        id,
                        channel,
                        new IncomingLetter.Stage.Arrived(),
                        null,
                        null,
                        new IncomingLetter.Sender("", "", senderAgency, false, ""),
                        head,
                        declared.orElse(null),
                        "",
                        now,
                        now);
        letters.add(letter);
        hooks.raise(who.agency(), HookEvent.LETTER_ARRIVED, id);
        if (scan != null) {
            files.add(who.agency(), id, scan);
        }
        evidence.arrived(
                who.actor(Role.CORRESPONDENCE_OFFICER),
                letter,
                null,
                scan == null ? List.of() : List.of(scan));
        return id;
    }

    @Transactional(readOnly = true)
    Optional<IncomingLetter> find(UUID agency, UUID id) {
        return letters.find(agency, id);
    }

    /// @throws NoSuchLetter if the agency has none such
    @Transactional(readOnly = true)
    public IncomingLetter letter(UUID agency, UUID id) {
        return letters.find(agency, id).orElseThrow(() -> new NoSuchLetter(id));
    }

    @Transactional(readOnly = true)
    List<LetterFile> files(UUID agency, UUID id) {
        return files.of(agency, id);
    }

    @Transactional(readOnly = true)
    LetterFile file(UUID agency, UUID id, int position) {
        return files.find(agency, id, position).orElseThrow(() -> new NoSuchLetter(id));
    }

    /// As what letter out it was sent, if it came from inside.
    @Transactional(readOnly = true)
    Optional<UUID> sentAs(UUID agency, UUID id) {
        return inside.outgoing(agency, id);
    }

    @Transactional(readOnly = true)
    Optional<UUID> replyMail(UUID agency, UUID id) {
        return letters.replyMail(agency, id);
    }

    @Transactional(readOnly = true)
    public List<IncomingLetter> waiting(UUID agency, int rows) {
        return letters.arrived(agency, rows);
    }

    @Transactional(readOnly = true)
    public int countWaiting(UUID agency) {
        return letters.countArrived(agency);
    }

    @Transactional(readOnly = true)
    public List<IncomingLetter> done(
            UUID agency, @Nullable Instant before, UUID beforeId, int rows) {
        return letters.done(agency, before, beforeId, rows);
    }

    /// Letters in, the newest first.
    ///
    /// @param stage such as `ARRIVED`; null for all
    /// @param before only those behind this place; null for the first ones
    @Transactional(readOnly = true)
    List<IncomingLetter> page(
            UUID agency, @Nullable String stage, Cursor.@Nullable Moment before, int rows) {
        return letters.page(agency, stage, before, rows);
    }

    /// Records that a correspondence officer looked at the central account.
    public void looked(SignedIn who) {
        var waiting = letters.countArrived(who.agency());
        if (looks.add(who.agency(), who.account(), who.name(), waiting, clock.instant())) {
            evidence.looked(who.actor(Role.CORRESPONDENCE_OFFICER), waiting);
        }
    }

    @Transactional(readOnly = true)
    List<Looks.Look> looks(UUID agency, int rows) {
        return looks.latest(agency, rows);
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.Unsorted> unsorted(UUID agency) {
        return unsorted.open(agency);
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.Unsorted> singleUnsorted(UUID agency) {
        return unsorted.single(agency);
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.Pile> piles(UUID agency) {
        return unsorted.piles(agency);
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.Unsorted> alike(UUID agency, String reason, String sender) {
        return unsorted.alike(agency, reason, sender);
    }

    /// An officer saw what one sender sent too often; each mail is settled as [#note] does.
    ///
    /// @param seen the arrival of the newest that was shown: later ones wait
    /// @return how many were
    public int noteAlike(SignedIn who, String reason, String sender, Instant seen) {
        var mails =
                unsorted.alike(who.agency(), reason, sender).stream()
                        .filter(mail -> !mail.arrivedAt().isAfter(seen))
                        .toList();
        mails.forEach(mail -> note(who, mail.mail()));
        return mails.size();
    }

    @Transactional(readOnly = true)
    List<UnsortedMails.Unsorted> settled(UUID agency) {
        return unsorted.settled(agency);
    }

    /// @throws NoSuchLetter if nothing such waits or waited
    @Transactional(readOnly = true)
    UnsortedMails.Unsorted unsorted(UUID agency, UUID mail) {
        return unsorted.find(agency, mail).orElseThrow(() -> new NoSuchLetter(mail));
    }

    /// An officer saw it and nothing more is to be done.
    ///
    /// @throws LetterMovedOn if somebody settled it before
    public void note(SignedIn who, UUID mail) {
        if (!unsorted.settle(who.agency(), mail, "noted", who.name(), clock.instant())) {
            mustWait(unsorted(who.agency(), mail));
            return;
        }
        evidence.sorted(who, "noted", mail);
    }

    /// @throws LetterMovedOn if somebody settled it before, with that person's name
    static void mustWait(UnsortedMails.Unsorted unsorted) {
        if (unsorted.settledBy() != null) {
            throw new LetterMovedOn(unsorted.settledBy());
        }
    }

    /// Takes [#note] back.
    public void unnote(SignedIn who, UUID mail) {
        if (unsorted.reopen(who.agency(), mail)) {
            evidence.sorted(who, "waiting-again", mail);
        }
    }

    /// Refusal: no letter is dated later than the day it is registered.
    static final class DatedAhead extends th.sala.law.Refusal {
        DatedAhead() {
            super("letters.head.date.ahead");
        }
    }

    /// Refusal: what a person typed declares a secrecy class.
    static final class Classified extends th.sala.law.Refusal {
        Classified(SecrecyClass secrecy) {
            super(new Citation("X1", ETDA_63, "ข้อ 1"), "letters.lint.secrecy", secrecy.marking);
        }
    }
}
