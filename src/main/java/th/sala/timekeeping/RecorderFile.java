package th.sala.timekeeping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// A file of a time recorder: lines of cells, in UTF-8, UTF-16 or the Thai encoding of Windows.
/// Read line by line, however long it is; a line that is too long, or has a quote that never ends,
/// is wrong and holds up no other.
final class RecorderFile {
    static final long MOST_BYTES = 20L << 20;
    static final long MOST_LINES = 1_000_000;
    private static final String STRANGER = "timekeeping.wrong.person";
    private static final int LONGEST_LINE = 4_000;
    private static final int LONGEST_SHOWN = 60;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final Charset WINDOWS_874 = Charset.forName("x-windows-874");

    /// Refusal: it is no file of lines.
    static final class Unreadable extends Refusal {
        Unreadable() {
            super("timekeeping.refused.unreadable");
        }
    }

    /// Refusal: it has more lines than a year of a large office.
    static final class TooLong extends Refusal {
        TooLong() {
            super("timekeeping.refused.too-many-lines", MOST_LINES);
        }
    }

    /// What a line says.
    sealed interface Line {
        /// @param number of the line, from 1
        long number();

        record Good(long number, UUID official, Instant at, Mark.Sense sense) implements Line {}

        /// @param key the message that says what is wrong
        /// @param cell what stands there, shortened
        record Wrong(long number, String key, String cell) implements Line {
            /// Whether it is about somebody whom nobody knows.
            boolean isStranger() {
                return key.equals(STRANGER) && !cell.isEmpty();
            }
        }
    }

    private final RecorderLayout layout;
    private final RecorderPeople people;
    private final ZoneId zone;
    private final Instant from;
    private final Instant until;

    /// @param from before that no recorder marked anything
    /// @param until after that likewise
    RecorderFile(
            RecorderLayout layout,
            RecorderPeople people,
            ZoneId zone,
            Instant from,
            Instant until) {
        this.layout = layout;
        this.people = people;
        this.zone = zone;
        this.from = from;
        this.until = until;
    }

    /// Reads all lines, one after the other; blank ones are left out.
    ///
    /// @throws Unreadable if it is no text
    /// @throws TooLong if it has more than [#MOST_LINES]
    void read(Path file, Consumer<Line> line) {
        try (var bytes = Files.newInputStream(file);
                var reader = reader(bytes, charset(file))) {
            char delimiter = 0;
            long number = 0;
            for (var text = next(reader); text != null; text = next(reader)) {
                number++;
                if (number > MOST_LINES) {
                    throw new TooLong();
                }
                if (delimiter == 0) {
                    delimiter = delimiter(text);
                }
                if (!text.isBlank() && (number > 1 || !layout.heading())) {
                    line.accept(line(number, text, delimiter));
                }
            }
        } catch (CharacterCodingException unreadable) {
            throw new Unreadable();
        } catch (IOException gone) {
            // the store, not the file: it will be tried again
            throw new UncheckedIOException(gone);
        }
    }

    private Line line(long number, String text, char delimiter) {
        if (text.length() >= LONGEST_LINE) {
            return wrong(number, "timekeeping.wrong.long", text);
        }
        List<String> cells;
        try (var parser =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .get()
                        .parse(new StringReader(text))) {
            cells = parser.iterator().next().toList();
        } catch (IOException | RuntimeException broken) {
            return wrong(number, "timekeeping.wrong.cells", text);
        }
        var who = RecorderLayout.cell(cells, layout.person());
        if (people.isAmbiguous(who) || !people.isKnown(who)) {
            return wrong(
                    number,
                    people.isAmbiguous(who) ? "timekeeping.wrong.ambiguous" : STRANGER,
                    who);
        }
        var moment = layout.moment(cells);
        if (moment.isEmpty()) {
            var day = RecorderLayout.cell(cells, layout.moment());
            var clock = RecorderLayout.cell(cells, layout.clock());
            return wrong(number, "timekeeping.wrong.moment", (day + " " + clock).strip());
        }
        var at = moment.get().atZone(zone).toInstant();
        if (at.isBefore(from) || at.isAfter(until)) {
            return wrong(number, "timekeeping.wrong.era", moment.get().toString());
        }
        var official = people.find(who, TimeRules.dayOf(moment.get()));
        if (official.isEmpty()) {
            return wrong(number, STRANGER, who);
        }
        return layout.sense(cells)
                .<Line>map(sense -> new Line.Good(number, official.get(), at, sense))
                .orElseGet(() ->
                        wrong(
                                number,
                                "timekeeping.wrong.sense",
                                RecorderLayout.cell(cells, layout.sense())));
    }

    private static Line wrong(long number, String key, String cell) {
        var shown = cell.length() > LONGEST_SHOWN ? cell.substring(0, LONGEST_SHOWN) : cell;
        return new Line.Wrong(number, key, shown);
    }

    /// The next line, of one that is too long only the beginning; null at the end.
    private static @Nullable String next(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        var any = false;
        for (int read = reader.read(); read >= 0; read = reader.read()) {
            any = true;
            if (read == 0) {
                throw new Unreadable();
            }
            if (read == '\n') {
                break;
            }
            if (read != BYTE_ORDER_MARK && read != '\r' && line.length() < LONGEST_LINE) {
                line.append((char) read);
            }
        }
        return any ? line.toString() : null;
    }

    private static char delimiter(String first) {
        for (char candidate : new char[] {'\t', ';', '|'}) {
            if (first.indexOf(candidate) >= 0 && first.indexOf(',') < 0) {
                return candidate;
            }
        }
        return ',';
    }

    private static BufferedReader reader(InputStream bytes, Charset charset) {
        return new BufferedReader(new InputStreamReader(bytes, charset));
    }

    private static Charset charset(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var head = bytes.readNBytes(2);
            var isUtf16 =
                    head.length == 2
                            && (head[0] & 0xFF ^ head[1] & 0xFF) == (0xFF ^ 0xFE)
                            && (head[0] & 0xFF) >= 0xFE;
            if (isUtf16) {
                return StandardCharsets.UTF_16;
            }
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS_874;
    }

    private static boolean isUtf8(Path file) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = new InputStreamReader(Files.newInputStream(file), decoder)) {
            var buffer = new char[1 << 14];
            while (reader.read(buffer) >= 0) {
                // to the end
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
