package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReportsTests {
    private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");
    private static final DeliveryState QUEUED = new DeliveryState.Queued(1, NOW, Reply.NONE);
    private static final DeliveryState SENDING = new DeliveryState.Sending(NOW);
    private static final DeliveryState SENT = new DeliveryState.Sent(NOW, "250", false);
    private static final DeliveryState DELIVERED = new DeliveryState.Delivered(NOW);
    private static final DeliveryState BOUNCED = new DeliveryState.Bounced(NOW, Reply.words("550"));
    private static final DeliveryState IN_DOUBT =
            new DeliveryState.InDoubt(NOW, Reply.words("lost"));
    private static final DeliveryState CORRECTED = new DeliveryState.Corrected(NOW, "b@b.example");

    static List<DeliveryState> states() {
        return List.of(QUEUED, SENDING, SENT, DELIVERED, BOUNCED, IN_DOUBT, CORRECTED);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aDeliveryIsBelievedUnlessTheAddressWasCorrected(DeliveryState state) {
        var isNews = !state.equals(DELIVERED) && !state.equals(CORRECTED);
        assertThat(next(state, DeliveryReport.Action.DELIVERED).isPresent()).isEqualTo(isNews);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aFailureIsBelievedOfWhatWasSent(DeliveryState state) {
        var wasSent = List.of(SENDING, SENT, IN_DOUBT).contains(state);
        assertThat(next(state, DeliveryReport.Action.FAILED))
                .isEqualTo(
                        wasSent
                                ? Optional.of(
                                        new DeliveryState.Bounced(
                                                NOW, Reply.words("5.1.1 unknown")))
                                : Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("states")
    void passingOnIsNoReceiptButEndsADoubt(DeliveryState state) {
        assertThat(next(state, DeliveryReport.Action.RELAYED).isPresent())
                .isEqualTo(state.equals(IN_DOUBT));
    }

    @ParameterizedTest
    @EnumSource(DeliveryReport.Action.class)
    void nothingIsSaidOfACorrectedAddress(DeliveryReport.Action action) {
        assertThat(next(CORRECTED, action)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void aDelayChangesNothing(DeliveryState state) {
        assertThat(next(state, DeliveryReport.Action.DELAYED)).isEmpty();
    }

    static List<Reports.Form> forms() {
        return Reports.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void understandsTheFormsOfOthers(Reports.Form form) {
        var raw = form.about("nobody@far.example", "<letter-1@a.example>");
        var message = MessageReader.read(raw.getBytes(StandardCharsets.UTF_8));

        if (form.action().isEmpty()) {
            assertThat(message.report()).isEmpty();
            assertThat(message.kind()).isEqualTo(Message.Kind.AUTOMATIC);
            return;
        }
        assertThat(message.kind()).isEqualTo(Message.Kind.BOUNCE);
        var report = message.report().orElseThrow();
        assertThat(report.messageId()).isEqualTo("<letter-1@a.example>");
        assertThat(report.recipients())
                .singleElement()
                .satisfies(recipient -> {
                    assertThat(recipient.address()).isEqualTo("nobody@far.example");
                    assertThat(recipient.action().name()).isEqualTo(form.action());
                    assertThat(recipient.status()).isEqualTo(form.status());
                    assertThat(recipient.diagnostic()).contains(form.reason());
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: chief@far.example\nSubject: Undeliverable: letter\n\n<nobody@far.example>:\nno",
                "From: postmaster@far.example\nSubject: hello\n\nnobody@far.example\n",
                "From: mailer-daemon-x@far.example\nSubject: failure notice\n\n<nobody@far.example>:"
            })
    void takesPeopleWhoSpeakOfFailuresForPeople(String raw) {
        var message =
                MessageReader.read(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(message.report()).isEmpty();
    }

    private static Optional<DeliveryState> next(DeliveryState state, DeliveryReport.Action action) {
        var reported = new DeliveryReport.Recipient("b@b.example", action, "5.1.1", "unknown");
        return DeliveryReports.next(state, reported, NOW);
    }
}
