package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Where an agency decides from which secrecy class on it takes no letter (X1).
@Service
@Transactional
class SecrecyDesk {
    private final SecrecyDecisions decisions;
    private final LetterEvidence evidence;
    private final Clock clock;

    SecrecyDesk(SecrecyDecisions decisions, LetterEvidence evidence, Clock clock) {
        this.decisions = decisions;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    SecrecyPolicy policy(UUID agency) {
        return decisions.of(agency);
    }

    /// @param firstDay today or later: what was refused or let through stays as it was
    /// @param lowestRefused this class and all above it are refused from then on
    /// @param source the order or regulation that says so
    /// @throws AlreadyPast if the day is over
    /// @throws FarAhead if it is more than a year ahead: the year is mistyped
    void decide(SignedIn who, LocalDate firstDay, SecrecyClass lowestRefused, String source) {
        var today = LocalDate.now(clock);
        if (firstDay.isBefore(today)) {
            throw new AlreadyPast();
        }
        if (firstDay.isAfter(today.plusYears(1))) {
            throw new FarAhead();
        }
        decisions.add(
                who.agency(),
                new SecrecyPolicy.Decision(
                        firstDay, lowestRefused, source, clock.instant(), who.name()));
        evidence.secrecyDecided(who, firstDay, lowestRefused, source);
    }

    /// Refusal: nobody decides now what holds so much later.
    static final class FarAhead extends Refusal {
        FarAhead() {
            super("letters.secrecy.far");
        }
    }

    /// Refusal: a decision cannot count from a day that is over.
    static final class AlreadyPast extends Refusal {
        AlreadyPast() {
            super("letters.secrecy.past");
        }
    }
}
