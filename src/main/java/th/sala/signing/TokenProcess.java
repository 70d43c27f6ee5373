package th.sala.signing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import th.sala.cryptoki.TokenFailed;
import th.sala.cryptoki.TokenProgram;
import th.sala.cryptoki.TokenTrouble;
import th.sala.cryptoki.TokenWire;
import th.sala.installation.Installation;

/// The program with one token open. Whoever asks waits so long and no longer, whatever the maker's
/// library does: the talk has a thread of its own, which may be left behind.
final class TokenProcess implements AutoCloseable {
    /// After so long without work it is let go, and with it the session at the token.
    private static final Duration IDLE = Duration.ofMinutes(10);

    /// Its answers stay apart from what a library prints.
    private static final String ANSWERS_APART =
            "exec \"$0\" \"$@\" %d>&1 >/dev/null".formatted(TokenProgram.ANSWERS);

    /// Something to ask for.
    interface Question<T> {
        T ask(DataOutputStream out, DataInputStream in) throws IOException, TokenFailed;
    }

    private record Task<T>(Question<T> question, CompletableFuture<T> answer) {
        void run(DataOutputStream out, DataInputStream in) throws IOException, TokenFailed {
            try {
                answer.complete(question.ask(out, in));
            } catch (IOException | TokenFailed | RuntimeException failed) {
                answer.completeExceptionally(failed);
                throw failed;
            }
        }
    }

    private final Process process;
    private final LinkedBlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
    private volatile boolean isOver;

    private TokenProcess(Process process) {
        this.process = process;
    }

    /// Starts one and waits until the token is open.
    ///
    /// @throws TokenFailed if it does not open, or not in time
    static TokenProcess start(
            TokenWire.Opening opening, Map<String, String> environment, Duration patience)
            throws TokenFailed {
        var builder =
                new ProcessBuilder(command())
                        .directory(Path.of("/").toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        Installation.keepApart(builder);
        builder.environment().putAll(environment);
        try {
            var started = new TokenProcess(builder.start());
            Thread.ofPlatform().daemon(true).name("pkcs11").start(started::talk);
            started.ask(
                    (out, in) -> {
                        TokenWire.open(out, opening);
                        TokenWire.awaitReady(in);
                        return true;
                    },
                    patience);
            return started;
        } catch (IOException failed) {
            throw new TokenFailed(TokenTrouble.CRASHED, String.valueOf(failed.getMessage()));
        }
    }

    private static List<String> command() {
        return List.of(
                "/bin/sh",
                "-c",
                ANSWERS_APART,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:+DisableAttachMechanism",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                place().toString(),
                TokenProgram.class.getName());
    }

    private static Path place() {
        try {
            var place =
                    TokenProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (!place.getScheme().equals("file") || !Files.exists(Path.of(place))) {
                throw new IllegalStateException(
                        "Sala runs from an unpacked jar, not from within " + place);
            }
            return Path.of(place);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void talk() {
        try (var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
                var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            for (var task = next(); task != null; task = next()) {
                task.run(out, in);
            }
        } catch (IOException | TokenFailed | RuntimeException told) {
            // whoever asked has it, and starts another
            process.destroyForcibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            isOver = true;
            process.destroyForcibly();
            giveUp();
        }
    }

    private Task<?> next() throws InterruptedException {
        return tasks.poll(IDLE.toSeconds(), TimeUnit.SECONDS);
    }

    private void giveUp() {
        for (var left = tasks.poll(); left != null; left = tasks.poll()) {
            left.answer.completeExceptionally(new IOException("the program ended"));
        }
    }

    /// @param patience also with what was asked before
    /// @throws TokenFailed if it does not do it, or not in time; then it is good for nothing more
    <T> T ask(Question<T> question, Duration patience) throws TokenFailed {
        var task = new Task<T>(question, new CompletableFuture<>());
        tasks.add(task);
        if (isOver) {
            giveUp();
        }
        try {
            return task.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            close();
            throw new TokenFailed(TokenTrouble.SILENT, "no answer within " + patience);
        } catch (ExecutionException failed) {
            close();
            throw failed.getCause() instanceof TokenFailed told
                    ? told
                    : new TokenFailed(TokenTrouble.CRASHED, "the program ended");
        } catch (InterruptedException stopped) {
            close();
            Thread.currentThread().interrupt();
            throw new TokenFailed(TokenTrouble.SILENT, "interrupted");
        }
    }

    /// Whether it can be asked.
    boolean isOpen() {
        return !isOver && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        isOver = true;
        process.destroyForcibly();
    }
}
