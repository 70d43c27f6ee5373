package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What requests lack, and the papers that came after them.
@Repository
class OwedPapers {
    private final JdbcClient db;

    OwedPapers(JdbcClient db) {
        this.db = db;
    }

    /// A paper that came later.
    public record Later(UUID id, LeaveRequest.Paper paper, Instant at) {}

    private static final String OWE =
            """
            INSERT INTO leave.owed (agency_id, id, request, what, words, asker, at)
            VALUES (:agency, :id, :request, :what, :words, :asker, :at)
            ON CONFLICT DO NOTHING
            """;

    /// @return whether it was not owed already
    boolean owe(UUID agency, Owed owed) {
        return db.sql(OWE)
                        .param("agency", agency)
                        .param("id", owed.id())
                        .param("request", owed.request())
                        .param("what", owed.what().name())
                        .param("words", owed.words())
                        .param("asker", owed.asker(), Types.OTHER)
                        .param("at", utc(owed.at()))
                        .update()
                == 1;
    }

    private static final String MEET =
            """
            UPDATE leave.owed SET met_at = :at
             WHERE agency_id = :agency AND request = :request AND what IN (:what) AND met_at IS NULL
            """;

    void meet(UUID agency, UUID request, Collection<Owed.What> what, Instant at) {
        db.sql(MEET)
                .param("agency", agency)
                .param("request", request)
                .param("what", what.stream().map(Enum::name).toList())
                .param("at", utc(at))
                .update();
    }

    private static final String OPEN =
            """
            SELECT o.id, o.request, o.what, o.words, o.asker, o.at
              FROM leave.owed o
              JOIN leave.request r ON r.agency_id = o.agency_id AND r.id = o.request
             WHERE o.agency_id = :agency AND o.met_at IS NULL AND r.state IN ('WAITING', 'APPROVED')
            """;

    private static final String OF_REQUEST = OPEN + " AND o.request = :request ORDER BY o.at, o.id";

    List<Owed> of(UUID agency, UUID request) {
        return db.sql(OF_REQUEST)
                .param("agency", agency)
                .param("request", request)
                .query(OwedPapers::owed)
                .list();
    }

    private static final String OF_PERSON =
            OPEN + " AND r.official = :official ORDER BY o.at, o.id LIMIT 50";

    List<Owed> ofPerson(UUID agency, UUID official) {
        return db.sql(OF_PERSON)
                .param("agency", agency)
                .param("official", official)
                .query(OwedPapers::owed)
                .list();
    }

    private static final String ALL = OPEN + " AND o.id > :after ORDER BY o.id LIMIT :rows";

    /// All that is open, by id.
    List<Owed> open(UUID agency, UUID after, int rows) {
        return db.sql(ALL)
                .param("agency", agency)
                .param("after", after)
                .param("rows", rows)
                .query(OwedPapers::owed)
                .list();
    }

    private static final String ADD =
            """
            INSERT INTO leave.later_paper (agency_id, id, request, sha256, size, at)
            VALUES (:agency, :id, :request, :sha256, :size, :at)
            """;

    void add(UUID agency, UUID request, Later later) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", later.id())
                .param("request", request)
                .param("sha256", later.paper().sha256())
                .param("size", later.paper().size())
                .param("at", utc(later.at()))
                .update();
    }

    private static final String PAPERS =
            """
            SELECT id, sha256, size, at FROM leave.later_paper
             WHERE agency_id = :agency AND request = :request
             ORDER BY at, id
            """;

    /// Oldest first.
    List<Later> papers(UUID agency, UUID request) {
        return db.sql(PAPERS)
                .param("agency", agency)
                .param("request", request)
                .query(OwedPapers::later)
                .list();
    }

    Optional<Later> paper(UUID agency, UUID request, UUID id) {
        return papers(agency, request).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Owed owed(ResultSet row, int number) throws SQLException {
        return new Owed(
                row.getObject("id", UUID.class),
                row.getObject("request", UUID.class),
                Owed.What.valueOf(row.getString("what")),
                row.getString("words"),
                row.getObject("asker", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static Later later(ResultSet row, int number) throws SQLException {
        return new Later(
                row.getObject("id", UUID.class),
                new LeaveRequest.Paper(row.getString("sha256"), row.getLong("size")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
