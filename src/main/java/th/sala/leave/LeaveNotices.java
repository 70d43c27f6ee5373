package th.sala.leave;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.notices.Notices;

/// Tells people of requests for leave: who gets one, and who sent one.
@Component
class LeaveNotices {
    private final Notices notices;
    private final Accounts accounts;

    LeaveNotices(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    /// Whoever has it before them now.
    void sent(LeaveRequest request) {
        var with = request.with();
        if (with != null) {
            tell(request, with, request.isLeave() ? "leave.notice.sent" : "leave.notice.back-sent");
        }
    }

    void withdrawn(LeaveRequest request, LeaveRequest.With with) {
        tell(request, with, "leave.notice.withdrawn");
    }

    /// Who had it before them until it went above.
    void sentAbove(LeaveRequest request, LeaveRequest.With with) {
        tell(request, with, "leave.notice.sent-above");
    }

    /// The approver in whose place somebody above approved it.
    void approvedInstead(LeaveRequest request, UUID regular) {
        tell(
                request,
                regular,
                "leave.notice.approved-instead",
                List.of(request.endedBy(), request.by().name()));
    }

    /// Who asked, that it went on because nobody was there to answer.
    void movedOn(LeaveRequest request, String to) {
        tellApplicant(request, "leave.notice.moved-on", List.of(to));
    }

    /// Who asked, once, that it waits where nobody answers.
    void stuck(LeaveRequest request, LeaveRequest.With with) {
        applicant(request)
                .ifPresent(account ->
                        notices.tell(
                                "leave.stuck/" + request.id() + "/" + with.position(),
                                request.agency(),
                                account,
                                "leave.notice.stuck",
                                List.of(with.title()),
                                path(request)));
    }

    /// Who has had it before them for long, and who does their duty meanwhile; each round once.
    void reminded(LeaveRequest request, UUID official, int round) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                "leave.waits/" + request.id() + "/" + round,
                                request.agency(),
                                account.id(),
                                "leave.notice.waits",
                                List.of(request.by().name()),
                                path(request)));
    }

    void recalled(LeaveRequest leave, String by) {
        tellApplicant(leave, "leave.notice.recalled", List.of(by));
    }

    void corrected(LeaveRequest leave, String by) {
        tellApplicant(leave, "leave.notice.corrected", List.of(by));
    }

    /// @param halves given back; negative if more was taken
    void recounted(LeaveRequest leave, int halves) {
        var message = halves > 0 ? "leave.notice.recounted-less" : "leave.notice.recounted-more";
        tellApplicant(leave, message, List.of(HalfDays.text(Math.abs(halves))));
    }

    void paperAsked(LeaveRequest request, String by) {
        tellApplicant(request, "leave.notice.paper-asked", List.of(by));
    }

    void paperAdded(LeaveRequest request, UUID asker) {
        tell(request, asker, "leave.notice.paper-added", List.of(request.by().name()));
    }

    /// Who decides it or did, that the full form came.
    void completed(LeaveRequest request, UUID official) {
        tell(request, official, "leave.notice.completed", List.of(request.by().name()));
    }

    /// That somebody asked for leave in the person's name.
    void filedFor(LeaveRequest request, String by) {
        tellApplicant(request, "leave.notice.filed-for", List.of(by));
    }

    /// On the day itself and each later one once.
    void owed(LeaveRequest request, LocalDate day) {
        applicant(request)
                .ifPresent(account ->
                        notices.tell(
                                "leave.owed/" + request.id() + "/" + day,
                                request.agency(),
                                account,
                                "leave.notice.owed",
                                List.of(),
                                path(request)));
    }

    /// Their own account, whoever asked for them.
    private Optional<UUID> applicant(LeaveRequest request) {
        return accounts.byOfficial(request.by().official())
                .filter(Account::isOpen)
                .map(Account::id);
    }

    private void tellApplicant(LeaveRequest request, String message, List<String> arguments) {
        tell(request, request.by().official(), message, arguments);
    }

    private void tell(LeaveRequest request, UUID official, String message, List<String> arguments) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                request.agency(), account.id(), message, arguments, path(request)));
    }

    private void tell(LeaveRequest request, LeaveRequest.With with, String message) {
        tell(request, with.official(), message, List.of(request.by().name()));
    }

    /// Who asked.
    void decided(LeaveRequest request) {
        var message =
                switch (request.stage()) {
                    case LeaveRequest.Stage.Approved _ ->
                            request.isLeave()
                                    ? "leave.notice.approved"
                                    : "leave.notice.back-approved";
                    case LeaveRequest.Stage.Refused _,
                            LeaveRequest.Stage.Waiting _,
                            LeaveRequest.Stage.Withdrawn _,
                            LeaveRequest.Stage.Cancelled _ ->
                            "leave.notice.refused";
                };
        tellApplicant(request, message, List.of(request.endedBy()));
    }

    static String path(LeaveRequest request) {
        return "/leave/" + request.id();
    }
}
