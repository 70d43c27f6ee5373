package th.sala.check;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import th.sala.law.Instrument.Grade;

/// A rule whose text was not before us says so on every page that shows what it brought about.
class GradeTests {
    private static final Map<String, String> TEMPLATES = Sources.below(Sources.TEMPLATES, ".html");
    private static final String FRAGMENT = "web/parts.html";

    /// By what one sees that a page shows the outcome of a rule. Pages on which a letter stands as
    /// it is set.
    private static final Set<String> SHEETS = Set.of("letters.preview.mail", "/glance(id=");

    private static final Map<String, Set<String>> SHOWN_BY =
            Map.ofEntries(
                    entry("stamp", Set.of("class=\"s-stamp\"")),
                    entry(
                            "number",
                            Set.of("given.number", "show.text(line.number)", "entry.letterNumber")),
                    entry(
                            "register",
                            Set.of(
                                    "stamp.number",
                                    "#{registers.column.received}",
                                    "#{registers.column.number}",
                                    "#{registers.column.last(",
                                    "#{registers.open.last}")),
                    entry(
                            "columns",
                            Set.of("#{registers.column.action}", "#{registers.column.date}")),
                    entry(
                            "date",
                            Set.of(
                                    "given.date",
                                    "stamp.received",
                                    "#{registers.column.letter-date}")),
                    entry("circular", Set.of("#{letters.write.circular}")),
                    entry("form", SHEETS),
                    entry("memo", SHEETS),
                    entry("sealed", SHEETS),
                    entry("order", SHEETS),
                    entry("announcement", SHEETS),
                    entry("certificate", SHEETS),
                    entry("minutes", SHEETS),
                    entry("series", SHEETS),
                    entry("kind", Set.of("#{letters.write.kind}")),
                    entry("leave-form", Set.of("/form.pdf")),
                    entry("timesheet", Set.of("#{timekeeping.column.signature}")),
                    entry("leave-pay", Set.of("#{leave.pay.paid}")),
                    entry("meeting", Set.of("#{meetings.rules}")),
                    entry(
                            "powers",
                            Set.of(
                                    "leave/outlook :: outlook",
                                    "leave/outlook :: facts",
                                    "#{leave.powers}")));

    @Test
    void everyRuleBelowGradeAHasItsName() throws IOException {
        var names = new HashSet<>(rules().values());
        assertThat(Clauses.all())
                .filteredOn(line -> line.grade() != Grade.A)
                .isNotEmpty()
                .allMatch(line -> names.contains(line.value()));
        assertThat(SHOWN_BY.keySet()).isEqualTo(rules().keySet());
    }

    @Test
    void everyPageThatShowsSuchARuleSaysSo() {
        var silent = new TreeSet<String>();
        TEMPLATES.forEach((page, text) -> {
            var whole = text + included(text);
            SHOWN_BY.forEach((rule, marks) -> {
                if (isPage(text) && marks.stream().anyMatch(whole::contains) && !says(text, rule)) {
                    silent.add(page + " shows " + rule);
                }
            });
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void theSentenceStandsInOneFragment() {
        assertThat(TEMPLATES.get(FRAGMENT)).contains("unchecked(rules)", "#{web.unchecked}");
        TEMPLATES.forEach((page, text) -> {
            if (!page.equals(FRAGMENT)) {
                assertThat(text).as(page).doesNotContain("#{web.unchecked}");
            }
        });
    }

    private static boolean isPage(String text) {
        return text.contains("web/layout :: page(");
    }

    private static boolean says(String text, String rule) {
        return Sources.matches(":: unchecked\\('([^']*)'\\)", text).stream()
                .anyMatch(rules -> List.of(rules.split(" ")).contains(rule));
    }

    /// The tables of a book stand in a template of their own.
    private static String included(String text) {
        return text.contains("registers/lines :: table")
                ? TEMPLATES.get("registers/lines.html")
                : "";
    }

    private static Map<String, String> rules() throws IOException {
        var texts = Sources.below(Sources.RESOURCES.resolve("messages"), "web_th.properties");
        var properties = new Properties();
        properties.load(new StringReader(texts.get("web_th.properties")));
        var rules = new TreeMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            if (key.startsWith("web.rule.")) {
                rules.put(key.substring("web.rule.".length()), properties.getProperty(key));
            }
        }
        return rules;
    }
}
