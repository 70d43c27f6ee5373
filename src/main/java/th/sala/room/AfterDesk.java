package th.sala.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.BundleFile;
import th.sala.evidence.Bundles;
import th.sala.evidence.Dossier;
import th.sala.evidence.Evidence;
import th.sala.media.Cut;
import th.sala.media.Recordings;
import th.sala.media.Track;
import th.sala.media.TrafficData;
import th.sala.media.TrafficPart;
import th.sala.meetings.Attendee;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingDesk;
import th.sala.meetings.MeetingRooms;
import th.sala.meetings.MeetingState;
import th.sala.meetings.Preparation;
import th.sala.meetings.Readiness;
import th.sala.meetings.Trouble;
import th.sala.meetings.Troubles;
import th.sala.proof.Fields;

/// What is known of a meeting once it is held: who was there, what was cut, what went wrong, what
/// was recorded. Whoever attended or arranges it may look; traffic data is for auditors alone.
@Service
@Transactional
class AfterDesk {
    private final MeetingDesk meetings;
    private final MeetingRooms rooms;
    private final Troubles troubles;
    private final RoomEvents events;
    private final RoomRecord record;
    private final Bundles bundles;
    private final Recordings recordings;
    private final TrafficData traffic;
    private final Evidence evidence;
    private final Clock clock;

