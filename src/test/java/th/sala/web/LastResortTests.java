package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LastResortTests {
    private static final FilterChain FAILING =
            (_, _) -> {
                throw new DataAccessResourceFailureException("the database is away");
            };

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/letters");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void saysInWordsWhatToDoWhenTheErrorPageFails() throws Exception {
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute(ReferenceFilter.REFERENCE, "1a2b3c4d");

        new LastResort().doFilter(request, response, FAILING);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotBlank();
        assertThat(response.getContentAsString()).contains("โปรดรอสักครู่", "รหัส 1a2b3c4d");
    }

    @Test
    void leavesTheFirstFailureToTheErrorPage() {
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> new LastResort().doFilter(request, response, FAILING));
    }

    @Test
    void doesNotWriteIntoAPageThatIsOnItsWay() {
        request.setDispatcherType(DispatcherType.ERROR);
        response.setCommitted(true);

        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> new LastResort().doFilter(request, response, FAILING));
    }
}
