package th.sala.room;

import jakarta.servlet.http.HttpSession;
import java.util.UUID;
import org.springframework.stereotype.Service;
import th.sala.accounts.SignedIn;
import th.sala.media.Recordings;

/// Opens recordings. Converting one may take minutes, so it is done between the look at the
/// person's right and the evidence, in no transaction.
@Service
class Playback {
    private static final String HEARD = "room.heard.";

    private final AfterDesk desk;
    private final Recordings recordings;

    Playback(AfterDesk desk, Recordings recordings) {
        this.desk = desk;
        this.recordings = recordings;
    }

    /// For a player, which asks for many parts of it: the first in a session is in the evidence,
    /// whichever part it is.
    Recordings.Playable play(SignedIn who, UUID id, UUID track, HttpSession session) {
        var playable = open(who, id, track);
        if (isNew(session, track)) {
            desk.enter("room.played", who, id, track);
            note(session, track);
        }
        return playable;
    }

    static boolean isNew(HttpSession session, UUID track) {
        return session.getAttribute(HEARD + track) == null;
    }

    static void note(HttpSession session, UUID track) {
        session.setAttribute(HEARD + track, true);
    }

    /// To leave Sala as a file.
    Recordings.Playable take(SignedIn who, UUID id, UUID track) {
        var playable = open(who, id, track);
        desk.enter("room.taken", who, id, track);
        return playable;
    }

    private Recordings.Playable open(SignedIn who, UUID id, UUID track) {
        desk.mustHear(who, id, track);
        return recordings.open(who.agency(), track);
    }
}
