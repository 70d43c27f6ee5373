package th.sala.media;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One of our places at the plugin for rooms: somebody who sends, somebody who receives, or the one
/// by whom rooms are made and people are cut.
record JanusHandle(JanusLine line, long id) {
    /// The plugin's words, and the SDP that came with them; empty without.
    record Answer(JsonNode data, String sdp) {}

    Answer ask(ObjectNode body) {
        return ask(body, null, "");
    }

    Answer offer(ObjectNode body, String sdp) {
        return ask(body, "offer", sdp);
    }

    Answer answer(ObjectNode body, String sdp) {
        return ask(body, "answer", sdp);
    }

    private Answer ask(ObjectNode body, @Nullable String type, String sdp) {
        var request =
                JanusLine.JSON.createObjectNode().put("janus", "message").put("handle_id", id);
        request.set("body", body);
        if (type != null) {
            request.putObject("jsep").put("type", type).put("sdp", sdp);
        }
        var said = line.ask(request);
        return new Answer(said.at("/plugindata/data"), said.at("/jsep/sdp").asString(""));
    }

    /// Gone, whether or not the server still knows it. One that does not say so in time is killed:
    /// nothing may flow on that was to end.
    ///
    /// @throws MediaTrouble TOO_SLOW
    void detach() {
        line.forget(id);
        try {
            line.ask(JanusLine.JSON.createObjectNode().put("janus", "detach").put("handle_id", id));
        } catch (MediaTrouble gone) {
            // a handle that the server does not know any more sends nothing
            if (gone.reason() == MediaTrouble.Reason.TOO_SLOW) {
                line.close();
                throw gone;
            }
        }
    }
}
