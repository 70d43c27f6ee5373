package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.agencies.Unit;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendars;

/// ข้อตกลง: a person volunteers or is assigned, agrees on goals with the supervisor, and both the
/// person and the director confirm it; so it is proposed to the head. Every call is made in the
/// agency's scope.
///
/// Whatever changes a person's agreements locks the person first.
@Service
@Transactional
public class AgreementDesk {
    /// The most characters of a text.
    static final int LONGEST = 2000;

    static final int MOST_GOALS = 30;
    private static final int MOST_WAITING = 200;
    private static final int YEARS_AHEAD = 5;

    /// Refusal: no policy is in force on the first day.
    public static final class NoPolicy extends Refusal {
        NoPolicy() {
            super(new Citation("T8", MANUAL_63, "ข้อ 9.1(1)"), "telework.refused.no-policy");
        }
    }

    /// Refusal: the person has an agreement for one of the days.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class Overlaps extends Refusal {
        Overlaps() {
            super("telework.refused.overlaps");
        }
    }

    /// Refusal: the first day is over, or lies years ahead.
    public static final class NoPeriod extends Refusal {
        NoPeriod() {
            super("telework.refused.no-period", YEARS_AHEAD);
        }
    }

    /// Refusal: the account belongs to nobody who is registered inside the agency.
    public static final class NotRegistered extends Refusal {
        NotRegistered() {
            super("telework.refused.not-registered");
        }
    }

    /// Refusal: nobody stands above who could propose it.
    public static final class NobodyAbove extends Refusal {
        NobodyAbove() {
            super(OrderingRules.HEAD_ALONE, "telework.refused.nobody-above");
        }
    }

    /// Refusal: it is before somebody else.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class NotWithYou extends Refusal {
        NotWithYou() {
            super("telework.refused.not-with-you");
        }
    }

    /// Refusal: sent back or refused without a word.
    public static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("telework.refused.nothing-said");
        }
    }

    /// Refusal: a text of more characters than [#LONGEST], or more goals than [#MOST_GOALS].
    public static final class TooLong extends Refusal {
        TooLong() {
            super("telework.refused.too-long", LONGEST);
        }
    }

    /// An agreement with all that is known of it.
    ///
    /// @param mine whether it is the reader's own
    /// @param turn whether it waits for the reader
    /// @param above whether the reader stands above the person
    /// @param personnel whether the reader keeps the agency's telework
    /// @param supervisor the person's today; null if there is none
    public record Sight(
            Agreement agreement,
            List<Goal> goals,
            List<Agreements.Signature> signatures,
            boolean mine,
            boolean turn,
            boolean above,
            boolean head,
            boolean personnel,
            ChainOfCommand.@Nullable Superior supervisor) {
        public boolean mayEdit() {
            return agreement.isDraft() && (mine || above);
        }

        /// Who confirmed it as the supervisor, or as the director who is both; today's supervisor
        /// as long as nobody has.
        public String supervisorName() {
            return signatures.stream()
                    .filter(one -> one.part() != Agreements.Part.OFFICIAL)
                    .min(Comparator.comparing(Agreements.Signature::part))
                    .map(Agreements.Signature::name)
                    .orElse(supervisor == null ? "" : supervisor.official().name());
        }

        public boolean mayWithdraw() {
            return agreement.isOpen() && (mine || above && agreement.terms().way().wantsReasons());
        }
    }

    private final Agreements agreements;
    private final TeleworkPolicyDesk policies;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    AgreementDesk(
            Agreements agreements,
            TeleworkPolicyDesk policies,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.agreements = agreements;
        this.policies = policies;
        this.office = office;
        this.evidence = evidence;
        this.notices = notices;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    static String plain(@Nullable String typed) {
        var text = ThaiText.normaliseLines(typed == null ? "" : typed).strip();
        if (text.length() > LONGEST) {
            throw new TooLong();
        }
        return text;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    Superiors superiors(UUID agency) {
        return new Superiors(organisation.chain(agency));
    }

    // ---- looking

    @Transactional(readOnly = true)
    List<Agreement> mine(SignedIn who, Instant before, UUID beforeId, int rows) {
        return who.official() == null
                ? List.of()
                : agreements.mine(who.agency(), who.official(), before, beforeId, rows);
    }

    /// What waits for the person, or for whose duty they do today.
    @Transactional(readOnly = true)
    List<Agreement> waiting(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var superiors = superiors(who.agency());
        var duties =
                superiors.chain().dutiesOf(official).stream()
                        .map(Position::id)
                        .collect(Collectors.toSet());
        return agreements.waiting(who.agency(), official, duties, MOST_WAITING).stream()
                .filter(one -> turn(superiors, official, one))
                .toList();
    }

    private static boolean turn(Superiors superiors, UUID official, Agreement agreement) {
        var with = agreement.with();
        return with != null
                && superiors.inDutyOf(official, with, agreement.by().official()).isPresent();
    }

    /// Those that wait for the head's order, if the person is the head.
    @Transactional(readOnly = true)
    List<Agreement> toOrder(SignedIn who) {
        return office.headship(who).isEmpty()
                ? List.of()
                : agreements.byState(who.agency(), "HEAD", MOST_WAITING, 0);
    }

    /// People whose supervisor or higher superior the person is today.
    @Transactional(readOnly = true)
    List<Official> below(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var superiors = superiors(who.agency());
        return superiors.chain().dutiesOf(official).isEmpty()
                ? List.of()
                : organisation.officials(who.agency()).stream()
                        .filter(one -> superiors.asAbove(official, one.id()).isPresent())
                        .toList();
    }

    /// @throws ResponseStatusException if there is no such agreement
    /// @throws AccessDeniedException to whom has nothing to do with it
    @Transactional(readOnly = true)
    public Sight see(SignedIn who, UUID id) {
        var agreement = find(who.agency(), id);
        var worker = agreement.by().official();
        var official = who.official();
        var superiors = superiors(who.agency());
        var mine = worker.equals(official);
        var turn = official != null && turn(superiors, official, agreement);
        var above = official != null && superiors.asAbove(official, worker).isPresent();
        var head = office.headship(who).isPresent();
        var personnel = office.has(who, TeleworkOffice.Duty.PERSONNEL);
        if (!mine && !turn && !above && !head && !personnel) {
            throw new AccessDeniedException("not theirs");
        }
        return new Sight(
                agreement,
                agreements.goals(who.agency(), id),
                agreements.signatures(who.agency(), id),
                mine,
                turn,
                above,
                head,
                personnel,
                superiors.supervisor(worker).orElse(null));
    }

    /// The same with the place and where the person is reached: to read these of somebody else is
    /// an act (X6), entered before anything is shown.
    Sight read(SignedIn who, UUID id) {
        var sight = see(who, id);
        if (!sight.mine()) {
            evidence.agreement(who, "telework.read", id, Fields.none());
        }
        return sight;
    }

    Agreement find(UUID agency, UUID id) {
        return agreements
                .find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// As it stands, with its person locked until the transaction ends.
    Agreement locked(UUID agency, UUID id) {
        agreements.lock(agency, find(agency, id).by().official());
        return find(agency, id);
    }

    // ---- drawing up

    /// Begins an agreement: of one's own, or of somebody below who is assigned.
    ///
    /// @param of who is to work outside; null for oneself
    /// @return its id
    public UUID begin(SignedIn who, @Nullable UUID of, Terms typed, List<Goal> goals) {
        var isOwn = of == null || of.equals(who.official());
        var worker = registered(who.agency(), isOwn ? who.official() : of);
        var superiors = superiors(who.agency());
        var official = who.official();
        if (!isOwn && (official == null || superiors.asAbove(official, worker.id()).isEmpty())) {
            throw new AccessDeniedException("assigns nobody who is not below");
        }
        var terms = tidied(typed, isOwn ? Terms.Way.VOLUNTEERED : Terms.Way.ASSIGNED);
        AgreementRules.isExplained(terms.way(), terms.reasons());
        agreements.lock(who.agency(), worker.id());
        var now = clock.instant();
        var agreement =
                new Agreement(
                        who.agency(),
                        UUID.randomUUID(),
                        worker(worker),
                        checked(who.agency(), terms),
                        new Agreement.Stage.Draft(),
                        now,
                        "",
                        1,
                        now);
        guarded(() -> agreements.add(agreement));
        agreements.setGoals(who.agency(), agreement.id(), tidied(goals));
        evidence.agreement(who, "telework.begun", agreement.id(), fields(agreement, goals));
        if (!isOwn) {
            notices.assigned(agreement, who.name());
        }
        return agreement.id();
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (DataIntegrityViolationException broken) {
            var said = broken.getMostSpecificCause().getMessage();
            if (said == null || !said.contains("one_at_a_time")) {
                throw broken;
            }
            throw new Overlaps();
        }
    }

    private Agreement.Worker worker(Official official) {
        var unit =
                organisation.units(official.agency()).stream()
                        .filter(one -> one.id().equals(official.unit()))
                        .findFirst();
        return new Agreement.Worker(
                official.id(),
                official.name(),
                official.position(),
                unit.map(Unit::name).orElse(""));
    }

    private Official registered(UUID agency, @Nullable UUID official) {
        return Optional.ofNullable(official)
                .flatMap(organisation.chain(agency)::registered)
                .orElseThrow(NotRegistered::new);
    }

    private static Terms tidied(Terms typed, Terms.Way way) {
        return new Terms(
                way,
                plain(typed.reasons()),
                typed.work(),
                plain(typed.workWords()),
                typed.form(),
                typed.days(),
                typed.pattern(),
                typed.first(),
                typed.last(),
                typed.placeKind(),
                plain(typed.place()),
                plain(typed.contact()));
    }

    private static List<Goal> tidied(List<Goal> goals) {
        if (goals.size() > MOST_GOALS) {
            throw new TooLong();
        }
        return goals.stream()
                .map(one ->
                        new Goal(
                                one.number(),
                                plain(one.goal()),
                                plain(one.delivery()),
                                plain(one.remark()),
                                "",
                                ""))
                .toList();
    }

    /// The terms within the policy of the first day; of a run with its number of working days.
    private Terms checked(UUID agency, Terms terms) {
        var today = today();
        if (terms.first().isBefore(today)
                || terms.last().isBefore(terms.first())
                || terms.last().isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new NoPeriod();
        }
        var policy = policies.inForce(agency, terms.first()).orElseThrow(NoPolicy::new);
        var calendar = calendars.of(agency, terms.first().getYear(), terms.last().getYear());
        DayRules.isWithin(
                policy.content(),
                terms.form(),
                terms.days(),
                terms.pattern(),
                terms.first(),
                terms.last(),
                calendar);
        var days =
                switch (terms.form()) {
                    case WEEK, MONTH -> Math.max(terms.days(), terms.pattern().size());
                    case RUN -> DayRules.workingDays(terms.first(), terms.last(), calendar).size();
                };
        return new Terms(
                terms.way(),
                terms.reasons(),
                terms.work(),
                terms.workWords(),
                terms.form(),
                days,
                terms.form() == OutsideForm.RUN ? List.of() : terms.pattern(),
                terms.first(),
                terms.last(),
                terms.placeKind(),
                terms.place(),
                terms.contact());
    }

    /// Changes a draft. Who is assigned does not rewrite why.
    ///
    /// @param version that the person had before them
    public void change(SignedIn who, UUID id, int version, Terms typed, List<Goal> goals) {
        var agreement = seen(who, id, version);
        var sight = see(who, id);
        if (!sight.mayEdit()) {
            throw new AccessDeniedException("not theirs to change");
        }
        var there = agreement.terms();
        var way = there.way();
        var read = tidied(typed, way);
        var isToldWhy = way.wantsReasons() && sight.mine();
        var terms = checked(who.agency(), isToldWhy ? read.because(there.reasons()) : read);
        AgreementRules.isExplained(way, terms.reasons());
        var changed = agreement.changed(terms, clock.instant());
        guarded(() -> agreements.keep(changed));
        agreements.setGoals(who.agency(), id, tidied(goals));
        evidence.agreement(who, "telework.changed", id, fields(changed, goals));
    }

    private Agreement seen(SignedIn who, UUID id, int version) {
        var agreement = locked(who.agency(), id);
        if (agreement.version() != version) {
            throw new Agreement.MovedOn();
        }
        return agreement;
    }

    // ---- confirming

    /// The person confirms their agreement; it goes to the supervisor, or, where that is the
    /// director, at once to the director.
    public void confirm(SignedIn who, UUID id, int version) {
        var agreement = seen(who, id, version);
        if (!agreement.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        var terms = checked(who.agency(), agreement.terms());
        var goals = agreements.goals(who.agency(), id);
        AgreementRules.isExplained(terms.way(), terms.reasons());
        AgreementRules.hasGoals(goals);
        AgreementRules.isReachable(terms.place(), terms.contact());
        AgreementRules.isNamed(terms.workWords());
        var superiors = superiors(who.agency());
        var worker = agreement.by();
        var supervisor = superiors.supervisor(worker.official()).orElseThrow(NobodyAbove::new);
        var next = Agreement.With.of(supervisor);
        var isDirector =
                superiors.director(worker.official()).orElse(supervisor).equals(supervisor);
        var confirmed = agreement.with(terms).confirmed(next, isDirector, clock.instant());
        agreements.keep(confirmed);
        var part = Agreements.Part.OFFICIAL;
        sign(who, confirmed, goals, part, worker.official(), worker.name(), worker.title());
        notices.sent(confirmed, next);
    }

    private void sign(
            SignedIn who,
            Agreement agreement,
            List<Goal> goals,
            Agreements.Part part,
            UUID official,
            String name,
            String title) {
        var said = fields(agreement, goals);
        var digest = Hash.sha256(said.toString()).hex();
        agreements.sign(
                agreement.agency(),
                agreement.id(),
                new Agreements.Signature(part, official, name, title, clock.instant(), digest));
        evidence.agreement(
                who,
                "telework.confirmed",
                agreement.id(),
                suits(part, said.with("digest", digest).with("position", title)));
    }

    /// The first superior's yes says, too, that the work and the person suit.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 9.2(1)")
    private static Fields suits(Agreements.Part part, Fields said) {
        return part == Agreements.Part.OFFICIAL ? said : said.with("suitability", "true");
    }

    /// What a superior says to an agreement.
    ///
    /// @param suits whether the work and the person suit, which goes with a yes
    public record Answer(boolean agrees, boolean suits, String words) {
        public static final Answer YES = new Answer(true, true, "");
    }

    /// The supervisor or the director agrees and confirms, or sends it back with a word.
    ///
    /// @throws NotWithYou if it is before somebody else
    public void decide(SignedIn who, UUID id, int version, Answer answer) {
        var agreement = seen(who, id, version);
        var with = agreement.with();
        if (with == null) {
            throw new Agreement.MovedOn();
        }
        var superiors = superiors(who.agency());
        var worker = agreement.by().official();
        var superior =
                Optional.ofNullable(who.official())
                        .flatMap(one -> superiors.inDutyOf(one, with, worker))
                        .orElseThrow(NotWithYou::new);
        if (!answer.agrees()) {
            sendBack(who, agreement, answer.words());
            return;
        }
        AgreementRules.isSuitable(answer.suits());
        var goals = agreements.goals(who.agency(), id);
        var isDirector = agreement.stage() instanceof Agreement.Stage.BeforeDirector;
        var part = isDirector ? Agreements.Part.DIRECTOR : Agreements.Part.SUPERVISOR;
        var official = superior.official();
        sign(who, agreement, goals, part, official.id(), official.name(), superior.title());
        if (isDirector) {
            var proposed = agreement.proposed(clock.instant());
            agreements.keep(proposed);
            notices.proposed(proposed, office.headsOf(who.agency()));
        } else {
            var director = superiors.director(worker).orElseThrow(NobodyAbove::new);
            var next = Agreement.With.of(director);
            var passed = agreement.passedOn(next, clock.instant());
            agreements.keep(passed);
            notices.sent(passed, next);
        }
    }

    /// Back to the person with a word: what was confirmed is so no more.
    void sendBack(SignedIn who, Agreement agreement, String words) {
        var why = plain(words);
        if (why.isEmpty()) {
            throw new NothingSaid();
        }
        var back = agreement.sentBack(clock.instant(), why);
        agreements.keep(back);
        agreements.unsign(who.agency(), agreement.id());
        evidence.agreement(
                who, "telework.sent-back", agreement.id(), Fields.none().with("words", why));
        notices.sentBack(back, who.name());
    }

    /// Takes back what is not ordered: the person, or somebody above who assigned them. Everybody
    /// with a part in it is told.
    public void withdraw(SignedIn who, UUID id) {
        var agreement = locked(who.agency(), id);
        var sight = see(who, id);
        var isAssigned = agreement.terms().way().wantsReasons();
        if (!sight.mine() && !(sight.above() && isAssigned)) {
            throw new AccessDeniedException("not theirs");
        }
        var withdrawn = agreement.withdrawn(clock.instant());
        agreements.keep(withdrawn);
        evidence.agreement(who, "telework.withdrawn", id, Fields.none());
        var told = new LinkedHashSet<UUID>();
        told.add(agreement.by().official());
        var with = agreement.with();
        if (with != null) {
            told.add(with.official());
        }
        var supervisor = sight.supervisor();
        if (isAssigned && supervisor != null) {
            told.add(supervisor.official().id());
        }
        if (agreement.isBeforeHead()) {
            office.headsOf(who.agency()).stream()
                    .flatMap(one -> Stream.ofNullable(one.official()))
                    .forEach(told::add);
        }
        told.remove(who.official());
        told.forEach(one -> notices.withdrawn(withdrawn, one, who.name()));
    }

    /// What the agreement says, for evidence, which nobody can take anything out of: where the
    /// person is and is reached stands there as a hash (X6).
    private Fields fields(Agreement agreement, List<Goal> goals) {
        var terms = agreement.terms();
        var reached = "%s\n%s".formatted(terms.place(), terms.contact());
        var said =
                Fields.none()
                        .with("official", agreement.by().official())
                        .with("name", agreement.by().name())
                        .with("kind", terms.way())
                        .with("reason", terms.reasons())
                        .with("work", terms.work() + " " + terms.workWords())
                        .with("form", terms.form())
                        .with("days", terms.days())
                        .with("pattern", terms.patternText())
                        .with("first-day", terms.first())
                        .with("last-day", terms.last())
                        .with("place", terms.placeKind())
                        .with(
                                "place-digest",
                                Hash.salted(agreements.salt(agreement), reached).hex());
        var lines =
                goals.stream()
                        .map(one ->
                                "%d. %s (%s) %s"
                                        .formatted(
                                                one.number(),
                                                one.goal(),
                                                one.delivery(),
                                                one.remark()))
                        .collect(Collectors.joining("\n"));
        return said.with("goals", lines);
    }
}
