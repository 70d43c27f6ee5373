package th.sala.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a bundle of evidence holds: signed as a note, so that no byte of any file, this one
/// included, changes unseen.
///
/// @param kind `letter`, `register`, `person`, `audit` or `meeting`
/// @param about what it is about, in words; as in every note without control characters
/// @param origin the log's name
/// @param files their SHA-256 by path, this file left out; a path is relative, with `/` between
///   folders
public record Manifest(
        String kind, String about, Instant made, String origin, SortedMap<String, Hash> files) {
    public static final String PATH = "manifest";

    private static final List<String> HEAD = List.of("sala-bundle", "kind", "about", "made", "log");
    private static final String VERSION = "1";
    private static final String FILE = "file ";
    private static final Set<String> KINDS =
            Set.of("letter", "register", "person", "audit", "meeting");

    private static final Set<String> NO_NAMES = Set.of("", ".", "..");
    private static final Pattern NO_NAME = Pattern.compile("[\\p{Cntrl}\\\\:]");

    /// @throws IllegalArgumentException if the kind is unknown, or a path none
    public Manifest {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("no kind of bundle: " + kind);
        }
        for (var path : files.keySet()) {
            if (!isPath(path)) {
                throw new IllegalArgumentException("no path: " + path);
            }
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public String text() {
        var values = List.of(VERSION, kind, about, made, origin);
        var head = Fields.none();
        for (int i = 0; i < values.size(); i++) {
            head = head.with(HEAD.get(i), values.get(i));
        }
        var text = new StringBuilder(head.toString());
        files.forEach((path, hash) ->
                text.append(FILE).append(hash).append(' ').append(path).append('\n'));
        return text.toString();
    }

    /// Whether it leads to a file of the bundle, and to the same one on each system.
    private static boolean isPath(String path) {
        return Stream.of(path.split("/", -1)).noneMatch(NO_NAMES::contains)
                && !NO_NAME.matcher(path).find();
    }

    /// Whether each line of the period must be there.
    boolean isWhole() {
        return kind.equals("register") || kind.equals("audit");
    }

    /// @throws IllegalArgumentException if it is not what [#text] writes, to the letter
    public static Manifest parse(String text) {
        var lines = text.lines().toList();
        var head = new ArrayList<String>();
        var files = new TreeMap<String, Hash>();
        for (var line : lines) {
            var parts = line.split(" ", 3);
            if (line.startsWith(FILE) && parts.length == 3) {
                files.put(parts[2], Hash.ofHex(parts[1]));
            } else {
                head.add(line + "\n");
            }
        }
        var fields = Fields.parse(String.join("", head));
        if (!fields.names().equals(HEAD) || !fields.get(HEAD.getFirst()).equals(VERSION)) {
            throw new IllegalArgumentException("not a manifest of this version");
        }
        var made = Entry.instant(fields.get("made"));
        var parsed =
                new Manifest(
                        fields.get("kind"), fields.get("about"), made, fields.get("log"), files);
        if (!parsed.text().equals(text)) {
            throw new IllegalArgumentException("not written as manifests are");
        }
        return parsed;
    }
}
