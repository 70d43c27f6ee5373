package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import th.sala.Sala;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Srisamut;
import th.sala.evidence.Actor;
import th.sala.files.Pdfs;
import th.sala.media.MediaEvent;
import th.sala.meetings.AttendeeRole;
import th.sala.meetings.AttendingEnded;
import th.sala.meetings.Trouble;
import th.sala.meetings.Troubles;

/// Rooms as browsers reach them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "sala.media.janus=/nowhere/janus")
@Import(RoomSocketTests.Time.class)
class RoomSocketTests extends HeldMeeting {
    @LocalServerPort int port;
    @Autowired RoomRecord record;
    @Autowired ApplicationEventPublisher events;
    @Autowired Troubles troubles;
    @Autowired OpenRooms rooms;
    @Autowired SetClock clock;

    private RoomVisitor visitor(SignedIn who) throws Exception {
        return new RoomVisitor(browser(who), port, id);
    }

    private HttpClient browser(SignedIn who) throws Exception {
        return RoomVisitor.browser(port, who, PASSWORD);
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

    @Test
    @DisplayName("M16 ข้อ 6: the operator asks to speak alone, the attendee answers")
    void aPrivateLineIsAskedFor() throws Exception {
        var operator = visitor(deputy);
        operator.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        var asks = "{\"type\":\"OpenAside\",\"who\":\"%s\"}".formatted(attendee(clerk));
        secretary.ask(asks);
        secretary.hears("\"Refused\"", "เฉพาะผู้ควบคุมระบบ", "ข้อ 6");
        operator.ask(asks);
        operator.hears("\"Aside\"", attendee(clerk).toString(), "WAITING");
        secretary.hears("\"Aside\"", attendee(deputy).toString(), "ASKED");
        secretary.ask("{\"type\":\"TakeAside\",\"takes\":false}");
        operator.hears("\"Aside\"", "NONE", "DECLINED");
        operator.ask(asks);
        secretary.hears("\"Aside\"", "ASKED");
        secretary.ask("{\"type\":\"TakeAside\",\"takes\":true}");
        // there is no media server here: the room's sound cannot be cut, and so nothing opens
        operator.hears("\"Aside\"", "NONE", "MEDIA");
        secretary.hears("\"Aside\"", "NONE", "MEDIA");
        secretary.ask("{\"type\":\"HearAside\"}");
        secretary.hears("\"Refused\"");
        operator.ask(asks);
        secretary.hears("\"Aside\"", "ASKED");
        secretary.vanish();
        operator.hears("\"Aside\"", "NONE", "GONE");
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .contains(
                        new RoomEvent.AsideAsked(attendee(clerk), attendee(deputy)),
                        new RoomEvent.AsideOpened(attendee(clerk), attendee(deputy)),
                        ended(AsideEnd.DECLINED),
                        ended(AsideEnd.MEDIA),
                        ended(AsideEnd.GONE));
    }

    private RoomEvent ended(AsideEnd why) {
        return new RoomEvent.AsideEnded(attendee(clerk), attendee(deputy), why);
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
    @DisplayName(
            "M6 ข้อ 10(2): the pages of a paper are closed to whoever has an interest while it is discussed, the chair too")
    void pagesOfInterest() throws Exception {
        var path = "/meetings/" + id + "/items/" + item(2) + "/papers";
        assertThat(
                        web.post()
                                .uri(path)
                                .with(SignedInAs.as(clerk))
                                .with(csrf())
                                .multipart()
                                .file(
                                        new MockMultipartFile(
                                                "file",
                                                "paper.pdf",
                                                "application/pdf",
                                                Pdfs.of("paper " + id))))
                .hasStatus(HttpStatus.FOUND);
        var paper = meeting().items().get(1).papers().getFirst().id();
        var picture = "/meetings/" + id + "/room/pages/" + paper + "/1";
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        chair.ask(
                "{\"type\":\"Interest\",\"item\":\"%s\",\"who\":\"%s\",\"has\":true}"
                        .formatted(item(2), attendee(governor)));
        chair.hears("\"Room\"", "interested");
        assertThat(page(governor, picture).exchange().getResponse().getStatus()).isIn(200, 202);
        chair.ask("{\"type\":\"ToItem\",\"item\":\"%s\"}".formatted(item(2)));
        chair.hears("\"Room\"", "\"item\":\"" + item(2));
        assertThat(page(governor, picture)).hasStatus(HttpStatus.NOT_FOUND);
        chair.ask("{\"type\":\"ToItem\",\"item\":\"%s\"}".formatted(item(1)));
        chair.hears("\"Room\"", "\"item\":\"" + item(1));
        assertThat(page(governor, picture).exchange().getResponse().getStatus()).isIn(200, 202);
    }

    @Test
    void strangersFindNoRoom() throws Exception {
        var nobody = HttpClient.newHttpClient();
        assertThatThrownBy(() -> new RoomVisitor(nobody, port, id))
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(404));
        var stranger = browser(person(somebody(), Role.OFFICIAL));
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
        var browser = browser(clerk);
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
    @DisplayName("M4 ข้อ 6(1): whose account is closed is put out of the room")
    void whoseAccountIsClosedIsPutOut() throws Exception {
        var operator = visitor(deputy);
        operator.hears("\"Whole\"");
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        within(() -> {
            accounts.close(deputy.account());
            return true;
        });
        operator.hears("\"Gone\"", "LEFT");
        chair.hears("\"Person\"", attendee(deputy).toString(), "ABSENT");
    }

    @Test
    void whoIsAddedDuringTheMeetingComesIn() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var member = person(somebody(), Role.OFFICIAL);
        var added = within(() -> attendees.add(clerk, id, official(member), AttendeeRole.MEMBER));
        chair.hears("\"Person\"", added.toString(), "ABSENT");
        within(() -> {
            meetings.identify(
                    meetings.attending(id, member).orElseThrow(), "ที่ว่าการอำเภอ", false);
            return true;
        });
        visitor(member).hears("\"Whole\"", added.toString());
        chair.hears("\"Person\"", added.toString(), "PRESENT");
    }

    @Test
    @DisplayName("M6 ข้อ 7: who is made operator controls at once, who is it no more does not")
    void rolesDuringTheMeeting() throws Exception {
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        within(() -> {
            attendees.role(clerk, id, attendee(clerk), AttendeeRole.OPERATOR);
            return true;
        });
        secretary.hears("\"Whole\"", "OPERATOR");
        secretary.ask(cut(attendee(governor), "\"AUDIO\""));
        secretary.hears("\"Person\"", attendee(governor).toString(), "AUDIO");
        within(() ->
                db.sql("UPDATE meetings.attendee SET role = 'MEMBER' WHERE id = :id")
                        .param("id", attendee(clerk))
                        .update());
        secretary.ask(cut(attendee(governor), ""));
        secretary.hears("\"Refused\"", "เฉพาะประธานหรือผู้ควบคุมระบบ");
    }

    @Test
    @DisplayName(
            "M14 ข้อ 8(2.6): what the system sees is in the log of incidents, and told at once")
    void incidents() throws Exception {
        var operator = visitor(deputy);
        operator.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        visitor(governor).hears("\"Whole\"");
        secretary.vanish();
        operator.hears("\"Incident\"", "การเชื่อมต่อของ " + clerk.name() + " ขาด");
        events.publishEvent(new MediaEvent.DiskAlarm(id, 7_000_000));
        operator.hears("\"Incident\"", "๗ เมกะไบต์");
        assertThat(within(() -> troubles.log(own.id, id)))
                .allMatch(trouble -> trouble.attendee() == null)
                .extracting(Trouble::words)
                .satisfiesExactly(
                        words -> assertThat(words).contains("๗ เมกะไบต์"),
                        words -> assertThat(words).contains(clerk.name()),
                        words -> assertThat(words).contains("เครื่องแม่ข่ายเสียงและภาพขัดข้อง"));
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
            visitor.asks("{\"type\":\"Beat\"}");
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
        await().untilAsserted(() -> assertThat(rooms.find(id)).as("leaves memory").isEmpty());
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .last()
                .isInstanceOf(RoomEvent.Ended.class);
        visitor(clerk).hears("\"Gone\"", "ENDED");
    }

    @Test
    void whoComesAndGoesTooOftenIsNotLetInForAWhile() throws Exception {
        var browser = browser(clerk);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                new RoomVisitor(browser, port, id).vanish();
                            }
                        })
                .satisfies(thrown -> assertThat(refusal(thrown)).isEqualTo(429));
        visitor(governor).hears("\"Whole\"");
        assertThat(within(() -> record.of(own.id, id))).hasSizeLessThan(100);
        clock.jump(Duration.ofMinutes(1));
        new RoomVisitor(browser, port, id).hears("\"Whole\"");
    }

    @Test
    @DisplayName("offers and answers of every size end nobody's meeting but the sender's own")
    void signalsThatAreNoneTroubleNobodyElse() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        for (var signal : List.of("Publish\",\"offer", "Present\",\"offer", "Answer\",\"answer")) {
            secretary.ask(signal(signal, "x"));
            secretary.hears("\"Refused\"");
            secretary.ask(signal(signal, "v=0\\r\\n" + "a=x\\r\\n".repeat(20_000)));
            secretary.hears("\"Refused\"");
        }
        secretary.ask("{\"type\":\"Subscribe\",\"wanted\":[]}");
        secretary.hears("\"Offer\"");
        secretary.ask("{\"type\":\"Hand\",\"up\":true}");
        chair.hears("\"Room\"", attendee(clerk).toString());

        secretary.asks(signal("Publish\",\"offer", "x".repeat(Wire.MOST_CHARACTERS)));
        chair.hears("\"Person\"", attendee(clerk).toString(), "AWAY");
        visitor(clerk).hears("\"Whole\"");
        chair.ask("{\"type\":\"LowerHand\",\"who\":\"%s\"}".formatted(attendee(clerk)));
        chair.hears("\"Room\"", "\"hands\":[]");
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .contains(new RoomEvent.Lost(attendee(clerk)));
    }

    private static String signal(String start, String sdp) {
        return "{\"type\":\"%s\":\"%s\"}".formatted(start, sdp);
    }

    @Test
    void whoFloodsWithSignalsIsPutOutAndIsOnRecordAsLost() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var flooding = visitor(clerk);
        flooding.hears("\"Whole\"");
        for (int i = 0; i < 400; i++) {
            flooding.asks(signal("Publish\",\"offer", "v=0"));
        }
        flooding.hears("\"Gone\"", "BROKEN");
        chair.hears("\"Person\"", attendee(clerk).toString(), "AWAY");
        chair.ask("{\"type\":\"Hand\",\"up\":true}");
        chair.hears("\"Room\"", attendee(governor).toString());
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .contains(new RoomEvent.Lost(attendee(clerk)));
    }

    @Test
    @DisplayName("a clock that is set is on record, and no time of anybody is wrong or negative")
    void aClockThatIsSet() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        for (var jump : List.of(Duration.ofHours(-2), Duration.ofHours(26))) {
            clock.jump(jump);
            chair.ask("{\"type\":\"Say\",\"words\":\"%s\"}".formatted(jump));
            secretary.hears("\"Line\"", jump.toString());
        }
        chair.ask("{\"type\":\"End\"}");
        secretary.hears("\"Gone\"", "ENDED");

        var rows = within(() -> record.of(own.id, id));
        assertThat(jumps(rows))
                .satisfiesExactly(
                        back -> assertThat(back).isBetween(hours(-2), hours(-2).plusSeconds(5)),
                        ahead -> assertThat(ahead).isBetween(hours(26), hours(26).plusSeconds(5)));
        var attendance = Attendance.of(rows, rows.getLast().at());
        for (var who : List.of(governor, clerk)) {
            assertThat(attendance.of(attendee(who)))
                    .isNotEmpty()
                    .allMatch(interval -> interval.length().isPositive());
            assertThat(attendance.present(attendee(who)))
                    .isBetween(Duration.ofNanos(1), Duration.ofMinutes(5));
        }
        assertThat(page(clerk, "/meetings/" + id + "/after")).hasStatusOk();
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours).minusSeconds(1);
    }

    /// By how much the clock was set.
    private static List<Duration> jumps(List<RoomEvents.Row> rows) {
        return rows.stream()
                .filter(row -> row.event() instanceof RoomEvent.ClockSet)
                .map(row -> Duration.between(((RoomEvent.ClockSet) row.event()).before(), row.at()))
                .toList();
    }

    @Test
    @DisplayName("a clock that was set back while the program was dead is on record, too")
    void aClockThatWasSetWhileNobodyLooked() throws Exception {
        var ahead = time.instant().plus(Duration.ofHours(3));
        var came = List.<RoomEvent>of(new RoomEvent.Came(attendee(clerk), false));
        within(() -> {
            record.keep(Actor.program(own.id), id, ahead, came, () -> {});
            return true;
        });
        visitor(governor).hears("\"Whole\"");
        var rows = within(() -> record.of(own.id, id));
        assertThat(jumps(rows)).singleElement().satisfies(back -> assertThat(back).isNegative());
        assertThat(Attendance.of(rows, time.instant()).of(attendee(clerk)))
                .allMatch(interval -> interval.length().isPositive());
        assertThat(within(() -> record.lastAlive(own.id, id)))
                .hasValueSatisfying(at -> assertThat(at).isBefore(ahead));
    }

    @Test
    @DisplayName("M10 ข้อ 6(3): a disk without room is on record from when until when")
    void aDiskWithoutRoom() throws Exception {
        var chair = visitor(governor);
        chair.hears("\"Whole\"");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        events.publishEvent(new MediaEvent.DiskAlarm(id, 7));
        chair.hears("\"DiskAlarm\"", "7");
        var operator = visitor(deputy);
        operator.hears("\"Whole\"");
        assertThat(operator.hears("\"DiskAlarm\"")).as("who comes later hears of it").contains("7");
        events.publishEvent(new MediaEvent.DiskEnough(id));
        secretary.ask("{\"type\":\"Hand\",\"up\":true}");
        chair.hears("\"Room\"", attendee(clerk).toString());
        assertThat(secretary.unheard()).noneMatch(message -> message.contains("DiskAlarm"));
        awaitRow(new RoomEvent.DiskEnough());
        assertThat(within(() -> record.of(own.id, id)))
                .extracting(RoomEvents.Row::event)
                .containsSubsequence(new RoomEvent.DiskShort(7), new RoomEvent.DiskEnough());
        visitor(governor).hears("\"Whole\"");
        assertThat(entries("room.disk-short")).isEqualTo(1);
        assertThat(entries("room.disk-enough")).isEqualTo(1);
    }

    private void awaitRow(RoomEvent event) {
        for (int tries = 0; tries < 1_000; tries++) {
            if (within(() -> record.of(own.id, id)).stream()
                    .anyMatch(row -> row.event().equals(event))) {
                return;
            }
        }
        throw new AssertionError("never on record: " + event);
    }

    private int entries(String act) {
        return within(() ->
                db.sql(
                                "SELECT count(*) FROM evidence.entry WHERE act = :act AND agency_id = :agency")
                        .param("act", act)
                        .param("agency", own.id)
                        .query(Integer.class)
                        .single());
    }

    /// The machine's clock, as far as it was not set.
    static final class SetClock extends Clock {
        private volatile Duration by = Duration.ZERO;

        void jump(Duration more) {
            by = by.plus(more);
        }

        @Override
        public ZoneId getZone() {
            return Sala.BANGKOK;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }
    }

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        SetClock setClock() {
            return new SetClock();
        }
    }

    @AfterEach
    void setTheClockRight() {
        clock.by = Duration.ZERO;
    }
}
