package th.sala.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;

/// The program behind `./sala verify`: reads a bundle, prints what holds and what does not.
///
/// It ends with 0 if all that could be checked holds, 1 if something does not, 2 if it was asked
/// wrongly or found nothing to read.
public final class Verify {
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;

    private static final Locale THAI = Locale.of("th");
    private static final int MOST_OF_A_KIND = 20;
    private static final int MOST_OF_A_VALUE = 300;
    private static final Set<Byte> UNSEEN =
            Set.of(
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED);

    private final PrintStream out;
    private final ResourceBundle texts;

    private Verify(PrintStream out, Locale language) {
        this.out = out;
        this.texts = texts(language);
    }

    /// Thai is the base: it must not give way to the language of the machine.
    static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(
                "th.sala.proof.verify",
                language,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(args, out));
    }

    /// What was asked for.
    private record Asked(
            Path bundle, Optional<NoteKey> key, List<Path> witnesses, Locale language) {}

    static int run(String[] args, PrintStream out) {
        Asked asked;
        try {
            asked = asked(args);
        } catch (IllegalArgumentException wrong) {
            new Verify(out, Locale.ENGLISH)
                    .say("usage", visible(String.valueOf(wrong.getMessage())));
            return UNUSABLE;
        }
        return new Verify(out, asked.language()).run(asked);
    }

    private static Asked asked(String[] args) {
        var english = Optional.ofNullable(System.getenv("LANG")).orElse("").startsWith("en");
        var language = english ? Locale.ENGLISH : THAI;
        Optional<NoteKey> key = Optional.empty();
        var witnesses = new ArrayList<Path>();
        var bundles = new ArrayList<Path>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--english" -> language = Locale.ENGLISH;
                case "--thai" -> language = THAI;
                case "--key" -> key = Optional.of(NoteKey.parse(after(args, ++i)));
                case "--witness" -> witnesses.add(Path.of(after(args, ++i)));
                default -> bundles.add(bundle(args[i]));
            }
        }
        if (bundles.size() != 1) {
            throw new IllegalArgumentException("BUNDLE");
        }
        return new Asked(bundles.getFirst(), key, witnesses, language);
    }

    private static Path bundle(String arg) {
        if (arg.startsWith("-")) {
            throw new IllegalArgumentException(arg);
        }
        return Path.of(arg);
    }

    private static String after(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1]);
        }
        return args[index];
    }

    private int run(Asked asked) {
        try {
            var witnesses = new ArrayList<SignedNote>();
            var torn = new ArrayList<Finding>();
            for (var file : asked.witnesses()) {
                var kept = witnesses(file);
                witnesses.addAll(kept.notes());
                if (kept.isCut()) {
                    torn.add(Finding.open("witness.cut", file));
                }
                if (kept.unreadable() > 0) {
                    torn.add(Finding.open("witness.torn", kept.unreadable(), file));
                }
            }
            return show(Stream.concat(findings(asked, witnesses).stream(), torn.stream()).toList());
        } catch (OutOfMemoryError large) {
            say("memory");
        } catch (IOException | RuntimeException unreadable) {
            say("unreadable", visible(reason(unreadable)));
        }
        return UNUSABLE;
    }

    private static String reason(Exception unreadable) {
        return unreadable.getMessage() == null || unreadable instanceof FileSystemException
                ? unreadable.toString()
                : unreadable.getMessage();
    }

    /// Reads what somebody kept: one checkpoint or several, as `/evidence/witnessed` of another
    /// installation gives them, or the file that ours are shipped to.
    private static KeptNotes witnesses(Path file) throws IOException {
        try {
            var kept = KeptNotes.last(file);
            if (kept.notes().isEmpty()) {
                throw new IOException(file + ": no signed checkpoint");
            }
            kept.notes().forEach(Checkpoint::of);
            return kept;
        } catch (IllegalArgumentException nonsense) {
            throw new IOException(file + ": " + nonsense.getMessage(), nonsense);
        }
    }

    private static List<Finding> findings(Asked asked, List<SignedNote> witnesses)
            throws IOException {
        if (Files.isDirectory(asked.bundle())) {
            return Verifier.verify(asked.bundle(), asked.key(), witnesses);
        }
        try (var archive = Archive.open(asked.bundle())) {
            return Verifier.verify(archive.bundle(), asked.key(), witnesses);
        }
    }

    private int show(List<Finding> findings) {
        for (var level : Finding.Level.values()) {
            var some = findings.stream().filter(finding -> finding.level() == level).toList();
            if (!some.isEmpty()) {
                say("level." + level);
                list(some);
            }
        }
        var broken = findings.stream().anyMatch(found -> found.level() == Finding.Level.BROKEN);
        var open = findings.stream().anyMatch(found -> found.level() == Finding.Level.OPEN);
        say(broken ? "end.broken" : open ? "end.open" : "end.holds");
        return broken ? BROKEN : 0;
    }

    /// Of one kind no more than a person reads.
    private void list(List<Finding> findings) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var finding : findings) {
            if (counts.merge(finding.key(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                out.println("  - " + text(finding));
            }
        }
        counts.forEach((key, count) -> {
            if (count > MOST_OF_A_KIND) {
                say("more", Integer.toString(count - MOST_OF_A_KIND), key);
            }
        });
    }

    private String text(Finding finding) {
        var values = finding.values().stream().map(Verify::visible).toArray();
        return MessageFormat.format(texts.getString(finding.key()), values);
    }

    /// A value as one line that shows all there is in it, so that no bundle writes lines of its own
    /// on the reader's screen.
    private static String visible(String value) {
        var shown = new StringBuilder();
        value.codePoints()
                .limit(MOST_OF_A_VALUE)
                .forEach(sign -> {
                    if (UNSEEN.contains((byte) Character.getType(sign))) {
                        shown.append(String.format(Locale.ROOT, "\\u%04x", sign));
                    } else {
                        shown.appendCodePoint(sign);
                    }
                });
        return shown.append(value.length() > MOST_OF_A_VALUE ? "…" : "").toString();
    }

    private void say(String key, Object... values) {
        out.println(MessageFormat.format(texts.getString(key), values));
    }
}
