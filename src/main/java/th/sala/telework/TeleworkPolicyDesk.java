package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// The agency's policy: drawn up by an administrator or personnel, put in force by the head. Every
/// call is made in the agency's scope.
@Service
@Transactional
public class TeleworkPolicyDesk {
    /// Refusal: something that a policy says at least is missing.
    static final class Incomplete extends Refusal {
        Incomplete() {
            super(new Citation("T8", MANUAL_63, "ข้อ 9.1(1)"), "telework.refused.incomplete");
        }
    }

    /// Refusal: days without months, or months without days.
    static final class HalfAForm extends Refusal {
        HalfAForm() {
            super("telework.refused.half-a-form");
        }
    }

    /// Refusal: saved by somebody else since.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class DraftMovedOn extends Refusal {
        DraftMovedOn() {
            super("telework.refused.draft-moved-on");
        }
    }

    /// Refusal: there is no draft to put in force.
    static final class NoDraft extends Refusal {
        NoDraft() {
            super("telework.refused.no-draft");
        }
    }

    /// Refusal: the past, or the first day of another version.
    static final class DayTaken extends Refusal {
        DayTaken() {
            super("telework.refused.day-taken");
        }
    }

    private final TeleworkPolicies policies;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final Clock clock;

    TeleworkPolicyDesk(
            TeleworkPolicies policies,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            Clock clock) {
        this.policies = policies;
        this.office = office;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// All that were or will be in force, the newest first, and the draft before them.
    @Transactional(readOnly = true)
    List<TeleworkPolicy> newest(UUID agency) {
        return policies.newest(agency);
    }

    @Transactional(readOnly = true)
    public Optional<TeleworkPolicy> inForce(UUID agency, LocalDate day) {
        return policies.inForce(agency, day);
    }

    /// Saves the draft, or begins one.
    ///
    /// @param version that the person had before them; 0 of none
    /// @throws DraftMovedOn if it is another by now
    public void save(SignedIn who, PolicyContent content, int version) {
        if (!office.mayDrawUp(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!content.isPaired()) {
            throw new HalfAForm();
        }
        var draft = policies.draft(who.agency());
        if (version != draft.map(TeleworkPolicy::version).orElse(0)) {
            throw new DraftMovedOn();
        }
        var id = draft.map(TeleworkPolicy::id).orElseGet(UUID::randomUUID);
        if (draft.isEmpty()) {
            try {
                policies.add(who.agency(), id, content, clock.instant(), who.name());
            } catch (DuplicateKeyException another) {
                throw new DraftMovedOn();
            }
        } else {
            policies.change(who.agency(), id, content, clock.instant(), who.name());
        }
        evidence.policy(who, "telework.policy-drawn", id, fields(content));
    }

    /// The head puts the draft in force, today at the earliest.
    ///
    /// @param version that the head had before them
    /// @throws OrderingRules.OnlyTheHead if somebody else would
    public void putInForce(SignedIn who, int version, LocalDate from) {
        var head = office.mustHead(who);
        var draft = policies.draft(who.agency()).orElseThrow(NoDraft::new);
        if (draft.version() != version) {
            throw new DraftMovedOn();
        }
        if (!draft.content().missing().isEmpty()) {
            throw new Incomplete();
        }
        if (from.isBefore(LocalDate.now(clock))) {
            throw new DayTaken();
        }
        var decision = new TeleworkPolicy.Decision(from, clock.instant(), who.name(), head.title());
        try {
            policies.putInForce(who.agency(), draft.id(), decision);
        } catch (DuplicateKeyException another) {
            throw new DayTaken();
        }
        evidence.policy(
                who,
                "telework.policy-in-force",
                draft.id(),
                fields(draft.content()).with("from", from).with("position", head.title()));
    }

    private static Fields fields(PolicyContent content) {
        return Fields.none().with("body", content.toString());
    }
}
