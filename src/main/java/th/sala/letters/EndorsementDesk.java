package th.sala.letters;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Unit;
import th.sala.law.Refusal;
import th.sala.routing.Matter;
import th.sala.routing.Result;
import th.sala.routing.Routing;
import th.sala.routing.To;
import th.sala.routing.Way;
import th.sala.tasks.Order;

/// เกษียนหนังสือ: registered letters in go up the chain of command, and each person writes on them
/// what they think or direct. The letter itself never changes.
@Service
@Transactional
class EndorsementDesk {
    /// A letter in has no other.
    private static final int VERSION = 1;

    /// What may be said of a letter that others wrote.
    static final List<Result> RESULTS = List.of(Result.AGREED, Result.NOTED, Result.RETURNED);

    private final IncomingDesk desk;
    private final UnitDesk units;
    private final TaskDesk tasks;
    private final Routing routing;
    private final LetterSearch search;

    EndorsementDesk(
            IncomingDesk desk,
            UnitDesk units,
            TaskDesk tasks,
            Routing routing,
            LetterSearch search) {
        this.desk = desk;
        this.units = units;
        this.tasks = tasks;
        this.routing = routing;
        this.search = search;
    }

    /// Refusal: what is sent back is not for a unit to act upon.
    static final class SentBackAndDirected extends Refusal {
        SentBackAndDirected() {
            super("letters.refused.sent-back-and-directed");
        }
    }

    /// To which units a person passes the letter with what they write on it.
    record Direction(List<Unit> units, Order order) {}

    @Transactional(readOnly = true)
    Optional<Way> way(UUID agency, UUID letter) {
        return routing.way(agency, letter);
    }

    private IncomingLetter registered(SignedIn who, UUID id) {
        var letter = desk.letter(who.agency(), id);
        units.mustRead(who, id, desk.stamps(who, id));
        if (!(letter.stage() instanceof IncomingLetter.Stage.Registered)) {
            throw new NotRegisteredYet();
        }
        return letter;
    }

    private Matter matter(IncomingLetter letter) {
        var paper =
                desk.files(letter.agency(), letter.id()).stream()
                        .filter(LetterFile::main)
                        .findFirst();
        return new Matter(
                letter.id(),
                VERSION,
                paper.map(LetterFile::sha256).orElseGet(() -> DigestUtils.sha256Hex(letter.body())),
                letter.head().subject(),
                "/letters/in/" + letter.id(),
                WayDesk.days(letter.head().urgency()));
    }

    /// Whether the person may begin its way: a letter has one at a time, so officers do, and of one
    /// from inside also the people of the unit that has it.
    @Transactional(readOnly = true)
    boolean mayPresent(SignedIn who, IncomingLetter letter) {
        return who.official() != null
                && letter.stage() instanceof IncomingLetter.Stage.Registered
                && (who.is(Role.CORRESPONDENCE_OFFICER)
                        || letter.isInside() && WritingController.isWriter(who));
    }

    /// Presents the letter to the level next above.
    ///
    /// @throws AccessDeniedException unless the person may read it, and [#mayPresent]
    /// @throws NotRegisteredYet unless it is registered
    /// @throws Routing.NotWithYou if it is before somebody already
    void present(SignedIn who, UUID id, To to, String proposal) {
        var letter = registered(who, id);
        if (!mayPresent(who, letter)) {
            throw new AccessDeniedException("presents nothing");
        }
        routing.propose(who, matter(letter), to, proposal);
        search.putIncoming(who.agency(), id);
    }

    /// States what the person who has it thinks, passes it on, and directs units if they may.
    ///
    /// @param to to whom it goes on; null if it ends here
    /// @param direction null if nothing is directed
    /// @throws AccessDeniedException if it is directed by somebody who may not
    /// @throws Routing.NotWithYou if it is with somebody else
    void endorse(
            SignedIn who,
            UUID id,
            UUID step,
            Result result,
            String endorsement,
            @Nullable To to,
            String proposal,
            @Nullable Direction direction) {
        if (!RESULTS.contains(result)) {
            throw new IllegalArgumentException("not of a letter in: " + result);
        }
        var decision = new Routing.Decision(result, endorsement, "", to, proposal);
        routing.decide(who, step, matter(registered(who, id)), decision);
        if (direction != null) {
            if (result.sendsBack()) {
                throw new SentBackAndDirected();
            }
            tasks.pass(who, id, direction.units(), direction.order());
        }
        search.putIncoming(who.agency(), id);
    }

    /// @throws Routing.OpenedAlready if the receiver has opened it
    void recall(SignedIn who, UUID id, UUID step) {
        routing.recall(who, id, step, matter(registered(who, id)));
    }
}
