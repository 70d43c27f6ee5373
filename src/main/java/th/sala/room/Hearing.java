package th.sala.room;

import static th.sala.law.Instrument.ETDA_63;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.media.Cut;
import th.sala.meetings.Meeting;

/// Whether somebody may listen to what was recorded of a meeting.
enum Hearing {
    YES,
    /// Nobody, before the meeting is over: a cut would be worth nothing.
    NOT_YET,
    /// They got nothing of a part of the meeting, and get nothing of it afterwards.
    KEPT_OUT;

    /// Those who answer for the minutes hear all of it. Of a track nothing is left out, so whoever
    /// was kept out of a part hears none.
    ///
    /// @param rows of the room's record
    @Clause(id = "M6", of = ETDA_63, value = "ข้อ 10(2)")
    static Hearing of(Meeting meeting, @Nullable UUID official, List<RoomEvents.Row> rows) {
        if (meeting.state().isToCome()) {
            return NOT_YET;
        }
        var attendee = meeting.of(official);
        var isKeptOut =
                !isOfThoseWhoAnswer(meeting, official)
                        && attendee.filter(one ->
                                        rows.stream()
                                                .anyMatch(row ->
                                                        keepsOut(row.event(), meeting, one.id())))
                                .isPresent();
        return isKeptOut ? KEPT_OUT : YES;
    }

    /// Whether the official answers for the minutes: chair, operator, and those who arrange it.
    static boolean isOfThoseWhoAnswer(Meeting meeting, @Nullable UUID official) {
        return meeting.isArrangedBy(official)
                || meeting.of(official).filter(one -> one.role().isInControl()).isPresent();
    }

    private static boolean keepsOut(RoomEvent event, Meeting meeting, UUID attendee) {
        return switch (event) {
            case RoomEvent.Removed(var who, _, _) -> who.equals(attendee);
            case RoomEvent.CutOrdered(var who, var cuts, _, _, _) ->
                    who.equals(attendee) && cuts.contains(Cut.INCOMING);
            case RoomEvent.CutAnswered(var who, var cuts, _, _, _) ->
                    who.equals(attendee) && cuts.contains(Cut.INCOMING);
            case RoomEvent.ItemBegan(var item, _) ->
                    meeting.item(item)
                            .filter(one -> one.interested().contains(attendee))
                            .isPresent();
            default -> false;
        };
    }
}
