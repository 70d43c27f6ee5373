package th.sala.room;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.media.Cut;
import th.sala.media.Track;
import th.sala.meetings.Preparation;
import th.sala.meetings.RuleSet;
import th.sala.meetings.TroubleKind;

/// What the rules want of a meeting, and what there is to show it by; for the minutes. Each line is
/// worked out from what is kept; of what the rules do not want there is none.
///
/// @param link where the evidence stands; null if there is no page of it for the reader
record Compliance(String id, boolean isShown, String key, @Nullable String link) {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    /// So long a device may take to begin sending, and to come back.
    static final Duration GAP = Duration.ofSeconds(30);

    private static final Set<Preparation> BEFORE =
            EnumSet.of(
                    Preparation.CHAIR,
                    Preparation.DECISION,
                    Preparation.REQUEST,
                    Preparation.OPERATOR);

    private static final Set<TroubleKind> SEEING =
            EnumSet.of(TroubleKind.PICTURE, TroubleKind.PAPERS, TroubleKind.CONNECTION);

    static List<Compliance> of(AfterDesk.Held held) {
        var meeting = held.meeting();
        var present = held.people().stream().filter(one -> !one.intervals().isEmpty()).toList();
        var path = meeting.path();
        var after = path + "/after";
        var playback = held.mayHear() ? path + "/playback" : null;
        var lines = new ArrayList<Compliance>();
        lines.add(line("m0", isByTheDay(held), path));
        if (meeting.rules() != RuleSet.ETDA_63) {
            lines.add(line("m2", held.missing().stream().noneMatch(BEFORE::contains), path));
        }
        lines.add(
                line(
                        "m4",
                        !present.isEmpty()
                                && present.stream()
                                        .allMatch(one -> one.identified() && one.saidWhere()),
                        after + "#a-people"));
        lines.add(line("m5", present.size() >= 2 && meeting.backup().isNamed(), path));
        lines.add(
                line(
                        "m6",
                        held.cuts().stream().allMatch(cut -> cut.trouble().isEmpty()),
                        after + "#a-cuts"));
        lines.add(line("m7", allSaw(held), after + "#a-troubles"));
        if (meeting.isRecorded()) {
            lines.add(
                    line(
                            "m10",
                            !present.isEmpty()
                                    && present.stream()
                                            .allMatch(one -> isRecorded(one, held.tracks())),
                            playback));
            lines.add(
                    line(
                            "m11",
                            !held.tracks().isEmpty()
                                    && held.tracks().stream()
                                            .allMatch(track -> track.sha256() != null),
                            playback));
        }
        lines.add(line("m12", held.connections() > 0, after + "#a-traffic"));
        lines.add(
                line(
                        "m14",
                        held.troubles().stream()
                                .allMatch(trouble ->
                                        trouble.isSolved() || trouble.attendee() == null),
                        after + "#a-troubles"));
        lines.add(line("m15", held.tested(), path));
        return List.copyOf(lines);
    }

    private static boolean isByTheDay(AfterDesk.Held held) {
        var meeting = held.meeting();
        var day = meeting.begins().atZone(BANGKOK).toLocalDate();
        return RuleSet.choices(meeting.kind(), day).contains(meeting.rules());
    }

    /// Nothing kept speaks against it: no media lost, nobody who said that they see nothing and was
    /// not helped, no cut of all data without a cause.
    private static boolean allSaw(AfterDesk.Held held) {
        return !held.mediaLost()
                && held.cuts().stream().noneMatch(Compliance::stopsWithoutCause)
                && held.troubles().stream()
                        .allMatch(
                                trouble -> trouble.isSolved() || !SEEING.contains(trouble.kind()));
    }

    private static boolean stopsWithoutCause(AfterDesk.CutLine cut) {
        return cut.cuts().contains(Cut.INCOMING) && cut.cause() == null;
    }

    /// Whether something of them was recorded all the time that they were there.
    static boolean isRecorded(AfterDesk.PersonLine person, List<Track> tracks) {
        var own =
                tracks.stream()
                        .filter(track -> track.feed().participant().equals(person.id()))
                        .filter(track -> !track.feed().screen())
                        .sorted(Comparator.comparing(Track::started))
                        .toList();
        return person.intervals().stream()
                .filter(interval -> !interval.away())
                .allMatch(interval -> covers(own, interval.from(), interval.until()));
    }

    private static boolean covers(List<Track> tracks, Instant from, Instant until) {
        var covered = from;
        for (var track : tracks) {
            var ended = track.ended();
            if (!covered.plus(GAP).isBefore(track.started())
                    && ended != null
                    && ended.isAfter(covered)) {
                covered = ended;
            }
        }
        return !covered.plus(GAP).isBefore(until);
    }

    private static Compliance line(String id, boolean isShown, @Nullable String link) {
        return new Compliance(id.toUpperCase(Locale.ROOT), isShown, "room.compliance." + id, link);
    }
}
