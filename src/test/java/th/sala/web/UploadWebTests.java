package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import th.sala.TestInstallation;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.check.ForeignScope;
import th.sala.database.AgencyScope;

/// Files as a browser sends them, to a real port: only there are sizes judged.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestInstallation.class)
@DirtiesContext
@ExtendWith(ForeignScope.Verdict.class)
class UploadWebTests {
    private static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";
    private static final String BOUNDARY = "----sala";
    private static final int MEGABYTE = 1024 * 1024;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    @Autowired Accounts accounts;
    @LocalServerPort int port;

    private HttpClient browser;
    private String token;

    @BeforeEach
    void signIn() throws Exception {
        var agency = UUID.randomUUID();
        var username = "somying-" + agency.toString().substring(0, 8);
        var account =
                new NewAccount(
                        agency,
                        null,
                        username,
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(Role.OFFICIAL));
        AgencyScope.within(agency, () -> accounts.open(account));
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var fields =
                Map.of("_csrf", tokenOf("/sign-in"), "username", username, "password", PASSWORD);
        var signedIn =
                send(
                        "/sign-in",
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString(
                                fields.entrySet().stream()
                                        .map(field ->
                                                field.getKey() + "=" + encoded(field.getValue()))
                                        .collect(Collectors.joining("&"))));
        assertThat(signedIn.statusCode()).isEqualTo(302);
        token = tokenOf("/letters/out/new");
    }

    @ParameterizedTest(name = "files of {0} MB: {1}")
    @CsvSource({"31, a file too large", "60, a request too large"})
    void whatIsTooLargeIsSaidInWords(int megabytes, String why) throws Exception {
        var answer = upload(megabytes);

        assertThat(answer.statusCode()).as(why).isEqualTo(413);
        assertThat(answer.body())
                .contains("ไฟล์มีขนาดเกินกำหนด", "30 เมกะไบต์", "lang=\"th\"")
                .doesNotContain("หน้านี้เปิดไว้ก่อน");
    }

    @Test
    void whatFitsIsTakenAndTheFormComesBackFilled() throws Exception {
        var answer = upload(20);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("เรื่องที่พิมพ์ไว้");
    }

    /// The page itself knows the limit, so that a browser says so before anything is sent.
    @Test
    void thePageKnowsTheLimit() throws Exception {
        assertThat(get("/letters/out/new").body())
                .contains("data-most-bytes=\"%d\"".formatted(25 * MEGABYTE), "data-too-large");
    }

    private HttpResponse<String> upload(int megabytes) throws Exception {
        var parts = new ArrayList<byte[]>();
        parts.add(bytes(field("_csrf", token) + field("subject", "เรื่องที่พิมพ์ไว้")));
        parts.add(
                bytes(part("files\"; filename=\"a.pdf") + "Content-Type: application/pdf\r\n\r\n"));
        var megabyte = new byte[MEGABYTE];
        for (int i = 0; i < megabytes; i++) {
            parts.add(megabyte);
        }
        parts.add(bytes("\r\n--" + BOUNDARY + "--\r\n"));
        return send(
                "/letters/out",
                "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(parts),
                        parts.stream().mapToLong(part -> part.length).sum()));
    }

    private static String field(String name, String value) {
        return part(name) + "\r\n" + value + "\r\n";
    }

    private static String part(String name) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n".formatted(BOUNDARY, name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String tokenOf(String path) throws Exception {
        var found = TOKEN.matcher(get(path).body());
        assertThat(found.find()).as("a token in " + path).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .header("Accept", "text/html")
                        .POST(body);
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
