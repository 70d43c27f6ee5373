package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import th.sala.media.Cut;
import th.sala.meetings.AgendaItem;
import th.sala.meetings.Attendee;
import th.sala.meetings.AttendeeRole;
import th.sala.meetings.Paper;

class RoomStateTests {
    private static final Set<Cut> ALL = Set.of(Cut.AUDIO, Cut.VIDEO, Cut.INCOMING);

    private final Attendee chair = attendee(AttendeeRole.CHAIR, "ประธาน");
    private final Attendee operator = attendee(AttendeeRole.OPERATOR, "ผู้ควบคุมระบบ");
    private final Attendee member = attendee(AttendeeRole.MEMBER, "กรรมการ");
    private final Attendee guest = attendee(AttendeeRole.GUEST, "ผู้ชี้แจง");
    private final UUID paper = UUID.randomUUID();
    private final AgendaItem first =
            new AgendaItem(
                    UUID.randomUUID(),
                    1,
                    "เรื่องแจ้ง",
                    List.of(new Paper(paper, "ระเบียบวาระ.pdf", "00", 1)),
                    Set.of());
    private final AgendaItem second =
            new AgendaItem(UUID.randomUUID(), 2, "เรื่องพิจารณา", List.of(), Set.of(member.id()));

    private final List<RoomEvent> happened = new ArrayList<>();
    private RoomState room = fresh(false);
    private Instant now = Instant.parse("2026-11-23T02:00:00Z");

    private static Attendee attendee(AttendeeRole role, String name) {
        return new Attendee(UUID.randomUUID(), UUID.randomUUID(), name, "", role, "", null);
    }

    private RoomState fresh(boolean identifiesBefore) {
        return new RoomState(
                List.of(chair, operator, member, guest), List.of(first, second), identifiesBefore);
    }

    private List<RoomState.Change> happen(List<RoomEvent> events) {
        happened.addAll(events);
        now = now.plusSeconds(1);
        return events.stream().flatMap(event -> room.apply(now, event).stream()).toList();
    }

    private List<RoomState.Change> act(Attendee by, Ask.Act act) {
        return happen(room.decide(by.id(), act));
    }

    private void everybodyComes() {
        for (var one : List.of(chair, operator, member)) {
            happen(room.come(one.id(), true));
        }
    }

    private Set<Cut> cutsOf(Attendee one) {
        return room.standing(one.id()).cuts();
    }

    private RoomState.Presence presence(Attendee one) {
        return room.person(one.id()).orElseThrow().presence();
    }

