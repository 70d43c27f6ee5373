package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.Sala;
import th.sala.agencies.Official;
import th.sala.timekeeping.RecorderFile.Line;
import th.sala.timekeeping.RecorderLayout.DayOrder;
import th.sala.timekeeping.RecorderLayout.KnownBy;

class RecorderFileTests {
    private static final UUID PIM = UUID.randomUUID();
    private static final UUID SOMCHAI = UUID.randomUUID();
    private static final UUID NAMESAKE = UUID.randomUUID();

    private static final List<Official> OFFICIALS =
            List.of(
                    official(PIM, "นางพิมพ์ งานดี", "pim@own.example"),
                    official(SOMCHAI, "นายสมชาย ใจดี", "somchai@own.example"),
                    official(NAMESAKE, "นางสมชาย ใจดี", "somchai2@own.example"));

    private static final List<Recorders.Owned> NUMBERS =
            List.of(
                    new Recorders.Owned("0012", Recorders.Owned.EVER, PIM),
                    new Recorders.Owned("13", Recorders.Owned.EVER, SOMCHAI));

    @TempDir Path folder;

    private static Official official(UUID id, String name, String mail) {
        return new Official(id, new UUID(0, 1), name, "เจ้าหน้าที่", null, mail, "");
    }

    private static RecorderLayout layout(KnownBy by, DayOrder order) {
        return new RecorderLayout(false, 1, by, 2, null, null, "", "", order);
    }

    private static RecorderFile file(RecorderLayout layout) {
        return new RecorderFile(
                layout,
                new RecorderPeople(layout.knownBy(), OFFICIALS, NUMBERS),
                Sala.BANGKOK,
                Instant.parse("2025-11-23T00:00:00Z"),
                Instant.parse("2026-11-24T00:00:00Z"));
    }

    private List<Line> read(RecorderLayout layout, byte[] content) throws IOException {
        var lines = new ArrayList<Line>();
        file(layout).read(Files.write(folder.resolve("file.csv"), content), lines::add);
        return lines;
    }

    private List<Line> read(RecorderLayout layout, String content) throws IOException {
        return read(layout, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String at(Line line) {
        return line instanceof Line.Good good
                ? LocalDateTime.ofInstant(good.at(), Sala.BANGKOK).toString()
                : ((Line.Wrong) line).key();
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23 08:25 | 2026-11-23T08:25",
                "2026-11-23T08:25:30 | 2026-11-23T08:25:30",
                "2026-11-23 08:25:30.123 | 2026-11-23T08:25:30",
                "23/11/2569 08:25:30 | 2026-11-23T08:25:30",
                "23/11/2026 8:25 | 2026-11-23T08:25",
                "23-11-2569 08.25 น. | 2026-11-23T08:25",
                "๒๓/๑๑/๒๕๖๙ ๐๘:๒๕ | 2026-11-23T08:25",
                "23 พ.ย. 2569 08:25 น. | 2026-11-23T08:25",
                "23/11/2569 8:25 PM | 2026-11-23T20:25",
                "23/11/2569 12:00 AM | 2026-11-23T00:00",
                "23/11/2569 12:00 pm | 2026-11-23T12:00",
                "20261123082530 | 2026-11-23T08:25:30",
                "25691123 0825 | 2026-11-23T08:25",
                "2026-11-23 | timekeeping.wrong.moment",
                "08:25 | timekeeping.wrong.moment",
                "31/11/2569 08:25 | timekeeping.wrong.moment",
                "23/11/2569 24:00 | timekeeping.wrong.moment",
                "23/11/2569 13:00 pm | timekeeping.wrong.moment",
                "23/11/69 08:25 | timekeeping.wrong.moment",
                "11/23/2026 08:25 | timekeeping.wrong.moment",
                "23/11/2568 06:59 | timekeeping.wrong.era",
                "23/11/2568 07:00 | 2025-11-23T07:00",
                "24/11/2569 07:00 | 2026-11-24T07:00",
                "24/11/2569 07:01 | timekeeping.wrong.era"
            })
    void readsDaysAndTimesAsRecordersWriteThem(String typed, String stands) throws IOException {
        assertThat(read(layout(KnownBy.NUMBER, DayOrder.DAY_FIRST), "12," + typed))
                .singleElement()
                .extracting(RecorderFileTests::at)
                .isEqualTo(stands);
    }

    @Test
    void theMonthMayStandFirst() throws IOException {
        assertThat(read(layout(KnownBy.NUMBER, DayOrder.MONTH_FIRST), "12,11/3/2026 8:25 AM"))
                .extracting(RecorderFileTests::at)
                .containsExactly("2026-11-03T08:25");
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 0012, true",
        "NUMBER, 12, true",
        "NUMBER, ๑๒, true",
        "NUMBER, 00012, true",
        "NUMBER, 99, false",
        "NUMBER, '', false",
        "NAME, นางพิมพ์  งานดี, true",
        "NAME, พิมพ์ งานดี, true",
        "MAIL, PIM@own.example, true",
        "MAIL, pim, false"
    })
    void knowsWhoIsMeant(KnownBy by, String typed, boolean known) throws IOException {
        var line = read(layout(by, DayOrder.DAY_FIRST), typed + ",2026-11-23 08:25").getFirst();
        assertThat(line instanceof Line.Good good && good.official().equals(PIM)).isEqualTo(known);
    }

