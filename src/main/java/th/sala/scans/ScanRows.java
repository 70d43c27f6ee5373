package th.sala.scans;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.reader.Answer.Sheet;

/// Scans as they are kept.
@Repository
class ScanRows {
    private final JdbcClient db;

    ScanRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO scans.scan (agency_id, id, name, sha256, size, splitting, brought_at, brought_by, next_at)
            VALUES (:agency, :id, :name, :sha256, :size, :splitting, :now, :by, :now)
            """;

    void add(
            UUID agency,
            UUID id,
            String name,
            String sha256,
            long size,
            Splitting splitting,
            Instant now,
            String by) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", id)
                .param("name", name)
                .param("sha256", sha256)
                .param("size", size)
                .param("splitting", splitting.name())
                .param("now", utc(now))
                .param("by", by)
                .update();
    }

    private static final String FIND =
            "SELECT * FROM scans.scan WHERE agency_id = :agency AND id = :id";

    Optional<Scan> find(UUID agency, UUID id) {
        return find(FIND, agency, id);
    }

    /// As [#find], and nobody else changes it until the transaction ends.
    Optional<Scan> lock(UUID agency, UUID id) {
        return find(FIND + " FOR UPDATE", agency, id);
    }

    private Optional<Scan> find(String statement, UUID agency, UUID id) {
        return db.sql(statement)
                .param("agency", agency)
                .param("id", id)
                .query((row, index) -> scan(row, pieces(agency, id)))
                .optional();
    }

    private static final String NEWEST =
            """
            SELECT * FROM scans.scan
             WHERE agency_id = :agency AND (brought_at, id) < (:before, :beforeId)
             ORDER BY brought_at DESC, id DESC LIMIT :rows
            """;

    /// The one brought last first.
    List<Scan> newest(UUID agency, Instant before, UUID beforeId, int rows) {
        return db
                .sql(NEWEST)
                .param("agency", agency)
                .param("before", utc(before))
                .param("beforeId", beforeId)
                .param("rows", rows)
                .query((row, index) -> scan(row, List.of()))
                .list()
                .stream()
                .map(scan -> find(agency, scan.id()).orElse(scan))
                .toList();
    }

    private static final String WAITING =
            """
            SELECT * FROM scans.scan WHERE state = 'WAITING' AND next_at <= :now
             ORDER BY next_at, id LIMIT :rows
            """;

    /// Of all agencies in the current scope, the one that waits longest first.
    List<Scan> waiting(Instant now, int rows) {
        return db.sql(WAITING)
                .param("now", utc(now))
                .param("rows", rows)
                .query((row, index) -> scan(row, List.of()))
                .list();
    }

    private static final String IS_PDF =
            """
            UPDATE scans.scan SET pdf = :pdf, pages = :pages
             WHERE agency_id = :agency AND id = :id AND state = 'WAITING'
            """;

    void isPdf(UUID agency, UUID id, String pdf, int pages) {
        db.sql(IS_PDF)
                .param("agency", agency)
                .param("id", id)
                .param("pdf", pdf)
                .param("pages", pages)
                .update();
    }

    private static final String LOOKED =
            """
            UPDATE scans.scan SET sheets = sheets || CAST(:sheets AS text[])
             WHERE agency_id = :agency AND id = :id AND state = 'WAITING' AND cardinality(sheets) = :before
            """;

    /// @param before how many were looked at before
    void looked(UUID agency, UUID id, int before, List<Sheet> sheets) {
        db.sql(LOOKED)
                .param("agency", agency)
                .param("id", id)
                .param("before", before)
                .param("sheets", sheets.stream().map(Sheet::name).toArray(String[]::new))
                .update();
    }

    private static final String STATE =
            """
            UPDATE scans.scan SET state = :state, trouble = :trouble, tried = :tried, next_at = :next
             WHERE agency_id = :agency AND id = :id AND state = :from
            """;

    /// @param from the state that it must be in
    /// @return false if it is in another
    boolean become(Scan scan, Scan.State from, Scan.State state, Attempt attempt) {
        return db.sql(STATE)
                        .param("agency", scan.agency())
                        .param("id", scan.id())
                        .param("from", from.name())
                        .param("state", state.name())
                        .param("trouble", attempt.trouble())
                        .param("tried", attempt.tried())
                        .param("next", utc(attempt.next()))
                        .update()
                == 1;
    }

    /// @param tried how often the work fell over
    /// @param next when it is tried again
    record Attempt(String trouble, int tried, Instant next) {}

    private static final String PIECES =
            """
            SELECT first_page, last_page, sha256, size, source, text, letter_id FROM scans.piece
             WHERE agency_id = :agency AND scan_id = :scan ORDER BY first_page
            """;

    private List<Piece> pieces(UUID agency, UUID scan) {
        return db.sql(PIECES)
                .param("agency", agency)
                .param("scan", scan)
                .query((row, index) -> piece(row))
                .list();
    }

    private static final String CLEAR =
            "DELETE FROM scans.piece WHERE agency_id = :agency AND scan_id = :scan";

    private static final String ADD_PIECE =
            """
            INSERT INTO scans.piece (agency_id, scan_id, first_page, last_page, sha256, size, source, text, letter_id)
            VALUES (:agency, :scan, :first, :last, :sha256, :size, :source, :text, :letter)
            """;

    /// All pieces of a scan, in place of those there are.
    void put(UUID agency, UUID scan, List<Piece> pieces) {
        db.sql(CLEAR).param("agency", agency).param("scan", scan).update();
        for (var piece : pieces) {
            db.sql(ADD_PIECE)
                    .param("agency", agency)
                    .param("scan", scan)
                    .param("first", piece.firstPage())
                    .param("last", piece.lastPage())
                    .param("sha256", piece.sha256())
                    .param("size", piece.size())
                    .param("source", piece.source() == null ? null : piece.source().name())
                    .param("text", piece.text())
                    .param("letter", piece.letter(), Types.OTHER)
                    .update();
        }
    }

    private static final String CUT =
            """
            UPDATE scans.piece SET sha256 = :sha256, size = :size, source = :source, text = :text
             WHERE agency_id = :agency AND scan_id = :scan AND first_page = :first AND last_page = :last
               AND letter_id IS NULL
            """;

    /// The piece with its file and text, if it still has these pages.
    void cut(UUID agency, UUID scan, Piece piece) {
        db.sql(CUT)
                .param("agency", agency)
                .param("scan", scan)
                .param("first", piece.firstPage())
                .param("last", piece.lastPage())
                .param("sha256", piece.sha256())
                .param("size", piece.size())
                .param("source", piece.source() == null ? null : piece.source().name())
                .param("text", piece.text())
                .update();
    }

    private static final String FILED =
            """
            UPDATE scans.piece SET letter_id = :letter
             WHERE agency_id = :agency AND scan_id = :scan AND first_page = :first AND letter_id IS NULL
            """;

    void filed(UUID agency, UUID scan, int firstPage, UUID letter) {
        db.sql(FILED)
                .param("agency", agency)
                .param("scan", scan)
                .param("first", firstPage)
                .param("letter", letter)
                .update();
    }

    private static final String IS_OF_OCR =
            """
            SELECT EXISTS (SELECT FROM scans.piece
                            WHERE agency_id = :agency AND letter_id = :letter AND source = 'OCR')
            """;

    boolean isOfOcr(UUID agency, UUID letter) {
        return db.sql(IS_OF_OCR)
                .param("agency", agency)
                .param("letter", letter)
                .query(Boolean.class)
                .single();
    }

    private static final String IS_THERE =
            """
            SELECT EXISTS (SELECT FROM scans.scan
                            WHERE agency_id = :agency AND sha256 = :sha256 AND state NOT IN ('CANCELLED', 'FILED'))
            """;

    boolean isThere(UUID agency, String sha256) {
        return db.sql(IS_THERE)
                .param("agency", agency)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private static Scan scan(ResultSet row, List<Piece> pieces) throws SQLException {
        return new Scan(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("sha256"),
                row.getLong("size"),
                Splitting.valueOf(row.getString("splitting")),
                Scan.State.valueOf(row.getString("state")),
                row.getString("trouble"),
                row.getString("pdf"),
                row.getInt("pages"),
                sheets(row.getArray("sheets")),
                row.getObject("brought_at", OffsetDateTime.class).toInstant(),
                row.getString("brought_by"),
                row.getInt("tried"),
                pieces);
    }

    private static List<Sheet> sheets(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray()).map(Sheet::valueOf).toList();
    }

    private static Piece piece(ResultSet row) throws SQLException {
        @Nullable String source = row.getString("source");
        return new Piece(
                row.getInt("first_page"),
                row.getInt("last_page"),
                row.getString("sha256"),
                row.getLong("size"),
                source == null ? null : Piece.Source.valueOf(source),
                row.getString("text"),
                row.getObject("letter_id", UUID.class));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
