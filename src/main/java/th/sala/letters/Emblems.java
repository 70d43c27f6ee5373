package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SignedIn;

/// The emblems under which agencies have set their letters. Nothing of it is ever changed: letters
/// know theirs by its SHA-256.
@Repository
class Emblems {
    private final JdbcClient db;

    Emblems(JdbcClient db) {
        this.db = db;
    }

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('letters.emblem/' || :agency, 0))";

    /// Keeps everybody else of the agency from changing its emblem until the transaction ends.
    void lock(UUID agency) {
        db.sql(LOCK).param("agency", agency.toString()).query((_, _) -> 0).single();
    }

    private static final String GIVE =
            """
            INSERT INTO letters.emblem_picture (agency_id, sha256, given_at, given_by)
            VALUES (:agency, :sha256, :now, :by)
            ON CONFLICT (agency_id, sha256) DO NOTHING
            """;

    /// A picture to be looked at; it stands on no letter yet.
    void give(SignedIn who, String sha256, Instant now) {
        db.sql(GIVE)
                .param("agency", who.agency())
                .param("sha256", sha256)
                .param("now", utc(now))
                .param("by", who.name())
                .update();
    }

    private static final String IS_GIVEN =
            "SELECT 1 FROM letters.emblem_picture WHERE agency_id = :agency AND sha256 = :sha256";

    /// @param sha256 as an address says it: it may be anything
    boolean isGiven(UUID agency, String sha256) {
        return sha256.matches("[0-9a-f]{64}")
                && db.sql(IS_GIVEN)
                        .param("agency", agency)
                        .param("sha256", sha256)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }

    private static final String USE =
            """
            INSERT INTO letters.emblem (agency_id, place, sha256, used_at, used_by)
            SELECT :agency, coalesce(max(place), 0) + 1, :sha256, :now, :by FROM letters.emblem WHERE agency_id = :agency
            """;

    /// @param sha256 of a picture that was given; null for the one that stands there without any
    void use(SignedIn who, @Nullable String sha256, Instant now) {
        db.sql(USE)
                .param("agency", who.agency())
                .param("sha256", sha256)
                .param("now", utc(now))
                .param("by", who.name())
                .update();
    }

    /// @param sha256 null for the one that stands there without any
    public record Used(@Nullable String sha256, Instant at, String by) {}

    private static final String HISTORY =
            "SELECT sha256, used_at, used_by FROM letters.emblem WHERE agency_id = :agency ORDER BY place DESC LIMIT :rows";

    /// The one of now first.
    List<Used> history(UUID agency, int rows) {
        return db.sql(HISTORY)
                .param("agency", agency)
                .param("rows", rows)
                .query((row, _) ->
                        new Used(
                                row.getString("sha256"),
                                Objects.requireNonNull(moment(row, "used_at")),
                                row.getString("used_by")))
                .list();
    }

    /// Empty while there is the one that stands there without any.
    Optional<String> current(UUID agency) {
        return history(agency, 1).stream().map(Used::sha256).filter(Objects::nonNull).findFirst();
    }
}
