package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import th.sala.law.Clause;

/// การลาไปช่วยเหลือภริยาที่คลอดบุตร
final class PaternityRules {
    private static final int DAYS_AFTER_BIRTH = 90;

    /// Half days of work in one run.
    private static final int MOST = 2 * 15;

    private PaternityRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var birth = paper.facts().known(PaperFact.BIRTH);
        if (paper.first().isBefore(birth)) {
            breaches.add(Breach.PATERNITY_BEFORE_BIRTH);
        }
        if (!isInTime(birth, paper.handedIn())) {
            breaches.add(Breach.PATERNITY_AFTER_NINETY);
        }
        if (isTooLong(Counting.charged(paper.kind(), paper.days(), paper.working()))) {
            breaches.add(Breach.PATERNITY_TOO_LONG);
        }
        if (paper.same().stream().anyMatch(other -> MaternityRules.isOfBirth(other, birth))) {
            breaches.add(Breach.PATERNITY_TWICE);
        }
        return breaches;
    }

    /// Handed in within ninety days, the day of birth not counted.
    @Clause(id = "L9", of = LEAVE_55, value = "ข้อ 20 วรรคหนึ่ง")
    static boolean isInTime(LocalDate birth, LocalDate handedIn) {
        return !handedIn.isAfter(birth.plusDays(DAYS_AFTER_BIRTH));
    }

    /// One run of fifteen working days.
    ///
    /// @param charged half days of work
    @Clause(id = "L9", of = LEAVE_55, value = "ข้อ 20 วรรคหนึ่ง")
    static boolean isTooLong(int charged) {
        return charged > MOST;
    }
}
