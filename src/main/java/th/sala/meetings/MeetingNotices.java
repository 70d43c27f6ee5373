package th.sala.meetings;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.notices.Notices;
import th.sala.thai.Display;

/// Tells attendees who have an account what concerns them.
@Component
class MeetingNotices {
    private final Notices notices;
    private final Accounts accounts;

    MeetingNotices(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    /// @param message with the title and the day in it
    void tell(Meeting meeting, Attendee attendee, String message) {
        tell(
                meeting,
                attendee,
                message,
                Display.OFFICIAL.dateTime(meeting.begins()),
                meeting.path());
    }

    /// @param said the second argument of the message
    void tell(Meeting meeting, Attendee attendee, String message, String said, String path) {
        if (attendee.official() != null) {
            accounts.byOfficial(Objects.requireNonNull(attendee.official()))
                    .filter(Account::isOpen)
                    .ifPresent(account ->
                            notices.tell(
                                    meeting.agency(),
                                    account.id(),
                                    message,
                                    List.of(meeting.title(), said),
                                    path));
        }
    }
}
