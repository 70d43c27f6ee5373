package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What befell requests, as it is kept; only added to.
@Repository
class Traces {
    private final JdbcClient db;

    Traces(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO leave.trace (agency_id, id, request, act, by, title, about, words, begin_half, end_half, halves, at)
            VALUES (:agency, :id, :request, :act, :by, :title, :about, :words, :begin, :end, :halves, :at)
            """;

    void add(LeaveRequest request, Trace trace) {
        var before = trace.before();
        db.sql(ADD)
                .param("agency", request.agency())
                .param("id", trace.id())
                .param("request", request.id())
                .param("act", trace.act().name())
                .param("by", trace.by())
                .param("title", trace.title())
                .param("about", trace.about(), Types.OTHER)
                .param("words", trace.words())
                .param("begin", before == null ? null : before.begin(), Types.BIGINT)
                .param("end", before == null ? null : before.end(), Types.BIGINT)
                .param("halves", trace.halves(), Types.INTEGER)
                .param("at", trace.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String OF_REQUEST =
            """
            SELECT id, act, by, title, about, words, begin_half, end_half, halves, at
              FROM leave.trace
             WHERE agency_id = :agency AND request = :request
             ORDER BY at, id
            """;

    /// Oldest first.
    List<Trace> of(UUID agency, UUID request) {
        return db.sql(OF_REQUEST)
                .param("agency", agency)
                .param("request", request)
                .query(Traces::trace)
                .list();
    }

    private static Trace trace(ResultSet row, int number) throws SQLException {
        return new Trace(
                row.getObject("id", UUID.class),
                Trace.Act.valueOf(row.getString("act")),
                row.getString("by"),
                row.getString("title"),
                row.getObject("about", UUID.class),
                row.getString("words"),
                before(row),
                row.getObject("halves", Integer.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable LeaveDays before(ResultSet row) throws SQLException {
        var begin = row.getObject("begin_half", Long.class);
        var end = row.getObject("end_half", Long.class);
        return begin == null || end == null ? null : LeaveDays.between(begin, end);
    }
}
