package th.sala.media;

import java.util.Optional;
import java.util.UUID;

/// What one participant sends: camera and microphone, or a shared screen.
public record Feed(UUID participant, boolean screen) {
    private static final String SCREEN = ":screen";

    /// As the media server calls it.
    String name() {
        return participant + (screen ? SCREEN : "");
    }

    static Optional<Feed> of(String name) {
        var screen = name.endsWith(SCREEN);
        var id = screen ? name.substring(0, name.length() - SCREEN.length()) : name;
        try {
            return Optional.of(new Feed(UUID.fromString(id), screen));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
