package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import th.sala.law.Clause;

/// ประเภทการลา: the eleven kinds, two of them with a part that is counted or asked for in a way of
/// its own. Each says how it is counted, whether it is asked for in Sala or on paper, and what such
/// a paper says beside its days.
@Clause(id = "L1", of = LEAVE_55, value = "ข้อ 17")
public enum LeaveKind {
    /// ลาป่วย
    SICK(1, Count.WORKING_DAYS, By.SALA),
    /// ลาป่วยตามกฎหมายว่าด้วยการสงเคราะห์ข้าราชการผู้ได้รับอันตราย
    INJURED(1, Count.ALL_DAYS, By.SALA),
    /// ลาคลอดบุตร
    MATERNITY(2, Count.ALL_DAYS, By.PAPER, PaperFact.BIRTH, PaperFact.SIGNED_BY_OTHER),
    /// ลาไปช่วยเหลือภริยาที่คลอดบุตร
    PATERNITY(3, Count.WORKING_DAYS, By.PAPER, PaperFact.BIRTH),
    /// ลากิจส่วนตัว
    PERSONAL(4, Count.WORKING_DAYS, By.SALA),
    /// ลากิจส่วนตัวเพื่อเลี้ยงดูบุตร
    CHILD_RAISING(4, Count.WORKING_DAYS, By.PAPER),
    /// ลาพักผ่อน
    VACATION(5, Count.WORKING_DAYS, By.SALA),
    /// ลาอุปสมบทหรือไปประกอบพิธีฮัจย์
    ORDINATION(
            6,
            Count.ALL_DAYS,
            By.PAPER,
            PaperFact.RITE,
            PaperFact.CEREMONY,
            PaperFact.PLACE,
            PaperFact.ROYAL_PERMISSION,
            PaperFact.LEFT),
    /// ลาเข้ารับการตรวจเลือกหรือเข้ารับการเตรียมพล
    CALL_UP(
            7,
            Count.ALL_DAYS,
            By.PAPER,
            PaperFact.CALL,
            PaperFact.SUMMONS,
            PaperFact.SUMMONED,
            PaperFact.REPORTED,
            PaperFact.CALL_DAY,
            PaperFact.RELEASED,
            PaperFact.EXTENDED),
    /// ลาไปศึกษา ฝึกอบรม ปฏิบัติการวิจัย หรือดูงาน
    STUDY(
            8,
            Count.ALL_DAYS,
            By.PAPER,
            PaperFact.PURPOSE,
            PaperFact.SUBJECT,
            PaperFact.INSTITUTION,
            PaperFact.COUNTRY),
    /// ลาไปปฏิบัติงานในองค์การระหว่างประเทศ
    ORGANISATION(9, Count.ALL_DAYS, By.PAPER, PaperFact.INSTITUTION, PaperFact.COUNTRY),
    /// ลาติดตามคู่สมรส
    SPOUSE(
            10,
            Count.ALL_DAYS,
            By.PAPER,
            PaperFact.SPOUSE,
            PaperFact.SPOUSE_ORDER,
            PaperFact.SPOUSE_FROM,
            PaperFact.SPOUSE_UNTIL,
            PaperFact.SPOUSE_BACK,
            PaperFact.COUNTRY),
    /// ลาไปฟื้นฟูสมรรถภาพด้านอาชีพ
    REHABILITATION(
            11,
            Count.ALL_DAYS,
            By.PAPER,
            PaperFact.CAUSE,
            PaperFact.ABILITY,
            PaperFact.COURSE,
            PaperFact.ORGANISER,
            PaperFact.COURSE_FROM,
            PaperFact.COURSE_UNTIL);

    /// Which days are charged.
    enum Count {
        ALL_DAYS,
        WORKING_DAYS
    }

    /// How it is asked for.
    enum By {
        SALA,
        PAPER
    }

    /// The kind's number in ข้อ 17.
    final int number;

    private final Count count;
    private final By by;
    private final List<PaperFact> facts;

    LeaveKind(int number, Count count, By by, PaperFact... facts) {
        this.number = number;
        this.count = count;
        this.by = by;
        this.facts =
                Stream.concat(
                                Stream.of(facts),
                                by == By.PAPER ? Stream.of(PaperFact.INCOMPLETE) : Stream.of())
                        .toList();
    }

    /// What its paper says, in the order of the form.
    public List<PaperFact> facts() {
        return facts;
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
        return by == By.SALA;
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
