package th.sala.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.installation.Installation;

/// Where recordings lie: what media servers write, open, below `DATA/media/N/recordings`; what was
/// closed of it below `DATA/media/closed`.
@Component
class RecordingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);

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
                    .flatMap(RecordingFiles::ours)
                    .flatMap(RecordingFiles::ours)
                    .flatMap(RecordingFiles::ours)
                    .flatMap(RecordingFiles::ofRoom)
                    .map(RecordedFile::of)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look into " + folder, failed);
        }
    }

    /// Folders in one that Sala made itself: what the media server's user makes there, or puts in
    /// their place, is no agency's and no room's.
    private static Stream<Path> ours(Path above) {
        return in(above, !Installation.isRoot() || !isServers(above));
    }

    private static Stream<Path> ofRoom(Path room) {
        return in(room, isServers(room))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .filter(RecordingFiles::isServers);
    }

    private static boolean isServers(Path path) {
        try {
            return JanusFolder.isOwn(path);
        } catch (IOException renamed) {
            // or deleted while it was listed: found the next time
            return false;
        }
    }

    private static Stream<Path> in(Path above, boolean isTrusted) {
        if (!isTrusted || !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
            return Stream.empty();
        }
        try (var all = Files.list(above)) {
            return all.toList().stream();
        } catch (IOException | UncheckedIOException failed) {
            LOG.error("cannot look into {}", above, failed);
            return Stream.empty();
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
