package th.sala.meetings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// การประชุม, with all that stands in its record.
///
/// @param secret การประชุมลับ: those who decided so want no recording where the rules allow that;
///   not a matter with a secrecy class, which is refused
/// @param organiser the official who arranges it (ผู้มีหน้าที่จัดการประชุม)
/// @param attendees in their order, the chair first
/// @param items by their numbers
/// @param version how often it was changed
public record Meeting(
        UUID id,
        UUID agency,
        String title,
        MeetingKind kind,
        RuleSet rules,
        boolean secret,
        Instant begins,
        Instant ends,
        BackupChannel backup,
        UUID organiser,
        String organiserName,
        MeetingState state,
        int version,
        List<Attendee> attendees,
        List<AgendaItem> items) {
    public Meeting {
        attendees = List.copyOf(attendees);
        items = List.copyOf(items);
    }

    Meeting with(List<Attendee> people, List<AgendaItem> agenda) {
        return new Meeting(
                id,
                agency,
                title,
                kind,
                rules,
                secret,
                begins,
                ends,
                backup,
                organiser,
                organiserName,
                state,
                version,
                people,
                agenda);
    }

    public Optional<Attendee> attendee(UUID id) {
        return attendees.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// For pages; empty of somebody who is not on the list any more.
    public String nameOf(UUID attendee) {
        return attendee(attendee).map(Attendee::name).orElse("");
    }

    Attendee mustHave(UUID attendee) {
        return attendee(attendee)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    public Optional<Attendee> of(@Nullable UUID official) {
        return official == null
                ? Optional.empty()
                : attendees.stream().filter(one -> official.equals(one.official())).findFirst();
    }

    public Optional<Attendee> chair() {
        return first(AttendeeRole.CHAIR);
    }

    public Optional<Attendee> operator() {
        return first(AttendeeRole.OPERATOR);
    }

    private Optional<Attendee> first(AttendeeRole role) {
        return attendees.stream().filter(one -> one.role() == role).findFirst();
    }

    public Optional<AgendaItem> item(UUID id) {
        return items.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    AgendaItem mustHaveItem(UUID item) {
        return item(item).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// What is being discussed.
    public Optional<AgendaItem> current() {
        return state instanceof MeetingState.Open open && open.item() != null
                ? item(open.item())
                : Optional.empty();
    }

    /// Whether the official arranges it: the organiser, secretaries and their assistants.
    public boolean isArrangedBy(@Nullable UUID official) {
        return organiser.equals(official)
                || of(official).filter(one -> one.role().isOfTheSecretariat()).isPresent();
    }

    /// Whether the official may see it.
    public boolean isOpenTo(@Nullable UUID official) {
        return organiser.equals(official) || of(official).isPresent();
    }

    /// Whether the official may see from where others attend: those who run the meeting, and those
    /// who arrange it. It is often a home (X6).
    public boolean showsPlacesTo(@Nullable UUID official) {
        return isArrangedBy(official)
                || of(official).filter(one -> one.role().isInControl()).isPresent();
    }

    /// Whether the attendee may read the papers of an item now.
    public boolean mayRead(Attendee reader, AgendaItem item) {
        return ControlRules.isKnownEnough(this, reader)
                && ControlRules.isUnconcerned(this, reader, item);
    }

    /// Whether sound or picture of everybody is recorded.
    public boolean isRecorded() {
        return rules.isRecorded(kind, secret);
    }

    public String path() {
        return "/meetings/" + id;
    }
}
