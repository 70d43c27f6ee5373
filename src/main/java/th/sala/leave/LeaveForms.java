package th.sala.leave;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Unit;
import th.sala.worktime.WorkCalendars;

/// Fills the regulation's forms: with the request, what was said to it, and the ledger as it stood
/// when it was asked. Every call is made in the agency's scope.
@Service
@Transactional(readOnly = true)
class LeaveForms {
    private final LeaveDesk desk;
    private final LeaveLedger ledger;
    private final LeaveRuns runs;
    private final PaperLeaves papers;
    private final Petitions petitions;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    LeaveForms(
            LeaveDesk desk,
            LeaveLedger ledger,
            LeaveRuns runs,
            PaperLeaves papers,
            Petitions petitions,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.desk = desk;
        this.ledger = ledger;
        this.runs = runs;
        this.papers = papers;
        this.petitions = petitions;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// Whether somebody asked for it in Sala: a paper has a form of its own, and what the head made
    /// personal leave was never asked for.
    boolean hasForm(LeaveRequest request) {
        return papers.find(request.agency(), request.id()).isEmpty() && !petitions.became(request);
    }

    /// @throws AccessDeniedException to whom may not read why
    /// @throws ResponseStatusException if there is no form
    LeaveSheet of(SignedIn who, UUID id) {
        var sight = desk.see(who, id);
        if (!sight.readsPaper()) {
            throw new AccessDeniedException("not theirs to read");
        }
        var request = sight.request();
        if (!hasForm(request)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var leave = sight.leave();
        var asked = runs.asked(leave.agency(), leave.id());
        var counted = request.isLeave() ? asked : request.days();
        var lines = lines(request, FiscalYear.of(asked.first()));
        var isVacation = leave.kind() == LeaveKind.VACATION;
        var charged = charged(leave, counted);
        return new LeaveSheet(
                who.agencyName(),
                unit(request),
                to(sight),
                request,
                leave,
                asked,
                charged,
                isVacation ? vacation(lines) : null,
                counts(leave.kind(), lines, charged),
                earlier(leave, asked).orElse(null),
                sight.said(),
                clock);
    }

    private String unit(LeaveRequest request) {
        var unit = organisation.official(request.by().official()).map(Official::unit);
        return organisation.units(request.agency()).stream()
                .filter(one -> unit.filter(one.id()::equals).isPresent())
                .findFirst()
                .map(Unit::name)
                .orElse("");
    }

    private static String to(LeaveDesk.Sight sight) {
        var decided = sight.said().stream().filter(LeaveRequests.Opinion::decides).findFirst();
        var approver = sight.outlook().approver();
        var with = sight.request().with();
        if (decided.isPresent()) {
            return decided.get().title();
        }
        return approver != null ? approver.superior().title() : with == null ? "" : with.title();
    }

    /// As the ledger stood when it was asked.
    private List<LedgerLine> lines(LeaveRequest request, FiscalYear year) {
        return ledger.lines(request.agency(), request.by().official(), year).stream()
                .filter(line -> !line.at().isAfter(request.askedAt()))
                .toList();
    }

    private int charged(LeaveRequest leave, LeaveDays days) {
        var first = days.first().getYear();
        var last = days.last().getYear();
        var calendar = calendars.of(leave.agency(), first, last);
        return Counting.charged(leave.kind(), days, WorkingDays.of(calendar, first, last));
    }

    private static LeaveSheet.Vacation vacation(List<LedgerLine> lines) {
        return new LeaveSheet.Vacation(
                sum(lines, LedgerLine.Entry.CARRIED),
                sum(lines, LedgerLine.Entry.GRANTED) + sum(lines, LedgerLine.Entry.EXTRA));
    }

    private static int sum(List<LedgerLine> lines, LedgerLine.Entry entry) {
        return lines.stream()
                .filter(line -> line.kind() == LeaveKind.VACATION && line.entry() == entry)
                .mapToInt(LedgerLine::halves)
                .sum();
    }

    private static List<LeaveSheet.Count> counts(
            LeaveKind kind, List<LedgerLine> lines, int charged) {
        var counts = new ArrayList<LeaveSheet.Count>();
        for (var row : rows(kind)) {
            var taken =
                    -lines.stream()
                            .filter(line -> line.kind().number == row.number)
                            .filter(line -> !isRight(line.entry()))
                            .mapToInt(LedgerLine::halves)
                            .sum();
            var now = row.number == kind.number ? charged : 0;
            counts.add(new LeaveSheet.Count(LeaveSheet.rowName(row), taken, now));
        }
        return counts;
    }

    private static boolean isRight(LedgerLine.Entry entry) {
        return entry == LedgerLine.Entry.GRANTED
                || entry == LedgerLine.Entry.EXTRA
                || entry == LedgerLine.Entry.CARRIED;
    }

    private static List<LeaveKind> rows(LeaveKind kind) {
        var together = List.of(LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.MATERNITY);
        return together.stream().anyMatch(one -> one.number == kind.number)
                ? together
                : List.of(kind);
    }

    private Optional<LeaveSheet.Earlier> earlier(LeaveRequest leave, LeaveDays asked) {
        var from = asked.first().minusYears(1);
        var until = asked.first();
        var official = leave.by().official();
        return runs.approved(leave.agency(), List.of(official), from, until).stream()
                .filter(one -> one.kind().number == leave.kind().number)
                .map(Absence::days)
                .filter(days -> days.end() <= asked.begin())
                .max(Comparator.comparingLong(LeaveDays::end))
                .map(days -> new LeaveSheet.Earlier(days, charged(leave, days)));
    }
}
