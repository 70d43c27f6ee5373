package th.sala.room;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Dossier;
import th.sala.evidence.Evidence;
import th.sala.media.Cut;
import th.sala.proof.Fields;
import th.sala.proof.Hash;

/// Keeps what happens in a room, and enters what counts into the evidence in the same transaction.
@Service
class RoomRecord {
    private final RoomEvents events;
    private final Evidence evidence;
    private final Wire wire;

    RoomRecord(RoomEvents events, Evidence evidence, Wire wire) {
        this.events = events;
        this.evidence = evidence;
        this.wire = wire;
    }

    /// @param also what belongs into the same transaction
    @Transactional
    void keep(Actor by, UUID meeting, Instant at, List<RoomEvent> happened, Runnable also) {
        also.run();
        for (var event : happened) {
            events.add(by.agency(), meeting, at, event);
            act(meeting, at, event).ifPresent(act -> evidence.record(by, act));
            if (event instanceof RoomEvent.ClockSet) {
                events.alive(by.agency(), meeting, at);
            }
            if (event instanceof RoomEvent.Ended) {
                evidence.record(by, closed(by.agency(), meeting, at));
            }
        }
    }

    @Transactional(readOnly = true)
    List<RoomEvents.Row> of(UUID agency, UUID meeting) {
        return events.of(agency, meeting);
    }

    @Transactional
    void alive(UUID agency, UUID meeting, Instant at) {
        events.alive(agency, meeting, at);
    }

    @Transactional(readOnly = true)
    Optional<Instant> lastAlive(UUID agency, UUID meeting) {
        return events.lastAlive(agency, meeting);
    }

    /// The record as it stands when the meeting ends: whoever changed a row afterwards is found
    /// out.
    private Act closed(UUID agency, UUID meeting, Instant at) {
        var rows = events.of(agency, meeting);
        var said = Fields.none().with("rows", rows.size()).with("file", digest(rows) + " room.txt");
        return Act.done("room.record-closed", "meeting", meeting, at, said);
    }

    String digest(List<RoomEvents.Row> rows) {
        return Hash.sha256(text(rows)).hex();
    }

    private String text(List<RoomEvents.Row> rows) {
        return rows.stream()
                .map(row -> {
                    var written = wire.write(row.event());
                    return row.at() + " " + written.kind() + " " + written.body() + "\n";
                })
                .collect(Collectors.joining());
    }

    /// Puts the record into a bundle as it was closed, in the file of which that entry speaks, and
    /// the entries about the room.
    @Transactional(readOnly = true)
    Dossier into(Dossier dossier, UUID agency, UUID meeting) {
        var rows = new ArrayList<RoomEvents.Row>();
        for (var row : events.of(agency, meeting)) {
            rows.add(row);
            if (row.event() instanceof RoomEvent.Ended) {
                var text = text(rows);
                var content = text.getBytes(StandardCharsets.UTF_8);
                dossier.file(Hash.sha256(text).hex(), "txt", out -> out.write(content));
            }
        }
        return dossier.entriesOf(List.of(meeting));
    }

    /// What of it is evidence: who was there when, every act of control with what the media server
    /// said to it, what was presented, where the items begin. Not what people say or type.
    private static Optional<Act> act(UUID meeting, Instant at, RoomEvent event) {
        var none = Fields.none();
        return switch (event) {
            case RoomEvent.Opened _ -> done("room.opened", meeting, at, none);
            case RoomEvent.Came(var who, var waits) ->
                    done("room.came", meeting, at, of(who).with("waits", waits));
            case RoomEvent.Lost(var who) -> done("room.lost", meeting, at, of(who));
            case RoomEvent.Left(var who) -> done("room.left", meeting, at, of(who));
            case RoomEvent.Admitted(var who, _) -> done("room.admitted", meeting, at, of(who));
            case RoomEvent.Removed(var who, var words, _) ->
                    done("room.removed", meeting, at, of(who).with("reason", words));
            case RoomEvent.Presented(var who, Source.Screen _) ->
                    done("room.presented", meeting, at, of(who).with("source", "screen"));
            case RoomEvent.Presented(var who, Source.Paper(var paper, var page)) ->
                    done(
                            "room.presented",
                            meeting,
                            at,
                            of(who).with("source", "paper " + paper).with("page", page));
            case RoomEvent.PresentingEnded _ -> done("room.presenting-ended", meeting, at, none);
            case RoomEvent.CutOrdered(var who, var cuts, var cause, var words, _) ->
                    done(
                            "room.cut",
                            meeting,
                            at,
                            of(who).with("cuts", names(cuts))
                                    .with("cause", cause)
                                    .with("reason", words));
            case RoomEvent.Muted(var who, var words, _) ->
                    done(
                            "room.cut",
                            meeting,
                            at,
                            of(who).with("cuts", names(Set.of(Cut.AUDIO)))
                                    .with("cause", CutCause.NECESSITY)
                                    .with("reason", words));
            case RoomEvent.Unmuted(var who, _) ->
                    done(
                            "room.cut",
                            meeting,
                            at,
                            of(who).with("cuts", "")
                                    .with("cause", CutCause.NECESSITY)
                                    .with("reason", "-"));
            case RoomEvent.CutAnswered(var who, var cuts, var cause, var micros, var trouble) ->
                    done(
                            "room.cut-answered",
                            meeting,
                            at,
                            of(who).with("cuts", names(cuts))
                                    .with("cause", cause == null ? "" : cause)
                                    .with("micros", micros)
                                    .with("trouble", trouble));
            case RoomEvent.Hinted(var who, _, _) -> done("room.hinted", meeting, at, of(who));
            case RoomEvent.AsideAsked(var who, var by) ->
                    done("room.aside-asked", meeting, at, of(who).with("operator", by));
            case RoomEvent.AsideOpened(var who, var by) ->
                    done("room.aside-opened", meeting, at, of(who).with("operator", by));
            case RoomEvent.AsideEnded(var who, var with, var why) ->
                    done(
                            "room.aside-ended",
                            meeting,
                            at,
                            of(who).with("operator", with).with("cause", why));
            case RoomEvent.MediaLost(var why) ->
                    done("room.media-lost", meeting, at, none.with("trouble", why));
            case RoomEvent.MediaBack _ -> done("room.media-back", meeting, at, none);
            case RoomEvent.DiskShort(var free) ->
                    done("room.disk-short", meeting, at, none.with("free", free));
            case RoomEvent.DiskEnough _ -> done("room.disk-enough", meeting, at, none);
            case RoomEvent.ClockSet(var before) ->
                    done("room.clock-set", meeting, at, none.with("former-clock", before));
            case RoomEvent.ItemBegan _,
                    RoomEvent.InterestSaid _,
                    RoomEvent.Identified _,
                    RoomEvent.Revoked _,
                    RoomEvent.Devices _,
                    RoomEvent.HandRaised _,
                    RoomEvent.HandLowered _,
                    RoomEvent.Said _,
                    RoomEvent.Ended _ ->
                    // the meeting's own record says it, or nobody asks
                    Optional.empty();
        };
    }

    private static Optional<Act> done(String name, UUID meeting, Instant at, Fields said) {
        return Optional.of(Act.done(name, "meeting", meeting, at, said));
    }

    private static Fields of(UUID attendee) {
        return Fields.none().with("attendee", attendee);
    }

    private static String names(Set<Cut> cuts) {
        return cuts.stream().sorted().map(Cut::name).collect(Collectors.joining(" "));
    }
}
