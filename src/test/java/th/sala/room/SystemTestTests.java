package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.media.Readiness;
import th.sala.media.RoomPlan;

class SystemTestTests {
    @ParameterizedTest(name = "M15 ข้อ 6: {0} bits needed of {1}: {2}")
    @CsvSource({"10, 11, true", "10, 10, true", "11, 10, false", "0, 0, true"})
    void whatIsNeededIsThere(long need, long there, boolean suffices) {
        assertThat(SystemTest.suffices(need, there)).isEqualTo(suffices);
    }

    @Test
    @DisplayName("M15 ข้อ 6: everybody gets what everybody else sends")
    void load() {
        assertThat(SystemTest.load(10, 500_000)).isEqualTo(45_000_000);
        assertThat(SystemTest.load(1, 500_000)).isEqualTo(500_000);
    }

    @ParameterizedTest(name = "M15 ข้อ 6: {0} people on one server: ready, with a warning: {1}")
    @CsvSource({"10, false", "12, true", "30, true"})
    void manyPeopleAreAWarning(int people, boolean isTight) {
        var server = new Readiness.Server("127.0.0.1", true, 0, 0, 70_000_000);
        var ready = new Readiness.Ready(List.of(server), false, 1_000);
        var plan = new RoomPlan(UUID.randomUUID(), UUID.randomUUID(), people, 600_000, true);
        assertThat(SystemTest.isReady(ready, 1_000)).isTrue();
        assertThat(SystemTest.isReady(ready, 1_001)).as("the disk").isFalse();
        assertThat(SystemTest.isTight(plan, ready)).isEqualTo(isTight);
    }
}