    @Test
    void ofTwoOfOneNameNobodyIsMeant() throws IOException {
        assertThat(read(layout(KnownBy.NAME, DayOrder.DAY_FIRST), "สมชาย ใจดี,2026-11-23 08:25"))
                .extracting(RecorderFileTests::at)
                .containsExactly("timekeeping.wrong.ambiguous");
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: columns are as the recorder has them")
    void columnsAreAsTheRecorderHasThem() throws IOException {
        var layout =
                new RecorderLayout(
                        true, 3, KnownBy.NUMBER, 1, 2, 4, "เข้า", "ออก", DayOrder.DAY_FIRST);
        var lines =
                read(
                        layout,
                        "วันที่;เวลา;รหัส;สถานะ\r\n23/11/2569;08:25;0012;เข้า\r\n\r\n"
                                + "23/11/2569;16:40;0012; ออก \r\n23/11/2569;12:00;0012;พัก\r\n");
        assertThat(lines).extracting(Line::number).containsExactly(2L, 4L, 5L);
        assertThat(lines.get(0)).extracting("sense").isEqualTo(Mark.Sense.ARRIVAL);
        assertThat(lines.get(1)).extracting("sense").isEqualTo(Mark.Sense.DEPARTURE);
        assertThat(at(lines.get(2))).isEqualTo("timekeeping.wrong.sense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "x-windows-874"})
    void readsThaiInAllItsEncodings(String charset) throws IOException {
        var text = "นางพิมพ์ งานดี,2026-11-23 08:25\n";
        assertThat(
                        read(
                                layout(KnownBy.NAME, DayOrder.DAY_FIRST),
                                text.getBytes(Charset.forName(charset))))
                .singleElement()
                .isInstanceOf(Line.Good.class);
        assertThat(read(layout(KnownBy.NAME, DayOrder.DAY_FIRST), "\uFEFF" + text))
                .singleElement()
                .isInstanceOf(Line.Good.class);
    }

    @Test
    void whatIsWrongHoldsUpNothing() throws IOException {
        var good = "12,2026-11-23 08:25\n";
        var lines =
                read(
                        layout(KnownBy.NUMBER, DayOrder.DAY_FIRST),
                        "12,\"never ends\n"
                                + good
                                + "x".repeat(100_000)
                                + "\n"
                                + good
                                + ",,,,,,\n=1+1,2026-11-23 08:25\n"
                                + good);
        assertThat(lines)
                .extracting(RecorderFileTests::at)
                .containsExactly(
                        "timekeeping.wrong.cells",
                        "2026-11-23T08:25",
                        "timekeeping.wrong.long",
                        "2026-11-23T08:25",
                        "timekeeping.wrong.person",
                        "timekeeping.wrong.person",
                        "2026-11-23T08:25");
        assertThat(lines.get(2)).extracting("cell").asString().hasSize(60);
    }

    @Test
    void whatIsNoTextIsRefused() {
        for (var content : List.of(new byte[] {'1', ',', 0, '\n'}, new byte[] {0, 0, 0, 1, 2})) {
            assertThatThrownBy(() -> read(layout(KnownBy.NUMBER, DayOrder.DAY_FIRST), content))
                    .isInstanceOf(RecorderFile.Unreadable.class);
        }
    }

    @Test
    void aLongFileIsReadLineByLine() throws IOException {
        var path = folder.resolve("long.csv");
        try (var writer = Files.newBufferedWriter(path)) {
            for (int i = 0; i < 200_000; i++) {
                writer.write("12,2026-11-23 08:25\n");
            }
        }
        var count = new AtomicLong();
        file(layout(KnownBy.NUMBER, DayOrder.DAY_FIRST)).read(path, _ -> count.incrementAndGet());
        assertThat(count).hasValue(200_000);
    }

    @Test
    void aFileOfTooManyLinesIsRefused() throws IOException {
        var path = folder.resolve("endless.csv");
        Files.write(
                path,
                "\n".repeat((int) RecorderFile.MOST_LINES + 1).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> file(layout(KnownBy.NUMBER, DayOrder.DAY_FIRST)).read(path, _ -> {}))
                .isInstanceOf(RecorderFile.TooLong.class);
    }
}
