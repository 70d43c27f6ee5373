package th.sala.leave;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is away by approved leave, for other modules. Every call is made in the agency's scope.
///
/// Why somebody is away is theirs, and their superiors', to know: who shows this to others shows
/// that they are away, and nothing else.
@Service
@Transactional(readOnly = true)
public class Absences {
    private final LeaveRuns runs;

    Absences(LeaveRuns runs) {
        this.runs = runs;
    }

    /// Approved leave of these officials of which a half day at least lies in the days asked for,
    /// by its first half day. Half days are kept, and a run is whole even where it goes beyond.
    public List<Absence> of(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return officials.isEmpty() || last.isBefore(first)
                ? List.of()
                : runs.approved(agency, officials, first, last);
    }

    /// หยุดราชการเพราะเหตุการณ์พิเศษ: days of which the head decided that they are no leave.
    public record Event(UUID official, LeaveDays days) {}

    /// Special events of these officials of which a half day at least lies in the days asked for.
    public List<Event> events(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return officials.isEmpty() || last.isBefore(first)
                ? List.of()
                : runs.events(agency, officials, first, last);
    }

    /// มาช่วยราชการ: somebody of another agency is here.
    ///
    /// @param until the first day without; null while it goes on
    public record Stay(UUID official, LocalDate from, @Nullable LocalDate until) {}

    /// When these officials were here from other agencies, the first time first.
    public List<Stay> stays(UUID agency, Collection<UUID> officials) {
        return officials.isEmpty() ? List.of() : runs.stays(agency, officials);
    }
}
