package th.sala.room;

import static th.sala.law.Instrument.MICT_57;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import th.sala.law.Clause;
import th.sala.media.LiveMedia;
import th.sala.media.Readiness;
import th.sala.media.Recordings;
import th.sala.media.RoomPlan;
import th.sala.meetings.Meeting;

/// การทดสอบความพร้อม: whether the meeting control system is ready for a meeting, and what that was
/// found by: the media servers, their capacity, the disk for what will be recorded.
@Component
class SystemTest {
    private static final int MEGA = 1_000_000;

    record Result(boolean isReady, String words) {}

    private final LiveMedia media;
    private final Recordings recordings;
    private final RoomPlans plans;
    private final MessageSource messages;

    SystemTest(LiveMedia media, Recordings recordings, RoomPlans plans, MessageSource messages) {
        this.media = media;
        this.recordings = recordings;
        this.plans = plans;
        this.messages = messages;
    }

    @Clause(id = "M15", of = MICT_57, value = "ข้อ 6")
    Result of(Meeting meeting, Locale locale) {
        return switch (media.readiness()) {
            case Readiness.NotInstalled _ -> new Result(false, say(locale, "room.test.none"));
            case Readiness.Down(_) -> new Result(false, say(locale, "room.test.down"));
            case Readiness.Ready ready -> measured(meeting, ready, locale);
        };
    }

    private Result measured(Meeting meeting, Readiness.Ready ready, Locale locale) {
        var plan = plans.of(meeting);
        var load = load(plan.people(), plan.bitrate());
        var free = free(ready);
        var length = Duration.between(meeting.begins(), meeting.ends());
        var need =
                meeting.isRecorded() ? recordings.need(plan.people(), plan.bitrate(), length) : 0;
        var lines = new ArrayList<String>();
        lines.add(say(locale, "room.test.servers", ready.servers().size()));
        lines.add(say(locale, "room.test.capacity", load / MEGA, free / MEGA));
        if (isTight(plan, ready)) {
            lines.add(say(locale, "room.test.tight"));
        }
        lines.add(say(locale, "room.test.disk", need / MEGA, ready.diskFree() / MEGA));
        lines.add(say(locale, ready.relay() ? "room.test.relay" : "room.test.no-relay"));
        return new Result(isReady(ready, need), lines(lines));
    }

    /// A disk that is too small would end the recording. Too little capacity is no reason not to
    /// open: not everybody sends all the time, and pictures may be left off.
    @Clause(id = "M15", of = MICT_57, value = "ข้อ 6")
    static boolean isReady(Readiness.Ready ready, long need) {
        return suffices(need, ready.diskFree());
    }

    /// Whether everybody's sound and picture at once would be too much.
    static boolean isTight(RoomPlan plan, Readiness.Ready ready) {
        return !suffices(load(plan.people(), plan.bitrate()), free(ready));
    }

    private static long free(Readiness.Ready ready) {
        return ready.servers().stream()
                .filter(Readiness.Server::up)
                .mapToLong(Readiness.Server::free)
                .max()
                .orElse(0);
    }

    /// Everybody sends to the server, which sends to everybody else.
    static long load(int people, long bitrate) {
        return (long) people * Math.max(1, people - 1) * bitrate;
    }

    static boolean suffices(long need, long there) {
        return need <= there;
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private String say(Locale locale, String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
