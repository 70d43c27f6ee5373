package th.sala.media;

import java.util.List;

/// What a device will receive, once it has answered.
///
/// @param offer SDP for the device's receiving connection; empty if there is nothing to negotiate:
///   nobody sends yet, or all is as it was
/// @param fresh whether the offer begins a new connection; the former one is over then
/// @param tracks which place of the connection shows whom
public record Subscription(String offer, boolean fresh, List<Track> tracks) {
    /// @param mid the place in the connection
    /// @param kind `audio` or `video`
    public record Track(String mid, Feed feed, String kind) {}

    public Subscription {
        tracks = List.copyOf(tracks);
    }
}
