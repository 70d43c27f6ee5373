package th.sala.timekeeping;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// How the lines of a time recorder's file are read: which column is what, counted from 1.
///
/// @param heading whether the first line only names the columns
/// @param moment the column of the day, or of day and time
/// @param clock the column of the time; null where it stands with the day
/// @param sense the column that says in or out; null where nobody says it
/// @param arrival what stands there for in, in lower case
/// @param departure what stands there for out, likewise
public record RecorderLayout(
        boolean heading,
        int person,
        KnownBy knownBy,
        int moment,
        @Nullable Integer clock,
        @Nullable Integer sense,
        String arrival,
        String departure,
        DayOrder order) {
    static final int MOST_COLUMNS = 100;

    /// What stands in the column of persons.
    public enum KnownBy {
        NUMBER,
        NAME,
        MAIL;

        public String key() {
            return "timekeeping.known-by." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Of days that are written with digits alone, the year last.
    public enum DayOrder {
        DAY_FIRST,
        MONTH_FIRST;

        public String key() {
            return "timekeeping.order." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern TIME =
            Pattern.compile(
                    "([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)? ?(?:(?i:(am|pm))|น\\.?)?");
    private static final Pattern TOGETHER =
            Pattern.compile("(.{6,40}?)[T ,]{1,3}([0-9]{1,2}[:.][0-9]{2}.{0,20})");
    private static final Pattern COMPACT = Pattern.compile("([0-9]{8}) ?([0-9]{6}|[0-9]{4})");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})([/.-][0-9]{4})");
    private static final int AFTERNOON = 12;

    /// One column of a line; empty if the line is shorter.
    static String cell(List<String> cells, @Nullable Integer column) {
        return column == null || column > cells.size() ? "" : cells.get(column - 1).strip();
    }

    /// When a line says that somebody marked, in either era and either digits; nothing if it says
    /// no time.
    Optional<LocalDateTime> moment(List<String> cells) {
        var day = plain(cell(cells, moment));
        if (clock != null) {
            return at(day, plain(cell(cells, clock)));
        }
        var compact = COMPACT.matcher(day);
        if (compact.matches()) {
            return compact(compact.group(1), compact.group(2));
        }
        var together = TOGETHER.matcher(day);
        return together.matches() ? at(together.group(1), together.group(2)) : Optional.empty();
    }

    private static String plain(String cell) {
        return Digits.ARABIC.in(ThaiText.normalise(cell));
    }

    private Optional<LocalDateTime> at(String day, String clock) {
        var time = TIME.matcher(clock);
        if (!time.matches()) {
            return Optional.empty();
        }
        var read = TypedDay.read(inOrder(day));
        return time(time).flatMap(of -> read.map(on -> on.atTime(of)));
    }

    private String inOrder(String day) {
        var swapped = MONTH_FIRST.matcher(day);
        return order == DayOrder.MONTH_FIRST && swapped.matches()
                ? swapped.group(3) + swapped.group(2) + swapped.group(1) + swapped.group(4)
                : day;
    }

    private static Optional<LocalDateTime> compact(String day, String clock) {
        var on =
                TypedDay.of(
                        Integer.parseInt(day.substring(0, 4)),
                        Integer.parseInt(day.substring(4, 6)),
                        Integer.parseInt(day.substring(6)));
        var seconds = clock.length() > 4 ? Integer.parseInt(clock.substring(4)) : 0;
        return time(
                        Integer.parseInt(clock.substring(0, 2)),
                        Integer.parseInt(clock.substring(2, 4)),
                        seconds)
                .flatMap(time -> on.map(it -> it.atTime(time)));
    }

    private static Optional<LocalTime> time(Matcher found) {
        var hour = Integer.parseInt(found.group(1));
        var half = found.group(4);
        if (half != null) {
            if (hour < 1 || hour > AFTERNOON) {
                return Optional.empty();
            }
            hour = hour % AFTERNOON + (half.equalsIgnoreCase("pm") ? AFTERNOON : 0);
        }
        var seconds = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        return time(hour, Integer.parseInt(found.group(2)), seconds);
    }

    private static Optional<LocalTime> time(int hour, int minute, int second) {
        try {
            return Optional.of(LocalTime.of(hour, minute, second));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// In or out; nothing if the column has neither word.
    Optional<Mark.Sense> sense(List<String> cells) {
        if (sense == null) {
            return Optional.of(Mark.Sense.EITHER);
        }
        var word = word(cell(cells, sense));
        if (word.equals(arrival)) {
            return Optional.of(Mark.Sense.ARRIVAL);
        }
        return word.equals(departure) ? Optional.of(Mark.Sense.DEPARTURE) : Optional.empty();
    }

    /// A word as it is compared.
    static String word(String typed) {
        return plain(typed).toLowerCase(Locale.ROOT);
    }
}
