package th.sala.room;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.law.Refusal;
import th.sala.media.LiveMedia;
import th.sala.media.MediaEvent;
import th.sala.meetings.AttendingEnded;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingRooms;

/// The rooms at work in this program. One that nobody asked for since the program began is made
/// from its record.
@Service
class OpenRooms implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRooms.class);

    private final OpenRoom.Tools tools;
    private final Map<UUID, OpenRoom> rooms = new ConcurrentHashMap<>();

    /// Events wait for acts here, never in the media server's own thread, which acts wait for.
    private final ExecutorService events =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("room-events").factory());

    OpenRooms(
            RoomRecord record,
            LiveMedia media,
            MeetingRooms meetings,
            RoomPlans plans,
            Wire wire,
            Clock clock) {
        tools = new OpenRoom.Tools(record, media, meetings, plans, wire, clock);
    }

    /// Lets somebody in, or to the door.
    ///
    /// @throws Refusal if there is no room for them
    OpenRoom come(Connection connection) {
        var who = connection.who();
        return AgencyScope.within(
                who.agency(),
                () -> {
                    var room =
                            rooms.compute(
                                    who.meeting(),
                                    (id, known) -> {
                                        return known == null || known.isOver() ? make(id) : known;
                                    });
                    inDoubt(room, () -> room.come(connection));
                    return room;
                });
    }

    /// What fails without being refused leaves the room in doubt: it is made anew from its record.
    private static void inDoubt(OpenRoom room, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException failed) {
            LOG.error("room {} is made anew", room.meeting(), failed);
            room.breakDown();
        }
    }

    private OpenRoom make(UUID id) {
        var meeting = tools.meetings().find(id).orElseThrow(RoomRefusal.Stranger::new);
        if (meeting.state().isPlanned()) {
            throw new RoomRefusal.NotOpen();
        }
        if (!meeting.state().isOpen()) {
            throw new RoomRefusal.Ended();
        }
        var rows = tools.record().of(meeting.agency(), id);
        var room = new OpenRoom(meeting, state(meeting, rows), tools);
        room.begin(lastSeen(tools.record().lastAlive(meeting.agency(), id), rows));
        return room;
    }

    /// When the room is known to have been at work last: what it wrote counts like what it said of
    /// itself. What it wrote before its clock was set says nothing by the clock of now.
    static Optional<Instant> lastSeen(Optional<Instant> alive, List<RoomEvents.Row> rows) {
        var since = rows.size();
        while (since > 0 && !(rows.get(since - 1).event() instanceof RoomEvent.ClockSet)) {
            since--;
        }
        var byThisClock = rows.subList(Math.max(0, since - 1), rows.size());
        return Stream.concat(alive.stream(), byThisClock.stream().map(RoomEvents.Row::at))
                .max(Comparator.naturalOrder());
    }

    private static RoomState state(Meeting meeting, List<RoomEvents.Row> rows) {
        var state =
                new RoomState(
                        meeting.attendees(), meeting.items(), !meeting.rules().allowsVouching());
        rows.forEach(row -> state.apply(row.at(), row.event()));
        return state;
    }

    /// What somebody asked for, in the scope of their agency.
    void asked(OpenRoom room, Connection connection, Ask ask) {
        AgencyScope.within(
                connection.who().agency(), () -> inDoubt(room, () -> room.asked(connection, ask)));
    }

    void beat(OpenRoom room, Connection connection) {
        AgencyScope.within(connection.who().agency(), () -> inDoubt(room, room::beat));
    }

    void lost(OpenRoom room, Connection connection) {
        AgencyScope.within(
                connection.who().agency(), () -> inDoubt(room, () -> room.lost(connection)));
    }

    /// May somebody of the meeting get now what everybody gets?
    boolean sees(UUID meeting, UUID attendee) {
        return find(meeting).filter(room -> room.sees(attendee)).isPresent();
    }

    private Optional<OpenRoom> find(UUID meeting) {
        return Optional.ofNullable(rooms.get(meeting)).filter(room -> !room.isOver());
    }

    @EventListener
    void heard(MediaEvent event) {
        events.execute(() -> find(event.room()).ifPresent(room -> heard(room, event)));
    }

    private static void heard(OpenRoom room, MediaEvent event) {
        try {
            room.heard(event);
        } catch (RuntimeException failed) {
            LOG.error("room {} did not take what media said", event.room(), failed);
        }
    }

    /// Not before it is so: whoever is dropped comes back to what the meeting's record says.
    @TransactionalEventListener
    void ended(AttendingEnded event) {
        events.execute(() -> AgencyScope.within(event.agency(), () -> drop(event)));
    }

    /// A room that nobody asked for yet since the program began reads it in its record.
    private void drop(AttendingEnded event) {
        var room =
                rooms.compute(
                        event.meeting(),
                        (id, known) -> {
                            if (known == null || known.isOver()) {
                                note(event);
                            }
                            return known;
                        });
        if (room != null) {
            inDoubt(room, () -> room.drop(event.attendee()));
        }
    }

    private void note(AttendingEnded event) {
        var isOpen =
                tools.meetings()
                        .find(event.meeting())
                        .filter(meeting -> meeting.state().isOpen())
                        .isPresent();
        if (isOpen) {
            var by = Actor.program(event.agency());
            var revoked = List.<RoomEvent>of(new RoomEvent.Revoked(event.attendee()));
            tools.record().keep(by, event.meeting(), tools.clock().instant(), revoked, () -> {});
        }
    }

    @Override
    public void destroy() {
        events.shutdownNow();
    }
}
