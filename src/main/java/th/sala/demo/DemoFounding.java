package th.sala.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.evidence.Actor;
import th.sala.mail.Mailbox;
import th.sala.mail.Mailboxes;
import th.sala.registers.Registers;

/// Founds a fictional agency as an administrator would: the agency, its units, the positions with
/// the chain of command, the officials, who may do what by which order, the books.
@Service
@ConditionalOnBooleanProperty("sala.demo")
class DemoFounding {
    private static final int BUDDHIST_OFFSET = 543;

    private final Founding founding;
    private final Organisation organisation;
    private final Powers powers;
    private final Mailboxes mailboxes;
    private final Registers registers;
    private final Clock clock;

    DemoFounding(
            Founding founding,
            Organisation organisation,
            Powers powers,
            Mailboxes mailboxes,
            Registers registers,
            Clock clock) {
        this.founding = founding;
        this.organisation = organisation;
        this.powers = powers;
        this.mailboxes = mailboxes;
        this.registers = registers;
        this.clock = clock;
    }

    /// All of it or nothing. To be called in the scope of the agency. What is dated begins with the
    /// fiscal year, before the first letter.
    @Transactional
    void found(DemoAgency agency) {
        var from = fiscalYear();
        founding.found(agency.founding(from));
        openMailbox(agency.id(), agency.centralAddress(), Mailbox.Kind.CENTRAL);
        var units = addUnits(agency, from);
        var officials = appoint(agency, units, from);
        empower(agency, officials, from);
        entrust(agency, officials);
        beginBooks(agency);
    }

    private Map<String, UUID> addUnits(DemoAgency agency, LocalDate from) {
        var units = new HashMap<String, UUID>();
        for (var unit : agency.units()) {
            var parent = knownIfAny(units, unit.parent());
            var id = organisation.addUnit(agency.id(), unit.name(), unit.code(), parent, from);
            units.put(unit.code(), id);
        }
        return units;
    }

    private Map<String, UUID> appoint(DemoAgency agency, Map<String, UUID> units, LocalDate from) {
        var positions = new HashMap<String, UUID>();
        var officials = new LinkedHashMap<String, UUID>();
        for (var person : agency.people()) {
            var position =
                    organisation.addPosition(
                            agency.id(),
                            person.position(),
                            knownIfAny(units, person.unit()),
                            knownIfAny(positions, person.supervisor()),
                            from);
            var official =
                    organisation.enrol(
                            agency.id(), person.name(), person.mail(), person.telephone(), from);
            organisation.appoint(agency.id(), official, position, from, null);
            openMailbox(agency.id(), person.mail(), Mailbox.Kind.PERSON);
            positions.put(person.mail(), position);
            officials.put(person.mail(), official);
        }
        return officials;
    }

    private void empower(DemoAgency agency, Map<String, UUID> officials, LocalDate from) {
        var year = from.getYear() + BUDDHIST_OFFSET;
        var order = "คำสั่ง%s ที่ %s/%d ลงวันที่ 1 ตุลาคม %d";
        var authorising = order.formatted(agency.name(), "2418", year, year);
        var naming = order.formatted(agency.name(), "2419", year, year);
        for (var person : agency.people()) {
            var official = known(officials, person.mail());
            if (!person.authorities().isEmpty()) {
                powers.grant(agency.id(), official, person.authorities(), from, null, authorising);
            }
            if (person.roles().contains(th.sala.accounts.Role.CORRESPONDENCE_OFFICER)) {
                powers.nameOfficer(agency.id(), official, from, null, naming);
            }
        }
    }

    private void entrust(DemoAgency agency, Map<String, UUID> officials) {
        var today = LocalDate.now(clock);
        for (var one : agency.delegations()) {
            var first = later(today.plusDays(one.first()), fiscalYear());
            powers.delegate(
                    agency.id(),
                    one.kind(),
                    known(officials, one.principal()),
                    null,
                    known(officials, one.official()),
                    one.authorities(),
                    first,
                    first.plusDays(one.days()),
                    one.source());
        }
    }

    /// The books go on from where the letters' numbers begin.
    private void beginBooks(DemoAgency agency) {
        var year = LocalDate.now(clock).getYear();
        var codes = agency.units().stream().map(DemoAgency.Unit::code).toList();
        var begun = new java.util.HashSet<UUID>();
        for (var letter : DemoLetter.all()) {
            if (!codes.contains(letter.ownerCode())) {
                continue;
            }
            var book = registers.sending(agency.id(), letter.ownerCode(), letter.isCircular());
            if (begun.add(book.id())) {
                registers.openAt(book, year, letter.sequence() - 1, Actor.program(book.agency()));
            }
        }
    }

    private void openMailbox(UUID agency, String address, Mailbox.Kind kind) {
        if (mailboxes.find(address).isEmpty()) {
            mailboxes.open(agency, address, kind);
        }
    }

    private static @Nullable UUID knownIfAny(Map<String, UUID> ids, String key) {
        return key.isEmpty() ? null : known(ids, key);
    }

    private static UUID known(Map<String, UUID> ids, String key) {
        var id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException("the demo names " + key + " before it exists");
        }
        return id;
    }

    private LocalDate fiscalYear() {
        var today = LocalDate.now(clock);
        var begins = LocalDate.of(today.getYear(), Month.OCTOBER, 1);
        return today.isBefore(begins) ? begins.minusYears(1) : begins;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
