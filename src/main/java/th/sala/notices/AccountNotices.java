package th.sala.notices;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import th.sala.accounts.NewPasswordWanted;
import th.sala.accounts.PasskeyNews;
import th.sala.accounts.ProposalNews;
import th.sala.accounts.TokenNews;

/// What people should know of accounts.
@Component
class AccountNotices {
    private final Notices notices;
    private final Clock clock;

    AccountNotices(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /// Once a day, however often somebody asks.
    @EventListener
    void on(NewPasswordWanted wanted) {
        var key = "accounts.forgotten/%s/%s".formatted(wanted.account(), LocalDate.now(clock));
        for (var administrator : wanted.administrators()) {
            notices.tell(
                    key,
                    wanted.agency(),
                    administrator,
                    "notices.forgotten-password",
                    List.of(wanted.name()),
                    "/people/accounts/" + wanted.account());
        }
    }

    /// In case it was not them.
    @EventListener
    void on(PasskeyNews news) {
        notices.tell(
                news.agency(),
                news.account(),
                switch (news.what()) {
                    case ADDED -> "notices.passkey.added";
                    case COUNTED_BACK -> "notices.passkey.counted-back";
                },
                List.of(news.passkey()),
                "/me/passkeys");
    }

    @EventListener
    void on(TokenNews news) {
        notices.tell(
                "accounts.token/" + news.token(),
                news.agency(),
                news.account(),
                "notices.token.expiring",
                List.of(news.name()),
                "/me/tokens");
    }

    @EventListener
    void on(ProposalNews news) {
        notices.tell(
                news.agency(),
                news.account(),
                switch (news.what()) {
                    case ASKED -> "notices.proposal.about-you";
                    case CONFIRMED -> "notices.proposal.confirmed";
                    case REJECTED -> "notices.proposal.rejected";
                    case EXPIRED -> "notices.proposal.expired";
                },
                List.of(news.by(), news.about()),
                "/people/proposals/" + news.proposal());
    }
}
