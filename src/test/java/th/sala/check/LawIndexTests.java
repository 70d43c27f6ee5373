package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs/law-index.md`: which code carries out which clause, and which tests prove it. Written by
/// `./sala fmt`; this fails when the committed one is stale.
class LawIndexTests {
    /// What has to be carried out by now; see the requirements.
    private static final Set<String> REQUIRED =
            Set.of(
                    """
                    C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10
                    I1 I2 I3 I4 I5 I6 I7
                    L0 L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 L12 L13 L14 L15 L16 L17 L18
                    M0 M1 M2 M3 M4 M5 M6 M7 M8 M10 M11 M12 M14 M15 M16
                    P3 P4
                    T1 T2 T3 T4 T5 T6 T7 T8 T9
                    X1 X2 X3 X4 X5
                    """
                            .strip()
                            .split("\\s+"));

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

    @ParameterizedTest(name = "from «{0}» until «{1}»: {2}")
    @CsvSource({
        "'', '', ''",
        "2023-01-10, '', ', from 2023-01-10'",
        "'', 2020-04-18, ', until 2020-04-18'",
        "2014-06-27, 2020-04-18, ', from 2014-06-27, until 2020-04-18'"
    })
    void theDaysInForceStandAfterTheClause(String from, String until, String shown) {
        assertThat(Clauses.Force.of(from, until).text()).isEqualTo(shown);
    }

    @ParameterizedTest(name = "from «{0}» until «{1}»")
    @CsvSource({
        "2020-04-19, 2020-04-18",
        "2020-04-18, 2020-04-18",
        "2566-02-30, ''",
        "10 ม.ค. 2566, ''",
        "'', tomorrow"
    })
    void aDayThatIsNoneOrEndsBeforeItsBeginningIsAnError(String from, String until) {
        assertThatThrownBy(() -> Clauses.Force.of(from, until))
                .isInstanceOfAny(DateTimeException.class, IllegalArgumentException.class);
    }

    /// A clause is in force on the same days wherever it is carried out.
    @Test
    void everyClauseHasOneForce() {
        var forces =
                Clauses.all().stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.of() + " " + line.value(),
                                        Collectors.mapping(
                                                Clauses.Line::force, Collectors.toSet())));
        assertThat(forces).allSatisfy((clause, all) -> assertThat(all).as(clause).hasSize(1));
        assertThat(forces.get("EGOV_65 มาตรา 10"))
                .containsExactly(Clauses.Force.of("2023-01-10", ""));
    }

    private static String index() {
        var tests = Clauses.tests();
        var text =
                new StringBuilder(
                        """
                        # Index of the law

                        Written by `./sala fmt`; do not edit. Code by its `@Clause`, tests by the clause at the head of their display names.
                        The ids are those of the requirements. Grade A: the text itself was before us. B and C: known from others' accounts, not
                        yet checked against the Gazette; the pages that show what such a rule brought about say so. The days on which a clause is in
                        force stand after it where the sources name them.

                        | id | clause | grade | code | tests |
                        |---|---|---|---|---|
                        """);
        for (var line : Clauses.all()) {
            text.append(
                    "| %s | %s %s%s | %s | %s | %s |%n"
                            .formatted(
                                    line.id(),
                                    line.of(),
                                    line.value(),
                                    line.force().text(),
                                    line.grade(),
                                    line.code(),
                                    String.join(
                                            ", ",
                                            tests.getOrDefault(line.name(), new TreeSet<>()))));
        }
        return text.toString();
    }
}
