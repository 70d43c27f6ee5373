package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/law-index.md`: which code carries out which clause, and which tests prove it. Written by
/// `./sala fmt`; this fails when the committed one is stale.
class LawIndexTests {
    /// What the main job must carry out; see the requirements.
    private static final Set<String> REQUIRED =
            Set.of("C0", "C1", "C2", "C3", "C4", "C5", "C7", "C8", "C10", "X1", "X4", "P4", "I6");

    private static final Path INDEX = Path.of("docs/law-index.md");

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
    void everyRequirementHasCode() {
        var missing = new TreeSet<>(REQUIRED);
        Clauses.all().forEach(line -> missing.remove(line.id()));
        assertThat(missing).as("requirements without code").isEmpty();
    }

    @Test
    void everyClauseIsTested() {
        var tests = Clauses.tests();
        assertThat(Clauses.all())
                .as("clauses that no test's display name begins with")
                .allMatch(line -> tests.containsKey(line.name()));
    }

    @Test
    void noTestNamesAClauseThatNoCodeCarriesOut() {
        var carriedOut = Clauses.all().stream().map(Clauses.Line::name).collect(Collectors.toSet());
        assertThat(Clauses.tests().keySet()).isSubsetOf(carriedOut);
    }

    private static String index() {
        var tests = Clauses.tests();
        var text =
                new StringBuilder(
                        """
                        # Index of the law

                        Written by `./sala fmt`; do not edit. Code by its `@Clause`, tests by the clause at the head of their display names.
                        The ids are those of the requirements. Grade A: the text itself was before us. B and C: known from others' accounts, not
                        yet checked against the Gazette; the pages that show what such a rule brought about say so.

                        | id | clause | grade | code | tests |
                        |---|---|---|---|---|
                        """);
        for (var line : Clauses.all()) {
            text.append(
                    "| %s | %s %s | %s | %s | %s |%n"
                            .formatted(
                                    line.id(),
                                    line.of(),
                                    line.value(),
                                    line.grade(),
                                    line.code(),
                                    String.join(
                                            ", ",
                                            tests.getOrDefault(line.name(), new TreeSet<>()))));
        }
        return text.toString();
    }
}
