package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// การลาอุปสมบทหรือการลาไปประกอบพิธีฮัจย์
final class OrdinationRules {
    private static final int DAYS_OF_NOTICE = 60;
    private static final int DAYS_TO_BEGIN = 10;
    private static final int DAYS_TO_RETURN = 5;

    private OrdinationRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var ceremony = paper.facts().known(PaperFact.CEREMONY);
        if (!isAskedEarly(ceremony, paper.handedIn())) {
            breaches.add(Breach.ORDINATION_SHORT_NOTICE);
        }
        if (needsRoyalPermission(paper.facts()) && !paper.facts().has(PaperFact.ROYAL_PERMISSION)) {
            breaches.add(Breach.ORDINATION_WITHOUT_ROYAL_PERMISSION);
        }
        if (!beginsInTime(paper.first(), ceremony)) {
            breaches.add(Breach.ORDINATION_AFTER_TEN_DAYS);
        }
        if (!isWithin(paper.days(), ceremony)) {
            breaches.add(Breach.ORDINATION_ELSEWHEN);
        }
        if (!isInOrder(ceremony, paper.facts().day(PaperFact.LEFT))) {
            breaches.add(Breach.ORDINATION_LEFT_BEFORE);
        }
        return breaches;
    }

    /// Sixty days before the ordination or the departure; later with the reason, at discretion.
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 29 วรรคหนึ่ง")
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 29 วรรคสอง")
    static boolean isAskedEarly(LocalDate ceremony, LocalDate handedIn) {
        return !handedIn.isAfter(ceremony.minusDays(DAYS_OF_NOTICE));
    }

    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคหนึ่ง")
    static boolean needsRoyalPermission(PaperFacts facts) {
        return facts.is(PaperFact.RITE, "ORDINATION");
    }

    /// Ordained or departed within ten days, the leave's first one not counted.
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคหนึ่ง")
    static boolean beginsInTime(LocalDate first, LocalDate ceremony) {
        return !ceremony.isAfter(first.plusDays(DAYS_TO_BEGIN));
    }

    /// Ordained or departed during the leave.
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคหนึ่ง")
    static boolean isWithin(LeaveDays days, LocalDate ceremony) {
        return !ceremony.isBefore(days.first()) && !ceremony.isAfter(days.last());
    }

    /// Nobody leaves the order before the ordination.
    ///
    /// @param left null if that is not known yet
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคหนึ่ง")
    static boolean isInOrder(LocalDate ceremony, @Nullable LocalDate left) {
        return left == null || !left.isBefore(ceremony);
    }

    /// By when the person reports back: within five days, and inside the permitted time.
    ///
    /// @param left the order, or back in Thailand; null if that is not known yet
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคหนึ่ง")
    static LocalDate due(LocalDate last, @Nullable LocalDate left) {
        return left == null || left.plusDays(DAYS_TO_RETURN).isAfter(last)
                ? last
                : left.plusDays(DAYS_TO_RETURN);
    }

    /// Whether the days that were taken become personal leave: it fell through, the person is back
    /// on duty, and the permission to take the leave back is there.
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคสอง")
    static boolean becomesPersonal(LeaveKind kind) {
        return kind == LeaveKind.ORDINATION;
    }
}
