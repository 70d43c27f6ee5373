package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
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

    /// What else befell a request; who is null for the program.
    void befell(@Nullable SignedIn who, LeaveRequest request, Trace trace) {
        befell(who, request, trace, Fields.none());
    }

    void paperAdded(SignedIn who, LeaveRequest request, Trace trace, LeaveRequest.Paper paper) {
        befell(who, request, trace, Fields.none().with("paper", paper.sha256()));
    }

    void completed(SignedIn who, LeaveRequest request, Trace trace, String reason, String contact) {
        befell(who, request, trace, Fields.none().with("reason", reason).with("contact", contact));
    }

    private void befell(@Nullable SignedIn who, LeaveRequest request, Trace trace, Fields more) {
        var said =
                more.with("words", trace.words())
                        .with("first-half", half(request.days().first(), request.days().fromNoon()))
                        .with(
                                "last-half",
                                half(request.days().last(), !request.days().untilNoon()));
        var before = trace.before();
        if (before != null) {
            said =
                    said.with("first-half-before", half(before.first(), before.fromNoon()))
                            .with("last-half-before", half(before.last(), !before.untilNoon()))
                            .with("half-days-given-back", given(trace));
        }
        if (trace.about() != null) {
            said = said.with("passed-by", trace.about());
        }
        var act = Act.done(name(trace.act()), "leave", request.id(), trace.at(), said);
        var by = who == null ? Actor.program(request.agency()) : actor(who);
        evidence.record(by, act);
    }

    private static int given(Trace trace) {
        var halves = trace.halves();
        return halves == null ? 0 : halves;
    }

    private static String name(Trace.Act act) {
        return switch (act) {
            case FILED_FOR -> "leave.filed-for";
            case ABOVE_ON_LEAVE, ABOVE_NOT_THERE, ABOVE_CANNOT_ACT -> "leave.sent-above";
            case REGULAR_TOLD -> "leave.regular-told";
            case MOVED_ON -> "leave.moved-on";
            case RECALLED -> "leave.recalled";
            case CORRECTED -> "leave.corrected";
            case RECOUNTED -> "leave.recounted";
            case PAPER_ASKED -> "leave.paper-asked";
            case PAPER_ADDED -> "leave.paper-added";
            case COMPLETED -> "leave.completed";
        };
    }

    private static Actor actor(SignedIn who) {
        return who.actor(Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL);
    }

    void paperRead(SignedIn who, LeaveRequest request) {
        record(who, "leave.paper-read", request, Fields.none());
    }

    private void record(SignedIn who, String act, LeaveRequest request, Fields said) {
        evidence.record(actor(who), Act.done(act, "leave", request.id(), clock.instant(), said));
    }
}
