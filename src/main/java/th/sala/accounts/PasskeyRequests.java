package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What requests have to do with passkeys: for whom they are made, the challenge's cookie, the
/// answer.
@Component
class PasskeyRequests {
    /// The field of a form that holds an authenticator's answer.
    static final String ANSWER = "passkey";

    private static final String COOKIE = "challenge";

    private final String address;

    /// @param address of the pages as browsers see them, where a proxy stands between; empty if
    ///   requests say it themselves
    PasskeyRequests(@Value("${sala.address:}") String address) {
        this.address = address;
        if (!address.isEmpty() && RelyingParty.of(address).isEmpty()) {
            throw new IllegalArgumentException("sala.address is no https address: " + address);
        }
    }

    /// Nothing where there are no passkeys.
    Optional<RelyingParty> party(HttpServletRequest request) {
        return RelyingParty.of(address.isEmpty() ? request.getRequestURL().toString() : address);
    }

    /// Keeps the token of a challenge in the browser that is to answer it.
    void ask(String token, HttpServletRequest request, HttpServletResponse response) {
        Cookies.set(COOKIE, token, Challenges.LASTS, request, response);
    }

    static boolean isAnswered(HttpServletRequest request) {
        var answer = request.getParameter(ANSWER);
        return answer != null && !answer.isEmpty();
    }

    PasskeyAnswer answer(HttpServletRequest request) {
        return new PasskeyAnswer(
                party(request).orElse(null),
                Cookies.value(COOKIE, request).orElse(""),
                Objects.requireNonNullElse(request.getParameter(ANSWER), ""));
    }
}
