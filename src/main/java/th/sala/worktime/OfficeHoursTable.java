package th.sala.worktime;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.SignedIn;
import th.sala.thai.ThaiText;

/// The office hours of one agency and how they changed.
@Service
@LeavesEvidence
class OfficeHoursTable {
    private final OfficeHoursChanges changes;
    private final Clock clock;

    OfficeHoursTable(OfficeHoursChanges changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /// Those that hold, by their first days.
    @Transactional(readOnly = true)
    List<OfficeHoursChange> of(UUID agency) {
        return changes.of(agency);
    }

    @Transactional(readOnly = true)
    List<OfficeHoursChange> withdrawn(UUID agency) {
        return changes.withdrawn(agency);
    }

    /// @throws FarAhead if the first day is more than a year ahead
    /// @throws ClosesBeforeOpening unless the office opens before it closes
    /// @throws AlreadyDecided if other hours hold from that very day on
    @Transactional
    void decide(
            LocalDate firstDay, LocalTime opening, LocalTime closing, String source, SignedIn who) {
        if (firstDay.isAfter(LocalDate.now(clock).plusYears(1))) {
            throw new FarAhead();
        }
        if (!opening.isBefore(closing)) {
            throw new ClosesBeforeOpening();
        }
        var change =
                new OfficeHoursChange(
                        who.agency(),
                        UUID.randomUUID(),
                        firstDay,
                        new OfficeHours(opening, closing),
                        ThaiText.normalise(source),
                        clock.instant(),
                        who.name(),
                        null);
        if (!changes.add(change)) {
            throw new AlreadyDecided();
        }
    }

    /// @throws AlreadyChanged if the agency has no such line, or it is withdrawn
    @Transactional
    void withdraw(UUID id, String reason, SignedIn who) {
        var act = new Holiday.Act(clock.instant(), who.name(), ThaiText.normalise(reason));
        if (!changes.withdraw(who.agency(), id, act)) {
            throw new AlreadyChanged();
        }
    }
}
