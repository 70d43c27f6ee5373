package th.sala.accounts;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import th.sala.law.Refusal;

/// Refusal: wrong passwords too often; no password is looked at until a moment.
public final class TooManyAttempts extends Refusal {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final Instant until;

    TooManyAttempts(Instant until) {
        super("accounts.too-many", minuteAfter(until).toString());
        this.until = until;
    }

    public Instant until() {
        return until;
    }

    /// With what a page says no: that there were too many, or that something must be mended.
    public static HttpStatus statusOf(Refusal refusal) {
        return refusal instanceof TooManyAttempts
                ? HttpStatus.TOO_MANY_REQUESTS
                : HttpStatus.UNPROCESSABLE_ENTITY;
    }

    /// Answers with 429 and when to come back; the page finds the minute as `until`.
    static ModelAndView answered(
            ModelAndView page, Instant until, Instant now, HttpServletResponse response) {
        var seconds = Duration.between(now, until).toSeconds() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return page.addObject("until", minuteAfter(until));
    }

    /// The first full minute of Bangkok's clock at which the wait is over.
    static LocalTime minuteAfter(Instant until) {
        var minute = until.truncatedTo(ChronoUnit.MINUTES);
        var over = minute.equals(until) ? minute : minute.plus(1, ChronoUnit.MINUTES);
        return LocalTime.ofInstant(over, BANGKOK);
    }
}
