package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Accounts;
import th.sala.accounts.LeavesEvidence;

/// An agency from inside: its units, positions with the chain of command, and officials. Every call
/// is made in the agency's scope. Changes hold from today unless a day is given.
@Service
@LeavesEvidence
@Transactional
public class Organisation {
    private final Agencies agencies;
    private final RegisteredAddresses addresses;
    private final Units units;
    private final Positions positions;
    private final Officials officials;
    private final Mandates mandates;
    private final PublicRegister publicRegister;
    private final Standing standing;
    private final Accounts accounts;
    private final Clock clock;

    Organisation(
            Agencies agencies,
            RegisteredAddresses addresses,
            Units units,
            Positions positions,
            Officials officials,
            Mandates mandates,
            PublicRegister publicRegister,
            Standing standing,
            Accounts accounts,
            Clock clock) {
        this.agencies = agencies;
        this.addresses = addresses;
        this.units = units;
        this.positions = positions;
        this.officials = officials;
        this.mandates = mandates;
        this.publicRegister = publicRegister;
        this.standing = standing;
        this.accounts = accounts;
        this.clock = clock;
    }

    // ---- reading

    /// Today's units, by owner code and name.
    @Transactional(readOnly = true)
    public List<Unit> units(UUID agency) {
        return units.on(today(), agency);
    }

    /// Today's positions, by title.
    @Transactional(readOnly = true)
    public List<Position> positions(UUID agency) {
        return positions.on(today(), agency);
    }

    /// The official as today, or as last before they left.
    @Transactional(readOnly = true)
    public Optional<Official> official(UUID id) {
        return officials.latest(id, today());
    }

    /// Today's officials whose name, position or address contain every word typed, by name.
    ///
    /// @param skip how many to leave out at the beginning
    @Transactional(readOnly = true)
    public List<Official> officials(UUID agency, String part, int limit, int skip) {
        return officials.list(agency, new Words(part), today(), limit, skip);
    }

    /// All of today's officials, by name.
    @Transactional(readOnly = true)
    public List<Official> officials(UUID agency) {
        return officials(agency, "", Integer.MAX_VALUE, 0);
    }

    /// All who were officials on a day, by name, as they were then.
    @Transactional(readOnly = true)
    public List<Official> officialsOn(UUID agency, LocalDate day) {
        return officials.list(agency, new Words(""), day, Integer.MAX_VALUE, 0);
    }

    /// All who were officials on any day of a run, as they were on its last day, or as last before
    /// they left.
    @Transactional(readOnly = true)
    public List<Official> officialsDuring(UUID agency, LocalDate first, LocalDate last) {
        var people = new LinkedHashMap<UUID, Official>();
        officialsOn(agency, last).forEach(one -> people.put(one.id(), one));
        for (var day : officials.lastDays(agency, first, last)) {
            officialsOn(agency, day).forEach(one -> people.putIfAbsent(one.id(), one));
        }
        return List.copyOf(people.values());
    }

    /// When each of some people is an official of the agency; whoever never was is not in it.
    @Transactional(readOnly = true)
    public Map<UUID, List<Term>> terms(UUID agency, Collection<UUID> people) {
        return officials.terms(agency, people);
    }

    @Transactional(readOnly = true)
    public int countOfficials(UUID agency, String part) {
        return officials.count(agency, new Words(part), today());
    }

    @Transactional(readOnly = true)
    public boolean isCorrespondenceOfficer(UUID official, LocalDate day) {
        return mandates.isOfficer(official, day);
    }

    /// Who holds each position today.
    @Transactional(readOnly = true)
    public Map<UUID, List<Official>> holders(UUID agency) {
        var byId = new HashMap<UUID, Official>();
        officials(agency).forEach(official -> byId.put(official.id(), official));
        var holders = new HashMap<UUID, List<Official>>();
        for (var holding : positions.holdingsFrom(agency, today())) {
            var official = byId.get(holding.official());
            if (official != null && holding.term().contains(today())) {
                holders.computeIfAbsent(holding.position(), _ -> new ArrayList<>()).add(official);
            }
        }
        return holders;
    }

