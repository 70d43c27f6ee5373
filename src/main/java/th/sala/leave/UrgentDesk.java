package th.sala.leave;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;

/// ผู้มีอำนาจอนุญาตไม่อยู่: a request that cannot wait for its approver goes to the next above who
/// may approve, and the approver is told afterwards. Every call is made in the agency's scope.
@Service
@Transactional
class UrgentDesk {
    /// Whom a waiting request could pass by.
    ///
    /// @param regular who would decide
    /// @param onLeave whether the agency knows that they are on leave now
    /// @param above who would decide instead
    public record Offer(
            LeaveRequest.With regular, boolean onLeave, ChainOfCommand.Superior above) {}

    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final Outlooks outlooks;
    private final Traces traces;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final Clock clock;

    UrgentDesk(
            LeaveRequests requests,
            LeaveLedger ledger,
            Outlooks outlooks,
            Traces traces,
            LeaveEvidence evidence,
            LeaveNotices notices,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.outlooks = outlooks;
        this.traces = traces;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    /// What the applicant could do; empty if nobody above may approve it, and for others.
    @Transactional(readOnly = true)
    Optional<Offer> offer(SignedIn who, LeaveRequest request) {
        var with = request.with();
        if (with == null || !request.isLeave() || !request.by().official().equals(who.official())) {
            return Optional.empty();
        }
        var approvers = outlooks.approvers(request.agency());
        var halves = outlooks.of(approvers, request, request).chain().span();
        var kind = request.kind();
        var day = request.days().first();
        var regular =
                approvers.decides(with.position(), kind, day, halves)
                        ? Optional.of(with)
                        : approvers.way(request.by().official(), kind, day, halves).stream()
                                .filter(Approvers.Stop::decides)
                                .map(stop -> LeaveRequest.With.of(stop.superior(), clock.instant()))
                                .findFirst();
        var away = requests.away(request.agency(), outlooks.nowHalf());
        return regular.flatMap(one ->
                approvers
                        .instead(request.by().official(), one.position(), kind, day, halves, away)
                        .map(above -> new Offer(one, isAway(approvers, one, away), above)));
    }

    private static boolean isAway(Approvers approvers, LeaveRequest.With regular, Set<UUID> away) {
        return approvers.onDuty(regular.position()).stream()
                .allMatch(one -> away.contains(one.official().id()));
    }

    /// Sends a request past its approver.
    ///
    /// @param absence why the approver cannot decide
    /// @param urgency why it cannot wait
    /// @throws LeaveRequest.Over if it does not wait any more
    /// @throws LeaveDesk.NobodyMay if nobody above may approve it
    /// @throws AskingRules.ApproverIsThere if the approver can be waited for
    void send(SignedIn who, UUID id, AskingRules.@Nullable Absence absence, String urgency) {
        var found = find(who.agency(), id);
        if (!found.by().official().equals(who.official()) || !found.isLeave()) {
            throw new AccessDeniedException("not theirs");
        }
        ledger.lock(who.agency(), found.by().official());
        var request = find(who.agency(), id);
        var with = request.with();
        if (with == null) {
            throw new LeaveRequest.Over();
        }
        var offer = offer(who, request).orElseThrow(LeaveDesk.NobodyMay::new);
        var words = LeaveDesk.plain(urgency);
        AskingRules.mayGoAbove(absence, offer.onLeave(), words);
        var now = clock.instant();
        var sent = request.passOn(LeaveRequest.With.of(offer.above(), now));
        requests.keep(sent);
        var act = absence == null ? Trace.Act.ABOVE_NOT_THERE : absence.act;
        var trace =
                Trace.of(act, request.by().name(), request.by().title(), words, now)
                        .about(offer.regular().official());
        traces.add(sent, trace);
        evidence.befell(who, sent, trace);
        notices.sentAbove(sent, with);
        notices.sent(sent);
    }

    private LeaveRequest find(UUID agency, UUID id) {
        return requests.find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// Tells each approver whom an approved leave passed by.
    @Transactional(propagation = Propagation.MANDATORY)
    void tellRegular(LeaveRequest approved, LeaveRequests.Opinion opinion) {
        for (var trace : traces.of(approved.agency(), approved.id())) {
            var regular = trace.about();
            if (!trace.act().isAbove() || regular == null || regular.equals(opinion.official())) {
                continue;
            }
            var told =
                    Trace.of(
                                    Trace.Act.REGULAR_TOLD,
                                    opinion.name(),
                                    opinion.title(),
                                    "",
                                    clock.instant())
                            .about(regular);
            traces.add(approved, told);
            evidence.befell(null, approved, told);
            notices.approvedInstead(approved, regular);
        }
    }
}
