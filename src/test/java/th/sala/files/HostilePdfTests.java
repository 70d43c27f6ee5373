package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import th.sala.reader.Answer;
import th.sala.reader.Request;

/// `files/pdf-hostile.tsv`: what each hostile PDF comes to, and that the file right after it, with
/// the same reader's place, is read as if nothing had been.
class HostilePdfTests {
    private static final ReaderLimits LIMITS =
            new ReaderLimits(Duration.ofSeconds(4), Duration.ofMinutes(10), 320, 200, 1);
    private static final int LANES = 2;
    private static final Request.Copy COPY =
            new Request.Copy(
                    List.of(new Request.Stamp(Pdfs.of("stamp"), 70, 80, 140, 70)),
                    List.of(Pdfs.of("sheet")));

    private static final Map<Trial, Outcome> OUTCOMES = new ConcurrentHashMap<>();

    @TempDir static Path folder;

    record Trial(String cause, int variant, String asked, Set<String> right) {
        @Override
        public String toString() {
            return "%s %d: %s is %s".formatted(cause, variant, asked, String.join(" or ", right));
        }
    }

    private record Outcome(Answer answer, Answer next) {}

    static Stream<Trial> trials() {
        return table().stream()
                .flatMap(line ->
                        Stream.iterate(0, variant -> variant + 1)
                                .limit(Integer.parseInt(line[1]))
                                .map(variant ->
                                        new Trial(
                                                line[0],
                                                variant,
                                                line[2],
                                                Set.of(line[3].split(" ")))));
    }

    private static List<String[]> table() {
        try (var lines =
                Objects.requireNonNull(
                        HostilePdfTests.class.getResourceAsStream("/files/pdf-hostile.tsv"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// All of them, some at a time; each lane has a reader of its own.
    @BeforeAll
    static void tryAll() throws Exception {
        HostilePdfs.openTo(folder);
        var lanes = new ArrayList<Callable<Void>>();
        var all = trials().toList();
        for (int lane = 0; lane < LANES; lane++) {
            var own = lane;
            var data = Files.createDirectory(folder.resolve("lane" + lane));
            lanes.add(() -> {
                try (var readers = new PdfReaders(data, LIMITS)) {
                    for (int i = own; i < all.size(); i += LANES) {
                        OUTCOMES.put(all.get(i), outcome(readers, data, all.get(i)));
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            for (var lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        }
    }

    private static Outcome outcome(PdfReaders readers, Path data, Trial trial) throws IOException {
        var good = Files.write(data.resolve("good.pdf"), HostilePdfs.good());
        var hostile =
                Files.write(
                        data.resolve("hostile.pdf"),
                        HostilePdfs.of(trial.cause(), trial.variant()));
        var answer =
                switch (trial.asked()) {
                    case "read" -> readers.read(hostile);
                    case "draw" -> readers.draw(hostile, 1);
                    case "copy" -> readers.copy(hostile, COPY);
                    case "place" -> readers.place(hostile, new Request.Place(null));
                    default -> throw new IllegalArgumentException(trial.asked());
                };
        return new Outcome(answer, readers.read(good));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void saysWhatItIsAndReadsTheNext(Trial trial) {
        var outcome = Objects.requireNonNull(OUTCOMES.get(trial));
        assertThat(words(outcome.answer())).containsAnyElementsOf(trial.right());
        assertThat(outcome.next())
                .isEqualTo(
                        new Answer.Readable(
                                2, List.of("A letter\n", "page two\n"), false, Set.of()));
    }

    private static Set<String> words(Answer answer) {
        return switch (answer) {
            case Answer.Readable(_, _, _, var features) ->
                    Stream.concat(
                                    Stream.of("READABLE"),
                                    features.stream().map(feature -> "READABLE+" + feature))
                            .collect(Collectors.toSet());
            case Answer.Encrypted _ -> Set.of("ENCRYPTED");
            case Answer.NotPdf _ -> Set.of("NOT_PDF");
            case Answer.Empty _ -> Set.of("EMPTY");
            case Answer.Broken(var trouble) -> Set.of(trouble.name());
            case Answer.Picture(_, _, _, var isWhole) ->
                    Set.of(isWhole ? "PICTURE" : "PART_OF_PICTURE");
            case Answer.Copied _ -> Set.of("COPY");
            case Answer.Checked _, Answer.Sheets _ ->
                    throw new IllegalStateException("nobody asked for that");
        };
    }

    @Test
    void hasManyCauses() {
        assertThat(table().stream().map(line -> line[0]).distinct()).hasSizeGreaterThan(40);
    }
}
