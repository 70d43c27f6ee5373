package th.sala.registers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OldFiles {
    private final JdbcClient db;

    OldFiles(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO registers.old_file (agency_id, id, book_id, name, content, account_id, uploaded_at, uploaded_by)
            VALUES (:agency, :id, :book, :name, :content, :account, :now, :by)
            """;

    void add(
            Book book, UUID id, String name, byte[] content, UUID account, Instant now, String by) {
        db.sql(ADD)
                .param("agency", book.agency())
                .param("id", id)
                .param("book", book.id())
                .param("name", name)
                .param("content", content)
                .param("account", account)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String DROP_EARLIER =
            """
            DELETE FROM registers.old_file
             WHERE agency_id = :agency AND account_id = :account AND entered_at IS NULL
            """;

    /// Drops what the account uploaded and did not enter.
    void dropEarlier(UUID agency, UUID account) {
        db.sql(DROP_EARLIER).param("agency", agency).param("account", account).update();
    }

    private static final String FIND =
            """
            SELECT id, name, content, uploaded_at, uploaded_by, entered_at, entered_by, lines
              FROM registers.old_file
             WHERE agency_id = :agency AND book_id = :book AND id = :id
            """;

    Optional<OldFile> find(Book book, UUID id) {
        return db.sql(FIND)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("id", id)
                .query(OldFile.class)
                .optional();
    }

    /// @param content null once it was entered
    record OldFile(
            UUID id,
            String name,
            byte @Nullable [] content,
            Instant uploadedAt,
            String uploadedBy,
            @Nullable Instant enteredAt,
            @Nullable String enteredBy,
            @Nullable Integer lines) {}

    private static final String ENTERED =
            """
            SELECT id, name, NULL::bytea AS content, uploaded_at, uploaded_by, entered_at, entered_by, lines
              FROM registers.old_file
             WHERE agency_id = :agency AND book_id = :book AND entered_at IS NOT NULL
             ORDER BY entered_at DESC
             LIMIT 50
            """;

    List<OldFile> entered(Book book) {
        return db.sql(ENTERED)
                .param("agency", book.agency())
                .param("book", book.id())
                .query(OldFile.class)
                .list();
    }

    private static final String ENTER =
            """
            UPDATE registers.old_file SET content = NULL, entered_at = :now, entered_by = :by, lines = :lines
             WHERE agency_id = :agency AND book_id = :book AND id = :id AND entered_at IS NULL
            """;

    /// False if it is gone or was entered before.
    boolean enter(Book book, UUID id, int lines, Instant now, String by) {
        return db.sql(ENTER)
                        .param("agency", book.agency())
                        .param("book", book.id())
                        .param("id", id)
                        .param("lines", lines)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String FORGET =
            "DELETE FROM registers.old_file WHERE entered_at IS NULL AND uploaded_at < :before";

    int forget(Instant before) {
        return db.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
