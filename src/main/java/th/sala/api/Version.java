package th.sala.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Which version of a record a program has seen, against lost updates (RFC 9110, strong entity
/// tags).
public final class Version {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})\"");
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private Version() {}

    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /// The version that the program saw.
    ///
    /// @param ifMatch the field of that name
    /// @param now the version that is there
    /// @throws Problem.Thrown with 428 if the program does not say, 412 if it saw another
    public static int mustBe(@Nullable String ifMatch, int now) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem.Thrown(Problem.of(HttpStatus.PRECONDITION_REQUIRED));
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches() || Integer.parseInt(tag.group(1)) != now) {
            throw new Problem.Thrown(Problem.of(HttpStatus.PRECONDITION_FAILED));
        }
        return now;
    }

    /// A moment as programs read it: with the offset of Bangkok.
    public static OffsetDateTime at(Instant moment) {
        return moment.atZone(BANGKOK).toOffsetDateTime();
    }

    public static @Nullable OffsetDateTime atOrNull(@Nullable Instant moment) {
        return moment == null ? null : at(moment);
    }
}
