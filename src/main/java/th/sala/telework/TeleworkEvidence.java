package th.sala.telework;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of telework says.
@Component
class TeleworkEvidence {
    private final Evidence evidence;
    private final Clock clock;

    TeleworkEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void policy(SignedIn who, String act, UUID policy, Fields said) {
        record(who, Act.done(act, "policy", policy, clock.instant(), said));
    }

    void agreement(SignedIn who, String act, UUID agreement, Fields said) {
        record(who, Act.done(act, "agreement", agreement, clock.instant(), said));
    }

    void order(SignedIn who, String act, UUID order, Fields said) {
        record(who, Act.done(act, "order", order, clock.instant(), said));
    }

    void help(SignedIn who, String act, UUID help, Fields said) {
        record(who, Act.done(act, "help", help, clock.instant(), said));
    }

    void evaluation(SignedIn who, String act, Fields said) {
        record(who, Act.done(act, clock.instant(), said));
    }

    private void record(SignedIn who, Act act) {
        var by = who.actor(Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL, Role.ADMINISTRATOR);
        evidence.record(by, act);
    }
}
