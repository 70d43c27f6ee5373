package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import th.sala.law.Clause;

/// การลาคลอดบุตร
final class MaternityRules {
    /// Half days for one birth.
    private static final int MOST = 2 * 90;

    /// Two births of one mother lie farther apart; an expected day and the actual one do not.
    private static final long DAYS_OF_ONE_BIRTH = 180;

    private MaternityRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var birth = paper.facts().known(PaperFact.BIRTH);
        var together =
                Counting.span(paper.days())
                        + paper.same().stream()
                                .filter(other -> isOfBirth(other, birth))
                                .mapToInt(other -> Counting.span(other.days()))
                                .sum();
        if (isTooLong(together)) {
            breaches.add(Breach.MATERNITY_TOO_LONG);
        }
        return breaches;
    }

    /// Whether another leave is for the same birth.
    static boolean isOfBirth(PaperCase.Other other, LocalDate birth) {
        var its = other.facts().day(PaperFact.BIRTH);
        return its != null && Math.abs(ChronoUnit.DAYS.between(its, birth)) < DAYS_OF_ONE_BIRTH;
    }

    /// On the day of birth, before it and after it, together ninety days.
    ///
    /// @param together half days of all leaves for one birth, holidays included
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคสอง")
    static boolean isTooLong(int together) {
        return together > MOST;
    }

    /// Whether somebody else may hand it in, to be handed in again once the person can sign.
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคหนึ่ง")
    static boolean mayBeLate(PaperFacts facts) {
        return facts.has(PaperFact.SIGNED_BY_OTHER);
    }

    /// Whether the days that were taken become personal leave: no child was born when it was
    /// expected, and the permission to take the leave back is there.
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคสาม")
    static boolean becomesPersonal(LeaveKind kind) {
        return kind == LeaveKind.MATERNITY;
    }

    /// What ends of another leave when this one begins: all from its first half day on, and what
    /// would come after it, too.
    ///
    /// @param other that overlaps
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคสี่")
    static LeaveDays ends(LeaveDays maternity, LeaveDays other) {
        return LeaveDays.between(Math.max(maternity.begin(), other.begin()), other.end());
    }
}
