package th.sala.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where recordings lie: what media servers write, open, below `DATA/media/N/recordings`; what was
/// closed of it below `DATA/media/closed`.
@Component
class RecordingFiles {
    private static final int DEPTH = 4;

    private final Path folder;
    private final RecordingRegister register;

    RecordingFiles(@Value("${sala.data}") Path data, RecordingRegister register) {
        this.folder = data.resolve("media");
        this.register = register;
    }

    /// All that was not yet taken down to its end, of this run of Sala and of earlier ones.
    List<RecordedFile> found() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var servers = Files.list(folder)) {
            return servers.map(server -> server.resolve("recordings"))
                    .filter(Files::isDirectory)
                    .flatMap(RecordingFiles::below)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look into " + folder, failed);
        }
    }

    private static Stream<RecordedFile> below(Path recordings) {
        try (var all = Files.walk(recordings, DEPTH)) {
            return all
                    .filter(Files::isRegularFile)
                    .map(RecordedFile::of)
                    .flatMap(Optional::stream)
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look into " + recordings, failed);
        }
    }

    SealedFile sealed(UUID agency, Track track) {
        return closed(agency, track, "mjr");
    }

    /// What players understand, once somebody asked for it.
    SealedFile playable(UUID agency, Track track) {
        return closed(agency, track, "play");
    }

    private SealedFile closed(UUID agency, Track track, String ending) {
        var name = track.id() + "." + ending;
        var path =
                folder.resolve("closed")
                        .resolve(agency.toString())
                        .resolve(track.room().toString())
                        .resolve(name);
        return new SealedFile(path, name, register.key(agency, track.id()));
    }
}
