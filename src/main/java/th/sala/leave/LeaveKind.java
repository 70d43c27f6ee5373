package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.Locale;
import th.sala.law.Clause;

/// ประเภทการลา: the eleven kinds, two of them with a part that is counted or asked for in a way of
/// its own.
@Clause(id = "L1", of = LEAVE_55, value = "ข้อ 17")
public enum LeaveKind {
    /// ลาป่วย
    SICK(1, Count.WORKING_DAYS, true),
    /// ลาป่วยตามกฎหมายว่าด้วยการสงเคราะห์ข้าราชการผู้ได้รับอันตราย
    INJURED(1, Count.ALL_DAYS, true),
    /// ลาคลอดบุตร
    MATERNITY(2, Count.ALL_DAYS, false),
    /// ลาไปช่วยเหลือภริยาที่คลอดบุตร
    PATERNITY(3, Count.WORKING_DAYS, false),
    /// ลากิจส่วนตัว
    PERSONAL(4, Count.WORKING_DAYS, true),
    /// ลากิจส่วนตัวเพื่อเลี้ยงดูบุตร
    CHILD_RAISING(4, Count.WORKING_DAYS, false),
    /// ลาพักผ่อน
    VACATION(5, Count.WORKING_DAYS, true),
    /// ลาอุปสมบทหรือไปประกอบพิธีฮัจย์
    ORDINATION(6, Count.ALL_DAYS, false),
    /// ลาเข้ารับการตรวจเลือกหรือเข้ารับการเตรียมพล
    CALL_UP(7, Count.ALL_DAYS, false),
    /// ลาไปศึกษา ฝึกอบรม ปฏิบัติการวิจัย หรือดูงาน
    STUDY(8, Count.ALL_DAYS, false),
    /// ลาไปปฏิบัติงานในองค์การระหว่างประเทศ
    ORGANISATION(9, Count.ALL_DAYS, false),
    /// ลาติดตามคู่สมรส
    SPOUSE(10, Count.ALL_DAYS, false),
    /// ลาไปฟื้นฟูสมรรถภาพด้านอาชีพ
    REHABILITATION(11, Count.ALL_DAYS, false);

    /// Which days are charged.
    enum Count {
        ALL_DAYS,
        WORKING_DAYS
    }

    /// The kind's number in ข้อ 17.
    final int number;

    private final Count count;
    private final boolean electronic;

    LeaveKind(int number, Count count, boolean electronic) {
        this.number = number;
        this.count = count;
        this.electronic = electronic;
    }

    /// Holidays in between are charged, too, except for sick leave that is not by the law on
    /// injured officials, for helping one's wife, personal leave and vacation.
    @Clause(id = "L2", of = LEAVE_55, value = "ข้อ 10 วรรคสอง")
    public boolean isChargedByWorkingDays() {
        return count == Count.WORKING_DAYS;
    }

    /// Sick leave, vacation, and personal leave that is not for raising a child.
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคสอง")
    public boolean mayBeElectronic() {
        return electronic;
    }

    /// Whether leaves of this kind that follow each other are one leave.
    @Clause(id = "L3", of = LEAVE_55, value = "ข้อ 10 วรรคสาม")
    boolean isChained() {
        return number == SICK.number || number == PERSONAL.number;
    }

    /// Helping one's wife, personal leave that is not for raising a child, and vacation.
    @Clause(id = "L4", of = LEAVE_55, value = "ข้อ 10 วรรคสี่")
    boolean isRecallable() {
        return this == PATERNITY || this == PERSONAL || this == VACATION;
    }

    public String key() {
        return "leave.kind." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
