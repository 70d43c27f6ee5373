package th.sala.leave;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;
import th.sala.worktime.WorkCalendars;

/// ปฏิทินที่โปรแกรมอื่นอ่าน: a person's own leave, and for whoever has people below them that those
/// are away, behind an address that is a secret. Each person has one address at most; it is kept as
/// a hash and ends with the next one, with the account, or when its person ends it.
@Service
class LeaveFeeds {
    private static final int SECRET_BYTES = 24;
    private static final int LONGEST_KEY = 64;
    private static final int MONTHS_BACK = 6;
    private static final int MONTHS_AHEAD = 12;
    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime AFTER_NOON = LocalTime.of(13, 0);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StoredFeeds feeds;
    private final LeaveRuns runs;
    private final Accounts accounts;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Evidence evidence;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeaveFeeds(
            StoredFeeds feeds,
            LeaveRuns runs,
            Accounts accounts,
            Organisation organisation,
            WorkCalendars calendars,
            Evidence evidence,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.feeds = feeds;
        this.runs = runs;
        this.accounts = accounts;
        this.organisation = organisation;
        this.calendars = calendars;
        this.evidence = evidence;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    // ---- the person's own

    @Transactional(readOnly = true)
    Optional<StoredFeeds.Feed> of(SignedIn who) {
        return feeds.of(who.agency(), who.account());
    }

    /// Whether there is anybody below the person.
    @Transactional(readOnly = true)
    boolean leads(SignedIn who) {
        return who.official() != null && !below(who.agency(), who.official()).isEmpty();
    }

    /// Makes an address, in place of the one before.
    ///
    /// @param withTeam that those below are away, too
    /// @return the secret, to be shown once
    @Transactional
    String make(SignedIn who, boolean withTeam) {
        var random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var feed = new StoredFeeds.Feed(who.agency(), who.account(), withTeam, clock.instant());
        feeds.keep(feed, hash(secret));
        record(who, "leave.feed-made", Fields.none().with("with-team", withTeam));
        return secret;
    }

    @Transactional
    void end(SignedIn who) {
        if (feeds.remove(who.agency(), who.account())) {
            record(who, "leave.feed-ended", Fields.none());
        }
    }

    private void record(SignedIn who, String act, Fields said) {
        evidence.record(
                who.actor(), Act.done(act, "account", who.account(), clock.instant(), said));
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret.getBytes(StandardCharsets.US_ASCII));
    }

    // ---- programs

    /// The calendar behind a secret; nothing if there is none, or its account is closed. In no
    /// scope.
    Optional<byte[]> read(String secret) {
        if (secret.isEmpty() || secret.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        var found =
                AgencyScope.everywhere(
                        () -> transaction.execute(_ -> feeds.bySecret(hash(secret))));
        return found == null || found.isEmpty()
                ? Optional.empty()
                : AgencyScope.within(found.get().agency(), () -> file(found.get()));
    }

    private Optional<byte[]> file(StoredFeeds.Feed feed) {
        var written =
                transaction.execute(_ ->
                        accounts.find(feed.account())
                                .filter(Account::isOpen)
                                .filter(account -> account.official() != null)
                                .map(account -> written(account, feed)));
        return written == null ? Optional.empty() : written;
    }

    private byte[] written(Account account, StoredFeeds.Feed feed) {
        var official = Objects.requireNonNull(account.official());
        var agency = account.agency();
        var today = LocalDate.now(clock);
        var first = today.minusMonths(MONTHS_BACK);
        var last = today.plusMonths(MONTHS_AHEAD);
        var names = new HashMap<UUID, String>();
        if (feed.withTeam()) {
            below(agency, official).forEach(one -> names.put(one.id(), one.name()));
        }
        var calendar = calendars.of(agency, first.getYear(), last.getYear());
        var language = account.display().language();
        var file =
                new CalendarFile(
                        messages.getMessage("leave.feed", null, language), clock.instant());
        for (var run : runs.live(agency, List.of(official), first, last)) {
            var says = messages.getMessage(run.kind().key(), null, language);
            add(file, run, says, true, calendar);
        }
        if (!names.isEmpty()) {
            for (var run : runs.live(agency, names.keySet(), first, last)) {
                var name = new Object[] {names.get(run.official())};
                if (!run.waits()) {
                    var says = messages.getMessage("leave.feed.away", name, language);
                    add(file, run, says, false, calendar);
                }
            }
        }
        return file.bytes();
    }

    private List<Official> below(UUID agency, UUID official) {
        var officials = organisation.officials(agency);
        var team =
                Team.of(
                        official,
                        false,
                        organisation.chain(agency),
                        organisation.units(agency),
                        organisation.positions(agency),
                        organisation.holders(agency),
                        officials);
        var below = new ArrayList<Official>();
        for (var one : officials) {
            if (!one.id().equals(official) && team.knowsOfRequests(one.id())) {
                below.add(one);
            }
        }
        return below;
    }

    /// Up to three parts: an afternoon, whole days, a morning.
    private static void add(
            CalendarFile file,
            LeaveRuns.Run run,
            String says,
            boolean isBusy,
            WorkCalendar calendar) {
        var days = run.days();
        var first = days.first();
        var last = days.last();
        if (days.fromNoon()) {
            var closing = calendar.hoursOn(first).closing();
            file.hours(
                    event(run, "pm", says, isBusy),
                    first.atTime(AFTER_NOON),
                    first.atTime(
                            closing.isAfter(AFTER_NOON) ? closing : OfficeHours.USUAL.closing()));
            first = first.plusDays(1);
        }
        if (days.untilNoon()) {
            var opening = calendar.hoursOn(last).opening();
            file.hours(
                    event(run, "am", says, isBusy),
                    last.atTime(opening.isBefore(NOON) ? opening : OfficeHours.USUAL.opening()),
                    last.atTime(NOON));
            last = last.minusDays(1);
        }
        if (!first.isAfter(last)) {
            file.days(event(run, "days", says, isBusy), first, last);
        }
    }

    private static CalendarFile.Event event(
            LeaveRuns.Run run, String part, String says, boolean isBusy) {
        return new CalendarFile.Event(
                run.request() + "-" + part + "@sala", says, !run.waits(), isBusy);
    }
}
