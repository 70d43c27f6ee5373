package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import tools.jackson.databind.json.JsonMapper;

@SalaTest
class TrafficStoreTests {
    private static final long BEGIN = 1_795_459_387_000_000L;

    @Autowired TrafficData data;
    @Autowired ApplicationEventPublisher events;

    private final UUID agency = UUID.randomUUID();
    private long handle;

    private void connected(TrafficWork work, UUID room, String address) {
        handle++;
        var opaque =
                new Connections.Owner(
                                agency,
                                room,
                                new Feed(UUID.randomUUID(), false),
                                TrafficPart.Purpose.SENDS)
                        .opaque();
        for (var event :
                List.of(
                        """
                        "type":16,"subtype":4,"timestamp":%d,"event":{"candidates":{
                          "local":{"address":"10.0.0.1","port":20000,"transport":"udp"},
                          "remote":{"address":"%s","port":5000}}}
                        """
                                .formatted(BEGIN, address),
                        """
                        "type":16,"subtype":6,"timestamp":%d,"event":{"connection":"hangup"}
                        """
                                .formatted(BEGIN + 1_000_000))) {
            work.hear(
                    new JsonMapper()
                            .readTree(
                                    "{\"handle_id\":%d,\"opaque_id\":\"%s\",%s}"
                                            .formatted(handle, opaque, event)));
        }
    }

    @Test
    void oneRoomThatCannotBeTakenDownIsNotInTheWayOfOthers() {
        var work = new TrafficWork(data, events);
        var rooms = Stream.generate(UUID::randomUUID).limit(12).toList();
        rooms.forEach(room -> connected(work, room, "10.0.0.9"));
        // no text of the database holds that
        connected(work, UUID.randomUUID(), "10.0.0.9\\u0000");

        assertThatThrownBy(work::takeDown).isInstanceOf(RuntimeException.class);

        assertThat(rooms)
                .allSatisfy(room ->
                        assertThat(AgencyScope.within(agency, () -> data.of(agency, room)))
                                .hasSize(1));
    }
}
