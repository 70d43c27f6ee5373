package th.sala.proof;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares recordings with what was said of them while they grew: one that was changed is not only
/// found, the stretch in which it was is named.
final class RecordingCheck {
    private static final String WINDOWS = "windows";
    private static final String TRACK = "track";
    private static final String FILE = "file";

    private final Bundle bundle;
    private final Map<String, List<Said>> said = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// @param at when it was said
    private record Said(RecordingWindow window, Instant at) {}

    private RecordingCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    static List<Finding> check(Bundle bundle, List<LogCheck.Proven> proven) throws IOException {
        var check = new RecordingCheck(bundle);
        proven.forEach(check::note);
        for (var track : check.said.entrySet()) {
            track.getValue().sort(Comparator.comparingInt(one -> one.window().number()));
            check.track(track.getKey(), track.getValue());
        }
        return check.findings;
    }

    private void note(LogCheck.Proven one) {
        var fields = one.exhibit().statement().map(Statement::fields).orElse(Fields.none());
        switch (one.entry().act()) {
            case "media.recorded" ->
                    fields.find(WINDOWS).stream()
                            .flatMap(String::lines)
                            .map(RecordingWindow::parse)
                            .forEach(window ->
                                    said.computeIfAbsent(window.track(), _ -> new ArrayList<>())
                                            .add(new Said(window, one.entry().at())));
            case "media.track-ended" ->
                    fields.find(TRACK)
                            .ifPresent(track -> files.put(track, fields.find(FILE).orElse("")));
            default -> {}
        }
    }

    private void track(String track, List<Said> windows) throws IOException {
        if (!isWhole(track, windows)) {
            findings.add(Finding.broken("recording.gap", track));
            return;
        }
        var path = path(files.getOrDefault(track, ""));
        if (path.isEmpty()) {
            findings.add(Finding.open("recording.absent", track));
            return;
        }
        compare(path, windows);
    }

    /// Each window follows the one before it, in the file and in the chain.
    private static boolean isWhole(String track, List<Said> windows) {
        var chain = RecordingWindow.begin(track);
        var end = 0L;
        for (int number = 0; number < windows.size(); number++) {
            var window = windows.get(number).window();
            if (window.number() != number
                    || window.first() != end
                    || !window.chain().equals(RecordingWindow.chain(chain, window.digest()))) {
                return false;
            }
            chain = window.chain();
            end = window.end();
        }
        return true;
    }

    private String path(String sha256) {
        var name = Bundle.FILES + sha256.split(" ", 2)[0] + ".";
        return sha256.isEmpty() ? "" : bundle.below(name).stream().findFirst().orElse("");
    }

    private void compare(String path, List<Said> windows) throws IOException {
        var good = 0;
        try (var content = bundle.stream(path)) {
            for (int i = 0; i < windows.size(); i++) {
                var window = windows.get(i).window();
                var digest = Hash.digest();
                var missing = feed(digest, content, window.length());
                if (missing == 0 && Hash.of(digest.digest()).equals(window.digest())) {
                    good++;
                } else {
                    var from = i == 0 ? "-" : windows.get(i - 1).at().toString();
                    findings.add(
                            Finding.broken(
                                    "recording.changed",
                                    path,
                                    window.number() + 1,
                                    from,
                                    windows.get(i).at()));
                }
            }
            if (content.read() >= 0) {
                findings.add(Finding.broken("recording.longer", path));
            }
        }
        findings.add(Finding.holds("recording.same", path, good));
    }

    /// @return how many bytes there were not
    private static long feed(MessageDigest digest, java.io.InputStream content, long length)
            throws IOException {
        var buffer = new byte[1 << 16];
        var left = length;
        while (left > 0) {
            var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return left;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return 0;
    }
}
