package th.sala.leave;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sheets of opening balances, until they are entered, and what came of them.
@Repository
class OpeningFiles {
    private final JdbcClient db;

    OpeningFiles(JdbcClient db) {
        this.db = db;
    }

    /// @param content null once it was entered
    record OpeningFile(
            UUID id,
            int year,
            String name,
            byte @Nullable [] content,
            Instant uploadedAt,
            String uploadedBy,
            @Nullable Instant enteredAt,
            @Nullable String enteredBy,
            @Nullable Integer lines) {}

    private static final String ADD =
            """
            INSERT INTO leave.opening_file (agency_id, id, year, name, sha256, content, account, uploaded_at, uploaded_by)
            VALUES (:agency, :id, :year, :name, :sha256, :content, :account, :now, :by)
            """;

    void add(UUID agency, UUID account, OpeningFile file, String sha256) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", file.id())
                .param("year", file.year())
                .param("name", file.name())
                .param("sha256", sha256)
                .param("content", file.content())
                .param("account", account)
                .param("now", file.uploadedAt().atOffset(ZoneOffset.UTC))
                .param("by", file.uploadedBy())
                .update();
    }

    private static final String DROP_EARLIER =
            """
            DELETE FROM leave.opening_file
             WHERE agency_id = :agency AND account = :account AND entered_at IS NULL
            """;

    /// Drops what the account uploaded and did not enter.
    void dropEarlier(UUID agency, UUID account) {
        db.sql(DROP_EARLIER).param("agency", agency).param("account", account).update();
    }

    private static final String FIND =
            """
            SELECT id, year, name, content, uploaded_at, uploaded_by, entered_at, entered_by, lines
              FROM leave.opening_file
             WHERE agency_id = :agency AND id = :id AND account = :account
            """;

    /// One that the account uploaded.
    Optional<OpeningFile> find(UUID agency, UUID account, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .param("account", account)
                .query(OpeningFile.class)
                .optional();
    }

    private static final String IS_ENTERED =
            """
            SELECT EXISTS (SELECT FROM leave.opening_file
                            WHERE agency_id = :agency AND sha256 = :sha256 AND entered_at IS NOT NULL)
            """;

    boolean isEntered(UUID agency, String sha256) {
        return db.sql(IS_ENTERED)
                .param("agency", agency)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private static final String ENTERED =
            """
            SELECT id, year, name, NULL::bytea AS content, uploaded_at, uploaded_by, entered_at, entered_by, lines
              FROM leave.opening_file
             WHERE agency_id = :agency AND entered_at IS NOT NULL
             ORDER BY entered_at DESC
             LIMIT 50
            """;

    List<OpeningFile> entered(UUID agency) {
        return db.sql(ENTERED).param("agency", agency).query(OpeningFile.class).list();
    }

    private static final String ENTER =
            """
            UPDATE leave.opening_file SET content = NULL, entered_at = :now, entered_by = :by, lines = :lines
             WHERE agency_id = :agency AND id = :id AND entered_at IS NULL
            """;

    /// False if it is gone or was entered before.
    boolean enter(UUID agency, UUID id, int lines, Instant now, String by) {
        return db.sql(ENTER)
                        .param("agency", agency)
                        .param("id", id)
                        .param("lines", lines)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String FORGET =
            "DELETE FROM leave.opening_file WHERE entered_at IS NULL AND uploaded_at < :before";

    int forget(Instant before) {
        return db.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static final String WITH_RIGHT =
            "SELECT official FROM leave.service WHERE agency_id = :agency AND year = :year";

    /// Whose right of the fiscal year was entered.
    Set<UUID> withRight(UUID agency, FiscalYear year) {
        return db
                .sql(WITH_RIGHT)
                .param("agency", agency)
                .param("year", year.year())
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static final String WITH_TAKEN =
            """
            SELECT DISTINCT official, kind FROM leave.line
             WHERE agency_id = :agency AND year = :year AND entry = 'TAKEN'
            """;

    /// Of which kinds each has taken leave in Sala in the fiscal year.
    Map<UUID, Set<LeaveKind>> withTaken(UUID agency, FiscalYear year) {
        var kinds = new HashMap<UUID, Set<LeaveKind>>();
        db.sql(WITH_TAKEN)
                .param("agency", agency)
                .param("year", year.year())
                .query((row, _) ->
                        kinds.computeIfAbsent(
                                        row.getObject("official", UUID.class),
                                        _ -> EnumSet.noneOf(LeaveKind.class))
                                .add(LeaveKind.valueOf(row.getString("kind"))))
                .list();
        return kinds;
    }
}
