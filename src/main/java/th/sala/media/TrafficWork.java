package th.sala.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import th.sala.database.AgencyScope;
import tools.jackson.databind.JsonNode;

/// Takes down regularly what went over connections, so that a machine that dies loses half a minute
/// of it.
@Component
class TrafficWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficWork.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final TrafficData data;
    private final Connections connections;
    private final List<TrafficPart> waiting = new ArrayList<>();
    private @Nullable CountDownLatch stop;

    TrafficWork(TrafficData data, ApplicationEventPublisher events) {
        this.data = data;
        this.connections = new Connections(events::publishEvent);
    }

    void hear(JsonNode event) {
        connections.hear(event);
    }

    @EventListener
    void lost(MediaEvent.ServerLost lost) {
        connections.forget(lost.room());
    }

    @Override
    public synchronized void start() {
        var until = new CountDownLatch(1);
        Thread.ofVirtual().name("media-traffic").start(() -> follow(until));
        stop = until;
    }

    private void follow(CountDownLatch until) {
        try {
            while (!until.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                tryToTakeDown();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToTakeDown() {
        try {
            takeDown();
        } catch (RuntimeException failed) {
            LOG.error("traffic data could not be taken down; tried again soon", failed);
        }
    }

    /// What cannot be written waits for the next time, and nothing of other rooms with it.
    ///
    /// @throws RuntimeException the first thing that went wrong
    void takeDown() {
        synchronized (waiting) {
            waiting.addAll(connections.take());
            var rooms =
                    waiting.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            part -> Map.entry(part.agency(), part.room())));
            var failures = new ArrayList<RuntimeException>();
            rooms.forEach((room, some) -> {
                try {
                    AgencyScope.within(
                            room.getKey(), () -> data.add(room.getKey(), room.getValue(), some));
                    waiting.removeAll(some);
                } catch (RuntimeException failed) {
                    failures.add(failed);
                }
            });
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (stop != null) {
            stop.countDown();
            stop = null;
            tryToTakeDown();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stop != null;
    }
}
