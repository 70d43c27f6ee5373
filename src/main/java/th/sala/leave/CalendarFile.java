package th.sala.leave;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A calendar as other programs read it (RFC 5545): whole days as days, half days as times of
/// Bangkok. Lines end as the format wants it and are folded at 75 bytes, never within a letter.
final class CalendarFile {
    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private static final String HEAD =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Sala//Leave//TH
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            REFRESH-INTERVAL;VALUE=DURATION:PT4H
            """;

    /// Bangkok has had one offset for longer than anybody's leave.
    private static final String BANGKOK =
            """
            BEGIN:VTIMEZONE
            TZID:Asia/Bangkok
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0700
            TZOFFSETTO:+0700
            TZNAME:ICT
            END:STANDARD
            END:VTIMEZONE
            """;

    private final StringBuilder out = new StringBuilder();
    private final String stamp;

    /// @param name that the program shows
    /// @param at when the file was made
    CalendarFile(String name, Instant at) {
        stamp = TIME.format(at.atOffset(ZoneOffset.UTC)) + "Z";
        HEAD.lines().forEach(this::line);
        line("X-WR-CALNAME:" + text(name));
        BANGKOK.lines().forEach(this::line);
    }

    /// @param id the same in each file for the same thing
    /// @param says what it is
    /// @param isSure whether it is decided
    /// @param isBusy whether the reader has no time then
    record Event(String id, String says, boolean isSure, boolean isBusy) {}

    /// @param last with all of it
    void days(Event event, LocalDate first, LocalDate last) {
        begin(event);
        line("DTSTART;VALUE=DATE:" + DAY.format(first));
        line("DTEND;VALUE=DATE:" + DAY.format(last.plusDays(1)));
        line("END:VEVENT");
    }

    void hours(Event event, LocalDateTime from, LocalDateTime until) {
        begin(event);
        line("DTSTART;TZID=Asia/Bangkok:" + TIME.format(from));
        line("DTEND;TZID=Asia/Bangkok:" + TIME.format(until));
        line("END:VEVENT");
    }

    private void begin(Event event) {
        line("BEGIN:VEVENT");
        line("UID:" + event.id());
        line("DTSTAMP:" + stamp);
        line("SUMMARY:" + text(event.says()));
        line("STATUS:" + (event.isSure() ? "CONFIRMED" : "TENTATIVE"));
        line("TRANSP:" + (event.isBusy() ? "OPAQUE" : "TRANSPARENT"));
        line("CLASS:PRIVATE");
    }

    /// The whole file.
    byte[] bytes() {
        return (out + "END:VCALENDAR\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    private void line(String whole) {
        var size = 0;
        var at = 0;
        while (at < whole.length()) {
            var letter = whole.codePointAt(at);
            var bytes = Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
            if (size + bytes > LONGEST_LINE) {
                out.append("\r\n ");
                size = 1;
            }
            out.appendCodePoint(letter);
            size += bytes;
            at += Character.charCount(letter);
        }
        out.append("\r\n");
    }
}
