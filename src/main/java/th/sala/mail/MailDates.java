package th.sala.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The Date of a mail: RFC 5322, the older forms, and Buddhist years, which some Thai programs
/// write.
final class MailDates {
    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*[ -]+(\\d{2,4})[ ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?"
                            + "(?:\\s*([+-])(\\d{2}):?(\\d{2}))?");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final int FIRST_BUDDHIST = 2400;
    private static final int BUDDHIST_OFFSET = 543;

    private MailDates() {}

    static Optional<Instant> read(String header) {
        var found = DATE.matcher(header);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(found.toMatchResult()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant instant(MatchResult date) {
        var month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        var second = date.group(6) == null ? 0 : Math.min(59, number(date, 6));
        var local =
                LocalDateTime.of(
                        year(number(date, 3), date.group(3).length()),
                        month,
                        number(date, 1),
                        number(date, 4),
                        number(date, 5),
                        second);
        if (date.group(7) == null) {
            return local.toInstant(ZoneOffset.UTC);
        }
        var sign = date.group(7).equals("-") ? -1 : 1;
        return local.toInstant(
                ZoneOffset.ofHoursMinutes(sign * number(date, 8), sign * number(date, 9)));
    }

    private static int year(int written, int digits) {
        if (digits == 2) {
            return written + (written < 50 ? 2000 : 1900);
        }
        return written >= FIRST_BUDDHIST ? written - BUDDHIST_OFFSET : written;
    }

    private static int number(MatchResult date, int group) {
        return Integer.parseInt(date.group(group));
    }
}
