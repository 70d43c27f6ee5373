package th.sala.hooks;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.jobs.Jobs;

/// Where modules say what happened. Called in the scope of the agency and in the transaction that
/// makes it happen: nobody is told of what did not.
@Service
public class Hooks {
    private final StoredHooks stored;
    private final Jobs jobs;
    private final Clock clock;

    Hooks(StoredHooks stored, Jobs jobs, Clock clock) {
        this.stored = stored;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// @param about the record's id
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(UUID agency, HookEvent event, UUID about) {
        if (stored.raise(agency, event, about, clock.instant()) > 0) {
            jobs.now(Deliverer.JOB);
        }
    }
}
