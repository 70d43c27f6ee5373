package th.sala.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// การเข้าร่วมประชุม: who was in the room from when until when, by its record. Where the clock was
/// set an interval ends by the former clock and the next begins by the other: none is negative, and
/// their lengths are true.
record Attendance(Map<UUID, List<Interval>> intervals) {
    /// @param away the connection was lost; they had not left
    record Interval(Instant from, Instant until, boolean away) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    private record Open(Instant since, boolean away) {}

    /// @param now where a meeting that is not over yet is cut off
    static Attendance of(List<RoomEvents.Row> rows, Instant now) {
        var open = new LinkedHashMap<UUID, Open>();
        var all = new LinkedHashMap<UUID, List<Interval>>();
        var atTheDoor = new HashSet<UUID>();
        for (var row : rows) {
            switch (row.event()) {
                case RoomEvent.Came(var who, var waits) -> {
                    turn(all, open, who, row.at(), waits ? null : false);
                    if (waits) {
                        atTheDoor.add(who);
                    } else {
                        atTheDoor.remove(who);
                    }
                }
                case RoomEvent.Admitted(var who, _) when atTheDoor.remove(who) ->
                        turn(all, open, who, row.at(), false);
                case RoomEvent.Lost(var who) -> {
                    atTheDoor.remove(who);
                    if (open.containsKey(who)) {
                        turn(all, open, who, row.at(), true);
                    }
                }
                case RoomEvent.Left(var who) -> {
                    atTheDoor.remove(who);
                    turn(all, open, who, row.at(), null);
                }
                case RoomEvent.Removed(var who, _, _) -> {
                    atTheDoor.remove(who);
                    turn(all, open, who, row.at(), null);
                }
                case RoomEvent.Revoked(var who) -> {
                    atTheDoor.remove(who);
                    turn(all, open, who, row.at(), null);
                }
                case RoomEvent.ClockSet(var before) ->
                        List.copyOf(open.entrySet())
                                .forEach(one -> {
                                    turn(all, open, one.getKey(), before, null);
                                    open.put(
                                            one.getKey(),
                                            new Open(row.at(), one.getValue().away()));
                                });
                case RoomEvent.Ended _ ->
                        List.copyOf(open.keySet())
                                .forEach(who -> turn(all, open, who, row.at(), null));
                default -> {}
            }
        }
        List.copyOf(open.keySet()).forEach(who -> turn(all, open, who, now, null));
        return new Attendance(all);
    }

    /// @param away null: not in the room any more
    private static void turn(
            Map<UUID, List<Interval>> all,
            Map<UUID, Open> open,
            UUID who,
            Instant at,
            @Nullable Boolean away) {
        var before = open.remove(who);
        if (before != null && before.since().isBefore(at)) {
            all.computeIfAbsent(who, _ -> new ArrayList<>())
                    .add(new Interval(before.since(), at, before.away()));
        }
        if (away != null) {
            open.put(who, new Open(at, away));
        }
    }

    List<Interval> of(UUID attendee) {
        return intervals.getOrDefault(attendee, List.of());
    }

    /// How long they were there, without the time that they were away.
    Duration present(UUID attendee) {
        return of(attendee).stream()
                .filter(interval -> !interval.away())
                .map(Interval::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
