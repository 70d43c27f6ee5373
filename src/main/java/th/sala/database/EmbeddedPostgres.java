package th.sala.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.installation.Installation;
import th.sala.installation.SystemUser;

/// PostgreSQL as a child of this process: unprivileged, on loopback, with every safety on. It
/// cannot outlive us: the kernel interrupts it when the thread that started it ends.
///
/// As root it runs as the system user `sala-db`, which is made when missing; otherwise as whoever
/// runs Sala.
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String VERSION = "18.6.0";

    private static final String SUPERUSER = "postgres";
    private static final SystemUser SYSTEM_USER = new SystemUser("sala-db");
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int PORT_TRIES = 5;
    private static final int READY_LINE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Keeper keeper;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Keeper keeper, int port, String password) {
        this.keeper = keeper;
        this.port = port;
        this.password = password;
    }

    /// Unpacks, initialises and starts what is below `folder`, and waits until it is ready.
    ///
    /// @throws Installation.Unusable if it cannot start; the message says why
    public static EmbeddedPostgres start(Path folder, String password, String... settings) {
        try {
            var host = new Host(folder);
            host.makeReachable();
            var programs = host.unpack();
            host.initialise(programs, password);
            host.stopOrphan();
            for (int tried = 1; ; tried++) {
                var port = freePort();
                var keeper = host.launch(programs, port, settings);
                if (host.isReady(keeper.server())) {
                    keeper.keep();
                    return new EmbeddedPostgres(keeper, port, password);
                }
                keeper.server().destroyForcibly().waitFor();
                if (tried == PORT_TRIES) {
                    throw new Installation.Unusable("PostgreSQL did not start: see " + host.log());
                }
            }
        } catch (IOException failed) {
            throw new Installation.Unusable("PostgreSQL cannot run in " + folder + ": " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Installation.Unusable("stopped while PostgreSQL was starting");
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public Properties superuser() {
        var login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", password);
        return login;
    }

    /// The server's process id, for whoever must kill it in a test.
    public long pid() {
        return keeper.server().pid();
    }

    /// Ends all sessions and stops; what is committed is on disk.
    @Override
    public void close() {
        keeper.letGo();
        var server = keeper.server();
        try {
            interrupt(server.toHandle());
            if (!server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException failed) {
            server.destroyForcibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// SIGINT is PostgreSQL's fast shutdown; Java's own `destroy` would wait for clients to leave.
    private static void interrupt(ProcessHandle server) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The thread that PostgreSQL hangs on: the child's death signal follows it, so it stays as
    /// long as we do. A server that dies although nobody asked is started again, at the same port.
    private static final class Keeper implements Runnable {
        private final ProcessBuilder builder;
        private final CompletableFuture<Process> started;
        private volatile @Nullable Process server;
        private volatile boolean kept;

        private Keeper(ProcessBuilder builder, CompletableFuture<Process> started) {
            this.builder = builder;
            this.started = started;
        }

        @Override
        public void run() {
            try {
                do {
                    var fresh = builder.start();
                    server = fresh;
                    started.complete(fresh);
                    var status = fresh.waitFor();
                    if (kept) {
                        LOG.error("PostgreSQL ended by itself ({}) and is started again", status);
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                } while (kept);
            } catch (IOException | InterruptedException failed) {
                started.completeExceptionally(failed);
            }
        }

        private Process server() {
            return Objects.requireNonNull(server);
        }

        private void keep() {
            kept = true;
        }

        private void letGo() {
            kept = false;
        }
    }

    /// One machine's way of running PostgreSQL below one folder.
    private record Host(Path folder) {
        private Path data() {
            return folder.resolve("postgres/data");
        }

        private Path log() {
            return folder.resolve("postgres/postgres.log");
        }

        private Path pidFile() {
            return data().resolve("postmaster.pid");
        }

        /// As root another user must be able to reach the folder from the top.
        private void makeReachable() throws IOException, InterruptedException {
            Files.createDirectories(folder.resolve("postgres"));
            SYSTEM_USER.prepare(folder);
        }

        private Path unpack() throws IOException {
            var home = folder.resolve("postgres/" + VERSION);
            if (Files.exists(home.resolve("bin/postgres"))) {
                return home.resolve("bin");
            }
            var fresh = Files.createTempDirectory(folder.resolve("postgres"), "unpack");
            try (var archive = EmbeddedPostgres.class.getResourceAsStream(ARCHIVE)) {
                if (archive == null) {
                    throw new Installation.Unusable(
                            "no PostgreSQL for this kind of machine in the program:"
                                    + " set SALA_DATABASE_URL to one of your own");
                }
                unpack(archive, fresh);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, home);
            return home.resolve("bin");
        }

        private static void unpack(InputStream archive, Path into) throws IOException {
            var xz = new XZCompressorInputStream(new BufferedInputStream(archive));
            try (var tar = new TarArchiveInputStream(xz)) {
                for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                    var target = into.resolve(entry.getName()).normalize();
                    if (!target.startsWith(into)) {
                        throw new IOException("path outside: " + entry.getName());
                    }
                    if (entry.isDirectory()) {
                        Files.createDirectories(target);
                        continue;
                    }
                    Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, target);
                        var runs = (entry.getMode() & 0100) != 0;
                        var rights = runs ? "rwxr-xr-x" : "rw-r--r--";
                        Files.setPosixFilePermissions(
                                target, PosixFilePermissions.fromString(rights));
                    }
                }
            }
        }

        private void initialise(Path programs, String password)
                throws IOException, InterruptedException {
            if (Files.exists(data().resolve("PG_VERSION"))) {
                return;
            }
            Files.createDirectories(data());
            Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
            var secret = Files.createTempFile(folder.resolve("postgres"), "password", "");
            try {
                Files.writeString(secret, password + "\n");
                giveAway(data());
                giveAway(secret);
                SystemUser.must(
                        SystemUser.run(
                                asServer(
                                        false,
                                        programs + "/initdb",
                                        "--pgdata=" + data(),
                                        "--username=" + SUPERUSER,
                                        "--auth=scram-sha-256",
                                        "--pwfile=" + secret,
                                        "--encoding=UTF8",
                                        "--locale=C.UTF-8",
                                        "--locale-provider=builtin",
                                        "--builtin-locale=C.UTF-8",
                                        "--data-checksums")),
                        "initialise the database");
            } finally {
                Files.deleteIfExists(secret);
            }
        }

        private void giveAway(Path path) throws IOException {
            if (Installation.isRoot()) {
                var users = path.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(path, users.lookupPrincipalByName(SYSTEM_USER.name()));
            }
        }

        /// A server left by a process that was killed; never anybody else's.
        private void stopOrphan() throws IOException, InterruptedException {
            var lines = pidLines();
            if (lines.isEmpty()) {
                return;
            }
            var pid = Long.parseLong(lines.getFirst().strip());
            var orphan = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            if (orphan.isEmpty() || !commandLine(pid).contains(data().toString())) {
                return;
            }
            try {
                interrupt(orphan.get());
                orphan.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException stuck) {
                throw new Installation.Unusable(
                        "an earlier PostgreSQL (process %d) does not stop".formatted(pid));
            }
        }

        private static String commandLine(long pid) {
            try {
                return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            } catch (IOException gone) {
                return "";
            }
        }

        private Keeper launch(Path programs, int port, String... settings)
                throws IOException, InterruptedException {
            var command =
                    new ArrayList<>(
                            asServer(true, programs + "/postgres", "-D", data().toString()));
            for (var setting :
                    List.of(
                            "port=" + port,
                            "listen_addresses=127.0.0.1",
                            "unix_socket_directories=",
                            "fsync=on",
                            "synchronous_commit=on",
                            "shared_buffers=256MB",
                            "max_connections=100",
                            "random_page_cost=1.1",
                            "jit=off",
                            "checkpoint_timeout=15min",
                            "max_wal_size=4GB",
                            // its log may not quote the rows that it refuses
                            "log_error_verbosity=terse",
                            "timezone=Asia/Bangkok")) {
                command.addAll(List.of("-c", setting));
            }
            for (var setting : settings) {
                command.addAll(List.of("-c", setting));
            }
            var builder =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            Installation.keepApart(builder);
            builder.environment().put("LC_ALL", "C.UTF-8");
            var started = new CompletableFuture<Process>();
            var keeper = new Keeper(builder, started);
            Thread.ofPlatform().daemon(true).name("postgres-parent").start(keeper);
            try {
                started.get();
                return keeper;
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause());
            }
        }

        private boolean isReady(Process server) {
            var deadline = System.nanoTime() + START.toNanos();
            while (System.nanoTime() < deadline && server.isAlive()) {
                var lines = pidLines();
                if (lines.size() >= READY_LINE
                        && lines.getFirst().strip().equals(Long.toString(server.pid()))
                        && lines.get(READY_LINE - 1).strip().equals("ready")) {
                    return true;
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            return false;
        }

        private List<String> pidLines() {
            try {
                return Files.readAllLines(pidFile());
            } catch (NoSuchFileException none) {
                return List.of();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private List<String> asServer(boolean dieWithUs, String... command) {
            var words = new ArrayList<>(SYSTEM_USER.command(dieWithUs ? "INT" : ""));
            words.addAll(List.of(command));
            return words;
        }
    }
}
