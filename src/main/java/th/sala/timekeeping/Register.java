package th.sala.timekeeping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Unit;
import th.sala.thai.Collation;
import th.sala.timekeeping.WorkDay.Standing;

/// บัญชีลงเวลา of a day and a unit, as whoever looks may see it. Every call is made in the agency's
/// scope.
@Service
@Transactional(readOnly = true)
class Register {
    /// One line.
    ///
    /// @param number from 1, over the whole register
    record Line(int number, Official official, WorkDay day) {}

    /// How many of them are what.
    record Counts(int all, int present, int late, int leave, int duty, int absent, int awaited) {
        static Counts of(List<Line> lines) {
            int present = 0;
            int late = 0;
            int leave = 0;
            int duty = 0;
            int absent = 0;
            int awaited = 0;
            for (var line : lines) {
                var day = line.day();
                late += day.late() > 0 ? 1 : 0;
                switch (day.standing()) {
                    case Standing.Present _ -> present++;
                    case Standing.Absent _ -> absent++;
                    case Standing.Awaited _ -> awaited++;
                    case Standing.Excused _ -> {
                        var onLeave = day.excuses().stream().anyMatch(Excuse::isLeave);
                        leave += onLeave ? 1 : 0;
                        duty += onLeave ? 0 : 1;
                    }
                    case Standing.NotKept _, Standing.DayOff _ -> {}
                }
            }
            return new Counts(lines.size(), present, late, leave, duty, absent, awaited);
        }
    }

    /// @param unit null for everybody whom the reader sees
    /// @param units among which they may choose
    record Sheet(
            LocalDate day,
            @Nullable Unit unit,
            List<Unit> units,
            List<Line> lines,
            Counts counts) {}

    private final Timesheets timesheets;
    private final Organisation organisation;
    private final TimekeepingEvidence evidence;

    Register(Timesheets timesheets, Organisation organisation, TimekeepingEvidence evidence) {
        this.timesheets = timesheets;
        this.organisation = organisation;
        this.evidence = evidence;
    }

    /// Whom a reader chose, of those whom they see.
    ///
    /// @param unit null for all of them
    record Selection(
            Timesheets.Seen seen, @Nullable Unit unit, List<Unit> units, List<Official> people) {}

    /// Of those who were officials on any day of a run.
    ///
    /// @param unit with all that is below it; null for everybody, and what is none is everybody
    Selection select(SignedIn who, @Nullable UUID unit, LocalDate first, LocalDate last) {
        var seen = timesheets.seenBy(who, first, last);
        var units = organisation.units(who.agency());
        var own = new HashSet<@Nullable UUID>();
        seen.people().forEach(one -> own.add(one.unit()));
        var choice =
                units.stream()
                        .filter(one -> below(one.id(), units).stream().anyMatch(own::contains))
                        .toList();
        var chosen = choice.stream().filter(one -> one.id().equals(unit)).findFirst().orElse(null);
        var within = chosen == null ? Set.<UUID>of() : below(chosen.id(), units);
        var people =
                seen.people().stream()
                        .filter(one ->
                                chosen == null
                                        || (one.unit() != null && within.contains(one.unit())))
                        .sorted(Comparator.comparing(Official::name, Collation.GIVEN_NAME))
                        .toList();
        return new Selection(seen, chosen, choice, people);
    }

    /// @param unit with all that is below it; null for everybody, and what is none is everybody
    Sheet of(SignedIn who, @Nullable UUID unit, LocalDate day) {
        var selection = select(who, unit, day, day);
        var people = selection.people();
        var ids = people.stream().map(Official::id).toList();
        var days = timesheets.days(who.agency(), ids, day, day);
        var lines = new ArrayList<Line>();
        for (var person : people) {
            var its = Objects.requireNonNull(days.get(person.id())).getFirst();
            var shown = selection.seen().of(person.id(), its).withoutPlaces();
            lines.add(new Line(lines.size() + 1, person, shown));
        }
        return new Sheet(day, selection.unit(), selection.units(), lines, Counts.of(lines));
    }

    /// A unit and all units below it.
    private static Set<UUID> below(UUID unit, List<Unit> units) {
        var found = new HashSet<UUID>(List.of(unit));
        boolean grew;
        do {
            grew =
                    found.addAll(
                            units.stream()
                                    .filter(one -> found.contains(one.parent()))
                                    .map(Unit::id)
                                    .toList());
        } while (grew);
        return found;
    }

    /// That it is taken away as a file, which is evidence: said once the file is made.
    ///
    /// @param form such as `pdf`
    @Transactional
    void exported(SignedIn who, Sheet sheet, String form) {
        evidence.exported(who, sheet, form);
    }
}
