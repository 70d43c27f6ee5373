package th.sala.timekeeping;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.law.Refusal;
import th.sala.notices.Notices;
import th.sala.thai.ThaiText;

/// การแก้ไขบัญชีลงเวลา: a person asks with a reason, the superior next above decides, and nobody
/// decides their own. The marks stay as they are. Every call is made in the agency's scope.
@Service
@Transactional
class CorrectionDesk {
    static final int LONGEST = 1000;
    private static final int MOST_WAITING = 200;
    private static final int MOST_SHOWN = 50;

    /// How far from today a day may lie: beyond that it is a typing error.
    private static final int YEARS_AROUND = 1;

    /// Refusal: nothing says why.
    static final class NoReason extends Refusal {
        NoReason() {
            super("timekeeping.refused.no-reason", LONGEST);
        }
    }

    /// Refusal: the days are in no order, or too far away.
    static final class NoDays extends Refusal {
        NoDays() {
            super("timekeeping.refused.no-days");
        }
    }

    /// Refusal: a time that is put right needs a time, and a day that has come.
    static final class NoTime extends Refusal {
        NoTime() {
            super("timekeeping.refused.no-time");
        }
    }

    /// Refusal: half a day of several days.
    static final class NoPart extends Refusal {
        NoPart() {
            super("timekeeping.refused.no-part");
        }
    }

    /// Refusal: somebody would have gone before they came.
    static final class GoneBefore extends Refusal {
        GoneBefore() {
            super("timekeeping.refused.gone-before");
        }
    }

    /// Refusal: there is nobody above who could decide.
    static final class NobodyAbove extends Refusal {
        NobodyAbove() {
            super("timekeeping.refused.nobody-above");
        }
    }

