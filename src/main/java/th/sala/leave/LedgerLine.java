package th.sala.leave;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of what a person has of a kind in a fiscal year.
///
/// @param halves half days: what was given is positive, what was taken negative
/// @param request by which days were taken or given back
public record LedgerLine(
        UUID agency,
        UUID id,
        UUID official,
        LeaveKind kind,
        FiscalYear year,
        Entry entry,
        int halves,
        @Nullable UUID request,
        Instant at,
        String by) {
    /// What gave or took the days.
    public enum Entry {
        /// สิทธิประจำปี
        GRANTED("ข้อ 23"),
        /// สิทธิเพิ่มในต่างประเทศ
        EXTRA("ข้อ 25"),
        /// วันลาสะสม
        CARRIED("ข้อ 24"),
        /// ลาก่อนเริ่มใช้ระบบ
        OPENING("ข้อ 10"),
        /// ลา
        TAKEN("ข้อ 10"),
        /// ยกเลิกวันลา
        CANCELLED("ข้อ 10"),
        /// แก้ไขวันลาที่บันทึกคลาดเคลื่อน
        CORRECTED("ข้อ 10"),
        /// นับวันลาใหม่ตามวันหยุดราชการ
        RECOUNTED("ข้อ 10");

        /// As lawyers cite it.
        public final String clause;

        Entry(String clause) {
            this.clause = clause;
        }

        public String key() {
            return "leave.entry-kind." + name().toLowerCase(Locale.ROOT);
        }
    }
}
