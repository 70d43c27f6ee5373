package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// Evidence that a person signed out: what is done in their name afterwards, they did not do there.
@Component
public class Departures implements LogoutHandler {
    private final Evidence evidence;
    private final Clock clock;

    Departures(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn who) {
            var account = who.account();
            var act =
                    Act.done(
                            "account.signed-out",
                            "account",
                            account,
                            clock.instant(),
                            Fields.none());
            AgencyScope.within(who.agency(), () -> evidence.recordApart(who.actor(), act));
        }
    }
}
