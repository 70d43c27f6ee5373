package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// People go while a media server is slow.
class DetachingTests {
    private final Detaching detaching = new Detaching();
    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private final UUID somchai = UUID.randomUUID();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch slow = new CountDownLatch(1);

    private void waitForIt() {
        try {
            assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();
            done.add("malee left");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void nobodyWaitsButWhoComesBack() throws InterruptedException {
        detaching.later(room, malee, this::waitForIt);
        detaching.later(room, malee, () -> done.add("malee was admitted"));
        detaching.later(room, somchai, () -> done.add("somchai left"));
        detaching.settle(room, somchai);
        assertThat(done).containsExactly("somchai left");

        var back =
                Thread.ofVirtual()
                        .start(() -> {
                            detaching.settle(room, malee);
                            done.add("malee is back");
                        });
        slow.countDown();
        back.join();
        assertThat(done)
                .containsExactly(
                        "somchai left", "malee left", "malee was admitted", "malee is back");
    }

    @Test
    void whatFailsStopsNothing() {
        detaching.later(
                room,
                malee,
                () -> {
                    throw new IllegalStateException("gone");
                });
        detaching.later(room, malee, () -> done.add("next"));
        detaching.settle(room, malee);
        assertThat(done).containsExactly("next");
    }
}
