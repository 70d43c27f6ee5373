package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.RedirectView;
import th.sala.accounts.SignIn.Outcome;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.Tallies.Subject;
import th.sala.law.Refusal;

/// The door for people who were recognised elsewhere, and whose account that is.
@Component
public class OutsideDoor {
    /// Refusal: the account is closed.
    public static final class Closed extends Refusal {
        Closed() {
            super("accounts.outside.closed");
        }
    }

    /// Refusal: whoever governs the installation signs in by what this installation keeps itself;
    /// else whoever governs the other place governed this one.
    public static final class OwnWayOnly extends Refusal {
        public OwnWayOnly() {
            super("accounts.outside.own-way-only");
        }
    }

    private final SignIn signIn;
    private final AccountSessions sessions;
    private final Tallies tallies;

    OutsideDoor(SignIn signIn, AccountSessions sessions, Tallies tallies) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tallies = tallies;
    }

    /// An attempt at something that makes this server ask another: it counts as failed for the
    /// client's address, until [#admit].
    ///
    /// @throws TooManyAttempts if there were too many
    public void knock(HttpServletRequest request) {
        tallies.begin(subjects(request))
                .ifPresent(until -> {
                    throw new TooManyAttempts(until);
                });
    }

    /// It came to something.
    public void forgive(HttpServletRequest request) {
        tallies.forgive(subjects(request));
    }

    private static List<Subject> subjects(HttpServletRequest request) {
        return List.of(new Subject(Kind.ADDRESS, ClientAddress.of(request)));
    }

    /// Lets the person in, or asks for the second step that they have set up.
    ///
    /// @param by how they were recognised, such as [SignedIn#BY_PROVIDER]
    /// @param to the page of this site that was asked for
    /// @return where the browser goes
    /// @throws Closed if the account is closed
    /// @throws OwnWayOnly if the account governs the installation
    public RedirectView admit(
            UUID account,
            String by,
            @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var target = LocalPath.of(to);
        var device = Cookies.value(Devices.COOKIE, request).orElse("");
        return switch (signIn.recognised(account, by, device)) {
            case Outcome.Admitted in -> {
                sessions.begin(request, in, response);
                yield in.credentials().account().temporary()
                        ? new LocalPath("/me/password").redirect()
                        : target.redirect();
            }
            case Outcome.CodeNeeded needed -> {
                sessions.beginHalf(request, needed.half());
                yield new LocalPath(SignInController.CODE + "?to=" + target.encoded()).redirect();
            }
            case Outcome.Wrong _,
                    Outcome.WrongOrSilent _,
                    Outcome.Silent _,
                    Outcome.CountedBack _,
                    Outcome.Slowed _ ->
                    throw new Closed();
        };
    }
}
