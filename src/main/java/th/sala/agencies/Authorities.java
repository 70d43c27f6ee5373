package th.sala.agencies;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// The lines of the public registry.
@Repository
class Authorities {
    private final JdbcClient db;

    Authorities(JdbcClient db) {
        this.db = db;
    }

    private static final String LINES =
            """
            SELECT r.id, r.mandate_id AS mandate, r.agency_id AS agency, r.official_id AS official, r.authority,
                   r.kind, r.from_day, r.until_day, r.name, r.position, r.mail, r.telephone, r.source
              FROM agencies.authority r
            """;

    private static final String BY_MAIL =
            LINES + " WHERE r.mail = ANY(:mails) ORDER BY r.mail, r.from_day";

    List<RegisteredAuthority> byMail(Collection<String> mails) {
        return db.sql(BY_MAIL)
                .param("mails", mails.toArray(String[]::new))
                .query(RegisteredAuthority.class)
                .list();
    }

    private static final String OF_AGENCY =
            LINES
                    + " WHERE r.agency_id = :agency ORDER BY r.name, r.official_id, r.from_day, r.authority";

    /// All lines there ever were, also those that never held.
    List<RegisteredAuthority> every(UUID agency) {
        return db.sql(OF_AGENCY).param("agency", agency).query(RegisteredAuthority.class).list();
    }

    /// All lines there ever were, those that never held left out.
    List<RegisteredAuthority> of(UUID agency) {
        return db
                .sql(OF_AGENCY)
                .param("agency", agency)
                .query(RegisteredAuthority.class)
                .list()
                .stream()
                .filter(line -> !line.term().isEmpty())
                .toList();
    }

    private static final String ADDRESSEES =
            LINES
                    + """
                      JOIN (SELECT o.official_id, min(f.name) AS agency_name, min(o.name) AS person
                              FROM agencies.authority o
                              JOIN agencies.agency_fact f ON f.agency_id = o.agency_id AND f.from_day <= :day
                                   AND (f.until_day IS NULL OR f.until_day > :day)
                             WHERE o.from_day <= :day AND (o.until_day IS NULL OR o.until_day > :day)
                               AND o.authority = 'DIRECT' AND o.agency_id <> :sender
                               AND lower(o.name || ' ' || o.position || ' ' || f.name || ' '
                                         || f.english_name || ' ' || f.code || ' ' || o.mail) LIKE ALL (:words)
                             GROUP BY o.agency_id, o.official_id
                             ORDER BY agency_name, person, o.official_id
                             LIMIT :limit) found USING (official_id)
                     WHERE r.from_day <= :day AND (r.until_day IS NULL OR r.until_day > :day)
                     ORDER BY found.agency_name, found.person, r.official_id
                    """;

    /// The lines of the first persons of other agencies who may give directions, by agency and
    /// name, whose words all occur.
    List<RegisteredAuthority> addressees(Words words, UUID sender, LocalDate day, int persons) {
        return db.sql(ADDRESSEES)
                .param("sender", sender)
                .param("words", words.patterns())
                .param("day", day)
                .param("limit", persons)
                .query(RegisteredAuthority.class)
                .list();
    }

    private static final String ADD =
            """
            INSERT INTO agencies.authority (agency_id, id, mandate_id, official_id, authority, kind, from_day,
                   until_day, name, position, mail, telephone, source)
            VALUES (:agency, :id, :mandate, :official, :authority, :kind, :fromDay, :untilDay, :name, :position,
                    :mail, :telephone, :source)
            """;

    void add(RegisteredAuthority line) {
        db.sql(ADD).paramSource(new RecordValues(line)).update();
    }

    private static final String CLOSE =
            "UPDATE agencies.authority SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void close(RegisteredAuthority line, LocalDate day) {
        db.sql(CLOSE)
                .param("agency", line.agency())
                .param("id", line.id())
                .param("day", day)
                .update();
    }
}
