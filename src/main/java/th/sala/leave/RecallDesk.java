package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// การเรียกตัวกลับมาปฏิบัติราชการ, and the correction of days that were recorded otherwise than
/// they were. Every call is made in the agency's scope.
@Service
@Transactional
class RecallDesk {
    private static final List<LeaveKind> RECALLABLE =
            Arrays.stream(LeaveKind.values()).filter(LeaveKind::isRecallable).toList();

    /// So many are listed; who is on leave elsewhere takes nobody's place.
    private static final int MOST = 200;

    /// Refusal: nothing says which duty calls.
    static final class NoDuty extends Refusal {
        NoDuty() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคสี่"), "leave.refused.no-duty");
        }
    }

    /// Refusal: only the approver grants days to travel.
    static final class TravelIsTheApprovers extends Refusal {
        TravelIsTheApprovers() {
            super(new Citation("L4", LEAVE_55, "ข้อ 10 วรรคห้า"), "leave.refused.travel");
        }
    }

    /// Refusal: nothing says why the record is wrong.
    static final class NoGround extends Refusal {
        NoGround() {
            super("leave.refused.no-ground");
        }
    }

    /// Refusal: nobody corrects their own leave.
    static final class OwnLeave extends Refusal {
        OwnLeave() {
            super("leave.refused.own-leave");
        }
    }

    /// What a superior could do.
    ///
    /// @param approver whether they may also grant days to travel
    /// @param earliest the first day on which the person could be back
    public record Offer(ChainOfCommand.Superior superior, boolean approver, LocalDate earliest) {}

    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final Outlooks outlooks;
    private final Traces traces;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final Clock clock;

    RecallDesk(
            LeaveRequests requests,
            LeaveLedger ledger,
            LeaveOffice office,
            Outlooks outlooks,
            Traces traces,
            LeaveEvidence evidence,
            LeaveNotices notices,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.office = office;
        this.outlooks = outlooks;
        this.traces = traces;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    /// Leaves under way of those below the person, from which they could be recalled.
    @Transactional(readOnly = true)
    List<LeaveRequest> below(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var approvers = outlooks.approvers(who.agency());
        return approvers.chain().dutiesOf(official).isEmpty()
                ? List.of()
                : requests.underWay(who.agency(), RECALLABLE, outlooks.nowHalf()).stream()
                        .filter(one -> superior(approvers, official, one).isPresent())
                        .limit(MOST)
                        .toList();
    }

    /// Empty for who is not above the person, and for a leave from which nobody is recalled.
    @Transactional(readOnly = true)
    Optional<Offer> offer(SignedIn who, LeaveRequest leave) {
        var official = who.official();
        var earliest = outlooks.earliest(who.agency());
        var isUnderWay =
                leave.isLeave()
                        && leave.isApproved()
                        && leave.kind().isRecallable()
                        && !leave.days().first().isAfter(LocalDate.now(clock))
                        && !leave.days().last().isBefore(earliest);
        if (official == null || !isUnderWay) {
            return Optional.empty();
        }
        var approvers = outlooks.approvers(who.agency());
        return superior(approvers, official, leave)
                .map(one -> new Offer(one, isApprover(approvers, one, leave), earliest));
    }

    private static Optional<ChainOfCommand.Superior> superior(
            Approvers approvers, UUID official, LeaveRequest leave) {
        var applicant = leave.by().official();
        return official.equals(applicant) ? Optional.empty() : approvers.over(applicant, official);
    }

    private boolean isApprover(
            Approvers approvers, ChainOfCommand.Superior superior, LeaveRequest leave) {
        var halves = outlooks.of(approvers, leave, leave).chain().span();
        return approvers.decides(
                superior.position().id(), leave.kind(), leave.days().first(), halves);
    }

    /// Calls somebody back to duty: the leave ends before the day, or before the journey, and what
    /// is left of it goes back to the ledger.
    ///
    /// @param travel the day on which the journey begins; null if it takes no time
    /// @param duty what it is that needs them
    /// @throws AccessDeniedException to whom is not above the person
    void recall(SignedIn who, UUID id, LocalDate back, @Nullable LocalDate travel, String duty) {
        var leave = locked(who, id);
        var approvers = outlooks.approvers(who.agency());
        var superior =
                Optional.ofNullable(who.official())
                        .flatMap(one -> superior(approvers, one, leave))
                        .orElseThrow(() -> new AccessDeniedException("not above them"));
        var words = LeaveDesk.plain(duty);
        if (words.isEmpty()) {
            throw new NoDuty();
        }
        if (travel != null && !isApprover(approvers, superior, leave)) {
            throw new TravelIsTheApprovers();
        }
        var days =
                leave.recalled(back, travel, LocalDate.now(clock), outlooks.earliest(who.agency()));
        var now = clock.instant();
        var left = leave.without(days).map(rest -> outlooks.charges(leave, rest)).orElse(List.of());
        var shortened = leave.shortened(days, now, superior.official().name());
        var given = ledger.giveBack(leave, left, superior.official().name());
        var trace =
                Trace.of(
                                Trace.Act.RECALLED,
                                superior.official().name(),
                                superior.title(),
                                words,
                                now)
                        .changing(leave.days(), given);
        change(who, shortened, trace);
        notices.recalled(shortened, superior.official().name());
    }

    /// Puts right what was recorded otherwise than it was; what was recorded stays in the trace.
    ///
    /// @param taken the days that were taken in fact; null if none were
    /// @throws AccessDeniedException to whom does not keep the agency's leave
    void correct(SignedIn who, UUID id, @Nullable LeaveDays taken, String ground) {
        if (!office.isOfficer(who)) {
            throw new AccessDeniedException("keeps no leave");
        }
        var leave = locked(who, id);
        if (leave.by().official().equals(who.official())) {
            throw new OwnLeave();
        }
        var words = LeaveDesk.plain(ground);
        if (words.isEmpty()) {
            throw new NoGround();
        }
        var now = clock.instant();
        var corrected = leave.corrected(taken, outlooks.earliest(who.agency()), now, who.name());
        var charges = taken == null ? List.<Counting.Charge>of() : outlooks.charges(leave, taken);
        var given =
                LeaveLedger.sum(
                        ledger.settle(leave, charges, LedgerLine.Entry.CORRECTED, who.name()));
        var trace =
                Trace.of(Trace.Act.CORRECTED, who.name(), "", words, now)
                        .changing(leave.days(), given);
        change(who, corrected, trace);
        notices.corrected(corrected, who.name());
    }

    private LeaveRequest locked(SignedIn who, UUID id) {
        var found = find(who.agency(), id);
        ledger.lock(who.agency(), found.by().official());
        var leave = find(who.agency(), id);
        if (!leave.isLeave()) {
            throw new LeaveRequest.NotApproved();
        }
        return leave;
    }

    private LeaveRequest find(UUID agency, UUID id) {
        return requests.find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void change(SignedIn who, LeaveRequest changed, Trace trace) {
        requests.keep(changed);
        traces.add(changed, trace);
        evidence.befell(who, changed, trace);
        for (var one : requests.cancellations(changed.agency(), changed.id())) {
            if (one.isWaiting() && !isLeft(changed, one)) {
                var withdrawn = one.withdraw(trace.at());
                requests.keep(withdrawn);
                evidence.withdrawn(who, withdrawn);
            }
        }
    }

    /// Whether a day that is asked to be taken back is still one of the leave.
    private static boolean isLeft(LeaveRequest leave, LeaveRequest back) {
        return leave.isApproved() && back.days().overlaps(leave.days());
    }
}
