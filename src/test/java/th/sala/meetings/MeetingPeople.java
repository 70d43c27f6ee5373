package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.agencies.Srisamut;
import th.sala.files.FileStore;
import th.sala.mail.MessageReader;

/// A clerk who arranges meetings, a governor who chairs them, a deputy who minds the system, and a
/// member. Meetings begin in an hour.
abstract class MeetingPeople extends PeopleOfSrisamut {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final Pattern KEY = Pattern.compile("/meetings/links\\?key=([A-Za-z0-9_-]+)");

    @Autowired MeetingDesk desk;
    @Autowired AttendeeDesk attendees;
    @Autowired AgendaDesk agenda;
    @Autowired PreparationDesk preparations;
    @Autowired MeetingRooms rooms;
    @Autowired FileStore store;
    @Autowired Clock clock;

    /// Somebody more of the agency.
    SignedIn colleague(String name) {
        var official =
                within(() ->
                        organisation.enrol(
                                own.id,
                                name,
                                UUID.randomUUID() + "@" + own.domain,
                                "",
                                Srisamut.SINCE));
        return person(official, Role.OFFICIAL);
    }

    MeetingPlan planFrom(Instant begins, MeetingKind kind, @Nullable RuleSet rules) {
        return new MeetingPlan(
                "ประชุมแผนงานจังหวัด",
                begins,
                begins.plus(Duration.ofHours(2)),
                kind,
                Matter.ORDINARY,
                rules,
                false,
                new BackupChannel("0 2000 0001", "help@" + own.domain));
    }

    /// A meeting in an hour, with chair and operator.
    UUID planned(MeetingKind kind, @Nullable RuleSet rules) {
        var begins = clock.instant().plus(Duration.ofHours(1));
        return within(() -> {
            var id = desk.plan(clerk, planFrom(begins, kind, rules));
            attendees.add(clerk, id, own.governor, AttendeeRole.CHAIR);
            attendees.add(clerk, id, own.deputy, AttendeeRole.OPERATOR);
            agenda.add(clerk, id, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ");
            agenda.add(clerk, id, "เรื่องเพื่อพิจารณา");
            return id;
        });
    }

    /// With everything before it done, but for the identification of its people.
    UUID prepared(MeetingKind kind, @Nullable RuleSet rules) {
        var id = planned(kind, rules);
        within(() -> {
            preparations.decide(governor, id, "");
            preparations.request(clerk, id, "ขอใช้ระบบ");
            preparations.appoint(clerk, id, attendee(id, own.deputy).id());
            rooms.tested(as(deputy, id), true, "disk 20 GB");
            return true;
        });
        return id;
    }

    UUID opened(MeetingKind kind) {
        var id = prepared(kind, null);
        identified(id, governor, deputy, clerk);
        by(governor, id, rooms::open);
        return id;
    }

    void identified(UUID id, SignedIn... people) {
        for (var one : people) {
            by(one, id, who -> rooms.identify(who, "ศาลากลางจังหวัด", false));
        }
    }

    Meeting meeting(UUID id) {
        return within(() -> rooms.find(id).orElseThrow());
    }

    Attendee attendee(UUID id, UUID official) {
        return within(() -> rooms.find(id).orElseThrow().of(official).orElseThrow());
    }

    Attendee guest(UUID id) {
        return meeting(id).attendees().stream()
                .filter(Attendee::isByLink)
                .findFirst()
                .orElseThrow();
    }

    Attending as(SignedIn who, UUID id) {
        return within(() -> rooms.attending(id, who).orElseThrow());
    }

    void by(SignedIn who, UUID id, Consumer<Attending> act) {
        var attending = as(who, id);
        within(() -> {
            act.accept(attending);
            return true;
        });
    }

    UUID withGuest(MeetingKind kind) {
        var id = planned(kind, null);
        within(() -> {
            attendees.addGuest(clerk, id, "นางแขก มาไกล", "guest@elsewhere.example");
            return attendees.invite(clerk, id);
        });
        return id;
    }

    /// The secret in the newest mail to the guest.
    String key(UUID id) {
        var sha256 =
                within(() ->
                        db.sql(
                                        """
                                        SELECT sha256 FROM meetings.invitation
                                         WHERE meeting = :meeting AND attendee = :guest
                                         ORDER BY at DESC LIMIT 1
                                        """)
                                .param("meeting", id)
                                .param("guest", guest(id).id())
                                .query(String.class)
                                .single());
        var text = MessageReader.read(store.bytes(sha256)).text();
        var key = KEY.matcher(text);
        assertThat(key.find()).as(text).isTrue();
        return key.group(1);
    }

    MockMvcRequestBuilder form(SignedIn who, String path, Instant begins) {
        var local = LocalDateTime.ofInstant(begins, BANGKOK);
        return post(who, path)
                .param("title", "ประชุมแผนงานจังหวัด")
                .param("day", local.toLocalDate().toString())
                .param("from", "09:30")
                .param("until", "12:00")
                .param("kind", "LEGAL")
                .param("matter", "ORDINARY")
                .param("rules", "")
                .param("telephone", "0 2000 0001")
                .param("mail", "");
    }

    UUID made(MockMvcRequestBuilder form) {
        var answer = form.exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/meetings/".length()));
    }

    long acts(String name) {
        return within(() ->
                db.sql(
                                "SELECT count(*) FROM evidence.entry WHERE agency_id = :agency AND act = :act")
                        .param("agency", own.id)
                        .param("act", name)
                        .query(Long.class)
                        .single());
    }
}
