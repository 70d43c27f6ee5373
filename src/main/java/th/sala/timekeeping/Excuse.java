package th.sala.timekeeping;

import java.util.Locale;
import th.sala.leave.LeaveKind;

/// Why somebody need not be in the office for a day or half of it.
///
/// @param leave the message that names the kind of leave; empty for everything else, and to whom
///   may not know it
record Excuse(Kind kind, Part part, String leave) {
    enum Kind {
        LEAVE,
        /// ไปราชการ
        TRIP,
        /// ประชุม
        MEETING,
        /// อบรม สัมมนา
        TRAINING,
        /// ไปช่วยราชการ
        SECONDED,
        /// เหตุการณ์พิเศษ: no leave, as the head decided
        EVENT;

        public String key() {
            return "timekeeping.excuse." + name().toLowerCase(Locale.ROOT);
        }
    }

    static Excuse duty(Kind kind, Part part) {
        return new Excuse(kind, part, "");
    }

    static Excuse leave(LeaveKind kind, Part part) {
        return new Excuse(Kind.LEAVE, part, kind.key());
    }

    boolean isLeave() {
        return kind == Kind.LEAVE;
    }

    /// As those see it who may not know which leave it is.
    Excuse withoutKind() {
        return new Excuse(kind, part, "");
    }

    public String key() {
        return leave.isEmpty() ? kind.key() : leave;
    }
}
