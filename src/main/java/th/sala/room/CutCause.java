package th.sala.room;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.MICT_57;

import th.sala.law.Clause;

/// เหตุที่ตัดสัญญาณ: why somebody is not heard or seen, or gets nothing.
enum CutCause {
    /// มีเหตุจำเป็น
    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    NECESSITY,

    /// กรณีฉุกเฉิน
    EMERGENCY,

    /// เหตุตามกฎหมาย
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    LAW,

    /// ส่วนได้เสียในเรื่องที่พิจารณา: from the beginning of the item to its end, by itself
    INTEREST,

    /// สายเสียงส่วนตัวกับผู้ควบคุมระบบ: what is said there is not for the room; as long as it
    /// lasts, by itself
    ASIDE
}
