package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.NO_ASIDE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// สายเสียงส่วนตัว: lines between two people of one room for sound alone, each a small room of its
/// own on the same media server, never recorded. Nobody else has a way in: who speaks and who hears
/// follows from whom it was opened for.
///
/// What is cut or removed is said first and closes lines then, and whoever opens one looks at what
/// stands when it is there: of the two at the same moment one always sees the other.
final class LiveAsides {
    /// A voice has half of it.
    private static final long BITRATE = 64_000;

    private static final int PEOPLE = 2;

    private final LiveRoom room;
    private final List<LiveAside> open = new ArrayList<>();

    LiveAsides(LiveRoom room) {
        this.room = room;
    }

    /// Opens one between the two; what either of them had before is over.
    ///
    /// @throws MediaTrouble if one of them was removed or gets no data, and whenever it is not
    ///   there
    synchronized void open(UUID one, UUID other) {
        close(one);
        close(other);
        mustReceive(one, other);
        var plan = new RoomPlan(room.plan().agency(), UUID.randomUUID(), PEOPLE, BITRATE, false);
        var aside = new LiveAside(room.server().openAside(plan, room.id()), one, other);
        open.add(aside);
        try {
            mustReceive(one, other);
        } catch (MediaTrouble sinceThen) {
            close(one);
            throw sinceThen;
        }
    }

    private void mustReceive(UUID one, UUID other) {
        room.participant(one).mustReceive();
        room.participant(other).mustReceive();
    }

    /// @throws MediaTrouble if there is none for them
    synchronized LiveAside of(UUID participant) {
        return find(participant).orElseThrow(() -> new MediaTrouble(NO_ASIDE));
    }

    private Optional<LiveAside> find(UUID participant) {
        return open.stream().filter(aside -> aside.has(participant)).findFirst();
    }

    /// Does nothing if there is none for them.
    synchronized void close(UUID participant) {
        find(participant)
                .ifPresent(aside -> {
                    open.remove(aside);
                    room.server().close(aside.line());
                });
    }

    /// All of them, each whatever became of the others.
    synchronized void close() {
        var parts = new Attempts();
        List.copyOf(open).forEach(aside -> parts.attempt(() -> close(aside.one())));
        parts.check();
    }
}
