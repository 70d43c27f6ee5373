package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.leave.ApproverTable.Level;

/// การหยุดราชการเพราะเหตุการณ์พิเศษ
final class EventRules {
    private EventRules() {}

    /// Refusal: the head decided that the days are no leave.
    static final class NoLeave extends Refusal {
        NoLeave() {
            super(new Citation("L16", LEAVE_55, "ข้อ 15 วรรคสาม"), "leave.refused.special-event");
        }
    }

    /// On the first day back; not before, while it is not known how long it lasts.
    ///
    /// @param back the first working day after the absence
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคหนึ่ง")
    static boolean isInTime(LocalDate back, LocalDate today) {
        return !today.isAfter(back);
    }

    /// Only what is over can be reported: on the first day back, or, back at noon, that afternoon.
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคหนึ่ง")
    static boolean isOver(LeaveDays days, LocalDate today) {
        return days.last().isBefore(today) || (days.last().equals(today) && days.untilNoon());
    }

    /// The head of the agency or who stands above; of heads who stands above them.
    ///
    /// @param of the highest level that who reports holds; null for none
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคสอง")
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคสาม")
    static boolean mayDecide(@Nullable Level of, @Nullable Level level) {
        return AbroadRules.mayPermit(of, level);
    }

    /// What of the days is in no leave: runs, the earliest first.
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคสาม")
    static List<LeaveDays> left(LeaveDays days, List<LeaveDays> leaves) {
        var runs = new ArrayList<LeaveDays>();
        var begin = days.begin();
        var inOrder =
                leaves.stream()
                        .filter(one -> one.overlaps(days))
                        .sorted(Comparator.comparingLong(LeaveDays::begin))
                        .toList();
        for (var one : inOrder) {
            if (begin < one.begin()) {
                runs.add(LeaveDays.between(begin, one.begin()));
            }
            begin = Math.max(begin, one.end());
        }
        if (begin < days.end()) {
            runs.add(LeaveDays.between(begin, days.end()));
        }
        return runs;
    }

    /// Days that the head found to be a special event are no leave, and become none.
    ///
    /// @throws NoLeave if a half day of one is
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคสาม")
    static void isNoneOf(LeaveDays days, List<LeaveDays> events) {
        if (events.stream().anyMatch(days::overlaps)) {
            throw new NoLeave();
        }
    }

    /// What the days are: no leave if the head finds the event special, personal leave if not.
    ///
    /// @return null for no leave
    @Clause(id = "L16", of = LEAVE_55, value = "ข้อ 15 วรรคสาม")
    static @Nullable LeaveKind becomes(boolean special) {
        return special ? null : LeaveKind.PERSONAL;
    }
}
