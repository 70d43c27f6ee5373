package th.sala.timekeeping;

import static th.sala.law.Instrument.LEAVE_55;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;

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

    /// A mark that stands.
    ///
    /// @param isNew false where the button was pressed twice, and the first one counts
    record Marked(UUID id, Mark.Sense sense, Instant at, boolean isNew) {}

    private final Marks marks;
    private final TimekeepingSettings settings;
    private final TimekeepingEvidence evidence;
    private final Clock clock;

    CheckIn(Marks marks, TimekeepingSettings settings, TimekeepingEvidence evidence, Clock clock) {
        this.marks = marks;
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
        if (settings.rules(who.agency()).floorEntry(today) == null) {
            throw new NotBegun();
        }
        var networks =
                settings.networks(who.agency(), today).stream()
                        .filter(one -> one.term().contains(today))
                        .toList();
        var from = InetAddress.ofLiteral(address);
        var network =
                networks.stream().filter(one -> Network.contains(one.range(), from)).findFirst();
        if (!networks.isEmpty() && network.isEmpty()) {
            throw new NotInTheOffice();
        }
        var way = networks.isEmpty() ? Mark.Way.ANYWHERE : Mark.Way.OFFICE;
        var place = network.map(Network::name).orElse("");
        return mark(who, official, sense, way, place, address);
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
        marks.add(who.agency(), mark);
        evidence.marked(who, mark, address);
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
