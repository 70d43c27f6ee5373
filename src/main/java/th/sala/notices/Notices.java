package th.sala.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;

/// Tells people what they should know. Called in the scope of the person's agency; joins the
/// caller's transaction, so that nobody is told what did not happen.
@Service
public class Notices {
    private static final int SHOWN = 200;
    private static final int IN_TODAY = 50;

    private final NoticeRows rows;
    private final Clock clock;

    Notices(NoticeRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// Tells the person once, however often it is called with the same key: for listeners, whose
    /// events may come twice.
    ///
    /// @param key what makes it the same thing, such as `letters.delivered/` and an id
    /// @param messageKey a sentence with the arguments in it; digits are shown as the person likes
    /// @param path the page that it is about, beginning with `/`
    @Transactional
    public void tell(
            String key,
            UUID agency,
            UUID account,
            String messageKey,
            List<String> arguments,
            String path) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("not a page of ours: " + path);
        }
        var notice =
                new Notice(UUID.randomUUID(), messageKey, arguments, path, clock.instant(), null);
        rows.add(agency, account, key, notice);
    }

    /// Tells the person every time it is called.
    @Transactional
    public void tell(
            UUID agency, UUID account, String messageKey, List<String> arguments, String path) {
        tell(UUID.randomUUID().toString(), agency, account, messageKey, arguments, path);
    }

    /// The person's latest, newest first.
    @Transactional(readOnly = true)
    List<Notice> of(SignedIn who) {
        return rows.newest(who.agency(), who.account(), SHOWN);
    }

    @Transactional(readOnly = true)
    List<Notice> unread(SignedIn who) {
        return rows.unread(who.agency(), who.account(), IN_TODAY);
    }

    /// Marks it as read and answers the page that it is about; nothing if it is not this person's.
    @Transactional
    Optional<String> open(UUID id, SignedIn who) {
        return rows.read(who.agency(), who.account(), id, clock.instant());
    }

    /// Marks as read all that was told until `shown`.
    @Transactional
    int readAll(Instant shown, SignedIn who) {
        return rows.readAll(who.agency(), who.account(), shown, clock.instant());
    }
}
