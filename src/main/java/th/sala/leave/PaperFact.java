package th.sala.leave;

import java.util.List;
import java.util.Locale;

/// What a paper of some kind of leave says beside its days. Each kind names those that it needs.
public enum PaperFact {
    /// วันคลอดบุตร, or the day it is expected on
    BIRTH(Form.DAY, true),
    /// ผู้อื่นลาแทนเพราะลงชื่อไม่ได้
    SIGNED_BY_OTHER(Form.FLAG, false),
    RITE(Form.CHOICE, true, "ORDINATION", "HAJJ"),
    /// วันอุปสมบทหรือวันออกเดินทาง
    CEREMONY(Form.DAY, true),
    PLACE(Form.TEXT, true),
    /// พระบรมราชานุญาต
    ROYAL_PERMISSION(Form.TEXT, false),
    /// วันที่ลาสิกขาหรือเดินทางกลับถึงประเทศไทย
    LEFT(Form.DAY, false),
    CALL(Form.CHOICE, true, "SELECTION", "MOBILISATION"),
    /// หมายเรียก
    SUMMONS(Form.TEXT, true),
    /// เวลาที่รับหมายเรียก
    SUMMONED(Form.MOMENT, true),
    /// เวลาที่รายงานลา
    REPORTED(Form.MOMENT, true),
    /// วันเข้ารับการตรวจเลือกหรือเตรียมพล
    CALL_DAY(Form.DAY, true),
    /// วันที่พ้นจากการตรวจเลือกหรือเตรียมพล
    RELEASED(Form.DAY, false),
    /// ขยายเวลารายงานตัวถึง
    EXTENDED(Form.DAY, false),
    PURPOSE(Form.CHOICE, true, "STUDY", "TRAINING", "RESEARCH", "VISIT"),
    SUBJECT(Form.TEXT, true),
    INSTITUTION(Form.TEXT, true),
    COUNTRY(Form.TEXT, true),
    /// คู่สมรสและสังกัด
    SPOUSE(Form.TEXT, true),
    SPOUSE_ORDER(Form.TEXT, true),
    SPOUSE_FROM(Form.DAY, true),
    SPOUSE_UNTIL(Form.DAY, true),
    /// วันที่คู่สมรสกลับมาปฏิบัติงานประจำในประเทศไทยก่อนไปคราวนี้
    SPOUSE_BACK(Form.DAY, false),
    CAUSE(Form.CHOICE, true, "IN_DUTY", "OTHER"),
    /// ความเห็นของผู้มีอำนาจสั่งบรรจุ
    ABILITY(Form.TEXT, false),
    COURSE(Form.TEXT, true),
    ORGANISER(Form.CHOICE, true, "AGENCY", "STATE_BODY", "CHARITY", "ACCREDITED", "ANOTHER"),
    COURSE_FROM(Form.DAY, true),
    COURSE_UNTIL(Form.DAY, true),
    /// ใบลาไม่ครบถ้วนตามแบบ
    INCOMPLETE(Form.FLAG, false);

    /// How it is typed.
    public enum Form {
        DAY,
        MOMENT,
        TEXT,
        CHOICE,
        FLAG
    }

    public final Form form;

    /// Whether no paper of the kind is without.
    public final boolean needed;

    /// What there is to choose from.
    public final List<String> choices;

    PaperFact(Form form, boolean needed, String... choices) {
        this.form = form;
        this.needed = needed;
        this.choices = List.of(choices);
    }

    public String key() {
        return "leave.fact." + word(name());
    }

    public String choiceKey(String choice) {
        return "leave.choice." + word(name()) + "." + word(choice);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