    /// The positions above the official's own, the next one first, whoever fills them.
    @Transactional(readOnly = true)
    public List<Position> chainAbove(UUID agency, UUID official) {
        var byId = new HashMap<UUID, Position>();
        positions(agency).forEach(position -> byId.put(position.id(), position));
        var held =
                positions.holdingsOf(agency, official).stream()
                        .filter(holding -> holding.term().contains(today()))
                        .findFirst();
        return held.map(holding -> above(byId, holding.position())).orElse(List.of());
    }

    /// Who does the duty of which position today, and which is next above which.
    @Transactional(readOnly = true)
    public ChainOfCommand chain(UUID agency) {
        return new ChainOfCommand(
                today(),
                positions(agency),
                officials(agency),
                holders(agency),
                mandates.delegations(agency));
    }

    static List<Position> above(Map<UUID, Position> byId, UUID position) {
        var chain = new ArrayList<Position>();
        var seen = new HashSet<UUID>(List.of(position));
        var at = byId.get(position);
        while (at != null && at.superior() != null && seen.add(at.superior())) {
            at = byId.get(at.superior());
            if (at != null) {
                chain.add(at);
            }
        }
        return List.copyOf(chain);
    }

    // ---- units

    /// @param ownerCode empty if the unit has none of its own
    public UUID addUnit(
            UUID agency, String name, String ownerCode, @Nullable UUID parent, LocalDate from) {
        agencies.lock(agency);
        var unit = unit(UUID.randomUUID(), agency, name, ownerCode, parent);
        units.add(agency, unit.id());
        units.state(unit, from);
        return unit.id();
    }

    public void changeUnit(
            UUID agency, UUID id, String name, String ownerCode, @Nullable UUID parent) {
        agencies.lock(agency);
        var unit = unit(id, agency, name, ownerCode, parent);
        units.close(agency, id, today());
        units.state(unit, today());
    }

    /// @throws Invalid if units or positions are still in it
    public void closeUnit(UUID agency, UUID id) {
        agencies.lock(agency);
        var inside = units(agency).stream().anyMatch(unit -> id.equals(unit.parent()));
        var held = positions(agency).stream().anyMatch(position -> id.equals(position.unit()));
        if (inside || held) {
            throw new Invalid("agencies.refused.unit-in-use");
        }
        units.close(agency, id, today());
    }

    private Unit unit(UUID id, UUID agency, String name, String ownerCode, @Nullable UUID parent) {
        var unit = new Unit(id, agency, CleanText.of(name), CleanText.code(ownerCode), parent);
        var others = units(agency);
        for (var other : others) {
            if (other.id().equals(id)) {
                continue;
            }
            if (!unit.ownerCode().isEmpty() && other.ownerCode().equals(unit.ownerCode())) {
                throw new Invalid("agencies.refused.owner-code-taken", other.name());
            }
        }
        var up = new HashMap<UUID, @Nullable UUID>();
        others.forEach(other -> up.put(other.id(), other.parent()));
        if (parent != null) {
            mustBeAbove(id, parent, up, "agencies.refused.unit-below");
        }
        return unit;
    }

    private static void mustBeAbove(
            UUID id, UUID above, Map<UUID, @Nullable UUID> up, String refusal) {
        if (!up.containsKey(above)) {
            throw new Invalid("agencies.refused.not-here");
        }
        var steps = 0;
        for (@Nullable UUID at = above; at != null; at = up.get(at)) {
            if (at.equals(id) || ++steps > up.size()) {
                throw new Invalid(refusal);
            }
        }
    }

    // ---- positions

    public UUID addPosition(
            UUID agency,
            String title,
            @Nullable UUID unit,
            @Nullable UUID superior,
            LocalDate from) {
        agencies.lock(agency);
        var position = position(UUID.randomUUID(), agency, title, unit, superior);
        positions.add(agency, position.id());
        positions.state(position, from);
        return position.id();
    }

    public void changePosition(
            UUID agency, UUID id, String title, @Nullable UUID unit, @Nullable UUID superior) {
        agencies.lock(agency);
        var position = position(id, agency, title, unit, superior);
        positions.close(agency, id, today());
        positions.state(position, today());
        publicRegister.publish(agency);
    }

