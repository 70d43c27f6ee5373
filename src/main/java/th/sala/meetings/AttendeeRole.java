package th.sala.meetings;

import static th.sala.law.Instrument.NCPO_74;

import java.util.Locale;
import th.sala.law.Clause;

/// As what somebody takes part. Secretaries, their assistants and whoever minds the system are
/// attendees like the members.
@Clause(id = "M4", of = NCPO_74, value = "ข้อ 1")
public enum AttendeeRole {
    /// ประธานในที่ประชุม
    CHAIR,
    /// ผู้ควบคุมระบบ
    OPERATOR,
    /// กรรมการ อนุกรรมการ
    MEMBER,
    /// เลขานุการ
    SECRETARY,
    /// ผู้ช่วยเลขานุการ
    ASSISTANT,
    /// Called to explain, or to listen.
    GUEST;

    public String key() {
        return "meetings.role." + name().toLowerCase(Locale.ROOT);
    }

    /// Whether they run the meeting: open and end it, go on to the next item, cut (M6).
    public boolean isInControl() {
        return this == CHAIR || this == OPERATOR;
    }

    boolean isOfTheSecretariat() {
        return this == SECRETARY || this == ASSISTANT;
    }
}
