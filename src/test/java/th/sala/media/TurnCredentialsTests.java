package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import th.sala.media.MediaSettings.Turn;

class TurnCredentialsTests {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);

    /// What `openssl dgst -sha1 -hmac` makes of the same.
    @Test
    void areMadeOfTheSecretAndHoldForAMeeting() {
        var turn = new Turn(List.of("turn:turn.example:3478"), "north");
        var participant = UUID.fromString("00000000-0000-0000-0000-000000000001");
        assertThat(new TurnCredentials(turn, CLOCK).of(participant))
                .singleElement()
                .satisfies(server -> {
                    assertThat(server.urls()).containsExactly("turn:turn.example:3478");
                    assertThat(server.username())
                            .isEqualTo("1795442400:00000000-0000-0000-0000-000000000001");
                    assertThat(server.credential()).isEqualTo("dN0snueGbZP4jD8hOJIXug4sdZU=");
                    assertThat(server.toString()).doesNotContain(server.credential());
                });
    }

    @Test
    void thereAreNoneWithoutARelay() {
        for (var turn : List.of(new Turn(List.of(), "x"), new Turn(List.of("turn:a"), ""))) {
            assertThat(new TurnCredentials(turn, CLOCK).of(UUID.randomUUID())).isEmpty();
        }
    }
}
