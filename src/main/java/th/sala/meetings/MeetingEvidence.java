package th.sala.meetings;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of meetings says.
@Component
class MeetingEvidence {
    private final Evidence evidence;
    private final Clock clock;

    MeetingEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void record(SignedIn who, String act, UUID meeting, Fields said) {
        var by =
                who.actor(
                        Role.OFFICIAL,
                        Role.AUTHORISED_PERSON,
                        Role.HEAD,
                        Role.CORRESPONDENCE_OFFICER);
        record(by, act, meeting, said);
    }

    void record(Attending who, String act, Fields said) {
        record(who.actor(), act, who.meeting(), said);
    }

    void record(Actor by, String act, UUID meeting, Fields said) {
        evidence.record(by, Act.done(act, "meeting", meeting, clock.instant(), said));
    }
}
