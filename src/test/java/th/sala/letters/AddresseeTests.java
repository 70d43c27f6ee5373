package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.letters.Addressee.Answer.Acknowledged;
import th.sala.letters.Addressee.Progress;
import th.sala.mail.Reply;

class AddresseeTests {
    private static final Instant SATURDAY = Instant.parse("2026-11-21T03:00:00Z");

    @ParameterizedTest(name = "{0}: is something new expected soon? {1}")
    @CsvSource({
        "WAITING, true",
        "QUEUED, true",
        "SENT, false",
        "DELIVERED, false",
        "BOUNCED, false",
        "IN_DOUBT, false",
    })
    void thePageFollowsAMailWhileItIsWithUs(Progress progress, boolean expected) {
        assertThat(addressee(progress, null).isOnItsWay()).isEqualTo(expected);
        assertThat(addressee(progress, new Acknowledged("1", null, SATURDAY)).isOnItsWay())
                .isFalse();
    }

    @Test
    @DisplayName("P4 มาตรา 10: a moment of receipt later than the acknowledgement is a deemed one")
    void aLaterMomentOfReceiptIsDeemed() {
        assertThat(received(SATURDAY.plusMillis(1)).isDeemed()).isTrue();
        assertThat(received(SATURDAY).isDeemed()).isFalse();
        assertThat(received(SATURDAY.minus(Duration.ofHours(1))).isDeemed()).isFalse();
        assertThat(received(null).isDeemed()).isFalse();
    }

    private static Acknowledged received(@Nullable Instant received) {
        return new Acknowledged("1", received, SATURDAY);
    }

    private static Addressee addressee(Progress progress, Addressee.@Nullable Answer answer) {
        var id = UUID.randomUUID();
        return new Addressee(
                id,
                id,
                0,
                id,
                "กรมตัวอย่าง",
                "c@d.example",
                "ก",
                "อธิบดี",
                "a@d.example",
                null,
                null,
                null,
                progress,
                null,
                "",
                Reply.NONE,
                answer);
    }
}
