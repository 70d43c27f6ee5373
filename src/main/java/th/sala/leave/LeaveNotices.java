package th.sala.leave;

import java.util.List;
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

    private void tell(LeaveRequest request, LeaveRequest.With with, String message) {
        accounts.byOfficial(with.official())
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                request.agency(),
                                account.id(),
                                message,
                                List.of(request.by().name()),
                                path(request)));
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
        notices.tell(
                request.agency(),
                request.by().account(),
                message,
                List.of(request.endedBy()),
                path(request));
    }

    static String path(LeaveRequest request) {
        return "/leave/" + request.id();
    }
}
