package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadinessTests {
    private static RoomPlan plan(int people) {
        return new RoomPlan(UUID.randomUUID(), UUID.randomUUID(), people, 500_000, true);
    }

    private static Readiness.Server server(boolean up, long load) {
        return new Readiness.Server("10.0.0.1", up, 1, load, 70_000_000);
    }

    @Test
    @DisplayName("M15 ข้อ 6: says what it cannot carry, up to the last bit, and refuses nothing")
    void saysWhatItCannotCarry() {
        // ten people: 90 streams of 500 kbit/s
        var enough = new Readiness.Ready(List.of(server(true, 25_000_000)), false, 0);
        var tooLittle =
                new Readiness.Ready(List.of(server(true, 25_000_001), server(false, 0)), false, 0);
        assertThat(enough.carries(plan(10))).isTrue();
        assertThat(tooLittle.carries(plan(10))).isFalse();
        assertThat(enough.carries(plan(2_000))).isFalse();
    }
}
