package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import th.sala.media.TrafficPart.Purpose;
import tools.jackson.databind.json.JsonMapper;

class ConnectionsTests {
    private static final long BEGIN = 1_795_459_387_000_000L;

    private final UUID agency = UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private final List<MediaEvent> told = new ArrayList<>();
    private final Connections connections = new Connections(told::add);
    private final String opaque =
            new Connections.Owner(agency, room, new Feed(malee, true), Purpose.SENDS).opaque();

    private void hear(int type, int subtype, int seconds, String event) {
        hear(opaque, type, subtype, seconds, event);
    }

    private void hear(String opaque, int type, int subtype, int seconds, String event) {
        connections.hear(
                new JsonMapper()
                        .readTree(
                                """
                                {"type":%d,"subtype":%d,"timestamp":%d,"handle_id":9007199254740993,"opaque_id":"%s","event":%s}
                                """
                                        .formatted(
                                                type,
                                                subtype,
                                                BEGIN + seconds * 1_000_000L,
                                                opaque,
                                                event)));
    }

    private void from(int port, int second) {
        hear(
                16,
                4,
                second,
                """
                {"candidates":{"local":{"address":"10.0.0.1","port":20000,"transport":"udp"},
                               "remote":{"address":"10.0.0.9","port":%d}}}
                """
                        .formatted(port));
    }

    private void counted(int bytes, int second) {
        hear(
                32,
                3,
                second,
                """
                [{"rtt":12,"lost":1,"jitter-local":3,"bytes-received":%d,"bytes-received-lastsec":100},
                 {"rtt":15,"lost":2,"jitter-local":9,"bytes-received":%d,"bytes-sent":7}]
                """
                        .formatted(bytes, bytes));
    }

    @Test
    @DisplayName("M12 ภาคผนวก ข้อ 2: a connection in stretches, together its whole time and volume")
    void tellsEachByteOnce() {
        from(5000, 0);
        assertThat(connections.take()).as("no time yet").isEmpty();
        counted(500, 5);
        var first = connections.take();
        counted(700, 10);
        hear(16, 6, 12, "{\"connection\":\"hangup\"}");
        var second = connections.take();

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        var whole = first.getFirst().and(second.getFirst());
        assertThat(whole.bytesIn()).isEqualTo(1_400);
        assertThat(whole.bytesOut()).isEqualTo(7);
        assertThat(whole.volume()).isEqualTo(1_407);
        assertThat(whole.duration()).hasSeconds(12);
        assertThat(whole.line())
                .isEqualTo(
                        "9007199254740993,%s:screen,SENDS,10.0.0.9:5000,10.0.0.1:20000,udp,"
                                        .formatted(malee)
                                + "2026-11-23T18:43:07Z,2026-11-23T18:43:19Z,1400,7");
        assertThat(connections.take()).isEmpty();
    }

    @Test
    @DisplayName(
            "M12 ภาคผนวก ข้อ 2: a clock that is set back loses no byte, and no time is negative")
    void aClockThatIsSetBackLosesNothing() {
        from(5000, 3_600);
        counted(1_000, 3_605);
        counted(3_000, 10);
        counted(4_000, 15);
        hear(16, 6, 20, "{\"connection\":\"hangup\"}");
        var parts = connections.take();
        assertThat(parts).allMatch(part -> !part.duration().isNegative());
        assertThat(parts.stream().mapToLong(TrafficPart::bytesIn).sum()).isEqualTo(8_000);
        assertThat(parts)
                .extracting(TrafficPart::duration)
                .containsExactly(java.time.Duration.ofSeconds(5), java.time.Duration.ofSeconds(10));
    }

    @Test
    @DisplayName(
            "M12 ภาคผนวก ข้อ 2: what comes with the clock's jump and is the last is counted too")
    void whatEndsWithTheJumpIsCounted() {
        from(5000, 3_600);
        counted(1_000, 10);
        hear(16, 6, 10, "{\"connection\":\"hangup\"}");
        assertThat(connections.take())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.bytesIn()).isEqualTo(2_000);
                    assertThat(part.duration()).isZero();
                });
    }

    @Test
    void aDeviceThatMovesHasTwoSources() {
        from(5000, 0);
        counted(100, 5);
        from(5000, 6);
        from(6000, 7);
        counted(150, 9);
        assertThat(connections.take())
                .extracting(TrafficPart::source, TrafficPart::bytesIn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("10.0.0.9:5000", 200L),
                        org.assertj.core.groups.Tuple.tuple("10.0.0.9:6000", 100L));
    }

    @Test
    void tellsHowAConnectionDoes() {
        counted(100, 1);
        assertThat(told).containsExactly(new MediaEvent.Stats(room, malee, 15, 3, 9, 800, 0));
    }

    @Test
    void whatADeadMediaServerLeftIsKept() {
        from(5000, 0);
        counted(100, 5);
        connections.forget(UUID.randomUUID());
        connections.forget(room);
        assertThat(connections.take()).hasSize(1);
        assertThat(connections.take()).isEmpty();
    }

    @Test
    void ourOwnHandlesAreNobodysConnections() {
        hear("control", 32, 3, 1, "{}");
        hear("a/b/c", 32, 3, 1, "{}");
        assertThat(told).isEmpty();
    }
}
