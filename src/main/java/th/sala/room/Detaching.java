package th.sala.room;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import th.sala.media.MediaTrouble;

/// What media servers still have to forget of people who are gone. Rooms do not wait for it, for it
/// may take seconds; whoever of these people comes back does, so that what is old never ends what
/// is new.
@Component
class Detaching {
    private static final Logger LOG = LoggerFactory.getLogger(Detaching.class);
    private static final Executor APART =
            work -> Thread.ofVirtual().name("room-detaching").start(work);

    /// Somebody in a room; or a room itself.
    private record Place(UUID room, UUID who) {}

    private final Map<Place, CompletableFuture<Void>> going = new ConcurrentHashMap<>();

    /// Does this some time soon, after all that was asked before of the same person.
    void later(UUID room, UUID who, Runnable work) {
        var place = new Place(room, who);
        var last =
                going.compute(
                        place,
                        (_, before) ->
                                (before == null
                                                ? CompletableFuture.<Void>completedFuture(null)
                                                : before)
                                        .thenRunAsync(() -> quietly(room, work), APART));
        last.thenRun(() -> going.remove(place, last));
    }

    private static void quietly(UUID room, Runnable work) {
        try {
            work.run();
        } catch (MediaTrouble none) {
            LOG.info("{}: nothing to detach ({})", room, none.reason());
        } catch (RuntimeException failed) {
            LOG.error("{}: not detached", room, failed);
        }
    }

    /// Waits until all of a person's is done.
    void settle(UUID room, UUID who) {
        var last = going.get(new Place(room, who));
        if (last != null) {
            last.join();
        }
    }
}
