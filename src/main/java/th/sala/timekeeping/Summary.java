package th.sala.timekeeping;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Unit;

/// สรุปประจำเดือน: what a month comes to for each of those whose days the reader sees. Every call
/// is made in the agency's scope.
@Service
@Transactional(readOnly = true)
class Summary {
    record Line(int number, Official official, MonthCount count) {}

    /// @param unit null for everybody whom the reader sees
    /// @param units among which they may choose
    record Month(YearMonth month, @Nullable Unit unit, List<Unit> units, List<Line> lines) {}

    private final Register register;
    private final Timesheets timesheets;
    private final TimekeepingEvidence evidence;

    Summary(Register register, Timesheets timesheets, TimekeepingEvidence evidence) {
        this.register = register;
        this.timesheets = timesheets;
        this.evidence = evidence;
    }

    /// Of those who were officials on any day of the month.
    Month of(SignedIn who, @Nullable UUID unit, YearMonth month) {
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        var selection = register.select(who, unit, first, last);
        var people = selection.people();
        var days =
                timesheets.days(
                        who.agency(), people.stream().map(Official::id).toList(), first, last);
        var lines = new ArrayList<Line>();
        for (var person : people) {
            var own = Objects.requireNonNull(days.get(person.id()));
            lines.add(new Line(lines.size() + 1, person, MonthCount.of(own)));
        }
        return new Month(month, selection.unit(), selection.units(), lines);
    }

    /// The same to be taken away as a file, which is evidence.
    ///
    /// @param form such as `xlsx`
    @Transactional
    Month export(SignedIn who, @Nullable UUID unit, YearMonth month, String form) {
        var summary = of(who, unit, month);
        evidence.summaryExported(who, summary, form);
        return summary;
    }
}
