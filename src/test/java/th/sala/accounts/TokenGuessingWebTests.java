package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.SalaTest;

/// Whoever sends wrong tokens from an address has to wait, and learns nothing meanwhile.
@SalaTest
@TestPropertySource(properties = {"sala.api.at-once=3", "sala.api.a-second=0.001"})
class TokenGuessingWebTests {
    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;

    @Test
    void looksAtNoMoreTokensFromAnAddressThatGuesses() {
        var right = right();
        guessUntilItWaits("203.0.113.7");
        assertThat(asks("203.0.113.7", right))
                .as("not looked at")
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(asks("203.0.113.8", right)).as("from elsewhere").hasStatusOk();
    }

    @Test
    void tokensThatWorkAreNoGuesses() {
        for (int i = 0; i < 5; i++) {
            assertThat(asks("203.0.113.9", right())).hasStatusOk();
        }
        guessUntilItWaits("203.0.113.9");
    }

    private void guessUntilItWaits(String from) {
        for (int i = 0; i < 3; i++) {
            assertThat(asks(from, "sala_guess" + i)).hasStatus(HttpStatus.UNAUTHORIZED);
        }
        assertThat(asks(from, "sala_guess"))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .hasContentType("application/problem+json")
                .containsHeader("Retry-After");
    }

    /// Another person's each time: what one account asks for is limited too.
    private String right() {
        var test = new TestTokens(here);
        return test.secret(
                test.person(UUID.randomUUID(), null, Role.OFFICIAL), TokenScope.LETTERS_READ);
    }

    private MvcTestResult asks(String from, String secret) {
        return web.get()
                .uri("/api/v1/me")
                .with(request -> {
                    request.setRemoteAddr(from);
                    return request;
                })
                .with(TestTokens.field(secret))
                .exchange();
    }
}
