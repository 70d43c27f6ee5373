package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import th.sala.media.Cut;
import th.sala.media.Feed;
import th.sala.media.Track;
import th.sala.meetings.AgendaItem;
import th.sala.meetings.Attendee;
import th.sala.meetings.AttendeeRole;
import th.sala.meetings.BackupChannel;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingKind;
import th.sala.meetings.MeetingState;
import th.sala.meetings.Preparation;
import th.sala.meetings.RuleSet;

/// What is said of a meeting afterwards, and who may listen to it.
class ComplianceTests {
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");

    private final Attendee chair = attendee(AttendeeRole.CHAIR);
    private final Attendee operator = attendee(AttendeeRole.OPERATOR);
    private final Attendee secretary = attendee(AttendeeRole.SECRETARY);
    private final Attendee member = attendee(AttendeeRole.MEMBER);
    private final UUID organiser = UUID.randomUUID();
    private final AgendaItem item =
            new AgendaItem(UUID.randomUUID(), 1, "เรื่องพิจารณา", List.of(), Set.of(member.id()));
    private final AgendaItem other =
            new AgendaItem(UUID.randomUUID(), 2, "เรื่องอื่น", List.of(), Set.of());

    private RuleSet rules = RuleSet.EMEET_63;
    private MeetingState state = new MeetingState.Ended(NINE, minute(60));
    private final List<Track> tracks = new ArrayList<>();
    private boolean identified = true;
    private boolean mediaLost;
    private Set<Preparation> missing = Set.of();

    private static Attendee attendee(AttendeeRole role) {
        return new Attendee(UUID.randomUUID(), UUID.randomUUID(), role.name(), "", role, "", null);
    }

    private static Instant minute(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    private Meeting meeting() {
        return new Meeting(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "การประชุม",
                MeetingKind.LEGAL,
                rules,
                false,
                NINE,
                minute(60),
                new BackupChannel("0 2000 0001", ""),
                organiser,
                "ผู้จัด",
                state,
                1,
                List.of(chair, operator, secretary, member),
                List.of(item, other));
    }

    private void recorded(Attendee who, int from, @Nullable Instant until) {
        tracks.add(
                new Track(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        new Feed(who.id(), false),
                        Track.Kind.AUDIO,
                        minute(from),
                        until,
                        1,
                        1,
                        "",
                        until == null ? null : "00"));
    }

    private AfterDesk.PersonLine person(Attendee who) {
        return new AfterDesk.PersonLine(
                who.id(),
                who.name(),
                who.role().key(),
                true,
                "",
                identified,
                List.of(new Attendance.Interval(minute(0), minute(60), false)),
                Duration.ofHours(1),
                true,
                false);
    }

    private Compliance line(String id) {
        var held =
                new AfterDesk.Held(
                        meeting(),
                        NINE,
                        minute(60),
                        List.of(person(chair), person(member)),
                        List.of(),
                        List.of(),
                        List.of(),
                        tracks,
                        1,
                        1,
                        true,
                        missing,
                        mediaLost,
                        Hearing.YES,
                        true);
        return Compliance.of(held).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("M4 ข้อ 6(1): shown only if all who came are known to be who they say")
    void identification() {
        assertThat(line("M4").isShown()).isTrue();
        assertThat(line("M4").link()).endsWith("/after#a-people");
        identified = false;
        assertThat(line("M4").isShown()).isFalse();
    }

    @Test
    @DisplayName("M0 กฎที่ใช้กับการประชุมผ่านสื่ออิเล็กทรอนิกส์: by the day and the kind")
    void rulesOfTheDay() {
        assertThat(line("M0").isShown()).isTrue();
        rules = RuleSet.ETDA_63;
        assertThat(line("M0").isShown()).isFalse();
    }

    @Test
    @DisplayName("M2 ข้อ 3: shown only if nothing that comes before the opening is missing")
    void before() {
        assertThat(line("M2").isShown()).isTrue();
        missing = Set.of(Preparation.READINESS);
        assertThat(line("M2").isShown()).isTrue();
        missing = Set.of(Preparation.DECISION);
        assertThat(line("M2").isShown()).isFalse();
    }

    @Test
    @DisplayName("M7 ข้อ 8: not shown of a meeting whose media were lost")
    void presented() {
        assertThat(line("M7").isShown()).isTrue();
        mediaLost = true;
        assertThat(line("M7").isShown()).isFalse();
    }

    @Test
    @DisplayName("M10 ข้อ 6(3): everybody, the whole time that they were there")
    void recording() {
        recorded(chair, 0, minute(60));
        assertThat(line("M10").isShown()).as("nothing of the member").isFalse();
        recorded(member, 0, minute(30));
        assertThat(line("M10").isShown()).as("half of it").isFalse();
        recorded(member, 30, minute(60));
        assertThat(line("M10").isShown()).isTrue();
        assertThat(line("M11").isShown()).isTrue();
        recorded(member, 60, null);
        assertThat(line("M11").isShown()).isFalse();
    }

    private Hearing hearing(Attendee who, RoomEvent... events) {
        var rows = Arrays.stream(events).map(one -> new RoomEvents.Row(NINE, one)).toList();
        return Hearing.of(meeting(), who.official(), rows);
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): nobody listens before the meeting is over")
    void notBeforeTheEnd() {
        state = new MeetingState.Open(NINE, null);
        assertThat(hearing(chair)).isEqualTo(Hearing.NOT_YET);
        state = new MeetingState.Ended(NINE, minute(60));
        assertThat(hearing(member)).isEqualTo(Hearing.YES);
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): what somebody was kept out of they do not hear afterwards either")
    void keptOut() {
        var all = Set.of(Cut.AUDIO, Cut.VIDEO, Cut.INCOMING);
        for (var event :
                List.of(
                        new RoomEvent.ItemBegan(item.id(), chair.id()),
                        new RoomEvent.Removed(member.id(), "-", chair.id()),
                        new RoomEvent.CutAnswered(member.id(), all, CutCause.INTEREST, 1, ""),
                        new RoomEvent.CutOrdered(
                                member.id(), all, CutCause.LAW, "-", chair.id()))) {
            assertThat(hearing(member, event)).as("%s", event).isEqualTo(Hearing.KEPT_OUT);
        }
        for (var event :
                List.of(
                        new RoomEvent.ItemBegan(other.id(), chair.id()),
                        new RoomEvent.Removed(chair.id(), "-", operator.id()),
                        new RoomEvent.CutOrdered(
                                member.id(), Set.of(Cut.AUDIO), CutCause.LAW, "-", chair.id()))) {
            assertThat(hearing(member, event)).as("%s", event).isEqualTo(Hearing.YES);
        }
    }

    @Test
    void whoAnswersForTheMinutesHearsAll() {
        for (var who : List.of(chair, operator, secretary)) {
            assertThat(hearing(who, new RoomEvent.Removed(who.id(), "-", chair.id())))
                    .isEqualTo(Hearing.YES);
        }
        assertThat(Hearing.of(meeting(), organiser, List.of())).isEqualTo(Hearing.YES);
    }

    @Test
    @DisplayName("playing is entered once in a session for each track, whichever part comes first")
    void enteredOnce() {
        var session = new MockHttpSession();
        var track = UUID.randomUUID();
        assertThat(Playback.isNew(session, track)).isTrue();
        Playback.note(session, track);
        assertThat(Playback.isNew(session, track)).isFalse();
        assertThat(Playback.isNew(session, UUID.randomUUID())).isTrue();
        assertThat(Playback.isNew(new MockHttpSession(), track)).isTrue();
    }
}
