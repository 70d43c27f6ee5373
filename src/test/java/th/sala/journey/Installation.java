package th.sala.journey;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import th.sala.installation.TestVault;

/// One real installation: `./sala run --demo` as a process of its own, with its own data folder and
/// free ports on loopback. What it says on its console stays in `target/journey/NAME.log`.
///
/// ```
/// try (var province = Installation.of("province").with("SALA_DEMO_ONLY", "province").start()) { … }
/// ```
final class Installation implements AutoCloseable {
    /// Somebody who can sign in, from `demo-accounts.tsv`.
    record Person(String username, String password, List<String> roles, String agency) {}

    static final Path FOLDER = Path.of("target", "journey").toAbsolutePath();

    /// The first start may build.
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int LOWEST = 22_000;
    private static final int EPHEMERAL = 32_768;
    private static final int TRIES = 100;

    private final String name;
    private final Path data;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final int port = freePort();
    private final int smtpPort = freePort();
    private final int submissionPort = freePort();
    private String address = "127.0.0.1";
    private Process process;

    private Installation(String name) {
        this.name = name;
        try {
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(FOLDER.resolve(name + ".log"));
            this.data = Files.createTempDirectory(FOLDER, name + "-data");
            with("SALA_MASTER_KEY_FILE", TestVault.keyFile(data).toString());
            with("SALA_SMTP_PORT", Integer.toString(smtpPort));
            with("SALA_SUBMISSION_PORT", Integer.toString(submissionPort));
            with("SALA_DEMO_LETTERS", "0");
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /// An installation that is not started yet. Without letters, unless `SALA_DEMO_LETTERS` says
    /// so.
    static Installation of(String name) {
        return new Installation(name);
    }

    /// Sets a variable of its environment.
    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Adds an option of `./sala run`, such as `--sala.demo.letters=3`.
    Installation option(String option) {
        options.add(option);
        return this;
    }

    /// Listens there, not on the loopback: an address of a network that is the test's own, where
    /// nobody needs pages to be encrypted.
    Installation bind(String address) {
        this.address = address;
        return option("--server.address=" + address).option("--sala.tls.mode=OFF");
    }

    /// Starts it, for the first time or again with the same data, and returns when it answers.
    Installation start() {
        var command = new ArrayList<>(List.of("./sala", "run", "--demo"));
        command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        command.addAll(options);
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(FOLDER.resolve(name + ".log").toFile()));
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        var shutdown = new Thread(() -> process.destroyForcibly());
        Runtime.getRuntime().addShutdownHook(shutdown);
        await(
                name + " answers",
                START,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(name + " ended at once; see " + name + ".log");
                    }
                    return answers();
                });
        return this;
    }

    /// Waits for a condition that somebody else makes true.
    ///
    /// @throws AssertionError if it does not become true in time
    static void await(String what, Duration longest, BooleanSupplier condition) {
        var end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + longest + ": " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url() + "/sign-in"))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    String url() {
        return "http://" + address + ":" + port;
    }

    /// By its name, not its number: browsers offer passkeys on no other.
    String namedUrl() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    int smtpPort() {
        return smtpPort;
    }

    int submissionPort() {
        return submissionPort;
    }

    long pid() {
        return process.pid();
    }

    String console() {
        try {
            return Files.readString(FOLDER.resolve(name + ".log"));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    List<Person> people() {
        try (Stream<String> lines = Files.lines(data.resolve("demo-accounts.tsv"))) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(fields ->
                            new Person(
                                    fields[0], fields[1], List.of(fields[2].split(",")), fields[3]))
                    .toList();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    Person person(String username) {
        return people().stream()
                .filter(person -> person.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no account " + username));
    }

    /// Asks it to stop, as Ctrl-C does, and waits until it has.
    void stop() {
        process.destroy();
        await(name + " stops", STOP, () -> !process.isAlive());
    }

    /// `kill -9`, for tests of what survives.
    void kill() {
        process.destroyForcibly();
        await(name + " is dead", STOP, () -> !process.isAlive());
    }

    /// Stops it and clears its data away; the console stays.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
            org.springframework.util.FileSystemUtils.deleteRecursively(data);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException leftBehind) {
            System.err.println("cannot clear " + data + ": " + leftBehind);
        }
    }

    /// Below the ports that Linux gives to whoever calls out: while an installation is killed
    /// nobody else comes to its ports by accident.
    private static int freePort() {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new ServerSocket(random.nextInt(LOWEST, EPHEMERAL))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
        throw new AssertionError("no free port from " + LOWEST + " to " + EPHEMERAL);
    }
}
