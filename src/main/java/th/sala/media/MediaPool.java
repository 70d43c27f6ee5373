package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.NOT_INSTALLED;
import static th.sala.media.MediaTrouble.Reason.SERVER_DOWN;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import th.sala.installation.Installation;
import tools.jackson.databind.JsonNode;

/// The media servers of this machine. They are started when the first room, or a test of readiness,
/// wants one: an office that never meets runs none.
@Component
@EnableConfigurationProperties(MediaSettings.class)
class MediaPool implements AutoCloseable {
    /// One line for whoever keeps this machine.
    static final String INSTALL = "apt-get install --no-install-recommends janus janus-tools";

    private static final Logger LOG = LoggerFactory.getLogger(MediaPool.class);
    private static final Duration START = Duration.ofSeconds(20);

    private final Path data;
    private final MediaSettings settings;
    private final Consumer<MediaEvent> events;
    private final Consumer<JsonNode> told;
    private volatile List<MediaServer> servers = List.of();
    private @Nullable JanusEvents listener;
    private @Nullable HttpClient http;

    @Autowired
    MediaPool(
            @Value("${sala.data}") Path data,
            MediaSettings settings,
            ApplicationEventPublisher events,
            TrafficWork traffic) {
        this(data, settings, events::publishEvent, traffic::hear);
        if (!isInstalled()) {
            LOG.info("meetings are without live audio and video here: {}", INSTALL);
        }
    }

    MediaPool(
            Path data,
            MediaSettings settings,
            Consumer<MediaEvent> events,
            Consumer<JsonNode> told) {
        this.data = data;
        this.settings = settings;
        this.events = events;
        this.told = told;
    }

    boolean isInstalled() {
        return Files.isExecutable(settings.janus());
    }

    /// The servers, started.
    ///
    /// @throws MediaTrouble if there are none on this machine
    /// @throws Installation.Unusable if the settings do not fit this machine
    synchronized List<MediaServer> servers() {
        if (!isInstalled()) {
            throw new MediaTrouble(NOT_INSTALLED);
        }
        if (servers.isEmpty()) {
            servers = start();
        }
        return servers;
    }

    private List<MediaServer> start() {
        var places = MediaPlace.all(data, settings);
        try {
            for (var place : places) {
                place.prepare(data);
            }
            var client = HttpClient.newHttpClient();
            http = client;
            var ear = JanusEvents.listen(settings.listener(), told);
            listener = ear;
            var started =
                    places.stream()
                            .map(place -> new MediaServer(place, client, ear, events))
                            .toList();
            started.forEach(MediaServer::start);
            for (var server : started) {
                server.awaitStart(START);
            }
            return started;
        } catch (IOException failed) {
            throw new Installation.Unusable("no place for a media server: " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MediaTrouble(SERVER_DOWN, stopped);
        }
    }

    /// The server that has most to spare; a room that is too large for all of them goes there, too:
    /// a lawful meeting is not refused for a guess about its traffic.
    MediaServer freest() {
        return usable().stream()
                .filter(server -> server.state().up())
                .max(
                        Comparator.comparingLong(
                                server -> server.state().capacity() - server.state().load()))
                .orElseThrow(() -> new MediaTrouble(SERVER_DOWN));
    }

    /// Whether a media server is at work that writes under this name. Starts none.
    boolean isWriting(String run) {
        return servers.stream().anyMatch(server -> server.isWriting(run));
    }

    /// Rooms that are recorded at the moment. Starts no server.
    List<UUID> recorded() {
        return servers.stream().flatMap(MediaServer::recorded).toList();
    }

    /// Whatever is recorded of the room goes into fresh files from now on.
    ///
    /// @throws MediaTrouble if its media server does not do it; it is to be asked again then
    void recordAnew(UUID room) {
        servers.forEach(server -> server.recordAnew(room));
    }

    private List<MediaServer> usable() {
        try {
            return servers();
        } catch (Installation.Unusable wrong) {
            throw new MediaTrouble(SERVER_DOWN, wrong);
        }
    }

    @Override
    public synchronized void close() {
        servers.forEach(MediaServer::close);
        servers = List.of();
        if (listener != null) {
            listener.close();
        }
        if (http != null) {
            http.close();
        }
    }
}
