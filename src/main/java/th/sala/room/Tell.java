package th.sala.room;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.media.Cut;
import th.sala.media.Feed;
import th.sala.media.IceServer;
import th.sala.media.Subscription.Track;
import th.sala.meetings.AttendeeRole;

/// What the room says to a browser; `ui/room/protocol.ts` has the same names.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Tell {
    /// @param cause why, where the receiver may know
    /// @param words the reason in words, for themselves and for those in control
    record PersonView(
            UUID id,
            String name,
            String position,
            AttendeeRole role,
            RoomState.Presence presence,
            boolean removed,
            boolean identified,
            boolean audio,
            boolean video,
            Set<Cut> cuts,
            @Nullable CutCause cause,
            String words) {}

    /// @param paper null while a screen is shown
    record ShowingView(UUID who, boolean screen, @Nullable UUID paper, int page) {}

    /// @param hands who wants to speak, the longest waiting first
    /// @param interested by item
    record RoomView(
            @Nullable UUID item,
            @Nullable ShowingView showing,
            List<UUID> hands,
            Map<UUID, Set<UUID>> interested,
            boolean mediaLost) {}

    record LineView(Instant at, UUID who, String words) {}

    /// All there is to know, when somebody gets in and whenever they come back.
    ///
    /// @param ice relays for their connection
    record Whole(
            UUID you,
            RoomView room,
            List<PersonView> people,
            List<LineView> talk,
            List<Feed> feeds,
            List<IceServer> ice)
            implements Tell {}

    /// At the door, until somebody lets them in.
    record Waiting(boolean identified) implements Tell {}

    record Person(PersonView person) implements Tell {}

    record Room(RoomView room) implements Tell {}

    record Line(LineView line) implements Tell {}

    /// Who sends what now.
    record Feeds(List<Feed> feeds) implements Tell {}

    /// To `Publish`.
    record Published(String answer) implements Tell {}

    /// To `Present`.
    record Presenting(String answer) implements Tell {}

    /// To `Subscribe`, and whenever the media server wants something else.
    record Offer(String offer, boolean fresh, List<Track> tracks) implements Tell {}

    record Talking(UUID who, boolean talks) implements Tell {}

    /// For those in control: how somebody's connection does.
    record Figures(UUID who, long rtt, long lost, long jitter, long up, long down)
            implements Tell {}

    /// For those in control: what somebody's browser says of itself.
    record Report(
            UUID who, String browser, String camera, String microphone, double loss, double rtt)
            implements Tell {}

    record Hint(String words) implements Tell {}

    /// The private line to somebody else, as it is for the receiver.
    ///
    /// @param with null without one
    /// @param why it is over; null if there is one
    record Aside(@Nullable UUID with, AsideState state, @Nullable AsideEnd why) implements Tell {}

    enum AsideState {
        NONE,
        /// Somebody wants to speak with them.
        ASKED,
        /// The other one has not answered yet.
        WAITING,
        OPEN
    }

    /// To `SpeakAside`.
    record AsideSpoken(String answer) implements Tell {}

    /// To `HearAside`.
    record AsideOffer(String offer) implements Tell {}

    /// The other one can be heard there: ask for it.
    record AsideHeard() implements Tell {}

    /// The disk will not hold the recording, for those in control.
    record DiskAlarm(long free) implements Tell {}

    record Refused(String sentence, String clause) implements Tell {}

    /// The last word on this connection.
    record Gone(Why why, String words) implements Tell {}

    enum Why {
        /// Chair or operator removed them.
        REMOVED,
        /// The meeting is over.
        ENDED,
        /// They came in from somewhere else, too.
        REPLACED,
        /// They said good-bye.
        LEFT,
        /// The connection did not keep up, or sent what nobody sends; it may try again.
        BROKEN
    }

    record Beat() implements Tell {}
}
