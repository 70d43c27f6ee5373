package th.sala.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The program behind `./sala verify`: reads a bundle, prints what holds and what does not.
///
/// It ends with 0 if all that could be checked holds, 1 if something does not, 2 if it was asked
/// wrongly or found nothing to read.
public final class Verify {
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;

    private final PrintStream out;
    private final ResourceBundle texts;

    private Verify(PrintStream out, Locale language) {
        this.out = out;
        this.texts = ResourceBundle.getBundle("th.sala.proof.verify", language);
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
            new Verify(out, Locale.ENGLISH).say("usage", String.valueOf(wrong.getMessage()));
            return UNUSABLE;
        }
        return new Verify(out, asked.language()).run(asked);
    }

    private static Asked asked(String[] args) {
        var language =
                Optional.ofNullable(System.getenv("LANG")).orElse("").startsWith("en")
                        ? Locale.ENGLISH
                        : Locale.of("th");
        Optional<NoteKey> key = Optional.empty();
        var witnesses = new ArrayList<Path>();
        var bundles = new ArrayList<Path>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--english" -> language = Locale.ENGLISH;
                case "--thai" -> language = Locale.of("th");
                case "--key" -> key = Optional.of(NoteKey.parse(after(args, ++i)));
                case "--witness" -> witnesses.add(Path.of(after(args, ++i)));
                default -> bundles.add(Path.of(args[i]));
            }
        }
        if (bundles.size() != 1 || args[0].equals("--help")) {
            throw new IllegalArgumentException("BUNDLE");
        }
        return new Asked(bundles.getFirst(), key, witnesses, language);
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
            for (var file : asked.witnesses()) {
                witnesses.add(Verifier.witness(file));
            }
            return show(findings(asked, witnesses));
        } catch (IOException | IllegalArgumentException unreadable) {
            say("unreadable", String.valueOf(unreadable.getMessage()));
            return UNUSABLE;
        }
    }

    private static List<Finding> findings(Asked asked, List<SignedNote> witnesses)
            throws IOException {
        if (Files.isDirectory(asked.bundle())) {
            return Verifier.verify(asked.bundle(), asked.key(), witnesses);
        }
        try (var archive = FileSystems.newFileSystem(asked.bundle())) {
            return Verifier.verify(archive.getPath("/"), asked.key(), witnesses);
        } catch (java.nio.file.ProviderNotFoundException other) {
            throw new IllegalArgumentException(asked.bundle() + " is no zip archive", other);
        }
    }

    private int show(List<Finding> findings) {
        for (var level : Finding.Level.values()) {
            var some = findings.stream().filter(finding -> finding.level() == level).toList();
            if (!some.isEmpty()) {
                say("level." + level);
                some.forEach(finding -> out.println("  - " + text(finding)));
            }
        }
        var broken = findings.stream().anyMatch(found -> found.level() == Finding.Level.BROKEN);
        var open = findings.stream().anyMatch(found -> found.level() == Finding.Level.OPEN);
        say(broken ? "end.broken" : open ? "end.open" : "end.holds");
        return broken ? BROKEN : 0;
    }

    private String text(Finding finding) {
        return MessageFormat.format(texts.getString(finding.key()), finding.values().toArray());
    }

    private void say(String key, Object... values) {
        out.println(MessageFormat.format(texts.getString(key), values));
    }
}
