package th.sala.media;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One line between two people of a room.
///
/// @param line a room of its own, which has nobody else in it
record LiveAside(LiveRoom line, UUID one, UUID other) {
    private static final Set<String> SOUND = Set.of("audio");

    boolean has(UUID participant) {
        return participant.equals(one) || participant.equals(other);
    }

    private UUID opposite(UUID participant) {
        return participant.equals(one) ? other : one;
    }

    String publish(UUID participant, Sdp offer) {
        return line.participant(participant).publish(new Feed(participant, false), offer);
    }

    Subscription subscribe(UUID participant) {
        var wanted = List.of(new Feed(opposite(participant), false));
        return line.participant(participant).subscribe(line.senders(wanted, participant), SOUND);
    }

    void answer(UUID participant, Sdp answer) {
        line.participant(participant).answer(answer);
    }
}
