package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Unit;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.letters.LetterTemplate.Whose;
import th.sala.letters.LetterTemplates.Sought;
import th.sala.proof.Fields;

/// Where templates of letters are kept, and letters begin from them.
@Service
@Transactional
class TemplateDesk {
    /// Of a list, at once.
    static final int ROWS = 20;

    /// To somebody who begins a letter.
    private static final int OFFERED = 8;

    /// What was used longer ago says little about what is wanted.
    private static final Duration LATELY = Duration.ofDays(365);

    private final LetterTemplates templates;
    private final OutgoingDesk outgoing;
    private final UnitDesk units;
    private final SecrecyDecisions secrecy;
    private final LetterEvidence evidence;
    private final Clock clock;

    TemplateDesk(
            LetterTemplates templates,
            OutgoingDesk outgoing,
            UnitDesk units,
            SecrecyDecisions secrecy,
            LetterEvidence evidence,
            Clock clock) {
        this.templates = templates;
        this.outgoing = outgoing;
        this.units = units;
        this.secrecy = secrecy;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// There is no such template, or none that this person may use.
    @ResponseStatus(HttpStatus.NOT_FOUND)
    static final class NoSuchTemplate extends RuntimeException {
        private NoSuchTemplate(UUID id) {
            super("no template " + id);
        }
    }

    /// Refusal: whom it is for is not this person's to decide.
    static final class NotYours extends Refusal {
        private NotYours() {
            super("letters.template.refused.not-yours");
        }
    }

    /// Refusal: the same people have another of that name.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NameTaken extends Refusal {
        private NameTaken(String name) {
            super("letters.template.refused.name-taken", name);
        }
    }