    /// Refusal: it is before somebody else, or one's own.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NotWithYou extends Refusal {
        NotWithYou() {
            super("timekeeping.refused.not-with-you");
        }
    }

    /// Refusal: refused without a word.
    static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("timekeeping.refused.nothing-said");
        }
    }

    /// What somebody asks for.
    ///
    /// @param time when they came or went; null for what is only noted
    record Wish(
            Correction.Kind kind,
            LocalDate first,
            LocalDate last,
            Part part,
            @Nullable LocalTime time,
            String reason) {}

    /// A correction with what the reader may do.
    ///
    /// @param revocable whether they may end what was granted
    /// @param marked the days as they are now; for one that is put right only
    record Sight(
            Correction correction,
            boolean mine,
            boolean turn,
            boolean revocable,
            List<WorkDay> marked) {}

    private final Corrections corrections;
    private final Timesheets timesheets;
    private final TimekeepingEvidence evidence;
    private final Organisation organisation;
    private final Notices notices;
    private final Accounts accounts;
    private final Clock clock;

    CorrectionDesk(
            Corrections corrections,
            Timesheets timesheets,
            TimekeepingEvidence evidence,
            Organisation organisation,
            Notices notices,
            Accounts accounts,
            Clock clock) {
        this.corrections = corrections;
        this.timesheets = timesheets;
        this.evidence = evidence;
        this.organisation = organisation;
        this.notices = notices;
        this.accounts = accounts;
        this.clock = clock;
    }

    // ---- asking

    /// @return the correction's id
    UUID ask(SignedIn who, Wish wish) {
        var reason = plain(wish.reason());
        if (reason.isEmpty()) {
            throw new NoReason();
        }
        var chain = organisation.chain(who.agency());
        var official =
                chain.registered(CheckIn.official(who)).orElseThrow(CheckIn.NotRegistered::new);
        var tidy = tidied(wish);
        var superior =
                nextOnDuty(chain, official.id()).stream().findFirst().orElseThrow(NobodyAbove::new);
        var with = Correction.With.of(superior);
        var correction =
                new Correction(
                        who.agency(),
                        UUID.randomUUID(),
                        new Correction.Person(
                                who.account(), official.id(), official.name(), official.position()),
                        tidy.kind(),
                        tidy.first(),
                        tidy.last(),
                        tidy.part(),
                        tidy.time(),
                        reason,
                        clock.instant(),
                        new Correction.Stage.Waiting(with));
        mustBeInOrder(correction);
        corrections.add(correction, with);
        evidence.asked(who, correction);
        tell(with.official(), correction, "timekeeping.notice.asked");
        return correction.id();
    }

    /// Who is next above, and on duty. Levels at which there is nobody but those to whom authority
    /// is delegated are passed over.
    private static List<ChainOfCommand.Superior> nextOnDuty(ChainOfCommand chain, UUID sender) {
        var seen = new HashSet<UUID>();
        var level = chain.nextAbove(sender).superiors();
        while (!level.isEmpty()) {
            var found = level.stream().filter(CorrectionDesk::isOnDuty).toList();
            if (!found.isEmpty()) {
                return found;
            }
            level =
                    level.stream()
                            .map(one -> one.position().id())
                            .filter(seen::add)
                            .flatMap(one -> chain.nextAbove(sender, one).superiors().stream())
                            .toList();
        }
        return List.of();
    }

    /// A time belongs to one day that has come; duty elsewhere may be ahead.
    private Wish tidied(Wish wish) {
        var today = LocalDate.now(clock);
        if (wish.last().isBefore(wish.first())
                || wish.first().isBefore(today.minusYears(YEARS_AROUND))
                || wish.last().isAfter(today.plusYears(YEARS_AROUND))) {
            throw new NoDays();
        }
        if (!wish.kind().isTime()) {
            if (wish.part() != Part.WHOLE && !wish.first().equals(wish.last())) {
                throw new NoPart();
            }
            return new Wish(wish.kind(), wish.first(), wish.last(), wish.part(), null, "");
        }
        var time = wish.time();
        var now = clock.instant().atZone(clock.getZone()).toLocalDateTime();
        if (time == null || wish.first().atTime(time).isAfter(now)) {
            throw new NoTime();
        }
        var minute = time.truncatedTo(ChronoUnit.MINUTES);
        return new Wish(wish.kind(), wish.first(), wish.first(), Part.WHOLE, minute, "");
    }

    /// Nobody goes before they come, as far as the other time of the day is known.
    private void mustBeInOrder(Correction wish) {
        var time = wish.time();
        if (time == null) {
            return;
        }
        var person = wish.by().official();
        var day = timesheets.own(wish.agency(), person, wish.first()).getFirst();
        var isArrival = wish.kind() == Correction.Kind.ARRIVAL;
        var other = isArrival ? day.departure() : day.arrival();
        if (other == null) {
            return;
        }
        var typed = TimeRules.into(time);
        var known = TimeRules.into(other.time());
        if (isArrival ? typed.compareTo(known) > 0 : typed.compareTo(known) < 0) {
            throw new GoneBefore();
        }
    }

    private static String plain(String typed) {
        var text = ThaiText.normaliseLines(typed).strip();
        if (text.length() > LONGEST) {
            throw new NoReason();
        }
        return text;
    }

    /// Takes back what nobody has decided on.
    ///
    /// @throws Correction.Over if somebody has
    void withdraw(SignedIn who, UUID id) {
        var correction = locked(who, id);
        if (!correction.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        var now = clock.instant();
        var withdrawn = correction.withdrawn(now);
        corrections.end(withdrawn, now);
        evidence.ended(who, withdrawn);
    }

    private Correction locked(SignedIn who, UUID id) {
        return corrections
                .locked(who.agency(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    // ---- deciding

    /// Decides what is before the person, or before a position whose duty they do.
    ///
    /// @param words why; asked for where it is refused
    /// @throws NotWithYou if it is before somebody else, or the person's own
    /// @throws GoneBefore if what is granted does not go with what was marked or granted meanwhile
    /// @throws Correction.Over if it is decided
    void decide(SignedIn who, UUID id, boolean grants, String words) {
        var correction = locked(who, id);
        var with = correction.with();
        if (with == null) {
            throw new Correction.Over();
        }
        var superior =
                inDutyOf(organisation.chain(who.agency()), who.official(), correction, with)
                        .orElseThrow(NotWithYou::new);
        var said = plain(words);
        if (!grants && said.isEmpty()) {
            throw new NothingSaid();
        }
        if (grants) {
            mustBeInOrder(correction);
        }
        var now = clock.instant();
        var name = superior.official().name();
        var decided =
                grants ? correction.granted(now, name, said) : correction.refused(now, name, said);
        corrections.end(decided, now);
        evidence.ended(who, decided);
        notices.tell(
                who.agency(),
                correction.by().account(),
                grants ? "timekeeping.notice.granted" : "timekeeping.notice.refused",
                List.of(name),
                path(decided));
    }

    /// Authority that is delegated is for letters, and none over people's days.
    private static boolean isOnDuty(ChainOfCommand.Superior superior) {
        return superior.capacity() != Delegation.Kind.DELEGATED;
    }

    /// Who may decide: its receiver while they do the position's duty, who deputises for them, and,
    /// once they are gone, whoever fills it. Nobody decides their own.
    private static Optional<ChainOfCommand.Superior> inDutyOf(
            ChainOfCommand chain,
            @Nullable UUID official,
            Correction correction,
            Correction.With with) {
        if (official == null || official.equals(correction.by().official())) {
            return Optional.empty();
        }
        var there = chain.at(with.position());
        var isFilled = there.stream().anyMatch(one -> one.official().id().equals(with.official()));
        return there.stream()
                .filter(CorrectionDesk::isOnDuty)
                .filter(one -> one.official().id().equals(official))
                .filter(one ->
                        official.equals(with.official()) || one.capacity() != null || !isFilled)
                .findFirst();
    }

    /// Ends duty elsewhere that was granted, from one of its days on.
    ///
    /// @throws NoDays if it is none of its days
    /// @throws NotWithYou to whom is not next above the person now
    /// @throws Correction.Over if nothing of the kind is granted
    void revoke(SignedIn who, UUID id, @Nullable LocalDate from, String typed) {
        var correction = locked(who, id);
        var superior =
                revoking(organisation.chain(who.agency()), who.official(), correction)
                        .orElseThrow(NotWithYou::new);
        if (from == null || from.isBefore(correction.first()) || from.isAfter(correction.last())) {
            throw new NoDays();
        }
        var reason = plain(typed);
        if (reason.isEmpty()) {
            throw new NoReason();
        }
        var now = clock.instant();
        var name = superior.official().name();
        var revoked = correction.revoked(from, now, name, reason);
        corrections.revoke(revoked, from, now);
        evidence.ended(who, revoked);
        notices.tell(
                who.agency(),
                correction.by().account(),
                "timekeeping.notice.revoked",
                List.of(name),
                path(revoked));
    }

    /// As whom somebody may end what was granted: who is next above the person now.
    private static Optional<ChainOfCommand.Superior> revoking(
            ChainOfCommand chain, @Nullable UUID official, Correction correction) {
        return nextOnDuty(chain, correction.by().official()).stream()
                .filter(one -> one.official().id().equals(official))
                .findFirst();
    }

    private void tell(UUID official, Correction correction, String message) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                correction.agency(),
                                account.id(),
                                message,
                                List.of(correction.by().name()),
                                path(correction)));
    }

    static String path(Correction correction) {
        return "/timekeeping/corrections/" + correction.id();
    }

    // ---- looking

    /// What waits for the person, or for whose duty they do today.
    @Transactional(readOnly = true)
    List<Correction> waiting(SignedIn who) {
        var official = who.official();
        if (official == null || !corrections.isAnyWaiting(who.agency())) {
            return List.of();
        }
        var chain = organisation.chain(who.agency());
        var duties =
                chain.dutiesOf(official).stream().map(Position::id).collect(Collectors.toSet());
        return corrections.waiting(who.agency(), official, duties, MOST_WAITING).stream()
                .filter(one -> isTurn(chain, official, one))
                .toList();
    }

    private static boolean isTurn(
            ChainOfCommand chain, @Nullable UUID official, Correction correction) {
        var with = correction.with();
        return with != null && inDutyOf(chain, official, correction, with).isPresent();
    }

    /// The person's own, the newest first.
    @Transactional(readOnly = true)
    List<Correction> mine(SignedIn who) {
        var official = who.official();
        return official == null
                ? List.of()
                : corrections.newest(who.agency(), official, MOST_SHOWN);
    }

    /// @throws AccessDeniedException to whom does not see the person's days
    @Transactional(readOnly = true)
    Sight see(SignedIn who, UUID id) {
        var correction =
                corrections
                        .find(who.agency(), id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var person = correction.by().official();
        var mine = person.equals(who.official());
        var chain = organisation.chain(who.agency());
        var turn = isTurn(chain, who.official(), correction);
        var revocable =
                correction.isRevocable() && revoking(chain, who.official(), correction).isPresent();
        var seen = timesheets.seenBy(who);
        var isSeen = seen.people().stream().anyMatch(one -> one.id().equals(person));
        if (!mine && !turn && !isSeen) {
            throw new AccessDeniedException("not theirs");
        }
        var marked =
                correction.kind().isTime()
                        ? timesheets.own(who.agency(), person, correction.first()).stream()
                                .map(day -> turn ? day : seen.of(person, day))
                                .toList()
                        : List.<WorkDay>of();
        return new Sight(correction, mine, turn, revocable, marked);
    }
}
