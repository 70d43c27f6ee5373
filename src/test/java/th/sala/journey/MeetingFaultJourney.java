package th.sala.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import th.sala.proof.Hash;

/// Three people meet in their browsers, see each other, control and talk, and all the while the
/// media server or Sala itself is killed with -9: four times in each run of the tests, as often as
/// one likes by `./sala fault meetings KILLS`. Each time everybody comes back by themselves to what
/// stood before. In the end the record explains all of it: who was there when, when media were lost
/// and back, which cut stood; and every track of the recording has ended, its chain of digests
/// whole, and none goes on over a moment at which its server was dead.
class MeetingFaultJourney {
    private static final int KILLS = Integer.getInteger("sala.test.kills", 4);
    private static final long SEED = 2569;
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration TAKEN_DOWN = Duration.ofSeconds(90);

    /// Longer than the recordings' period, so that kills come anywhere in it.
    private static final int LATEST = 6_000;

    /// Clocks of browsers, media server and test are one; files are flushed a little later.
    private static final Duration ABOUT = Duration.ofSeconds(2);

    /// A room says every five seconds that it is at work.
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private static final String CHAIR = "thanakorn.w";
    private static final String OPERATOR = "siriporn.s";
    private static final String SECRETARY = "malee.t";
    private static final List<String> PEOPLE = List.of(CHAIR, OPERATOR, SECRETARY);

    private record Killed(Instant at, boolean wasSala) {}

    private static LiveStage stage;
    private static Books books;
    private static UUID meeting;

    private final List<RoomPage> pages = new ArrayList<>();
    private final List<Killed> kills = new ArrayList<>();
    private final Random random = new Random(SEED);
    private boolean isCut;

    @BeforeAll
    static void open() throws Exception {
        stage = LiveStage.open("fault-meetings");
        books = stage.books();
        meeting = UUID.fromString(books.column(PLANNED).getFirst());
        stage.prepare(meeting, PEOPLE, OPERATOR);
        stage.openMeeting(meeting, OPERATOR);
    }

