package th.sala.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import th.sala.accounts.TokenScope;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// Why a program does not get what it asked for, before it is put into words.
///
/// @param key of the sentence that says what to do; programs know the problem by it
/// @param headers of the answer, besides those that all have
public record Problem(
        HttpStatusCode status,
        String key,
        List<Object> arguments,
        @Nullable Citation citation,
        List<Detail> details,
        Map<String, String> headers) {
    public Problem {
        arguments = List.copyOf(arguments);
        details = List.copyOf(details);
        headers = Map.copyOf(headers);
    }

    /// One of several things that are wrong.
    ///
    /// @param field where; empty if it is about the whole
    /// @param key of its sentence
    public record Detail(
            String field, String key, List<Object> arguments, @Nullable Citation citation) {
        public Detail {
            arguments = List.copyOf(arguments);
        }
    }

    /// Carries a problem out of a controller.
    public static final class Thrown extends RuntimeException {
        final Problem problem;

        public Thrown(Problem problem) {
            super(problem.key());
            this.problem = problem;
        }
    }

    static Problem of(HttpStatusCode status, String key, Object... arguments) {
        return new Problem(status, key, List.of(arguments), null, List.of(), Map.of());
    }

    /// What a status says by itself.
    static Problem of(HttpStatusCode status) {
        return of(
                status,
                switch (status.value()) {
                    case 400 -> "api.problem.not-understood";
                    case 401 -> "api.problem.no-token";
                    case 403 -> "api.problem.forbidden";
                    case 404 -> "api.problem.not-found";
                    case 405 -> "api.problem.method";
                    case 406 -> "api.problem.not-acceptable";
                    case 409 -> "api.problem.conflict";
                    case 412 -> "api.problem.changed";
                    case 413 -> "api.problem.too-large";
                    case 415 -> "api.problem.media-type";
                    case 422 -> "api.problem.refused";
                    case 428 -> "api.problem.if-match-needed";
                    case 429 -> "api.problem.too-many";
                    case 503 -> "api.problem.unavailable";
                    default ->
                            status.is4xxClientError()
                                    ? "api.problem.not-understood"
                                    : "api.problem.failed";
                });
    }

    static Problem noToken() {
        return of(HttpStatus.UNAUTHORIZED).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    static Problem scope(TokenScope scope) {
        var needed = "Bearer error=\"insufficient_scope\", scope=\"" + scope.word() + "\"";
        return of(HttpStatus.FORBIDDEN, "api.problem.scope", scope.word())
                .with(HttpHeaders.WWW_AUTHENTICATE, needed);
    }

    /// What a service refused.
    ///
    /// @param status 422 where nothing else is known
    public static Problem of(HttpStatusCode status, Refusal refusal) {
        return new Problem(
                status,
                refusal.key(),
                List.of(refusal.arguments()),
                refusal.citation().orElse(null),
                List.of(),
                Map.of());
    }

    Problem with(String header, String value) {
        return new Problem(status, key, arguments, citation, details, Map.of(header, value));
    }

    /// The same, with all that is wrong one by one.
    public Problem with(List<Detail> all) {
        return new Problem(status, key, arguments, citation, all, headers);
    }
}
