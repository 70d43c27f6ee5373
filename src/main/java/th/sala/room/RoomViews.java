package th.sala.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import th.sala.media.Feed;
import th.sala.media.IceServer;

/// What of a room's state somebody may see.
final class RoomViews {
    private RoomViews() {}

    /// That somebody is cut everybody sees; why, in words, only they themselves and who controls.
    /// That two speak alone is for all to see.
    static Tell.PersonView person(RoomState room, RoomState.Person person, UUID viewer) {
        var attendee = person.attendee();
        var standing = room.standing(attendee.id());
        var isOpenly = standing.cause() == CutCause.ASIDE;
        var knowsWhy = isOpenly || viewer.equals(attendee.id()) || room.controls(viewer);
        return new Tell.PersonView(
                attendee.id(),
                attendee.name(),
                attendee.position(),
                attendee.role(),
                person.presence(),
                person.removed(),
                person.identified(),
                person.audio(),
                person.video(),
                standing.cuts(),
                knowsWhy ? standing.cause() : null,
                knowsWhy ? standing.words() : "");
    }

    /// The private line of somebody.
    static Tell.Aside aside(RoomState.Aside aside, UUID viewer) {
        var asked = viewer.equals(aside.attendee());
        var state =
                aside.open()
                        ? Tell.AsideState.OPEN
                        : asked ? Tell.AsideState.ASKED : Tell.AsideState.WAITING;
        return new Tell.Aside(aside.opposite(viewer), state, null);
    }

    static Tell.RoomView room(RoomState room) {
        var interested = new TreeMap<UUID, Set<UUID>>();
        room.items()
                .forEach(item -> {
                    var those = room.interestedIn(item.id());
                    if (!those.isEmpty()) {
                        interested.put(item.id(), those);
                    }
                });
        return new Tell.RoomView(
                room.item().orElse(null),
                room.showing().map(RoomViews::showing).orElse(null),
                room.hands(),
                interested,
                room.mediaLost());
    }

    private static Tell.ShowingView showing(RoomState.Showing showing) {
        return switch (showing.source()) {
            case Source.Screen _ -> new Tell.ShowingView(showing.who(), true, null, 0);
            case Source.Paper(var paper, var page) ->
                    new Tell.ShowingView(showing.who(), false, paper, page);
        };
    }

    static Tell.LineView line(RoomState.Line line) {
        return new Tell.LineView(line.at(), line.who(), line.words());
    }

    static Tell.Whole whole(RoomState room, UUID viewer, List<Feed> feeds, List<IceServer> ice) {
        var people = new ArrayList<Tell.PersonView>();
        room.people().forEach(one -> people.add(person(room, one, viewer)));
        var talk = room.talk().stream().map(RoomViews::line).toList();
        return new Tell.Whole(viewer, room(room), people, talk, feeds, ice);
    }
}
