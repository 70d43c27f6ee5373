package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// What a request lacks and what is handed in later: certificates, papers, the full form. Every
/// call is made in the agency's scope.
@Service
@Transactional
class LaterPapers {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int ROWS = 200;
    private static final int DAYS_A_WEEK = 7;

    /// Refusal: the approver alone asks for a certificate.
    static final class NotTheApprover extends Refusal {
        NotTheApprover() {
            super(new Citation("L7", LEAVE_55, "ข้อ 18 วรรคสี่"), "leave.refused.not-the-approver");
        }
    }

    /// Refusal: that was asked for already.
    static final class OwedAlready extends Refusal {
        OwedAlready() {
            super("leave.refused.owed-already");
        }
    }

    /// Refusal: no file was chosen.
    static final class NothingAttached extends Refusal {
        NothingAttached() {
            super("leave.refused.nothing-attached");
        }
    }

    /// Refusal: several papers are owed, and nothing says which one this is.
    static final class WhichPaper extends Refusal {
        WhichPaper() {
            super("leave.refused.which-paper");
        }
    }

    /// Refusal: nothing of the form is missing.
    static final class NothingOwed extends Refusal {
        NothingOwed() {
            super("leave.refused.nothing-owed");
        }
    }

    /// Something owed, and by when.
    ///
    /// @param due the first day back; null where it is as soon as can be
    public record Debt(Owed owed, @Nullable LocalDate due) {}

    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final LeaveDesk desk;
    private final Outlooks outlooks;
    private final OwedPapers papers;
    private final Traces traces;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final Clock clock;

