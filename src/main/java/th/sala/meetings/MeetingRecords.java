package th.sala.meetings;

import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Meetings put together from their rows. Called in a transaction, in the agency's scope.
@Component
class MeetingRecords {
    private final MeetingRows rows;
    private final AttendeeRows attendees;
    private final AgendaRows agenda;

    MeetingRecords(MeetingRows rows, AttendeeRows attendees, AgendaRows agenda) {
        this.rows = rows;
        this.attendees = attendees;
        this.agenda = agenda;
    }

    Optional<Meeting> find(UUID agency, UUID id) {
        return rows.find(agency, id).map(this::whole);
    }

    /// Nobody else changes it until the transaction ends.
    Meeting locked(UUID agency, UUID id) {
        return rows.lock(agency, id).map(this::whole).orElseThrow(MeetingRecords::none);
    }

    static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private Meeting whole(Meeting bare) {
        var people =
                attendees.of(bare.agency(), bare.id()).stream()
                        .map(one -> asOf(bare, one))
                        .toList();
        return bare.with(people, agenda.of(bare.agency(), bare.id()));
    }

    /// A meeting that was postponed, or has other rules now, wants to know anew who is who.
    private static Attendee asOf(Meeting meeting, Attendee one) {
        var said = one.identification();
        return said == null || IdentificationRules.counts(meeting, said) ? one : one.unidentified();
    }
}
