package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.media.Cut;

class WireTests {
    private final Wire wire = new Wire();

    static Stream<Class<?>> messages() {
        return Stream.concat(Wire.records(Ask.class).stream(), Wire.records(Tell.class).stream());
    }

    /// The page's script and the server speak of the same things.
    @ParameterizedTest(name = "{0} is the same in protocol.ts")
    @MethodSource("messages")
    void theScriptHasTheSameNames(Class<?> message) throws IOException {
        var script = Files.readString(Path.of("ui/room/protocol.ts"));
        var found =
                Pattern.compile("\\{[^{}]*type: '%s'([^{}]*)\\}".formatted(message.getSimpleName()))
                        .matcher(script);
        var fields =
                found.results()
                        .map(one ->
                                Pattern.compile("(\\w+):")
                                        .matcher(one.group(1))
                                        .results()
                                        .map(field -> field.group(1))
                                        .collect(Collectors.toSet()))
                        .toList();
        assertThat(fields)
                .contains(
                        Arrays.stream(message.getRecordComponents())
                                .map(RecordComponent::getName)
                                .collect(Collectors.toSet()));
    }

    @Test
    void whatIsAskedIsRead() {
        var who = UUID.randomUUID();
        assertThat(
                        wire.read(
                                "{\"type\":\"CutOff\",\"who\":\"%s\",\"cuts\":[\"AUDIO\"],\"cause\":\"LAW\",\"words\":\"x\"}"
                                        .formatted(who)))
                .isEqualTo(new Ask.CutOff(who, Set.of(Cut.AUDIO), CutCause.LAW, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"type\":\"Nothing\"}",
                "{\"type\":\"Hand\"}",
                "{\"type\":\"Hand\",\"up\":null}",
                "{\"type\":\"Hand\",\"up\":true} {}",
                "{\"type\":\"Hand\",\"up\":true,\"more\":1}",
                "{\"type\":\"Admit\",\"who\":\"nobody\"}",
                "{\"type\":\"Admit\",\"who\":null}",
                "{\"type\":\"CutOff\",\"who\":\"00000000-0000-0000-0000-000000000000\",\"cuts\":null,\"cause\":\"LAW\",\"words\":\"\"}",
                "{\"type\":\"Published\",\"answer\":\"x\"}",
                "{\"type\":\"Opened\"}"
            })
    void whatNoPageOfOursSendsIsRefused(String message) {
        assertThatThrownBy(() -> wire.read(message)).isInstanceOf(RoomRefusal.Unread.class);
    }

    @Test
    void eventsAreReadAsTheyWereWritten() {
        var who = UUID.randomUUID();
        for (var event :
                List.of(
                        new RoomEvent.ClockSet(Instant.parse("2026-11-23T02:00:00.123456Z")),
                        new RoomEvent.DiskShort(12_345_678_901L),
                        new RoomEvent.DiskEnough(),
                        new RoomEvent.Presented(who, new Source.Screen()),
                        new RoomEvent.Presented(who, new Source.Paper(who, 3)),
                        new RoomEvent.CutAnswered(
                                who, Set.of(Cut.VIDEO, Cut.AUDIO), null, 1_234, "TOO_SLOW"))) {
            var written = wire.write(event);
            assertThat(wire.event(written.kind(), written.body())).isEqualTo(event);
        }
    }
}
