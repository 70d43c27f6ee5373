package th.sala.media;

import static th.sala.law.Instrument.NCPO_74;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// `MJR00002`: what stands in a file before the first packet, and in one of which none came.
    private static final int MARK = 8;

    private final Predicate<String> isWriting;
    private final RecordingRegister register;
    private final RecordingFiles files;
    private final DiskWatch disk;
    private @Nullable CountDownLatch stop;

    @Autowired
    RecordingWork(
            MediaPool pool, RecordingRegister register, RecordingFiles files, DiskWatch disk) {
        this(pool::isWriting, register, files, disk);
    }

    /// @param isWriting whether a media server is at work that writes under a name
    RecordingWork(
            Predicate<String> isWriting,
            RecordingRegister register,
            RecordingFiles files,
            DiskWatch disk) {
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
                tryToLook();
            } while (!until.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToLook() {
        try {
            look();
            disk.look();
        } catch (RuntimeException failed) {
            LOG.error("recordings could not be taken down; tried again soon", failed);
        }
    }

    /// Takes down what came since the last time.
    @Clause(id = "M10", of = NCPO_74, value = "ข้อ 6(3)")
    synchronized void look() {
        var rooms =
                files.found().stream()
                        .collect(
                                Collectors.groupingBy(
                                        file -> Map.entry(file.agency(), file.room())));
        rooms.forEach((room, found) ->
                AgencyScope.within(
                        room.getKey(), () -> look(room.getKey(), room.getValue(), found)));
    }

    private void look(UUID agency, UUID room, List<RecordedFile> found) {
        var windows = new ArrayList<RecordingWindow>();
        var ended = new ArrayList<RecordedFile>();
        for (var file : found) {
            // asked before its length: what ends in between is found ended the next time
            var isOver = file.isComplete() || !isWriting.test(file.run());
            windows.addAll(close(file));
            if (isOver) {
                ended.add(file);
            }
        }
        if (!windows.isEmpty()) {
            register.closed(agency, room, windows);
        }
        ended.forEach(this::end);
    }

    private List<RecordingWindow> close(RecordedFile file) {
        try (var content = new RandomAccessFile(file.path().toFile(), "r")) {
            var length = content.length();
            if (length <= MARK) {
                return List.of();
            }
            var track =
                    register.find(file.agency(), file.track())
                            .orElseGet(() -> register.begin(file));
            return close(content, length, file, track);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot follow " + file.path(), failed);
        }
    }

    private List<RecordingWindow> close(
            RandomAccessFile content, long length, RecordedFile file, Track track)
            throws IOException {
        var sealed = files.sealed(file.agency(), track);
        var windows = new ArrayList<RecordingWindow>();
        var id = track.id().toString();
        var chain = track.chain().isEmpty() ? RecordingWindow.begin(id) : Hash.ofHex(track.chain());
        content.seek(track.bytes());
        for (var at = track.bytes(); at < length; ) {
            var bytes = new byte[(int) Math.min(SealedFile.LARGEST, length - at)];
            content.readFully(bytes);
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
                var written = Files.getLastModifiedTime(file.path()).toInstant();
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
        try (var in = Files.newInputStream(path)) {
            return Hash.of(DigestUtils.sha256(in));
        }
    }
}
