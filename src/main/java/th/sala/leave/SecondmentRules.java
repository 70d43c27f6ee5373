package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import th.sala.law.Clause;

/// การลาระหว่างไปช่วยราชการ
final class SecondmentRules {
    private SecondmentRules() {}

    /// Whether who is seconded asks the host agency for it, and not the own one.
    @Clause(id = "L6", of = LEAVE_55, value = "ข้อ 9 วรรคหนึ่ง")
    @Clause(id = "L6", of = LEAVE_55, value = "ข้อ 9 วรรคสอง")
    static boolean isForHost(LeaveKind kind) {
        return switch (kind) {
            case SICK, INJURED, MATERNITY, PERSONAL, CHILD_RAISING, VACATION, CALL_UP -> true;
            case PATERNITY, ORDINATION, STUDY, ORGANISATION, SPOUSE, REHABILITATION -> false;
        };
    }

    /// By when the host tells the days of leave: once a year at least.
    ///
    /// @param told up to which day they were told, or the day before the secondment
    @Clause(id = "L6", of = LEAVE_55, value = "ข้อ 9 วรรคหนึ่ง")
    static LocalDate due(LocalDate told) {
        return told.plusYears(1);
    }
}
