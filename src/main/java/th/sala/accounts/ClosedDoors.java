package th.sala.accounts;

import java.time.Clock;
import org.springframework.stereotype.Component;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// Evidence that somebody who is signed in asked for a page that is not open to them.
@Component
public class ClosedDoors {
    private static final int LONGEST = 200;

    private final Evidence evidence;
    private final Clock clock;

    ClosedDoors(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// @param method of the request
    /// @param path without what was asked: that may be a person's name
    public void refused(SignedIn who, String method, String path) {
        var door = method + " " + path.substring(0, Math.min(LONGEST, path.length()));
        var said = Fields.none().with("door", door);
        var act = Act.refused("page.asked-for", null, clock.instant(), "403").saying(said);
        AgencyScope.within(who.agency(), () -> evidence.recordApart(who.actor(), act));
    }
}
