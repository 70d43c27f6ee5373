package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Actor;
import th.sala.tasks.Order;
import th.sala.tasks.Tasks;

/// Brings numbered letters to the units of the own agency that they are addressed to. There it is a
/// letter in that each of them stamps, deals with and answers like any other; the central account
/// of officers has it, too (I3).
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
        this.clock = clock;
    }

    /// In the transaction that says that the letter is sent, and so once.
    @Transactional(propagation = Propagation.MANDATORY)
    void deliver(OutgoingLetter letter) {
        var agency = letter.agency();
        var units = inside.units(agency, letter.id());
        if (units.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var kept = files.of(agency, letter.id());
        var there = letterIn(letter, kept, now);
        incoming.add(there);
        kept.forEach(file -> files.add(agency, there.id(), file));
        inside.delivered(agency, letter.id(), there.id(), now);
        evidence.arrived(Actor.program(agency), there, null, kept);
        evidence.deliveredInside(letter, there.id(), units);
        units.forEach(unit -> bring(letter, there, unit, now));
        var act = new Acts.Act(now, "delivered-inside", "", UnitAddressee.names(units));
        acts.add(agency, letter.id(), act);
        notices.cameInside(there, letter.content().signer(), units);
        search.putIncoming(agency, there.id());
    }

    /// What everybody is told is only to be known; else it is to be acted upon.
    private void bring(
            OutgoingLetter letter, IncomingLetter there, UnitAddressee unit, Instant now) {
        var from = there.sender().name();
        passed.add(there.agency(), there.id(), unit.unit(), now, from);
        var isCircular = letter.content().circular();
        var purpose = isCircular ? Order.Purpose.KNOW : Order.Purpose.ACT;
        var matter =
                new Tasks.Letter(there.id(), there.head().subject(), "/letters/in/" + there.id());
        tasks.give(
                Actor.program(there.agency()),
                from,
                matter,
                unit.unit(),
                unit.name(),
                new Order(purpose, letter.content().proposal(), null));
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
