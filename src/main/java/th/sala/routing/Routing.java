package th.sala.routing;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.api.Cursor;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendars;

/// The ways of letters inside an agency: who sends them to whom, and what each person says. Every
/// call is made in the agency's scope; at each step the chain of command of the day decides.
@Service
@Transactional
public class Routing {
    /// The most characters of a proposal, an endorsement or an answer.
    public static final int LONGEST = 4000;

    /// The most people who are asked aside at one step.
    public static final int MOST_ASKED = 20;

    private static final int MOST_WAITING = 200;

    /// Refusal: the letter is with somebody else.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class NotWithYou extends Refusal {
        NotWithYou(String name) {
            super("routing.refused.not-with-you", name);
        }
    }

    /// Refusal: the step is over, or the letter is not under way.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class Over extends Refusal {
        Over() {
            super("routing.refused.over");
        }
    }

    /// Refusal: somebody who was asked aside has not answered.
    public static final class StillAsked extends Refusal {
        StillAsked(String names) {
            super("routing.refused.still-asked", names);
        }
    }

    /// Refusal: the receiver has opened it.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class OpenedAlready extends Refusal {
        OpenedAlready(String name) {
            super("routing.refused.opened", name);
        }
    }

    /// Refusal: the account belongs to nobody who is registered inside the agency (I1).
    public static final class NotRegistered extends Refusal {
        NotRegistered() {
            super(new Citation("I1", ETDA_63, "ข้อ 5(3)"), "routing.refused.not-registered");
        }
    }

    /// Refusal: a question or an answer without words.
    public static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("routing.refused.nothing-said");
        }
    }

    /// Refusal: nobody to be asked is named, or too many, or somebody who cannot be.
    public static final class NotToBeAsked extends Refusal {
        NotToBeAsked() {
            super("routing.refused.not-to-be-asked", MOST_ASKED);
        }
    }

    /// A step in a list.
    ///
    /// @param title the letter's subject
    public record Line(Step step, String title, String path) {}

    private final Steps steps;
    private final WayDecisions decisions;
    private final StepNotices notices;
    private final StepEvidence evidence;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    Routing(
            Steps steps,
            WayDecisions decisions,
            StepNotices notices,
            StepEvidence evidence,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.steps = steps;
        this.decisions = decisions;
        this.notices = notices;
        this.evidence = evidence;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    // ---- looking

    @Transactional(readOnly = true)
    public Optional<Way> way(UUID agency, UUID letter) {
        return steps.way(agency, letter);
    }

    /// To whom the person may send the letter now: from the position at which they have it, or, if
    /// they begin its way, from any that they fill.
    @Transactional(readOnly = true)
    public ChainOfCommand.Next next(SignedIn who, UUID letter) {
        var official = who.official();
        if (official == null) {
            return ChainOfCommand.Next.NOBODY;
        }
        var chain = organisation.chain(who.agency());
        return steps.way(who.agency(), letter)
                .map(Way::current)
                .map(current -> above(chain, official, current))
                .orElseGet(() -> above(chain, who.agency(), official));
    }

    private ChainOfCommand.Next above(ChainOfCommand chain, UUID official, Step step) {
        var position = step.to().position();
        if (position == null) {
            return ChainOfCommand.Next.NOBODY;
        }
        return bindsToTheNext(step.agency())
                ? chain.nextAbove(official, position)
                : chain.anyAbove(official, position);
    }

    private ChainOfCommand.Next above(ChainOfCommand chain, UUID agency, UUID official) {
        return bindsToTheNext(agency) ? chain.nextAbove(official) : chain.anyAbove(official);
    }

    private boolean bindsToTheNext(UUID agency) {
        return decisions.of(agency).bindsToTheNext(LocalDate.now(clock));
    }

    /// Whether the agency laid down rules of its own for letters inside, which hold today.
    @Transactional(readOnly = true)
    public boolean isByOwnRules(UUID agency) {
        return !bindsToTheNext(agency);
    }

    /// Whether the open step waits for this person: they are its receiver and still fill the
    /// position, or they do its duty today.
    @Transactional(readOnly = true)
    public boolean isWith(SignedIn who, Step step) {
        return step.isOpen()
                && who.official() != null
                && mayDecide(organisation.chain(who.agency()), who.official(), step);
    }

    /// Nobody decides on what they sent themselves. While the receiver fills the position it is
    /// they, or who deputises for them; after that whoever fills it.
    private static boolean mayDecide(ChainOfCommand chain, UUID official, Step step) {
        if (step.from().official().equals(official)) {
            return false;
        }
        var isReceiver = step.to().official().equals(official);
        var position = step.to().position();
        if (position == null) {
            return isReceiver && chain.registered(official).isPresent();
        }
        var isFilled = isReceiverThere(chain, step);
        return chain.at(position).stream()
                .filter(one -> one.official().id().equals(official))
                .anyMatch(one -> isReceiver || one.capacity() != null || !isFilled);
    }

    private static boolean isReceiverThere(ChainOfCommand chain, Step step) {
        var position = step.to().position();
        return position != null
                && chain.at(position).stream()
                        .anyMatch(one -> one.official().id().equals(step.to().official()));
    }

    /// What waits for the person: sent to them, or to whose duty they do today; the most pressing
    /// first.
    @Transactional(readOnly = true)
    public List<Line> waiting(SignedIn who) {
        if (who.official() == null) {
            return List.of();
        }
        var chain = organisation.chain(who.agency());
        var duties =
                chain.dutiesOf(who.official()).stream()
                        .map(Position::id)
                        .collect(Collectors.toSet());
        return steps.waiting(who.agency(), who.official(), duties, MOST_WAITING).stream()
                .filter(line -> mayDecide(chain, who.official(), line.step()))
                .toList();
    }

    /// What the person sent, and what became of each, the newest first (I7).
    @Transactional(readOnly = true)
    @Clause(id = "I7", of = ETDA_63, value = "ข้อ 5(5)")
    public List<Line> sentBy(SignedIn who, Cursor.Moment before, int rows) {
        return who.official() == null
                ? List.of()
                : steps.sentBy(who.agency(), who.official(), before, rows);
    }

    /// The central account's copies: all that was ever sent inside the agency, the newest first.
    @Transactional(readOnly = true)
    @Clause(id = "I3", of = ETDA_63, value = "ข้อ 6(1.3)")
    @Clause(id = "I4", of = ETDA_63, value = "ข้อ 6(2.1.2)")
    public List<Line> all(UUID agency, Cursor.Moment before, int rows) {
        return steps.all(agency, before, rows);
    }

    /// Those of the letters that are under way.
    @Transactional(readOnly = true)
    public Set<UUID> underWay(UUID agency, Collection<UUID> letters) {
        return steps.underWay(agency, letters);
    }

    /// Whether the person may edit the letter now by its way; nothing while it rests with who wrote
    /// it.
    @Transactional(readOnly = true)
    public Optional<Boolean> mayEdit(SignedIn who, UUID letter) {
        return steps.way(who.agency(), letter)
                .map(Way::current)
                .map(current -> isWith(who, current));
    }

    /// @throws NotWithYou if the letter is under way and with somebody else
    @Transactional(readOnly = true)
    public void mustBeWith(SignedIn who, UUID letter) {
        steps.way(who.agency(), letter)
                .map(Way::current)
                .filter(current -> !isWith(who, current))
                .ifPresent(current -> {
                    throw new NotWithYou(current.to().name());
                });
    }

    /// The questions aside that wait for this person's answer.
    @Transactional(readOnly = true)
    public List<Step> asked(SignedIn who, Way way) {
        var open = way.steps().stream().filter(step -> step.isOpen() && !step.isUp()).toList();
        var official = who.official();
        if (open.isEmpty() || official == null) {
            return List.of();
        }
        var chain = organisation.chain(who.agency());
        return open.stream().filter(step -> mayDecide(chain, official, step)).toList();
    }

    /// The letter was edited: earlier versions of one that has a way stay readable.
    ///
    /// @param changes what was edited; asked for while it is under way
    /// @return whether it has a way
    /// @throws NotWithYou if it is with somebody else
    /// @throws RouteRules.NoSummary if it is under way and what was edited is not said
    public boolean edited(SignedIn who, UUID letter, String changes) {
        if (!steps.lock(who.agency(), letter)) {
            return false;
        }
        var current = steps.way(who.agency(), letter).map(Way::current).orElse(null);
        if (current != null) {
            if (!isWith(who, current)) {
                throw new NotWithYou(current.to().name());
            }
            RouteRules.changesAreSaid(changes);
            open(who, current);
        }
        return true;
    }

    // ---- up

    /// Begins a letter's way, or begins it anew after it came back.
    ///
    /// @throws NotWithYou if it is under way
    public void propose(SignedIn who, Matter matter, To to, String proposal) {
        var chain = organisation.chain(who.agency());
        var sender = sender(chain, who);
        var now = clock.instant();
        steps.begin(who.agency(), matter.letter(), sender, matter.title(), matter.path(), now);
        var current = steps.way(who.agency(), matter.letter()).map(Way::current).orElse(null);
        if (current != null) {
            throw new NotWithYou(current.to().name());
        }
        var next = above(chain, who.agency(), sender.official());
        send(who, matter, sender, next, to, proposal, now);
    }

    private void send(
            SignedIn who,
            Matter matter,
            Step.Sender from,
            ChainOfCommand.Next next,
            To to,
            String typed,
            Instant now) {
        var proposal = plain(typed);
        RouteRules.somethingIsProposed(proposal);
        RouteRules.senderCanBeReached(from.contact());
        var superior = RouteRules.next(next, to);
        var receiver = Step.Receiver.of(superior);
        var step = step(who.agency(), matter, new Step.Kind.Up(), from, receiver, proposal, now);
        steps.add(step);
        evidence.sent(who, step, matter);
        notices.sent(step, matter.title(), matter.path());
    }

    private Step step(
            UUID agency,
            Matter matter,
            Step.Kind kind,
            Step.Sender from,
            Step.Receiver to,
            String proposal,
            Instant now) {
        return new Step(
                agency,
                UUID.randomUUID(),
                matter.letter(),
                kind,
                matter.version(),
                from,
                to,
                proposal,
                now,
                due(agency, now, matter.days()),
                null,
                new Step.State.Open());
    }

    private Instant due(UUID agency, Instant now, int days) {
        var at = now.atZone(clock.getZone());
        var calendar = calendars.of(agency, at.getYear(), at.getYear() + 1);
        return RouteRules.due(at, days, calendar).toInstant();
    }

    private static Step.Sender sender(ChainOfCommand chain, SignedIn who) {
        var official =
                Optional.ofNullable(who.official())
                        .flatMap(chain::registered)
                        .orElseThrow(NotRegistered::new);
        return new Step.Sender(
                who.account(),
                official.id(),
                official.name(),
                official.position(),
                contact(official));
    }

    private static String contact(Official official) {
        return List.of(official.telephone(), official.mail()).stream()
                .filter(one -> !one.isBlank())
                .collect(Collectors.joining(" "));
    }

    /// What a person says of the letter that was sent to them.
    ///
    /// @param changes what they edited
    /// @param to to whom it goes on; null if it ends here
    /// @param proposal to the next
    public record Decision(
            Result result, String endorsement, String changes, @Nullable To to, String proposal) {}

    /// States the result, and passes the letter on, ends its way or sends it back.
    ///
    /// @throws Over if somebody decided it meanwhile
    /// @throws NotWithYou if it is another's
    /// @throws StillAsked if somebody who was asked aside must answer first
    public void decide(SignedIn who, UUID id, Matter matter, Decision decision) {
        var way = locked(who, matter.letter());
        var step = open(way, id);
        var chain = organisation.chain(who.agency());
        var sender = sender(chain, who);
        if (!step.isUp() || !mayDecide(chain, sender.official(), step)) {
            throw new NotWithYou(step.to().name());
        }
        if (!Result.CHOICES.contains(decision.result())) {
            throw new IllegalArgumentException("not to be chosen: " + decision.result());
        }
        var endorsement = plain(decision.endorsement());
        RouteRules.resultIsStated(decision.result(), endorsement);
        RouteRules.editsAreStated(
                decision.result(), step.version(), matter.version(), decision.changes());
        if (!decision.result().sendsBack()) {
            mustBeAnswered(way, step);
        }
        var now = clock.instant();
        var decided =
                new Step.State.Decided(
                        decision.result(),
                        endorsement,
                        decision.changes(),
                        matter.version(),
                        now,
                        sender.official(),
                        who.name());
        end(who, way, step, matter, decided);
        if (decision.result().passesOn() && decision.to() != null) {
            var next = above(chain, sender.official(), step);
            steps.begin(who.agency(), matter.letter(), sender, matter.title(), matter.path(), now);
            send(who, matter, sender, next, decision.to(), decision.proposal(), now);
        }
    }

    private void end(SignedIn who, Way way, Step step, Matter matter, Step.State.Decided decided) {
        withdrawAsides(way, step, decided.at(), decided.by());
        steps.end(step, decided);
        evidence.decided(who, step, decided, matter);
        notices.decided(step, decided, way, who);
    }

    private void withdrawAsides(Way way, Step step, Instant now, String by) {
        way.asides(step.id()).stream()
                .filter(Step::isOpen)
                .forEach(aside -> steps.end(aside, new Step.State.Withdrawn(now, by)));
    }

    private static void mustBeAnswered(Way way, Step step) {
        var asides = way.asides(step.id());
        if (!RouteRules.isAnswered(asides)) {
            throw new StillAsked(
                    asides.stream()
                            .filter(Step::isOpen)
                            .map(aside -> aside.to().name())
                            .collect(Collectors.joining(", ")));
        }
    }

    /// The letter leaves, signed: whoever has it by its way says so with that.
    ///
    /// @param changes what was edited after it was sent to who signs it
    /// @param signer who signed it on paper, where somebody else says so; null if it is `who`
    /// @throws NotWithYou if it is under way and not with who signs it
    public void signed(SignedIn who, Matter matter, String changes, @Nullable UUID signer) {
        if (!steps.lock(who.agency(), matter.letter())) {
            return;
        }
        var way = steps.way(who.agency(), matter.letter()).orElseThrow();
        var current = way.current();
        if (current == null) {
            return;
        }
        var isSigners = current.to().official().equals(signer);
        if (!isSigners && !isWith(who, current)) {
            throw new NotWithYou(current.to().name());
        }
        mustBeAnswered(way, current);
        var official =
                isSigners || who.official() == null ? current.to().official() : who.official();
        var decided =
                new Step.State.Decided(
                        Result.SIGNED,
                        "",
                        changes,
                        matter.version(),
                        clock.instant(),
                        official,
                        who.name());
        end(who, way, current, matter, decided);
    }

    /// @throws NotWithYou if the letter is under way, with whomever
    public void mustRest(UUID agency, UUID letter) {
        if (steps.lock(agency, letter)) {
            steps.way(agency, letter)
                    .map(Way::current)
                    .ifPresent(current -> {
                        throw new NotWithYou(current.to().name());
                    });
        }
    }

    /// Takes the letter back before the receiver has opened it, or after they left the position: it
    /// is again with who sent it.
    ///
    /// @throws OpenedAlready if they have
    public void recall(SignedIn who, UUID letter, UUID id, Matter matter) {
        var way = locked(who, letter);
        var step = open(way, id);
        if (!step.isUp() || !step.from().official().equals(who.official())) {
            throw new NotWithYou(step.to().name());
        }
        if (!mayRecall(who, step)) {
            throw new OpenedAlready(step.to().name());
        }
        var now = clock.instant();
        steps.end(step, new Step.State.Recalled(now, who.name()));
        evidence.recalled(who, step);
        var due = due(who.agency(), now, matter.days());
        way.before(step)
                .map(before -> before.anew(before.to(), matter.version(), now, due, now))
                .ifPresent(steps::add);
    }

    /// Whether it is the person's own sending up, and not opened by somebody who still has the
    /// post.
    @Transactional(readOnly = true)
    public boolean mayRecall(SignedIn who, Step step) {
        return step.isOpen()
                && step.isUp()
                && step.from().official().equals(who.official())
                && (step.openedAt() == null
                        || !isReceiverThere(organisation.chain(who.agency()), step));
    }

    /// The person has the letter open: from now on it is not recalled any more.
    public void opened(SignedIn who, UUID letter) {
        if (who.official() == null) {
            return;
        }
        var waiting =
                steps.way(who.agency(), letter).stream()
                        .flatMap(way -> way.steps().stream())
                        .filter(step -> step.isOpen() && step.openedAt() == null)
                        .toList();
        if (waiting.isEmpty() || !steps.lock(who.agency(), letter)) {
            return;
        }
        var chain = organisation.chain(who.agency());
        for (var step : waiting) {
            if (mayDecide(chain, who.official(), step)) {
                open(who, step);
            }
        }
    }

    private void open(SignedIn who, Step step) {
        if (steps.open(step, clock.instant())) {
            evidence.opened(who, step);
        }
    }

    // ---- aside

    /// Asks colleagues, who answer to whoever has the letter.
    ///
    /// @throws NotToBeAsked if nobody is named, too many, themselves or somebody not registered
    public void ask(
            SignedIn who,
            UUID id,
            Matter matter,
            Collection<UUID> officials,
            Step.Needs needs,
            String question) {
        var way = locked(who, matter.letter());
        var step = open(way, id);
        var chain = organisation.chain(who.agency());
        var sender = sender(chain, who);
        if (!step.isUp() || !mayDecide(chain, sender.official(), step)) {
            throw new NotWithYou(step.to().name());
        }
        mustSaySomething(plain(question));
        var asked = way.asides(step.id()).stream().filter(Step::isOpen).toList();
        var receivers = new ArrayList<Official>();
        for (var official : new LinkedHashSet<>(officials)) {
            var isAsked = asked.stream().anyMatch(one -> one.to().official().equals(official));
            if (official.equals(sender.official()) || isAsked) {
                throw new NotToBeAsked();
            }
            receivers.add(chain.registered(official).orElseThrow(NotToBeAsked::new));
        }
        if (receivers.isEmpty() || receivers.size() + asked.size() > MOST_ASKED) {
            throw new NotToBeAsked();
        }
        var now = clock.instant();
        for (var official : receivers) {
            var receiver =
                    new Step.Receiver(official.id(), null, official.name(), official.position());
            var kind = new Step.Kind.Aside(step.id(), needs);
            var aside = step(who.agency(), matter, kind, sender, receiver, plain(question), now);
            steps.add(aside);
            evidence.sent(who, aside, matter);
            notices.sent(aside, matter.title(), matter.path());
        }
    }

    /// @throws NothingSaid if nothing is said
    public void answer(SignedIn who, UUID letter, UUID id, Matter matter, String typed) {
        var way = locked(who, letter);
        var step = open(way, id);
        if (step.isUp() || !isWith(who, step)) {
            throw new NotWithYou(step.to().name());
        }
        var words = plain(typed);
        mustSaySomething(words);
        var decided =
                new Step.State.Decided(
                        Result.ANSWERED,
                        words,
                        "",
                        matter.version(),
                        clock.instant(),
                        step.to().official(),
                        who.name());
        end(who, way, step, matter, decided);
    }

    private static void mustSaySomething(String words) {
        if (words.isBlank()) {
            throw new NothingSaid();
        }
    }

    /// The answer is not needed any more.
    public void withdraw(SignedIn who, UUID letter, UUID id) {
        var way = locked(who, letter);
        var step = open(way, id);
        var current = way.current();
        if (step.isUp() || current == null || !isWith(who, current)) {
            throw new NotWithYou(step.to().name());
        }
        steps.end(step, new Step.State.Withdrawn(clock.instant(), who.name()));
        evidence.withdrawn(who, step);
    }

    private Way locked(SignedIn who, UUID letter) {
        if (!steps.lock(who.agency(), letter)) {
            throw new Over();
        }
        return steps.way(who.agency(), letter).orElseThrow();
    }

    private static Step open(Way way, UUID id) {
        return way.find(id).filter(Step::isOpen).orElseThrow(Over::new);
    }

    /// As it is kept: cleaned, its lines as they were typed, no longer than [#LONGEST].
    public static String plain(String typed) {
        var text = ThaiText.normaliseLines(typed).strip();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    // ---- overdue

    /// What is overdue, of all agencies in the current scope, the oldest first.
    ///
    /// @param after only those behind this one; null for the first ones
    @Transactional(readOnly = true)
    List<Step> overdue(@Nullable Step after) {
        return steps.overdue(clock.instant(), after);
    }

    /// Reminds of an overdue step once a day; a working day later it goes to who does the duty of
    /// the position in the receiver's stead, or, if nobody does, its sender is told.
    void tellOverdue(Step found) {
        if (!steps.lock(found.agency(), found.letter())) {
            return;
        }
        var way = steps.way(found.agency(), found.letter()).orElseThrow();
        var step = way.find(found.id()).filter(Step::isOpen).orElse(null);
        var now = clock.instant();
        if (step == null || !step.isOverdue(now)) {
            return;
        }
        var today = now.atZone(clock.getZone());
        notices.overdue(step, way, today.toLocalDate());
        var calendar = calendars.of(step.agency(), today.getYear() - 1, today.getYear() + 1);
        var last = RouteRules.due(step.dueAt().atZone(clock.getZone()), 0, calendar);
        if (!today.isAfter(last)) {
            return;
        }
        var substitute = substitute(step);
        if (substitute.isEmpty()) {
            notices.stuck(step, way);
            return;
        }
        var receiver = Step.Receiver.of(substitute.get());
        withdrawAsides(way, step, now, receiver.name());
        steps.end(step, new Step.State.HandedOver(now, receiver.name()));
        var due = due(step.agency(), now, 0);
        var instead = step.anew(receiver, step.version(), now, due, null);
        steps.add(instead);
        evidence.handedOver(step, instead);
        notices.handedOver(step, instead, way);
    }

    private Optional<ChainOfCommand.Superior> substitute(Step step) {
        var position = step.to().position();
        if (position == null) {
            return Optional.empty();
        }
        var chain = organisation.chain(step.agency());
        var isFilled = isReceiverThere(chain, step);
        return chain.at(position).stream()
                .filter(one -> one.capacity() != null || !isFilled)
                .filter(one -> !one.official().id().equals(step.to().official()))
                .filter(one -> !one.official().id().equals(step.from().official()))
                .findFirst();
    }
}