    LaterPapers(
            LeaveRequests requests,
            LeaveLedger ledger,
            LeaveDesk desk,
            Outlooks outlooks,
            OwedPapers papers,
            Traces traces,
            LeaveEvidence evidence,
            LeaveNotices notices,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.desk = desk;
        this.outlooks = outlooks;
        this.papers = papers;
        this.traces = traces;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    /// What a request lacks.
    @Transactional(readOnly = true)
    List<Debt> debts(LeaveRequest request) {
        return papers.of(request.agency(), request.id()).stream()
                .map(owed -> new Debt(owed, due(request, owed)))
                .toList();
    }

    /// What the person still has to hand in.
    @Transactional(readOnly = true)
    List<Debt> owedBy(SignedIn who) {
        var official = who.official();
        return official == null
                ? List.of()
                : papers.ofPerson(who.agency(), official).stream()
                        .map(owed -> new Debt(owed, due(find(who.agency(), owed.request()), owed)))
                        .toList();
    }

    private @Nullable LocalDate due(LeaveRequest request, Owed owed) {
        if (owed.what() != Owed.What.FULL_FORM) {
            return null;
        }
        var working = outlooks.working(request.agency(), request.days(), List.of());
        return AskingRules.fullFormDue(request.days(), working);
    }

    /// Papers that came after the request.
    @Transactional(readOnly = true)
    List<OwedPapers.Later> papers(LeaveRequest request) {
        return papers.papers(request.agency(), request.id());
    }

    /// The approver asks for a certificate, or sends the person to a doctor of the government.
    ///
    /// @throws NotTheApprover to whom may not decide it, or has it not before them
    /// @throws AskingRules.NotSick for other kinds
    /// @throws OwedAlready if it is asked for
    void askFor(SignedIn who, UUID id, Owed.What what, String words) {
        ledger.lock(who.agency(), find(who.agency(), id).by().official());
        var sight = desk.see(who, id);
        var request = sight.request();
        if (!request.isLeave() || !sight.turn() || !sight.decides() || !what.isPaper()) {
            throw new NotTheApprover();
        }
        AskingRules.certificateMayBeAskedFor(request.kind());
        var said = LeaveDesk.plain(words);
        var now = clock.instant();
        var owed = new Owed(UUID.randomUUID(), id, what, said, who.official(), now);
        if (!papers.owe(who.agency(), owed)) {
            throw new OwedAlready();
        }
        var trace = Trace.of(Trace.Act.PAPER_ASKED, who.name(), "", said, now);
        traces.add(request, trace);
        evidence.befell(who, request, trace);
        notices.paperAsked(request, who.name());
    }

    /// Hands in a paper that was not with the request.
    ///
    /// @param what which one of those that are owed it is; null if there is one at most
    /// @throws NothingAttached if there is none
    /// @throws WhichPaper if several are owed, and it is none of them
    /// @throws LeaveRequest.Over if the request is refused or taken back
    void add(SignedIn who, UUID id, Owed.@Nullable What what, LeaveRequest.@Nullable Paper paper) {
        var request = own(who, id);
        if (paper == null) {
            throw new NothingAttached();
        }
        if (!request.isWaiting() && !request.isApproved()) {
            throw new LeaveRequest.Over();
        }
        var owed =
                papers.of(who.agency(), id).stream().filter(one -> one.what().isPaper()).toList();
        var chosen =
                owed.size() == 1 && what == null
                        ? Optional.of(owed.getFirst())
                        : owed.stream().filter(one -> one.what() == what).findFirst();
        if (chosen.isEmpty() && !owed.isEmpty()) {
            throw new WhichPaper();
        }
        add(who, request, chosen, paper);
    }

    private void add(
            SignedIn who, LeaveRequest request, Optional<Owed> met, LeaveRequest.Paper paper) {
        var now = clock.instant();
        papers.add(who.agency(), request.id(), new OwedPapers.Later(UUID.randomUUID(), paper, now));
        var trace = Trace.of(Trace.Act.PAPER_ADDED, who.name(), "", "", now);
        traces.add(request, trace);
        evidence.paperAdded(who, request, trace, paper);
        met.ifPresent(owed -> {
            if (owed.asker() != null) {
                notices.paperAdded(request, owed.asker());
            }
            papers.meet(who.agency(), request.id(), Set.of(owed.what()), now);
        });
    }

    /// The full form, after an incomplete one or one that somebody else sent.
    ///
    /// @param paper a certificate; null if none is needed, or it is there
    /// @throws NothingOwed if nothing of the form is missing
    /// @throws AskingRules.NoReason if personal leave still says not what for
    /// @throws AskingRules.NoCertificate if one is needed and none is there
    void complete(
            SignedIn who,
            UUID id,
            String reason,
            String contact,
            LeaveRequest.@Nullable Paper paper) {
        var request = own(who, id);
        var open = papers.of(who.agency(), id);
        if (open.stream().allMatch(owed -> owed.what().isPaper())) {
            throw new NothingOwed();
        }
        var why = LeaveDesk.plain(reason);
        var where = LeaveDesk.plain(contact);
        AskingRules.personalIsExplained(
                request.kind(), request.days(), why, request.necessity(), LocalDate.now(clock));
        var hasPaper =
                paper != null
                        || request.paper() != null
                        || !papers.papers(who.agency(), id).isEmpty();
        var span = outlooks.of(outlooks.approvers(who.agency()), request, request).chain().span();
        AskingRules.certificateIsThere(request.kind(), span, hasPaper);
        if (paper != null) {
            // with the form comes a certificate; an examination is another paper
            var certificate =
                    open.stream().filter(one -> one.what() == Owed.What.CERTIFICATE).findFirst();
            add(who, request, certificate, paper);
        }
        var now = clock.instant();
        papers.meet(who.agency(), id, Set.of(Owed.What.FULL_FORM, Owed.What.OWN_FORM), now);
        // beside what they decided on who decided it, not in its place
        var words = (why + "\n" + where).strip();
        var trace = Trace.of(Trace.Act.COMPLETED, who.name(), request.by().title(), words, now);
        traces.add(request, trace);
        evidence.completed(who, request, trace, why, where);
        var with = request.with();
        var readers =
                with == null
                        ? requests.said(who.agency(), id).stream()
                                .filter(LeaveRequests.Opinion::decides)
                                .map(LeaveRequests.Opinion::official)
                        : Stream.of(with.official());
        readers.forEach(official -> notices.completed(request, official));
    }

    /// A later paper, for those who may see it; that somebody else than the person looked is
    /// evidence.
    ///
    /// @throws AccessDeniedException to everybody else
    LeaveRequest.Paper paper(SignedIn who, UUID id, UUID paper) {
        var sight = desk.see(who, id);
        var found =
                papers.paper(who.agency(), id, paper)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!sight.readsPaper()) {
            throw new AccessDeniedException("not theirs to read");
        }
        if (!sight.mine()) {
            evidence.paperRead(who, sight.request());
        }
        return found.paper();
    }

    private LeaveRequest own(SignedIn who, UUID id) {
        var found = find(who.agency(), id);
        if (!found.by().official().equals(who.official()) || !found.isLeave()) {
            throw new AccessDeniedException("not theirs");
        }
        ledger.lock(who.agency(), found.by().official());
        return find(who.agency(), id);
    }

    private LeaveRequest find(UUID agency, UUID id) {
        return requests.find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// Reminds of full forms that are due, on the first day back and each week after it.
    @Transactional
    void remind(UUID agency) {
        var today = LocalDate.now(clock);
        var page = papers.open(agency, FIRST, ROWS);
        while (!page.isEmpty()) {
            for (var owed : page) {
                var request = find(agency, owed.request());
                var due = due(request, owed);
                if (due != null && !due.isAfter(today)) {
                    var weeks = (today.toEpochDay() - due.toEpochDay()) / DAYS_A_WEEK;
                    notices.owed(request, due.plusWeeks(weeks));
                }
            }
            page = papers.open(agency, page.getLast().id(), ROWS);
        }
    }
}
