package th.sala.telework;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.worktime.WorkCalendars;

/// วันปฏิบัติราชการนอกสถานที่: a person plans their days within what is ordered, and changes them
/// with the supervisor's yes. Every call is made in the agency's scope.
@Service
@Transactional
public class DayDesk {
    private static final int DAYS_A_WEEK = 7;

    /// Refusal: no working day to come, or outside the ordered period.
    public static final class NotThatDay extends Refusal {
        NotThatDay() {
            super("telework.refused.not-that-day");
        }
    }

    /// Refusal: the day that is to be given up is none.
    public static final class NoSuchDay extends Refusal {
        NoSuchDay() {
            super("telework.refused.no-such-day");
        }
    }

    /// Refusal: outside on the day already, or asked for it already.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class ThereAlready extends Refusal {
        ThereAlready() {
            super("telework.refused.there-already");
        }
    }

    /// What a day of the calendar is.
    public enum Kind {
        OUTSIDE,
        ASKED,
        OFFICE,
        OFF,
        ELSEWHEN;

        public String key() {
            return "telework.day." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param changeable whether the person may still ask for, or give up, the day
    public record Cell(LocalDate day, Kind kind, boolean inMonth, boolean changeable) {}

    /// A month in weeks from Monday on.
    public record Sheet(YearMonth month, List<List<Cell>> weeks) {}

    private final AgreementDesk desk;
    private final OutsideDayRows days;
    private final DayChanges changes;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final WorkCalendars calendars;
    private final Clock clock;

    DayDesk(
            AgreementDesk desk,
            OutsideDayRows days,
            DayChanges changes,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            WorkCalendars calendars,
            Clock clock) {
        this.desk = desk;
        this.days = days;
        this.changes = changes;
        this.evidence = evidence;
        this.notices = notices;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// The month as the agreement makes it.
    @Transactional(readOnly = true)
    Sheet sheet(Agreement agreement, YearMonth month) {
        var outside = new HashSet<>(days.of(agreement.agency(), agreement.id()));
        var asked = new HashSet<LocalDate>();
        changes.of(agreement.agency(), agreement.id()).stream()
                .filter(DayChange::isWaiting)
                .forEach(one -> asked.add(one.onDay()));
        var calendar = calendars.of(agreement.agency(), month.getYear() - 1, month.getYear() + 1);
        var first = month.atDay(1);
        var day = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        var today = LocalDate.now(clock);
        var weeks = new ArrayList<List<Cell>>();
        while (!day.isAfter(month.atEndOfMonth())) {
            var week = new ArrayList<Cell>();
            for (int i = 0; i < DAYS_A_WEEK; i++) {
                var kind = kind(agreement, day, calendar.isWorkingDay(day), outside, asked);
                var changeable =
                        agreement.isGoingOn(today)
                                && day.isAfter(today)
                                && (kind == Kind.OUTSIDE || kind == Kind.OFFICE);
                week.add(new Cell(day, kind, YearMonth.from(day).equals(month), changeable));
                day = day.plusDays(1);
            }
            weeks.add(week);
        }
        return new Sheet(month, weeks);
    }

    private static Kind kind(
            Agreement agreement,
            LocalDate day,
            boolean isWorkingDay,
            Set<LocalDate> outside,
            Set<LocalDate> asked) {
        if (!isWorkingDay) {
            return Kind.OFF;
        }
        if (outside.contains(day)) {
            return Kind.OUTSIDE;
        }
        if (asked.contains(day)) {
            return Kind.ASKED;
        }
        return day.isBefore(agreement.terms().first()) || day.isAfter(agreement.end())
                ? Kind.ELSEWHEN
                : Kind.OFFICE;
    }

    /// Days outside by the agreement.
    @Transactional(readOnly = true)
    List<LocalDate> of(Agreement agreement) {
        return days.of(agreement.agency(), agreement.id());
    }

    @Transactional(readOnly = true)
    List<DayChange> changes(Agreement agreement) {
        return changes.of(agreement.agency(), agreement.id());
    }

    /// A change with whose it is.
    public record Asked(DayChange change, Agreement agreement) {}

    /// Changes that wait for the person, as somebody's supervisor or higher superior.
    @Transactional(readOnly = true)
    List<Asked> waiting(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var today = LocalDate.now(clock);
        var askers = changes.askers(who.agency(), today);
        if (askers.isEmpty()) {
            return List.of();
        }
        var superiors = desk.superiors(who.agency());
        var theirs =
                askers.stream()
                        .filter(one ->
                                superiors
                                        .supervisor(one)
                                        .filter(above -> above.official().id().equals(official))
                                        .isPresent())
                        .toList();
        return theirs.isEmpty()
                ? List.of()
                : changes.waiting(who.agency(), theirs, today).stream()
                        .map(one -> new Asked(one, desk.find(who.agency(), one.agreement())))
                        .toList();
    }

    private Agreement own(SignedIn who, UUID id) {
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        if (!agreement.isGoingOn(LocalDate.now(clock))) {
            throw new Agreement.MovedOn();
        }
        return agreement;
    }

    /// Asks for a day, in place of another or beside those that are planned.
    ///
    /// @param off the day given up for it; null for none
    /// @throws DayRules.LimitReached if the week or the month has as many as were agreed on
    public void ask(SignedIn who, UUID id, @Nullable LocalDate off, LocalDate on, String reason) {
        var agreement = own(who, id);
        mustBePossible(agreement, off, on);
        var change =
                new DayChange(
                        UUID.randomUUID(),
                        id,
                        off,
                        on,
                        AgreementDesk.plain(reason),
                        clock.instant(),
                        null,
                        null,
                        "");
        try {
            changes.add(who.agency(), change);
        } catch (DuplicateKeyException asked) {
            throw new ThereAlready();
        }
        evidence.agreement(who, "telework.day-asked", id, fields(change));
        desk.superiors(who.agency())
                .supervisor(agreement.by().official())
                .ifPresent(above ->
                        notices.tell(
                                who.agency(),
                                above.official().id(),
                                "telework.notice.day-asked",
                                agreement.by().name(),
                                agreement.path() + "/days"));
    }

    private static Fields fields(DayChange change) {
        var off = change.offDay();
        var said = Fields.none().with("on-day", change.onDay()).with("reason", change.reason());
        return off == null ? said : said.with("off-day", off);
    }

    private void mustBePossible(Agreement agreement, @Nullable LocalDate off, LocalDate on) {
        var today = LocalDate.now(clock);
        var terms = agreement.terms();
        var isInside =
                on.isAfter(today) && !on.isBefore(terms.first()) && !on.isAfter(agreement.end());
        var calendar = calendars.of(agreement.agency(), on);
        if (!isInside || !calendar.isWorkingDay(on)) {
            throw new NotThatDay();
        }
        var there = new ArrayList<>(days.of(agreement.agency(), agreement.id()));
        if (there.contains(on)) {
            throw new ThereAlready();
        }
        if (off != null && !(off.isAfter(today) && there.remove(off))) {
            throw new NoSuchDay();
        }
        if (!DayRules.hasRoom(terms.form(), terms.days(), there, on)) {
            throw new DayRules.LimitReached(terms.days());
        }
    }

    /// Comes to the office on a day that was planned outside; nobody needs to agree to that.
    public void giveUp(SignedIn who, UUID id, LocalDate day) {
        var agreement = own(who, id);
        var isThere = days.of(who.agency(), id).contains(day);
        if (!isThere || !day.isAfter(LocalDate.now(clock))) {
            throw new NoSuchDay();
        }
        days.remove(who.agency(), id, day, day);
        evidence.agreement(who, "telework.day-given-up", id, Fields.none().with("off-day", day));
        desk.superiors(who.agency())
                .supervisor(agreement.by().official())
                .ifPresent(above ->
                        notices.tell(
                                who.agency(),
                                above.official().id(),
                                "telework.notice.day-given-up",
                                agreement.by().name(),
                                agreement.path() + "/days"));
    }

    /// Takes back what nobody has decided on.
    ///
    /// @throws Agreement.MovedOn if somebody has
    public void withdraw(SignedIn who, UUID id, UUID change) {
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        var asked = found(who, id, change);
        var now = clock.instant();
        var outcome = DayChange.Outcome.WITHDRAWN;
        if (!changes.decide(who.agency(), change, outcome, who.name(), now, "")) {
            throw new Agreement.MovedOn();
        }
        evidence.agreement(who, "telework.day-withdrawn", id, fields(asked));
        desk.superiors(who.agency())
                .supervisor(agreement.by().official())
                .ifPresent(above ->
                        notices.tell(
                                who.agency(),
                                above.official().id(),
                                "telework.notice.day-withdrawn",
                                agreement.by().name(),
                                agreement.path() + "/days"));
    }

    private DayChange found(SignedIn who, UUID agreement, UUID change) {
        return changes.find(who.agency(), agreement, change)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// The supervisor, or somebody higher, says yes or no.
    public void decide(SignedIn who, UUID id, UUID change, boolean agrees, String words) {
        var agreement = desk.locked(who.agency(), id);
        var official = who.official();
        var worker = agreement.by().official();
        if (official == null || desk.superiors(who.agency()).asAbove(official, worker).isEmpty()) {
            throw new AccessDeniedException("not above");
        }
        var asked = found(who, id, change);
        if (agrees) {
            if (!agreement.isGoingOn(LocalDate.now(clock))) {
                throw new Agreement.MovedOn();
            }
            mustBePossible(agreement, asked.offDay(), asked.onDay());
            var off = asked.offDay();
            if (off != null) {
                days.remove(who.agency(), id, off, off);
            }
            try {
                days.add(who.agency(), worker, asked.onDay(), id);
            } catch (DuplicateKeyException twice) {
                throw new ThereAlready();
            }
        }
        var outcome = agrees ? DayChange.Outcome.AGREED : DayChange.Outcome.REFUSED;
        var said = AgreementDesk.plain(words);
        if (!changes.decide(who.agency(), change, outcome, who.name(), clock.instant(), said)) {
            throw new Agreement.MovedOn();
        }
        evidence.agreement(
                who,
                agrees ? "telework.day-changed" : "telework.day-refused",
                id,
                fields(asked).with("words", said));
        notices.tellWorker(
                agreement,
                agrees ? "telework.notice.day-changed" : "telework.notice.day-refused",
                who.name());
    }
}
