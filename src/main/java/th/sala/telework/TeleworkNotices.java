package th.sala.telework;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.notices.Notices;

/// Tells people of telework: who is to decide, and who waits for it.
@Component
class TeleworkNotices {
    private final Notices notices;
    private final Accounts accounts;

    TeleworkNotices(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    void assigned(Agreement agreement, String by) {
        tellWorker(agreement, "telework.notice.assigned", by);
    }

    void sent(Agreement agreement, Agreement.With with) {
        tell(
                agreement.agency(),
                with.official(),
                "telework.notice.sent",
                agreement.by().name(),
                agreement.path());
    }

    void proposed(Agreement agreement, List<Account> heads) {
        for (var head : heads) {
            notices.tell(
                    agreement.agency(),
                    head.id(),
                    "telework.notice.proposed",
                    List.of(agreement.by().name()),
                    "/telework/orders");
        }
    }

    void sentBack(Agreement agreement, String by) {
        tellWorker(agreement, "telework.notice.sent-back", by);
    }

    void withdrawn(Agreement agreement, UUID told, String by) {
        tell(agreement.agency(), told, "telework.notice.withdrawn", by, agreement.path());
    }

    void ordered(Agreement agreement, String by) {
        tellWorker(agreement, "telework.notice.ordered", by);
    }

    void refused(Agreement agreement, String by) {
        tellWorker(agreement, "telework.notice.refused", by);
    }

    /// @param message of how it ended
    void ended(Agreement agreement, String message, String by) {
        tellWorker(agreement, message, by);
    }

    void tellWorker(Agreement agreement, String message, String by) {
        tell(agreement.agency(), agreement.by().official(), message, by, agreement.path());
    }

    void tell(UUID agency, UUID official, String message, String name, String path) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(agency, account.id(), message, List.of(name), path));
    }
}
