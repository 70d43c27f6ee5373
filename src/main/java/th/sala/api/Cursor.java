package th.sala.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A place in a list, in a form that programs hand back as it is. Whatever it says, it leads only
/// to what its reader may see.
public final class Cursor {
    private static final int LONGEST = 1000;
    private static final int MOST = 200;

    /// No moment of ours is outside of these; the calendar of the database ends before Java's.
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Cursor() {}

    /// In a list by time.
    public record Moment(Instant at, UUID id) {
        /// As [#moment] reads it.
        @Override
        public String toString() {
            return at + " " + id;
        }
    }

    /// How many are wanted, no more than 200.
    ///
    /// @throws Problem.Thrown with 400 if that is no such number
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw wrong("limit");
        }
        return asked;
    }

    /// A place as [#read] reads it.
    public static String write(String place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /// The place that was written; nothing for the list's beginning.
    ///
    /// @throws Problem.Thrown with 400 if it is none of ours
    public static Optional<String> read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        if (cursor.length() > LONGEST) {
            throw wrong("cursor");
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw wrong("cursor");
            }
            return Optional.of(text);
        } catch (IllegalArgumentException nonsense) {
            throw wrong("cursor");
        }
    }

    /// As [#read], in a list by time.
    public static @Nullable Moment moment(@Nullable String cursor) {
        return read(cursor).map(Cursor::parsed).orElse(null);
    }

    private static Moment parsed(String text) {
        try {
            var parts = text.split(" ", 2);
            var at = Instant.parse(parts[0]);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw wrong("cursor");
            }
            return new Moment(at, UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException nonsense) {
            throw wrong("cursor");
        }
    }

    /// A parameter that is not understood.
    public static Problem.Thrown wrong(String parameter) {
        return new Problem.Thrown(
                Problem.of(HttpStatus.BAD_REQUEST, "api.problem.parameter", parameter));
    }
}
