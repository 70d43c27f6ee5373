package th.sala.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import th.sala.checking.PdfCheck;
import th.sala.reader.PdfSignature;
import th.sala.reader.Request;

/// Two provinces write to each other and register what comes, strangers' mail pours in, and all the
/// while server or database of one of them is killed with -9: six times in each run of the tests,
/// as often as one likes by `./sala fault KILLS`. In the end nothing that was promised is missing,
/// nothing is there twice, no number was skipped or given twice, and every letter that was to be
/// signed left with one sound signature and its number.
class FaultJourney {
    private static final int KILLS = Integer.getInteger("sala.test.kills", 6);
    private static final String AUTHORITY = "/registry/authority.crt";
    private static final int STEPS = 2;
    private static final long SEED = 2569;
    private static final int LATEST = 400;
    private static final Duration PROGRESS = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration BACK = Duration.ofSeconds(60);

    private static final String PROVINCES = "srisamut.example";
    private static final String NEIGHBOURS = "thaleluang.example";
    private static final Traffic.Cast PROVINCE =
            new Traffic.Cast(
                    "thanakorn.w",
                    "sudarat.b",
                    "saraban@srisamut.example",
                    "wichai.s@thaleluang.example");
    private static final Traffic.Cast NEIGHBOUR =
            new Traffic.Cast(
                    "wichai.s",
                    "kamon.p",
                    "saraban@thaleluang.example",
                    "thanakorn.w@srisamut.example");

    private static Installation province;
    private static Installation neighbour;
    private static Browser browser;

    @BeforeAll
    static void start() {
        province = installation("province");
        neighbour = installation("neighbour");
        browser = Browser.open();
        provinces().with(neighbour, NEIGHBOURS);
        neighbours().with(province, PROVINCES);
    }

    private static Installation installation(String name) {
        return Installation.of("fault-" + name)
                .with("SALA_DEMO_ONLY", name)
                .option("--sala.outbox.lease=5s")
                .start();
    }

    private static Acquaintance provinces() {
        return new Acquaintance(browser, province, "phuwadon.d");
    }

    private static Acquaintance neighbours() {
        return new Acquaintance(browser, neighbour, "ekkachai.w");
    }

    @AfterAll
    static void stop() {
        try (var _ = province;
                var _ = neighbour;
                var _ = browser) {}
    }

    @Test
    void nothingIsLostDoubledSkippedOrUnsigned() throws Exception {
        var here = new Traffic(province, PROVINCE);
        var there = new Traffic(neighbour, NEIGHBOUR);
        var threads = Executors.newCachedThreadPool();
        try {
            here.begin(threads);
            there.begin(threads);
            killAgainAndAgain(here, there);
            here.stopWriting();
            there.stopWriting();
            // saving a route also tries at once what waits for its next attempt
            provinces().route(neighbour, NEIGHBOURS);
            neighbours().route(province, PROVINCES);
            awaitQuiet(here, there);
            here.stopRegistering();
            there.stopRegistering();
            here.end(BACK);
            there.end(BACK);
        } finally {
            threads.shutdownNow();
        }
        assertSound(here, there);
        assertSound(there, here);
    }

