package th.sala.files;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Kills a reader when its time is over; its silence then ends who waits for it. Never one that has
/// answered: it may be at the next file already.
final class Watch implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final BooleanSupplier isOver;
    private final Runnable kill;
    private boolean late;
    private boolean closed;

    /// @param isOver whether the reader's time is over
    Watch(BooleanSupplier isOver, Runnable kill) {
        this.isOver = isOver;
        this.kill = kill;
    }

    /// Looks at the process again and again, until it ends or the watch is closed.
    void over(Process process) {
        Thread.ofVirtual().name("pdf-watch").start(() -> watch(process));
    }

    private void watch(Process process) {
        try {
            while (!isClosed() && !process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        if (isOver.getAsBoolean()) {
            killUnlessClosed();
        }
    }

    private synchronized void killUnlessClosed() {
        if (!closed) {
            late = true;
            kill.run();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Whether it killed the reader.
    synchronized boolean isLate() {
        return late;
    }

    /// The reader has answered: from now on it is left alone.
    @Override
    public synchronized void close() {
        closed = true;
    }
}
