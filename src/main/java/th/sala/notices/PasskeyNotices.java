package th.sala.notices;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import th.sala.accounts.PasskeyNews;

/// Tells people of what happened to their passkeys, in case it was not them.
@Component
class PasskeyNotices {
    private final Notices notices;

    PasskeyNotices(Notices notices) {
        this.notices = notices;
    }

    @EventListener
    void told(PasskeyNews news) {
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
}
