package th.sala.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.evidence.Dossier;
import th.sala.law.Refusal;

/// บันทึกการประชุม: what was recorded. Calls are made in the agency's scope, by whoever has looked
/// that the person may hear it, and leaves evidence of it.
@Service
public class Recordings {
    private final RecordingRegister register;
    private final RecordingFiles files;
    private final Converter converter;

    Recordings(
            @Value("${sala.data}") Path data,
            MediaSettings settings,
            RecordingRegister register,
            RecordingFiles files) {
        this.register = register;
        this.files = files;
        this.converter = new Converter(settings.converter(), data);
        converter.clean();
    }

    /// Refusal: the device sent nothing while this was recorded.
    public static final class NothingToPlay extends Refusal {
        NothingToPlay() {
            super("media.refused.nothing-to-play");
        }
    }

    /// Refusal: it is still being recorded.
    public static final class NotEnded extends Refusal {
        NotEnded() {
            super("media.refused.not-ended");
        }
    }

    /// A track as players take it.
    ///
    /// @param type `audio/ogg` or `video/webm`
    /// @param length in bytes
    public record Playable(String type, long length, SealedFile content) {
        /// Writes the bytes from one until before another.
        public void copyTo(OutputStream out, long from, long until) throws IOException {
            content.copyTo(out, from, until);
        }
    }

    /// All tracks of a room, the one begun first first.
    public List<Track> of(UUID agency, UUID room) {
        return register.ofRoom(agency, room);
    }

    /// Bytes that recording so many people will take.
    public long need(int people, long bitrate, Duration length) {
        return DiskWatch.need(people, bitrate, length);
    }

    /// Converted when it is asked for the first time.
    ///
    /// @throws NoSuchTrack if the agency has none such
    /// @throws NotEnded while it grows
    /// @throws NothingToPlay if there is nothing in it
    public Playable open(UUID agency, UUID id) {
        var track = register.find(agency, id).orElseThrow(() -> new NoSuchTrack(id));
        if (track.ended() == null) {
            throw new NotEnded();
        }
        var playable = files.playable(agency, track);
        try {
            if (!Files.exists(playable.path())) {
                converter.convert(
                        files.sealed(agency, track),
                        track.kind(),
                        converted -> close(converted, playable));
            }
            var type = track.kind() == Track.Kind.AUDIO ? "audio/ogg" : "video/webm";
            return new Playable(type, playable.length(), playable);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot open track " + id, failed);
        }
    }

    /// Under another name until it is whole: two may ask at once, and one may be cut off.
    private static void close(Path converted, SealedFile playable) throws IOException {
        var beside = playable.path().resolveSibling(playable.name() + "." + UUID.randomUUID());
        var fresh = new SealedFile(beside, playable.name(), playable.key());
        try (var in = Files.newInputStream(converted, LinkOption.NOFOLLOW_LINKS)) {
            close(in, fresh);
            Files.move(beside, playable.path(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void close(InputStream in, SealedFile into) throws IOException {
        var number = 0;
        for (var some = in.readNBytes(CHUNK); some.length > 0; some = in.readNBytes(CHUNK)) {
            into.put(number++, some);
        }
    }

    /// A player that looks for a place opens no more than this.
    private static final int CHUNK = 1 << 20;

    /// Puts all tracks of a room that have ended into a bundle, as they were recorded, and the
    /// entries that say what they are.
    public Dossier into(Dossier dossier, UUID agency, UUID room) {
        for (var track : register.ofRoom(agency, room)) {
            var sha256 = track.sha256();
            if (sha256 != null) {
                dossier.file(sha256, "mjr", files.sealed(agency, track)::copyTo);
            }
        }
        return dossier.entriesOf(List.of(room));
    }
}
