package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import th.sala.Sala;
import th.sala.law.Clause;

/// `docs/law-index.md`: which code carries out which clause, which tests prove it, which pages name
/// it. Written by `./sala fmt`; this fails when the committed one is stale.
class LawIndexTests {
    /// What the main job must carry out; see the requirements.
    private static final Set<String> REQUIRED =
            Set.of("C0", "C1", "C2", "C3", "C4", "C5", "C7", "C8", "C10", "X1", "X4", "P4", "I6");

    /// Required, but their code is still on its way.
    private static final Set<String> COMING = Set.of();

    private static final Path INDEX = Path.of("docs/law-index.md");
    private static final Comparator<String> BY_ID =
            Comparator.comparing((String id) -> id.replaceAll("[0-9]", ""))
                    .thenComparing(id -> Integer.valueOf(id.replaceAll("[^0-9]", "")));

    private record Line(String id, String clause, String grade, String code) {}

    @Test
    void theIndexIsFresh() throws IOException {
        var fresh = index();
        if (Boolean.getBoolean("sala.write")) {
            Files.createDirectories(INDEX.getParent());
            Files.writeString(INDEX, fresh);
        }
        assertThat(Files.exists(INDEX) ? Files.readString(INDEX) : "")
                .as("docs/law-index.md is stale; ./sala fmt writes it anew")
                .isEqualTo(fresh);
    }

    @Test
    void everyRequiredClauseHasCode() {
        var missing = new TreeSet<>(REQUIRED);
        missing.removeAll(byId().keySet());
        assertThat(missing).as("requirements without code").isEqualTo(new TreeSet<>(COMING));
    }

    @Test
    void everyClauseIsTested() {
        var tests = tests();
        var untested = new TreeSet<String>();
        for (var id : byId().keySet()) {
            if (naming(id, tests).isEmpty()) {
                untested.add(id);
            }
        }
        assertThat(untested).as("clauses that no test names").isEmpty();
    }

    private static String index() {
        var tests = tests();
        var pages = Sources.below(Sources.TEMPLATES, ".html");
        var text =
                new StringBuilder(
                        """
                        # Index of the law

                        Written by `./sala fmt` from the `@Clause` annotations; do not edit. The ids are those of the requirements.
                        Grade A: the text itself was before us. B and C: known from others' accounts, not yet checked against the Gazette.

                        | id | clause | grade | code | tests that name the id | pages that name the id |
                        |---|---|---|---|---|---|
                        """);
        byId().forEach((id, lines) -> {
            for (var line : lines) {
                text.append(
                        "| %s | %s | %s | %s | %s | %s |%n"
                                .formatted(
                                        id,
                                        line.clause,
                                        line.grade,
                                        line.code,
                                        String.join(", ", naming(id, tests)),
                                        String.join(", ", naming(id, pages))));
            }
        });
        return text.toString();
    }

    private static Map<String, String> tests() {
        var tests = Sources.below(Sources.TESTS, "Tests.java");
        tests.putAll(Sources.below(Sources.TESTS, "Journey.java"));
        tests.remove("check/LawIndexTests.java");
        return tests;
    }

    private static Map<String, List<Line>> byId() {
        var lines = new TreeMap<String, List<Line>>(BY_ID);
        var product =
                new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackagesOf(Sala.class);
        for (var type : product) {
            add(lines, type.reflect(), code(type));
            for (var method : type.getMethods()) {
                add(lines, method.reflect(), code(type) + "." + method.getName());
            }
            for (var field : type.getFields()) {
                add(lines, field.reflect(), code(type) + "." + field.getName());
            }
        }
        for (var some : lines.values()) {
            some.sort(Comparator.comparing(Line::clause).thenComparing(Line::code));
        }
        return lines;
    }

    private static void add(Map<String, List<Line>> lines, AnnotatedElement element, String code) {
        for (var clause : element.getAnnotationsByType(Clause.class)) {
            lines.computeIfAbsent(clause.id(), _ -> new ArrayList<>())
                    .add(
                            new Line(
                                    clause.id(),
                                    clause.of() + " " + clause.value(),
                                    clause.of().grade.name(),
                                    code));
        }
    }

    private static String code(JavaClass type) {
        return type.getName().replaceFirst("^th\\.sala\\.", "").replace('$', '.');
    }

    private static List<String> naming(String id, Map<String, String> files) {
        var named = new ArrayList<String>();
        files.forEach((file, text) -> {
            if (java.util.regex.Pattern.compile("\\b" + id + "\\b").matcher(text).find()) {
                named.add(file.replaceAll("\\.(java|html)$", ""));
            }
        });
        return named;
    }
}
