package th.sala.media;

import java.util.Set;
import th.sala.installation.Installation;

/// Asks a media server that has just come up for a connection, and looks where it leads: an address
/// that Janus does not find makes it use all the others, without a word.
final class AddressProbe {
    private static final String ROOM = "probe";

    private static final String OFFER =
            """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=ice-ufrag:probe
            a=ice-pwd:probeprobeprobeprobeprobe
            a=fingerprint:sha-256 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F
            a=setup:actpass
            a=mid:0
            a=sendonly
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            """
                    .replace("\n", "\r\n");

    private AddressProbe() {}

    /// @throws Installation.Unusable if it leads anywhere but to `address`
    static void check(JanusProcess process, String address) {
        var addresses = addresses(process);
        if (!addresses.equals(Set.of(address))) {
            throw new Installation.Unusable(
                    "Janus would use %s instead of %s: set sala.media.addresses"
                            .formatted(addresses, address));
        }
    }

    private static Set<String> addresses(JanusProcess process) {
        var handle = process.line().attach("probe", _ -> {});
        try {
            handle.ask(
                    request("create")
                            .put("admin_key", process.access().rooms())
                            .put("is_private", true));
            handle.ask(request("join").put("ptype", "publisher").put("id", ROOM));
            return Sdp.addresses(handle.offer(request("publish"), OFFER).sdp());
        } finally {
            handle.ask(request("destroy"));
            handle.detach();
        }
    }

    private static tools.jackson.databind.node.ObjectNode request(String name) {
        return JanusLine.JSON.createObjectNode().put("request", name).put("room", ROOM);
    }
}
