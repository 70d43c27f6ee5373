package th.sala.room;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import th.sala.accounts.SignedIn;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.meetings.AgendaDesk;
import th.sala.meetings.AttendeeDesk;
import th.sala.meetings.AttendeeRole;
import th.sala.meetings.BackupChannel;
import th.sala.meetings.Matter;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingDesk;
import th.sala.meetings.MeetingKind;
import th.sala.meetings.MeetingPlan;
import th.sala.meetings.MeetingRooms;
import th.sala.meetings.PreparationDesk;

/// An open meeting on a machine without a media server: the governor chairs, the deputy minds the
/// system, the clerk, who arranged it, is its secretary. All have identified themselves.
abstract class HeldMeeting extends PeopleOfSrisamut {
    @Autowired MeetingDesk desk;
    @Autowired AttendeeDesk attendees;
    @Autowired AgendaDesk agenda;
    @Autowired PreparationDesk preparation;
    @Autowired MeetingRooms meetings;
    @Autowired Clock time;

    UUID id;

    @Override
    @BeforeEach
    protected void settle() {
        super.settle();
        id = within(this::plan);
        for (var who : java.util.List.of(governor, deputy, clerk)) {
            within(() -> {
                var attending = meetings.attending(id, who).orElseThrow();
                meetings.identify(attending, "ศาลากลางจังหวัด", false);
                return true;
            });
        }
        within(() -> {
            var operator = meetings.attending(id, deputy).orElseThrow();
            meetings.tested(operator, true, "ทดสอบแล้ว");
            meetings.open(operator);
            return true;
        });
    }

    private UUID plan() {
        var begins = time.instant().plus(Duration.ofMinutes(5));
        var planned =
                desk.plan(
                        clerk,
                        new MeetingPlan(
                                "การประชุมเตรียมรับน้ำท่วม",
                                begins,
                                begins.plus(Duration.ofHours(1)),
                                MeetingKind.OTHER,
                                Matter.ORDINARY,
                                null,
                                false,
                                new BackupChannel("0 7099 1030", "")));
        attendees.add(clerk, planned, official(governor), AttendeeRole.CHAIR);
        var operator = attendees.add(clerk, planned, official(deputy), AttendeeRole.OPERATOR);
        agenda.add(clerk, planned, "เรื่องแจ้งให้ทราบ");
        agenda.add(clerk, planned, "เรื่องพิจารณา");
        preparation.decide(governor, planned, "");
        preparation.request(clerk, planned, "ขอใช้ระบบ");
        preparation.appoint(clerk, planned, operator);
        return planned;
    }

    static UUID official(SignedIn who) {
        return Objects.requireNonNull(who.official());
    }

    Meeting meeting() {
        return within(() -> meetings.find(id).orElseThrow());
    }

    /// @param number from 1
    UUID item(int number) {
        return meeting().items().get(number - 1).id();
    }

    UUID attendee(SignedIn who) {
        return meeting().of(who.official()).orElseThrow().id();
    }
}
