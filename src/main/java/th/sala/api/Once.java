package th.sala.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.ContentCachingResponseWrapper;
import th.sala.accounts.SignedIn;
import th.sala.api.Answers.Kept;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// What a program asks for by POST is done once, however often it asks under one `Idempotency-Key`:
/// for a day the same request gets the same answer.
///
/// A refusal leaves nothing done and its key free. Where the work was cut off, so that nobody knows
/// whether it was done, the key stays taken: the program is told to look first.
@Component
class Once implements HandlerInterceptor {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{8,100}");
    private static final String BEGUN = Once.class.getName() + ".begun";
    private static final String HASH = Once.class.getName() + ".hash";
    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration LOOK = Duration.ofHours(1);

    private final Answers answers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Once(Answers answers, PlatformTransactionManager transactions, Clock clock) {
        this.answers = answers;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Says what the request is, for [#preHandle] to know it by.
    static void mark(HttpServletRequest request, byte[] hash) {
        request.setAttribute(HASH, hash);
    }

    /// Whether the method is one that must be done once.
    static boolean isFor(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!isFor(request)) {
            return true;
        }
        var who = SignedIn.current().orElseThrow();
        var key = key(request);
        var hash = (byte[]) Objects.requireNonNull(request.getAttribute(HASH));
        var before = inTransaction(() -> begin(who, key, hash));
        if (before.isEmpty()) {
            request.setAttribute(BEGUN, key);
            return true;
        }
        again(before.get(), hash, response);
        return false;
    }

    private static String key(HttpServletRequest request) {
        var key = request.getHeader(KEY);
        if (key == null || !USABLE.matcher(key).matches()) {
            throw new Problem.Thrown(Problem.of(HttpStatus.BAD_REQUEST, "api.problem.key-needed"));
        }
        return key;
    }

    /// What is kept under the key; nothing if the work begins now.
    private Optional<Kept> begin(SignedIn who, String key, byte[] hash) {
        return answers.begin(who, key, hash, clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(answers.find(who.account(), key));
    }

    private static void again(Kept kept, byte[] hash, HttpServletResponse response)
            throws IOException {
        if (!Arrays.equals(kept.requestHash(), hash)) {
            throw new Problem.Thrown(
                    Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "api.problem.key-of-another"));
        }
        if (kept.status() == null) {
            throw new Problem.Thrown(Problem.of(HttpStatus.CONFLICT, "api.problem.key-in-use"));
        }
        response.setStatus(kept.status());
        for (int i = 0; i + 1 < kept.headers().length; i += 2) {
            response.setHeader(kept.headers()[i], kept.headers()[i + 1]);
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(kept.body());
    }

    /// Keeps the answer, or frees the key.
    void answered(HttpServletRequest request, ContentCachingResponseWrapper response) {
        if (!(request.getAttribute(BEGUN) instanceof String key)) {
            return;
        }
        var account = SignedIn.current().orElseThrow().account();
        var status = HttpStatus.valueOf(response.getStatus());
        if (status.is2xxSuccessful()) {
            var headers = headers(response);
            var body = response.getContentAsByteArray();
            done(() -> answers.answered(account, key, status.value(), headers, body));
        } else if (status.is4xxClientError()) {
            done(() -> answers.release(account, key));
        }
    }

    private static String[] headers(ContentCachingResponseWrapper response) {
        var headers = new ArrayList<String>();
        for (var name : HEADERS) {
            @Nullable String value = response.getHeader(name);
            if (value != null) {
                headers.addAll(List.of(name, value));
            }
        }
        return headers.toArray(String[]::new);
    }

    private void forget() {
        var before = clock.instant().minus(KEPT);
        AgencyScope.everywhere(() -> done(() -> answers.forget(before)));
    }

    private void done(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob forgottenAnswers(Once once) {
            return new RecurringJob("api.answers", LOOK, once::forget);
        }
    }
}
