package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.worktime.WorkCalendar;
import th.sala.worktime.WorkCalendars;

/// ปฏิทินการลา: who of a unit is away in a month. Every call is made in the agency's scope.
///
/// That somebody is away is for their unit to know; why, and what they ask for, only for themselves
/// and those above.
@Service
@Transactional(readOnly = true)
class LeaveCalendar {
    /// The most days of a leave beside which others are counted.
    private static final int MOST_COUNTED = 10;

    /// How far from today a leave may begin and end, as for who asks.
    private static final int YEARS_AROUND = 1;

    private static final int MOST_DAYS = 31;

    private final LeaveRuns runs;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    LeaveCalendar(
            LeaveRuns runs,
            LeaveOffice office,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.runs = runs;
        this.office = office;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// A day of the month's head.
    record Day(LocalDate date, boolean isOff, boolean isToday) {}

    /// A run as the viewer may see it.
    ///
    /// @param request null where they may not open it
    record Shown(DayStrip.Mark mark, @Nullable UUID request) {}

    /// A person's month.
    ///
    /// @param runs the same as the cells, in words
    record Row(Official person, List<DayStrip.Cell> cells, List<Shown> runs) {}

    /// @param people how many the whole group has
    /// @param rows of those that are shown
    record Month(
            YearMonth month,
            Team.Group group,
            List<Team.Group> groups,
            List<Day> days,
            int people,
            List<Row> rows) {
        /// Those rows on which something stands.
        public List<Row> marked() {
            return rows.stream().filter(row -> !row.runs().isEmpty()).toList();
        }
    }

    /// @param key of the group; the viewer's own for one that they may not see
    /// @param skip how many of its people to leave out at the beginning
    /// @return null for whom no group is there
    @Nullable Month month(SignedIn who, String key, YearMonth month, int skip, int rows) {
        var team = team(who);
        var found = team.group(key);
        if (found.isEmpty()) {
            return null;
        }
        var group = found.get();
        var people = group.people().stream().skip(skip).limit(rows).toList();
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        var byPerson = byPerson(who, team, people, first, last);
        var calendar = calendars.of(who.agency(), month.getYear(), month.getYear());
        var free = DayStrip.of(List.of(), first, last, calendar);
        var shown = new ArrayList<Row>();
        for (var person : people) {
            var own = byPerson.getOrDefault(person.id(), List.of());
            var marks = own.stream().map(Shown::mark).toList();
            var cells = own.isEmpty() ? free : DayStrip.of(marks, first, last, calendar);
            shown.add(new Row(person, cells, own));
        }
        return new Month(
                month, group, team.groups(), days(month, calendar), group.people().size(), shown);
    }

    private Map<UUID, List<Shown>> byPerson(
            SignedIn who, Team team, List<Official> people, LocalDate first, LocalDate last) {
        var found = new HashMap<UUID, List<Shown>>();
        if (people.isEmpty()) {
            return found;
        }
        var ids = people.stream().map(Official::id).toList();
        for (var run : runs.live(who.agency(), ids, first, last)) {
            var official = run.official();
            if (run.waits() && !team.knowsOfRequests(official)) {
                continue;
            }
            var knows = team.knowsWhy(official);
            var mark = new DayStrip.Mark(run.days(), knows ? run.kind() : null, run.waits());
            found.computeIfAbsent(official, _ -> new ArrayList<>())
                    .add(new Shown(mark, team.opens(official) ? run.request() : null));
        }
        return found;
    }

    private List<Day> days(YearMonth month, WorkCalendar calendar) {
        var today = LocalDate.now(clock);
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .map(day -> new Day(day, !calendar.isWorkingDay(day), day.equals(today)))
                .toList();
    }

    /// Whose leave the person may see today.
    Team team(SignedIn who) {
        var agency = who.agency();
        return Team.of(
                who.official(),
                office.isOfficer(who),
                organisation.chain(agency),
                organisation.units(agency),
                organisation.positions(agency),
                organisation.holders(agency),
                organisation.officials(agency));
    }

    /// How many of the others are away on a working day.
    record Away(LocalDate day, int people) {}

    /// A month of somebody's own year.
    record YearRow(YearMonth month, List<DayStrip.Cell> cells, int missing) {}

    /// A person's own leave on the days of a fiscal year, month by month.
    List<YearRow> year(UUID agency, UUID official, FiscalYear year) {
        var marks =
                runs.live(agency, List.of(official), year.first(), year.last()).stream()
                        .map(run -> new DayStrip.Mark(run.days(), run.kind(), run.waits()))
                        .toList();
        var calendar = calendars.of(agency, year.first().getYear(), year.last().getYear());
        var rows = new ArrayList<YearRow>();
        for (var month = YearMonth.from(year.first());
                !month.isAfter(YearMonth.from(year.last()));
                month = month.plusMonths(1)) {
            var cells = DayStrip.of(marks, month.atDay(1), month.atEndOfMonth(), calendar);
            rows.add(new YearRow(month, cells, MOST_DAYS - month.lengthOfMonth()));
        }
        return rows;
    }

    /// Those who are away from somebody's own unit while they would be.
    ///
    /// @param others how many there are
    /// @param days on which somebody is away, at most ten
    record Overlap(int others, List<Away> days, boolean more) {}

    /// @return null for whom is alone, and for days that nobody can ask for
    @Nullable Overlap overlap(SignedIn who, LeaveDays days) {
        var today = LocalDate.now(clock);
        if (days.first().isBefore(today.minusYears(YEARS_AROUND))
                || days.last().isAfter(today.plusYears(YEARS_AROUND))) {
            return null;
        }
        var official = who.official();
        var own =
                organisation.officials(who.agency()).stream()
                        .filter(one -> one.id().equals(official))
                        .findFirst();
        if (own.isEmpty()) {
            return null;
        }
        var others =
                organisation.officials(who.agency()).stream()
                        .filter(one -> Objects.equals(one.unit(), own.get().unit()))
                        .map(Official::id)
                        .filter(one -> !one.equals(official))
                        .toList();
        if (others.isEmpty()) {
            return null;
        }
        var away = runs.approved(who.agency(), others, days.first(), days.last());
        var calendar = calendars.of(who.agency(), days.first().getYear(), days.last().getYear());
        var found = new ArrayList<Away>();
        for (var day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
            var count = away(away, day);
            if (count > 0 && calendar.isWorkingDay(day)) {
                found.add(new Away(day, count));
            }
        }
        return new Overlap(
                others.size(),
                found.stream().limit(MOST_COUNTED).toList(),
                found.size() > MOST_COUNTED);
    }

    private static int away(List<Absence> away, LocalDate day) {
        var whole = LeaveDays.of(day, day);
        return (int)
                away.stream()
                        .filter(one -> one.days().overlaps(whole))
                        .map(Absence::official)
                        .distinct()
                        .count();
    }
}
