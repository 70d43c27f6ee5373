package th.sala.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.meetings.AgendaDesk;
import th.sala.meetings.AttendeeDesk;
import th.sala.meetings.AttendeeRole;
import th.sala.meetings.BackupChannel;
import th.sala.meetings.Matter;
import th.sala.meetings.MeetingDesk;
import th.sala.meetings.MeetingKind;
import th.sala.meetings.MeetingPlan;
import th.sala.meetings.MeetingRooms;
import th.sala.meetings.PreparationDesk;

/// Meetings of the fictional people that `meetings.tsv` names: one today, which lacks nothing but
/// the test of the system, one tomorrow that no law requires, and one of March 2563 by the rules of
/// that time, held at that time by the clock of the demonstration.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoMeetings {
    private static final String IDENTIFIED = "demonstration";
    private static final Duration LASTS = Duration.ofHours(2);
    private static final LocalDateTime OF_OLD =
            LocalDateTime.of(LocalDate.of(2020, 3, 24), LocalTime.of(9, 30));

    private final MeetingDesk desk;
    private final AttendeeDesk attendees;
    private final AgendaDesk agenda;
    private final PreparationDesk preparations;
    private final MeetingRooms rooms;
    private final Organisation organisation;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoMeetings(
            MeetingDesk desk,
            AttendeeDesk attendees,
            AgendaDesk agenda,
            PreparationDesk preparations,
            MeetingRooms rooms,
            Organisation organisation,
            Accounts accounts,
            TransactionTemplate transaction,
            Clock clock) {
        this.desk = desk;
        this.attendees = attendees;
        this.agenda = agenda;
        this.preparations = preparations;
        this.rooms = rooms;
        this.organisation = organisation;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Person(SignedIn who, UUID official, AttendeeRole role) {}

    /// To be called in the scope of an agency whose accounts have just been opened.
    void fill(DemoAgency agency) {
        var people =
                Table.read("meetings.tsv").stream()
                        .flatMap(line -> person(agency, line).stream())
                        .toList();
        if (people.isEmpty()) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        prepared(
                people,
                "การประชุมคณะกรรมการบริหารงานจังหวัดแบบบูรณาการ ครั้งที่ 11/2569",
                now.plus(Duration.ofHours(2)),
                MeetingKind.LEGAL);
        var tomorrow =
                prepared(
                        people,
                        "การประชุมหารือการจัดงานวันปีใหม่",
                        now.plus(Duration.ofHours(25)),
                        MeetingKind.OTHER);
        attendees.addGuest(
                organiser(people), tomorrow, "นายเอกชัย หอการค้า", "ekkachai@chamber.example");
        var old = OF_OLD.atZone(clock.getZone()).toInstant();
        transaction.executeWithoutResult(_ -> held(people, old));
    }

    private Optional<Person> person(DemoAgency agency, Table.Line line) {
        return organisation.officials(agency.id()).stream()
                .filter(one -> one.mail().equals(line.text("mail")))
                .findFirst()
                .flatMap(official ->
                        accounts.byOfficial(official.id())
                                .map(account ->
                                        new Person(
                                                account.signedIn(IDENTIFIED),
                                                official.id(),
                                                AttendeeRole.valueOf(line.text("role")))));
    }

    private static SignedIn organiser(List<Person> people) {
        return one(people, AttendeeRole.SECRETARY).who();
    }

    private static Person one(List<Person> people, AttendeeRole role) {
        return people.stream().filter(one -> one.role() == role).findFirst().orElseThrow();
    }

    private UUID prepared(List<Person> people, String title, Instant begins, MeetingKind kind) {
        var organiser = organiser(people);
        var id =
                desk.plan(
                        organiser,
                        new MeetingPlan(
                                title,
                                begins,
                                begins.plus(LASTS),
                                kind,
                                Matter.ORDINARY,
                                null,
                                false,
                                new BackupChannel("0 7099 1030", "meeting@srisamut.example")));
        for (var one : people) {
            if (one.role() != AttendeeRole.SECRETARY) {
                attendees.add(organiser, id, one.official(), one.role());
            }
        }
        agenda.add(organiser, id, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ");
        agenda.add(organiser, id, "เรื่องรับรองรายงานการประชุมครั้งที่แล้ว");
        agenda.add(organiser, id, "เรื่องเสนอเพื่อพิจารณา");
        if (kind == MeetingKind.LEGAL) {
            preparations.decide(one(people, AttendeeRole.CHAIR).who(), id, "");
            preparations.request(
                    organiser,
                    id,
                    "ขอใช้ระบบควบคุมการประชุม และขอให้จัดผู้ควบคุมระบบประจำการประชุม");
            preparations.appoint(organiser, id, attendee(id, one(people, AttendeeRole.OPERATOR)));
        }
        return id;
    }

    private UUID attendee(UUID meeting, Person person) {
        return rooms.attending(meeting, person.who()).orElseThrow().attendee();
    }

    private void held(List<Person> people, Instant begins) {
        var id =
                prepared(
                        people,
                        "การประชุมคณะกรรมการโรคติดต่อจังหวัด ครั้งที่ 3/2563",
                        begins,
                        MeetingKind.LEGAL);
        var then = rooms.at(Clock.offset(clock, Duration.between(clock.instant(), begins)));
        for (var one : people) {
            then.identify(
                    rooms.attending(id, one.who()).orElseThrow(), "ศาลากลางจังหวัดศรีสมุทร", false);
        }
        var chair = rooms.attending(id, one(people, AttendeeRole.CHAIR).who()).orElseThrow();
        var operator = rooms.attending(id, one(people, AttendeeRole.OPERATOR).who()).orElseThrow();
        then.tested(operator, true, "ทดสอบโดยการสาธิต: ไม่มีการบันทึกเสียงและภาพ");
        then.open(chair);
        for (var item : rooms.find(id).orElseThrow().items()) {
            then.toItem(operator, item.id());
        }
        then.end(chair);
    }
}
