package th.sala.timekeeping;

import java.time.Clock;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of the register says.
@Component
class TimekeepingEvidence {
    private static final Role[] RIGHTS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };

    private final Evidence evidence;
    private final Clock clock;

    TimekeepingEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void marked(SignedIn who, Mark mark, String address) {
        var said =
                Fields.none()
                        .with("sense", mark.sense())
                        .with("way", mark.way())
                        .with("place", mark.place())
                        .with("address", address);
        evidence.record(
                who.actor(RIGHTS),
                Act.done("timekeeping.marked", "mark", mark.id(), mark.at(), said));
    }

    /// What is taken away can be read by others.
    void exported(SignedIn who, Register.Sheet sheet, String form) {
        var unit = sheet.unit();
        var said =
                Fields.none()
                        .with("day", sheet.day())
                        .with("unit", unit == null ? "" : unit.id())
                        .with("persons", sheet.lines().size())
                        .with("form", form);
        evidence.record(
                who.actor(RIGHTS),
                Act.done("timekeeping.register-exported", clock.instant(), said));
    }
}
