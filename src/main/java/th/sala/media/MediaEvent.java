package th.sala.media;

import java.util.Set;
import java.util.UUID;

/// What happens to live media; published as plain application events, one after the other for each
/// media server, outside any transaction and any agency's scope.
public sealed interface MediaEvent {
    UUID room();

    /// What is sent arrives: others may subscribe.
    ///
    /// @param kinds `audio`, `video`
    record Published(UUID room, UUID participant, boolean screen, Set<String> kinds)
            implements MediaEvent {
        public Published {
            kinds = Set.copyOf(kinds);
        }
    }

    /// Nothing comes of it any more: left, replaced, lost, or removed.
    record Unpublished(UUID room, Feed feed) implements MediaEvent {}

    /// What somebody says on the line that is open for them arrives there.
    record AsideHeard(UUID room, UUID participant) implements MediaEvent {}

    record Talking(UUID room, UUID participant, boolean talks) implements MediaEvent {}

    /// How one connection of a participant does, every few seconds.
    ///
    /// @param rtt milliseconds there and back; 0 while unknown
    /// @param lost packets that did not arrive, since the connection began
    /// @param jitter milliseconds
    /// @param bitrateIn bits a second from the device
    /// @param bitrateOut bits a second to the device
    record Stats(
            UUID room,
            UUID participant,
            long rtt,
            long lost,
            long jitter,
            long bitrateIn,
            long bitrateOut)
            implements MediaEvent {}

    /// Many packets get lost at once.
    ///
    /// @param uplink whether on the way from the device
    record SlowLink(UUID room, UUID participant, boolean uplink, long lost) implements MediaEvent {}

    /// The room's media server died; it is started again, and devices publish and subscribe anew.
    record ServerLost(UUID room) implements MediaEvent {}

    /// The room is there again, empty; cuts and removals stand.
    record ServerBack(UUID room) implements MediaEvent {}

    /// The disk will not hold the recording of this room to its end.
    ///
    /// @param free bytes left
    record DiskAlarm(UUID room, long free) implements MediaEvent {}

    /// The disk has room again; what is recorded of this room goes into fresh files.
    record DiskEnough(UUID room) implements MediaEvent {}
}
