package th.sala.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
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
import th.sala.meetings.PreparationDesk;

/// A meeting of the province that may begin at once: all that comes before it in writing is there,
/// the test of the system and the opening are left to who tries it.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoMeeting {
    private static final String IDENTIFIED = "demonstration";
    private static final String TITLE = "การประชุมเตรียมรับสถานการณ์น้ำท่วม ครั้งที่ 1";

    private record Part(String mail, AttendeeRole role) {}

    private static final List<Part> PARTS =
            List.of(
                    new Part("thanakorn.w@srisamut.example", AttendeeRole.CHAIR),
                    new Part("kittipong.a@srisamut.example", AttendeeRole.OPERATOR),
                    new Part("pimchanok.c@srisamut.example", AttendeeRole.MEMBER),
                    new Part("wanwimon.k@srisamut.example", AttendeeRole.SECRETARY));

    private static final List<String> ITEMS =
            List.of(
                    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
                    "สถานการณ์น้ำและจุดเสี่ยงในแต่ละอำเภอ",
                    "การเช่าเครื่องสูบน้ำจากผู้ประกอบการในพื้นที่",
                    "เรื่องอื่น ๆ");

    private final MeetingDesk meetings;
    private final AttendeeDesk attendees;
    private final AgendaDesk agenda;
    private final PreparationDesk preparation;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    DemoMeeting(
            MeetingDesk meetings,
            AttendeeDesk attendees,
            AgendaDesk agenda,
            PreparationDesk preparation,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.meetings = meetings;
        this.attendees = attendees;
        this.agenda = agenda;
        this.preparation = preparation;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// To be called in the scope of the agency, the first time that it is filled.
    void fill(DemoAgency agency) {
        var chair = signedIn(agency, PARTS.getFirst().mail());
        var arranges = signedIn(agency, PARTS.getLast().mail());
        if (chair.isPresent() && arranges.isPresent()) {
            plan(agency, chair.get(), arranges.get());
        }
    }

    private void plan(DemoAgency agency, SignedIn chair, SignedIn arranges) {
        var begins = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(1));
        var id =
                meetings.plan(
                        arranges,
                        new MeetingPlan(
                                TITLE,
                                begins,
                                begins.plus(Duration.ofHours(2)),
                                MeetingKind.OTHER,
                                Matter.ORDINARY,
                                null,
                                false,
                                new BackupChannel("0 7099 1030", "meeting@srisamut.example")));
        for (var part : PARTS) {
            official(agency, part.mail()).ifPresent(official -> add(arranges, id, official, part));
        }
        ITEMS.forEach(item -> agenda.add(arranges, id, item));
        preparation.decide(chair, id, "");
        preparation.request(arranges, id, "ขอใช้ระบบควบคุมการประชุมตามวันและเวลาที่กำหนด");
        meetings.see(arranges, id)
                .operator()
                .ifPresent(operator -> preparation.appoint(arranges, id, operator.id()));
    }

    /// Whoever arranges a meeting may be in it already, as something else.
    private void add(SignedIn arranges, UUID id, UUID official, Part part) {
        var before = meetings.see(arranges, id).of(official);
        if (before.isEmpty()) {
            attendees.add(arranges, id, official, part.role());
        } else if (before.get().role() != part.role()) {
            attendees.role(arranges, id, before.get().id(), part.role());
        }
    }

    private Optional<UUID> official(DemoAgency agency, String mail) {
        return organisation.officials(agency.id()).stream()
                .filter(one -> one.mail().equals(mail))
                .map(one -> one.id())
                .findFirst();
    }

    private Optional<SignedIn> signedIn(DemoAgency agency, String mail) {
        return official(agency, mail)
                .flatMap(accounts::byOfficial)
                .map(account -> account.signedIn(IDENTIFIED));
    }
}
