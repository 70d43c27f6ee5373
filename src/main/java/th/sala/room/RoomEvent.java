package th.sala.room;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.media.Cut;

/// What happened in a room: a row of its record. All of a room's rows, in their order, make its
/// state again. The names are in the database.
sealed interface RoomEvent {
    record Opened(UUID by) implements RoomEvent {}

    /// Somebody reached the door; whom nobody let in yet waits.
    record Came(UUID who, boolean waits) implements RoomEvent {}

    /// The connection was lost: away, not gone.
    record Lost(UUID who) implements RoomEvent {}

    record Left(UUID who) implements RoomEvent {}

    /// That they are who they say is known no more: off the list, or their link is another's now.
    /// Whoever comes next in their place is at the door like the first time.
    record Revoked(UUID who) implements RoomEvent {}

    record Admitted(UUID who, UUID by) implements RoomEvent {}

    /// Was vouched for, or signed in, while already here.
    record Identified(UUID who) implements RoomEvent {}

    record Removed(UUID who, String words, UUID by) implements RoomEvent {}

    /// Which of their devices somebody has on; what they may send is another matter.
    record Devices(UUID who, boolean audio, boolean video) implements RoomEvent {}

    record HandRaised(UUID who) implements RoomEvent {}

    record HandLowered(UUID who, UUID by) implements RoomEvent {}

    record Presented(UUID who, Source source) implements RoomEvent {}

    record PresentingEnded(UUID by) implements RoomEvent {}

    record ItemBegan(UUID item, UUID by) implements RoomEvent {}

    /// That somebody has an interest in an item, or has none after all.
    record InterestSaid(UUID item, UUID who, boolean has, UUID by) implements RoomEvent {}

    /// What chair or operator cut by name; all that stands from now on. Nothing: it is given back.
    record CutOrdered(UUID who, Set<Cut> cuts, CutCause cause, String words, UUID by)
            implements RoomEvent {
        public CutOrdered {
            cuts = inOrder(cuts);
        }
    }

    /// Muted together with all others, besides whatever is cut by name.
    record Muted(UUID who, String words, UUID by) implements RoomEvent {}

    record Unmuted(UUID who, UUID by) implements RoomEvent {}

    /// What the media server said to all cuts that somebody has now, whatever their cause.
    ///
    /// @param micros how long it took
    /// @param trouble why it did not; empty if it did
    record CutAnswered(
            UUID who, Set<Cut> cuts, @Nullable CutCause cause, long micros, String trouble)
            implements RoomEvent {
        public CutAnswered {
            cuts = inOrder(cuts);
        }
    }

    record Said(UUID who, String words) implements RoomEvent {}

    /// A hint of help, for one person's screen.
    record Hinted(UUID who, String words, UUID by) implements RoomEvent {}

    /// The operator wants to speak with an attendee alone.
    ///
    /// @param by the operator
    record AsideAsked(UUID who, UUID by) implements RoomEvent {}

    /// The attendee takes it: the room does not hear the two from now on.
    ///
    /// @param by the operator
    record AsideOpened(UUID who, UUID by) implements RoomEvent {}

    /// It is over, or was never taken.
    ///
    /// @param with the operator
    record AsideEnded(UUID who, UUID with, AsideEnd why) implements RoomEvent {}

    /// Media were not to be had, or are back.
    record MediaLost(String why) implements RoomEvent {}

    record MediaBack() implements RoomEvent {}

    /// The disk would not hold the recording any more, or has room again. What is missing in
    /// between is missing for that.
    ///
    /// @param free bytes that were left
    record DiskShort(long free) implements RoomEvent {}

    record DiskEnough() implements RoomEvent {}

    /// The machine's clock was set: what stands before this row is measured by another clock than
    /// what stands after it.
    ///
    /// @param before what the former clock would have said at the row's time
    record ClockSet(Instant before) implements RoomEvent {}

    record Ended(UUID by) implements RoomEvent {}

    /// In one order, so that a row always reads the same.
    private static Set<Cut> inOrder(Set<Cut> cuts) {
        var ordered = EnumSet.noneOf(Cut.class);
        ordered.addAll(cuts);
        return Collections.unmodifiableSet(ordered);
    }
}
