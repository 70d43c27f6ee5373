package th.sala.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import th.sala.proof.Checkpoint;
import th.sala.proof.Entry;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;
import th.sala.proof.MerkleTree;
import th.sala.proof.NoteKey;
import th.sala.proof.SignedNote;
import th.sala.proof.Statement;

/// Gives entries their places in the log, writes the log's files, and signs what it has become: in
/// this order, so that nothing is ever signed that a crash could undo. Of several processes one
/// does it.
///
/// A log that cannot be continued honestly is not: after a restored backup, a changed database or a
/// lost key a new log begins, whose first entry names the last known head of the old one.
@Component
class Sequencer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TROUBLE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int BATCH = 5_000;

    /// After the jobs and listeners, whose last acts still get their places.
    private static final int PHASE = -1_000;

    private final String url;
    private final String user;
    private final String password;
    private final EvidenceLog log;
    private final Shipping shipping;
    private final Evidence evidence;
    private final Signer signer;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private @Nullable SequencerRows rows;
    private @Nullable Open open;
    private @Nullable Thread thread;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    /// The log that is being written.
    private record Open(int number, String origin, TileWriter files) {}

    Sequencer(
            @Value("${spring.datasource.url}") String url,
            @Value("${sala.sequencer.user}") String user,
            @Value("${sala.sequencer.password}") String password,
            EvidenceLog log,
            Shipping shipping,
            Evidence evidence,
            Signer signer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.log = log;
        this.shipping = shipping;
        this.evidence = evidence;
        this.signer = signer;
        this.events = events;
        this.clock = clock;
    }

    /// Gives all waiting entries their places.
    ///
    /// @return false if another process does that
    synchronized boolean run() {
        try {
            var connected = rows;
            if (connected == null) {
                connected = SequencerRows.open(url, user, password).orElse(null);
                if (connected == null) {
                    return false;
                }
                rows = connected;
            }
            var current = open;
            if (current == null) {
                current = begin(connected);
                open = current;
                sign(current);
            }
            var more = true;
            while (more) {
                var grown = grow(connected, current);
                if (grown > 0) {
                    sign(current);
                }
                // few at a time would cost everybody else the disk: they wait for the next pass
                more = grown == BATCH;
            }
            return true;
        } catch (SQLException | IOException failed) {
            release();
            throw new IllegalStateException("the evidence log cannot grow", failed);
        } catch (RuntimeException failed) {
            release();
            throw failed;
        }
    }

    private static int grow(SequencerRows rows, Open current) throws SQLException {
        var leaves = rows.number(current.number(), current.files().size(), BATCH);
        current.files().append(leaves);
        return leaves.size();
    }

    private void sign(Open current) throws IOException {
        var files = current.files();
        var checkpoint = new Checkpoint(current.origin(), files.size(), files.root());
        var note = keep(current.number(), checkpoint);
        log.publish(new EvidenceLog.Head(current.number(), note));
        events.publishEvent(new CheckpointSigned(current.number(), files.size()));
    }

    private SignedNote keep(int number, Checkpoint checkpoint) throws IOException {
        var note = log.sign(checkpoint.text(), checkpoint.origin());
        TileWriter.put(
                log.folder(number).resolve(EvidenceLog.CHECKPOINT),
                note.toString().getBytes(StandardCharsets.UTF_8),
                true);
        return note;
    }

    private Open begin(SequencerRows rows) throws SQLException, IOException {
        var newest = rows.newestLog();
        if (newest.isEmpty()) {
            return create(rows, 1, "", Optional.empty());
        }
        var current = newest.get();
        if (!Arrays.equals(current.publicKey(), signer.publicKey())) {
            return follow(rows, current, rows.size(current.number()), "the key was lost");
        }
        return resume(rows, current);
    }

    /// Goes on with the log if everything known of it agrees with what is there.
    private Open resume(SequencerRows rows, SequencerRows.Log current)
            throws SQLException, IOException {
        var number = current.number();
        var size = rows.size(number);
        var kept = keptBy(current).map(EvidenceLog.Head::checkpoint);
        if (kept.isEmpty()) {
            // each log has one from its first moment: whoever removed it may have changed more
            return follow(rows, current, size, "its checkpoint is missing or damaged");
        }
        var signed = new ArrayList<Checkpoint>();
        kept.ifPresent(signed::add);
        shipping.newest(current.origin()).ifPresent(signed::add);
        for (var known : signed) {
            if (known.size() > size) {
                return follow(rows, current, size, "the database is older than " + known.size());
            }
        }
        var files = kept.flatMap(known -> goOn(number, known)).orElse(null);
        if (files == null) {
            LOG.warn("the files of log {} are made again from the database", number);
            files = TileWriter.empty(log.folder(number));
        }
        try {
            for (var more = rows.leaves(number, files.size(), BATCH);
                    !more.isEmpty();
                    more = rows.leaves(number, files.size(), BATCH)) {
                files.append(more);
            }
        } catch (SequencerRows.Gap gap) {
            return follow(rows, current, size, "the database lacks entry " + gap.index());
        }
        for (var known : signed) {
            if (!rootAt(number, files.size(), known.size()).equals(known.root())) {
                return follow(rows, current, size, "the database differs from what was signed");
            }
        }
        return new Open(number, current.origin(), files);
    }

    private Hash rootAt(int number, long size, long earlier) {
        return MerkleTree.root(new LogFiles(log.folder(number), size), earlier);
    }

    /// What the folder has, if the log's own key signed it; also where that key was lost since.
    private Optional<EvidenceLog.Head> keptBy(SequencerRows.Log current) {
        try {
            var key = NoteKey.ofX509(current.origin(), current.publicKey());
            return log.kept(current.number()).filter(head -> head.note().isSignedBy(key));
        } catch (IllegalArgumentException damaged) {
            LOG.error("the checkpoint of log {} is damaged", current.number(), damaged);
            return Optional.empty();
        }
    }

    private Optional<TileWriter> goOn(int number, Checkpoint known) {
        try {
            var files = TileWriter.at(log.folder(number), known.size());
            return files.root().equals(known.root()) ? Optional.of(files) : Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException damaged) {
            LOG.error("files of log {} are damaged", number, damaged);
            return Optional.empty();
        }
    }

    private Open follow(SequencerRows rows, SequencerRows.Log old, long size, String why)
            throws SQLException, IOException {
        LOG.error("the evidence log {} cannot be continued: {}", old.origin(), why);
        var kept = keptBy(old);
        var head = kept.map(known -> known.note().toString()).orElse("");
        var said =
                Fields.none()
                        .with("log", old.origin())
                        .with("entries-found", size)
                        .with("head", head)
                        .with("why", why);
        var known = kept.map(found -> found.checkpoint().size()).orElse(size);
        var reference = "%s %d".formatted(old.origin(), known);
        return create(rows, old.number() + 1, head, Optional.of(first(reference, said)));
    }

    private SequencerRows.FirstEntry first(String reference, Fields said) {
        var act = Act.done("log.reopened", clock.instant(), said);
        var prepared = evidence.prepare(Actor.program(Actor.INSTALLATION), act.about(reference));
        var statement = new Statement(prepared.salt(), said);
        return new SequencerRows.FirstEntry(
                Actor.INSTALLATION,
                act.name(),
                Entry.leaf(prepared.head(), statement.commitment()),
                prepared.salt(),
                prepared.statement());
    }

    private Open create(
            SequencerRows rows, int number, String before, Optional<SequencerRows.FirstEntry> first)
            throws SQLException, IOException {
        var origin = log.origin(number);
        // before the log is known: whoever is cut off from here on goes on with it
        keep(number, new Checkpoint(origin, 0, TileWriter.empty(log.folder(number)).root()));
        var created = new SequencerRows.Log(number, origin, signer.publicKey(), before);
        rows.open(created, first, clock.instant());
        var files = TileWriter.empty(log.folder(number));
        files.append(rows.leaves(number, 0, BATCH));
        return new Open(number, origin, files);
    }

    private void release() {
        var connected = rows;
        rows = null;
        open = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (SQLException gone) {
                LOG.debug("the sequencer's connection was gone already", gone);
            }
        }
    }

    private void goOnUntilStopped() {
        var pause = PAUSE;
        while (!isStoppedWithin(pause)) {
            try {
                pause = run() ? PAUSE : TROUBLE;
            } catch (RuntimeException failed) {
                LOG.error("the evidence log cannot grow, trying again", failed);
                pause = TROUBLE;
            }
        }
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("sequencer").start(this::goOnUntilStopped);
    }

    @Override
    public void stop() {
        stopped.countDown();
        var running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(STOP);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            lastActs();
            release();
        }
    }

    /// What was done while everything else stopped gets its place, too, if that is easily had.
    private void lastActs() {
        if (rows != null) {
            try {
                run();
            } catch (RuntimeException away) {
                LOG.warn("the last entries get their place at the next start: {}", away.toString());
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
