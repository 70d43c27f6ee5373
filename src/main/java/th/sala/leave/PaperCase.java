package th.sala.leave;

import java.time.LocalDate;
import java.util.List;

/// A leave on paper with all that the clauses ask about it.
///
/// @param handedIn when the paper was handed in
/// @param approved when it was approved; of a call-up, when the report was received
/// @param others of the person that hold, of any kind, itself not among them
record PaperCase(
        LeaveKind kind,
        LeaveDays days,
        PaperFacts facts,
        PaperOffice office,
        PaperPower power,
        LocalDate handedIn,
        LocalDate approved,
        List<Other> others,
        WorkingDays working) {
    /// Another leave.
    record Other(LeaveKind kind, LeaveDays days, PaperFacts facts) {}

    PaperCase {
        others = List.copyOf(others);
    }

    LocalDate first() {
        return days.first();
    }

    LocalDate last() {
        return days.last();
    }

    /// Others of the same kind.
    List<Other> same() {
        return others.stream().filter(other -> other.kind() == kind).toList();
    }
}
