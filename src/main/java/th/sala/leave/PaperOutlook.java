package th.sala.leave;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// What a leave on paper comes to before it is recorded. Half days throughout.
///
/// @param span holidays included
/// @param charged in all fiscal years together
/// @param breaches what is not as a clause says; empty as long as not all is filled in
/// @param ended other leaves that end because of it
/// @param duties what is to be done after it
/// @param refusal why it cannot be recorded so; null if it can
public record PaperOutlook(
        LeaveKind kind,
        LeaveDays days,
        int span,
        int charged,
        List<Outlook.Year> years,
        Set<Breach> breaches,
        List<LeaveRequest> ended,
        List<Duty.Due> duties,
        @Nullable Refusal refusal) {
    public PaperOutlook {
        years = List.copyOf(years);
        ended = List.copyOf(ended);
        duties = List.copyOf(duties);
    }

    /// What it is charged, by fiscal year.
    List<Counting.Charge> charges() {
        return years.stream().map(one -> new Counting.Charge(one.year(), one.charged())).toList();
    }

    /// What may be recorded with the reason.
    public List<Breach> explained() {
        return breaches.stream().filter(one -> one.explainable).toList();
    }

    /// What may not.
    public List<Breach> refused() {
        return breaches.stream().filter(one -> !one.explainable).toList();
    }
}
