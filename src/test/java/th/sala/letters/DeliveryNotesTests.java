package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import th.sala.letters.Addressee.Progress;
import th.sala.mail.Delivery;
import th.sala.mail.DeliveryState;

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
        var bounced = new DeliveryState.Bounced(EARLIER, "550 no such user");
        var noted =
                DeliveryNotes.sumUp(
                        List.of(
                                delivery("a@x.example", new DeliveryState.Delivered(NOW)),
                                delivery("b@x.example", bounced)),
                        NOW);
        assertThat(noted)
                .isEqualTo(
                        new DeliveryNotes.Noted(
                                Progress.BOUNCED, EARLIER, "b@x.example: 550 no such user"));
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
        var later = delivery("a@x.example", new DeliveryState.Bounced(NOW, "550 later"));
        var earlier = delivery("b@x.example", new DeliveryState.Bounced(EARLIER, "550 earlier"));
        for (var inEitherOrder : List.of(List.of(later, earlier), List.of(earlier, later))) {
            assertThat(DeliveryNotes.sumUp(inEitherOrder, NOW).note())
                    .isEqualTo("a@x.example: 550 later");
        }
    }

    @Test
    void saysWhatStoodInTheWayOnlyOnceItWasTried() {
        assertThat(DeliveryNotes.sumUp(List.of(delivery("a@x.example", queued(0))), NOW).note())
                .isEmpty();
        assertThat(DeliveryNotes.sumUp(List.of(delivery("a@x.example", queued(1))), NOW).note())
                .isEqualTo("a@x.example: no route");
    }

    private static DeliveryState queued(int attempts) {
        return new DeliveryState.Queued(attempts, NOW, "no route");
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
