package th.sala.media;

import java.util.List;

/// A relay (TURN) for devices whose network lets nothing else through.
///
/// @param urls as `RTCPeerConnection` takes them
/// @param username says until when it holds
/// @param credential good for this username alone
public record IceServer(List<String> urls, String username, String credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
