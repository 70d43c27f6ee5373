package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.Locale;
import th.sala.law.Citation;

/// What on a paper is not as a clause says. Where the clause leaves it to whoever approves, or the
/// leave is one's duty, it is recorded with the reason; elsewhere such a paper is not recorded.
public enum Breach {
    HANDED_LATE("L1", "ข้อ 12 วรรคหนึ่ง", true),
    HANDED_AFTER_RETURN("L1", "ข้อ 12 วรรคหนึ่ง", true),
    HOME_AGENCY("L6", "ข้อ 9 วรรคสอง", false),
    MATERNITY_TOO_LONG("L8", "ข้อ 19 วรรคสอง", false),
    PATERNITY_BEFORE_BIRTH("L9", "ข้อ 20 วรรคหนึ่ง", false),
    PATERNITY_AFTER_NINETY("L9", "ข้อ 20 วรรคหนึ่ง", false),
    PATERNITY_TOO_LONG("L9", "ข้อ 20 วรรคหนึ่ง", false),
    PATERNITY_TWICE("L9", "ข้อ 20 วรรคหนึ่ง", false),
    CHILD_RAISING_ALONE("L10", "ข้อ 22", false),
    CHILD_RAISING_TOO_LONG("L10", "ข้อ 22", false),
    CHILD_RAISING_BEFORE_APPROVAL("L10", "ข้อ 21", true),
    ORDINATION_SHORT_NOTICE("L12", "ข้อ 29 วรรคสอง", true),
    ORDINATION_WITHOUT_ROYAL_PERMISSION("L12", "ข้อ 30 วรรคหนึ่ง", false),
    ORDINATION_AFTER_TEN_DAYS("L12", "ข้อ 30 วรรคหนึ่ง", false),
    ORDINATION_ELSEWHEN("L12", "ข้อ 30 วรรคหนึ่ง", false),
    ORDINATION_LEFT_BEFORE("L12", "ข้อ 30 วรรคหนึ่ง", false),
    CALL_UP_SHORT_NOTICE("L13", "ข้อ 31 วรรคหนึ่ง", true),
    CALL_UP_ELSEWHEN("L13", "ข้อ 31 วรรคหนึ่ง", false),
    CALL_UP_REPORTED_BEFORE("L13", "ข้อ 31 วรรคหนึ่ง", false),
    CALL_UP_RELEASED_BEFORE("L13", "ข้อ 32", false),
    CALL_UP_EXTENDED_TOO_LONG("L13", "ข้อ 32", false),
    STUDY_POWER("L14", "ข้อ 33", false),
    ORGANISATION_POWER("L14", "ข้อ 34", false),
    SPOUSE_POWER("L14", "ข้อ 36", false),
    SPOUSE_RUN_TOO_LONG("L14", "ข้อ 36 วรรคหนึ่ง", false),
    SPOUSE_EXTENSION("L14", "ข้อ 36 วรรคหนึ่ง", true),
    SPOUSE_TOO_LONG("L14", "ข้อ 36 วรรคหนึ่ง", false),
    SPOUSE_POSTED_SHORTLY("L14", "ข้อ 5", false),
    SPOUSE_NOT_POSTED("L14", "ข้อ 37", false),
    REHABILITATION_TOO_LONG("L14", "ข้อ 39 วรรคหนึ่ง", false),
    REHABILITATION_BEYOND_COURSE("L14", "ข้อ 39 วรรคหนึ่ง", false),
    REHABILITATION_ELSEWHEN("L14", "ข้อ 39 วรรคหนึ่ง", false),
    REHABILITATION_WITHOUT_ABILITY("L14", "ข้อ 39 วรรคสอง", false),
    REHABILITATION_ORGANISER("L14", "ข้อ 39 วรรคสาม", false),
    REHABILITATION_BEFORE_APPROVAL("L14", "ข้อ 40", false),
    POLITICAL_POWER("L17", "ข้อ 42", false);

    private final Citation citation;

    /// Whether it may be recorded with the reason.
    public final boolean explainable;

    Breach(String id, String clause, boolean explainable) {
        this.citation = new Citation(id, LEAVE_55, clause);
        this.explainable = explainable;
    }

    public Citation citation() {
        return citation;
    }

    public String key() {
        return "leave.breach." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
