package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.worktime.WorkCalendars;

/// Works out what leaves come to: from the calendar, the ledger, a person's other leaves, and who
/// is above them. Every call is made in the agency's scope.
@Service
@Transactional(readOnly = true)
class Outlooks {
    private static final int NOON = 12;

    /// How far from today a leave may begin and end: beyond that it is a typing error.
    private static final int YEARS_AROUND = 1;

    /// How far from a leave others may lie that follow it or are charged to the same years.
    private static final int YEARS_OF_OTHERS = 3;

    private final LeaveRequests requests;
    private final LeaveRuns runs;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    Outlooks(
            LeaveRequests requests,
            LeaveRuns runs,
            LeaveLedger ledger,
            LeaveOffice office,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.requests = requests;
        this.runs = runs;
        this.ledger = ledger;
        this.office = office;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /// The half day that it is.
    long nowHalf() {
        var now = clock.instant().atZone(clock.getZone());
        return 2 * now.toLocalDate().toEpochDay() + (now.getHour() < NOON ? 0 : 1);
    }

    /// The first day that can still be worked.
    LocalDate earliest(UUID agency) {
        var now = clock.instant().atZone(clock.getZone());
        return LeaveRequest.firstNotOver(now, calendars.of(agency, now.toLocalDate()));
    }

    /// What days of a leave are charged by the calendar as it is now.
    List<Counting.Charge> charges(LeaveRequest leave, LeaveDays days) {
        return Counting.byFiscalYear(leave.kind(), days, working(leave.agency(), days, List.of()));
    }

    /// What taking back days comes to.
    ///
    /// @param given half days that go back to the ledger
    /// @param rest what is left of the leave; null if nothing is
    /// @param left what that is charged
    public record Return(int given, @Nullable LeaveDays rest, int left) {}

    /// @param back the days that are taken back
    Return comingBack(LeaveRequest leave, LeaveDays back) {
        var rest = leave.without(back).orElse(null);
        var left = rest == null ? List.<Counting.Charge>of() : charges(leave, rest);
        return new Return(LeaveLedger.sum(ledger.beyond(leave, left)), rest, sum(left));
    }

    private static int sum(List<Counting.Charge> charges) {
        return charges.stream().mapToInt(Counting.Charge::halves).sum();
    }

    /// Who is above whom today, and what each may approve.
    Approvers approvers(UUID agency) {
        return new Approvers(
                organisation.chain(agency), office.levels(agency, today()), office.table(agency));
    }

    /// What a leave would come to that is not asked for yet.
    ///
    /// @throws LeaveDesk.TooFar if the days are years away
    Outlook ahead(UUID agency, UUID official, LeaveKind kind, LeaveDays days) {
        if (isTooFar(days)) {
            throw new LeaveDesk.TooFar();
        }
        return outlook(approvers(agency), agency, official, kind, days, null, today());
    }

    /// Of a request that is there: of a cancellation what the leave is, of a leave what it comes to
    /// beside all others.
    Outlook of(Approvers approvers, LeaveRequest request, LeaveRequest leave) {
        var asked = request.askedAt().atZone(clock.getZone()).toLocalDate();
        return outlook(
                approvers,
                request.agency(),
                request.by().official(),
                leave.kind(),
                leave.days(),
                leave.id(),
                asked);
    }

    private Outlook outlook(
            Approvers approvers,
            UUID agency,
            UUID official,
            LeaveKind kind,
            LeaveDays days,
            @Nullable UUID itself,
            LocalDate asked) {
        var others =
                requests
                        .live(
                                agency,
                                official,
                                days.first().minusYears(YEARS_OF_OTHERS),
                                days.last().plusYears(YEARS_OF_OTHERS))
                        .stream()
                        .filter(one -> !one.id().equals(itself))
                        .toList();
        var working = working(agency, days, others);
        var runs =
                others.stream()
                        .filter(one -> !one.days().overlaps(days))
                        .map(one -> new Chain.Run(one.kind(), one.days()))
                        .toList();
        var chain = Chain.of(kind, days, runs, working);
        var years = new ArrayList<Outlook.Year>();
        for (var charge : Counting.byFiscalYear(kind, days, working)) {
            years.add(year(agency, official, kind, charge, others, itself, working));
        }
        var way = approvers.way(official, kind, days.first(), chain.span());
        return new Outlook(
                kind,
                days,
                Counting.span(days),
                Counting.charged(kind, days, working),
                years,
                chain,
                working.withDaysOffAround(days),
                way,
                AskingRules.handing(days, working.after(days), asked),
                refusal(agency, official, kind, days, others, years, way).orElse(null));
    }

    /// The calendar's days around a leave and the person's others.
    WorkingDays working(UUID agency, LeaveDays days, List<LeaveRequest> others) {
        var first = days.first().getYear();
        var last = days.last().getYear();
        for (var other : others) {
            first = Math.min(first, other.days().first().getYear());
            last = Math.max(last, other.days().last().getYear());
        }
        return WorkingDays.of(calendars.of(agency, first - 1, last + 1), first - 1, last + 1);
    }

    private Outlook.Year year(
            UUID agency,
            UUID official,
            LeaveKind kind,
            Counting.Charge charge,
            List<LeaveRequest> others,
            @Nullable UUID itself,
            WorkingDays working) {
        var lines =
                ledger.lines(agency, official, charge.year()).stream()
                        .filter(line -> itself == null || !itself.equals(line.request()))
                        .toList();
        var sum = LeaveLedger.sum(lines, kind);
        if (kind != LeaveKind.VACATION) {
            return new Outlook.Year(charge.year(), charge.halves(), -sum, false);
        }
        // who decides charges what is there; who asks more leaves what others wait for alone
        var waiting = itself == null ? others : List.<LeaveRequest>of();
        var promised =
                waiting.stream()
                        .filter(one -> one.kind() == kind && one.isWaiting())
                        .flatMap(one -> Counting.byFiscalYear(kind, one.days(), working).stream())
                        .filter(one -> one.year().equals(charge.year()))
                        .mapToInt(Counting.Charge::halves)
                        .sum();
        return new Outlook.Year(charge.year(), charge.halves(), sum - promised, true);
    }

    private boolean isTooFar(LeaveDays days) {
        var today = today();
        return days.first().isBefore(today.minusYears(YEARS_AROUND))
                || days.last().isAfter(today.plusYears(YEARS_AROUND));
    }

    private List<LeaveDays> events(UUID agency, UUID official, LeaveDays days) {
        return runs.events(agency, List.of(official), days.first(), days.last()).stream()
                .map(Absences.Event::days)
                .toList();
    }

    private Optional<Refusal> refusal(
            UUID agency,
            UUID official,
            LeaveKind kind,
            LeaveDays days,
            List<LeaveRequest> others,
            List<Outlook.Year> years,
            List<Approvers.Stop> way) {
        var today = today();
        try {
            AskingRules.mayBeElectronic(kind);
            AskingRules.vacationIsAhead(kind, days, today);
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
        if (others.stream().anyMatch(one -> one.days().overlaps(days))) {
            return Optional.of(new LeaveDesk.Overlaps());
        }
        try {
            EventRules.isNoneOf(days, events(agency, official, days));
        } catch (EventRules.NoLeave refusal) {
            return Optional.of(refusal);
        }
        if (years.isEmpty()) {
            return Optional.of(new LeaveDesk.NothingCharged());
        }
        for (var year : years) {
            if (!year.isBalance()) {
                continue;
            }
            var first = ledger.firstVacation(agency, official, year.year());
            if (first.isPresent() && days.first().isBefore(first.get())) {
                return Optional.of(new LeaveDesk.NotYet());
            }
            if (year.after() < 0) {
                return Optional.of(new LeaveDesk.NotEnough());
            }
        }
        return way.isEmpty() || !way.getLast().decides()
                ? Optional.of(new LeaveDesk.NobodyMay())
                : Optional.empty();
    }
}
