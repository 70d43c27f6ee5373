package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;
import th.sala.api.ApiCall;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The description that programs read says what the code does: `./sala fmt` writes it, this finds
/// it stale.
class OpenApiTests {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void saysWhatTheCodeDoes() throws IOException {
        var file = Sources.RESOURCES.resolve("api/openapi.json");
        var now = JSON.writeValueAsString(new OpenApi().describe()) + "\n";
        if (Boolean.getBoolean("sala.write")) {
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file)).as("run ./sala fmt").isEqualTo(now);
    }

    @Test
    void isLookedAtWhole() {
        assertThat(OpenApi.calls()).hasSizeGreaterThan(15);
        var undescribed =
                Product.CLASSES.stream()
                        .filter(type -> type.isAnnotatedWith(RestController.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method ->
                                method.isMetaAnnotatedWith(
                                        org.springframework.web.bind.annotation.RequestMapping
                                                .class))
                        .filter(method -> !method.isAnnotatedWith(ApiCall.class))
                        .toList();
        assertThat(undescribed).isEmpty();
    }

    /// Two records of one name would be one in the description.
    @Test
    @SuppressWarnings("unchecked")
    void namesEachRecordOnce() {
        var description = new OpenApi().describe();
        var schemas =
                (Map<String, Object>)
                        ((Map<String, Object>) description.get("components")).get("schemas");
        assertThat(schemas).containsKeys("LetterOut", "OutgoingWritten", "Problem");
        var out = (Map<String, Object>) schemas.get("LetterOut");
        assertThat((List<String>) out.get("required"))
                .contains("subject", "to")
                .doesNotContain("number");
    }

    @Test
    void eachOperationHasANameOfItsOwn() {
        var names = OpenApi.calls().stream().map(call -> call.verb() + call.path()).toList();
        assertThat(new LinkedHashSet<>(names)).hasSameSizeAs(names);
        assertThat(
                        OpenApi.calls().stream()
                                .flatMap(call -> Arrays.stream(call.call().scope()))
                                .collect(Collectors.toSet()))
                .as("a scope that opens nothing")
                .isEqualTo(Set.of(th.sala.accounts.TokenScope.values()));
    }
}
