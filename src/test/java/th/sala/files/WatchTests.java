package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTests {
    private final AtomicInteger killed = new AtomicInteger();

    @Test
    void killsWhoseTimeIsOver() {
        var watch = new Watch(() -> true, killed::incrementAndGet);
        watch.look();
        assertThat(killed).hasValue(1);
        assertThat(watch.isLate()).isTrue();
    }

    @Test
    void killsNobodyInTime() {
        var watch = new Watch(() -> false, killed::incrementAndGet);
        watch.look();
        assertThat(killed).hasValue(0);
        assertThat(watch.isLate()).isFalse();
    }

    @Test
    void killsNobodyWhoAnswersWhileItLooksAtTheClock() {
        var watches = new ArrayList<Watch>();
        var watch =
                new Watch(
                        () -> {
                            watches.getFirst().close();
                            return true;
                        },
                        killed::incrementAndGet);
        watches.add(watch);
        watch.look();
        assertThat(killed).hasValue(0);
        assertThat(watch.isLate()).isFalse();
    }
}
