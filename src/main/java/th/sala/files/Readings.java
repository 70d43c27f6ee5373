package th.sala.files;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Readings {
    private static final int PIECES = 20;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final JdbcClient db;

    Readings(JdbcClient db) {
        this.db = db;
    }

    /// A file, or one page of it, that waits for a reader.
    ///
    /// @param page 0 for the whole file
    record Piece(UUID agency, String sha256, int page) {}

    record Reading(boolean due, String trouble, int pages, List<String> features) {}

    record Picture(
            int page,
            boolean due,
            String trouble,
            String picture,
            int width,
            int height,
            boolean whole) {}

    private static final String WANT =
            """
            INSERT INTO files.reading (agency_id, sha256, due_at) VALUES (:agency, :sha256, :now)
            ON CONFLICT (agency_id, sha256) DO NOTHING
            """;

    /// @return false if it was wanted before
    boolean want(UUID agency, String sha256, Instant now) {
        return db.sql(WANT)
                        .param("agency", agency)
                        .param("sha256", sha256)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    private static final String WANT_PAGES =
            """
            INSERT INTO files.page_picture (agency_id, sha256, page, due_at)
            SELECT agency_id, sha256, page, :now
              FROM files.reading, generate_series(:from, least(:to, pages)) AS page
             WHERE agency_id = :agency AND sha256 = :sha256
            ON CONFLICT (agency_id, sha256, page) DO NOTHING
            """;

    /// Of those pages that it has.
    ///
    /// @return how many were not wanted before
    int wantPages(UUID agency, String sha256, int from, int to, Instant now) {
        return db.sql(WANT_PAGES)
                .param("agency", agency)
                .param("sha256", sha256)
                .param("from", from)
                .param("to", to)
                .param("now", now.atOffset(UTC))
                .update();
    }

    private static final String DUE =
            """
            (SELECT agency_id, sha256, page, 0 AS turn, due_at FROM files.page_picture WHERE due AND due_at <= :now
              ORDER BY due_at LIMIT :rows)
            UNION ALL
            (SELECT agency_id, sha256, 0, 1, due_at FROM files.reading WHERE due AND due_at <= :now
              ORDER BY due_at LIMIT :rows)
            ORDER BY turn, due_at, page
            """;

    /// In the current scope: pages that somebody may be looking for first.
    List<Piece> due(Instant now) {
        return db.sql(DUE)
                .param("now", now.atOffset(UTC))
                .param("rows", PIECES)
                .query((row, _) ->
                        new Piece(
                                row.getObject("agency_id", UUID.class),
                                row.getString("sha256"),
                                row.getInt("page")))
                .list();
    }

    private static final String BEGIN =
            """
            UPDATE files.reading SET attempts = attempts + 1
             WHERE agency_id = :agency AND sha256 = :sha256 AND due RETURNING attempts
            """;
    private static final String BEGIN_PAGE =
            """
            UPDATE files.page_picture SET attempts = attempts + 1
             WHERE agency_id = :agency AND sha256 = :sha256 AND page = :page AND due RETURNING attempts
            """;

    /// Counted before it begins, so that a file which takes the machine down is counted too.
    ///
    /// @return how many there are with this one; empty if it is no longer due
    Optional<Integer> begin(Piece piece) {
        var statement = db.sql(piece.page() == 0 ? BEGIN : BEGIN_PAGE);
        return (piece.page() == 0 ? statement : statement.param("page", piece.page()))
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .query(Integer.class)
                .optional();
    }

    private static final String TAKE_BACK =
            """
            UPDATE files.reading
               SET attempts = attempts - 1, due_at = :later, stalled_since = coalesce(stalled_since, CAST(:stalled AS timestamptz))
             WHERE agency_id = :agency AND sha256 = :sha256 AND due AND attempts > 0
            RETURNING stalled_since
            """;
    private static final String TAKE_BACK_PAGE =
            """
            UPDATE files.page_picture
               SET attempts = attempts - 1, due_at = :later, stalled_since = coalesce(stalled_since, CAST(:stalled AS timestamptz))
             WHERE agency_id = :agency AND sha256 = :sha256 AND page = :page AND due AND attempts > 0
            RETURNING stalled_since
            """;

    /// The attempt that was begun last was none: everything stops.
    void takeBack(Piece piece, Instant now) {
        takeBack(piece, now, null);
    }

    /// The attempt that was begun last was none, for a fault that may last. The piece is due again
    /// after a pause, so that a disk's bad place holds up nobody.
    ///
    /// @return since when there was no attempt; empty if it is no longer due
    Optional<Instant> stall(Piece piece, Instant now) {
        return takeBack(piece, now.plus(PAUSE), now);
    }

    private Optional<Instant> takeBack(Piece piece, Instant due, @Nullable Instant stalled) {
        var statement = db.sql(piece.page() == 0 ? TAKE_BACK : TAKE_BACK_PAGE);
        return (piece.page() == 0 ? statement : statement.param("page", piece.page()))
                .param("later", due.atOffset(UTC))
                .param("stalled", stalled == null ? null : stalled.atOffset(UTC))
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .optional()
                .flatMap(since -> since.map(OffsetDateTime::toInstant));
    }

    private static final String READ =
            """
            UPDATE files.reading SET due = false, trouble = '', pages = :pages, features = :features, cut = :cut
             WHERE agency_id = :agency AND sha256 = :sha256
            """;

    void read(Piece piece, int pages, List<String> features, boolean cut) {
        db.sql(READ)
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .param("pages", pages)
                .param("features", features.toArray(String[]::new))
                .param("cut", cut)
                .update();
    }

    private static final String TEXT =
            """
            INSERT INTO files.page_text (agency_id, sha256, page, text) VALUES (:agency, :sha256, :page, :text)
            ON CONFLICT (agency_id, sha256, page) DO UPDATE SET text = excluded.text
            """;

    void text(Piece piece, int page, String text) {
        db.sql(TEXT)
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .param("page", page)
                .param("text", text)
                .update();
    }

    private static final String TROUBLED =
            "UPDATE files.reading SET due = false, trouble = :trouble WHERE agency_id = :agency AND sha256 = :sha256";
    private static final String PAGE_TROUBLED =
            """
            UPDATE files.page_picture SET due = false, trouble = :trouble
             WHERE agency_id = :agency AND sha256 = :sha256 AND page = :page
            """;

    void troubled(Piece piece, String trouble) {
        var statement = db.sql(piece.page() == 0 ? TROUBLED : PAGE_TROUBLED);
        (piece.page() == 0 ? statement : statement.param("page", piece.page()))
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .param("trouble", trouble)
                .update();
    }

    private static final String DRAWN =
            """
            UPDATE files.page_picture
               SET due = false, trouble = '', picture = :picture, width = :width, height = :height, whole = :whole
             WHERE agency_id = :agency AND sha256 = :sha256 AND page = :page
            """;

    void drawn(Piece piece, String picture, int width, int height, boolean whole) {
        db.sql(DRAWN)
                .param("agency", piece.agency())
                .param("sha256", piece.sha256())
                .param("page", piece.page())
                .param("picture", picture)
                .param("width", width)
                .param("height", height)
                .param("whole", whole)
                .update();
    }

    private static final String AGAIN =
            """
            UPDATE files.reading SET due = true, attempts = 0, due_at = :now, stalled_since = NULL
             WHERE agency_id = :agency AND sha256 = :sha256 AND trouble <> '' AND NOT due
            """;
    private static final String PAGES_AGAIN =
            """
            UPDATE files.page_picture SET due = true, attempts = 0, due_at = :now, stalled_since = NULL
             WHERE agency_id = :agency AND sha256 = :sha256 AND trouble <> '' AND NOT due
            """;

    /// What was in trouble is due again.
    void again(UUID agency, String sha256, Instant now) {
        for (var statement : List.of(AGAIN, PAGES_AGAIN)) {
            db.sql(statement)
                    .param("agency", agency)
                    .param("sha256", sha256)
                    .param("now", now.atOffset(UTC))
                    .update();
        }
    }

    private static final String FIND =
            "SELECT due, trouble, pages, features FROM files.reading WHERE agency_id = :agency AND sha256 = :sha256";

    Optional<Reading> find(UUID agency, String sha256) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("sha256", sha256)
                .query((row, _) ->
                        new Reading(
                                row.getBoolean("due"),
                                row.getString("trouble"),
                                row.getInt("pages"),
                                strings(row, "features")))
                .optional();
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static final String TEXTS =
            """
            SELECT text FROM files.page_text
             WHERE agency_id = :agency AND sha256 = :sha256 AND page BETWEEN :from AND :to ORDER BY page
            """;

    /// Of those pages, as far as there are.
    List<String> texts(UUID agency, String sha256, int from, int to) {
        return db.sql(TEXTS)
                .param("agency", agency)
                .param("sha256", sha256)
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .list();
    }

    private static final String HAS_TEXT =
            "SELECT EXISTS (SELECT FROM files.page_text WHERE agency_id = :agency AND sha256 = :sha256 AND text <> '')";

    boolean hasText(UUID agency, String sha256) {
        return db.sql(HAS_TEXT)
                .param("agency", agency)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private static final String PICTURES =
            """
            SELECT page, due, trouble, picture, width, height, whole FROM files.page_picture
             WHERE agency_id = :agency AND sha256 = :sha256 AND page BETWEEN :from AND :to ORDER BY page
            """;

    List<Picture> pictures(UUID agency, String sha256, int from, int to) {
        return db.sql(PICTURES)
                .param("agency", agency)
                .param("sha256", sha256)
                .param("from", from)
                .param("to", to)
                .query(Picture.class)
                .list();
    }
}
