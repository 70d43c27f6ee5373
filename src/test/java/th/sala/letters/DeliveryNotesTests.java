package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import th.sala.letters.Addressee.Progress;
import th.sala.mail.Delivery;
import th.sala.mail.DeliveryState;
import th.sala.mail.Reply;

class DeliveryNotesTests {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(60);

    @Test
    void isAsFarAsTheSlowestRecipient() {
        assertThat(progress(new DeliveryState.Sent(NOW, "250", true), queued(0)))
                .isEqualTo(Progress.QUEUED);
        assertThat(
                        progress(
                                new DeliveryState.Sent(NOW, "250", true),
                                new DeliveryState.Sent(NOW, "250", false)))
                .isEqualTo(Progress.SENT);
        assertThat(
                        progress(
                                new DeliveryState.Sent(NOW, "250", true),
                                new DeliveryState.Delivered(NOW)))
                .isEqualTo(Progress.DELIVERED);
    }

    @Test
    void showsTroubleBeforeAllElseWithWhomAndWhy() {
        var bounced = new DeliveryState.Bounced(EARLIER, Reply.of("550 no such user"));
        var noted =
                DeliveryNotes.sumUp(
                        List.of(
                                delivery("a@x.example", new DeliveryState.Delivered(NOW)),
                                delivery("b@x.example", bounced)),
                        NOW);
        assertThat(noted)
                .isEqualTo(
                        new DeliveryNotes.Noted(
                                Progress.BOUNCED,
                                EARLIER,
                                "b@x.example",
                                Reply.of("550 no such user")));
    }

    @Test
    void aCorrectedAddressNoLongerCounts() {
        assertThat(
                        progress(
                                new DeliveryState.Corrected(NOW, "right@x.example"),
                                new DeliveryState.Delivered(NOW)))
                .isEqualTo(Progress.DELIVERED);
        assertThat(progress(new DeliveryState.Corrected(NOW, "right@x.example"), queued(1)))
                .isEqualTo(Progress.QUEUED);
    }

    @Test
    void ofTwoInTheSameTroubleTheLaterOneIsShown() {
        var later = delivery("a@x.example", new DeliveryState.Bounced(NOW, Reply.of("550 later")));
        var earlier =
                delivery(
                        "b@x.example", new DeliveryState.Bounced(EARLIER, Reply.of("550 earlier")));
        for (var inEitherOrder : List.of(List.of(later, earlier), List.of(earlier, later))) {
            var noted = DeliveryNotes.sumUp(inEitherOrder, NOW);
            assertThat(noted.to()).isEqualTo("a@x.example");
            assertThat(noted.note()).isEqualTo(Reply.of("550 later"));
        }
    }

    @Test
    void saysWhatStoodInTheWayOnlyOnceItWasTried() {
        assertThat(DeliveryNotes.sumUp(List.of(delivery("a@x.example", queued(0))), NOW).note())
                .isEqualTo(Reply.NONE);
        assertThat(DeliveryNotes.sumUp(List.of(delivery("a@x.example", queued(1))), NOW).note())
                .isEqualTo(Reply.of("no route"));
    }

    private static DeliveryState queued(int attempts) {
        return new DeliveryState.Queued(attempts, NOW, Reply.of("no route"));
    }

    private static Progress progress(DeliveryState... states) {
        var deliveries =
                java.util.Arrays.stream(states).map(s -> delivery("a@x.example", s)).toList();
        return DeliveryNotes.sumUp(deliveries, NOW).progress();
    }

    private static Delivery delivery(String recipient, DeliveryState state) {
        return new Delivery(UUID.randomUUID(), recipient, state);
    }
}
