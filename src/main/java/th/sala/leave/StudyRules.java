package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.EnumSet;
import java.util.Set;
import th.sala.law.Clause;

/// การลาไปศึกษา ฝึกอบรม ปฏิบัติการวิจัย หรือดูงาน
final class StudyRules {
    private StudyRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        return mayApprove(paper.office(), paper.power())
                ? EnumSet.noneOf(Breach.class)
                : EnumSet.of(Breach.STUDY_POWER);
    }

    /// The head of the agency, but no governor; of heads who stands above them.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 33 วรรคหนึ่ง")
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 33 วรรคสาม")
    static boolean mayApprove(PaperOffice office, PaperPower power) {
        return switch (power) {
            case HEAD -> office == PaperOffice.OFFICIAL;
            case DIRECT_HEAD, PERMANENT_SECRETARY -> office != PaperOffice.DIRECT_HEAD;
            case MINISTER -> true;
            case TABLE,
                    GOVERNOR,
                    DEPUTY_PRIME_MINISTER,
                    PRIME_MINISTER,
                    BANGKOK_GOVERNOR,
                    BANGKOK_COUNCIL_CHAIR ->
                    false;
        };
    }

    /// The head tells who stands above them.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 33 วรรคสอง")
    static boolean isReportedAbove(PaperPower power) {
        return power == PaperPower.HEAD;
    }
}
