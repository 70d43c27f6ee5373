package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Organisation;
import th.sala.worktime.WorkCalendars;

/// Looks after what waits: a request goes on from where nobody does the duty any more, and who has
/// one before them for long hears of it again. Every call is made in the agency's scope.
@Service
@Transactional
class WaitingRounds {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int ROWS = 200;

    /// After so many working days, and so many more, people are reminded.
    private static final int PATIENCE = 3;

    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final Outlooks outlooks;
    private final Traces traces;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    WaitingRounds(
            LeaveRequests requests,
            LeaveLedger ledger,
            Outlooks outlooks,
            Traces traces,
            LeaveEvidence evidence,
            LeaveNotices notices,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.outlooks = outlooks;
        this.traces = traces;
        this.evidence = evidence;
        this.notices = notices;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// Those that nobody can answer where they are.
    @Transactional(readOnly = true)
    List<UUID> left(UUID agency) {
        var approvers = outlooks.approvers(agency);
        var left = new ArrayList<UUID>();
        var page = requests.waiting(agency, FIRST, ROWS);
        while (!page.isEmpty()) {
            page.stream().filter(one -> isLeft(approvers, one)).forEach(one -> left.add(one.id()));
            page = requests.waiting(agency, page.getLast().id(), ROWS);
        }
        return left;
    }

    private static boolean isLeft(Approvers approvers, LeaveRequest request) {
        var with = request.with();
        return with != null
                && approvers.onDuty(with.position()).stream()
                        .noneMatch(one -> one.official().id().equals(with.official()));
    }

    /// Sends a request on from where nobody can answer it; one that waits elsewhere by now stays.
    void moveOn(UUID agency, UUID id) {
        var found = requests.find(agency, id);
        if (found.isEmpty()) {
            return;
        }
        ledger.lock(agency, found.get().by().official());
        var request = requests.find(agency, id).orElseThrow();
        var with = request.with();
        var approvers = outlooks.approvers(agency);
        if (with == null || !isLeft(approvers, request)) {
            return;
        }
        // a position that is no more leads nowhere: the way begins anew
        var applicant = request.by().official();
        var next =
                approvers
                        .onwards(applicant, with)
                        .or(() ->
                                isThere(agency, with)
                                        ? Optional.empty()
                                        : approvers.above(applicant, null));
        if (next.isEmpty()) {
            notices.stuck(request, with);
            return;
        }
        var now = clock.instant();
        var moved = request.passOn(LeaveRequest.With.of(next.get(), now));
        requests.keep(moved);
        var trace = Trace.of(Trace.Act.MOVED_ON, "", with.title(), "", now).about(with.official());
        traces.add(moved, trace);
        evidence.befell(null, moved, trace);
        notices.sent(moved);
        notices.movedOn(moved, next.get().official().name());
    }

    private boolean isThere(UUID agency, LeaveRequest.With with) {
        return organisation.positions(agency).stream()
                .anyMatch(one -> one.id().equals(with.position()));
    }

    /// Reminds those who have had a request before them for long, from the second time on also who
    /// does the same duty.
    void remind(UUID agency) {
        var today = LocalDate.now(clock);
        var years = calendars.of(agency, today.getYear() - 1, today.getYear() + 1);
        var working = WorkingDays.of(years, today.getYear() - 1, today.getYear() + 1);
        var approvers = outlooks.approvers(agency);
        var page = requests.waiting(agency, FIRST, ROWS);
        while (!page.isEmpty()) {
            page.forEach(one -> remind(approvers, one, today, working));
            page = requests.waiting(agency, page.getLast().id(), ROWS);
        }
    }

    private void remind(
            Approvers approvers, LeaveRequest request, LocalDate today, WorkingDays working) {
        var with = request.with();
        var round = with == null ? 0 : round(day(with), today, working);
        if (with == null || round == 0) {
            return;
        }
        notices.reminded(request, with.official(), round);
        if (round > 1) {
            approvers.onDuty(with.position()).stream()
                    .map(one -> one.official().id())
                    .filter(one -> !one.equals(with.official()))
                    .filter(one -> !one.equals(request.by().official()))
                    .forEach(one -> notices.reminded(request, one, round));
        }
    }

    private LocalDate day(LeaveRequest.With with) {
        return with.since().atZone(clock.getZone()).toLocalDate();
    }

    /// How often somebody should have heard of what was sent on a day: for the first time when
    /// three working days are over.
    static int round(LocalDate sent, LocalDate today, WorkingDays working) {
        var after = 2 * sent.plusDays(1).toEpochDay();
        var now = 2 * today.toEpochDay();
        return now <= after ? 0 : working.halves(after, now) / (2 * PATIENCE);
    }
}
