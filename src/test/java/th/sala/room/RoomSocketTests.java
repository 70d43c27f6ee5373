package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.TestPropertySource;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Srisamut;
import th.sala.meetings.AttendingEnded;

/// Rooms as browsers reach them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "sala.media.janus=/nowhere/janus")
class RoomSocketTests extends HeldMeeting {
    @LocalServerPort int port;
    @Autowired RoomRecord record;
    @Autowired ApplicationEventPublisher events;

    private RoomVisitor visitor(SignedIn who) throws Exception {
        return new RoomVisitor(RoomVisitor.browser(port, who, PASSWORD), port, id);
    }

    private static int refusal(Throwable thrown) {
        assertThat(thrown).isInstanceOf(CompletionException.class);
        var cause = thrown.getCause();
        assertThat(cause).isInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) cause).getResponse().statusCode();
    }

    @Test
    void whoComesGetsTheWholeAndOthersHearOfIt() throws Exception {
        var chair = visitor(governor);
        assertThat(chair.hears("\"Whole\"")).contains(attendee(clerk).toString());
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        chair.hears("\"Person\"", attendee(clerk).toString(), "PRESENT");
        secretary.ask("{\"type\":\"Hand\",\"up\":true}");
        chair.hears("\"Room\"", "\"hands\":[\"" + attendee(clerk) + "\"]");
        secretary.vanish();
        chair.hears("\"Person\"", attendee(clerk).toString(), "AWAY");
        assertThat(visitor(clerk).hears("\"Whole\""))
                .contains("\"hands\":[\"" + attendee(clerk) + "\"]");
    }

    @Test
    @DisplayName("M6 ข้อ 7: a cut stands in the record with what the media server said")
    void cutting() throws Exception {
        var chair = visitor(governor);
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        chair.ask(cut(attendee(clerk), "\"AUDIO\""));
        secretary.hears(
                "\"Person\"", attendee(clerk).toString(), "AUDIO", "NECESSITY", "เสียงรบกวน");
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .anyMatch(event ->
                        event instanceof RoomEvent.CutAnswered answered
                                && answered.trouble().equals("NO_ROOM"));
        secretary.ask(cut(attendee(governor), "\"AUDIO\""));
        secretary.hears("\"Refused\"", "เฉพาะประธานหรือผู้ควบคุมระบบ", "ข้อ 7");
    }

    private static String cut(UUID who, String cuts) {
        return "{\"type\":\"CutOff\",\"who\":\"%s\",\"cuts\":[%s],\"cause\":\"NECESSITY\",\"words\":\"เสียงรบกวน\"}"
                .formatted(who, cuts);
    }

    @Test
    @DisplayName(
            "M6 ข้อ 10(2): who has an interest gets nothing while the item lasts, and everything after it")
    void interest() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        secretary.ask(
                "{\"type\":\"Interest\",\"item\":\"%s\",\"who\":\"%s\",\"has\":true}"
                        .formatted(item(2), attendee(clerk)));
        chair.hears("\"Room\"", "interested", attendee(clerk).toString());
        chair.ask("{\"type\":\"ToItem\",\"item\":\"%s\"}".formatted(item(2)));
        assertThat(secretary.hears("\"Whole\"", "INTEREST"))
                .contains("\"item\":null", "\"talk\":[]");
        chair.ask("{\"type\":\"Say\",\"words\":\"เรื่องที่ท่านมีส่วนได้เสีย\"}");
        chair.hears("\"Line\"");
        chair.ask("{\"type\":\"ToItem\",\"item\":\"%s\"}".formatted(item(1)));
        assertThat(secretary.hears("\"Whole\"")).contains("\"item\":\"" + item(1));
        assertThat(secretary.unheard()).noneMatch(message -> message.contains("\"Line\""));
        assertThat(meeting().current()).map(item -> item.id()).contains(item(1));
    }

    @Test
    void strangersFindNoRoom() throws Exception {
        var nobody = HttpClient.newHttpClient();
        assertThatThrownBy(() -> new RoomVisitor(nobody, port, id))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(404));
        var stranger = RoomVisitor.browser(port, person(somebody(), Role.OFFICIAL), PASSWORD);
        assertThatThrownBy(() -> new RoomVisitor(stranger, port, id))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(404));
    }

    private UUID somebody() {
        return within(() ->
                organisation.enrol(
                        own.id,
                        "นายบุญมี เดินผ่าน",
                        "boonmee@" + own.domain,
                        "0 2000 0009",
                        Srisamut.SINCE));
    }

    @Test
    void pagesOfOtherOriginsDoNotReachIt() throws Exception {
        var browser = RoomVisitor.browser(port, clerk, PASSWORD);
        assertThatThrownBy(() -> new RoomVisitor(browser, port, id, "https://elsewhere.example"))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(403));
    }

    @Test
    void joiningTwiceTheLaterOneCounts() throws Exception {
        var before = visitor(clerk);
        before.hears("\"Whole\"");
        var after = visitor(clerk);
        after.hears("\"Whole\"");
        before.hears("\"Gone\"", "REPLACED");
        after.ask("{\"type\":\"Hand\",\"up\":true}");
        after.hears("\"Room\"", attendee(clerk).toString());
    }

    @Test
    void inALivelyRoomWhoIsSilentIsAwayAllTheSame() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var begun = time.instant();
        visitor(clerk).hears("\"Whole\"");
        var isAway = false;
        for (int turn = 0; !isAway && turn < 60; turn++) {
            chair.ask("{\"type\":\"Hand\",\"up\":%s}".formatted(turn % 2 == 0));
            for (var next = chair.next(200); next != null; next = chair.next(200)) {
                isAway |= next.contains("AWAY") && next.contains("\"Person\"");
            }
        }
        assertThat(isAway).isTrue();
        assertThat(within(() -> record.lastAlive(own.id, id)))
                .hasValueSatisfying(at -> assertThat(at).isAfter(begun));
    }

    @Test
    @DisplayName("M4 ข้อ 9: whose link ends is put out, and the next is at the door again")
    void whoseLinkEndsIsPutOut() throws Exception {
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        var attending = within(() -> meetings.attending(id, clerk)).orElseThrow();
        publish(new AttendingEnded(own.id, id, attending.attendee()));
        secretary.hears("\"Gone\"", "LEFT");
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .last()
                .isEqualTo(new RoomEvent.Revoked(attending.attendee()));
    }

    @Test
    void whatIsTakenBackPutsNobodyOut() throws Exception {
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        assertThatThrownBy(() ->
                        within(() -> {
                            events.publishEvent(new AttendingEnded(own.id, id, attendee(clerk)));
                            throw new IllegalStateException("taken back");
                        }))
                .hasMessage("taken back");
        secretary.ask("{\"type\":\"Hand\",\"up\":true}");
        assertThat(secretary.hears("\"Room\"", attendee(clerk).toString())).isNotEmpty();
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .noneMatch(event -> event instanceof RoomEvent.Revoked);
    }

    private void publish(AttendingEnded event) {
        within(() -> {
            events.publishEvent(event);
            return true;
        });
    }

    @Test
    void junkEndsTheConnection() throws Exception {
        for (var junk :
                List.of(
                        "x",
                        "{}",
                        "{\"type\":\"Whole\"}",
                        "{\"type\":\"Hand\"}",
                        "{\"type\":\"Hand\",\"up\":true,\"who\":\"x\"}",
                        "[".repeat(5_000))) {
            var visitor = visitor(clerk);
            visitor.hears("\"Whole\"");
            visitor.ask(junk);
            visitor.hears("\"Refused\"");
            visitor.hears("\"Gone\"", "BROKEN");
        }
    }

    @Test
    void whoFloodsIsPutOut() throws Exception {
        var visitor = visitor(clerk);
        visitor.hears("\"Whole\"");
        for (int i = 0; i < 400; i++) {
            try {
                visitor.ask("{\"type\":\"Beat\"}");
            } catch (CompletionException closed) {
                break;
            }
        }
        visitor.hears("\"Gone\"", "BROKEN");
    }

    @Test
    void whoWasRemovedWaitsAtTheDoor() throws Exception {
        var chair = visitor(governor);
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        chair.ask(
                "{\"type\":\"Remove\",\"who\":\"%s\",\"words\":\"ไม่เกี่ยวข้อง\"}"
                        .formatted(attendee(clerk)));
        secretary.hears("\"Gone\"", "REMOVED", "ไม่เกี่ยวข้อง");
        var again = visitor(clerk);
        again.hears("\"Waiting\"");
        again.ask("{\"type\":\"Say\",\"words\":\"ขอเข้า\"}");
        again.hears("\"Refused\"");
        chair.ask("{\"type\":\"Admit\",\"who\":\"%s\"}".formatted(attendee(clerk)));
        again.hears("\"Whole\"");
    }

    @Test
    @DisplayName("M7 ข้อ 8: what is presented everybody is told of; at the end all are told")
    void presentingAndTheEnd() throws Exception {
        var chair = visitor(governor);
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        secretary.ask("{\"type\":\"Present\",\"offer\":\"v=0\"}");
        secretary.hears("\"Refused\"");
        chair.ask("{\"type\":\"End\"}");
        secretary.hears("\"Gone\"", "ENDED");
        chair.hears("\"Gone\"", "ENDED");
        assertThat(meeting().state().isOpen()).isFalse();
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .last()
                .isInstanceOf(RoomEvent.Ended.class);
        visitor(clerk).hears("\"Gone\"", "ENDED");
    }
}
