package th.sala.telework;

import java.util.Locale;

/// การประเมินผลในภาพรวมของหน่วยงาน of a fiscal year.
///
/// @param year of the common era in which it ends
/// @param version how often it was saved; 0 of none
public record Evaluation(
        int year,
        String efficiency,
        String effectiveness,
        String lessons,
        int version,
        Survey survey) {
    /// Where its survey stands.
    public enum Survey {
        NONE,
        OPEN,
        CLOSED
    }

    /// แบบสำรวจความพึงพอใจ: each is answered from 1 (least) to 5 (most).
    public enum Question {
        WORK,
        TOOLS,
        SUPERVISION,
        BALANCE,
        WHOLE;

        public String key() {
            return "telework.question." + name().toLowerCase(Locale.ROOT);
        }
    }

    static Evaluation none(int year) {
        return new Evaluation(year, "", "", "", 0, Survey.NONE);
    }

    public boolean isOpen() {
        return survey == Survey.OPEN;
    }

    public boolean isClosed() {
        return survey == Survey.CLOSED;
    }
}
