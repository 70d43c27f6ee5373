package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;

/// What requests have to do with passkeys: for whom they are made, the challenge's cookie, the
/// answer.
final class PasskeyRequests {
    /// The field of a form that holds an authenticator's answer.
    static final String ANSWER = "passkey";

    private static final String COOKIE = "challenge";

    private PasskeyRequests() {}

    /// Nothing where there are no passkeys.
    static Optional<RelyingParty> party(HttpServletRequest request) {
        return RelyingParty.of(request.getRequestURL().toString());
    }

    /// Keeps the token of a challenge in the browser that is to answer it.
    static void ask(String token, HttpServletRequest request, HttpServletResponse response) {
        Cookies.set(COOKIE, token, Challenges.LASTS, request, response);
    }

    static boolean isAnswered(HttpServletRequest request) {
        var answer = request.getParameter(ANSWER);
        return answer != null && !answer.isEmpty();
    }

    static PasskeyAnswer answer(HttpServletRequest request) {
        return new PasskeyAnswer(
                party(request).orElse(null),
                Cookies.value(COOKIE, request).orElse(""),
                Objects.requireNonNullElse(request.getParameter(ANSWER), ""));
    }
}
