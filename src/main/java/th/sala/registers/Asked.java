package th.sala.registers;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// What the address of a register's page asks for, as it was typed.
///
/// @param from the first day, with `until` the last; neither for the current calendar year
/// @param text words of the subject, sender or number
/// @param before only lines with lower numbers than this `year-number`; `after` the other way
public record Asked(
        @Nullable String from,
        @Nullable String until,
        @Nullable String text,
        @Nullable String before,
        @Nullable String after) {
    private static final int LONGEST_TEXT = 100;
    private static final Pattern POSITION = Pattern.compile("([0-9]{4})-([0-9]{1,9})");

    /// @throws NotAPeriod if a day cannot be read or the last is before the first
    Selection selection(LocalDate today) {
        var year = Registers.Period.calendarYear(today);
        var first = day(from, year.from());
        var last = day(until, from == null || from.isBlank() ? year.until() : latest(first, today));
        if (last.isBefore(first)) {
            throw NotAPeriod.reversed();
        }
        return new Selection(new Registers.Period(first, last), words());
    }

    /// A first day alone asks for everything since.
    private static LocalDate latest(LocalDate first, LocalDate today) {
        return first.isAfter(today) ? first : today;
    }

    private static LocalDate day(@Nullable String typed, LocalDate otherwise) {
        if (typed == null || typed.isBlank()) {
            return otherwise;
        }
        return TypedDay.read(typed).orElseThrow(NotAPeriod::unreadable);
    }

    /// The words to look for, with digits 0-9.
    String words() {
        var words = Digits.ARABIC.in(ThaiText.normalise(text == null ? "" : text));
        return words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT);
    }

    Optional<Registers.Position> older() {
        return position(before);
    }

    Optional<Registers.Position> newer() {
        return position(after);
    }

    private static Optional<Registers.Position> position(@Nullable String typed) {
        var matcher = POSITION.matcher(typed == null ? "" : typed);
        return matcher.matches()
                ? Optional.of(
                        new Registers.Position(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
