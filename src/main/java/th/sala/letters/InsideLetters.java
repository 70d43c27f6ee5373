package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.api.Cursor;

/// To which units of the own agency letters out go, and as what these have them.
@Repository
class InsideLetters {
    private final JdbcClient db;

    InsideLetters(JdbcClient db) {
        this.db = db;
    }

    private static final String CLEAR =
            "DELETE FROM letters.unit_addressee WHERE agency_id = :agency AND outgoing_id = :letter";

    private static final String ADD =
            """
            INSERT INTO letters.unit_addressee (agency_id, outgoing_id, position, unit_id, unit_name)
            VALUES (:agency, :letter, :position, :unit, :name)
            """;

    /// A draft's units are those of its newest version.
    void replace(UUID agency, UUID letter, List<UnitAddressee> units) {
        db.sql(CLEAR).param("agency", agency).param("letter", letter).update();
        for (int position = 0; position < units.size(); position++) {
            db.sql(ADD)
                    .param("agency", agency)
                    .param("letter", letter)
                    .param("position", position)
                    .param("unit", units.get(position).unit())
                    .param("name", units.get(position).name())
                    .update();
        }
    }

    private static final String UNITS =
            """
            SELECT unit_id AS unit, unit_name AS name FROM letters.unit_addressee
             WHERE agency_id = :agency AND outgoing_id = :letter ORDER BY position
            """;

    List<UnitAddressee> units(UUID agency, UUID letter) {
        return db.sql(UNITS)
                .param("agency", agency)
                .param("letter", letter)
                .query(UnitAddressee.class)
                .list();
    }

    private static final String DELIVERED =
            """
            INSERT INTO letters.inside (agency_id, outgoing_id, unit_id, incoming_id, delivered_at)
            VALUES (:agency, :letter, :unit, :incoming, :now)
            """;

    void delivered(UUID agency, UUID letter, UUID unit, UUID incoming, Instant now) {
        db.sql(DELIVERED)
                .param("agency", agency)
                .param("letter", letter)
                .param("unit", unit)
                .param("incoming", incoming)
                .param("now", utc(now))
                .update();
    }

    private static final String OUTGOING =
            "SELECT outgoing_id FROM letters.inside WHERE agency_id = :agency AND incoming_id = :letter";

    /// As what a letter in was sent.
    Optional<UUID> outgoing(UUID agency, UUID letter) {
        return db.sql(OUTGOING)
                .param("agency", agency)
                .param("letter", letter)
                .query(UUID.class)
                .optional();
    }

    private static final String STANDINGS =
            """
            SELECT addressee.unit_id, unit_name, incoming_id, number, stamped
              FROM letters.unit_addressee AS addressee
              LEFT JOIN letters.inside
                ON inside.agency_id = addressee.agency_id AND inside.outgoing_id = addressee.outgoing_id
                   AND inside.unit_id = addressee.unit_id
              LEFT JOIN letters.passed
                ON passed.agency_id = inside.agency_id AND passed.letter_id = inside.incoming_id
                   AND passed.unit_id = addressee.unit_id
             WHERE addressee.agency_id = :agency AND addressee.outgoing_id = :letter
             ORDER BY addressee.position
            """;

    /// How a letter stands at one unit.
    ///
    /// @param letterIn as what the unit has it; null until it is there
    /// @param number in the unit's register; null until the unit has stamped it
    record Standing(
            UnitAddressee unit,
            @Nullable UUID letterIn,
            @Nullable Integer number,
            @Nullable Instant stamped) {}

    List<Standing> standings(UUID agency, UUID letter) {
        return db.sql(STANDINGS)
                .param("agency", agency)
                .param("letter", letter)
                .query((row, _) ->
                        new Standing(
                                new UnitAddressee(
                                        row.getObject("unit_id", UUID.class),
                                        row.getString("unit_name")),
                                row.getObject("incoming_id", UUID.class),
                                row.getObject("number", Integer.class),
                                moment(row, "stamped")))
                .list();
    }

    /// A letter in the list of those that went inside.
    ///
    /// @param units their names
    /// @param stamped how many of them have it in their registers
    record Line(
            UUID letter,
            String subject,
            Urgency urgency,
            String number,
            LocalDate date,
            Instant deliveredAt,
            List<String> units,
            int stamped) {
        /// The units in a line: of many the first ones, and how many more.
        public String to() {
            return Addressee.named(units, "หน่วย");
        }
    }

    private static final String LINES =
            """
            SELECT inside.outgoing_id, max(inside.delivered_at) AS delivered_at, subject, urgency, number_text, letter_date,
                   array_agg(unit_name ORDER BY addressee.position) AS units, count(passed.stamped) AS stamped
              FROM (SELECT DISTINCT agency_id, outgoing_id, delivered_at FROM letters.inside
                     WHERE agency_id = :agency AND (delivered_at, outgoing_id) < (:before, :beforeId)
                     ORDER BY delivered_at DESC, outgoing_id DESC LIMIT :rows) AS newest
              JOIN letters.inside USING (agency_id, outgoing_id)
              JOIN letters.outgoing ON outgoing.agency_id = inside.agency_id AND outgoing.id = inside.outgoing_id
              JOIN letters.unit_addressee AS addressee
                ON addressee.agency_id = inside.agency_id AND addressee.outgoing_id = inside.outgoing_id
                   AND addressee.unit_id = inside.unit_id
              LEFT JOIN letters.passed
                ON passed.agency_id = inside.agency_id AND passed.letter_id = inside.incoming_id
                   AND passed.unit_id = inside.unit_id
             GROUP BY inside.outgoing_id, subject, urgency, number_text, letter_date
             ORDER BY 2 DESC, 1 DESC
            """;

    /// The newest first.
    ///
    /// @param before only those behind this place
    List<Line> lines(UUID agency, Cursor.Moment before, int rows) {
        return db.sql(LINES)
                .param("agency", agency)
                .param("before", utc(before.at()))
                .param("beforeId", before.id())
                .param("rows", rows)
                .query(InsideLetters::line)
                .list();
    }

    private static Line line(ResultSet row, int index) throws SQLException {
        return new Line(
                row.getObject("outgoing_id", UUID.class),
                row.getString("subject"),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("number_text"),
                row.getObject("letter_date", LocalDate.class),
                Objects.requireNonNull(moment(row, "delivered_at")),
                List.of((String[]) row.getArray("units").getArray()),
                row.getInt("stamped"));
    }
}
