package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// การลาเข้ารับการตรวจเลือกหรือเข้ารับการเตรียมพล: reported, and nobody's permission.
final class CallUpRules {
    private static final int HOURS = 48;
    private static final int DAYS_TO_RETURN = 7;
    private static final int MOST_DAYS_TO_RETURN = 15;

    private CallUpRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var facts = paper.facts();
        var day = facts.known(PaperFact.CALL_DAY);
        var reported = facts.knownMoment(PaperFact.REPORTED);
        if (reported.isBefore(facts.knownMoment(PaperFact.SUMMONED))) {
            breaches.add(Breach.CALL_UP_REPORTED_BEFORE);
        }
        var isInTime =
                facts.is(PaperFact.CALL, "SELECTION")
                        ? isReportedBefore(day, reported)
                        : isReportedAfter(facts.knownMoment(PaperFact.SUMMONED), reported);
        if (!isInTime) {
            breaches.add(Breach.CALL_UP_SHORT_NOTICE);
        }
        if (day.isBefore(paper.first()) || day.isAfter(paper.last())) {
            breaches.add(Breach.CALL_UP_ELSEWHEN);
        }
        var released = facts.day(PaperFact.RELEASED);
        var extended = facts.day(PaperFact.EXTENDED);
        if (released != null && released.isBefore(day)) {
            breaches.add(Breach.CALL_UP_RELEASED_BEFORE);
        }
        if (extended != null && (released == null || isTooLong(released, extended))) {
            breaches.add(Breach.CALL_UP_EXTENDED_TOO_LONG);
        }
        return breaches;
    }

    /// Selection: forty-eight hours before its day.
    @Clause(id = "L13", of = LEAVE_55, value = "ข้อ 31 วรรคหนึ่ง")
    static boolean isReportedBefore(LocalDate day, LocalDateTime reported) {
        return !reported.isAfter(day.atStartOfDay().minusHours(HOURS));
    }

    /// Mobilisation: within forty-eight hours after the summons was received.
    @Clause(id = "L13", of = LEAVE_55, value = "ข้อ 31 วรรคหนึ่ง")
    static boolean isReportedAfter(LocalDateTime summoned, LocalDateTime reported) {
        return !reported.isAfter(summoned.plusHours(HOURS));
    }

    /// By when the person reports back: seven days, or as far as that was extended, if that is
    /// later.
    ///
    /// @param released null if that is not known yet
    /// @return null likewise
    @Clause(id = "L13", of = LEAVE_55, value = "ข้อ 32")
    static @Nullable LocalDate due(@Nullable LocalDate released, @Nullable LocalDate extended) {
        if (released == null) {
            return null;
        }
        var usual = released.plusDays(DAYS_TO_RETURN);
        return extended == null || extended.isBefore(usual) ? usual : extended;
    }

    /// No extension makes more than fifteen days altogether.
    @Clause(id = "L13", of = LEAVE_55, value = "ข้อ 32")
    static boolean isTooLong(LocalDate released, LocalDate extended) {
        return extended.isAfter(released.plusDays(MOST_DAYS_TO_RETURN));
    }
}