    AfterDesk(
            MeetingDesk meetings,
            MeetingRooms rooms,
            Troubles troubles,
            RoomEvents events,
            RoomRecord record,
            Bundles bundles,
            Recordings recordings,
            TrafficData traffic,
            Evidence evidence,
            Clock clock) {
        this.meetings = meetings;
        this.rooms = rooms;
        this.troubles = troubles;
        this.events = events;
        this.record = record;
        this.bundles = bundles;
        this.recordings = recordings;
        this.traffic = traffic;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// A cut, or what was given back, as the media server answered it.
    ///
    /// @param cause null where all is given back
    record CutLine(
            Instant at,
            String name,
            Set<Cut> cuts,
            @Nullable CutCause cause,
            long millis,
            String trouble) {}

    /// An item of the agenda, from when until when.
    record Chapter(String number, String title, Instant from, Instant until) {}

    /// @param saidWhere whether they said where they were
    /// @param place where, for those who may see it (X6)
    record PersonLine(
            UUID id,
            String name,
            String role,
            boolean saidWhere,
            String place,
            boolean identified,
            List<Attendance.Interval> intervals,
            Duration present,
            boolean audio,
            boolean video) {}

    /// All of it.
    record Held(
            Meeting meeting,
            Instant begun,
            Instant ended,
            List<PersonLine> people,
            List<CutLine> cuts,
            List<Chapter> chapters,
            List<Trouble> troubles,
            List<Track> tracks,
            int connections,
            long volume,
            boolean tested,
            Set<Preparation> missing,
            boolean mediaLost,
            Hearing hearing,
            boolean mayTakeAll) {
        double seconds(Instant at) {
            return Math.max(0, Duration.between(begun, at).toMillis() / 1_000.0);
        }

        public double from(Attendance.Interval interval) {
            return seconds(interval.from());
        }

        public double until(Attendance.Interval interval) {
            return seconds(interval.until());
        }

        public double at(Instant moment) {
            return seconds(moment);
        }

        public boolean mayHear() {
            return hearing == Hearing.YES;
        }

        /// Why not.
        public String hearingKey() {
            return "room.playback." + hearing.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether some of it is still being closed.
        public boolean isGrowing() {
            return tracks.stream().anyMatch(track -> track.ended() == null);
        }

        public double length() {
            return Math.max(1, seconds(ended));
        }

        public String nameOf(UUID attendee) {
            return meeting.attendee(attendee).map(one -> one.name()).orElse("");
        }
    }

    /// @throws RoomRefusal.NotOpen if it was not opened yet
    @Transactional(readOnly = true)
    Held of(SignedIn who, UUID id) {
        var meeting = meetings.see(who, id);
        var rows = events.of(who.agency(), id);
        var now = clock.instant();
        var begun = begun(meeting).orElseThrow(RoomRefusal.NotOpen::new);
        var ended = meeting.state() instanceof MeetingState.Ended(_, var at) ? at : now;
        var tracks = recordings.of(who.agency(), id);
        var parts = traffic.of(who.agency(), id);
        return new Held(
                meeting,
                begun,
                ended,
                people(
                        meeting,
                        meeting.showsPlacesTo(who.official()),
                        Attendance.of(rows, ended),
                        tracks),
                cuts(meeting, rows),
                chapters(meeting, rows, ended),
                troubles.log(who.agency(), id),
                tracks,
                parts.size(),
                parts.stream().mapToLong(TrafficPart::volume).sum(),
                rooms.lastTest(meeting).filter(Readiness::ready).isPresent(),
                Set.copyOf(rooms.missing(meeting)),
                rows.stream().anyMatch(row -> row.event() instanceof RoomEvent.MediaLost),
                Hearing.of(meeting, who.official(), rows),
                mayTakeAll(meeting, who));
    }

    private static Optional<Instant> begun(Meeting meeting) {
        return switch (meeting.state()) {
            case MeetingState.Open(var since, _) -> Optional.of(since);
            case MeetingState.Ended(var opened, _) -> Optional.of(opened);
            case MeetingState.Planned _, MeetingState.Cancelled _ -> Optional.empty();
        };
    }

    private static List<PersonLine> people(
            Meeting meeting, boolean showsPlaces, Attendance attendance, List<Track> tracks) {
        return meeting.attendees().stream()
                .map(one ->
                        new PersonLine(
                                one.id(),
                                one.name(),
                                one.role().key(),
                                !place(one).isEmpty(),
                                showsPlaces ? place(one) : "",
                                one.isIdentified(),
                                attendance.of(one.id()),
                                attendance.present(one.id()),
                                used(tracks, one.id(), Track.Kind.AUDIO),
                                used(tracks, one.id(), Track.Kind.VIDEO)))
                .toList();
    }

    private static String place(Attendee one) {
        return one.identification() == null ? "" : one.identification().place();
    }

    private static boolean used(List<Track> tracks, UUID who, Track.Kind kind) {
        return tracks.stream()
                .anyMatch(track -> track.feed().participant().equals(who) && track.kind() == kind);
    }

    private static List<CutLine> cuts(Meeting meeting, List<RoomEvents.Row> rows) {
        var lines = new ArrayList<CutLine>();
        for (var row : rows) {
            if (row.event()
                    instanceof
                    RoomEvent.CutAnswered(var who, var cuts, var cause, var micros, var trouble)) {
                var name = meeting.attendee(who).map(one -> one.name()).orElse("");
                lines.add(new CutLine(row.at(), name, cuts, cause, micros / 1_000, trouble));
            }
        }
        return List.copyOf(lines);
    }

    private static List<Chapter> chapters(
            Meeting meeting, List<RoomEvents.Row> rows, Instant ended) {
        var chapters = new ArrayList<Chapter>();
        for (var row : rows) {
            if (row.event() instanceof RoomEvent.ItemBegan(var item, _)) {
                if (!chapters.isEmpty()) {
                    var last = chapters.removeLast();
                    chapters.add(new Chapter(last.number(), last.title(), last.from(), row.at()));
                }
                meeting.item(item)
                        .ifPresent(one ->
                                chapters.add(
                                        new Chapter(
                                                Integer.toString(one.number()),
                                                one.title(),
                                                row.at(),
                                                ended)));
            }
        }
        return List.copyOf(chapters);
    }

    /// @throws RoomRefusal.NotYetHeard before the meeting is over
    /// @throws RoomRefusal.KeptOut if they were kept out of a part of the meeting
    @Transactional(readOnly = true)
    void mustHear(SignedIn who, UUID id, UUID track) {
        var meeting = meetings.see(who, id);
        var isOfMeeting =
                recordings.of(who.agency(), id).stream().anyMatch(one -> one.id().equals(track));
        switch (Hearing.of(meeting, who.official(), events.of(who.agency(), id))) {
            case NOT_YET -> throw new RoomRefusal.NotYetHeard();
            case KEPT_OUT -> throw new RoomRefusal.KeptOut();
            case YES -> {
                if (!isOfMeeting) {
                    throw none();
                }
            }
        }
    }

    private static boolean mayTakeAll(Meeting meeting, SignedIn who) {
        return !meeting.state().isToCome() && Hearing.isOfThoseWhoAnswer(meeting, who.official());
    }

    /// All evidence of the meeting, for those who answer for its minutes: the recordings, the
    /// room's record, and every entry. Not the traffic data, which is for auditors.
    ///
    /// @return what writes it, without the database
    /// @throws RoomRefusal.NotYetHeard before the meeting is over
    BundleFile.Content bundle(SignedIn who, UUID id) {
        var meeting = meetings.see(who, id);
        if (meeting.state().isToCome()) {
            throw new RoomRefusal.NotYetHeard();
        }
        if (!mayTakeAll(meeting, who)) {
            throw new AccessDeniedException("others answer for the minutes");
        }
        var said = Fields.none().with("form", "evidence");
        evidence.record(
                who.actor(), Act.done("room.evidence-taken", "meeting", id, clock.instant(), said));
        var dossier = new Dossier(Dossier.Kind.MEETING, "การประชุม " + meeting.title());
        record.into(dossier, who.agency(), id);
        return bundles.ready(who.agency(), recordings.into(dossier, who.agency(), id));
    }

    /// That somebody played a recording, or took it away.
    void enter(String act, SignedIn who, UUID id, UUID track) {
        var said = Fields.none().with("track", track);
        evidence.record(who.actor(), Act.done(act, "meeting", id, clock.instant(), said));
    }

    /// Traffic data, for auditors; that they read it is evidence.
    List<TrafficPart> traffic(SignedIn who, UUID id, String form) {
        if (rooms.find(id).isEmpty()) {
            throw none();
        }
        var parts = traffic.of(who.agency(), id);
        var said = Fields.none().with("rows", parts.size()).with("form", form);
        evidence.record(
                who.actor(Role.AUDITOR),
                Act.done("room.traffic-read", "meeting", id, clock.instant(), said));
        return parts;
    }

    @Transactional(readOnly = true)
    Meeting meeting(UUID id) {
        return rooms.find(id).orElseThrow(AfterDesk::none);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
