package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;

@SalaTest
@TestPropertySource(properties = {"sala.requests.at-once=5", "sala.requests.a-second=1"})
class RateWebTests {
    @Autowired MockMvcTester web;

    @Test
    void whoAsksForTooMuchWaitsAndNobodyElse() {
        var greedy = SignedInAs.officer(UUID.randomUUID());
        untilRefused(greedy, "/me");
        assertThat(web.get().uri("/me").with(SignedInAs.officer(UUID.randomUUID()))).hasStatusOk();
    }

    @Test
    void strangersAreKnownByTheirAddress() {
        RequestPostProcessor greedy = from("198.51.100.7");
        untilRefused(greedy, "/evidence");
        assertThat(web.get().uri("/evidence").with(from("198.51.100.8"))).hasStatusOk();
        assertThat(web.get().uri("/favicon.svg").with(greedy))
                .as("what is the same for everybody")
                .hasStatusOk();
    }

    @Test
    void aBrowserForgetsWhoLeaves() {
        assertThat(
                        web.post()
                                .uri("/sign-out")
                                .secure(true)
                                .with(SignedInAs.officer(UUID.randomUUID()))
                                .with(csrf()))
                .hasHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    private void untilRefused(RequestPostProcessor who, String path) {
        for (int i = 0; i < 5; i++) {
            assertThat(web.get().uri(path).with(who)).hasStatusOk();
        }
        // a second may pass between two of them
        var status = 200;
        for (int i = 0; i < 50 && status == 200; i++) {
            var answer = web.get().uri(path).with(who).exchange();
            status = answer.getResponse().getStatus();
            if (status != 200) {
                assertThat(answer)
                        .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                        .headers()
                        .containsHeader(HttpHeaders.RETRY_AFTER);
            }
        }
        assertThat(status).isEqualTo(429);
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }
}