    /// Refusal: somebody else changed it since it was opened.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class MovedOn extends Refusal {
        private MovedOn(String by) {
            super("letters.template.refused.moved-on", by);
        }
    }

    /// Whom a new template is for.
    enum Keeping {
        MINE,
        UNIT,
        AGENCY;

        public String key() {
            return "letters.template.for." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// A template, as one person finds it.
    ///
    /// @param unitName of the unit whose it is; empty if it is no unit's, or that is gone
    /// @param isTheirs whether the person may change it
    record Line(LetterTemplate template, String unitName, boolean isTheirs) {
        public String key() {
            return switch (template.whose()) {
                case Whose.OfAgency _ -> "letters.template.of-agency";
                case Whose.OfPerson _ -> "letters.template.of-me";
                case Whose.OfUnit _ ->
                        unitName.isEmpty()
                                ? "letters.template.of-former-unit"
                                : "letters.template.of-unit";
            };
        }
    }

    /// @param next where more begin; null if there are no more
    record Page(List<Line> lines, @Nullable Integer next) {}

    /// The one that the person used most often first.
    ///
    /// @param words part of a name or a subject; empty for all
    @Transactional(readOnly = true)
    Page page(SignedIn who, String words, boolean putAway, int from) {
        var all = who.is(Role.CORRESPONDENCE_OFFICER);
        var found = found(who, new Sought(own(who), all, putAway, words), ROWS + 1, from);
        var hasMore = found.size() > ROWS;
        return new Page(hasMore ? found.subList(0, ROWS) : found, hasMore ? from + ROWS : null);
    }

    /// Those with which a person may want to begin a letter, the likeliest first.
    @Transactional(readOnly = true)
    List<Line> offered(SignedIn who, String words) {
        return found(who, new Sought(own(who), false, false, words), OFFERED, 0);
    }

    private List<Line> found(SignedIn who, Sought sought, int rows, int skip) {
        var since = clock.instant().minus(LATELY);
        var all = units.units(who);
        var own = own(who);
        return templates.seek(who, sought, since, rows, skip).stream()
                .map(template -> line(who, template, all, own))
                .toList();
    }

    private static Line line(
            SignedIn who, LetterTemplate template, List<Unit> all, @Nullable UUID own) {
        var unitName =
                template.whose() instanceof Whose.OfUnit(var id)
                        ? named(all, id).map(Unit::name).orElse("")
                        : "";
        return new Line(template, unitName, template.whose().mayKeep(who, own));
    }

    private @Nullable UUID own(SignedIn who) {
        return units.ownUnit(who).map(Unit::id).orElse(null);
    }

    private static Optional<Unit> named(List<Unit> all, @Nullable UUID id) {
        return all.stream().filter(unit -> unit.id().equals(id)).findFirst();
    }

    /// Somebody reads it: what declares a class is not read without a trace (X6).
    ///
    /// @throws NoSuchTemplate unless the person may use it
    @Transactional(readOnly = true)
    Line read(SignedIn who, UUID id) {
        var line = line(who, id);
        trace(who, line.template());
        return line;
    }

    private void trace(SignedIn who, LetterTemplate template) {
        if (template.content().declared(Stream.empty()).isPresent()) {
            evidence.read(who, template.id(), "template");
        }
    }

    /// @throws NoSuchTemplate unless the person may use it
    @Transactional(readOnly = true)
    Line line(SignedIn who, UUID id) {
        return line(who, template(who, id), units.units(who), own(who));
    }

    private LetterTemplate template(SignedIn who, UUID id) {
        return usable(who, id).orElseThrow(() -> new NoSuchTemplate(id));
    }

    private Optional<LetterTemplate> usable(SignedIn who, UUID id) {
        return templates
                .find(who.agency(), id)
                .filter(template -> template.whose().mayUse(who, own(who)));
    }

    /// Whom this person may keep templates for.
    @Transactional(readOnly = true)
    List<Keeping> keepings(SignedIn who) {
        return Stream.of(Keeping.values())
                .filter(keeping -> whose(who, keeping).isPresent())
                .toList();
    }

    private Optional<Whose> whose(SignedIn who, Keeping keeping) {
        var own = own(who);
        Optional<Whose> whose =
                switch (keeping) {
                    case MINE -> Optional.of(new Whose.OfPerson(who.account()));
                    case UNIT -> Optional.ofNullable(own).map(Whose.OfUnit::new);
                    case AGENCY -> Optional.of(new Whose.OfAgency());
                };
        return whose.filter(found -> found.mayKeep(who, own));
    }

    /// Keeps a new template.
    ///
    /// @param to the addressees as [OutgoingDesk#to]
    /// @throws NotYours if the person may keep none for these people
    /// @throws NameTaken if these people have one of that name
    /// @throws UnknownAddressee if an addressee is in no registry
    /// @throws IncomingDesk.Classified if it declares a class that the agency refuses
    UUID keep(SignedIn who, String name, Keeping keeping, Content content, List<String> to) {
        var whose = whose(who, keeping).orElseThrow(NotYours::new);
        var unit = unitNamed(who, content.ownerUnit());
        var template = template(who, UUID.randomUUID(), 1, name, whose, content, unit, to);
        unlessTaken(
                name,
                () -> {
                    templates.add(who.agency(), template);
                    return true;
                });
        note(who, "kept", template, said(template));
        return template.id();
    }

    /// Changes a template, its name too.
    ///
    /// @param version that was opened
    /// @throws NoSuchTemplate unless the person may use it
    /// @throws NotYours unless they keep it
    /// @throws MovedOn if another version is there now; nothing is overwritten
    /// @throws NameTaken if the same people have another of that name
    /// @throws UnknownAddressee if an addressee is in no registry
    /// @throws IncomingDesk.Classified if it declares a class that the agency refuses
    void change(SignedIn who, UUID id, int version, String name, Content content, List<String> to) {
        var before = kept(who, id);
        // a name that was not touched still means the unit that it meant, whatever that is called
        // by now
        var isSame = content.ownerUnit().equals(before.content().ownerUnit());
        var unit = isSame ? before.ownerUnit() : unitNamed(who, content.ownerUnit());
        var after = template(who, id, version, name, before.whose(), content, unit, to);
        if (!unlessTaken(name, () -> templates.change(who.agency(), after))) {
            throw movedOn(who, id);
        }
        note(who, "changed", after, different(said(before), said(after)));
    }

    private LetterTemplate template(
            SignedIn who,
            UUID id,
            int version,
            String name,
            Whose whose,
            Content written,
            @Nullable UUID ownerUnit,
            List<String> to) {
        var content = asBeginning(written, written.contact());
        mustBeLetThrough(who, content);
        mustBeKnown(who.agency(), to);
        return new LetterTemplate(
                id, version, name, whose, content, ownerUnit, to, now(), who.name(), null);
    }

    /// The own one before others of that name.
    private @Nullable UUID unitNamed(SignedIn who, String name) {
        return Stream.concat(units.ownUnit(who).stream(), units.units(who).stream())
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .map(Unit::id)
                .orElse(null);
    }

    /// Of nobody in particular; what a closing usually is the letter's own salutation will say.
    ///
    /// @param contact empty to leave that to whoever sends the letter
    static Content asBeginning(Content written, String contact) {
        var isUsual = written.closing().equals(Closing.of(written.salutation()).words);
        return new Content(
                written.kind(),
                Content.NOBODY,
                written.circular(),
                written.urgency(),
                written.secrecy(),
                written.ownerCode(),
                written.subject(),
                written.salutation(),
                written.proposal(),
                written.body(),
                written.citations(),
                written.enclosures(),
                contact,
                isUsual ? "" : written.closing(),
                written.ownerUnit(),
                written.typeset(),
                written.meeting());
    }

    /// What may not leave as a letter is not kept as the beginning of letters, either.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private void mustBeLetThrough(SignedIn who, Content content) {
        secrecy.of(who.agency())
                .refused(content.declared(Stream.empty()), today())
                .ifPresent(refused -> {
                    throw new IncomingDesk.Classified(refused);
                });
    }

    private void mustBeKnown(UUID agency, List<String> to) {
        if (to.size() > OutgoingDesk.MOST_ADDRESSEES) {
            throw new TooManyAddressees(OutgoingDesk.MOST_ADDRESSEES);
        }
        var known = outgoing.known(agency, to);
        to.stream()
                .filter(address -> !known.contains(address))
                .findFirst()
                .ifPresent(address -> {
                    throw new UnknownAddressee(address);
                });
    }

    private LetterTemplate kept(SignedIn who, UUID id) {
        var template = template(who, id);
        if (!template.whose().mayKeep(who, own(who))) {
            throw new NotYours();
        }
        return template;
    }

    /// Offers it no more to whoever begins a letter; what was begun from it still knows it.
    ///
    /// @throws NoSuchTemplate unless the person may use it
    /// @throws NotYours unless they keep it
    /// @throws MovedOn if another version is there now
    void putAway(SignedIn who, UUID id, int version) {
        put(who, id, version, now(), "put-away");
    }

    /// Offers it again.
    ///
    /// @throws NoSuchTemplate unless the person may use it
    /// @throws NotYours unless they keep it
    /// @throws MovedOn if another version is there now
    /// @throws NameTaken if another has its name by now
    void restore(SignedIn who, UUID id, int version) {
        put(who, id, version, null, "restored");
    }

    private void put(SignedIn who, UUID id, int version, @Nullable Instant putAwayAt, String what) {
        var template = kept(who, id);
        if (!unlessTaken(
                template.name(), () -> templates.put(who, id, version, putAwayAt, now()))) {
            throw movedOn(who, id);
        }
        note(who, what, template, Fields.none());
    }

    private MovedOn movedOn(SignedIn who, UUID id) {
        return new MovedOn(template(who, id).changedBy());
    }

    private static boolean unlessTaken(String name, BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (DuplicateKeyException other) {
            throw new NameTaken(name);
        }
    }

    /// Others rely on it: evidence says who changed what.
    private void note(SignedIn who, String what, LetterTemplate template, Fields said) {
        if (!template.whose().isShared()) {
            return;
        }
        var unit = template.whose() instanceof Whose.OfUnit(var id) ? id.toString() : "";
        var all = Fields.none().with("name", template.name()).with("unit", unit).with(said);
        evidence.template(who, what, template.id(), all);
    }

    private static Fields said(LetterTemplate template) {
        var content = template.content();
        return Fields.none()
                .with("letter-kind", content.kind())
                .with("circular", content.circular())
                .with("urgency", content.urgency())
                .with("secrecy", content.secrecy())
                .with("owner-code", content.ownerCode())
                .with("subject", content.subject())
                .with("salutation", content.salutation())
                .with("proposal", content.proposal())
                .with("citations", content.citations())
                .with("enclosures", content.enclosures())
                .with("body", content.body())
                .with("contact", content.contact())
                .with("closing", content.closing())
                .with("owner-unit", content.ownerUnit())
                .with("typeset", content.typeset())
                .with("meeting", String.join("\n", content.reported().parts()).strip())
                .with("to", String.join(" ", template.to()));
    }

    private static Fields different(Fields before, Fields after) {
        var different = Fields.none();
        for (var name : after.names()) {
            if (!after.get(name).equals(before.get(name))) {
                different = different.with(name, after.get(name));
            }
        }
        return different;
    }

    /// A form that a template began.
    ///
    /// @param goneAddressees how many of its addressees are in no registry any more
    /// @param goneUnit its owner unit, if that is gone; else empty
    record Begun(LetterForm form, LetterTemplate template, int goneAddressees, String goneUnit) {}

    /// The form with what a template begins letters with; what it leaves open, or what is gone
    /// since it was kept, is as it is without one.
    ///
    /// @throws NoSuchTemplate unless the person may use it
    /// @throws IncomingDesk.Classified if it declares a class that the agency refuses by now
    @Transactional(readOnly = true)
    Begun begin(SignedIn who, UUID id, LetterForm blank) {
        var template = template(who, id);
        var content = template.content();
        mustBeLetThrough(who, content);
        trace(who, template);
        var known = new LinkedHashSet<>(template.to());
        known.retainAll(outgoing.known(who.agency(), template.to()));
        var unit = named(units.units(who), template.ownerUnit());
        var isGone = template.ownerUnit() != null && unit.isEmpty();
        var ownerUnit = isGone ? "" : unit.map(Unit::name).orElse(content.ownerUnit());
        var isOurs = outgoing.ownerCodes(who.agency()).contains(content.ownerCode());
        var form =
                new LetterForm(
                        id,
                        content.kind(),
                        blank.signer(),
                        content.circular(),
                        content.urgency(),
                        content.secrecy(),
                        isOurs ? content.ownerCode() : blank.ownerCode(),
                        content.subject(),
                        content.salutation(),
                        content.proposal(),
                        content.body(),
                        content.citations(),
                        content.enclosures(),
                        content.contact().isEmpty() ? blank.contact() : content.contact(),
                        content.closing(),
                        ownerUnit.isEmpty() ? blank.ownerUnit() : ownerUnit,
                        content.typeset(),
                        content.meeting(),
                        List.copyOf(known),
                        blank.find(),
                        blank.version(),
                        blank.answers());
        return new Begun(
                form,
                template,
                template.to().size() - known.size(),
                isGone ? content.ownerUnit() : "");
    }

    /// Does what begins the letter, and notes the template that it was begun from, if the person
    /// may use that.
    void begun(SignedIn who, UUID letter, UUID template, Runnable begin) {
        begin.run();
        if (usable(who, template).isPresent()) {
            templates.begun(who, letter, template, now());
        }
    }

    /// What the letter was begun from, for those who may use it.
    @Transactional(readOnly = true)
    Optional<LetterTemplate> of(SignedIn who, UUID letter) {
        return templates
                .of(who.agency(), letter)
                .filter(template -> template.whose().mayUse(who, own(who)));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
