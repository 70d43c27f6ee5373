package th.sala.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Where an agency decides by which rules letters go inside it.
@Service
@Transactional
public class WayRules {
    private final WayDecisions decisions;
    private final StepEvidence evidence;
    private final Clock clock;

    WayRules(WayDecisions decisions, StepEvidence evidence, Clock clock) {
        this.decisions = decisions;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public WayPolicy policy(UUID agency) {
        return decisions.of(agency);
    }

    /// @param firstDay today or later: what went up stays as it went
    /// @param source the order or manual that says so
    /// @throws AlreadyPast if the day is over
    /// @throws FarAhead if it is more than a year ahead: the year is mistyped
    public void decide(SignedIn who, LocalDate firstDay, WayPolicy.Rules rules, String source) {
        var today = LocalDate.now(clock);
        if (firstDay.isBefore(today)) {
            throw new AlreadyPast();
        }
        if (firstDay.isAfter(today.plusYears(1))) {
            throw new FarAhead();
        }
        decisions.add(
                who.agency(),
                new WayPolicy.Decision(firstDay, rules, source, clock.instant(), who.name()));
        evidence.rulesDecided(who, firstDay, rules, source);
    }

    /// Refusal: nobody decides now what holds so much later.
    public static final class FarAhead extends Refusal {
        FarAhead() {
            super("routing.rules.far");
        }
    }

    /// Refusal: a decision cannot count from a day that is over.
    public static final class AlreadyPast extends Refusal {
        AlreadyPast() {
            super("routing.rules.past");
        }
    }
}
