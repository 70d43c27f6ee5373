package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Official;
import th.sala.evidence.Actor;
import th.sala.hooks.HookEvent;
import th.sala.hooks.Hooks;
import th.sala.tasks.Order;
import th.sala.tasks.Tasks;

/// Brings numbered letters to the units of the own agency that they are addressed to. Each unit has
/// a letter in for itself, which it stamps, deals with and answers like any other.
@Component
class InsideDelivery {
    private final InsideLetters inside;
    private final IncomingLetters incoming;
    private final PassedLetters passed;
    private final LetterFiles files;
    private final Tasks tasks;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterNotices notices;
    private final LetterSearch search;
    private final Hooks hooks;
    private final Clock clock;

    InsideDelivery(
            InsideLetters inside,
            IncomingLetters incoming,
            PassedLetters passed,
            LetterFiles files,
            Tasks tasks,
            Acts acts,
            LetterEvidence evidence,
            LetterNotices notices,
            LetterSearch search,
            Hooks hooks,
            Clock clock) {
        this.inside = inside;
        this.incoming = incoming;
        this.passed = passed;
        this.files = files;
        this.tasks = tasks;
        this.acts = acts;
        this.evidence = evidence;
        this.notices = notices;
        this.search = search;
        this.hooks = hooks;
        this.clock = clock;
    }

    /// In the transaction that says that the letter is sent, and so once.
    @Transactional(propagation = Propagation.MANDATORY)
    void deliver(OutgoingLetter letter) {
        var units = inside.units(letter.agency(), letter.id());
        if (units.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var kept = files.of(letter.agency(), letter.id());
        var people = notices.peopleOf(letter.agency());
        for (var unit : units) {
            bring(letter, kept, unit, people.getOrDefault(unit.unit(), List.of()), now);
        }
        var act = new Acts.Act(now, "delivered-inside", "", UnitAddressee.names(units));
        acts.add(letter.agency(), letter.id(), act);
    }

    /// What everybody is told is only to be known; else it is to be acted upon.
    private void bring(
            OutgoingLetter letter,
            List<LetterFile> kept,
            UnitAddressee unit,
            List<Official> people,
            Instant now) {
        var there = letterIn(letter, kept, now);
        var agency = there.agency();
        var from = there.sender().name();
        incoming.add(there);
        kept.forEach(file -> files.add(agency, there.id(), file));
        inside.delivered(agency, letter.id(), unit.unit(), there.id(), now);
        evidence.arrived(Actor.program(agency), there, null, kept);
        evidence.deliveredInside(letter, there.id(), unit);
        passed.add(agency, there.id(), unit.unit(), now, from);
        var purpose = letter.content().circular() ? Order.Purpose.KNOW : Order.Purpose.ACT;
        tasks.give(
                Actor.program(agency),
                from,
                new Tasks.Letter(there.id(), there.head().subject(), "/letters/in/" + there.id()),
                unit.unit(),
                unit.name(),
                new Order(purpose, letter.content().proposal(), null));
        notices.cameInside(there, letter.content().signer(), unit, people);
        hooks.raise(agency, HookEvent.LETTER_ARRIVED, there.id());
        hooks.raise(agency, HookEvent.LETTER_REGISTERED, there.id());
        search.putIncoming(agency, there.id());
    }

    private static IncomingLetter letterIn(
            OutgoingLetter letter, List<LetterFile> kept, Instant now) {
        var content = letter.content();
        var given = Objects.requireNonNull(letter.given());
        var signatory = Objects.requireNonNull(given.signatory());
        var unit = content.ownerUnit().isBlank() ? signatory.agencyName() : content.ownerUnit();
        return new IncomingLetter(
                letter.agency(),
                UUID.randomUUID(),
                IncomingLetter.Channel.INSIDE,
                new IncomingLetter.Stage.Registered(now),
                null,
                null,
                new IncomingLetter.Sender(signatory.mail(), signatory.name(), unit, true, ""),
                new IncomingLetter.Head(
                        given.number(),
                        given.date(),
                        content.salutation(),
                        content.subject(),
                        content.urgency()),
                content.declared(kept.stream().map(LetterFile::pageText)).orElse(null),
                content.words(),
                now,
                now);
    }
}
