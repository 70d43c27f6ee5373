package th.sala.room;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.MICT_57;
import static th.sala.law.Instrument.NCPO_74;

import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// What the room says no to.
abstract sealed class RoomRefusal extends Refusal {
    private RoomRefusal(String key, Object... arguments) {
        this(null, key, arguments);
    }

    private RoomRefusal(@Nullable Citation citation, String key, Object... arguments) {
        super(citation, key, arguments);
    }

    static final class Stranger extends RoomRefusal {
        Stranger() {
            super("room.refused.stranger");
        }
    }

    static final class NotOpen extends RoomRefusal {
        NotOpen() {
            super("room.refused.not-open");
        }
    }

    static final class Ended extends RoomRefusal {
        Ended() {
            super("room.refused.ended");
        }
    }

    static final class NotInside extends RoomRefusal {
        NotInside() {
            super("room.refused.not-inside");
        }
    }

    static final class NotInControl extends RoomRefusal {
        NotInControl() {
            super(new Citation("M6", MICT_57, "ข้อ 7"), "room.refused.not-in-control");
        }
    }

    static final class HasInterest extends RoomRefusal {
        HasInterest() {
            super(new Citation("M6", ETDA_63, "ข้อ 10(2)"), "room.refused.has-interest");
        }
    }

    static final class InterestByItself extends RoomRefusal {
        InterestByItself() {
            super(new Citation("M6", ETDA_63, "ข้อ 10(2)"), "room.refused.interest-by-itself");
        }
    }

    static final class OtherPresents extends RoomRefusal {
        OtherPresents() {
            super("room.refused.other-presents");
        }
    }

    static final class CutOff extends RoomRefusal {
        CutOff() {
            super(new Citation("M6", MICT_57, "ข้อ 7"), "room.refused.cut-off");
        }
    }

    static final class NotIdentified extends RoomRefusal {
        NotIdentified() {
            super(new Citation("M4", NCPO_74, "ข้อ 6(1)"), "room.refused.not-identified");
        }
    }

    static final class CannotVouch extends RoomRefusal {
        CannotVouch() {
            super(new Citation("M4", ETDA_63, "ข้อ 9"), "room.refused.cannot-vouch");
        }
    }

    static final class NotOnCamera extends RoomRefusal {
        NotOnCamera() {
            super(new Citation("M4", ETDA_63, "ข้อ 9"), "room.refused.not-on-camera");
        }
    }

    static final class NotOneself extends RoomRefusal {
        NotOneself() {
            super("room.refused.not-oneself");
        }
    }

    static final class OwnInterest extends RoomRefusal {
        OwnInterest() {
            super(new Citation("M6", ETDA_63, "ข้อ 10(2)"), "room.refused.own-interest");
        }
    }

    static final class NotYetHeard extends RoomRefusal {
        NotYetHeard() {
            super("room.playback.not-yet");
        }
    }

    static final class KeptOut extends RoomRefusal {
        KeptOut() {
            super(new Citation("M6", ETDA_63, "ข้อ 10(2)"), "room.playback.kept-out");
        }
    }

    static final class NotTheOperator extends RoomRefusal {
        NotTheOperator() {
            super(new Citation("M16", MICT_57, "ข้อ 6"), "room.refused.not-the-operator");
        }
    }

    static final class GetsNoData extends RoomRefusal {
        GetsNoData() {
            super(new Citation("M6", MICT_57, "ข้อ 7"), "room.refused.gets-no-data");
        }
    }

    static final class OnAnotherAside extends RoomRefusal {
        OnAnotherAside() {
            super("room.refused.on-another-aside");
        }
    }

    static final class NoSuchThing extends RoomRefusal {
        NoSuchThing() {
            super("room.refused.no-such-thing");
        }
    }

    static final class Words extends RoomRefusal {
        Words(int most) {
            super("room.refused.words", most);
        }
    }

    static final class TooFast extends RoomRefusal {
        TooFast() {
            super("room.refused.too-fast");
        }
    }

    static final class Unread extends RoomRefusal {
        Unread() {
            super("room.refused.unread");
        }
    }
}
