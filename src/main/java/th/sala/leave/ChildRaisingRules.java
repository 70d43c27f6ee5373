package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import th.sala.law.Clause;

/// การลากิจส่วนตัวเพื่อเลี้ยงดูบุตร
final class ChildRaisingRules {
    /// Half days of work.
    private static final int MOST = 2 * 150;

    private ChildRaisingRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var before = before(paper);
        if (before.isEmpty() || before.getLast().kind() != LeaveKind.MATERNITY) {
            breaches.add(Breach.CHILD_RAISING_ALONE);
        }
        var together =
                charged(paper, paper.days())
                        + before.stream()
                                .filter(other -> other.kind() == LeaveKind.CHILD_RAISING)
                                .mapToInt(other -> charged(paper, other.days()))
                                .sum();
        if (isTooLong(together)) {
            breaches.add(Breach.CHILD_RAISING_TOO_LONG);
        }
        if (isUrgent(paper)) {
            breaches.add(Breach.CHILD_RAISING_BEFORE_APPROVAL);
        }
        return breaches;
    }

    private static int charged(PaperCase paper, LeaveDays days) {
        return Counting.charged(LeaveKind.CHILD_RAISING, days, paper.working());
    }

    /// Leaves for the child that lead up to this one without a working half day between, the
    /// nearest first, until the maternity leave from which they go on.
    @Clause(id = "L10", of = LEAVE_55, value = "ข้อ 22")
    static List<PaperCase.Other> before(PaperCase paper) {
        var chain = new ArrayList<PaperCase.Other>();
        var begin = paper.days().begin();
        var earlier =
                paper.others().stream()
                        .filter(other ->
                                other.kind() == LeaveKind.MATERNITY
                                        || other.kind() == LeaveKind.CHILD_RAISING)
                        .sorted(
                                Comparator.comparingLong(
                                                (PaperCase.Other one) -> one.days().begin())
                                        .reversed())
                        .toList();
        for (var other : earlier) {
            var end = other.days().end();
            if (end <= begin && paper.working().halves(end, begin) == 0) {
                chain.add(other);
                begin = other.days().begin();
                if (other.kind() == LeaveKind.MATERNITY) {
                    return chain;
                }
            }
        }
        return chain;
    }

    /// A hundred and fifty working days.
    ///
    /// @param together half days of work of all leaves for one child
    @Clause(id = "L10", of = LEAVE_55, value = "ข้อ 22")
    static boolean isTooLong(int together) {
        return together > MOST;
    }

    /// Personal leave begins after the permission, except where it could not wait, with the reason.
    @Clause(id = "L10", of = LEAVE_55, value = "ข้อ 21")
    static boolean isUrgent(PaperCase paper) {
        return paper.approved().isAfter(paper.first());
    }
}
