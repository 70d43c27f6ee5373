package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.MessageFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/// All texts are there in both languages, take the same arguments, and are used.
class MessageTests {
    private static final String THAI = "_th.properties";
    private static final String ENGLISH = "_en.properties";

    /// What Bean Validation and Spring name themselves.
    private static final String VALIDATION =
            "(NotBlank|NotNull|NotEmpty|Size|Email|Min|Max|Pattern|typeMismatch)\\b.*";

    private static final String KEY = "[a-z]+(?:\\.[a-z0-9-]+)+";
    private static final String QUOTE = "[\"'|]";

    private static final Map<String, String> THAI_TEXTS = texts(THAI);
    private static final Map<String, String> ENGLISH_TEXTS = texts(ENGLISH);
    private static final Map<String, String> JAVA = Sources.below(Sources.JAVA, ".java");
    private static final Map<String, String> TEMPLATES = Sources.below(Sources.TEMPLATES, ".html");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        var thaiOnly = new TreeSet<>(THAI_TEXTS.keySet());
        thaiOnly.removeAll(ENGLISH_TEXTS.keySet());
        var englishOnly = new TreeSet<>(ENGLISH_TEXTS.keySet());
        englishOnly.removeAll(THAI_TEXTS.keySet());

        assertThat(thaiOnly).as("missing in English").isEmpty();
        assertThat(englishOnly).as("missing in Thai").isEmpty();
        assertThat(THAI_TEXTS).hasSizeGreaterThan(100);
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        var differing =
                chosen((key, thai) ->
                        !arguments(thai).equals(arguments(ENGLISH_TEXTS.getOrDefault(key, thai))));
        assertThat(differing).isEmpty();
    }

    @Test
    void allTextsAreMessageFormats() {
        for (var texts : Set.of(THAI_TEXTS, ENGLISH_TEXTS)) {
            texts.forEach((key, text) -> {
                assertThat(text).as(key).isNotBlank();
                assertThat(text.replace("''", ""))
                        .as("%s: write '' for '", key)
                        .doesNotContain("'");
                new MessageFormat(text);
            });
        }
    }

    @Test
    void thaiTextsAreThai() {
        assertThat(chosen((_, thai) -> thai.codePoints().noneMatch(MessageTests::isThai)))
                .containsExactly("web.other-language");
        ENGLISH_TEXTS.forEach((key, english) -> {
            if (!key.equals("web.other-language")) {
                assertThat(english).as(key).containsPattern("[A-Za-z]|\\{0");
            }
        });
    }

    @Test
    void everyKeyBelongsToItsModule() {
        for (var ending : Set.of(THAI, ENGLISH)) {
            Sources.below(Sources.RESOURCES.resolve("messages"), ending)
                    .forEach((file, text) -> {
                        var module = file.replace(ending, "");
                        assertThat(Sources.modules()).contains(module);
                        assertThat(properties(text).stringPropertyNames())
                                .as(file)
                                .allMatch(key ->
                                        key.startsWith(module + ".")
                                                || (module.equals("web")
                                                        && key.matches(VALIDATION)));
                    });
        }
    }

    @Test
    void everyKeyThatIsUsedExists() {
        var missing = new TreeSet<String>();
        TEMPLATES.forEach((file, text) -> {
            note(missing, file, Sources.matches("#\\{(" + KEY + ")[}(]", text));
            note(
                    missing,
                    file,
                    Sources.matches(":: *(?:field|area)\\('[^']*', *'(" + KEY + ")'", text));
        });
        JAVA.forEach((file, text) -> {
            if (text.contains("extends Refusal")) {
                note(missing, file, Sources.matches("\\bsuper\\([^;]*?\"(" + KEY + ")\"", text));
            }
            note(missing, file, Sources.matches("\"done\",\\s*\"(" + KEY + ")\"", text));
            note(
                    missing,
                    file,
                    Sources.matches("rejectValue\\(\"[^\"]*\",\\s*\"(" + KEY + ")\"", text));
            note(
                    missing,
                    file,
                    Sources.matches(
                            "MenuEntry\\.of\\(\\s*Place\\.[A-Z]+,\\s*\"(" + KEY + ")\"", text));
        });
        assertThat(missing).isEmpty();
    }

    private static void note(Set<String> missing, String file, Iterable<String> keys) {
        for (var key : keys) {
            if (!THAI_TEXTS.containsKey(key)) {
                missing.add(file + ": " + key);
            }
        }
    }

    /// A key is used where it stands literally, where something is added to its beginning
    /// (`"web.error." + status`, `|accounts.role.${role}|`), or as the hint of a field that is.
    @Test
    void everyKeyIsUsed() {
        var literal = new TreeSet<String>();
        var beginnings = new TreeSet<String>();
        for (var texts : Set.of(JAVA, TEMPLATES)) {
            for (var text : texts.values()) {
                literal.addAll(Sources.matches("[\"'{|(](" + KEY + ")(?=[\"'}|(])", text));
                beginnings.addAll(
                        Sources.matches(QUOTE + "(" + KEY + "[.-])(?=" + QUOTE + ")", text));
                beginnings.addAll(Sources.matches(QUOTE + "(" + KEY + "[.-])(?=\\$\\{)", text));
                beginnings.addAll(Sources.matches(QUOTE + "([a-z]+\\.)(?=" + QUOTE + ")", text));
                beginnings.addAll(Sources.matches(QUOTE + "(" + KEY + "[.-])%s", text));
            }
        }
        var unused =
                chosen((key, _) -> {
                    var field = key.replaceFirst("\\.hint$", "");
                    return !literal.contains(key)
                            && !literal.contains(field)
                            && beginnings.stream().noneMatch(field::startsWith)
                            && !key.matches(VALIDATION);
                });
        assertThat(unused).isEmpty();
    }

    @Test
    void foldersAreCalledLikeTheModulesTheyBelongTo() {
        var modules = Sources.modules();
        assertThat(modules).contains("web", "law", "thai");
        assertThat(modules).containsAll(Sources.names(Sources.TEMPLATES, Files::isDirectory));
        assertThat(modules)
                .containsAll(
                        Sources.names(Sources.RESOURCES.resolve("static"), Files::isDirectory));
        var migrations =
                Sources.names(Sources.RESOURCES.resolve("db/migration"), Files::isDirectory);
        migrations.remove("__root");
        assertThat(modules).containsAll(migrations);
    }

    private static Set<String> chosen(BiPredicate<String, String> which) {
        var keys = new TreeSet<String>();
        THAI_TEXTS.forEach((key, text) -> {
            if (which.test(key, text)) {
                keys.add(key);
            }
        });
        return keys;
    }

    private static Set<String> arguments(String text) {
        return new TreeSet<>(Sources.matches("\\{(\\d+)", text));
    }

    private static boolean isThai(int character) {
        return Character.UnicodeBlock.of(character) == Character.UnicodeBlock.THAI;
    }

    private static Map<String, String> texts(String ending) {
        var texts = new TreeMap<String, String>();
        for (var file : Sources.below(Sources.RESOURCES.resolve("messages"), ending).values()) {
            var properties = properties(file);
            for (var key : properties.stringPropertyNames()) {
                texts.put(key, properties.getProperty(key));
            }
        }
        return texts;
    }

    private static Properties properties(String file) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(file));
            return properties;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
