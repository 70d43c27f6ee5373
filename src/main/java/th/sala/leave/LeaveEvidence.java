package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of leave says.
@Component
class LeaveEvidence {
    private final Evidence evidence;
    private final Clock clock;

    LeaveEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void asked(SignedIn who, LeaveRequest request, Outlook outlook) {
        var said =
                Fields.none()
                        .with("kind", request.kind())
                        .with("first-half", half(request.days().first(), request.days().fromNoon()))
                        .with("last-half", half(request.days().last(), !request.days().untilNoon()))
                        .with("half-days", Counting.span(request.days()))
                        .with("half-days-charged", outlook.charged())
                        .with("half-days-together", outlook.chain().span())
                        .with("reason", request.reason())
                        .with("necessity", request.necessity())
                        .with("contact", request.contact());
        var paper = request.paper();
        record(
                who,
                request.isLeave() ? "leave.asked" : "leave.back-asked",
                request,
                paper == null ? said : said.with("paper", paper.sha256()));
    }

    private static String half(LocalDate day, boolean isAfternoon) {
        return day + (isAfternoon ? " pm" : " am");
    }

    void withdrawn(SignedIn who, LeaveRequest request) {
        record(who, "leave.withdrawn", request, Fields.none());
    }

    /// @param charges what is charged with that, by fiscal year
    void said(
            SignedIn who,
            LeaveRequest request,
            LeaveRequests.Opinion opinion,
            List<Outlook.Year> charges) {
        var act =
                !opinion.decides()
                        ? "leave.endorsed"
                        : opinion.agrees() ? "leave.approved" : "leave.refused";
        var said =
                Fields.none()
                        .with("position", opinion.title())
                        .with("agrees", opinion.agrees())
                        .with("words", opinion.words());
        for (var charge : charges) {
            said = said.with("half-days-charged-" + charge.year().year(), charge.charged());
        }
        record(who, act, request, said);
    }

    void paperRead(SignedIn who, LeaveRequest request) {
        record(who, "leave.paper-read", request, Fields.none());
    }

    private void record(SignedIn who, String act, LeaveRequest request, Fields said) {
        var by = who.actor(Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL);
        evidence.record(by, Act.done(act, "leave", request.id(), clock.instant(), said));
    }
}
