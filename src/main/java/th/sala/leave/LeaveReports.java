package th.sala.leave;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Unit;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;
import th.sala.worktime.WorkCalendars;

/// Lists and numbers of a whole agency's leave. Every call is made in the agency's scope; who asks
/// was looked at before. What leaves in a file is evidence.
@Service
@Transactional(readOnly = true)
class LeaveReports {
    private static final int MONTHS = 12;

    private final LeaveSums sums;
    private final LeaveRuns runs;
    private final LeaveCalendar calendar;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Evidence evidence;
    private final Clock clock;

    LeaveReports(
            LeaveSums sums,
            LeaveRuns runs,
            LeaveCalendar calendar,
            Organisation organisation,
            WorkCalendars calendars,
            Evidence evidence,
            Clock clock) {
        this.sums = sums;
        this.runs = runs;
        this.calendar = calendar;
        this.organisation = organisation;
        this.calendars = calendars;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// What a person has of each kind.
    ///
    /// @param unit its name; empty outside of all
    record Balance(Official official, String unit, Map<LeaveKind, LeaveSums.Sum> sums) {
        int given(LeaveKind kind) {
            var sum = sums.get(kind);
            return sum == null ? 0 : sum.given();
        }

        int taken(LeaveKind kind) {
            var sum = sums.get(kind);
            return sum == null ? 0 : sum.taken();
        }
    }

    /// Everybody of the agency, by name.
    List<Balance> balances(UUID agency, FiscalYear year) {
        var byPerson = new HashMap<UUID, Map<LeaveKind, LeaveSums.Sum>>();
        for (var sum : sums.of(agency, year)) {
            byPerson.computeIfAbsent(sum.official(), _ -> new EnumMap<>(LeaveKind.class))
                    .put(sum.kind(), sum);
        }
        var units = units(agency);
        return organisation.officials(agency).stream()
                .map(one ->
                        new Balance(
                                one, unit(units, one), byPerson.getOrDefault(one.id(), Map.of())))
                .toList();
    }

    private Map<UUID, String> units(UUID agency) {
        return organisation.units(agency).stream().collect(Collectors.toMap(Unit::id, Unit::name));
    }

    private static String unit(Map<UUID, String> units, Official one) {
        return one.unit() == null ? "" : units.getOrDefault(one.unit(), "");
    }

    List<LeaveSums.Listed> requests(
            UUID agency,
            FiscalYear year,
            @Nullable LeaveKind kind,
            @Nullable String state,
            LeaveSums.After after,
            int rows) {
        return sums.requests(agency, year, kind, state, after, rows);
    }

    /// That a list of people's leave left the program.
    @Transactional
    void exported(SignedIn who, String what, String of) {
        var said = Fields.none().with("list", what).with("period", of);
        evidence.record(
                who.actor(Role.OFFICIAL),
                Act.done("leave.exported", "agency", who.agency(), clock.instant(), said));
    }

    // ---- numbers

    /// Half days of a kind in the months of a fiscal year.
    record Line(LeaveKind kind, List<Integer> months, int sum) {}

    /// @param people how many are counted
    /// @param months their sums, over all kinds
    record Statistics(
            Team.Group group,
            List<Team.Group> groups,
            int people,
            List<Line> lines,
            List<Integer> months) {
        public int sum() {
            return months.stream().mapToInt(Integer::intValue).sum();
        }

        public int highest() {
            return months.stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    /// @param key of the group; for who keeps the leave, or stands above those who are counted
    /// @return null for whom there is nobody to count
    @Nullable Statistics statistics(SignedIn who, String key, FiscalYear year) {
        var team = calendar.team(who);
        var groups = team.groupsKnown();
        var found =
                groups.stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .or(() -> groups.stream().findFirst());
        if (found.isEmpty()) {
            return null;
        }
        var group = found.get();
        var agency = who.agency();
        var first = year.first().getYear();
        var working = WorkingDays.of(calendars.of(agency, first, first + 1), first, first + 1);
        var ids = group.people().stream().map(Official::id).toList();
        var byKind = new EnumMap<LeaveKind, int[]>(LeaveKind.class);
        var all = new int[MONTHS];
        for (var run : runs.approved(agency, ids, year.first(), year.last())) {
            var months = byKind.computeIfAbsent(run.kind(), _ -> new int[MONTHS]);
            for (int i = 0; i < MONTHS; i++) {
                var month = YearMonth.from(year.first()).plusMonths(i);
                var halves = charged(run, month, working);
                months[i] += halves;
                all[i] += halves;
            }
        }
        var lines = new ArrayList<Line>();
        byKind.forEach((kind, months) -> lines.add(new Line(kind, list(months), sum(months))));
        return new Statistics(group, groups, ids.size(), lines, list(all));
    }

    private static int charged(Absence run, YearMonth month, WorkingDays working) {
        var begin = Math.max(run.days().begin(), 2 * month.atDay(1).toEpochDay());
        var end = Math.min(run.days().end(), 2 * month.plusMonths(1).atDay(1).toEpochDay());
        return begin >= end
                ? 0
                : Counting.charged(run.kind(), LeaveDays.between(begin, end), working);
    }

    private static List<Integer> list(int[] months) {
        return Arrays.stream(months).boxed().toList();
    }

    private static int sum(int[] months) {
        return Arrays.stream(months).sum();
    }

    // ---- pay

    /// A person's month.
    record Paid(Official official, String unit, List<PayMarks.Mark> marks) {}

    /// Those who are away in a month, by name.
    List<Paid> pay(UUID agency, YearMonth month) {
        var year = FiscalYear.of(month.atDay(1));
        var officials = organisation.officials(agency);
        var ids = officials.stream().map(Official::id).toList();
        var byPerson = new HashMap<UUID, List<PayMarks.Run>>();
        for (var run : runs.approved(agency, ids, year.first(), month.atEndOfMonth())) {
            byPerson.computeIfAbsent(run.official(), _ -> new ArrayList<>())
                    .add(new PayMarks.Run(run.kind(), run.days()));
        }
        var before = new HashMap<UUID, Map<LeaveKind, Integer>>();
        for (var sum : sums.of(agency, year)) {
            before.computeIfAbsent(sum.official(), _ -> new EnumMap<>(LeaveKind.class))
                    .put(sum.kind(), sum.before());
        }
        var isFirstYear =
                sums.appointed(agency, year).stream()
                        .collect(
                                Collectors.toMap(
                                        LeaveSums.Appointed::official,
                                        one -> FiscalYear.of(one.day()).equals(year)));
        var rules = sums.payRules();
        var first = year.first().getYear();
        var working = WorkingDays.of(calendars.of(agency, first, first + 1), first, first + 1);
        var units = units(agency);
        var paid = new ArrayList<Paid>();
        for (var official : officials) {
            var own = byPerson.getOrDefault(official.id(), List.of());
            var marks =
                    PayMarks.of(
                            month,
                            own,
                            before.getOrDefault(official.id(), Map.of()),
                            isFirstYear.get(official.id()),
                            rules,
                            working);
            if (!marks.isEmpty()) {
                paid.add(new Paid(official, unit(units, official), marks));
            }
        }
        return paid;
    }

    List<PayRule> payRules() {
        return sums.payRules();
    }
}
