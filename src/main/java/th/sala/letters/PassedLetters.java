package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Registered letters on their way to the units inside the agency.
@Repository
class PassedLetters {
    private final JdbcClient db;

    PassedLetters(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO letters.passed (agency_id, letter_id, unit_id, at, by_whom)
            VALUES (:agency, :letter, :unit, :now, :by)
            ON CONFLICT DO NOTHING
            """;

    /// @return false if the unit has it already
    boolean add(UUID agency, UUID letter, UUID unit, Instant now, String by) {
        return db.sql(ADD)
                        .param("agency", agency)
                        .param("letter", letter)
                        .param("unit", unit)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String UNITS =
            "SELECT unit_id FROM letters.passed WHERE agency_id = :agency AND letter_id = :letter";

    List<UUID> unitsOf(UUID agency, UUID letter) {
        return db.sql(UNITS)
                .param("agency", agency)
                .param("letter", letter)
                .query(UUID.class)
                .list();
    }

    private static final String STAMPED =
            """
            UPDATE letters.passed SET number = :number, stamped = :now
             WHERE agency_id = :agency AND letter_id = :letter AND unit_id = :unit
            """;

    void stamped(UUID agency, UUID letter, UUID unit, int number, Instant now) {
        db.sql(STAMPED)
                .param("agency", agency)
                .param("letter", letter)
                .param("unit", unit)
                .param("number", number)
                .param("now", utc(now))
                .update();
    }

    /// A line of a unit's list.
    ///
    /// @param sender the agency, or whoever it was
    /// @param number in the unit's own register; null until the unit has stamped it
    record Passed(
            UUID letter,
            String subject,
            String sender,
            String letterNumber,
            Urgency urgency,
            Instant at,
            String byWhom,
            @Nullable Integer number) {}

    private static final String OF_UNIT =
            """
            SELECT passed.letter_id AS letter, subject, urgency, letter_number, at, by_whom, number,
                   CASE WHEN sender_agency = '' THEN sender_name ELSE sender_agency END AS sender
              FROM letters.passed
              JOIN letters.incoming ON incoming.agency_id = passed.agency_id AND incoming.id = passed.letter_id
             WHERE passed.agency_id = :agency AND unit_id = :unit
            """;

    private static final String WAITING =
            OF_UNIT + " AND number IS NULL ORDER BY at, passed.letter_id LIMIT :rows";

    /// What the unit has not stamped yet, oldest first.
    List<Passed> waiting(UUID agency, UUID unit, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("unit", unit)
                .param("rows", rows)
                .query(Passed.class)
                .list();
    }

    private static final String STAMPED_ONES =
            OF_UNIT
                    + """
                       AND number IS NOT NULL
                       AND (cast(:before AS timestamptz) IS NULL
                            OR (at, passed.letter_id) < (cast(:before AS timestamptz), :beforeId))
                     ORDER BY at DESC, passed.letter_id DESC
                     LIMIT :rows
                    """;

    /// What stands in the unit's register, newest first.
    List<Passed> stamped(
            UUID agency, UUID unit, @Nullable Instant before, UUID beforeId, int rows) {
        return db.sql(STAMPED_ONES)
                .param("agency", agency)
                .param("unit", unit)
                .param("before", before == null ? null : utc(before), OutgoingLetters.TIMESTAMP)
                .param("beforeId", beforeId)
                .param("rows", rows)
                .query(Passed.class)
                .list();
    }
}
