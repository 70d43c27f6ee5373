package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTests {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Way FAR =
            new Way.Via("far", 25, Encryption.NONE, false, false, Optional.empty());

    @Test
    void whatIsKeptIsReadAgain() {
        for (var reply :
                new Reply[] {
                    Reply.NONE,
                    Reply.words("550 5.1.1 no such user"),
                    Reply.ours("died", ""),
                    Reply.ours("no-route", "far.example"),
                    Reply.ours("gave-up", "451 4.7.1 try later")
                }) {
            assertThat(Reply.of(reply.kept())).isEqualTo(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 mail.reply.died", "mail.reply", "mail.replys.died x"})
    void theFarServersWordsAreNeverTakenForOurs(String words) {
        assertThat(Reply.of(words)).isEqualTo(Reply.words(words));
    }

    @Test
    void givingUpIsOursAndQuotesTheLastAnswer() {
        var busy = new Outcome.Later(Reply.words("451 busy"));
        assertThat(OutboxWork.state(since(Duration.ofDays(4)), busy, FAR, NOW))
                .isInstanceOf(DeliveryState.Queued.class);
        assertThat(OutboxWork.state(since(Duration.ofDays(5)), busy, FAR, NOW))
                .isEqualTo(new DeliveryState.Bounced(NOW, Reply.ours("gave-up", "451 busy")));
    }

    private static Deliveries.Leased since(Duration ago) {
        return new Deliveries.Leased(
                UUID.randomUUID(), UUID.randomUUID(), "a@far.example", 9, NOW.minus(ago));
    }
}