    @Test
    void whoIsIdentifiedIsIn() {
        happen(room.come(member.id(), true));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.PRESENT);
    }

    @Test
    @DisplayName("M4 ข้อ 9: who is not identified waits, and may be let in to be vouched for")
    void whoIsNotWaits() {
        everybodyComes();
        happen(room.come(guest.id(), false));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.WAITING);
        assertThat(room.isIn(guest.id())).isFalse();
        assertThatThrownBy(() -> act(guest, new Ask.Say("ขอเข้า")))
                .isInstanceOf(RoomRefusal.NotInside.class);
        act(chair, new Ask.Admit(guest.id()));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.PRESENT);
    }

    @Test
    @DisplayName("M4 ข้อ 6(1): where the law wants it before, nobody is let in unidentified")
    void nobodyIsSparedIdentification() {
        room = fresh(true);
        everybodyComes();
        happen(room.come(guest.id(), false));
        assertThatThrownBy(() -> act(chair, new Ask.Admit(guest.id())))
                .isInstanceOf(RoomRefusal.NotIdentified.class);
        happen(room.come(guest.id(), true));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.PRESENT);
    }

    @Test
    @DisplayName("M4 ข้อ 9: one vouches for others who are seen, identified oneself")
    void vouching() {
        everybodyComes();
        happen(room.come(guest.id(), false));
        act(chair, new Ask.Admit(guest.id()));
        var vouch = new Ask.Vouch(guest.id());
        assertThatThrownBy(() -> act(member, vouch)).isInstanceOf(RoomRefusal.NotOnCamera.class);
        act(guest, new Ask.Devices(true, true));
        assertThatThrownBy(() -> act(member, vouch))
                .as("what the browser says of itself")
                .isInstanceOf(RoomRefusal.NotOnCamera.class);
        room.seen(guest.id(), true);
        assertThat(room.decide(member.id(), vouch)).isEmpty();
        assertThatThrownBy(() -> act(guest, vouch)).isInstanceOf(RoomRefusal.CannotVouch.class);
        happen(List.of(new RoomEvent.MediaLost("SERVER_DOWN")));
        assertThatThrownBy(() -> act(member, vouch)).isInstanceOf(RoomRefusal.NotOnCamera.class);
        happen(List.of(new RoomEvent.MediaBack()));
        room.seen(guest.id(), true);
        act(guest, new Ask.Devices(true, false));
        assertThatThrownBy(() -> act(member, vouch))
                .as("the camera is off")
                .isInstanceOf(RoomRefusal.NotOnCamera.class);
    }

    @Test
    @DisplayName("M4 ข้อ 9: whoever comes by another's link is not known by what was said of them")
    void theNextBearerIsNotVouchedFor() {
        everybodyComes();
        happen(room.come(guest.id(), false));
        act(chair, new Ask.Admit(guest.id()));
        happen(List.of(new RoomEvent.Identified(guest.id())));
        happen(room.revoke(guest.id()));
        assertThat(room.isIn(guest.id())).isFalse();
        happen(room.come(guest.id(), false));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.WAITING);
        assertThat(room.person(guest.id())).isPresent().get().matches(one -> !one.identified());
        assertThat(room.revoke(UUID.randomUUID())).isEmpty();
    }

    @Test
    @DisplayName("M4 ข้อ 9: what the meeting says at the door counts, not what it said before")
    void atTheDoorTheMeetingSaysWhoIsKnown() {
        happen(room.come(guest.id(), true));
        happen(room.lose(guest.id()));
        happen(room.come(guest.id(), false));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.WAITING);
        happen(room.come(guest.id(), true));
        assertThat(presence(guest)).isEqualTo(RoomState.Presence.PRESENT);
    }

    @Test
    void aStrangerIsNobody() {
        assertThatThrownBy(() -> room.come(UUID.randomUUID(), true))
                .isInstanceOf(RoomRefusal.Stranger.class);
        assertThatThrownBy(() -> room.decide(UUID.randomUUID(), new Ask.Hand(true)))
                .isInstanceOf(RoomRefusal.NotInside.class);
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        everybodyComes();
        assertThat(room.come(member.id(), true)).isEmpty();
    }

    @Test
    void whoLosesTheNetworkIsAwayAndComesBack() {
        everybodyComes();
        act(member, new Ask.Hand(true));
        happen(room.lose(member.id()));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.AWAY);
        assertThat(room.hands()).containsExactly(member.id());
        happen(room.come(member.id(), true));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.PRESENT);
    }

    @Test
    @DisplayName("M6 ข้อ 7: chair and operator cut audio, video, both, or all data to one device")
    void cutting() {
        everybodyComes();
        for (var cuts : List.of(Set.of(Cut.AUDIO), Set.of(Cut.VIDEO), ALL, Set.<Cut>of())) {
            act(
                    cuts.contains(Cut.VIDEO) ? operator : chair,
                    new Ask.CutOff(member.id(), cuts, CutCause.EMERGENCY, "มีเสียงรบกวน"));
            assertThat(cutsOf(member)).isEqualTo(cuts);
        }
        assertThat(room.standing(member.id()).cause()).isNull();
    }

    static List<Ask.Act> actsOfControl() {
        var who = UUID.randomUUID();
        return List.of(
                new Ask.CutOff(who, ALL, CutCause.NECESSITY, ""),
                new Ask.MuteAll(""),
                new Ask.GiveBackAll(),
                new Ask.Admit(who),
                new Ask.Remove(who, ""),
                new Ask.ToItem(who),
                new Ask.Interest(who, who, true),
                new Ask.Interest(who, who, false),
                new Ask.Hint(who, "ตรวจไมโครโฟน"),
                new Ask.LowerHand(who),
                new Ask.End());
    }

    @ParameterizedTest(name = "M6 ข้อ 7: others do not {0}")
    @MethodSource("actsOfControl")
    void othersControlNothing(Ask.Act act) {
        everybodyComes();
        assertThatThrownBy(() -> act(member, act)).isInstanceOf(RoomRefusal.NotInControl.class);
    }

    @ParameterizedTest(name = "{0} with an id that nobody has")
    @MethodSource("actsOfControl")
    void forgedIdsAreRefused(Ask.Act act) {
        everybodyComes();
        if (act instanceof Ask.MuteAll
                || act instanceof Ask.GiveBackAll
                || act instanceof Ask.End) {
            assertThat(room.decide(chair.id(), act)).doesNotContainNull();
        } else {
            assertThatThrownBy(() -> act(chair, act))
                    .isInstanceOfAny(RoomRefusal.NoSuchThing.class, RoomRefusal.NotInside.class);
        }
    }

    private void aside() {
        act(operator, new Ask.OpenAside(member.id()));
        act(member, new Ask.TakeAside(true));
    }

    private List<RoomEvent> happenedLast(int number) {
        return happened.subList(happened.size() - number, happened.size());
    }

    private RoomEvent over(AsideEnd why) {
        return new RoomEvent.AsideEnded(member.id(), operator.id(), why);
    }

    @Test
    @DisplayName("M16 ข้อ 6: operator and attendee speak alone, and the room hears neither")
    void speakingAlone() {
        everybodyComes();
        act(operator, new Ask.OpenAside(member.id()));
        assertThat(cutsOf(member)).as("not before it is taken").isEmpty();
        assertThat(act(member, new Ask.TakeAside(true)))
                .contains(
                        new RoomState.Change.OfPerson(member.id()),
                        new RoomState.Change.OfPerson(operator.id()));
        for (var one : List.of(member, operator)) {
            assertThat(cutsOf(one)).containsExactly(Cut.AUDIO);
            assertThat(room.standing(one.id()).cause()).isEqualTo(CutCause.ASIDE);
        }
        assertThat(cutsOf(chair)).isEmpty();
        var seen = room.person(member.id()).orElseThrow();
        assertThat(RoomViews.person(room, seen, chair.id()).cause()).isEqualTo(CutCause.ASIDE);
        act(member, new Ask.EndAside());
        assertThat(happened).endsWith(over(AsideEnd.ENDED));
        assertThat(cutsOf(member)).isEmpty();
        assertThat(cutsOf(operator)).isEmpty();
        assertThat(room.decide(operator.id(), new Ask.EndAside())).isEmpty();
    }

    @Test
    @DisplayName("M16 ข้อ 6: nobody but the operator asks, and only who is asked answers")
    void whoMaySpeakAlone() {
        everybodyComes();
        for (var other : List.of(chair, member)) {
            assertThatThrownBy(() -> act(other, new Ask.OpenAside(operator.id())))
                    .isInstanceOf(RoomRefusal.NotTheOperator.class);
        }
        assertThatThrownBy(() -> act(operator, new Ask.OpenAside(operator.id())))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
        assertThatThrownBy(() -> act(operator, new Ask.OpenAside(guest.id())))
                .as("not there")
                .isInstanceOf(RoomRefusal.NotInside.class);
        act(operator, new Ask.OpenAside(member.id()));
        for (var other : List.of(operator, chair)) {
            assertThatThrownBy(() -> act(other, new Ask.TakeAside(true)))
                    .isInstanceOf(RoomRefusal.NoSuchThing.class);
        }
        assertThatThrownBy(() -> act(operator, new Ask.OpenAside(chair.id())))
                .isInstanceOf(RoomRefusal.OnAnotherAside.class);
        assertThat(RoomViews.aside(room.aside(member.id()).orElseThrow(), member.id()))
                .isEqualTo(new Tell.Aside(operator.id(), Tell.AsideState.ASKED, null));
        assertThat(RoomViews.aside(room.aside(operator.id()).orElseThrow(), operator.id()))
                .isEqualTo(new Tell.Aside(member.id(), Tell.AsideState.WAITING, null));
        act(member, new Ask.TakeAside(false));
        assertThat(happened).endsWith(over(AsideEnd.DECLINED));
        assertThatThrownBy(() -> act(member, new Ask.TakeAside(true)))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
    }

    @Test
    @DisplayName("M6 ข้อ 7: whoever gets no data gets no words by a private line")
    void noDataNoLine() {
        everybodyComes();
        var allData = new Ask.CutOff(member.id(), Set.of(Cut.INCOMING), CutCause.LAW, "");
        act(chair, allData);
        assertThatThrownBy(() -> act(operator, new Ask.OpenAside(member.id())))
                .isInstanceOf(RoomRefusal.GetsNoData.class);
        act(chair, new Ask.CutOff(member.id(), Set.of(), CutCause.LAW, ""));
        aside();
        act(chair, allData);
        assertThat(happened).contains(over(AsideEnd.CUT));
        assertThat(cutsOf(member)).containsExactly(Cut.INCOMING);
        assertThat(room.aside(operator.id())).isEmpty();
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): an interest in the item ends the line, asked for or open")
    void anInterestEndsTheLine() {
        everybodyComes();
        aside();
        act(chair, new Ask.ToItem(second.id()));
        assertThat(happened).endsWith(over(AsideEnd.CUT));
        assertThat(room.standing(member.id()).cause()).isEqualTo(CutCause.INTEREST);
        assertThatThrownBy(() -> act(operator, new Ask.OpenAside(member.id())))
                .isInstanceOf(RoomRefusal.GetsNoData.class);
        act(chair, new Ask.ToItem(first.id()));
        act(operator, new Ask.OpenAside(member.id()));
        act(chair, new Ask.ToItem(second.id()));
        assertThat(happened).endsWith(over(AsideEnd.CUT));
        assertThatThrownBy(() -> act(member, new Ask.TakeAside(true)))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
    }

    @Test
    @DisplayName("M6 ข้อ 7: a cut by name stands when the line is over, and none comes of the line")
    void aLineLeavesCutsAsTheyWere() {
        everybodyComes();
        act(chair, new Ask.MuteAll(""));
        aside();
        act(operator, new Ask.EndAside());
        assertThat(cutsOf(member)).containsExactly(Cut.AUDIO);
        act(chair, new Ask.GiveBackAll());
        aside();
        act(
                chair,
                new Ask.CutOff(
                        member.id(), Set.of(Cut.AUDIO, Cut.VIDEO), CutCause.NECESSITY, "ภาพ"));
        assertThat(cutsOf(member)).containsExactlyInAnyOrder(Cut.AUDIO, Cut.VIDEO);
        assertThat(room.standing(member.id()).cause()).isEqualTo(CutCause.NECESSITY);
        act(operator, new Ask.EndAside());
        assertThat(cutsOf(member)).containsExactly(Cut.VIDEO);
        assertThatThrownBy(() -> act(chair, new Ask.CutOff(member.id(), ALL, CutCause.ASIDE, "")))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
    }

    @Test
    @DisplayName("M16 ข้อ 6: leaving, removing and the end of the meeting end the line")
    void leavingEndsTheLine() {
        everybodyComes();
        aside();
        act(member, new Ask.Leave());
        assertThat(happenedLast(2))
                .containsExactly(over(AsideEnd.GONE), new RoomEvent.Left(member.id()));
        happen(room.come(member.id(), true));
        aside();
        act(chair, new Ask.Remove(operator.id(), "สลับผู้ควบคุม"));
        assertThat(happened).contains(over(AsideEnd.CUT));
        act(chair, new Ask.Admit(operator.id()));
        happen(room.come(operator.id(), true));
        aside();
        assertThat(room.endAsides(AsideEnd.MEDIA)).containsExactly(over(AsideEnd.MEDIA));
        act(chair, new Ask.End());
        assertThat(happenedLast(2))
                .containsExactly(over(AsideEnd.ENDED), new RoomEvent.Ended(chair.id()));
    }

    @Test
    @DisplayName(
            "M6 ข้อ 10(2): an interest cuts for the item's duration; what stood before stands after")
    void interestInAnItem() {
        everybodyComes();
        act(
                chair,
                new Ask.CutOff(member.id(), Set.of(Cut.AUDIO), CutCause.NECESSITY, "ยังไม่ถึงคิว"));
        assertThat(act(chair, new Ask.ToItem(second.id())))
                .contains(new RoomState.Change.OfPerson(member.id()));
        assertThat(cutsOf(member)).isEqualTo(ALL);
        assertThat(room.standing(member.id()).cause()).isEqualTo(CutCause.INTEREST);
        assertThatThrownBy(() -> act(member, new Ask.Say("ขอชี้แจง")))
                .isInstanceOf(RoomRefusal.HasInterest.class);
        assertThatThrownBy(() -> act(member, new Ask.Hand(true)))
                .isInstanceOf(RoomRefusal.HasInterest.class);
        assertThat(act(chair, new Ask.ToItem(first.id())))
                .contains(new RoomState.Change.OfPerson(member.id()));
        assertThat(cutsOf(member)).containsExactly(Cut.AUDIO);
        assertThat(room.standing(member.id()).words()).isEqualTo("ยังไม่ถึงคิว");
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): nobody gives back by name what an interest took")
    void interestIsNotLifted() {
        everybodyComes();
        act(chair, new Ask.ToItem(second.id()));
        act(
                chair,
                new Ask.CutOff(member.id(), Set.of(Cut.AUDIO), CutCause.NECESSITY, "เสียงรบกวน"));
        act(chair, new Ask.CutOff(member.id(), Set.of(), CutCause.NECESSITY, ""));
        assertThat(cutsOf(member)).isEqualTo(ALL);
        assertThatThrownBy(
                        () -> act(chair, new Ask.CutOff(member.id(), ALL, CutCause.INTEREST, "")))
                .isInstanceOf(RoomRefusal.InterestByItself.class);
    }

    @Test
    @DisplayName(
            "M6 ข้อ 10(2): anybody says of themselves that they have an interest; others do not take it back")
    void interestOfOneself() {
        everybodyComes();
        act(chair, new Ask.ToItem(first.id()));
        act(operator, new Ask.Hand(true));
        act(member, new Ask.ShowPaper(paper, 1));
        act(member, new Ask.Interest(first.id(), member.id(), true));
        assertThat(cutsOf(member)).isEqualTo(ALL);
        assertThat(room.showing()).isEmpty();
        assertThat(room.hands()).containsExactly(operator.id());
        assertThatThrownBy(() -> act(member, new Ask.Interest(first.id(), member.id(), false)))
                .isInstanceOf(RoomRefusal.NotInControl.class);
        act(chair, new Ask.Interest(first.id(), member.id(), false));
        assertThat(cutsOf(member)).isEmpty();
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): who controls does not lift their own interest; the other does")
    void nobodyLiftsTheirOwn() {
        everybodyComes();
        act(chair, new Ask.ToItem(first.id()));
        act(chair, new Ask.Interest(first.id(), chair.id(), true));
        assertThatThrownBy(() -> act(chair, new Ask.Interest(first.id(), chair.id(), false)))
                .isInstanceOf(RoomRefusal.OwnInterest.class);
        assertThat(cutsOf(chair)).isEqualTo(ALL);
        act(operator, new Ask.Interest(first.id(), chair.id(), false));
        assertThat(cutsOf(chair)).isEmpty();
    }

    @Test
    @DisplayName("M7 ข้อ 8: all see what is presented, unless all data to their device is cut")
    void everybodySees() {
        everybodyComes();
        act(member, new Ask.ShowPaper(paper, 3));
        assertThat(room.showing())
                .contains(new RoomState.Showing(member.id(), new Source.Paper(paper, 3)));
        assertThat(room.sees(operator.id())).isTrue();
        act(chair, new Ask.CutOff(member.id(), Set.of(Cut.AUDIO), CutCause.NECESSITY, ""));
        assertThat(room.sees(member.id())).isTrue();
        act(chair, new Ask.CutOff(member.id(), Set.of(Cut.INCOMING), CutCause.EMERGENCY, ""));
        assertThat(room.sees(member.id())).isFalse();
        assertThat(room.sees(guest.id())).isFalse();
    }

    @Test
    void onePresentsAtATime() {
        everybodyComes();
        happen(room.presentScreen(member.id()));
        happen(room.come(guest.id(), true));
        assertThatThrownBy(() -> act(guest, new Ask.ShowPaper(paper, 1)))
                .isInstanceOf(RoomRefusal.OtherPresents.class);
        assertThatThrownBy(() -> act(guest, new Ask.StopPresenting()))
                .isInstanceOf(RoomRefusal.OtherPresents.class);
        act(chair, new Ask.ShowPaper(paper, 1));
        assertThat(room.showing()).map(RoomState.Showing::who).contains(chair.id());
        assertThatThrownBy(() -> act(chair, new Ask.ShowPaper(UUID.randomUUID(), 1)))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
        assertThatThrownBy(() -> act(chair, new Ask.ShowPaper(paper, 0)))
                .isInstanceOf(RoomRefusal.NoSuchThing.class);
    }

    @Test
    void cuttingTheirVideoEndsWhatSomebodyPresents() {
        everybodyComes();
        happen(room.presentScreen(member.id()));
        act(chair, new Ask.CutOff(member.id(), Set.of(Cut.VIDEO), CutCause.NECESSITY, ""));
        assertThat(room.showing()).isEmpty();
        assertThatThrownBy(() -> room.presentScreen(member.id()))
                .isInstanceOf(RoomRefusal.CutOff.class);
    }

    @Test
    void handsQueueByWhenTheyWereRaisedWhateverTheClockSays() {
        everybodyComes();
        act(operator, new Ask.Hand(true));
        now = now.minusSeconds(3_600);
        act(member, new Ask.Hand(true));
        assertThat(act(operator, new Ask.Hand(true))).isEmpty();
        assertThat(room.hands()).containsExactly(operator.id(), member.id());
        act(chair, new Ask.LowerHand(operator.id()));
        assertThat(room.hands()).containsExactly(member.id());
    }

    @Test
    @DisplayName("M6 ข้อ 7: who was removed waits at the door when they come back")
    void removed() {
        everybodyComes();
        act(chair, new Ask.Remove(member.id(), "ไม่เกี่ยวข้อง"));
        assertThat(room.isIn(member.id())).isFalse();
        happen(room.come(member.id(), true));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.WAITING);
        happen(room.lose(member.id()));
        happen(room.come(member.id(), true));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.WAITING);
        act(operator, new Ask.Admit(member.id()));
        assertThat(presence(member)).isEqualTo(RoomState.Presence.PRESENT);
        assertThatThrownBy(() -> act(chair, new Ask.Remove(chair.id(), "")))
                .isInstanceOf(RoomRefusal.NotOneself.class);
    }

    @Test
    @DisplayName("M6 ข้อ 7: all are muted but those in control; given back to all at once")
    void muteAll() {
        everybodyComes();
        act(operator, new Ask.MuteAll("ประธานกล่าวเปิด"));
        assertThat(cutsOf(member)).containsExactly(Cut.AUDIO);
        assertThat(cutsOf(chair)).isEmpty();
        assertThat(room.standing(member.id()).words()).isEqualTo("ประธานกล่าวเปิด");
        act(chair, new Ask.GiveBackAll());
        assertThat(cutsOf(member)).isEmpty();
    }

    @Test
    @DisplayName(
            "M6 ข้อ 10(2): muting all and taking it back leaves what the law cut, and its reason")
    void muteAllLeavesWhatWasCutByName() {
        everybodyComes();
        happen(room.come(guest.id(), true));
        var video = Set.of(Cut.VIDEO);
        act(chair, new Ask.CutOff(member.id(), video, CutCause.LAW, "คำสั่งศาล"));
        act(chair, new Ask.CutOff(guest.id(), Set.of(Cut.AUDIO), CutCause.LAW, "คำสั่งศาล"));
        act(operator, new Ask.MuteAll("เสียงดัง"));
        assertThat(room.standing(member.id()))
                .isEqualTo(
                        new RoomState.Standing(
                                Set.of(Cut.AUDIO, Cut.VIDEO), CutCause.LAW, "คำสั่งศาล"));
        act(chair, new Ask.GiveBackAll());
        assertThat(room.standing(member.id()))
                .isEqualTo(new RoomState.Standing(video, CutCause.LAW, "คำสั่งศาล"));
        assertThat(cutsOf(guest)).containsExactly(Cut.AUDIO);
    }

    @Test
    void whoIsMutedWithAllIsCutAndGivenBackByNameToo() {
        everybodyComes();
        act(operator, new Ask.MuteAll(""));
        var both = Set.of(Cut.AUDIO, Cut.VIDEO);
        act(chair, new Ask.CutOff(member.id(), both, CutCause.NECESSITY, "ภาพกระตุก"));
        assertThat(cutsOf(member)).isEqualTo(both);
        act(chair, new Ask.GiveBackAll());
        assertThat(cutsOf(member)).containsExactly(Cut.VIDEO);
        act(operator, new Ask.MuteAll(""));
        act(chair, new Ask.CutOff(member.id(), Set.of(Cut.VIDEO), CutCause.NECESSITY, ""));
        assertThat(cutsOf(member)).containsExactly(Cut.VIDEO);
        act(operator, new Ask.MuteAll(""));
        act(chair, new Ask.CutOff(member.id(), both, CutCause.LAW, "คำสั่งศาล"));
        act(chair, new Ask.GiveBackAll());
        assertThat(cutsOf(member)).isEqualTo(both);
    }

    @Test
    void wordsHaveAnEnd() {
        everybodyComes();
        for (var words : List.of("", "   ", "ก".repeat(RoomState.MOST_WORDS + 1))) {
            assertThatThrownBy(() -> act(member, new Ask.Say(words)))
                    .isInstanceOf(RoomRefusal.Words.class);
        }
        act(member, new Ask.Say(" " + "ก".repeat(RoomState.MOST_WORDS) + " "));
        assertThat(room.talk())
                .singleElement()
                .extracting(RoomState.Line::who)
                .isEqualTo(member.id());
    }

    @Test
    void afterTheEndNothingHappens() {
        everybodyComes();
        act(chair, new Ask.End());
        assertThatThrownBy(() -> act(chair, new Ask.Hand(true)))
                .isInstanceOf(RoomRefusal.Ended.class);
        assertThatThrownBy(() -> room.come(member.id(), true))
                .isInstanceOf(RoomRefusal.Ended.class);
        assertThat(room.lose(member.id())).isEmpty();
    }

    @Test
    void fromTheRecordTheSameRoomIsMade() {
        everybodyComes();
        happen(room.come(guest.id(), false));
        act(chair, new Ask.Admit(guest.id()));
        act(member, new Ask.Devices(true, true));
        act(guest, new Ask.Hand(true));
        act(member, new Ask.Say("พร้อม"));
        act(member, new Ask.ShowPaper(paper, 2));
        act(chair, new Ask.CutOff(guest.id(), Set.of(Cut.AUDIO), CutCause.LAW, "คำสั่งศาล"));
        act(chair, new Ask.MuteAll("เสียงดัง"));
        act(chair, new Ask.Interest(first.id(), guest.id(), true));
        act(chair, new Ask.ToItem(second.id()));
        var wire = new Wire();
        var again = fresh(false);
        for (var event : happened) {
            var written = wire.write(event);
            again.apply(now, wire.event(written.kind(), written.body()));
        }
        for (var viewer : List.of(chair, member, guest)) {
            assertThat(people(again, viewer)).isEqualTo(people(room, viewer));
            assertThat(again.sees(viewer.id())).isEqualTo(room.sees(viewer.id()));
        }
        assertThat(RoomViews.room(again)).isEqualTo(RoomViews.room(room));
        assertThat(again.talk()).hasSameSizeAs(room.talk());
    }

    private static List<Tell.PersonView> people(RoomState of, Attendee viewer) {
        return of.people().stream().map(one -> RoomViews.person(of, one, viewer.id())).toList();
    }

    @Test
    void whySomebodyIsCutTheyKnowThemselves() {
        everybodyComes();
        happen(room.come(guest.id(), true));
        act(chair, new Ask.CutOff(member.id(), ALL, CutCause.LAW, "คำสั่งศาล"));
        var person = room.person(member.id()).orElseThrow();
        assertThat(RoomViews.person(room, person, member.id()).words()).isEqualTo("คำสั่งศาล");
        assertThat(RoomViews.person(room, person, operator.id()).cause()).isEqualTo(CutCause.LAW);
        var seen = RoomViews.person(room, person, guest.id());
        assertThat(seen.cuts()).isEqualTo(ALL);
        assertThat(seen.words()).isEmpty();
        assertThat(seen.cause()).isNull();
    }
}
