package th.sala.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import th.sala.installation.Installation;

/// One run of Janus: a child of the thread that starts it, without rights, with a configuration and
/// secrets that hold for this run alone. It ends when that thread does.
final class JanusProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Process process;
    private final JanusLine line;
    private final JanusAccess access;

    private JanusProcess(Process process, JanusLine line, JanusAccess access) {
        this.process = process;
        this.line = line;
        this.access = access;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param place where it stands and what it may use
    /// @param told as [JanusLine#open]
    /// @param events where it tells what happens
    /// @throws Installation.Unusable if it does not come up; the message says where to look
    static JanusProcess start(MediaPlace place, HttpClient http, Executor told, String events)
            throws IOException, InterruptedException {
        var settings = place.settings();
        var access = JanusAccess.fresh(settings.control(), freePort(settings));
        place.folder().write(access, place.address(), place.ports(), events);
        var process = command(place).start();
        try {
            return new JanusProcess(process, talk(process, http, access, told, place), access);
        } catch (RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static ProcessBuilder command(MediaPlace place) {
        var words = new ArrayList<String>();
        if (!place.settings().namespace().isEmpty()) {
            words.addAll(List.of("ip", "netns", "exec", place.settings().namespace()));
        }
        words.addAll(JanusFolder.USER.command("KILL"));
        words.addAll(List.of(place.settings().janus().toString(), place.folder().configured()));
        var builder =
                new ProcessBuilder(words)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(place.folder().log().toFile()));
        Installation.keepApart(builder);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /// In a namespace of its own nothing else takes ports.
    private static int freePort(MediaSettings settings) throws IOException {
        var address = InetAddress.getByName(settings.control());
        var here = settings.namespace().isEmpty() ? address : InetAddress.getLoopbackAddress();
        try (var socket = new ServerSocket(0, 1, here)) {
            return socket.getLocalPort();
        }
    }

    private static JanusLine talk(
            Process process, HttpClient http, JanusAccess access, Executor told, MediaPlace place) {
        var deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                return JanusLine.open(http, access, told);
            } catch (MediaTrouble notYet) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        throw new Installation.Unusable("Janus did not start: see " + place.folder().log());
    }

    JanusLine line() {
        return line;
    }

    JanusAccess access() {
        return access;
    }

    long pid() {
        return process.pid();
    }

    /// Until it ends, or does not answer any more.
    void await() throws InterruptedException {
        var silent = line.onClose().thenRun(process::destroyForcibly);
        process.waitFor();
        line.close();
        silent.join();
    }

    @Override
    public void close() {
        line.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
