package th.sala.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Attendees, each with the identification that counts: the latest that nobody refused; of a guest
/// the latest by the link that is good now. Whoever was taken off the list vouches no more.
@Repository
class AttendeeRows {
    private final JdbcClient db;

    AttendeeRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.attendee (agency_id, id, meeting, official, name, position, mail, role, number)
            SELECT :agency, :id, :meeting, :official, :name, :position, :mail, :role, coalesce(max(number), 0) + 1
              FROM meetings.attendee
             WHERE agency_id = :agency AND meeting = :meeting
            """;

    void add(UUID agency, UUID meeting, Attendee attendee) {
        var values = new RecordValues(attendee);
        values.addValue("agency", agency).addValue("meeting", meeting);
        db.sql(ADD).paramSource(values).update();
    }

    private static final String REMOVE =
            "UPDATE meetings.attendee SET removed = true WHERE agency_id = :agency AND id = :id";

    void remove(UUID agency, UUID id) {
        db.sql(REMOVE).param("agency", agency).param("id", id).update();
    }

    private static final String ROLE =
            "UPDATE meetings.attendee SET role = :role WHERE agency_id = :agency AND id = :id";

    void role(UUID agency, UUID id, AttendeeRole role) {
        db.sql(ROLE).param("agency", agency).param("id", id).param("role", role.name()).update();
    }

    private static final String OF =
            """
            SELECT a.id, a.official, a.name, a.position, a.mail, a.role,
                   i.id AS said, i.how, i.place, i.abroad, i.at, i.known_at,
                   (SELECT array_agg(v.attendee) FROM meetings.vouch v
                      JOIN meetings.attendee w ON w.agency_id = v.agency_id AND w.id = v.attendee AND NOT w.removed
                     WHERE v.agency_id = a.agency_id AND v.identification = i.id) AS vouchers
              FROM meetings.attendee a
              LEFT JOIN LATERAL (
                   SELECT * FROM meetings.identification one
                    WHERE one.agency_id = a.agency_id AND one.meeting = a.meeting AND one.attendee = a.id
                      AND NOT one.refused
                      AND (one.link IS NULL
                           OR EXISTS (SELECT FROM meetings.link l
                                       WHERE l.agency_id = a.agency_id AND l.id = one.link AND l.revoked_at IS NULL))
                    ORDER BY one.at DESC, one.id LIMIT 1) i ON true
             WHERE a.agency_id = :agency AND a.meeting = :meeting AND NOT a.removed
             ORDER BY array_position(ARRAY['CHAIR', 'OPERATOR', 'MEMBER', 'SECRETARY', 'ASSISTANT', 'GUEST'], a.role),
                      a.number
            """;

    /// The chair first.
    List<Attendee> of(UUID agency, UUID meeting) {
        return db.sql(OF)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(AttendeeRows::attendee)
                .list();
    }

    private static Attendee attendee(ResultSet row, int number) throws SQLException {
        return new Attendee(
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("position"),
                AttendeeRole.valueOf(row.getString("role")),
                row.getString("mail"),
                identification(row));
    }

    private static @Nullable Identification identification(ResultSet row) throws SQLException {
        var id = row.getObject("said", UUID.class);
        return id == null
                ? null
                : new Identification(
                        id,
                        row.getString("how"),
                        row.getString("place"),
                        row.getBoolean("abroad"),
                        MeetingRows.instant(row, "at"),
                        MeetingRows.instantOrNull(row, "known_at"),
                        vouchers(row));
    }

    private static Set<UUID> vouchers(ResultSet row) throws SQLException {
        var array = row.getArray("vouchers");
        return array == null
                ? Set.of()
                : Arrays.stream((UUID[]) array.getArray()).collect(Collectors.toUnmodifiableSet());
    }
}
