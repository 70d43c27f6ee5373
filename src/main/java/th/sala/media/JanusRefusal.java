package th.sala.media;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The media server's "no", by its number.
final class JanusRefusal {
    private static final Logger LOG = LoggerFactory.getLogger(JanusRefusal.class);

    /// `janus/plugins/janus_videoroom.c` and `apierror.h`
    private static final int NO_SUCH_ROOM = 426;

    private static final int NO_SUCH_SESSION = 458;

    private static final int NO_SUCH_HANDLE = 459;

    private JanusRefusal() {}

    /// @throws MediaTrouble if the answer is one
    static void check(JsonNode answer) {
        var general = answer.path("error");
        if (!general.isMissingNode()) {
            throw trouble(general.path("code").asInt(), general.path("reason").asString(""));
        }
        var own = answer.at("/plugindata/data");
        if (own.has("error_code")) {
            throw trouble(own.path("error_code").asInt(), own.path("error").asString(""));
        }
    }

    /// What it says may quote a device's words: these stay out of the log.
    private static MediaTrouble trouble(int code, String why) {
        LOG.info("a media server refuses: {}", code);
        LOG.debug("it says: {}", why);
        return switch (code) {
            // it has not been made again yet since the server came back
            case NO_SUCH_ROOM -> new MediaTrouble(MediaTrouble.Reason.SERVER_DOWN);
            case NO_SUCH_SESSION, NO_SUCH_HANDLE ->
                    new MediaTrouble(MediaTrouble.Reason.SERVER_DOWN);
            default -> new MediaTrouble(MediaTrouble.Reason.REFUSED);
        };
    }
}
