package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// การเสนอและอนุญาตการลา: people ask, their superiors say what they think of it, and who has the
/// power decides. Every call is made in the agency's scope.
///
/// Whatever changes a person's leave locks the person first, so that two devices, or two superiors,
/// come one after the other.
@Service
@Transactional
public class LeaveDesk {
    /// The most characters of a reason, a contact or an opinion.
    static final int LONGEST = 2000;

    private static final int MOST_WAITING = 200;

    /// Refusal: a year before or after today.
    public static final class TooFar extends Refusal {
        TooFar() {
            super("leave.refused.too-far");
        }
    }

    /// Refusal: there is a leave on one of the days already.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class Overlaps extends Refusal {
        Overlaps() {
            super("leave.refused.overlaps");
        }
    }

    /// Refusal: no working day is in it.
    public static final class NothingCharged extends Refusal {
        NothingCharged() {
            super(new Citation("L2", LEAVE_55, "ข้อ 10 วรรคสอง"), "leave.refused.nothing-charged");
        }
    }

    /// Refusal: not so many days of vacation are left.
    public static final class NotEnough extends Refusal {
        NotEnough() {
            super(new Citation("L11", LEAVE_55, "ข้อ 23"), "leave.refused.not-enough");
        }
    }

    /// Refusal: the six months are not over.
    public static final class NotYet extends Refusal {
        NotYet() {
            super(new Citation("L11", LEAVE_55, "ข้อ 23"), "leave.refused.not-yet");
        }
    }

    /// Refusal: nobody above may approve it.
    public static final class NobodyMay extends Refusal {
        NobodyMay() {
            super(new Citation("L5", LEAVE_55, "ข้อ 8 วรรคหนึ่ง"), "leave.refused.nobody-may");
        }
    }

    /// Refusal: it was opened when it stood otherwise.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class Otherwise extends Refusal {
        Otherwise() {
            super("leave.refused.otherwise");
        }
    }

    /// Refusal: it is before somebody else.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class NotWithYou extends Refusal {
        NotWithYou() {
            super("leave.refused.not-with-you");
        }
    }

    /// Refusal: refused, or not supported, without a word.
    public static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("leave.refused.nothing-said");
        }
    }

    /// Refusal: a text of more characters than [#LONGEST].
    public static final class TooLong extends Refusal {
        TooLong() {
            super("leave.refused.too-long", LONGEST);
        }
    }

    /// Refusal: the account belongs to nobody who is registered inside the agency.
    public static final class NotRegistered extends Refusal {
        NotRegistered() {
            super("leave.refused.not-registered");
        }
    }

    /// Refusal: who is well asks in the usual way.
    static final class Yourself extends Refusal {
        Yourself() {
            super("leave.refused.yourself");
        }
    }

    /// Refusal: that leave cannot be asked for by another. Why is the person's affair.
    static final class NotForAnother extends Refusal {
        NotForAnother() {
            super("leave.refused.not-for-another");
        }
    }

    /// Refusal: days of it are asked to be taken back already.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class AskedAlready extends Refusal {
        AskedAlready() {
            super("leave.refused.asked-already");
        }
    }

    /// What somebody asks for.
    ///
    /// @param necessity why it cannot wait for the permission; empty if it can
    public record Wish(
            LeaveKind kind,
            LeaveDays days,
            String reason,
            String necessity,
            String contact,
            LeaveRequest.@Nullable Paper paper) {
        /// Its words as they are kept.
        ///
        /// @throws TooLong if some are too many
        private Wish tidied() {
            return new Wish(
                    kind,
                    days,
                    LeaveDesk.plain(reason),
                    LeaveDesk.plain(necessity),
                    LeaveDesk.plain(contact),
                    paper);
        }
    }

    /// A request with all that is known of it.
    ///
    /// @param leave the leave itself, also where the request takes back days of one
    /// @param mine whether it is the reader's own
    /// @param turn whether it waits for the reader
    /// @param decides whether the reader would decide it, and not only say what they think
    /// @param readsPaper whether the reader may see its paper, and what it says of the person
    public record Sight(
            LeaveRequest request,
            LeaveRequest leave,
            Outlook outlook,
            List<LeaveRequests.Opinion> said,
            List<LeaveRequest> cancellations,
            boolean mine,
            boolean turn,
            boolean decides,
            boolean readsPaper) {
        /// Whether a certificate may be asked for.
        public boolean isSick() {
            return request.isLeave() && request.kind().number == LeaveKind.SICK.number;
        }

        /// How it stands, for who decides by this.
        public Seen seen() {
            return new Seen(said.size(), decides);
        }
    }

    /// How a request stood when somebody looked.
    ///
    /// @param opinions that were there
    /// @param decides whether theirs would decide it
    public record Seen(int opinions, boolean decides) {}

    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final Outlooks outlooks;
    private final UrgentDesk urgent;
    private final Traces traces;
    private final OwedPapers papers;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    LeaveDesk(
            LeaveRequests requests,
            LeaveLedger ledger,
            LeaveOffice office,
            Outlooks outlooks,
            UrgentDesk urgent,
            Traces traces,
            OwedPapers papers,
            LeaveEvidence evidence,
            LeaveNotices notices,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.office = office;
        this.outlooks = outlooks;
        this.urgent = urgent;
        this.traces = traces;
        this.papers = papers;
        this.evidence = evidence;
        this.notices = notices;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    static String plain(String typed) {
        var text = ThaiText.normaliseLines(typed).strip();
        if (text.length() > LONGEST) {
            throw new TooLong();
        }
        return text;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    // ---- looking

    /// The person's requests, the newest first.
    @Transactional(readOnly = true)
    List<LeaveRequest> mine(SignedIn who, Instant before, UUID beforeId, int rows) {
        return who.official() == null
                ? List.of()
                : requests.newest(who.agency(), who.official(), before, beforeId, rows);
    }

    /// What waits for the person, or for whose duty they do today.
    @Transactional(readOnly = true)
    List<LeaveRequest> waiting(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var chain = organisation.chain(who.agency());
        var duties =
                chain.dutiesOf(official).stream().map(Position::id).collect(Collectors.toSet());
        var found = requests.waiting(who.agency(), official, duties, MOST_WAITING);
        if (found.isEmpty()) {
            return found;
        }
        var approvers = outlooks.approvers(who.agency());
        return found.stream().filter(one -> turn(approvers, official, one)).toList();
    }

    private static boolean turn(Approvers approvers, UUID official, LeaveRequest request) {
        var with = request.with();
        return with != null
                && approvers.inDutyOf(official, with, request.by().official()).isPresent();
    }

    /// @throws ResponseStatusException if there is no such request
    /// @throws AccessDeniedException to whom has nothing to do with it
    @Transactional(readOnly = true)
    public Sight see(SignedIn who, UUID id) {
        var request = find(who.agency(), id);
        var official = who.official();
        var approvers = outlooks.approvers(who.agency());
        var said = requests.said(who.agency(), id);
        var mine = request.by().official().equals(official);
        var turn = official != null && turn(approvers, official, request);
        var saidSomething = said.stream().anyMatch(one -> one.official().equals(official));
        var readsPaper = mine || turn || saidSomething;
        if (!readsPaper && !office.isOfficer(who) && !mayKnow(approvers, official, request)) {
            throw new AccessDeniedException("not theirs");
        }
        var leave = leaveOf(request);
        var outlook = outlooks.of(approvers, request, leave);
        var with = request.with();
        var decides =
                with != null && decides(approvers, with.position(), leave, outlook.chain().span());
        return new Sight(
                request,
                leave,
                outlook,
                said,
                requests.cancellations(who.agency(), leave.id()),
                mine,
                turn,
                decides,
                readsPaper);
    }

    /// What else befell a request, oldest first.
    @Transactional(readOnly = true)
    List<Trace> traces(LeaveRequest request) {
        return traces.of(request.agency(), request.id());
    }

    /// Whether they are above the person, or were passed by and are told; what the leave is for is
    /// not for them.
    private boolean mayKnow(Approvers approvers, @Nullable UUID official, LeaveRequest request) {
        if (official == null) {
            return false;
        }
        var befell = traces.of(request.agency(), request.id());
        var isRecalled = befell.stream().anyMatch(one -> one.act() == Trace.Act.RECALLED);
        var mayBeRecalled = request.kind().isRecallable() && request.isApproved();
        if ((mayBeRecalled || isRecalled)
                && approvers.over(request.by().official(), official).isPresent()) {
            return true;
        }
        return befell.stream()
                .anyMatch(
                        one -> one.act() == Trace.Act.REGULAR_TOLD && official.equals(one.about()));
    }

    /// The paper, for those who may see it; that somebody else than the person looked is evidence.
    ///
    /// @throws AccessDeniedException to everybody else
    LeaveRequest.Paper paper(SignedIn who, UUID id) {
        var sight = see(who, id);
        var paper = sight.request().paper();
        if (paper == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!sight.readsPaper()) {
            throw new AccessDeniedException("not theirs to read");
        }
        if (!sight.mine()) {
            evidence.paperRead(who, sight.request());
        }
        return paper;
    }

    private LeaveRequest find(UUID agency, UUID id) {
        return requests.find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private LeaveRequest leaveOf(LeaveRequest request) {
        return request.cancels() == null ? request : find(request.agency(), request.cancels());
    }

    private static boolean decides(
            Approvers approvers, UUID position, LeaveRequest leave, int halves) {
        return approvers.decides(position, leave.kind(), leave.days().first(), halves);
    }

    /// What a leave would come to for the person.
    ///
    /// @throws NotRegistered if they are nobody who has leave here
    /// @throws TooFar if the days are years away
    @Transactional(readOnly = true)
    public Outlook look(SignedIn who, LeaveKind kind, LeaveDays days) {
        return outlooks.ahead(who.agency(), registered(who).id(), kind, days);
    }

    // ---- asking

    /// In what way somebody asks.
    ///
    /// @param brief whether the full form follows, because this is urgent
    /// @param insteadOf who is so ill that they cannot sign; null for who asks
    record Filing(boolean brief, @Nullable UUID insteadOf) {
        static final Filing USUAL = new Filing(false, null);
    }

    /// Asks for a leave: it goes to the next above.
    ///
    /// @return the request's id
    public UUID ask(SignedIn who, Wish typed) {
        return ask(who, typed, Filing.USUAL);
    }

    /// The same in an unusual way.
    UUID ask(SignedIn who, Wish typed, Filing filing) {
        var wish = typed.tidied();
        var official = applicant(who, wish, filing);
        ledger.lock(who.agency(), official.id());
        var outlook = outlooks.ahead(who.agency(), official.id(), wish.kind(), wish.days());
        var refusal = outlook.refusal();
        if (refusal != null) {
            var isAffair = filing.insteadOf() != null && refusal instanceof Overlaps;
            throw isAffair ? new NotForAnother() : refusal;
        }
        if (filing.brief()) {
            AskingRules.urgencyIsExplained(wish.necessity());
        } else {
            AskingRules.certificateIsThere(
                    wish.kind(), outlook.chain().span(), wish.paper() != null);
            AskingRules.personalIsExplained(
                    wish.kind(), wish.days(), wish.reason(), wish.necessity(), today());
        }
        var request =
                new LeaveRequest(
                        who.agency(),
                        UUID.randomUUID(),
                        applicant(who, official),
                        wish.kind(),
                        null,
                        wish.days(),
                        wish.reason(),
                        wish.necessity(),
                        wish.contact(),
                        wish.paper(),
                        clock.instant(),
                        waiting(outlook));
        requests.add(request);
        evidence.asked(who, request, outlook);
        if (filing.brief()) {
            owe(request, Owed.What.FULL_FORM);
        }
        if (filing.insteadOf() != null) {
            filedFor(who, request);
        }
        notices.sent(request);
        return request.id();
    }

    private Official applicant(SignedIn who, Wish wish, Filing filing) {
        var other = filing.insteadOf();
        if (other == null) {
            return registered(who);
        }
        if (other.equals(who.official())) {
            throw new Yourself();
        }
        AskingRules.mayBeAskedForByAnother(wish.kind(), wish.necessity());
        return organisation.chain(who.agency()).registered(other).orElseThrow(NotForAnother::new);
    }

    private void filedFor(SignedIn who, LeaveRequest request) {
        owe(request, Owed.What.OWN_FORM);
        var trace = Trace.of(Trace.Act.FILED_FOR, who.name(), "", "", request.askedAt());
        traces.add(request, trace);
        evidence.befell(who, request, trace);
        notices.filedFor(request, who.name());
    }

    private void owe(LeaveRequest request, Owed.What what) {
        var owed = new Owed(UUID.randomUUID(), request.id(), what, "", null, request.askedAt());
        papers.owe(request.agency(), owed);
    }

    /// Asks to take back the days of an approved leave from one on.
    ///
    /// @return the request's id
    /// @throws AskedAlready if that is asked already
    UUID askBack(SignedIn who, UUID id, LocalDate from, String reason) {
        var leave = own(who, id);
        var back = leave.untaken(from, outlooks.earliest(who.agency()));
        var isAsked =
                requests.cancellations(who.agency(), id).stream().anyMatch(LeaveRequest::isWaiting);
        if (isAsked) {
            throw new AskedAlready();
        }
        var outlook = outlooks.of(outlooks.approvers(who.agency()), leave, leave);
        if (outlook.approver() == null) {
            throw new NobodyMay();
        }
        var request =
                new LeaveRequest(
                        who.agency(),
                        UUID.randomUUID(),
                        applicant(who, registered(who)),
                        leave.kind(),
                        leave.id(),
                        back,
                        plain(reason),
                        "",
                        leave.contact(),
                        null,
                        clock.instant(),
                        waiting(outlook));
        requests.add(request);
        evidence.asked(who, request, outlook);
        notices.sent(request);
        return request.id();
    }

    private LeaveRequest.Stage waiting(Outlook outlook) {
        var first = outlook.way().getFirst().superior();
        return new LeaveRequest.Stage.Waiting(LeaveRequest.With.of(first, clock.instant()));
    }

    /// For somebody without an account that of who asks is kept; what becomes of it they do not
    /// hear.
    private LeaveRequest.Applicant applicant(SignedIn who, Official official) {
        var account =
                official.id().equals(who.official())
                        ? who.account()
                        : accounts.byOfficial(official.id()).map(Account::id).orElse(who.account());
        return new LeaveRequest.Applicant(
                account, official.id(), official.name(), official.position());
    }

    private Official registered(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(organisation.chain(who.agency())::registered)
                .orElseThrow(NotRegistered::new);
    }

    /// A request of the person's own, which nobody else changes until the transaction ends.
    private LeaveRequest own(SignedIn who, UUID id) {
        var found = find(who.agency(), id);
        if (!found.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        ledger.lock(who.agency(), found.by().official());
        return find(who.agency(), id);
    }

    /// Takes back what nobody has decided on.
    ///
    /// @throws LeaveRequest.Over if somebody has
    void withdraw(SignedIn who, UUID id) {
        var request = own(who, id);
        var with = request.with();
        var withdrawn = request.withdraw(clock.instant());
        requests.keep(withdrawn);
        evidence.withdrawn(who, withdrawn);
        if (with != null) {
            notices.withdrawn(withdrawn, with);
        }
    }

    // ---- deciding

    /// Says what the person thinks of a request, or, where it is within their power, decides it;
    /// below that it goes to the next above.
    ///
    /// @param seen how it stood when the person looked
    /// @param words why; asked for where the person does not agree
    /// @throws Otherwise if it stands otherwise by now
    /// @throws NotWithYou if it is before somebody else
    /// @throws LeaveRequest.Over if it is decided
    public void decide(SignedIn who, UUID id, Seen seen, boolean agrees, String words) {
        var found = find(who.agency(), id);
        ledger.lock(who.agency(), found.by().official());
        var request = find(who.agency(), id);
        var with = request.with();
        if (with == null) {
            throw new LeaveRequest.Over();
        }
        var approvers = outlooks.approvers(who.agency());
        var superior =
                Optional.ofNullable(who.official())
                        .flatMap(one -> approvers.inDutyOf(one, with, request.by().official()))
                        .orElseThrow(NotWithYou::new);
        var said = plain(words);
        if (!agrees && said.isEmpty()) {
            throw new NothingSaid();
        }
        var leave = leaveOf(request);
        var outlook = outlooks.of(approvers, request, leave);
        var decides = decides(approvers, with.position(), leave, outlook.chain().span());
        if (!seen.equals(new Seen(requests.said(who.agency(), id).size(), decides))) {
            throw new Otherwise();
        }
        var now = clock.instant();
        var opinion =
                new LeaveRequests.Opinion(
                        requests.said(who.agency(), id).size() + 1,
                        superior.official().id(),
                        superior.official().name(),
                        superior.title(),
                        agrees,
                        decides,
                        said,
                        now);
        requests.say(who.agency(), id, opinion);
        var charges =
                request.isLeave() && decides && agrees ? outlook.years() : List.<Outlook.Year>of();
        evidence.said(who, request, opinion, charges);
        if (!decides) {
            passOn(approvers, request, with.position(), now);
        } else if (agrees) {
            approve(request, leave, outlook, opinion);
        } else {
            var refused = request.refuse(now, opinion.name());
            requests.keep(refused);
            notices.decided(refused);
        }
    }

    private void passOn(Approvers approvers, LeaveRequest request, UUID position, Instant now) {
        var next = approvers.above(request.by().official(), position).orElseThrow(NobodyMay::new);
        var passed = request.passOn(LeaveRequest.With.of(next, now));
        requests.keep(passed);
        notices.sent(passed);
    }

    private void approve(
            LeaveRequest request,
            LeaveRequest leave,
            Outlook outlook,
            LeaveRequests.Opinion opinion) {
        var approved = request.approve(opinion.at(), opinion.name());
        if (request.isLeave()) {
            var refusal = outlook.refusal();
            if (refusal != null) {
                throw refusal;
            }
            var charges =
                    outlook.years().stream()
                            .map(one -> new Counting.Charge(one.year(), one.charged()))
                            .toList();
            ledger.take(approved, charges, opinion.name());
        } else {
            giveBack(request, leave, opinion);
        }
        requests.keep(approved);
        notices.decided(approved);
        urgent.tellRegular(approved, opinion);
    }

    private void giveBack(LeaveRequest request, LeaveRequest leave, LeaveRequests.Opinion opinion) {
        var shortened = leave.shortened(request.days(), opinion.at(), opinion.name());
        var left =
                leave.without(request.days())
                        .map(rest -> outlooks.charges(leave, rest))
                        .orElse(List.of());
        ledger.giveBack(leave, left, opinion.name());
        requests.keep(shortened);
    }
}
