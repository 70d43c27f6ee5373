package th.sala.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.thai.Display;
import tools.jackson.databind.json.JsonMapper;

/// Answers every failure below `/api` in one form (RFC 9457), in the language that the program asks
/// for, else its person's.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Problems implements HandlerExceptionResolver {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String PATH = "/api/";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /// As it is sent.
    ///
    /// @param type the same for the same kind of problem, in every language
    /// @param reference under which it is in the server's log
    record Body(
            String type,
            String title,
            int status,
            String detail,
            String key,
            @Nullable Clause clause,
            List<One> errors,
            String reference) {}

    /// @param id of the rule, such as `C4`
    /// @param law its title
    /// @param text as lawyers cite it
    record Clause(String id, String law, String text) {
        static @Nullable Clause of(@Nullable Citation citation) {
            return citation == null
                    ? null
                    : new Clause(citation.id(), citation.of().title, citation.clause());
        }
    }

    /// @param field where; empty if it is about the whole
    record One(String field, String key, String detail, @Nullable Clause clause) {}

    private final MessageSource messages;
    private final JsonMapper json;

    Problems(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failed) {
        if (!request.getRequestURI().startsWith(PATH) || response.isCommitted()) {
            return null;
        }
        try {
            write(problem(failed), request, response);
            return new ModelAndView();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Problem problem(Exception failed) {
        return switch (failed) {
            case Problem.Thrown thrown -> thrown.problem;
            case Refusal refusal -> Problem.of(status(refusal), refusal);
            case MethodArgumentNotValidException invalid -> invalid(invalid);
            case HttpMessageNotReadableException _ -> Problem.of(HttpStatus.BAD_REQUEST);
            case MethodArgumentTypeMismatchException wrong ->
                    Problem.of(HttpStatus.BAD_REQUEST, "api.problem.parameter", wrong.getName());
            case AccessDeniedException _ -> Problem.of(HttpStatus.FORBIDDEN);
            case ErrorResponse standard -> Problem.of(standard.getStatusCode());
            default -> other(failed);
        };
    }

    private static Problem other(Exception failed) {
        var said = said(failed);
        if (said == null) {
            LOG.error("a request of a program failed", failed);
        }
        return Problem.of(said == null ? HttpStatus.INTERNAL_SERVER_ERROR : said);
    }

    private static HttpStatus status(Refusal refusal) {
        return Objects.requireNonNullElse(said(refusal), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// What the failure's own type says of it.
    private static @Nullable HttpStatus said(Exception failed) {
        var said =
                AnnotatedElementUtils.findMergedAnnotation(failed.getClass(), ResponseStatus.class);
        return said == null ? null : said.code();
    }

    private static Problem invalid(MethodArgumentNotValidException invalid) {
        var details =
                invalid.getFieldErrors().stream()
                        .map(error ->
                                new Problem.Detail(
                                        error.getField(),
                                        "api.field." + code(error),
                                        List.of(),
                                        null))
                        .toList();
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "api.problem.fields").with(details);
    }

    private static String code(FieldError error) {
        return switch (Objects.requireNonNullElse(error.getCode(), "")) {
            case "NotNull", "NotBlank", "NotEmpty" -> "needed";
            case "Size", "Max" -> "too-long";
            default -> "wrong";
        };
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws IOException {
        var seconds = Long.toString(wait.toSeconds());
        var problem =
                Problem.of(HttpStatus.TOO_MANY_REQUESTS).with(HttpHeaders.RETRY_AFTER, seconds);
        write(problem, request, response);
    }

    void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var language = language(request);
        var errors =
                problem.details().stream()
                        .map(one ->
                                new One(
                                        one.field(),
                                        one.key(),
                                        text(one.key(), one.arguments(), language),
                                        Clause.of(one.citation())))
                        .toList();
        var body =
                new Body(
                        "urn:sala:problem:" + problem.key(),
                        text("api.title." + problem.status().value() / 100, List.of(), language),
                        problem.status().value(),
                        text(problem.key(), problem.arguments(), language),
                        problem.key(),
                        Clause.of(problem.citation()),
                        errors,
                        Objects.requireNonNullElse(MDC.get("reference"), ""));
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType(MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(response::setHeader);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private String text(String key, List<Object> arguments, Locale language) {
        return messages.getMessage(key, arguments.toArray(), language);
    }

    private static Locale language(HttpServletRequest request) {
        var asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (asked != null) {
            try {
                var found =
                        Locale.lookup(
                                Locale.LanguageRange.parse(asked),
                                Stream.of(Display.THAI, Locale.ENGLISH).toList());
                if (found != null) {
                    return found;
                }
            } catch (IllegalArgumentException nonsense) {
                // as if nothing had been asked for
            }
        }
        return SignedIn.current().map(who -> who.display().language()).orElse(Display.THAI);
    }
}
