package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.api.Cursor;
import th.sala.evidence.Actor;
import th.sala.hooks.HookEvent;
import th.sala.hooks.Hooks;
import th.sala.jobs.Jobs;
import th.sala.law.Refusal;
import th.sala.letters.OutgoingLetter.Signatory;
import th.sala.mail.Outbox;
import th.sala.mail.Reply;
import th.sala.proof.Fields;
import th.sala.registers.Book;
import th.sala.registers.Entry;
import th.sala.registers.Registers;
import th.sala.routing.Routing;
import th.sala.signing.CannotSign;
import th.sala.signing.Holder;
import th.sala.signing.Signatures;

/// The desk on which letters out are written, checked and sent.
@Service
@Transactional
public class OutgoingDesk {
    /// The most bytes of all files of one letter; as mail they grow by a third.
    static final long MOST_BYTES = 25L * 1024 * 1024;

    /// The most addressees of one letter: all agencies of a kind, as a circular has.
    static final int MOST_ADDRESSEES = 500;

    private final OutgoingLetters letters;
    private final Addressees addressees;
    private final InsideLetters inside;
    private final Signers signers;
    private final Emblems emblems;
    private final CoSigners coSigners;
    private final LetterFiles files;
    private final SecrecyDecisions secrecy;
    private final AnsweringLetters answering;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterSearch search;
    private final Dispatch dispatch;
    private final DraftRights rights;
    private final WayDesk ways;
    private final Hooks hooks;
    private final Registry registry;
    private final Organisation organisation;
    private final Registers registers;
    private final Signatures signatures;
    private final Outbox outbox;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutgoingDesk(
            OutgoingLetters letters,
            Addressees addressees,
            InsideLetters inside,
            Signers signers,
            Emblems emblems,
            CoSigners coSigners,
            LetterFiles files,
            SecrecyDecisions secrecy,
            AnsweringLetters answering,
            Acts acts,
            LetterEvidence evidence,
            LetterSearch search,
            Dispatch dispatch,
            DraftRights rights,
            WayDesk ways,
            Hooks hooks,
            Registry registry,
            Organisation organisation,
            Registers registers,
            Signatures signatures,
            Outbox outbox,
            Jobs jobs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.letters = letters;
        this.addressees = addressees;
        this.inside = inside;
        this.signers = signers;
        this.emblems = emblems;
        this.coSigners = coSigners;
        this.files = files;
        this.secrecy = secrecy;
        this.answering = answering;
        this.acts = acts;
        this.evidence = evidence;
        this.search = search;
        this.dispatch = dispatch;
        this.rights = rights;
        this.ways = ways;
        this.hooks = hooks;
        this.registry = registry;
        this.organisation = organisation;
        this.registers = registers;
        this.signatures = signatures;
        this.outbox = outbox;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /// Begins a letter.
    ///
    /// @param to the addressees' registered addresses, and units of the own agency as
    ///   [UnitAddressee#choice]
    /// @throws UnknownAddressee if one is in no registry
    /// @throws TooManyBytes if the files together are too large for a mail
    public UUID begin(SignedIn who, Content content, List<String> to, List<LetterFile> given) {
        var id = UUID.randomUUID();
        begin(who, id, content, to, given);
        return id;
    }

    /// The same, of the letter that gets this id.
    ///
    /// @throws LetterMovedOn if it was begun before
    void begin(SignedIn who, UUID id, Content content, List<String> to, List<LetterFile> given) {
        if (!begin(who, id, content, to)) {
            throw new LetterMovedOn(letter(who.agency(), id).changedBy());
        }
        add(who.agency(), id, given);
        search.putOutgoing(who.agency(), id);
    }

    /// The same, of a letter that answers one.
    ///
    /// @param answered a letter in
    void begin(
            SignedIn who,
            UUID id,
            Content content,
            List<String> to,
            List<LetterFile> given,
            UUID answered) {
        begin(who, id, content, to, given);
        answering.add(who.agency(), id, answered);
    }

    /// Begins the letter that has this id, the same as the mail's that it was handed in by.
    ///
    /// @return false if it was begun before; then nothing is changed
    boolean begin(SignedIn who, UUID id, Content content, List<String> to) {
        if (!letters.add(who.agency(), id, content, clock.instant(), who.name(), who.account())) {
            return false;
        }
        address(who.agency(), id, to);
        return true;
    }

    private void address(UUID agency, UUID letter, List<String> to) {
        if (to.stream().distinct().count() > MOST_ADDRESSEES) {
            throw new TooManyAddressees(MOST_ADDRESSEES);
        }
        addressees.replace(agency, letter, chosen(letter, UnitAddressee.personsOf(to)));
        inside.replace(agency, letter, units(agency, UnitAddressee.unitsOf(to)));
    }

    private List<UnitAddressee> units(UUID agency, List<UUID> ids) {
        var known =
                organisation.units(agency).stream()
                        .collect(Collectors.toMap(Unit::id, UnitAddressee::of));
        return ids.stream()
                .map(id ->
                        Optional.ofNullable(known.get(id))
                                .orElseThrow(() -> new UnknownAddressee(id.toString())))
                .toList();
    }

    /// Those of the addressees that letters may go to today, as [#to] says them.
    @Transactional(readOnly = true)
    Set<String> known(UUID agency, List<String> to) {
        var persons = registry.authorised(UnitAddressee.personsOf(to), LocalDate.now(clock));
        var known = new HashSet<>(persons.keySet());
        organisation.units(agency).stream()
                .map(UnitAddressee::of)
                .map(UnitAddressee::choice)
                .filter(to::contains)
                .forEach(known::add);
        return known;
    }

    /// To whom a letter goes, as its form says it.
    @Transactional(readOnly = true)
    List<String> to(UUID agency, UUID id) {
        return Stream.concat(
                        addressees.of(agency, id).stream().map(Addressee::address),
                        inside.units(agency, id).stream().map(UnitAddressee::choice))
                .toList();
    }

    /// The units of the own agency to which a letter goes.
    @Transactional(readOnly = true)
    List<UnitAddressee> units(UUID agency, UUID id) {
        return inside.units(agency, id);
    }

    @Transactional(readOnly = true)
    boolean isThere(UUID agency, UUID id) {
        return letters.find(agency, id).isPresent();
    }

    /// What happens to the files of a draft when it is changed.
    ///
    /// @param removed the places of those that are taken out
    public record FileChange(List<LetterFile> added, List<Integer> removed) {
        public static final FileChange NONE = new FileChange(List.of(), List.of());

        public FileChange {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /// Changes a draft, words and files at once: there is no version that has only half of it.
    ///
    /// @param version that was opened
    /// @param changes what was edited; asked for while the letter is under way inside the agency
    /// @throws NotYourDraft unless the person may
    /// @throws Routing.NotWithYou if it is under way and with somebody else
    /// @throws LetterMovedOn if another version is there now; nothing is overwritten
    /// @throws UnknownAddressee if an addressee is in no registry
    /// @throws TooManyBytes if the files together are too large for a mail
    public void change(
            SignedIn who,
            UUID id,
            int version,
            Content content,
            List<String> to,
            FileChange changed,
            String changes) {
        var agency = who.agency();
        mustBeTheirs(who, id);
        if (!letters.change(agency, id, version, content, clock.instant(), who.name())) {
            throw new LetterMovedOn(letter(agency, id).changedBy());
        }
        address(agency, id, to);
        changed.removed().forEach(position -> remove(agency, id, position));
        add(agency, id, changed.added());
        ways.edited(who, id, changes);
        search.putOutgoing(agency, id);
    }

    private List<Addressee> chosen(UUID letter, List<String> addresses) {
        var persons = registry.authorised(addresses, LocalDate.now(clock));
        var agencies =
                registry.agencies(persons.values().stream().map(AuthorisedPerson::agency).toList());
        var chosen = new ArrayList<Addressee>();
        for (var address : addresses) {
            var person = persons.get(address);
            var agency = person == null ? null : agencies.get(person.agency());
            if (person == null || agency == null) {
                throw new UnknownAddressee(address);
            }
            chosen.add(
                    new Addressee(
                            letter,
                            UUID.randomUUID(),
                            chosen.size(),
                            agency.id(),
                            agency.name(),
                            agency.centralAddress(),
                            person.name(),
                            person.position(),
                            person.mail(),
                            null,
                            null,
                            null,
                            Addressee.Progress.WAITING,
                            null,
                            "",
                            Reply.NONE,
                            null));
        }
        return chosen;
    }

    private void remove(UUID agency, UUID id, int position) {
        files.remove(agency, id, position);
        search.removeFile(agency, id, position);
    }

    /// The letter's PDF takes the place of an earlier one.
    private void add(UUID agency, UUID id, List<LetterFile> given) {
        for (var file : given) {
            if (file.main()) {
                files.of(agency, id).stream()
                        .filter(LetterFile::main)
                        .forEach(former -> remove(agency, id, former.position()));
            }
            files.add(agency, id, file.at(files.nextPosition(agency, id)));
        }
        if (files.of(agency, id).stream().mapToLong(LetterFile::size).sum() > MOST_BYTES) {
            throw new TooManyBytes(MOST_BYTES);
        }
    }

    /// All that would break a rule if the letter were sent now, most important first.
    @Transactional(readOnly = true)
    public List<Finding> findings(UUID agency, UUID id) {
        return findings(letter(agency, id), LocalDate.now(clock));
    }

    private List<Finding> findings(OutgoingLetter letter, LocalDate today) {
        var own = registry.agency(letter.agency()).orElseThrow();
        var signer = signers.of(letter.agency(), letter.content());
        var receivers =
                new SendingRules.Receivers(
                        receivers(
                                letter.agency(),
                                addressees.of(letter.agency(), letter.id()),
                                today),
                        insideUnits(letter));
        var findings =
                new ArrayList<>(
                        SendingRules.findings(
                                letter.content(),
                                new SendingRules.Sender(
                                        own,
                                        signer,
                                        Set.copyOf(ownerCodes(letter.agency())),
                                        secrecy.of(letter.agency()),
                                        today),
                                receivers,
                                files.of(letter.agency(), letter.id())));
        var others = coSigners.of(letter.agency(), letter.id());
        SendingRules.isSignedByAll(others, letter.version()).ifPresent(findings::add);
        var isSetHere =
                letter.content().typeset()
                        && files.of(letter.agency(), letter.id()).stream()
                                .noneMatch(LetterFile::main);
        findings.addAll(
                SendingRules.canSignBeside(
                        others, isSetHere, official -> signers.beside(letter.agency(), official)));
        return findings;
    }

    private List<SendingRules.InsideUnit> insideUnits(OutgoingLetter letter) {
        var chosen = inside.units(letter.agency(), letter.id());
        if (chosen.isEmpty()) {
            return List.of();
        }
        var there =
                organisation.units(letter.agency()).stream()
                        .map(Unit::id)
                        .collect(Collectors.toSet());
        return chosen.stream()
                .map(unit -> new SendingRules.InsideUnit(unit.name(), there.contains(unit.unit())))
                .toList();
    }

    private List<SendingRules.Receiver> receivers(UUID own, List<Addressee> all, LocalDate day) {
        var persons = registry.authorised(all.stream().map(Addressee::address).toList(), day);
        var ids = all.stream().map(Addressee::agency).distinct().toList();
        var agencies = registry.agencies(ids);
        var ways = registry.exchanges(own, ids);
        return all.stream()
                .map(addressee ->
                        new SendingRules.Receiver(
                                addressee.name() + " (" + addressee.agencyName() + ")",
                                Optional.ofNullable(persons.get(addressee.address()))
                                        .filter(person ->
                                                person.agency().equals(addressee.agency())),
                                Optional.ofNullable(agencies.get(addressee.agency())),
                                Optional.ofNullable(ways.get(addressee.agency()))))
                .toList();
    }

    /// Whether the letter goes to units of the own agency and to nobody else.
    @Transactional(readOnly = true)
    boolean isInside(OutgoingLetter letter) {
        return letter.content().kind().isLetter()
                && addressees.of(letter.agency(), letter.id()).isEmpty()
                && !inside.units(letter.agency(), letter.id()).isEmpty();
    }

    /// Whether the person is who signs the letter, and may: letters that leave the agency are for
    /// those whose account says that they are authorised, a report of a meeting is for whoever
    /// wrote it down.
    @Transactional(readOnly = true)
    boolean maySend(SignedIn who, OutgoingLetter letter) {
        return letter.content().signer().equals(who.official())
                && (who.is(Role.AUTHORISED_PERSON) || needsNoAuthority(letter));
    }

    private boolean needsNoAuthority(OutgoingLetter letter) {
        return letter.content().kind().isOfItsWriter() || isInside(letter);
    }

    /// A number set aside that is to be used.
    public record Reserved(int year, int number) {}

    /// The numbers that are set aside for a person and may stand on the letter.
    @Transactional(readOnly = true)
    List<Entry> reserved(@Nullable UUID owner, UUID agency, Content content) {
        if (owner == null) {
            return List.of();
        }
        var series = content.series().orElse(null);
        var books =
                registers.books(agency).stream()
                        .filter(book -> !book.isReceive())
                        .filter(book -> book.ownerCode().equals(content.asIssued().ownerCode()))
                        .filter(book -> book.series() == series)
                        .map(Book::id)
                        .toList();
        return registers.reservedFor(agency, owner).stream()
                .filter(entry -> books.contains(entry.book()))
                .toList();
    }

    /// Sends the letter: checks it once more, gives it its number, and leaves the mails to the
    /// dispatch. From the number on the letter never changes.
    ///
    /// @param version that the signer saw in the preview
    /// @param reserved a number set aside for the signer; null for the next one
    /// @throws LetterMovedOn if it changed since, or was sent
    /// @throws NotReady if a rule would be broken
    /// @throws NotTheSigner if somebody else than the signer sends (C4)
    /// @throws CannotSign if the signer brought a key that cannot be used
    /// @throws CoSignerCannot if somebody who signs beside the signer did
    /// @throws Routing.NotWithYou if it is under way inside the agency and not with the signer
    /// @return its number as it stands on it
    public String send(SignedIn who, UUID id, int version, @Nullable Reserved reserved) {
        return give(who, id, version, reserved, false);
    }

    /// Enters a letter that goes out on paper in the same register.
    ///
    /// @throws LetterMovedOn if it changed since, or was sent
    /// @throws NotReady if it declares a secrecy class
    /// @return its number as it stands on it
    public String sendOnPaper(SignedIn who, UUID id, int version, @Nullable Reserved reserved) {
        return give(who, id, version, reserved, true);
    }

    private String give(
            SignedIn who, UUID id, int version, @Nullable Reserved reserved, boolean onPaper) {
        var agency = who.agency();
        if (!letters.lockDraft(agency, id, version)) {
            throw new LetterMovedOn(letter(agency, id).changedBy());
        }
        var draft = letter(agency, id);
        if (!onPaper && !maySend(who, draft)) {
            throw new NotTheSigner();
        }
        ways.signed(who, draft, onPaper ? draft.content().signer() : null);
        // one moment: date, number and year of a letter never fall apart, also not at midnight
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.ofInstant(now, clock.getZone());
        var broken =
                Stream.concat(
                                findings(draft, today).stream()
                                        .filter(onPaper ? Finding::blocksPaper : Finding::blocks),
                                onPaper ? notOnPaper(draft).stream() : Stream.empty())
                        .toList();
        if (!broken.isEmpty()) {
            throw new NotReady(broken);
        }
        var letter = asIssued(who, draft, now);
        var signer = signers.of(agency, letter.content());
        if (!onPaper) {
            signer.map(Signatory::of)
                    .map(person -> person.holder(letter))
                    .ifPresent(signatures::mustBeUsable);
            var name = registry.agency(agency).orElseThrow().name();
            coSigners.of(agency, id).stream()
                    .map(other -> other.holder(agency, name))
                    .forEach(this::mustBeUsable);
        }
        var answered = answering.by(agency, id);
        // what is found of it is written after the commit: nothing slow under the book's lock
        events.publishEvent(new LetterSent(agency, id));
        jobs.now(LetterSigning.JOB);
        hooks.raise(agency, HookEvent.LETTER_SENT, id);
        var by = onPaper ? who.actor(Role.CORRESPONDENCE_OFFICER) : signing(who, letter, today);
        var line = line(letter, today, signer.map(AuthorisedPerson::position).orElse(""));
        var owner = reserved == null ? null : reservedOwner(who, letter, reserved, onPaper);
        var number =
                book(agency, letter.content())
                        .map(book ->
                                reserved == null || owner == null
                                        ? registers.take(book, line, by, now)
                                        : registers.useReserved(
                                                book,
                                                reserved.year(),
                                                reserved.number(),
                                                owner,
                                                line,
                                                by,
                                                now))
                        .map(Entry::letterNumber)
                        .orElseGet(() -> letter.content().meeting().session());
        var isNamed = !onPaper || letter.content().typeset();
        var named = signer.filter(person -> person.may(Authority.MAKE) || needsNoAuthority(letter));
        var signatory = isNamed ? named.map(Signatory::of).orElseThrow(NotTheSigner::new) : null;
        var address = registry.agency(agency).orElseThrow().postalAddress();
        letters.giveNumber(
                agency,
                id,
                new OutgoingLetter.Given(
                        number,
                        today,
                        now,
                        who.name(),
                        signatory,
                        address,
                        emblems.current(agency).orElse(null)),
                onPaper);
        if (!onPaper) {
            files.areBrought(agency, id);
        }
        evidence.signed(
                by,
                letter(agency, id),
                addressees.of(agency, id),
                inside.units(agency, id),
                files.of(agency, id),
                now);
        if (letter.content().kind().isLetter()) {
            answered.ifPresent(other -> isAnswered(by, who, other.letter(), id, number));
        }
        return number;
    }

    /// Refusal: the signer can sign, and somebody who signs beside them cannot.
    static final class CoSignerCannot extends Refusal {
        private CoSignerCannot(String name) {
            super("letters.refused.co-signer-cannot", name);
        }
    }

    /// What is wrong with their key is theirs to see; the signer learns whose it is.
    private void mustBeUsable(Holder other) {
        try {
            signatures.mustBeUsable(other);
        } catch (CannotSign cannot) {
            throw new CoSignerCannot(other.name());
        }
    }

    /// Units have it in the system, or not at all.
    private Optional<Finding> notOnPaper(OutgoingLetter draft) {
        var units = inside.units(draft.agency(), draft.id());
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                true,
                                "letters.lint.units-on-paper",
                                List.of(UnitAddressee.names(units)),
                                null));
    }

    /// What is no letter loses now what was once written into it for an addressee.
    private OutgoingLetter asIssued(SignedIn who, OutgoingLetter draft, Instant now) {
        if (draft.content().kind().isLetter()) {
            return draft;
        }
        var issued = draft.content().asIssued();
        letters.change(draft.agency(), draft.id(), draft.version(), issued, now, who.name());
        return letter(draft.agency(), draft.id());
    }

    /// Empty for what no register counts.
    private Optional<Book> book(UUID agency, Content content) {
        return content.kind().isLetter()
                ? Optional.of(registers.sending(agency, content.ownerCode(), content.circular()))
                : content.series().map(series -> registers.issuing(agency, series));
    }

    private void isAnswered(Actor by, SignedIn who, UUID incoming, UUID answer, String number) {
        var act = new Acts.Act(clock.instant(), "answered", who.name(), number);
        acts.add(who.agency(), incoming, act);
        var said = Fields.none().with("letter", answer).with("letter-number", number);
        evidence.done(by, "answered", incoming, said);
    }

    /// The signer, by the authority that the registry gives on the day.
    private Actor signing(SignedIn who, OutgoingLetter letter, LocalDate day) {
        var by =
                who.actor(
                        Role.AUTHORISED_PERSON,
                        Role.HEAD,
                        Role.OFFICIAL,
                        Role.CORRESPONDENCE_OFFICER);
        return registry
                .rights(letter.agency(), letter.content().signer(), Authority.MAKE, day)
                .stream()
                .findFirst()
                .map(line -> by.by(LetterEvidence.right(line)))
                .orElse(by);
    }

    /// On paper the officer may use what is set aside for the signer, too.
    private UUID reservedOwner(
            SignedIn who, OutgoingLetter letter, Reserved reserved, boolean onPaper) {
        var signer = letter.content().signer();
        var isTheSigners =
                onPaper
                        && reserved(signer, who.agency(), letter.content()).stream()
                                .anyMatch(entry ->
                                        entry.year() == reserved.year()
                                                && entry.number() == reserved.number());
        if (isTheSigners) {
            return signer;
        }
        return who.official() == null ? who.account() : who.official();
    }

    /// To whom a letter goes, in a line; empty if to nobody.
    @Transactional(readOnly = true)
    String named(OutgoingLetter letter) {
        return Addressee.line(
                addressees.of(letter.agency(), letter.id()),
                inside.units(letter.agency(), letter.id()));
    }

    private Entry.Line line(OutgoingLetter letter, LocalDate date, String signer) {
        var receivers = named(letter);
        var receiver = receivers.isEmpty() ? letter.content().salutation() : receivers;
        var remark = declared(letter).map(secrecy -> secrecy.marking).orElse("");
        return new Entry.Line(
                letter.id(),
                null,
                "",
                date,
                signer,
                receiver,
                letter.content().subject(),
                "",
                remark);
    }

    /// The secrecy class that the letter or a page of it declares.
    @Transactional(readOnly = true)
    Optional<SecrecyClass> declared(OutgoingLetter letter) {
        var pages = files.of(letter.agency(), letter.id()).stream().map(LetterFile::pageText);
        return letter.content().declared(pages);
    }

    /// Throws a draft away; its story stays.
    ///
    /// @throws NotYourDraft unless the person may
    /// @throws LetterMovedOn if it changed since, or was sent
    public void discard(SignedIn who, UUID id, int version) {
        mustBeTheirs(who, id);
        if (!letters.discard(who.agency(), id, version, clock.instant(), who.name())) {
            throw new LetterMovedOn(letter(who.agency(), id).changedBy());
        }
        ways.mustRest(who.agency(), id);
        search.putOutgoing(who.agency(), id);
        evidence.done(who, "discarded", id, "");
    }

    private void mustBeTheirs(SignedIn who, UUID id) {
        rights.mustBeTheirs(who, letter(who.agency(), id));
    }

    /// A new draft with what this letter says, for the same addressees.
    ///
    /// @throws NoSuchLetter if there is none such
    public UUID copy(SignedIn who, UUID id) {
        var original = letter(who.agency(), id);
        var to = new LinkedHashSet<>(to(who.agency(), id));
        to.retainAll(known(who.agency(), List.copyOf(to)));
        var copy = begin(who, original.content(), List.of(), List.of());
        address(who.agency(), copy, List.copyOf(to));
        search.putOutgoing(who.agency(), copy);
        return copy;
    }

    /// @throws NoSuchLetter if the agency has none such
    @Transactional(readOnly = true)
    public OutgoingLetter letter(UUID agency, UUID id) {
        return letters.find(agency, id).orElseThrow(() -> new NoSuchLetter(id));
    }

    @Transactional(readOnly = true)
    public List<Addressee> addressees(UUID agency, UUID id) {
        return addressees.of(agency, id);
    }

    /// How the letter stands at the units of the own agency to which it goes.
    @Transactional(readOnly = true)
    List<InsideLetters.Standing> standings(UUID agency, UUID id) {
        return inside.standings(agency, id);
    }

    /// Letters that went to units of the own agency, the newest first.
    ///
    /// @param before only those behind this place; null for the first ones
    @Transactional(readOnly = true)
    List<InsideLetters.Line> inside(UUID agency, Cursor.@Nullable Moment before, int rows) {
        return inside.lines(agency, before == null ? OutgoingLetters.NOW : before, rows);
    }

    @Transactional(readOnly = true)
    List<LetterFile> files(UUID agency, UUID id) {
        return files.of(agency, id);
    }

    @Transactional(readOnly = true)
    LetterFile file(UUID agency, UUID id, int position) {
        return files.find(agency, id, position).orElseThrow(() -> new NoSuchLetter(id));
    }

    @Transactional(readOnly = true)
    public List<OutgoingLetter> drafts(UUID agency) {
        return letters.drafts(agency);
    }

    /// Orders, announcements, certificates and reports of meetings that have their number, the
    /// newest first.
    @Transactional(readOnly = true)
    List<OutgoingLetter> issued(UUID agency, int rows) {
        return letters.issued(agency, rows);
    }

    /// Drafts that name the person as their signer, the one changed last first.
    @Transactional(readOnly = true)
    List<OutgoingLetter> toSign(SignedIn who, int rows) {
        return who.official() == null
                ? List.of()
                : letters.toSign(who.agency(), who.official(), rows);
    }

    /// Letters out, the one changed last first.
    ///
    /// @param stage such as `DRAFT`; null for all
    /// @param before only those behind this place; null for the first ones
    @Transactional(readOnly = true)
    List<OutgoingLetter> page(
            UUID agency, @Nullable String stage, Cursor.@Nullable Moment before, int rows) {
        return letters.page(agency, stage, before, rows);
    }

    /// What numbers of the agency's letters may begin with: the codes used last come first, the
    /// agency's own is always among them.
    @Transactional(readOnly = true)
    List<String> ownerCodes(UUID agency) {
        var codes = new LinkedHashSet<>(letters.ownerCodes(agency));
        registers.books(agency).stream().map(Book::ownerCode).forEach(codes::add);
        organisation.units(agency).stream().map(Unit::ownerCode).forEach(codes::add);
        registry.agency(agency).map(Agency::code).ifPresent(codes::add);
        codes.remove("");
        return List.copyOf(codes);
    }

    @Transactional(readOnly = true)
    List<Addressees.Sending> board(
            UUID agency, boolean all, @Nullable Instant before, UUID beforeMail, int rows) {
        return addressees.board(agency, all, before, beforeMail, rows);
    }

    /// Sends the same mail once more to whoever does not surely have it.
    ///
    /// @throws NoSuchLetter if the letter has no such mail
    /// @throws AllHaveIt if nobody is left
    public void sendAgain(SignedIn who, UUID id, UUID mail) {
        var addressee = addressee(who, id, mail);
        var wanting =
                outbox.deliveries(mail).stream()
                        .filter(delivery -> delivery.isSendable() && !delivery.isThere())
                        .toList();
        if (wanting.isEmpty()) {
            throw new AllHaveIt(addressee.agencyName());
        }
        wanting.forEach(delivery -> outbox.sendAgain(mail, delivery.recipient()));
        act(who, id, "sent-again", addressee.agencyName());
    }

    /// Corrects an addressee: the same letter goes to the right person by a mail of its own, whose
    /// To names them (C4).
    ///
    /// @throws UnknownAddressee unless the new one is an authorised person of the same agency
    /// @throws AddresseeAlready if the letter goes to that address by a mail of its own
    public void correct(SignedIn who, UUID id, UUID mail, String newAddress) {
        var addressee = addressee(who, id, mail);
        var person =
                registry.authorised(newAddress, LocalDate.now(clock))
                        .filter(found -> found.agency().equals(addressee.agency()))
                        .filter(found -> found.may(Authority.DIRECT))
                        .orElseThrow(() -> new UnknownAddressee(newAddress));
        var hasItAlready =
                addressees.of(who.agency(), id).stream()
                        .anyMatch(other ->
                                !other.mail().equals(mail)
                                        && other.address().equals(person.mail()));
        if (hasItAlready) {
            throw new AddresseeAlready(person.mail());
        }
        if (person.mail().equals(addressee.address())) {
            sendAgain(who, id, mail);
            return;
        }
        addressees.supersede(who.agency(), mail);
        var corrected = addressee.with(UUID.randomUUID(), person);
        var instead = dispatch.mail(letter(who.agency(), id), corrected);
        outbox.correct(mail, addressee.address(), person.mail(), instead);
        var now = clock.instant();
        addressees.correct(who.agency(), mail, corrected, instead.messageId(), now);
        evidence.dispatched(letter(who.agency(), id), corrected, instead);
        if (addressee.answer() instanceof Addressee.Answer.Returned(var reason, var at)) {
            addressees.unreturn(who.agency(), corrected.mail());
            var returned = new Acts.Act(at, "returned-to-us", addressee.agencyName(), reason);
            acts.add(who.agency(), id, returned);
        }
        search.putOutgoing(who.agency(), id);
        act(who, id, "corrected", addressee.address() + " → " + person.mail());
    }

    /// The letter's mails to wrong persons, in whose place others were made.
    @Transactional(readOnly = true)
    public List<Addressee.Former> former(UUID agency, UUID id) {
        return addressees.former(agency, id);
    }

    private Addressee addressee(SignedIn who, UUID id, UUID mail) {
        return addressees
                .byMail(who.agency(), mail)
                .filter(found -> found.letter().equals(id))
                .orElseThrow(() -> new NoSuchLetter(mail));
    }

    private void act(SignedIn who, UUID letter, String what, String detail) {
        acts.add(who.agency(), letter, new Acts.Act(clock.instant(), what, who.name(), detail));
        evidence.done(who, what, letter, detail);
    }
}
