package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import th.sala.law.Clause;

/// การลาครั้งหนึ่ง: leaves of one kind that follow each other are one leave; its sum says whose
/// power it is.
///
/// @param days from the first of them to the last
/// @param runs of how many requests, this one among them
public record Chain(LeaveDays days, int runs) {
    /// A run of some kind.
    record Run(LeaveKind kind, LeaveDays days) {}

    /// Nothing but half days off lies between two that follow each other, in whichever fiscal
    /// years, and however many requests it was split into. For kinds that are not chained it is the
    /// run itself.
    ///
    /// @param others of the same person, of any kind, none overlapping
    @Clause(id = "L3", of = LEAVE_55, value = "ข้อ 10 วรรคสาม")
    static Chain of(LeaveKind kind, LeaveDays days, List<Run> others, WorkingDays working) {
        if (!kind.isChained()) {
            return new Chain(days, 1);
        }
        var all = new ArrayList<LeaveDays>();
        for (var other : others) {
            if (other.kind().number == kind.number) {
                all.add(other.days());
            }
        }
        all.sort(Comparator.comparingLong(LeaveDays::begin));
        var begin = days.begin();
        var end = days.end();
        var runs = 1;
        for (var other : all.reversed()) {
            if (other.end() <= begin && working.halves(other.end(), begin) == 0) {
                begin = other.begin();
                runs++;
            }
        }
        for (var other : all) {
            if (other.begin() >= end && working.halves(end, other.begin()) == 0) {
                end = other.end();
                runs++;
            }
        }
        return new Chain(LeaveDays.between(begin, end), runs);
    }

    /// Half days, holidays between included.
    public int span() {
        return Counting.span(days);
    }
}
