package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// As a program reads it that keeps to the letter of RFC 5545.
class CalendarFileTests {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 30);

    /// The lines of the file, unfolded, after it was looked at whether they may stand so.
    static List<String> read(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).endsWith("\r\n").doesNotContainPattern("[^\r]\n").doesNotContain("\uFFFD");
        for (var line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 75);
        }
        var lines = List.of(text.replace("\r\n ", "").split("\r\n"));
        var open = new ArrayDeque<String>();
        for (var line : lines) {
            assertThat(line).matches("[A-Z-]+(;[A-Z-]+=[A-Za-z/-]+)*:.*");
            if (line.startsWith("BEGIN:")) {
                open.push(line.substring(6));
            } else if (line.startsWith("END:")) {
                assertThat(open.pop()).isEqualTo(line.substring(4));
            }
        }
        assertThat(open).isEmpty();
        assertThat(lines.getFirst()).isEqualTo("BEGIN:VCALENDAR");
        return lines;
    }

    /// What stands in each event, without the stamp.
    static List<List<String>> events(byte[] file) {
        var events = new ArrayList<List<String>>();
        List<String> event = new ArrayList<>();
        for (var line : read(file)) {
            switch (line) {
                case "BEGIN:VEVENT" -> event = new ArrayList<>();
                case "END:VEVENT" -> events.add(List.copyOf(event));
                default -> event.add(line);
            }
        }
        return events;
    }

    private static CalendarFile.Event event(String says) {
        return new CalendarFile.Event("a-days@sala", says, true, true);
    }

    @Test
    void daysEndBeforeTheNextOne() {
        var file = new CalendarFile("วันลา", NOW);
        file.days(event("ลาป่วย"), DAY, LocalDate.of(2026, 12, 31));
        assertThat(events(file.bytes()))
                .containsExactly(
                        List.of(
                                "UID:a-days@sala",
                                "DTSTAMP:20261123T030000Z",
                                "SUMMARY:ลาป่วย",
                                "STATUS:CONFIRMED",
                                "TRANSP:OPAQUE",
                                "CLASS:PRIVATE",
                                "DTSTART;VALUE=DATE:20261230",
                                "DTEND;VALUE=DATE:20270101"));
    }

    @Test
    void timesAreOfBangkokWhichIsDescribed() {
        var file = new CalendarFile("วันลา", NOW);
        file.hours(
                new CalendarFile.Event("b@sala", "ลา", false, false),
                DAY.atTime(8, 30),
                DAY.atTime(12, 0));
        assertThat(read(file.bytes()))
                .contains("VERSION:2.0", "METHOD:PUBLISH", "X-WR-CALNAME:วันลา")
                .containsSequence("BEGIN:VTIMEZONE", "TZID:Asia/Bangkok", "BEGIN:STANDARD")
                .contains("TZOFFSETTO:+0700", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT")
                .containsSequence(
                        "DTSTART;TZID=Asia/Bangkok:20261230T083000",
                        "DTEND;TZID=Asia/Bangkok:20261230T120000");
    }

    @Test
    void longLinesAreFoldedBetweenLettersAndMarksAreEscaped() {
        var file = new CalendarFile("วันลา", NOW);
        var name = "นางสาวก้องเกียรติกุลนารีรัตน์ วัฒนาพาณิชย์เจริญกิจ, กลุ่ม; ก\\ข\nลา";
        file.days(event(name), DAY, DAY);
        assertThat(read(file.bytes()))
                .contains(
                        "SUMMARY:นางสาวก้องเกียรติกุลนารีรัตน์ วัฒนาพาณิชย์เจริญกิจ\\, กลุ่ม\\; ก\\\\ข\\nลา");
    }
}
