package th.sala.reader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/// How many steps, and how much of a processor, one piece of work may take. Of a processor, not of
/// the clock: a busy machine makes nothing more complex.
final class Budget {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int STEPS_A_GLANCE = 64;

    /// What the whole reader may use for one file.
    private static Duration whole = Duration.ofSeconds(20);

    private final long end;
    private final int most;
    private int steps;

    /// For the current thread.
    ///
    /// @param percent of what the reader may use for the file
    Budget(int steps, int percent) {
        this.most = steps;
        this.end = THREADS.getCurrentThreadCpuTime() + whole.toNanos() / 100 * percent;
    }

    /// Once, at the beginning of the program.
    static void allow(Duration time) {
        whole = time;
    }

    /// @throws TooMuch at the step that is one too many
    void step() {
        steps++;
        if (steps > most || (steps % STEPS_A_GLANCE == 0 && isLate())) {
            throw new TooMuch(Trouble.TOO_COMPLEX);
        }
    }

    private boolean isLate() {
        return THREADS.getCurrentThreadCpuTime() > end;
    }
}
