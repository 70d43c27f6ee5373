package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Templates keep to what the security policy and people without scripts or sight need.
class TemplateTests {
    private static final Map<String, String> TEMPLATES = Sources.below(Sources.TEMPLATES, ".html");
    private static final String TAG = "(<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)";

    @Test
    void thereAreTemplates() {
        assertThat(TEMPLATES).hasSizeGreaterThan(10);
        assertThat(tags(_ -> true)).hasSizeGreaterThan(500);
    }

    @Test
    void nothingIsInline() {
        assertThat(tags(tag -> tag.matches("(?s).*\\s(th:)?style\\s*=.*"))).as("style=").isEmpty();
        assertThat(tags(tag -> tag.matches("(?s).*\\s(th:)?on[a-z]+\\s*=.*"))).as("on…=").isEmpty();
        assertThat(tags(tag -> tag.startsWith("<style"))).as("<style>").isEmpty();
        assertThat(tags(tag -> tag.startsWith("<script") && !tag.contains("src="))).isEmpty();
        assertThat(tags(tag -> tag.contains("javascript:"))).isEmpty();
    }

    @Test
    void nothingIsShownUnescaped() {
        assertThat(tags(tag -> tag.contains("th:utext"))).isEmpty();
        TEMPLATES.forEach((file, text) -> assertThat(text).as(file).doesNotContain("[("));
    }

    /// `th:action` adds the token against forged requests.
    @Test
    void everyFormThatChangesSomethingIsProtected() {
        var posts = tags(tag -> tag.matches("(?is)<form\\b.*\\bmethod\\s*=\\s*\"post\".*"));
        assertThat(posts).hasSizeGreaterThan(5).allMatch(tag -> tag.contains("th:action="));
    }

    /// What is too large is said before it is sent, where nothing typed is lost; a form that is
    /// held back was judged before.
    @Test
    void everyFormWithFilesIsJudgedInTheBrowser() {
        var uploads = tags(tag -> tag.contains("enctype=\"multipart/form-data\""));
        assertThat(uploads)
                .hasSizeGreaterThan(4)
                .allMatch(tag -> tag.contains("th:data-most-bytes="));
        TEMPLATES.forEach((file, text) -> {
            if (text.contains("th:data-most-bytes=")) {
                assertThat(text).as(file).contains("web/parts :: tooLarge(");
            }
        });
    }

    /// The browser's own field takes a year of the Buddhist era for one of the common era.
    @Test
    void daysAreTypedAsPeopleWriteThem() {
        TEMPLATES.forEach((file, text) ->
                assertThat(text).as(file).doesNotContain("type=\"date\"", ", 'date')"));
    }

    @Test
    void everyPictureHasWords() {
        assertThat(tags(tag -> tag.startsWith("<img") && !tag.matches("(?s).*\\balt\\s*=.*")))
                .isEmpty();
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        var ours = "xmlns:th=\"http://www.thymeleaf.org\"";
        assertThat(tags(tag -> tag.replace(ours, "").matches("(?s).*=\\s*[\"']?(https?:)?//.*")))
                .isEmpty();
    }

    private static List<String> tags(Predicate<String> which) {
        var tags = new ArrayList<String>();
        TEMPLATES.forEach((file, text) -> {
            for (var tag : Sources.matches(TAG, text)) {
                if (which.test(tag)) {
                    tags.add(tag);
                }
            }
        });
        return tags;
    }
}