    private static void killAgainAndAgain(Traffic here, Traffic there) {
        var random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            var victim = i % 4 < 2 ? here : there;
            var goal = victim.progress() + STEPS;
            Installation.await(
                    "letters flow before kill " + i,
                    PROGRESS,
                    () -> {
                        here.check();
                        there.check();
                        return victim.progress() >= goal;
                    });
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LATEST)).toNanos());
            if (i % 2 == 0) {
                victim.installation().kill();
                victim.installation().start();
            } else {
                killDatabase(new Books(victim.installation()));
            }
        }
    }

    private static void killDatabase(Books books) {
        var server = books.server();
        ProcessHandle.of(server).orElseThrow().destroyForcibly();
        Installation.await(
                "the database is back", BACK, () -> books.server() != server && books.isOpen());
    }

    /// Every letter is registered and answered, and nothing is on its way.
    private static void awaitQuiet(Traffic here, Traffic there) {
        for (var one : List.of(here, there)) {
            var books = new Books(one.installation());
            for (var open : OPEN) {
                Installation.await(
                        open + " at " + one.installation().url(),
                        QUIET,
                        () -> books.isOpen() && count(books, open) == 0);
            }
        }
    }

    private static final List<String> OPEN =
            List.of(
                    "SELECT count(*) FROM letters.outgoing WHERE stage = 'NUMBERED'",
                    "SELECT count(*) FROM mail.delivery WHERE state IN ('QUEUED', 'SENDING')",
                    "SELECT count(*) FROM events.event_publication",
                    "SELECT count(*) FROM letters.incoming WHERE stage = 'ARRIVED'",
                    "SELECT count(*) FROM letters.addressee a JOIN letters.outgoing o ON o.id = a.outgoing_id"
                            + " WHERE o.stage = 'SENT' AND a.answer IS NULL");

    private static long count(Books books, String sql) {
        try {
            return books.count(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void assertSound(Traffic one, Traffic other) throws Exception {
        var books = new Books(one.installation());
        var far = new Books(other.installation());

        assertThat(books.column(STRANGERS))
                .as("mail of strangers, each once")
                .containsExactlyInAnyOrderElementsOf(one.promisedMails());
        assertThat(books.column(UNSORTED))
                .as("waiting for a person, each once")
                .containsExactlyInAnyOrderElementsOf(one.promisedMails());

        var sent = books.column(SENT);
        assertThat(sent).as("letters said to be sent").containsAll(one.promisedLetters());
        assertThat(far.column(ARRIVED))
                .as("letters at the other side, each once")
                .containsExactlyInAnyOrderElementsOf(sent);

        assertThat(books.column(ANSWERS))
                .as("receive numbers as the sender knows them")
                .containsExactlyInAnyOrderElementsOf(far.column(RECEIVE_NUMBERS));
        assertThat(books.column(COPIED)).as("own central copies").hasSameSizeAs(sent);

        assertSigned(one, other);
        assertGapless(books, "SEND", sent.size());
        assertGapless(books, "RECEIVE", far.column(SENT).size());
    }

    /// Those that the system sets: never signed without a number, never sent unsigned, and the file
    /// that was signed is the one that came to the other side.
    private static void assertSigned(Traffic one, Traffic other) throws Exception {
        var books = new Books(one.installation());
        var far = new Books(other.installation());
        assertThat(books.column(SIGNED)).containsAll(one.promisedSigned());
        assertThat(books.column(UNSIGNED)).as("left unsigned").isEmpty();
        assertThat(books.column(NUMBERLESS)).as("signed without a number").isEmpty();
        var files = books.column(SIGNED_FILES);
        assertThat(files).doesNotHaveDuplicates();
        assertThat(far.column(ARRIVED_FILES)).as("signed files").containsAll(files);
        var authority = authority(one.installation());
        var asked = new Request.Check(Instant.now(), List.of(authority), List.of());
        for (var file : files) {
            var found = PdfCheck.of(kept(one.installation(), file), asked).signatures();
            assertThat(found).as(file).hasSize(1);
            // what the authority withdrew is not asked
            assertThat(found.getFirst().verdict()).isEqualTo(PdfSignature.Verdict.UNCONFIRMED);
            assertThat(found.getFirst().changes()).isEmpty();
        }
    }

    private static byte[] authority(Installation installation) throws Exception {
        var asked = HttpRequest.newBuilder(URI.create(installation.url() + AUTHORITY)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(asked, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }

    private static byte[] kept(Installation installation, String line) throws IOException {
        var sha256 = line.substring(line.lastIndexOf(' ') + 1);
        var folder = installation.data().resolve("files").resolve(sha256.substring(0, 2));
        return Files.readAllBytes(folder.resolve(sha256.substring(2, 4)).resolve(sha256));
    }

    /// One book of each direction is used here; it may begin above 1, in mid-year.
    private static void assertGapless(Books books, String direction, int letters)
            throws SQLException {
        var numbers = books.column(NUMBERS.formatted(direction));
        var expected = IntStream.rangeClosed(1, letters).mapToObj(Integer::toString).toList();
        assertThat(numbers).as(direction + " register").containsExactlyElementsOf(expected);
        assertThat(books.column(LAST.formatted(direction)))
                .containsExactly(Integer.toString(letters));
    }

    private static final String STRANGERS =
            "SELECT message_id FROM mail.received WHERE envelope_from = 'someone@stranger.example'";
    private static final String UNSORTED =
            "SELECT r.message_id FROM letters.unsorted u JOIN mail.received r ON r.id = u.mail_id"
                    + " WHERE r.envelope_from = 'someone@stranger.example'";
    private static final String SENT = "SELECT subject FROM letters.outgoing WHERE stage = 'SENT'";
    private static final String SIGNED =
            "SELECT subject FROM letters.outgoing o JOIN letters.signature s"
                    + " ON s.agency_id = o.agency_id AND s.letter_id = o.id WHERE o.stage = 'SENT'";
    private static final String UNSIGNED =
            "SELECT subject FROM letters.outgoing o WHERE o.typeset AND o.stage = 'SENT'"
                    + " AND NOT EXISTS (SELECT FROM letters.signature s WHERE s.letter_id = o.id)";
    private static final String NUMBERLESS =
            "SELECT subject FROM letters.outgoing o JOIN letters.signature s ON s.letter_id = o.id"
                    + " WHERE NOT EXISTS (SELECT FROM registers.entry e WHERE e.letter_id = o.id)";
    private static final String SIGNED_FILES =
            "SELECT o.subject || ' ' || s.sha256 FROM letters.outgoing o"
                    + " JOIN letters.signature s ON s.letter_id = o.id";
    private static final String ARRIVED_FILES =
            "SELECT i.subject || ' ' || f.sha256 FROM letters.incoming i"
                    + " JOIN letters.attachment f ON f.letter_id = i.id";
    private static final String ARRIVED =
            "SELECT subject FROM letters.incoming WHERE stage = 'REGISTERED'";
    private static final String ANSWERS =
            "SELECT o.subject || ' ' || a.answer_number FROM letters.addressee a"
                    + " JOIN letters.outgoing o ON o.id = a.outgoing_id WHERE o.stage = 'SENT'";
    private static final String RECEIVE_NUMBERS =
            "SELECT i.subject || ' ' || e.number FROM letters.incoming i"
                    + " JOIN registers.entry e ON e.letter_id = i.id";
    private static final String COPIED =
            "SELECT outgoing_id FROM letters.addressee WHERE copied_at IS NOT NULL";
    private static final String NUMBERS =
            "SELECT e.number - s.opening FROM registers.entry e"
                    + " JOIN registers.book b ON b.id = e.book_id"
                    + " JOIN registers.series s ON s.book_id = e.book_id AND s.year = e.year"
                    + " WHERE b.direction = '%s' ORDER BY e.number";
    private static final String LAST =
            "SELECT s.last_number - s.opening FROM registers.series s"
                    + " JOIN registers.book b ON b.id = s.book_id"
                    + " WHERE b.direction = '%s' AND s.last_number > s.opening";
}
