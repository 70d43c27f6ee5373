package th.sala.leave;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is still to be done after a leave was approved.
public enum Duty {
    /// ส่งใบลาตามแบบ
    FULL_FORM("ข้อ 12, 19"),
    /// รายงานตัวกลับเข้าปฏิบัติราชการ
    RETURN("ข้อ 30, 32, 35"),
    /// รายงานผล
    RESULT("ข้อ 35"),
    /// รายงานปลัดกระทรวงหรือหัวหน้าส่วนราชการขึ้นตรง
    REPORT_ABOVE("ข้อ 33"),
    /// แจ้งคณะรัฐมนตรี
    TELL_CABINET("ข้อ 41");

    /// As lawyers cite it.
    public final String clause;

    Duty(String clause) {
        this.clause = clause;
    }

    public String key() {
        return "leave.duty." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param day the last one; null where there is none, or it depends on what is not known yet
    record Due(Duty duty, @Nullable LocalDate day) {}
}
