package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SdpTests {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    private static final String SOUND = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
    private static final String PICTURE = "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:1\r\n";

    @Test
    void anOfferHasSoundAndPicture() {
        assertThat(Sdp.offer(HEAD + SOUND + PICTURE).kinds()).containsExactly("audio", "video");
    }

    @Test
    void anAnswerMayHaveManyOfEach() {
        assertThat(Sdp.answer(HEAD + (SOUND + PICTURE).repeat(200)).kinds()).hasSize(400);
    }

    static Stream<String> junk() {
        return Stream.of(
                "",
                "v=0",
                "junk",
                HEAD,
                HEAD + SOUND + SOUND,
                HEAD + PICTURE + PICTURE,
                HEAD + SOUND + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n",
                HEAD + "m=audio\r\n",
                HEAD + "m=audio 999999 UDP/TLS/RTP/SAVPF 111\r\n",
                HEAD + SOUND + "no line of SDP\r\n",
                HEAD + SOUND + "a=with\0zero\r\n",
                HEAD + SOUND + "a=" + "x".repeat(5_000) + "\r\n",
                HEAD + SOUND + "a=the end is missing",
                HEAD + SOUND + "a=candidate:1\r\n".repeat(10_000),
                (HEAD + SOUND).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @MethodSource("junk")
    void refusesWhatNoBrowserOffers(String junk) {
        assertThatThrownBy(() -> Sdp.offer(junk))
                .isInstanceOfSatisfying(
                        MediaTrouble.class,
                        trouble ->
                                assertThat(trouble.reason())
                                        .isEqualTo(MediaTrouble.Reason.BAD_OFFER));
    }

    @Test
    void refusesAnswersWithoutEnd() {
        for (var huge : List.of((SOUND + PICTURE).repeat(201), SOUND + "a=x\r\n".repeat(200_000))) {
            assertThatThrownBy(() -> Sdp.answer(HEAD + huge)).isInstanceOf(MediaTrouble.class);
        }
    }

    @Test
    void findsWhereItLeads() {
        var candidates =
                """
                a=candidate:1 1 udp 2015363327 10.77.0.2 20101 typ host\r
                a=candidate:1 1 udp 2015363327 192.0.2.2 20101 typ host\r
                a=end-of-candidates\r
                """;
        assertThat(Sdp.addresses(HEAD + SOUND + candidates))
                .isEqualTo(Set.of("10.77.0.2", "192.0.2.2"));
        assertThat(Sdp.addresses(HEAD + SOUND)).isEmpty();
    }
}
