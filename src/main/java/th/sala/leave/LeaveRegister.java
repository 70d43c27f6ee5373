package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.leave.AbroadRules.Border;
import th.sala.leave.AbroadRules.Neighbour;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendars;

/// ทะเบียนผู้มาช่วยราชการและท้องที่ชายแดน: who is here from another agency, which is told their
/// days of leave, and which positions let people go over the border. Every call is made in the
/// agency's scope.
@Service
@LeavesEvidence
@Transactional
public class LeaveRegister {
    private static final int LONGEST = 500;

    /// Refusal: nothing says from which agency, or by which order.
    public static final class NoOrder extends Refusal {
        NoOrder() {
            super("leave.refused.no-order", LONGEST);
        }
    }

    /// Refusal: they are here from another agency already.
    public static final class HereAlready extends Refusal {
        HereAlready() {
            super("leave.refused.here-already");
        }
    }

    /// Refusal: told already, or of days that are not over.
    public static final class NothingToTell extends Refusal {
        NothingToTell() {
            super(new Citation("L6", LEAVE_55, "ข้อ 9 วรรคหนึ่ง"), "leave.refused.nothing-to-tell");
        }
    }

    /// What was taken of a kind, half days.
    public record Taken(LeaveKind kind, int halves) {}

    /// Somebody from another agency.
    ///
    /// @param due by when their agency is to be told
    /// @param taken since it was told last, until yesterday
    public record Guest(
            Secondments.Secondment secondment, String name, LocalDate due, List<Taken> taken) {
        public boolean isLate(LocalDate today) {
            return today.isAfter(due);
        }
    }

    private final Secondments secondments;
    private final Petitions petitions;
    private final LeaveRequests requests;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    LeaveRegister(
            Secondments secondments,
            Petitions petitions,
            LeaveRequests requests,
            LeaveOffice office,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.secondments = secondments;
        this.petitions = petitions;
        this.requests = requests;
        this.office = office;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new AccessDeniedException("keeps no leave");
        }
    }

    /// Those from other agencies, whose turn is next first.
    @Transactional(readOnly = true)
    List<Guest> guests(SignedIn who) {
        mustKeep(who);
        var agency = who.agency();
        return secondments.list(agency).stream()
                .map(one ->
                        new Guest(
                                one,
                                organisation
                                        .official(one.official())
                                        .map(Official::name)
                                        .orElse("–"),
                                SecondmentRules.due(one.told()),
                                taken(agency, one)))
                .toList();
    }

    /// Days of leave since they were told last, until yesterday or the end of the secondment.
    @Clause(id = "L6", of = LEAVE_55, value = "ข้อ 9 วรรคหนึ่ง")
    private List<Taken> taken(UUID agency, Secondments.Secondment one) {
        var first = one.told().plusDays(1);
        var last = last(one);
        if (last.isBefore(first)) {
            return List.of();
        }
        var span = LeaveDays.of(first, last);
        var calendar = calendars.of(agency, first.getYear() - 1, last.getYear() + 1);
        var working = WorkingDays.of(calendar, first.getYear() - 1, last.getYear() + 1);
        var leaves =
                requests.live(agency, one.official(), first, last).stream()
                        .filter(LeaveRequest::isApproved)
                        .toList();
        var taken = new ArrayList<Taken>();
        for (var kind : LeaveKind.values()) {
            var halves =
                    leaves.stream()
                            .filter(leave -> leave.kind() == kind)
                            .map(LeaveRequest::days)
                            .mapToInt(days ->
                                    Counting.charged(
                                            kind,
                                            LeaveDays.between(
                                                    Math.max(days.begin(), span.begin()),
                                                    Math.min(days.end(), span.end())),
                                            working))
                            .sum();
            if (halves > 0) {
                taken.add(new Taken(kind, halves));
            }
        }
        return taken;
    }

    private LocalDate last(Secondments.Secondment one) {
        var yesterday = today().minusDays(1);
        var until = one.until();
        return until == null || until.isAfter(yesterday) ? yesterday : until.minusDays(1);
    }

    /// Enters that somebody is here from another agency.
    public void enterGuest(
            SignedIn by, UUID official, String home, String source, LocalDate firstDay) {
        mustKeep(by);
        var agency = lineOf(home);
        var order = lineOf(source);
        var isRegistered =
                organisation.official(official).map(Official::agency).stream()
                        .anyMatch(by.agency()::equals);
        if (!isRegistered) {
            throw new AccessDeniedException("nobody of this agency");
        }
        if (secondments.list(by.agency()).stream()
                .anyMatch(one -> one.official().equals(official) && one.until() == null)) {
            throw new HereAlready();
        }
        var one =
                new Secondments.Secondment(
                        UUID.randomUUID(),
                        official,
                        agency,
                        order,
                        firstDay,
                        null,
                        firstDay.minusDays(1));
        secondments.add(by.agency(), one, clock.instant(), by.name());
    }

    private static String lineOf(String typed) {
        var line = ThaiText.normalise(typed).strip();
        if (line.isEmpty() || line.length() > LONGEST) {
            throw new NoOrder();
        }
        return line;
    }

    /// Records that their own agency was told all days of leave until yesterday.
    ///
    /// @param source the letter by which it was told
    public void tellHome(SignedIn by, UUID id, String source) {
        mustKeep(by);
        lineOf(source);
        var one = secondments.lock(by.agency(), id).orElseThrow(NothingToTell::new);
        var last = last(one);
        if (!last.isAfter(one.told())) {
            throw new NothingToTell();
        }
        secondments.tell(by.agency(), id, last);
    }

    /// They are back with their own agency from today on.
    public void endGuest(SignedIn by, UUID id) {
        mustKeep(by);
        secondments.end(by.agency(), id, today());
    }

    @Transactional(readOnly = true)
    List<Petitions.BorderPost> borders(UUID agency) {
        return petitions.borders(agency);
    }

    /// Says that the area of a position lies next to a country, from today on.
    public void enterBorder(SignedIn by, UUID position, Border border, Neighbour neighbour) {
        var isThere =
                organisation.positions(by.agency()).stream()
                        .anyMatch(one -> one.id().equals(position));
        if (!isThere) {
            throw new LeaveOffice.NoPosition();
        }
        var post =
                new Petitions.BorderPost(
                        UUID.randomUUID(), position, border, neighbour, today(), null);
        petitions.add(by.agency(), post, clock.instant(), by.name());
    }

    public void endBorder(SignedIn by, UUID id) {
        petitions.endBorder(by.agency(), id, today());
    }
}
