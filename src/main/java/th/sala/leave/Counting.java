package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import th.sala.law.Clause;

/// การนับวันลา: the two counts of a leave. All results are half days.
final class Counting {
    private Counting() {}

    /// What a run is charged in one fiscal year.
    record Charge(FiscalYear year, int halves) {}

    /// For submitting a request and for whose power it is: without a gap, holidays included.
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคสอง")
    static int span(LeaveDays days) {
        return (int) (days.end() - days.begin());
    }

    /// For balances.
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคสอง")
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคหก")
    static int charged(LeaveKind kind, LeaveDays days, WorkingDays working) {
        return charged(kind, days.begin(), days.end(), working);
    }

    private static int charged(LeaveKind kind, long begin, long end, WorkingDays working) {
        return kind.isChargedByWorkingDays() ? working.halves(begin, end) : (int) (end - begin);
    }

    /// The same, each fiscal year's share in order; years without a share are left out.
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคหนึ่ง")
    static List<Charge> byFiscalYear(LeaveKind kind, LeaveDays days, WorkingDays working) {
        var charges = new ArrayList<Charge>(2);
        var begin = days.begin();
        for (var year = FiscalYear.of(days.first()); begin < days.end(); year = year.next()) {
            var end = Math.min(days.end(), 2 * year.next().first().toEpochDay());
            var halves = charged(kind, begin, end, working);
            if (halves > 0) {
                charges.add(new Charge(year, halves));
            }
            begin = end;
        }
        return charges;
    }

    /// What each fiscal year is given back when a leave that is charged one thing comes to another;
    /// negative where it takes more.
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคสอง")
    static List<Charge> givenBack(List<Charge> stands, List<Charge> now) {
        var sums = new TreeMap<Integer, Integer>();
        stands.forEach(one -> sums.merge(one.year().year(), one.halves(), Integer::sum));
        now.forEach(one -> sums.merge(one.year().year(), -one.halves(), Integer::sum));
        var given = new ArrayList<Charge>();
        sums.forEach((year, halves) -> {
            if (halves != 0) {
                given.add(new Charge(new FiscalYear(year), halves));
            }
        });
        return given;
    }
}
