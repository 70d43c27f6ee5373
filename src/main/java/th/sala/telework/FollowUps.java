package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// What happens while people work outside: reports and follow-up, help, and things lent.
@Repository
class FollowUps {
    private final JdbcClient db;

    FollowUps(JdbcClient db) {
        this.db = db;
    }

    /// What is said of the progress.
    public enum Kind {
        REPORT,
        FOLLOW_UP;

        public String key() {
            return this == REPORT ? "telework.progress.report" : "telework.progress.follow-up";
        }
    }

    /// A file that came with a report.
    public record Attached(String name, String sha256, long size) {}

    /// @param by who says it
    public record Progress(
            int number,
            Kind kind,
            UUID by,
            String name,
            String words,
            @Nullable Attached file,
            Instant at) {}

    private static final String SAY =
            """
            INSERT INTO telework.progress (agency_id, agreement, number, kind, official, name, words, file_name, file_sha256,
                file_size, at)
            VALUES (:agency, :agreement, :number, :kind, :official, :name, :words, :fileName, :sha256, :size, :at)
            """;

    void say(UUID agency, UUID agreement, Progress one) {
        var file = one.file();
        db.sql(SAY)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("number", one.number())
                .param("kind", one.kind().name())
                .param("official", one.by())
                .param("name", one.name())
                .param("words", one.words())
                .param("fileName", file == null ? null : file.name(), Types.VARCHAR)
                .param("sha256", file == null ? null : file.sha256(), Types.VARCHAR)
                .param("size", file == null ? null : file.size(), Types.BIGINT)
                .param("at", Agreements.utc(one.at()))
                .update();
    }

    private static final String SAID =
            """
            SELECT number, kind, official, name, words, file_name, file_sha256, file_size, at
              FROM telework.progress
             WHERE agency_id = :agency AND agreement = :agreement
             ORDER BY number
            """;

    /// The oldest first.
    List<Progress> said(UUID agency, UUID agreement) {
        return db.sql(SAID)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(FollowUps::progress)
                .list();
    }

    private static Progress progress(ResultSet row, int number) throws SQLException {
        var sha256 = row.getString("file_sha256");
        return new Progress(
                row.getInt("number"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("words"),
                sha256 == null
                        ? null
                        : new Attached(
                                row.getString("file_name"), sha256, row.getLong("file_size")),
                Agreements.instant(row, "at"));
    }

    /// A question to the technical staff.
    public record Help(
            UUID id,
            UUID official,
            String name,
            String words,
            Instant at,
            @Nullable String answer,
            @Nullable String answeredBy) {}

    private static final String ASK =
            """
            INSERT INTO telework.help (agency_id, id, official, name, words, at)
            VALUES (:agency, :id, :official, :name, :words, :at)
            """;

    void ask(UUID agency, Help help) {
        db.sql(ASK).paramSource(new RecordValues(help).addValue("agency", agency)).update();
    }

    private static final String HELPS =
            """
            SELECT id, official, name, words, at, answer, answered_by
              FROM telework.help
             WHERE agency_id = :agency
            """;

    private static final String OF_PERSON =
            HELPS
                    + """
                       AND (:all OR official = :official)
                     ORDER BY (answer IS NOT NULL), at DESC, id DESC
                     LIMIT :rows
                    """;

    /// Those of one person, or of all; those without an answer first.
    List<Help> helps(UUID agency, UUID official, boolean all, int rows) {
        return db.sql(OF_PERSON)
                .param("agency", agency)
                .param("official", official)
                .param("all", all)
                .param("rows", rows)
                .query(FollowUps::help)
                .list();
    }

    private static final String HELP = HELPS + " AND id = :id";

    Optional<Help> help(UUID agency, UUID id) {
        return db.sql(HELP)
                .param("agency", agency)
                .param("id", id)
                .query(FollowUps::help)
                .optional();
    }

    private static final String ANSWER =
            """
            UPDATE telework.help SET answer = :answer, answered_by = :by, answered_at = :at
             WHERE agency_id = :agency AND id = :id AND answer IS NULL
            """;

    /// @return false if it was answered before
    boolean answer(UUID agency, UUID id, String answer, String by, Instant at) {
        return db.sql(ANSWER)
                        .param("agency", agency)
                        .param("id", id)
                        .param("answer", answer)
                        .param("by", by)
                        .param("at", Agreements.utc(at))
                        .update()
                == 1;
    }

    private static Help help(ResultSet row, int number) throws SQLException {
        return new Help(
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("words"),
                Agreements.instant(row, "at"),
                row.getString("answer"),
                row.getString("answered_by"));
    }

    /// A thing that the agency lends.
    ///
    /// @param mark its number, as the agency counts them
    public record Loan(
            UUID id,
            String item,
            String mark,
            LocalDate lentOn,
            String lentBy,
            @Nullable LocalDate returnedOn,
            @Nullable String returnedTo) {}

    private static final String LEND =
            """
            INSERT INTO telework.loan (agency_id, id, agreement, item, mark, lent_on, lent_by)
            VALUES (:agency, :id, :agreement, :item, :mark, :lentOn, :lentBy)
            """;

    void lend(UUID agency, UUID agreement, Loan loan) {
        db.sql(LEND)
                .paramSource(
                        new RecordValues(loan)
                                .addValue("agency", agency)
                                .addValue("agreement", agreement))
                .update();
    }

    private static final String LOANS =
            """
            SELECT id, item, mark, lent_on, lent_by, returned_on, returned_to
              FROM telework.loan
             WHERE agency_id = :agency AND agreement = :agreement
             ORDER BY lent_on, id
            """;

    List<Loan> loans(UUID agency, UUID agreement) {
        return db.sql(LOANS)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(Loan.class)
                .list();
    }

    private static final String RETURN =
            """
            UPDATE telework.loan SET returned_on = :day, returned_to = :by
             WHERE agency_id = :agency AND agreement = :agreement AND id = :id AND returned_on IS NULL
            """;

    /// @return false if it was returned before
    boolean takeBack(UUID agency, UUID agreement, UUID id, LocalDate day, String by) {
        return db.sql(RETURN)
                        .param("agency", agency)
                        .param("agreement", agreement)
                        .param("id", id)
                        .param("day", day)
                        .param("by", by)
                        .update()
                == 1;
    }
}
