package th.sala.media;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static th.sala.law.Instrument.NCPO_74;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import th.sala.database.AgencyScope;
import th.sala.law.Clause;
import th.sala.proof.Hash;
import th.sala.proof.RecordingWindow;

/// Follows what media servers of this machine write while they write it: every few seconds what is
/// new of each track is hashed, closed and taken down. What has ended is read back as a whole, and
/// only then the open file goes. May be cut off anywhere and goes on from what was taken down.
@Component
class RecordingWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingWork.class);

    /// Twice a stretch's ten seconds, so that a slow disk does not make it longer.
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Predicate<String> isWriting;
    private final RecordingRegister register;
    private final RecordingFiles files;
    private final Runnable disk;
    private @Nullable CountDownLatch stop;

    @Autowired
    RecordingWork(
            MediaPool pool, RecordingRegister register, RecordingFiles files, DiskWatch disk) {
        this(pool::isWriting, register, files, disk::look);
    }

    /// @param isWriting whether a media server is at work that writes under a name
    /// @param disk looks whether there is enough of it
    RecordingWork(
            Predicate<String> isWriting,
            RecordingRegister register,
            RecordingFiles files,
            Runnable disk) {
        this.isWriting = isWriting;
        this.register = register;
        this.files = files;
        this.disk = disk;
    }

    @Override
    public synchronized void start() {
        var until = new CountDownLatch(1);
        Thread.ofVirtual().name("media-recordings").start(() -> follow(until));
        stop = until;
    }

    @Override
    public synchronized void stop() {
        if (stop != null) {
            stop.countDown();
            stop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stop != null;
    }

    private void follow(CountDownLatch until) {
        try {
            do {
                lookAround();
            } while (!until.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The disk is looked at whatever became of the recordings: a full one may be why.
    void lookAround() {
        try {
            look();
        } catch (RuntimeException failed) {
            LOG.error("recordings could not be taken down; tried again soon", failed);
        }
        try {
            disk.run();
        } catch (RuntimeException failed) {
            LOG.error("the disk could not be looked at; tried again soon", failed);
        }
    }

    /// Takes down what came since the last time in all rooms, and then reads back what has ended,
    /// which may take long. What goes wrong in one file is no other's.
    ///
    /// @throws RuntimeException the first thing that went wrong
    @Clause(id = "M10", of = NCPO_74, value = "ข้อ 6(3)")
    synchronized void look() {
        var rooms =
                files.found().stream()
                        .collect(
                                Collectors.groupingBy(
                                        file -> Map.entry(file.agency(), file.room())));
        var failures = new ArrayList<RuntimeException>();
        var ended = new ArrayList<RecordedFile>();
        rooms.forEach((room, found) ->
                within(
                        room.getKey(),
                        () -> ended.addAll(close(room.getKey(), room.getValue(), found, failures)),
                        failures));
        ended.forEach(file -> within(file.agency(), () -> end(file), failures));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static void within(UUID agency, Runnable part, List<RuntimeException> failures) {
        try {
            AgencyScope.within(agency, part);
        } catch (RuntimeException failed) {
            failures.add(failed);
        }
    }

    /// @return those of which nothing more comes
    private List<RecordedFile> close(
            UUID agency, UUID room, List<RecordedFile> found, List<RuntimeException> failures) {
        var windows = new ArrayList<RecordingWindow>();
        var ended = new ArrayList<RecordedFile>();
        for (var file : found) {
            // asked before its length: what ends in between is found ended the next time
            var isOver = file.isComplete() || !isWriting.test(file.run());
            try {
                windows.addAll(close(file));
                if (isOver) {
                    ended.add(file);
                }
            } catch (RuntimeException failed) {
                failures.add(failed);
            }
        }
        if (!windows.isEmpty()) {
            register.closed(agency, room, windows);
        }
        return ended;
    }

    private List<RecordingWindow> close(RecordedFile file) {
        try (var content = FileChannel.open(file.path(), StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            var length = content.size();
            if (length <= MjrHeader.MARK) {
                return List.of();
            }
            var known = register.find(file.agency(), file.track());
            var track =
                    known.isPresent()
                            ? known.get()
                            : register.begin(
                                    file, MjrHeader.firstPacket(content, file.published()));
            return close(content, length, file, track);
        } catch (NoSuchFileException renamed) {
            // it ended since the folder was listed, and is looked at under its last name next time
            return List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot follow " + file.path(), failed);
        }
    }

    private List<RecordingWindow> close(
            FileChannel content, long length, RecordedFile file, Track track) throws IOException {
        var sealed = files.sealed(file.agency(), track);
        var windows = new ArrayList<RecordingWindow>();
        var id = track.id().toString();
        var chain = track.chain().isEmpty() ? RecordingWindow.begin(id) : Hash.ofHex(track.chain());
        var in = Channels.newInputStream(content.position(track.bytes()));
        for (var at = track.bytes(); at < length; ) {
            var bytes = in.readNBytes((int) Math.min(SealedFile.LARGEST, length - at));
            if (bytes.length == 0) {
                throw new EOFException("a recording became shorter");
            }
            var number = track.windows() + windows.size();
            sealed.put(number, bytes);
            var window = RecordingWindow.of(id, number, at, bytes, chain);
            windows.add(window);
            chain = window.chain();
            at = window.end();
        }
        return windows;
    }

    /// What was closed opens again, and is all that there is: then the open file is not needed.
    private void end(RecordedFile file) {
        try {
            var track = register.find(file.agency(), file.track());
            if (track.isPresent() && track.get().ended() == null) {
                var written = Files.getLastModifiedTime(file.path(), NOFOLLOW_LINKS).toInstant();
                register.ended(
                        file.agency(),
                        track.get(),
                        later(written, track.get().started()),
                        readBack(file, track.get()));
            }
            Files.deleteIfExists(file.path());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot end " + file.path(), failed);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Hash readBack(RecordedFile file, Track track) throws IOException {
        var digest = DigestUtils.getSha256Digest();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            files.sealed(file.agency(), track).copyTo(out);
        }
        var closed = Hash.of(digest.digest());
        if (!closed.equals(openly(file.path()))) {
            throw new IOException("what was closed is not what was recorded");
        }
        return closed;
    }

    private static Hash openly(Path path) throws IOException {
        try (var in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
            return Hash.of(DigestUtils.sha256(in));
        }
    }
}
