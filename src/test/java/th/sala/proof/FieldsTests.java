package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTests {
    private static final String[] PIECES = {
        "",
        " ",
        "\n",
        "\r",
        "\\",
        "\\n",
        "\n\n",
        "\t",
        "ก",
        "ำ",
        "\u200b",
        "=",
        "a",
        "name value",
        "\u2028",
        "\u0085",
        "\ud83d\ude00",
        "'",
        "{0}",
        "\ufeff"
    };

    @Test
    void areReadAsTheyAreWritten() {
        var random = new Random(6962);
        for (int round = 0; round < 5_000; round++) {
            var fields = Fields.none();
            var values = new LinkedHashMap<String, String>();
            for (int i = random.nextInt(6); i > 0; i--) {
                var value = text(random);
                values.put("f" + i, value);
                fields = fields.with("f" + i, value);
            }
            assertThat(fields.values()).containsExactlyEntriesOf(values);
            assertThat(Fields.parse(fields.toString())).isEqualTo(fields);
            assertThat(Fields.parse(fields.toString()).values()).isEqualTo(values);
            assertThat(fields.toString().lines().count())
                    .as("no value breaks a line: %s", fields)
                    .isGreaterThanOrEqualTo(values.size());
            assertThat(fields.toString().split("\n", -1)).hasSize(values.size() + 1);
        }
    }

    /// Two different lists of fields never have one text, or a commitment would stand for both.
    @Test
    void haveOneSpelling() {
        var random = new Random(9162);
        var seen = new LinkedHashMap<String, Fields>();
        for (int round = 0; round < 5_000; round++) {
            var fields = Fields.none().with("a", text(random)).with("b", text(random));
            var before = seen.put(fields.toString(), fields);
            if (before != null) {
                assertThat(before.values()).isEqualTo(fields.values());
            }
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void keepTheirOrder() {
        var fields = Fields.none().with("z", 1).with("a", 2);
        assertThat(fields).hasToString("z 1\na 2\n");
        assertThat(fields.names()).containsExactly("z", "a");
        assertThat(fields).isNotEqualTo(Fields.none().with("a", 2).with("z", 1));
        assertThat(fields)
                .isEqualTo(Fields.parse("z 1\na 2\n"))
                .isNotEqualTo((Object) "z 1\na 2\n");
        assertThat(fields).hasSameHashCodeAs(Fields.parse("z 1\na 2\n"));
        assertThat(fields.hashCode()).isNotEqualTo(Fields.none().with("z", 2).hashCode());
    }

    @Test
    void areFoundByName() {
        var fields = Fields.none().with(Fields.parse("subject ทดสอบ\nempty \n"));
        assertThat(fields.get("subject")).isEqualTo("ทดสอบ");
        assertThat(fields.find("empty")).contains("");
        assertThat(fields.find("none")).isEmpty();
        assertThat(fields.isEmpty()).isFalse();
        assertThat(Fields.none().isEmpty()).isTrue();
        assertThat(Fields.parse("")).isEqualTo(Fields.none());
        assertThatIllegalArgumentException().isThrownBy(() -> fields.get("none"));
    }

    @Test
    void haveEachNameOnce() {
        var fields = Fields.none().with("a", 1);
        assertThatIllegalArgumentException().isThrownBy(() -> fields.with("a", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> fields.with(fields));
        for (var name : List.of("", "A", "a b", "a\n", "1a", "-a", "ก", "a_b", "a=")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Fields.none().with(name, ""));
        }
        assertThat(Fields.none().with("a-09z", "").names()).containsExactly("a-09z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "a",
                "a 1",
                "a\n",
                "a 1\nb 2",
                " 1\n",
                "A 1\n",
                "a 1\n\n",
                "\na 1\n",
                "a 1\na 2\n",
                "a 1\na 1\n",
                "a 1\r\n",
                "a \\\n",
                "a \\x\n",
                "a 1\r2\n",
                "a\t1\n",
                "\ufeffa 1\n"
            })
    void areNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.parse(text));
    }
}
