package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import th.sala.Sala;
import th.sala.TestInstallation;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.check.ForeignScope;
import th.sala.database.AgencyScope;

/// The doors as a browser meets them: a real server, real cookies, real error pages.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestInstallation.class)
@DirtiesContext
@ExtendWith(ForeignScope.Verdict.class)
class DoorsWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @LocalServerPort int port;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired ConfigurableEnvironment environment;

    private final UUID agency = UUID.randomUUID();
    private final String username = "u" + agency.toString().substring(0, 8);

    @BeforeEach
    void openAccount() {
        AgencyScope.within(
                agency,
                () ->
                        accounts.open(
                                new NewAccount(
                                        agency,
                                        null,
                                        username,
                                        "สมหญิง ใจดี",
                                        "จังหวัดศรีสมุทร",
                                        PASSWORD,
                                        Set.of(Role.OFFICIAL))));
    }

    @Test
    void givesASessionToWhoSignsInAndEndsItAtSignOut() throws Exception {
        var browser = new Browser(port);
        assertThat(browser.get("/me").uri()).hasPath("/sign-in").hasQuery("to=/me");
        assertThat(browser.cookieOrNull("session")).as("before signing in").isNull();

        var inside = browser.signIn("/me");

        assertThat(inside.uri()).hasPath("/me");
        assertThat(inside.body()).contains("สมหญิง ใจดี");
        assertThat(sessions()).isEqualTo(1);
        var session = browser.cookie("session");
        assertThat(session.isHttpOnly()).isTrue();

        browser.post("/sign-out", inside.body(), "");

        assertThat(sessions()).isZero();
        assertThat(browser.get("/me").uri()).hasPath("/sign-in");
    }

    @Test
    void changesTheSessionsIdAtSignIn() throws Exception {
        var browser = new Browser(port);
        browser.signIn("/me");
        var first = browser.cookie("session").getValue();

        browser.signIn("/me");

        assertThat(browser.cookie("session").getValue()).isNotEqualTo(first);
        assertThat(sessions()).as("the first is gone").isEqualTo(1);
    }

    @Test
    void keepsPeopleSignedInOverARestart() throws Exception {
        var browser = new Browser(port);
        browser.signIn("/me");
        var session = browser.cookie("session").getValue();
        var properties =
                Objects.requireNonNull(environment.getPropertySources().get("test installation"))
                        .getSource();

        try (var other =
                new SpringApplicationBuilder(Sala.class)
                        .initializers(context ->
                                context.getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new MapPropertySource(
                                                        "test installation", asMap(properties))))
                        .run("--server.port=0")) {
            var itsPort =
                    Integer.parseInt(other.getEnvironment().getProperty("local.server.port", ""));
            var there = new Browser(itsPort);
            there.bring("session-" + itsPort, session);

            assertThat(there.get("/me").body()).contains("สมหญิง ใจดี");
        }
    }

    @Test
    void takesAFormAlongThatCameTooLate() throws Exception {
        var browser = new Browser(port);
        var page = browser.signIn("/me/app-passwords");
        db.sql("DELETE FROM accounts.spring_session").update();

        var door =
                browser.post("/me/app-passwords", page.body(), "name=" + encoded("เครื่อง \"ก\""));

        assertThat(door.statusCode()).isEqualTo(401);
        assertThat(door.body()).contains("ข้อความที่พิมพ์ไว้ยังอยู่");
        var wrong =
                browser.post("/sign-in", door.body(), credentials("ไม่ใช่") + held(door.body()));
        assertThat(wrong.statusCode()).isEqualTo(422);
        var again =
                browser.post("/sign-in", wrong.body(), credentials(PASSWORD) + held(wrong.body()));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body())
                .contains("action=\"/me/app-passwords\"")
                .contains("name=\"name\" value=\"เครื่อง &quot;ก&quot;\"");
    }

    @Test
    void leavesThePageAloneThatAsksInTheBackground() throws Exception {
        var answer = new Browser(port).get("/me", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void showsItsOwnPageToWhoHasNoRight() throws Exception {
        var browser = new Browser(port);
        browser.signIn("/me");

        var page = browser.get("/people/accounts", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("ท่านไม่มีสิทธิดำเนินการนี้", "รหัสอ้างอิง", "จังหวัดศรีสมุทร");
    }

    @Test
    void refusesAFormWithoutItsToken() throws Exception {
        var browser = new Browser(port);
        browser.signIn("/me");

        var answer = browser.post("/me/preferences", "", "language=EN&digits=ARABIC&era=COMMON");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("จึงส่งแบบฟอร์มไม่ได้");
        assertThat(browser.get("/me").body()).contains("lang=\"th\"");
    }

    @Test
    void tellsBrowsersToKeepAssetsForEverAndPagesNever() throws Exception {
        var browser = new Browser(port);
        var page = browser.signIn("/me");
        assertThat(page.headers().firstValue("Cache-Control")).hasValueSatisfying(noStore());
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(page.headers().firstValue("Permissions-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("camera=()"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");

        var assets =
                Pattern.compile("(?:href|src)=\"(/(?:assets/|favicon)[^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(assets).hasSizeGreaterThanOrEqualTo(5);
        for (var asset : assets) {
            assertThat(asset).as("has a fingerprint").matches(".*-[0-9a-f]{32}\\.\\w+");
            var answer = new Browser(port).get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(asset)
                    .hasValueSatisfying(kept -> assertThat(kept).contains("max-age=31536000"));
            if (asset.startsWith("/assets/")) {
                assertThat(answer.headers().firstValue("Cache-Control"))
                        .hasValueSatisfying(kept -> assertThat(kept).contains("immutable"));
            }
            assertThat(answer.headers().firstValue("Set-Cookie")).as(asset).isEmpty();
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void tellsBrowsersToAskAgainForWhatMayChangeOrIsMissing() throws Exception {
        var browser = new Browser(port);
        var plain = browser.get("/assets/style.css");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Cache-Control")).hasValue("no-cache");

        var missing = browser.get("/assets/style-0123456789abcdef0123456789abcdef.css");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Cache-Control").orElse(""))
                .doesNotContain("max-age", "immutable");
    }

    @Test
    void takesTheLanguageFromTheAddressAndNothingElseFromIt() throws Exception {
        var browser = new Browser(port);
        assertThat(browser.get("/sign-in?lang=en").body()).contains("lang=\"en\"", "Username");
        assertThat(browser.get("/sign-in").body()).contains("lang=\"en\"");
        assertThat(browser.get("/sign-in?lang=xx%00%22").body()).contains("lang=\"en\"");
        var hostile = new Browser(port);
        hostile.bring("language", "garbage");
        assertThat(hostile.get("/sign-in").body()).contains("lang=\"th\"");
    }

    @Test
    void neverLeavesTheSite() throws Exception {
        for (var to : new String[] {"//evil.example", "https://evil.example/", "/\\evil.example"}) {
            var browser = new Browser(port);
            var door = browser.get("/sign-in?to=" + encoded(to));
            var inside =
                    browser.post(
                            "/sign-in", door.body(), credentials(PASSWORD) + "&to=" + encoded(to));

            assertThat(inside.uri()).as(to).hasHost("127.0.0.1").hasPath("/");
        }
    }

    // ----

    private long sessions() {
        return db.sql(
                        """
                        SELECT count(*) FROM accounts.spring_session
                         WHERE principal_name = :account
                        """)
                .param(
                        "account",
                        AgencyScope.within(agency, () -> accounts.of(agency))
                                .getFirst()
                                .id()
                                .toString())
                .query(Long.class)
                .single();
    }

    private String credentials(String password) {
        return "username=" + username + "&password=" + encoded(password);
    }

    private static String held(String page) {
        return HIDDEN.matcher(page)
                .results()
                .filter(field -> field.group(1).startsWith("held."))
                .map(DoorsWebTests::parameter)
                .collect(Collectors.joining());
    }

    private static String parameter(MatchResult field) {
        return "&"
                + encoded(field.group(1))
                + "="
                + encoded(field.group(2).replace("&quot;", "\""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static java.util.function.Consumer<String> noStore() {
        return value -> assertThat(value).contains("no-store");
    }

    @SuppressWarnings("unchecked")
    private static java.util.Map<String, Object> asMap(Object source) {
        return (java.util.Map<String, Object>) source;
    }

    /// Follows redirects, keeps cookies, and sends a page's token back with its form.
    private final class Browser {
        private final int itsPort;
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder()
                        .cookieHandler(cookies)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();

        private Browser(int itsPort) {
            this.itsPort = itsPort;
        }

        HttpResponse<String> get(String path, String... headers)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(address(path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String page, String form)
                throws IOException, InterruptedException {
            var token = TOKEN.matcher(page);
            var body = token.find() ? form + "&_csrf=" + encoded(token.group(1)) : form;
            var request =
                    HttpRequest.newBuilder(address(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "text/html")
                            .POST(BodyPublishers.ofString(body))
                            .build();
            return client.send(request, BodyHandlers.ofString());
        }

        HttpResponse<String> signIn(String to) throws IOException, InterruptedException {
            var door = get(to);
            return post("/sign-in", door.body(), credentials(PASSWORD) + "&to=" + encoded(to));
        }

        HttpCookie cookie(String name) {
            return Objects.requireNonNull(cookieOrNull(name));
        }

        @Nullable HttpCookie cookieOrNull(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name + "-" + itsPort))
                    .findFirst()
                    .orElse(null);
        }

        void bring(String name, String value) {
            var cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(address("/"), cookie);
        }

        private URI address(String path) {
            return URI.create("http://127.0.0.1:" + itsPort + path);
        }
    }
}