    /// @throws Invalid if somebody holds it or positions are still below it
    public void closePosition(UUID agency, UUID id) {
        agencies.lock(agency);
        var held =
                positions.holdingsFrom(agency, today()).stream()
                        .anyMatch(holding -> holding.position().equals(id));
        var below = positions(agency).stream().anyMatch(one -> id.equals(one.superior()));
        if (held || below) {
            throw new Invalid("agencies.refused.position-in-use");
        }
        positions.close(agency, id, today());
        publicRegister.publish(agency);
    }

    private Position position(
            UUID id, UUID agency, String title, @Nullable UUID unit, @Nullable UUID superior) {
        if (unit != null && units(agency).stream().noneMatch(one -> one.id().equals(unit))) {
            throw new Invalid("agencies.refused.not-here");
        }
        if (superior != null) {
            var up = new HashMap<UUID, @Nullable UUID>();
            positions(agency).forEach(other -> up.put(other.id(), other.superior()));
            mustBeAbove(id, superior, up, "agencies.refused.position-below");
        }
        return new Position(id, agency, CleanText.of(title), unit, superior);
    }

    // ---- officials

    /// @param mail empty if the person has no address
    /// @throws AddressTaken if somebody else has the address
    /// @throws Invalid if the address is not in the agency's domain
    public UUID enrol(UUID agency, String name, String mail, String telephone, LocalDate from) {
        agencies.lock(agency);
        var id = UUID.randomUUID();
        officials.add(agency, id);
        state(agency, id, name, mail, telephone, from);
        return id;
    }

    /// The same with a first position, if one is given.
    UUID enrol(
            UUID agency,
            String name,
            String mail,
            String telephone,
            LocalDate from,
            @Nullable UUID position) {
        var id = enrol(agency, name, mail, telephone, from);
        if (position != null) {
            appoint(agency, id, position, from, null);
        }
        return id;
    }

    /// A person to be enrolled as of today.
    record NewOfficial(String name, String mail, String telephone, @Nullable UUID position) {}

    /// Enrols many people at once.
    ///
    /// @throws AddressTaken if somebody else has one of the addresses
    void enrolAll(UUID agency, List<NewOfficial> people) {
        agencies.lock(agency);
        var domain = agencies.latest(agency, today()).orElseThrow().domain();
        for (var person : people) {
            var id = UUID.randomUUID();
            officials.add(agency, id);
            claim(agency, domain, id, CleanText.address(person.mail()), today());
            stateSameAddress(agency, id, person.name(), person.mail(), person.telephone(), today());
            if (person.position() != null) {
                positions.hold(
                        new Positions.Holding(
                                UUID.randomUUID(), agency, id, person.position(), today(), null));
            }
        }
    }

    /// Whether the official serves in the agency today or will.
    @Transactional(readOnly = true)
    boolean isHere(UUID official) {
        return officials.isHere(official, today());
    }

    /// @throws AddressTaken if somebody else has the address
    public void changeOfficial(UUID agency, UUID id, String name, String mail, String telephone) {
        agencies.lock(agency);
        var open = open(agency, id);
        var from = open.term().earliestEnd(today());
        officials.close(open, from);
        if (!open.mail().equals(CleanText.address(mail))) {
            addresses.release(agency, id, from);
            state(agency, id, name, mail, telephone, from);
        } else {
            stateSameAddress(agency, id, name, mail, telephone, from);
        }
        accounts.byOfficial(id)
                .ifPresent(account -> accounts.rename(account.id(), CleanText.of(name)));
        publicRegister.publish(agency);
    }

    /// The person leaves: on the day they hold no position, authority, delegation or address any
    /// more.
    ///
    /// @throws CorrespondenceOfficer.LastOne if nobody would be responsible for the central account
    public void leave(UUID agency, UUID id, LocalDate day) {
        agencies.lock(agency);
        var open = open(agency, id);
        var end = latest(latest(day, today()), open.fromDay());
        for (var officer : mandates.officers(agency)) {
            if (officer.official().equals(id) && runsOn(officer.term(), end)) {
                mandates.close(officer, latest(end, officer.fromDay()));
            }
        }
        mustHaveOfficer(agency, end);
        for (var holding : positions.holdingsOf(agency, id)) {
            if (runsOn(holding.term(), end)) {
                positions.leave(holding, latest(end, holding.fromDay()));
            }
        }
        for (var mandate : mandates.of(agency)) {
            if (mandate.official().equals(id) && runsOn(mandate.term(), end)) {
                mandates.close(mandate, latest(end, mandate.fromDay()));
            }
        }
        for (var delegation : mandates.delegations(agency)) {
            var involved =
                    delegation.official().equals(id)
                            || (id.equals(delegation.principalOfficial())
                                    && delegation.kind() == Delegation.Kind.DELEGATED);
            if (involved && runsOn(delegation.term(), end)) {
                mandates.endWithItsMandates(delegation, latest(end, delegation.fromDay()));
            }
        }
        officials.close(open, end);
        addresses.release(agency, id, end);
        publicRegister.publish(agency);
        standing.roles(agency);
    }

