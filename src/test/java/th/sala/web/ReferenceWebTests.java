package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import th.sala.TestInstallation;
import th.sala.check.ForeignScope;

/// What a person reads out from an error page is found in the log of a real server.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestInstallation.class)
@ExtendWith({OutputCaptureExtension.class, ForeignScope.Verdict.class})
@DirtiesContext
class ReferenceWebTests {
    private static final Pattern REFERENCE = Pattern.compile(" ([0-9a-f]{8})</p>");
    private static final String WHY = "the roof is leaking";

    /// Pages that fail, where everybody may go.
    @TestConfiguration
    @RestController
    static class Failing {
        @GetMapping("/registry/fails/thrown")
        String thrown() {
            throw new IllegalStateException(WHY);
        }

        @GetMapping("/registry/fails/answered")
        String answered() {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    @LocalServerPort int port;

    @Test
    void standsInTheLogWithWhatWasThrownOnce(CapturedOutput log) throws Exception {
        var reference = referenceOn(get("/registry/fails/thrown?name=somebody"), 500);

        assertThat(log.getOut())
                .containsPattern("ERROR .* " + reference + " GET /registry/fails/thrown failed")
                .containsOnlyOnce("Caused by: java.lang.IllegalStateException: " + WHY)
                .doesNotContain("Servlet.service()", "somebody");
    }

    @Test
    void standsInTheLogWithAnAnsweredFailure(CapturedOutput log) throws Exception {
        var reference = referenceOn(get("/registry/fails/answered"), 503);

        assertThat(log.getOut())
                .containsPattern(reference + " GET /registry/fails/answered answered 503");
    }

    private static String referenceOn(HttpResponse<String> page, int status) {
        assertThat(page.statusCode()).isEqualTo(status);
        var reference = REFERENCE.matcher(page.body());
        assertThat(reference.find()).as(page.body()).isTrue();
        return reference.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/html")
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
