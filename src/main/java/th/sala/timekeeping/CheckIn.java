package th.sala.timekeeping;

import static th.sala.law.Instrument.LEAVE_55;
import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.telework.OutsideDay;
import th.sala.telework.OutsideDays;
import th.sala.thai.ThaiText;

/// ลงเวลา: a person says that they have come, or go. The server's clock says when; whatever the
/// person's device believes does nothing. One short transaction that waits for nobody else's.
@Service
@Transactional
class CheckIn {
    /// Refusal: the account belongs to no official.
    static final class NotRegistered extends Refusal {
        NotRegistered() {
            super("timekeeping.refused.not-registered");
        }
    }

    /// Refusal: the agency keeps no register here yet.
    static final class NotBegun extends Refusal {
        NotBegun() {
            super("timekeeping.refused.not-begun");
        }
    }

    /// Refusal: the browser is in none of the office's networks.
    static final class NotInTheOffice extends Refusal {
        NotInTheOffice() {
            super(
                    new Citation("L18", LEAVE_55, "ข้อ 11 วรรคสอง"),
                    "timekeeping.refused.not-in-the-office");
        }
    }

    /// Refusal: the head has ordered nobody to work outside today.
    static final class NotOrdered extends Refusal {
        NotOrdered() {
            super(new Citation("T3", MANUAL_63, "ข้อ 5"), "timekeeping.refused.not-ordered");
        }
    }

    /// Refusal: nothing says where.
    static final class NoPlace extends Refusal {
        NoPlace() {
            super("timekeeping.refused.no-place", LONGEST);
        }
    }

    /// Refusal: no such place on earth.
    static final class NoPosition extends Refusal {
        NoPosition() {
            super("timekeeping.refused.no-position");
        }
    }

    /// Where somebody says that they are.
    ///
    /// @param agrees whether they agree to say their position, this time
    /// @param position null where they do not, or their device knows none
    record Declared(String place, boolean agrees, @Nullable GeoPosition position) {}

    /// A mark that stands.
    ///
    /// @param isNew false where the button was pressed twice, and the first one counts
    record Marked(UUID id, Mark.Sense sense, Instant at, boolean isNew) {}

    static final int LONGEST = 200;

    private final Marks marks;
    private final OutsideDays outside;
    private final TimekeepingSettings settings;
    private final TimekeepingEvidence evidence;
    private final Clock clock;

    CheckIn(
            Marks marks,
            OutsideDays outside,
            TimekeepingSettings settings,
            TimekeepingEvidence evidence,
            Clock clock) {
        this.marks = marks;
        this.outside = outside;
        this.settings = settings;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Marks that the person came to the office, or leaves it, now.
    ///
    /// @param address of the browser, as the server sees it
    /// @throws NotInTheOffice if the agency names its networks, and the address is in none
    Marked mark(SignedIn who, Mark.Sense sense, String address) {
        var official = official(who);
        var today = LocalDate.now(clock);
        rules(who, today);
        var networks =
                settings.networks(who.agency(), today).stream()
                        .filter(one -> one.term().contains(today))
                        .toList();
        var network = networks.stream().filter(one -> one.contains(address)).findFirst();
        if (!networks.isEmpty() && network.isEmpty()) {
            throw new NotInTheOffice();
        }
        var way = networks.isEmpty() ? Mark.Way.ANYWHERE : Mark.Way.OFFICE;
        var place = network.map(Network::name).orElse("");
        return mark(who, official, sense, way, place, address);
    }

    private TimeRules rules(SignedIn who, LocalDate day) {
        var rules = settings.rules(who.agency()).floorEntry(day);
        if (rules == null) {
            throw new NotBegun();
        }
        return rules.getValue();
    }

    /// Marks that the person begins to work outside, or ends, now.
    ///
    /// @param address of the browser, as the server sees it
    /// @throws NotOrdered if no order lets them work outside today
    Marked markOutside(SignedIn who, Mark.Sense sense, Declared declared, String address) {
        var official = official(who);
        var today = LocalDate.now(clock);
        var rules = rules(who, today);
        mustBeOrdered(outside.of(who.agency(), List.of(official), today, today), official, today);
        var place = ThaiText.normalise(declared.place());
        if (place.isEmpty() || place.length() > LONGEST) {
            throw new NoPlace();
        }
        var marked = mark(who, official, sense, Mark.Way.OUTSIDE, place, address);
        if (marked.isNew() && rules.asksPosition()) {
            var position = declared.agrees() ? declared.position() : null;
            marks.addPosition(who.agency(), marked.id(), declared.agrees(), position);
            evidence.positionAsked(who, marked.id(), declared.agrees(), position != null);
        }
        return marked;
    }

    /// Who works outside marks their time there only on a day for which the head has ordered it:
    /// then day and time can be checked.
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 5")
    @Clause(id = "L18", of = LEAVE_55, value = "ข้อ 11 วรรคสอง")
    static void mustBeOrdered(List<OutsideDay> ordered, UUID official, LocalDate day) {
        if (ordered.stream()
                .noneMatch(one -> one.official().equals(official) && one.day().equals(day))) {
            throw new NotOrdered();
        }
    }

    /// The place that is ordered for today; nothing if none is.
    @Transactional(readOnly = true)
    Optional<String> orderedToday(SignedIn who) {
        var official = who.official();
        var today = LocalDate.now(clock);
        return official == null
                ? Optional.empty()
                : outside.of(who.agency(), List.of(official), today, today).stream()
                        .map(OutsideDay::place)
                        .findFirst();
    }

    private Marked mark(
            SignedIn who,
            UUID official,
            Mark.Sense sense,
            Mark.Way way,
            String place,
            String address) {
        marks.alone(official);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = marks.latest(who.agency(), official, sense, now.minus(Mark.SAME));
        if (before.isPresent()) {
            return new Marked(before.get().id(), sense, before.get().at(), false);
        }
        var mark = new Mark(UUID.randomUUID(), official, now, sense, way, place);
        var salt = marks.add(who.agency(), mark);
        evidence.marked(who, mark, salt, address);
        return new Marked(mark.id(), sense, now, true);
    }

    static UUID official(SignedIn who) {
        var official = who.official();
        if (official == null) {
            throw new NotRegistered();
        }
        return official;
    }
}
