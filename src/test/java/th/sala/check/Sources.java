package th.sala.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The project's own files, as these checks read them.
final class Sources {
    static final Path JAVA = Path.of("src/main/java/th/sala");
    static final Path TESTS = Path.of("src/test/java/th/sala");
    static final Path RESOURCES = Path.of("src/main/resources");
    static final Path TEMPLATES = RESOURCES.resolve("templates");

    private Sources() {}

    /// The text of each file below the folder whose name ends so, by its path from there.
    static Map<String, String> below(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            var texts = new TreeMap<String, String>();
            for (var file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Set<String> modules() {
        return names(JAVA, Files::isDirectory);
    }

    /// The names of what is directly in the folder; nothing if there is no such folder.
    static Set<String> names(Path folder, Predicate<Path> which) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(which)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> matches(String pattern, String text) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .toList();
    }
}