    @AfterAll
    static void close() throws IOException, InterruptedException {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void whateverIsKilledTheMeetingGoesOnAndItsRecordExplainsIt() throws Exception {
        for (var name : PEOPLE) {
            var page = stage.page(name);
            page.enter(meeting);
            pages.add(page);
        }
        pages.forEach(page -> page.sees(PEOPLE.size() - 1));
        for (int i = 0; i < KILLS; i++) {
            something(i);
            pages.getFirst().page().waitForTimeout(random.nextInt(LATEST));
            pages.forEach(RoomPage::mark);
            kill(i % 2 == 1);
            pages.forEach(page -> page.sees(PEOPLE.size() - 1));
            assertHeld();
        }
        says(Map.of("type", "End"));
        Installation.await(
                "all is taken down",
                TAKEN_DOWN,
                () -> count(OPEN_MEETINGS) == 0 && count(OPEN_TRACKS) == 0);
        assertRecorded();
        assertExplained();
    }

    private void kill(boolean sala) {
        var at = sala ? stage.killServer() : stage.killMediaServer();
        kills.add(new Killed(at, sala));
    }

    /// An act that may be under way when something is killed; whoever did it insists.
    private void something(int number) {
        switch (number % 3) {
            case 0 -> {
                isCut = !isCut;
                says(
                        Map.of(
                                "type", "CutOff",
                                "who", column(ATTENDEE).getFirst(),
                                "cuts", isCut ? List.of("AUDIO") : List.of(),
                                "cause", "NECESSITY",
                                "words", "เสียงรบกวน"));
                Installation.await(
                        "the cut is in the record", BACK, () -> column(ORDERED).equals(ordered()));
            }
            case 1 -> says(Map.of("type", "Say", "words", "เรื่องที่ " + number));
            default -> {
                var items = column(ITEMS);
                says(Map.of("type", "ToItem", "item", items.get(number % items.size())));
            }
        }
    }

    private void says(Map<String, Object> message) {
        var chair = pages.getFirst();
        Installation.await("the chair is in the room", BACK, chair::isConnected);
        chair.says(message);
    }

    private List<String> ordered() {
        return List.of(isCut ? "[\"AUDIO\"]" : "[]");
    }

    /// What was cut before is cut on the media server that there is now.
    private void assertHeld() {
        if (isCut) {
            var since = kills.getLast().at();
            Installation.await(
                    "the cut holds again after the kill at " + since,
                    BACK,
                    () -> count(HELD.formatted(meeting, since)) > 0);
        }
    }

    // ---- recordings

    private void assertRecorded() throws SQLException {
        var tracks = column(TRACKS);
        assertThat(tracks).as("tracks").hasSizeGreaterThanOrEqualTo(2 * PEOPLE.size());
        for (var track : tracks) {
            assertThat(column(CHAINS.formatted(track)))
                    .as("chain of " + track)
                    .isEqualTo(chain(track));
        }
        assertThat(column(BACKWARDS)).as("tracks that end before they begin").isEmpty();
        for (var killed : kills) {
            var over =
                    SPANNING.formatted(meeting, killed.at().minus(ABOUT), killed.at().plus(ABOUT));
            assertThat(column(over)).as("goes on over " + killed).isEmpty();
        }
    }

    /// As everybody can count it from the digests.
    private static List<String> chain(String track) {
        var chain = Hash.sha256(track.getBytes(StandardCharsets.UTF_8));
        var expected = new ArrayList<String>();
        var end = 0L;
        for (var line : column(WINDOWS.formatted(track))) {
            var words = line.split(" ", -1);
            chain = Hash.sha256(chain.bytes(), Hash.ofHex(words[0]).bytes());
            expected.add(expected.size() + " " + end + " " + chain.hex());
            end += Long.parseLong(words[1]);
        }
        assertThat(expected).as("stretches of " + track).isNotEmpty();
        return expected;
    }

    // ---- the room's record

    private record Row(Instant at, String kind, String who) {}

    private void assertExplained() {
        var rows =
                column(EVENTS).stream()
                        .map(line -> line.split(" ", -1))
                        .map(words ->
                                new Row(
                                        Instant.ofEpochMilli(Long.parseLong(words[0])),
                                        words[1],
                                        words[2]))
                        .toList();
        assertThat(rows).extracting(Row::at).as("in their order").isSorted();
        assertThat(rows.getLast().kind()).isEqualTo("Ended");
        assertPresence(rows);
        for (var killed : kills) {
            var after = killed.at().minus(killed.wasSala() ? ALIVE : ABOUT);
            var kinds =
                    rows.stream()
                            .filter(row -> row.at().isAfter(after))
                            .filter(row -> row.at().isBefore(killed.at().plus(BACK)))
                            .map(Row::kind)
                            .toList();
            if (killed.wasSala()) {
                assertThat(kinds).as("lost and come back at " + killed).contains("Lost", "Came");
            } else {
                assertThat(kinds).as("at " + killed).contains("MediaLost", "MediaBack");
            }
        }
    }

    /// Whoever comes was not there, whoever is lost was; nobody is in two intervals at once.
    private static void assertPresence(List<Row> rows) {
        var inside = new HashSet<String>();
        var times = new HashMap<String, Integer>();
        for (var row : rows) {
            switch (row.kind()) {
                case "Came" -> {
                    assertThat(inside.add(row.who())).as("was not there: " + row).isTrue();
                    times.merge(row.who(), 1, Integer::sum);
                }
                case "Lost", "Left" ->
                        assertThat(inside.remove(row.who())).as("was there: " + row).isTrue();
                default -> {}
            }
        }
        assertThat(times).hasSize(PEOPLE.size());
        var salaKilled = KILLS / 2;
        assertThat(times.values()).allMatch(count -> count > salaKilled);
    }

    private static List<String> column(String sql) {
        try {
            return books.column(sql.contains("%s") ? sql.formatted(meeting) : sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static long count(String sql) {
        return Long.parseLong(column(sql).getFirst());
    }

    private static final String PLANNED =
            "SELECT id FROM meetings.meeting WHERE kind = 'LEGAL' AND state = 'PLANNED' ORDER BY begins LIMIT 1";
    private static final String ATTENDEE =
            "SELECT id FROM meetings.attendee WHERE meeting = '%s' AND role = 'SECRETARY' AND NOT removed";
    private static final String ITEMS =
            "SELECT id FROM meetings.agenda_item WHERE meeting = '%s' ORDER BY number";
    private static final String ORDERED =
            "SELECT body->>'cuts' FROM room.event WHERE meeting = '%s' AND kind = 'CutOrdered'"
                    + " ORDER BY number DESC LIMIT 1";
    private static final String HELD =
            "SELECT count(*) FROM room.event WHERE meeting = '%s' AND kind = 'CutAnswered' AND at > '%s'"
                    + " AND body->>'cuts' = '[\"AUDIO\"]' AND body->>'trouble' = ''";
    private static final String OPEN_MEETINGS =
            "SELECT count(*) FROM meetings.meeting WHERE id = '%s' AND state = 'OPEN'";
    private static final String OPEN_TRACKS =
            "SELECT count(*) FROM media.track WHERE room = '%s' AND ended_at IS NULL";
    private static final String TRACKS =
            "SELECT id FROM media.track WHERE room = '%s' ORDER BY started_at";
    private static final String BACKWARDS =
            "SELECT id FROM media.track WHERE room = '%s' AND ended_at < started_at";
    private static final String SPANNING =
            "SELECT id FROM media.track WHERE room = '%s' AND started_at < '%s' AND ended_at > '%s'";
    private static final String WINDOWS =
            "SELECT digest || ' ' || length FROM media.track_window WHERE track = '%s' ORDER BY number";
    private static final String CHAINS =
            "SELECT number || ' ' || first || ' ' || chain FROM media.track_window WHERE track = '%s' ORDER BY number";
    private static final String EVENTS =
            "SELECT floor(extract(epoch FROM at) * 1000)::bigint || ' ' || kind || ' ' || coalesce(body->>'who', '-')"
                    + " FROM room.event WHERE meeting = '%s' ORDER BY number";
}
