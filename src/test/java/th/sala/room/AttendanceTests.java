package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttendanceTests {
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");

    private final UUID who = UUID.randomUUID();
    private final List<RoomEvents.Row> rows = new ArrayList<>();

    private void at(int minute, RoomEvent event) {
        rows.add(new RoomEvents.Row(minute(minute), event));
    }

    private static Instant minute(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    @Test
    void whoWaitedAtTheDoorWasNotThere() {
        at(0, new RoomEvent.Came(who, true));
        at(5, new RoomEvent.Admitted(who, who));
        at(20, new RoomEvent.Left(who));
        assertThat(Attendance.of(rows, minute(60)).of(who))
                .containsExactly(new Attendance.Interval(minute(5), minute(20), false));
    }

    @Test
    void whoLostTheConnectionWasAwayAndDoesNotCountAsPresent() {
        at(0, new RoomEvent.Came(who, false));
        at(10, new RoomEvent.Lost(who));
        at(12, new RoomEvent.Came(who, false));
        at(30, new RoomEvent.Ended(who));
        var attendance = Attendance.of(rows, minute(60));
        assertThat(attendance.of(who))
                .containsExactly(
                        new Attendance.Interval(minute(0), minute(10), false),
                        new Attendance.Interval(minute(10), minute(12), true),
                        new Attendance.Interval(minute(12), minute(30), false));
        assertThat(attendance.present(who)).isEqualTo(Duration.ofMinutes(28));
    }

    @Test
    void whoWasRemovedIsNotThereUntilAdmittedAgain() {
        at(0, new RoomEvent.Came(who, false));
        at(3, new RoomEvent.Removed(who, "-", who));
        at(4, new RoomEvent.Came(who, true));
        at(6, new RoomEvent.Lost(who));
        assertThat(Attendance.of(rows, minute(60)).present(who)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whoIsAdmittedWhileAwayIsThereOnlyOnceTheyCome() {
        at(0, new RoomEvent.Came(who, false));
        at(3, new RoomEvent.Removed(who, "-", who));
        at(4, new RoomEvent.Admitted(who, who));
        assertThat(Attendance.of(rows, minute(60)).present(who)).isEqualTo(Duration.ofMinutes(3));
        at(20, new RoomEvent.Came(who, false));
        at(30, new RoomEvent.Ended(who));
        assertThat(Attendance.of(rows, minute(60)).present(who)).isEqualTo(Duration.ofMinutes(13));
    }

    @Test
    void whoWentFromTheDoorIsNotAdmittedInTheirAbsence() {
        at(0, new RoomEvent.Came(who, true));
        at(2, new RoomEvent.Lost(who));
        at(3, new RoomEvent.Admitted(who, who));
        assertThat(Attendance.of(rows, minute(60)).of(who)).isEmpty();
    }

    @Test
    void whoseLinkEndsIsGoneAndTheNextWaits() {
        at(0, new RoomEvent.Came(who, false));
        at(5, new RoomEvent.Revoked(who));
        at(6, new RoomEvent.Came(who, true));
        assertThat(Attendance.of(rows, minute(60)).present(who)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("a room was at work when it said so, or wrote something, whichever is later")
    void lastSeen() {
        assertThat(OpenRooms.lastSeen(Optional.empty(), rows)).isEmpty();
        assertThat(OpenRooms.lastSeen(Optional.of(minute(1)), rows)).contains(minute(1));
        at(2, new RoomEvent.Came(who, false));
        at(4, new RoomEvent.HandRaised(who));
        assertThat(OpenRooms.lastSeen(Optional.empty(), rows)).contains(minute(4));
        assertThat(OpenRooms.lastSeen(Optional.of(minute(1)), rows)).contains(minute(4));
        assertThat(OpenRooms.lastSeen(Optional.of(minute(5)), rows)).contains(minute(5));
    }

    @Test
    @DisplayName("a meeting that is not over is cut off now")
    void notOver() {
        at(0, new RoomEvent.Came(who, false));
        assertThat(Attendance.of(rows, minute(7)).present(who)).isEqualTo(Duration.ofMinutes(7));
        assertThat(Attendance.of(rows, minute(7)).of(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aClockThatIsSetChangesNobodysTime() {
        for (var hours : List.of(-3, 3)) {
            rows.clear();
            at(0, new RoomEvent.Came(who, false));
            at(10 + hours * 60, new RoomEvent.ClockSet(minute(10)));
            at(15 + hours * 60, new RoomEvent.Lost(who));
            at(16 + hours * 60, new RoomEvent.ClockSet(minute(16 + hours * 60)));
            at(17 + hours * 60, new RoomEvent.Came(who, false));
            at(20 + hours * 60, new RoomEvent.Ended(who));
            var attendance = Attendance.of(rows, minute(20 + hours * 60));
            assertThat(attendance.of(who))
                    .as("set by %d hours", hours)
                    .allMatch(interval -> interval.length().isPositive());
            assertThat(attendance.present(who)).isEqualTo(Duration.ofMinutes(18));
        }
    }

    @Test
    @DisplayName("what a room said before its clock was set is nothing to go by")
    void lastSeenByTheClockOfNow() {
        at(100, new RoomEvent.HandRaised(who));
        at(40, new RoomEvent.ClockSet(minute(100)));
        assertThat(OpenRooms.lastSeen(Optional.of(minute(39)), rows)).contains(minute(40));
        at(41, new RoomEvent.HandRaised(who));
        assertThat(OpenRooms.lastSeen(Optional.of(minute(43)), rows)).contains(minute(43));
    }
}
