package th.sala.routing;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.notices.Notices;

/// Tells people of letters on their way: who gets one, who sent one, and who began its way.
@Component
class StepNotices {
    private final Notices notices;
    private final Accounts accounts;
    private final MessageSource messages;

    StepNotices(Notices notices, Accounts accounts, MessageSource messages) {
        this.notices = notices;
        this.accounts = accounts;
        this.messages = messages;
    }

    void sent(Step step, String title, String path) {
        var key = step.isUp() ? "routing.notice.proposed" : "routing.notice.asked";
        tellReceiver(
                step, "routing.sent/" + step.id(), key, List.of(title, step.from().name()), path);
    }

    /// The sender is told, as the law asks, and who began the way; nobody of their own act.
    void decided(Step step, Step.State.Decided decided, Way way, SignedIn by) {
        var told = new HashSet<UUID>(List.of(by.account()));
        for (var account : List.of(step.from().account(), way.account())) {
            if (told.add(account)) {
                accounts.find(account)
                        .filter(Account::isOpen)
                        .ifPresent(one ->
                                notices.tell(
                                        "routing.decided/" + step.id(),
                                        step.agency(),
                                        account,
                                        "routing.notice.decided",
                                        List.of(way.title(), decided.by(), word(decided, one)),
                                        way.path()));
            }
        }
    }

    private String word(Step.State.Decided decided, Account account) {
        return messages.getMessage(decided.result().key(), null, account.display().language());
    }

    /// Once a day.
    void overdue(Step step, Way way, LocalDate day) {
        var key = "routing.overdue/" + step.id() + "/" + day;
        var said = List.of(way.title(), step.from().name());
        tellReceiver(step, key, "routing.notice.overdue", said, way.path());
    }

    /// Nobody does the duty in the receiver's stead.
    void stuck(Step step, Way way) {
        notices.tell(
                "routing.stuck/" + step.id(),
                step.agency(),
                step.from().account(),
                "routing.notice.stuck",
                List.of(way.title(), step.to().name()),
                way.path());
    }

    void handedOver(Step step, Step instead, Way way) {
        sent(instead, way.title(), way.path());
        var said = List.of(way.title(), step.to().name(), instead.to().name());
        var key = "routing.handed-over/" + step.id();
        tellReceiver(step, key, "routing.notice.handed-over", said, way.path());
        notices.tell(
                key,
                step.agency(),
                step.from().account(),
                "routing.notice.handed-over",
                said,
                way.path());
    }

    private void tellReceiver(
            Step step, String key, String message, List<String> said, String path) {
        accounts.byOfficial(step.to().official())
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(key, step.agency(), account.id(), message, said, path));
    }
}
