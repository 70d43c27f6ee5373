package th.sala.leave;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ใบลากระดาษที่บันทึกแล้ว: a leave that was asked for and approved on paper.
///
/// @param request its days and where it stands, beside all other leaves of the person
/// @param explanation why what is not as a clause says was approved
/// @param convertedFrom the leave whose days became this one; null for most
/// @param version how often it was recorded or corrected
public record PaperLeave(
        LeaveRequest request,
        PaperFacts facts,
        PaperOffice office,
        Approval approval,
        LocalDate handedIn,
        String explanation,
        Set<Breach> breaches,
        @Nullable UUID convertedFrom,
        int version,
        Instant recordedAt,
        String recordedBy) {

    /// Who approved, by what paper; of a call-up, who received the report.
    ///
    /// @param power whose power it was
    /// @param name of who signed
    /// @param paper its number and date, or where the approval stands
    public record Approval(
            PaperPower power, String name, String title, LocalDate on, String paper) {}

    /// What became of it.
    public enum What {
        RECORDED,
        CORRECTED,
        ENDED,
        CONVERTED,
        OVERRIDDEN;

        public String key() {
            return "leave.change." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param days after it, or, where none were left, before
    public record Change(
            int number, What what, LeaveDays days, String reason, Instant at, String by) {}

    /// Something that is to be done, of whose leave.
    ///
    /// @param due the last day; null where there is none, or it depends on what is not known yet
    public record Open(
            UUID request,
            UUID official,
            String name,
            LeaveKind kind,
            Duty duty,
            @Nullable LocalDate due,
            @Nullable LocalDate doneOn) {
        public boolean isLate(LocalDate today) {
            var day = doneOn == null ? today : doneOn;
            return due != null && day.isAfter(due);
        }
    }

    public PaperLeave {
        breaches = Collections.unmodifiableSet(new TreeSet<>(breaches));
    }

    /// Whether the days that were taken can become personal leave.
    public boolean canBecomePersonal() {
        return request.isApproved()
                && (MaternityRules.becomesPersonal(request.kind())
                        || OrdinationRules.becomesPersonal(request.kind()));
    }
}
