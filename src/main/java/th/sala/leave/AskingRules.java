package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.Locale;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// What the law asks of a request for leave, before and after it is sent.
final class AskingRules {
    /// From so many days on, sick leave needs a certificate: half days.
    private static final int CERTIFIED = 60;

    private AskingRules() {}

    /// Refusal: a kind that is asked for on paper.
    static final class OnPaper extends Refusal {
        OnPaper() {
            super(new Citation("L1", LEAVE_55, "ข้อ 12 วรรคสอง"), "leave.refused.on-paper");
        }
    }

    /// Refusal: sick for thirty days or more without a certificate.
    static final class NoCertificate extends Refusal {
        NoCertificate() {
            super(new Citation("L7", LEAVE_55, "ข้อ 18 วรรคสาม"), "leave.refused.no-certificate");
        }
    }

    /// Refusal: personal leave without saying what for.
    static final class NoReason extends Refusal {
        NoReason() {
            super(new Citation("L10", LEAVE_55, "ข้อ 21"), "leave.refused.no-reason");
        }
    }

    /// Refusal: personal leave that has begun, without saying why it could not wait.
    static final class NoNecessity extends Refusal {
        NoNecessity() {
            super(new Citation("L10", LEAVE_55, "ข้อ 21"), "leave.refused.no-necessity");
        }
    }

    /// Refusal: vacation that has begun already.
    static final class NotBefore extends Refusal {
        NotBefore() {
            super(new Citation("L11", LEAVE_55, "ข้อ 26"), "leave.refused.not-before");
        }
    }

    /// When a request was handed in.
    enum Handing {
        /// ก่อนหรือในวันที่ลา
        IN_TIME,
        /// ในวันแรกที่มาปฏิบัติราชการ
        FIRST_DAY_BACK,
        /// หลังจากนั้น
        LATER;

        public String key() {
            return "leave.handing." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @throws OnPaper for all kinds but three
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคสอง")
    static void mayBeElectronic(LeaveKind kind) {
        if (!kind.mayBeElectronic()) {
            throw new OnPaper();
        }
    }

    /// Before the leave or on its first day, or, where that could not be, on the first day back.
    /// What is later is for the approver to judge.
    ///
    /// @param back the first working day after the leave
    @Clause(id = "L7", of = LEAVE_55, value = "ข้อ 18 วรรคหนึ่ง")
    @Clause(id = "L10", of = LEAVE_55, value = "ข้อ 21 วรรคสอง")
    static Handing handing(LeaveDays days, LocalDate back, LocalDate today) {
        if (!today.isAfter(days.first())) {
            return Handing.IN_TIME;
        }
        return today.isAfter(back) ? Handing.LATER : Handing.FIRST_DAY_BACK;
    }

    /// @param span of the whole chain, in half days
    @Clause(id = "L7", of = LEAVE_55, value = "ข้อ 18 วรรคสาม")
    static boolean needsCertificate(LeaveKind kind, int span) {
        return kind.number == LeaveKind.SICK.number && span >= CERTIFIED;
    }

    /// @throws NoCertificate if one is needed and none is there
    @Clause(id = "L7", of = LEAVE_55, value = "ข้อ 18 วรรคสาม")
    static void certificateIsThere(LeaveKind kind, int span, boolean hasPaper) {
        if (needsCertificate(kind, span) && !hasPaper) {
            throw new NoCertificate();
        }
    }

    /// Personal leave waits for the permission, or says why it could not.
    ///
    /// @throws NoReason if it says not what for
    /// @throws NoNecessity if it begins today or before, and nothing is said
    @Clause(id = "L10", of = LEAVE_55, value = "ข้อ 21")
    static void personalIsExplained(
            LeaveKind kind, LeaveDays days, String reason, String necessity, LocalDate today) {
        if (kind.number != LeaveKind.PERSONAL.number) {
            return;
        }
        if (reason.isBlank()) {
            throw new NoReason();
        }
        if (!days.first().isAfter(today) && necessity.isBlank()) {
            throw new NoNecessity();
        }
    }

    /// Vacation begins after the permission; asked for and approved on the first day is in time.
    ///
    /// @throws NotBefore if the first day is over
    @Clause(id = "L11", of = LEAVE_55, value = "ข้อ 26")
    static void vacationIsAhead(LeaveKind kind, LeaveDays days, LocalDate today) {
        if (kind == LeaveKind.VACATION && days.first().isBefore(today)) {
            throw new NotBefore();
        }
    }
}
