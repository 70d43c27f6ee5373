package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Srisamut;
import th.sala.evidence.Actor;
import th.sala.media.Cut;
import th.sala.media.MadeTracks;
import th.sala.meetings.AttendeeRole;
import th.sala.proof.Finding;
import th.sala.proof.Verifier;

@TestPropertySource(properties = "sala.media.janus=/nowhere/janus")
class RoomWebTests extends HeldMeeting {
    @Autowired RoomRecord record;
    @Autowired ApplicationContext beans;

    @TempDir Path folder;

    private String path(String rest) {
        return "/meetings/" + id + rest;
    }

    private void happened(Instant at, RoomEvent... events) {
        within(() -> {
            record.keep(Actor.program(own.id), id, at, List.of(events), () -> {});
            return true;
        });
    }

    @Test
    @DisplayName(
            "M4 ข้อ 9: before the room people see themselves as others do, and what is recorded")
    void join() {
        assertThat(page(clerk, path("/join")))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "เตรียมเข้าห้องประชุม",
                        "แสดงตนแล้ว",
                        "บันทึกเสียงและภาพของผู้ร่วมประชุมทุกคน")
                .contains("href=\"" + path("/room") + "\"");
    }

    @Test
    void theRoomIsForAttendees() {
        assertThat(page(clerk, path("/room"))).hasStatusOk().bodyText().contains("เรื่องพิจารณา");
        var stranger =
                person(
                        within(() ->
                                organisation.enrol(
                                        own.id,
                                        "นายบุญมี เดินผ่าน",
                                        "boonmee@" + own.domain,
                                        "0 2000 0009",
                                        Srisamut.SINCE)),
                        Role.OFFICIAL);
        for (var address : List.of("/join", "/room", "/after", "/playback")) {
            assertThat(page(stranger, path(address))).hasStatus(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    void cameraAndMicrophoneAreForTheRoomAlone() {
        for (var address : List.of("/room", "/join")) {
            assertThat(page(clerk, path(address)))
                    .hasHeader("Permissions-Policy", policies("self", "self", ""));
        }
        assertThat(page(clerk, path("/playback")))
                .hasHeader("Permissions-Policy", policies("self", "", ""));
        assertThat(page(clerk, "/timekeeping"))
                .hasHeader("Permissions-Policy", policies("", "", "self"));
        assertThat(page(clerk, "/")).hasHeader("Permissions-Policy", policies("", "", ""));
    }

    private static String policies(String play, String camera, String place) {
        return ("accelerometer=(), autoplay=(%s), camera=(%s), display-capture=(%s), geolocation=(%s),"
                        + " gyroscope=(), magnetometer=(), microphone=(%s), midi=(), payment=(), usb=()")
                .formatted(play, camera, camera, place, camera);
    }

    @Test
    @DisplayName("M5 ข้อ 10(1): the way to the server is measured with bytes that nobody keeps")
    void measuring() {
        assertThat(page(clerk, path("/room/measure")).param("size", "70000"))
                .hasStatusOk()
                .body()
                .hasSize(70_000);
        assertThat(page(clerk, path("/room/measure")).param("size", "2000000000"))
                .body()
                .hasSize(2_000_000);
        assertThat(post(clerk, path("/room/measure")).content(new byte[1_000]))
                .hasStatus(HttpStatus.NO_CONTENT);
    }

    @Test
    @DisplayName("M15 ข้อ 6: a test of the system says what is missing, and is kept")
    void test() {
        assertThat(post(deputy, path("/room/test"))).hasRedirectedUrl(path("/join"));
        assertThat(within(() -> meetings.lastTest(meeting())))
                .hasValueSatisfying(test -> {
                    assertThat(test.ready()).isFalse();
                    assertThat(test.words()).contains("ยังไม่มีเครื่องแม่ข่าย");
                });
        assertThat(post(clerk, path("/room/open"))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void aPaperIsForThoseInTheRoom() {
        assertThat(page(clerk, path("/room/pages/" + UUID.randomUUID() + "/1")))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("M6 ข้อ 7: afterwards it stands who was there when, who was cut and why")
    void after() {
        var begun = time.instant();
        var who = attendee(clerk);
        happened(
                begun,
                new RoomEvent.Came(who, false),
                new RoomEvent.ItemBegan(item(2), attendee(governor)),
                new RoomEvent.CutAnswered(who, Set.of(Cut.AUDIO), CutCause.EMERGENCY, 3_000, ""));
        within(() -> {
            record.alive(own.id, id, begun.plusSeconds(60));
            record.alive(own.id, id, begun);
            return true;
        });
        assertThat(within(() -> record.lastAlive(own.id, id)))
                .hasValueSatisfying(at -> assertThat(at).isCloseTo(begun, within1()));
        assertThat(page(clerk, path("/after")))
                .hasStatusOk()
                .bodyText()
                .contains("ผลการประชุม", "ตัดเสียงแล้ว", "กรณีฉุกเฉิน", "เรื่องพิจารณา", "M6")
                .contains("ภายใน ๓ มิลลิวินาที");
        var track = path("/playback/" + UUID.randomUUID());
        assertThat(page(clerk, path("/playback")))
                .hasStatusOk()
                .bodyText()
                .contains("เมื่อการประชุมสิ้นสุดแล้ว")
                .doesNotContain("เรื่องพิจารณา");
        assertThat(page(clerk, track)).hasStatus(HttpStatus.CONFLICT);
        within(() -> {
            meetings.end(meetings.attending(id, governor).orElseThrow());
            return true;
        });
        assertThat(page(clerk, path("/playback")))
                .hasStatusOk()
                .bodyText()
                .contains("เรื่องพิจารณา");
        assertThat(page(clerk, track)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(clerk, track + "/file")).hasStatus(HttpStatus.NOT_FOUND);
    }

    private static org.assertj.core.data.TemporalUnitOffset within1() {
        return org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS);
    }

    @Test
    @DisplayName(
            "M11 ภาคผนวก ข้อ 1: those who answer for the minutes take one bundle of all evidence, in which one changed bit is found and its stretch named")
    void evidence() throws IOException, InterruptedException {
        var tracks = new MadeTracks(beans, own.id, id);
        var begun = time.instant();
        var who = attendee(clerk);
        happened(begun, new RoomEvent.Came(who, false), new RoomEvent.Said(who, "เริ่มได้"));
        var sha256 = tracks.record(who, 70_000, 90_000, 40_000);
        assertThat(page(clerk, path("/after"))).bodyText().doesNotContain(path("/evidence"));
        assertThat(page(clerk, path("/evidence"))).hasStatus(HttpStatus.CONFLICT);

        within(() -> {
            meetings.end(meetings.attending(id, governor).orElseThrow());
            return true;
        });
        happened(begun.plusSeconds(60), new RoomEvent.Ended(attendee(governor)));
        for (var address : List.of("/after", "/playback")) {
            assertThat(page(clerk, path(address)))
                    .bodyText()
                    .contains("href=\"" + path("/evidence") + "\"");
        }
        MadeTracks.everythingIsProven(beans, this::within);
        var zip = folder.resolve("evidence.zip");
        Files.write(zip, taken());
        assertThat(findings(zip, Finding.Level.BROKEN)).isEmpty();
        assertThat(findings(zip, Finding.Level.HOLDS))
                .extracting(Finding::key)
                .contains("bundle.meeting", "recording.same", "stored.same");
        try (var files = FileSystems.newFileSystem(zip)) {
            assertThat(Files.readString(files.getPath("index.html")))
                    .contains(
                            "เปิดการประชุม",
                            "เข้าห้องประชุม",
                            "ปิดบันทึกของห้องประชุม",
                            "สิ้นสุดการบันทึกเสียงหรือภาพหนึ่งช่อง");
            var track = files.getPath("files", sha256 + ".mjr");
            var changed = Files.readAllBytes(track);
            changed[100_000] ^= 1;
            Files.write(track, changed);
        }
        assertThat(findings(zip, Finding.Level.BROKEN))
                .filteredOn(found -> found.key().equals("recording.changed"))
                .singleElement()
                .satisfies(found -> assertThat(found.values().get(1)).isEqualTo("2"));
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE act = 'room.evidence-taken' AND record_id = :id")
                                        .param("id", id)
                                        .query(Integer.class)
                                        .single()))
                .isEqualTo(1);
    }

    private byte[] taken() {
        var answer = page(clerk, path("/evidence")).exchange();
        assertThat(answer).hasStatusOk().hasContentType("application/zip");
        return answer.getResponse().getContentAsByteArray();
    }

    private static List<Finding> findings(Path zip, Finding.Level level) throws IOException {
        try (var files = FileSystems.newFileSystem(zip)) {
            return Verifier.verify(files.getPath("/"), Optional.empty(), List.of()).stream()
                    .filter(finding -> finding.level() == level)
                    .toList();
        }
    }

    @Test
    void membersTakeNoEvidence() {
        var member = member();
        within(() -> {
            meetings.end(meetings.attending(id, governor).orElseThrow());
            return true;
        });
        assertThat(page(member, path("/after")))
                .hasStatusOk()
                .bodyText()
                .doesNotContain(path("/evidence"));
        assertThat(page(member, path("/evidence"))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(governor, path("/after"))).bodyText().contains(path("/evidence"));
    }

    @Test
    @DisplayName("X6 ข้อ 11: where others were stands there for those who run or arrange it alone")
    void places() {
        var member = member();
        var place = "ศาลากลางจังหวัด";
        for (var inCharge : List.of(clerk, governor, deputy)) {
            assertThat(page(inCharge, path("/after"))).bodyText().contains(place);
        }
        assertThat(page(member, path("/after")))
                .hasStatusOk()
                .bodyText()
                .contains("แจ้งแล้ว")
                .doesNotContain(place);
    }

    /// Somebody of the agency who attends and neither runs nor arranges it.
    private SignedIn member() {
        var member =
                person(
                        within(() ->
                                organisation.enrol(
                                        own.id,
                                        "นางสายใจ ร่วมประชุม",
                                        "saijai@" + own.domain,
                                        "0 2000 0008",
                                        Srisamut.SINCE)),
                        Role.OFFICIAL);
        within(() -> attendees.add(clerk, id, official(member), AttendeeRole.MEMBER));
        return member;
    }

    @Test
    @DisplayName("M12 ภาคผนวก ข้อ 2: traffic data is for auditors, and reading it is on record")
    void traffic() {
        assertThat(page(clerk, path("/traffic"))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(administrator, path("/traffic"))).hasStatus(HttpStatus.FORBIDDEN);
        var auditor = SignedInAs.person(own.id, null, Role.AUDITOR);
        assertThat(page(auditor, path("/traffic")))
                .hasStatusOk()
                .bodyText()
                .contains("ข้อมูลจราจร");
        assertThat(page(auditor, path("/traffic.csv")))
                .hasStatusOk()
                .bodyText()
                .startsWith("origin,participant");
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE act = 'room.traffic-read' AND agency_id = :agency")
                                        .param("agency", own.id)
                                        .query(Integer.class)
                                        .single()))
                .isEqualTo(2);
    }
}
