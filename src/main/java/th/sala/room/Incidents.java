package th.sala.room;

import static th.sala.law.Instrument.ETDA_63;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import th.sala.law.Clause;
import th.sala.meetings.TroubleKind;
import th.sala.meetings.Troubles;
import th.sala.thai.Display;

/// เหตุขัดข้องที่ระบบพบเอง: what the room itself sees goes wrong, for the meeting's log of
/// incidents.
@Component
class Incidents {
    private static final long MEGA = 1_000_000;

    private final Troubles troubles;
    private final MessageSource messages;

    Incidents(Troubles troubles, MessageSource messages) {
        this.troubles = troubles;
        this.messages = messages;
    }

    /// An incident in words, as the log keeps it.
    record Incident(TroubleKind kind, String words) {}

    /// What an event says that went wrong, or is well again.
    ///
    /// @param name of an attendee; empty of somebody who was not in the room
    @Clause(id = "M14", of = ETDA_63, value = "ข้อ 8(2.6)")
    Optional<Incident> of(RoomEvent event, Function<UUID, Optional<String>> name) {
        return switch (event) {
            case RoomEvent.MediaLost(var why) -> seen(TroubleKind.SOUND, "media-lost", why);
            case RoomEvent.MediaBack _ -> seen(TroubleKind.SOUND, "media-back");
            case RoomEvent.Lost(var who) ->
                    name.apply(who).flatMap(one -> seen(TroubleKind.CONNECTION, "lost", one));
            case RoomEvent.DiskShort(var free) ->
                    seen(TroubleKind.OTHER, "disk-short", Display.OFFICIAL.number(free / MEGA));
            case RoomEvent.DiskEnough _ -> seen(TroubleKind.OTHER, "disk-enough");
            case RoomEvent.ClockSet _ -> seen(TroubleKind.OTHER, "clock-set");
            default -> Optional.empty();
        };
    }

    /// That the program itself was not at work.
    Incident restarted() {
        return new Incident(TroubleKind.CONNECTION, words("restarted"));
    }

    private Optional<Incident> seen(TroubleKind kind, String key, Object... arguments) {
        return Optional.of(new Incident(kind, words(key, arguments)));
    }

    private String words(String key, Object... arguments) {
        return messages.getMessage("room.incident." + key, arguments, Display.THAI);
    }

    /// Enters it; in the transaction of the event.
    void enter(UUID agency, UUID meeting, Incident incident) {
        troubles.happened(agency, meeting, incident.kind(), incident.words());
    }
}
