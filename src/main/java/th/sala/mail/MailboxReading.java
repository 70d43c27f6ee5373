package th.sala.mail;

import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.files.TooLarge;
import th.sala.network.Dial;

/// Reads one mailbox as long as its lease is ours: what is new, then waits until the server says
/// that there is more; connects again after a failure, each time a little later.
final class MailboxReading implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReading.class);

    /// How long one message may take.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// How often one is tried, each time after a longer pause.
    private static final int MOST_FAILURES = 8;

    /// What all readings of a process share.
    ///
    /// @param limit the most bytes of a message
    /// @param turns how many of them may receive a message at once
    /// @param watch wakes those who wait
    record Shared(
            OutsideMailSettings settings,
            MailboxWork work,
            FileStore files,
            long limit,
            Semaphore turns,
            ScheduledExecutorService watch,
            Clock clock) {}

    private final Shared shared;
    private final OutsideMailbox mailbox;
    private final UUID lease;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Dial dial;
    private Duration pause;
    private boolean hadContact = false;
    private long failing = 0;
    private int failures = 0;

    MailboxReading(Shared shared, OutsideMailbox mailbox, UUID lease) {
        this.shared = shared;
        this.mailbox = mailbox;
        this.lease = lease;
        this.pause = shared.settings.firstPause();
    }

    OutsideMailbox mailbox() {
        return mailbox;
    }

    UUID lease() {
        return lease;
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /// Ends it, in the middle of a talk too.
    void stop() {
        stopped.countDown();
        cut();
    }

    @Override
    public void run() {
        try {
            AgencyScope.within(mailbox.agency(), this::readUntilStopped);
        } finally {
            // whatever ended it: another begins
            stop();
        }
    }

    private void readUntilStopped() {
        while (!isStopped()) {
            hadContact = false;
            try {
                talk();
            } catch (MailboxWork.TakenOver other) {
                stop();
            } catch (DataAccessException | TransactionException down) {
                LOG.warn("mailbox {}: the database is away, trying again", mailbox.id());
            } catch (MessagingException | Trouble.Found | IOException | RuntimeException failed) {
                // a line that worked breaks now and then: only one that cannot be made is trouble
                if (!isStopped() && !hadContact) {
                    failed(failed);
                }
            }
            rest();
        }
    }

    private void failed(Exception failed) {
        var trouble = Trouble.of(failed);
        // the kind alone: messages may repeat what people wrote
        LOG.warn("mailbox {} cannot be read: {}", mailbox.id(), trouble);
        if (trouble == Trouble.PASSWORD) {
            pause = shared.settings.longestPause();
        }
        try {
            shared.work.trouble(mailbox, lease, Trouble.reply(failed));
        } catch (DataAccessException | TransactionException down) {
            LOG.warn("mailbox {}: its trouble cannot be recorded", mailbox.id());
        }
    }

    private void rest() {
        isStoppedWithin(pause);
        var longest = shared.settings.longestPause();
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            stop();
            return true;
        }
    }

    private void talk() throws MessagingException, Trouble.Found, IOException {
        var access = Objects.requireNonNull(mailbox.reading());
        var login = shared.work.login(mailbox, access);
        try (var inbox =
                ImapInbox.open(
                        mailbox.server(access),
                        login,
                        shared.settings,
                        shared.clock,
                        this::began)) {
            while (!isStopped()) {
                read(inbox);
                shared.work.contact(mailbox, lease);
                hadContact = true;
                pause = shared.settings.firstPause();
                await(inbox);
            }
        }
    }

    private void began(Dial line) {
        dial = line;
        if (isStopped()) {
            line.cut();
        }
    }

    private void await(ImapInbox inbox) throws MessagingException {
        if (!inbox.idles()) {
            isStoppedWithin(shared.settings.poll());
            return;
        }
        var renewal =
                shared.watch.schedule(
                        () -> Thread.ofVirtual().start(inbox::wake),
                        shared.settings.renew().toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            inbox.idle();
        } finally {
            renewal.cancel(false);
        }
    }

    /// Everything after the place that was reached; everything since the first day, if the server
    /// has given its messages new numbers. What the agency has already is not received twice.
    private void read(ImapInbox inbox) throws MessagingException, IOException {
        var place = shared.work.place(mailbox, lease);
        var validity = inbox.uidValidity();
        var isSame = Objects.equals(place.validity(), validity);
        var items = inbox.after(isSame ? place.uid() : 0);
        for (var item : wanted(items)) {
            if (isStopped()) {
                return;
            }
            takeOrLeave(validity, item);
        }
        if (!items.isEmpty()) {
            shared.work.passed(mailbox, lease, validity, items.getLast().uid());
        }
    }

    private List<ImapInbox.Item> wanted(List<ImapInbox.Item> items) {
        return items.stream()
                .filter(item -> !item.receivedAt().isBefore(mailbox.readSince()))
                .toList();
    }

    /// One message that cannot be had again and again does not hold up those after it.
    private void takeOrLeave(long validity, ImapInbox.Item item)
            throws MessagingException, IOException {
        try {
            take(validity, item);
        } catch (MailboxWork.TakenOver other) {
            throw other;
        } catch (MessagingException | IOException | RuntimeException failed) {
            if (isDatabaseAway(failed)) {
                throw failed;
            }
            failures = item.uid() == failing ? failures + 1 : 1;
            failing = item.uid();
            if (failures < MOST_FAILURES || isStopped()) {
                throw failed;
            }
            leave(validity, item, "FAILED");
        }
    }

    /// A constraint that a message breaks is the message's.
    private static boolean isDatabaseAway(Exception failed) {
        return failed instanceof TransactionException
                || failed instanceof DataAccessException
                        && !(failed instanceof DataIntegrityViolationException);
    }

    private void take(long validity, ImapInbox.Item item) throws MessagingException, IOException {
        if (item.size() > shared.limit) {
            leave(validity, item, "TOO_LARGE");
            return;
        }
        var limit = shared.watch.schedule(this::cut, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        try (var bytes = item.bytes()) {
            receive(validity, item, whole(item, shared.files.keep(bytes, shared.limit)));
        } catch (TooLarge larger) {
            leave(validity, item, "TOO_LARGE");
        } catch (MessageRemovedException gone) {
            leave(validity, item, "GONE");
        } catch (UncheckedIOException failed) {
            if (item.message().isExpunged()) {
                leave(validity, item, "GONE");
            } else {
                throw failed;
            }
        } finally {
            limit.cancel(false);
        }
    }

    /// A server that does not give a piece is taken for one at its end. One that says a wrong size
    /// ends within a piece.
    private static StoredFile whole(ImapInbox.Item item, StoredFile kept) throws IOException {
        if (kept.size() < item.size() && kept.size() % ImapInbox.PIECE == 0) {
            throw new IOException("a message ended after " + kept.size() + " bytes");
        }
        return kept;
    }

    private void receive(long validity, ImapInbox.Item item, StoredFile kept) {
        shared.turns.acquireUninterruptibly();
        try {
            shared.work.receive(mailbox, lease, validity, item, kept);
        } finally {
            shared.turns.release();
        }
    }

    private void cut() {
        var current = dial;
        if (current != null) {
            current.cut();
        }
    }

    private void leave(long validity, ImapInbox.Item item, String reason) {
        LOG.warn("mailbox {}: message {} is left: {}", mailbox.id(), item.uid(), reason);
        shared.work.leave(mailbox, lease, validity, item, reason);
    }
}
