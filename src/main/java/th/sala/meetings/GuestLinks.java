package th.sala.meetings;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Cookies;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;
import th.sala.meetings.StoredLinks.Link;
import th.sala.proof.Fields;

/// ลิงก์ของผู้ร่วมประชุมภายนอก: a secret that goes to one person's own address and opens one
/// meeting in the first browser that uses it. Kept as hashes; over with the meeting.
@Service
class GuestLinks {
    static final String COOKIE = "sala-meeting";

    /// So long after its planned end a meeting that was not opened may still be.
    static final Duration KEPT = Duration.ofHours(12);

    private static final int SECRET_BYTES = 24;
    private static final int LONGEST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Refusal: it was opened in another browser, or by somebody else.
    static final class UsedElsewhere extends Refusal {
        UsedElsewhere() {
            super("meetings.refused.used-elsewhere");
        }
    }

    private final StoredLinks links;
    private final MeetingEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GuestLinks(
            StoredLinks links,
            MeetingEvidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.links = links;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    // ---- for whoever arranges the meeting

    /// Makes a link in place of the one before.
    ///
    /// @return the secret, to be mailed and kept nowhere
    @Transactional
    String make(UUID agency, UUID meeting, UUID attendee) {
        revoke(agency, attendee);
        var secret = secret();
        links.add(agency, meeting, attendee, hash(secret), clock.instant());
        return secret;
    }

    /// @return whether there was one
    @Transactional
    boolean revoke(UUID agency, UUID attendee) {
        return links.revoke(agency, attendee, clock.instant());
    }

    /// The attendees whose link is good.
    @Transactional(readOnly = true)
    List<UUID> holders(UUID agency, UUID meeting) {
        return links.holders(agency, meeting);
    }

    /// Whether a link was not revoked since it was used.
    @Transactional(readOnly = true)
    boolean stands(UUID agency, UUID link) {
        return links.stands(agency, link);
    }

    // ---- for the bearer, in no scope

    /// The link that a mail's secret opens; nothing if it is none, or good no more.
    Optional<Link> byToken(String secret) {
        return find(secret, hash -> links.byToken(hash, since()));
    }

    /// The link that this browser has used.
    Optional<Link> of(HttpServletRequest request) {
        return Cookies.value(COOKIE, request)
                .flatMap(secret -> find(secret, hash -> links.byBrowser(hash, since())));
    }

    private Instant since() {
        return clock.instant().minus(KEPT);
    }

    private Optional<Link> find(String secret, Function<byte[], Optional<Link>> search) {
        return secret.isEmpty() || secret.length() > LONGEST
                ? Optional.empty()
                : AgencyScope.everywhere(() -> inTransaction(() -> search.apply(hash(secret))));
    }

    /// The browser that is there first has the link from now on.
    ///
    /// @return the secret for its cookie
    /// @throws UsedElsewhere if another was first
    String bind(Attending bearer, Link link) {
        var secret = secret();
        var isFirst =
                inTransaction(() -> {
                    var bound = links.bind(link, hash(secret), clock.instant());
                    if (bound) {
                        evidence.record(bearer, "meetings.link-used", Fields.none());
                    }
                    return bound;
                });
        if (!isFirst) {
            throw new UsedElsewhere();
        }
        return secret;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
