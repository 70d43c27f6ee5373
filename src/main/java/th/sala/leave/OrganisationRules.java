package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// การลาไปปฏิบัติงานในองค์การระหว่างประเทศ
final class OrganisationRules {
    private static final int DAYS_TO_RETURN = 15;
    private static final int DAYS_TO_TELL = 30;

    private OrganisationRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        return mayApprove(paper.power())
                ? EnumSet.noneOf(Breach.class)
                : EnumSet.of(Breach.ORGANISATION_POWER);
    }

    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 34")
    static boolean mayApprove(PaperPower power) {
        return power == PaperPower.MINISTER;
    }

    /// Whether it lasts a year at most; for longer ones the decree says what is to be done.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 35 วรรคหนึ่ง")
    static boolean isShort(LeaveDays days) {
        return days.last().isBefore(days.first().plusYears(1));
    }

    /// By when the person reports for duty.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 35 วรรคหนึ่ง")
    static LocalDate due(LocalDate last) {
        return last.plusDays(DAYS_TO_RETURN);
    }

    /// By when the person tells the minister what came of it.
    ///
    /// @param returned null as long as they are not back
    /// @return null likewise
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 35 วรรคหนึ่ง")
    static @Nullable LocalDate resultDue(@Nullable LocalDate returned) {
        return returned == null ? null : returned.plusDays(DAYS_TO_TELL);
    }
}
