package th.sala.leave;

import java.util.Locale;

/// Whose power it was by which a paper was approved; who signed may have had it by delegation.
public enum PaperPower {
    /// ผู้มีอำนาจอนุญาตตามตารางท้ายระเบียบ
    TABLE,
    /// หัวหน้าส่วนราชการ who is no governor
    HEAD,
    /// ผู้ว่าราชการจังหวัด
    GOVERNOR,
    /// หัวหน้าส่วนราชการขึ้นตรง
    DIRECT_HEAD,
    /// ปลัดกระทรวง
    PERMANENT_SECRETARY,
    /// รัฐมนตรีเจ้าสังกัด
    MINISTER,
    /// รองนายกรัฐมนตรี
    DEPUTY_PRIME_MINISTER,
    /// นายกรัฐมนตรี
    PRIME_MINISTER,
    /// ผู้ว่าราชการกรุงเทพมหานคร
    BANGKOK_GOVERNOR,
    /// ประธานสภากรุงเทพมหานคร
    BANGKOK_COUNCIL_CHAIR;

    public String key() {
        return "leave.power." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
