package th.sala.media;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import th.sala.database.AgencyScope;
import th.sala.evidence.EvidenceLog;

/// Recordings as a media server writes them, for tests of other modules.
public final class MadeTracks {
    private final RecordingRegister register;
    private final RecordingFiles files;
    private final UUID agency;
    private final UUID room;
    private final Path run;
    private final Random random = new Random(7);
    private boolean isWriting = true;

    /// @param beans of the program; its own work on recordings is stopped
    public MadeTracks(ApplicationContext beans, UUID agency, UUID room)
            throws IOException, InterruptedException {
        beans.getBean(RecordingWork.class).stop();
        JanusFolder.USER.prepare(Path.of("/"));
        this.register = beans.getBean(RecordingRegister.class);
        this.files = beans.getBean(RecordingFiles.class);
        this.agency = agency;
        this.room = room;
        var data = Path.of(beans.getEnvironment().getRequiredProperty("sala.data"));
        this.run =
                Files.createDirectories(
                        data.resolve("media/7/recordings/run-1/%s/%s".formatted(agency, room)));
        JanusFolder.giveAway(run);
    }

    /// Records what a microphone sends, and ends.
    ///
    /// @param stretches how many bytes each has
    /// @return the SHA-256 of the whole
    public String record(UUID participant, int... stretches) throws IOException {
        var work = new RecordingWork(_ -> isWriting, register, files, () -> {});
        var name =
                "videoroom-%s-user-%s-1771000000123456-audio-1.mjr.part"
                        .formatted(room, participant);
        for (var length : stretches) {
            var more = new byte[length];
            random.nextBytes(more);
            var part = run.resolve(name);
            Files.write(part, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            JanusFolder.giveAway(part);
            work.look();
        }
        isWriting = false;
        work.look();
        isWriting = true;
        var tracks = AgencyScope.within(agency, () -> register.ofRoom(agency, room));
        return Objects.requireNonNull(tracks.getLast().sha256());
    }

    /// The last entries get their place within a second.
    public static void everythingIsProven(
            ApplicationContext beans, Function<Supplier<Boolean>, Boolean> within) {
        var log = beans.getBean(EvidenceLog.class);
        var db = beans.getBean(JdbcClient.class);
        await().until(() ->
                within.apply(() -> {
                    var size = log.head().map(head -> head.checkpoint().size()).orElse(0L);
                    return db.sql(UNPROVEN).param(size).query(Long.class).single() == 0;
                }));
    }

    private static final String UNPROVEN =
            """
            SELECT count(*) FROM evidence.entry LEFT JOIN evidence.place ON place.entry = entry.id
             WHERE place.index IS NULL OR place.index >= ?
            """;
}
