package th.sala.room;

import java.util.List;
import th.sala.media.Cut;

/// What the rules want of a meeting, and what there is to show it by; for the minutes.
record Compliance(String id, boolean isShown, String key) {
    static List<Compliance> of(AfterDesk.Held held) {
        var present = held.people().stream().filter(one -> !one.intervals().isEmpty()).toList();
        return List.of(
                line("m0", true),
                line("m2", true),
                line("m4", present.stream().noneMatch(one -> one.place().isEmpty())),
                line("m5", present.size() >= 2 && held.meeting().backup().isNamed()),
                line("m6", held.cuts().stream().allMatch(cut -> cut.trouble().isEmpty())),
                line("m7", held.cuts().stream().noneMatch(Compliance::stopsWithoutCause)),
                line(
                        "m10",
                        !held.meeting().isRecorded()
                                || present.stream().allMatch(one -> one.audio() || one.video())),
                line(
                        "m11",
                        held.tracks().stream()
                                .allMatch(
                                        track -> track.ended() == null || track.sha256() != null)),
                line("m12", held.connections() > 0),
                line(
                        "m14",
                        held.troubles().stream()
                                .allMatch(trouble ->
                                        trouble.isSolved() || trouble.attendee() == null)),
                line("m15", held.tested()));
    }

    private static boolean stopsWithoutCause(AfterDesk.CutLine cut) {
        return cut.cuts().contains(Cut.INCOMING) && cut.cause() == null;
    }

    private static Compliance line(String id, boolean isShown) {
        return new Compliance(
                id.toUpperCase(java.util.Locale.ROOT), isShown, "room.compliance." + id);
    }
}
