package th.sala.leave;

import java.util.List;
import org.springframework.stereotype.Component;
import th.sala.notices.Notices;

/// Tells people what was recorded of their leave on paper.
@Component
class PaperNotices {
    private final Notices notices;

    PaperNotices(Notices notices) {
        this.notices = notices;
    }

    void recorded(LeaveRequest request) {
        tell(request, "leave.notice.paper-recorded");
    }

    void corrected(LeaveRequest request) {
        tell(request, "leave.notice.paper-corrected");
    }

    void converted(LeaveRequest request) {
        tell(request, "leave.notice.paper-converted");
    }

    /// @param other that ended
    void overridden(LeaveRequest other, LeaveRequest maternity) {
        notices.tell(
                other.agency(),
                other.by().account(),
                "leave.notice.overridden",
                List.of(maternity.by().name()),
                LeaveNotices.path(other));
    }

    private void tell(LeaveRequest request, String message) {
        notices.tell(
                request.agency(),
                request.by().account(),
                message,
                List.of(request.by().name()),
                path(request));
    }

    static String path(LeaveRequest request) {
        return "/leave/papers/" + request.id();
    }
}
