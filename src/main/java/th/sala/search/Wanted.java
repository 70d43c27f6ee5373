package th.sala.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the page asks for.
///
/// @param text as it was typed
/// @param chosen by which the result is narrowed
/// @param from the first day, of coming or going; null for all
/// @param until the last day
/// @param after where the page before ended; null for the first
record Wanted(
        String text,
        Map<Facet, String> chosen,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable Cursor after) {
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    Wanted {
        chosen = new EnumMap<>(chosen.isEmpty() ? new EnumMap<>(Facet.class) : chosen);
    }

    Instant since() {
        return (from == null ? FIRST : from).atStartOfDay(Lexemes.BANGKOK).toInstant();
    }

    /// The last moment, to the microsecond.
    Instant to() {
        var day = until == null ? LAST : until;
        return day.plusDays(1).atStartOfDay(Lexemes.BANGKOK).toInstant().minusNanos(1000);
    }

    /// Where a page ended.
    ///
    /// @param part which of the results follow one another here: those that have all words in their
    ///   head come before the others
    /// @param loosened whether also what is only like the words was found
    record Cursor(Part part, boolean loosened, Records.Position position) {
        /// Before all that is like the words.
        static final Cursor OF_SIMILAR =
                new Cursor(
                        Part.HEAD,
                        true,
                        new Records.Position(
                                LAST.atStartOfDay(Lexemes.BANGKOK).toInstant(), new UUID(-1, -1)));

        private static final Pattern WRITTEN =
                Pattern.compile("(h|t)(l?)([0-9]{1,18})-([0-9a-f-]{36})");

        @Override
        public String toString() {
            var at = position.at();
            long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
            return (part == Part.HEAD ? "h" : "t")
                    + (loosened ? "l" : "")
                    + micros
                    + "-"
                    + position.id();
        }

        static Optional<Cursor> read(@Nullable String written) {
            var matcher = WRITTEN.matcher(written == null ? "" : written);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                long micros = Long.parseLong(matcher.group(3));
                var at = Instant.EPOCH.plusMillis(micros / 1000).plusNanos(micros % 1000 * 1000);
                var position = new Records.Position(at, UUID.fromString(matcher.group(4)));
                var part = matcher.group(1).equals("h") ? Part.HEAD : Part.TEXT;
                return at.isAfter(LAST.atStartOfDay(Lexemes.BANGKOK).toInstant())
                        ? Optional.empty()
                        : Optional.of(new Cursor(part, !matcher.group(2).isEmpty(), position));
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    }

    enum Part {
        HEAD,
        TEXT
    }
}
