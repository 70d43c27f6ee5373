package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the verifier says of a recording that was changed after the log spoke of it.
class RecordingCheckTests {
    private static final String TRACK = "0197c1a5-0000-7000-8000-0000000000aa";
    private static final String ROOM = "room 0197c1a5-0000-7000-8000-0000000000bb";
    private static final String WHOLE = "first stretch second stretch third";

    @TempDir Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<RecordingWindow> windows(String... contents) {
        var windows = new ArrayList<RecordingWindow>();
        var chain = RecordingWindow.begin(TRACK);
        var first = 0L;
        for (var content : contents) {
            var window = RecordingWindow.of(TRACK, windows.size(), first, bytes(content), chain);
            windows.add(window);
            chain = window.chain();
            first = window.end();
        }
        return windows;
    }

    private static List<RecordingWindow> recorded() {
        return windows("first stretch", " second stretch", " third");
    }

    /// @param said one entry for each
    /// @param content as it lies in the bundle; nothing for none
    private List<String> findings(List<RecordingWindow> said, Optional<String> content)
            throws IOException {
        var log = TestLog.empty();
        said.forEach(window ->
                log.log(
                        "media.recorded",
                        ROOM,
                        Entry.DONE,
                        Fields.none().with("windows", window.line())));
        var sha256 = Hash.sha256(WHOLE).hex();
        log.log(
                "media.track-ended",
                ROOM,
                Entry.DONE,
                Fields.none().with("track", TRACK).with("file", sha256 + " a.mjr"));
        var bundle = TestBundle.ofMeeting(log);
        content.ifPresent(text -> bundle.files.put("files/" + sha256 + ".mjr", bytes(text)));
        return Verifier.verify(
                        bundle.seal().write(Files.createTempDirectory(folder, "bundle")),
                        Optional.empty(),
                        List.of())
                .stream()
                .filter(finding -> finding.key().startsWith("recording."))
                .map(finding ->
                        finding.key()
                                + " "
                                + String.join(" ", finding.values()).replace(sha256, "F"))
                .toList();
    }

    @Test
    void anUntouchedRecordingHolds() throws IOException {
        assertThat(findings(recorded(), Optional.of(WHOLE)))
                .containsExactly("recording.same files/F.mjr 3");
    }

    @Test
    void theStretchThatWasChangedIsNamed() throws IOException {
        assertThat(findings(recorded(), Optional.of(WHOLE.replace("second", "Second"))))
                .containsExactly(
                        "recording.changed files/F.mjr 2 2026-03-02T01:00:00Z 2026-03-02T01:00:10Z",
                        "recording.same files/F.mjr 2");
    }

    @Test
    void aMissingEndAndAnAddedOneAreFound() throws IOException {
        assertThat(findings(recorded(), Optional.of(WHOLE.substring(0, 10))))
                .filteredOn(found -> found.startsWith("recording.changed"))
                .hasSize(3);
        assertThat(findings(recorded(), Optional.of(WHOLE + ".")))
                .contains("recording.longer files/F.mjr");
    }

    @Test
    void stretchesThatDoNotFollowEachOtherAreFound() throws IOException {
        var without = new ArrayList<>(recorded());
        without.remove(1);
        var other = new ArrayList<>(recorded());
        other.set(1, windows("first stretch", " Second stretch").get(1));
        for (var said : List.of(without, other)) {
            assertThat(findings(said, Optional.of(WHOLE)))
                    .containsExactly("recording.gap " + TRACK);
        }
    }

    @Test
    void aRecordingThatIsNotThereIsSaid() throws IOException {
        assertThat(findings(recorded(), Optional.empty()))
                .containsExactly("recording.absent " + TRACK);
    }
}
