package th.sala.leave;

import java.util.Locale;

/// ตำแหน่งของผู้ลา, as far as it says who may approve.
public enum PaperOffice {
    OFFICIAL,
    /// หัวหน้าส่วนราชการ
    HEAD,
    /// ปลัดกระทรวงหรือหัวหน้าส่วนราชการขึ้นตรง
    DIRECT_HEAD,
    /// นายกรัฐมนตรี
    PRIME_MINISTER,
    /// ข้าราชการการเมือง
    POLITICAL,
    /// ข้าราชการการเมืองกรุงเทพมหานคร
    BANGKOK_POLITICAL;

    public String key() {
        return "leave.office." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
