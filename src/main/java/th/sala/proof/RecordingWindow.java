package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A stretch of a recorded track: what its bytes are, said within ten seconds of their coming.
///
/// @param track its id
/// @param number from 0
/// @param first its first byte in the track
/// @param length in bytes
/// @param digest of its bytes
/// @param chain of the chain before it and its digest: ties it to all that came before
public record RecordingWindow(
        String track, int number, long first, long length, Hash digest, Hash chain) {
    private static final int WORDS = 6;

    public RecordingWindow {
        if (number < 0 || first < 0 || length <= 0) {
            throw new IllegalArgumentException("no stretch of a track");
        }
    }

    /// The next one of a track.
    ///
    /// @param before the chain so far; [#begin] for the first one
    public static RecordingWindow of(
            String track, int number, long first, byte[] content, Hash before) {
        var digest = Hash.sha256(content);
        var chain = chain(before, digest);
        return new RecordingWindow(track, number, first, content.length, digest, chain);
    }

    /// Where the chain of a track begins.
    public static Hash begin(String track) {
        return Hash.sha256(track.getBytes(StandardCharsets.UTF_8));
    }

    static Hash chain(Hash before, Hash digest) {
        return Hash.sha256(before.bytes(), digest.bytes());
    }

    public long end() {
        return first + length;
    }

    /// As an entry of evidence says it.
    public String line() {
        return "%s %d %d %d %s %s"
                .formatted(track, number, first, length, digest.hex(), chain.hex());
    }

    /// @throws IllegalArgumentException if it is not what [#line] writes
    static RecordingWindow parse(String line) {
        var words = List.of(line.split(" ", -1));
        if (words.size() != WORDS) {
            throw new IllegalArgumentException("no stretch of a track: " + line);
        }
        return new RecordingWindow(
                words.get(0),
                Integer.parseInt(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)),
                Hash.ofHex(words.get(4)),
                Hash.ofHex(words.get(5)));
    }
}
