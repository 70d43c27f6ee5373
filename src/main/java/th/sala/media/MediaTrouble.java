package th.sala.media;

import java.util.Locale;
import th.sala.law.Refusal;

/// Live media cannot do what was asked; says why in words for the person who waits.
public final class MediaTrouble extends Refusal {
    public enum Reason {
        /// No media server on this machine.
        NOT_INSTALLED,
        /// It is being started again; the same may be asked anew after `ServerBack`.
        SERVER_DOWN,
        /// It did not answer in time.
        TOO_SLOW,
        /// The room is not open.
        NO_ROOM,
        /// No line to somebody else is open for them.
        NO_ASIDE,
        /// They were removed and not admitted again.
        REMOVED,
        /// Nothing is sent to that device while that is cut.
        CUT,
        /// What the device sent is no description of a connection that we speak of.
        BAD_OFFER,
        /// It did not subscribe to what it answers.
        NOTHING_OFFERED,
        /// The media server said no.
        REFUSED
    }

    private final Reason reason;

    MediaTrouble(Reason reason) {
        super("media.trouble." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        this.reason = reason;
    }

    MediaTrouble(Reason reason, Throwable cause) {
        this(reason);
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }
}
