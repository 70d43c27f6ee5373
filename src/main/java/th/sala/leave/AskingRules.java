package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

    /// Refusal: nothing says that the approver cannot decide.
    static final class ApproverIsThere extends Refusal {
        ApproverIsThere() {
            super(new Citation("L5", LEAVE_55, "ข้อ 8 วรรคสาม"), "leave.refused.approver-is-there");
        }
    }

    /// Refusal: nothing says why it cannot wait for the approver.
    static final class NotUrgent extends Refusal {
        NotUrgent() {
            super(new Citation("L5", LEAVE_55, "ข้อ 8 วรรคสาม"), "leave.refused.not-urgent");
        }
    }

    /// Refusal: a certificate is asked for sick leave alone.
    static final class NotSick extends Refusal {
        NotSick() {
            super(new Citation("L7", LEAVE_55, "ข้อ 18 วรรคสี่"), "leave.refused.not-sick");
        }
    }

    /// Refusal: an incomplete form, or none, without saying what was urgent.
    static final class NothingUrgent extends Refusal {
        NothingUrgent() {
            super(new Citation("L1", LEAVE_55, "ข้อ 12 วรรคหนึ่ง"), "leave.refused.nothing-urgent");
        }
    }

    /// Refusal: somebody else asks for a leave that is not for sickness.
    static final class TheirOwnToAsk extends Refusal {
        TheirOwnToAsk() {
            super(new Citation("L7", LEAVE_55, "ข้อ 18 วรรคสอง"), "leave.refused.their-own-to-ask");
        }
    }

    /// Refusal: somebody asks for another without saying why the other cannot sign.
    static final class NothingOfIllness extends Refusal {
        NothingOfIllness() {
            super(new Citation("L7", LEAVE_55, "ข้อ 18 วรรคสอง"), "leave.refused.no-illness");
        }
    }

    /// Why an approver cannot be waited for.
    enum Absence {
        ON_LEAVE(Trace.Act.ABOVE_ON_LEAVE),
        NOT_THERE(Trace.Act.ABOVE_NOT_THERE),
        CANNOT_ACT(Trace.Act.ABOVE_CANNOT_ACT);

        final Trace.Act act;

        Absence(Trace.Act act) {
            this.act = act;
        }

        public String key() {
            return "leave.absence." + name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    /// For shorter sick leave the approver may ask for a certificate, or send the person to a
    /// doctor of the government.
    ///
    /// @throws NotSick for other kinds
    @Clause(id = "L7", of = LEAVE_55, value = "ข้อ 18 วรรคสี่")
    static void certificateMayBeAskedFor(LeaveKind kind) {
        if (kind.number != LeaveKind.SICK.number) {
            throw new NotSick();
        }
    }

    /// Who is so ill that they cannot sign has somebody else ask for them.
    ///
    /// @param illness why they cannot
    /// @throws TheirOwnToAsk for other kinds
    /// @throws NothingOfIllness if nothing is said
    @Clause(id = "L7", of = LEAVE_55, value = "ข้อ 18 วรรคสอง")
    static void mayBeAskedForByAnother(LeaveKind kind, String illness) {
        if (kind.number != LeaveKind.SICK.number) {
            throw new TheirOwnToAsk();
        }
        if (illness.isBlank()) {
            throw new NothingOfIllness();
        }
    }

    /// An incomplete form comes first only where it is necessary or urgent.
    ///
    /// @throws NothingUrgent if nothing is said
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    static void urgencyIsExplained(String necessity) {
        if (necessity.isBlank()) {
            throw new NothingUrgent();
        }
    }

    /// Until when the full form follows: the first day back.
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    static LocalDate fullFormDue(LeaveDays days, WorkingDays working) {
        return working.after(days);
    }

    /// The approver is not there or cannot act, and it is urgent.
    ///
    /// @param absence why, as the applicant says; null if they say nothing
    /// @param isOnLeave whether the agency knows that the approver is on leave
    /// @throws ApproverIsThere if the approver can be waited for
    /// @throws NotUrgent if nothing is said of why it cannot wait
    @Clause(id = "L5", of = LEAVE_55, value = "ข้อ 8 วรรคสาม")
    static void mayGoAbove(@Nullable Absence absence, boolean isOnLeave, String urgency) {
        if (absence == null || (absence == Absence.ON_LEAVE && !isOnLeave)) {
            throw new ApproverIsThere();
        }
        if (urgency.isBlank()) {
            throw new NotUrgent();
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