    private void mustHaveOfficer(UUID agency, LocalDate day) {
        var officers = mandates.officers(agency);
        var everNamed = !officers.isEmpty();
        if (everNamed && !CorrespondenceOfficer.isNamed(day, officers)) {
            throw new CorrespondenceOfficer.LastOne();
        }
    }

    private Officials.Fact open(UUID agency, UUID official) {
        return officials.facts(agency, official).stream()
                .filter(fact -> fact.untilDay() == null)
                .findFirst()
                .orElseThrow(() -> new Invalid("agencies.refused.not-here"));
    }

    private void state(
            UUID agency, UUID id, String name, String typed, String telephone, LocalDate from) {
        var mail = CleanText.address(typed);
        var domain = agencies.latest(agency, today()).orElseThrow().domain();
        claim(agency, domain, id, mail, from);
        stateSameAddress(agency, id, name, mail, telephone, from);
    }

    private void claim(UUID agency, String domain, UUID official, String mail, LocalDate from) {
        if (mail.isEmpty()) {
            return;
        }
        if (!MailText.isIn(domain, mail)) {
            throw new Invalid("agencies.refused.mail-not-in-domain", mail, domain);
        }
        addresses.claim(agency, mail, official, from, null);
    }

    private void stateSameAddress(
            UUID agency, UUID id, String name, String mail, String telephone, LocalDate from) {
        officials.state(
                new Officials.Fact(
                        UUID.randomUUID(),
                        agency,
                        id,
                        from,
                        null,
                        CleanText.of(name),
                        CleanText.address(mail),
                        CleanText.of(telephone)));
    }

    // ---- who holds which position

    /// @param until the first day on which it is held no more; null if no end is known
    public UUID appoint(
            UUID agency, UUID official, UUID position, LocalDate from, @Nullable LocalDate until) {
        agencies.lock(agency);
        mustNotEndBefore(from, until);
        if (positions(agency).stream().noneMatch(one -> one.id().equals(position))) {
            throw new Invalid("agencies.refused.not-here");
        }
        open(agency, official);
        var fresh =
                new Positions.Holding(UUID.randomUUID(), agency, official, position, from, until);
        var twice =
                positions.holdingsOf(agency, official).stream()
                        .filter(holding -> holding.position().equals(position))
                        .anyMatch(holding -> holding.term().overlaps(fresh.term()));
        if (twice) {
            throw new Invalid("agencies.refused.holds-already");
        }
        positions.hold(fresh);
        publicRegister.publish(agency);
        return fresh.id();
    }

    /// Ends the holding on the day, today at the earliest.
    public void endHolding(UUID agency, UUID official, UUID id, LocalDate day) {
        agencies.lock(agency);
        for (var holding : positions.holdingsOf(agency, official)) {
            var end = latest(latest(day, today()), holding.fromDay());
            if (holding.id().equals(id) && runsOn(holding.term(), end)) {
                positions.leave(holding, end);
            }
        }
        publicRegister.publish(agency);
    }

    /// All the official's positions there ever were, oldest first.
    @Transactional(readOnly = true)
    List<Positions.Holding> holdings(UUID agency, UUID official) {
        return positions.holdingsOf(agency, official);
    }

    static void mustNotEndBefore(LocalDate from, @Nullable LocalDate until) {
        if (until != null && !until.isAfter(from)) {
            throw new Invalid("agencies.refused.ends-before");
        }
    }

    /// Whether the term is still open on the day or after it, so that it can be closed then.
    static boolean runsOn(Term term, LocalDate day) {
        return term.until() == null || term.until().isAfter(day);
    }

    static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
