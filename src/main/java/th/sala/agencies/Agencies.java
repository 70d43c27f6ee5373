package th.sala.agencies;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

@Repository
class Agencies {
    private final JdbcClient db;

    Agencies(JdbcClient db) {
        this.db = db;
    }

    private static final String AGENCY =
            """
            SELECT f.agency_id AS id, f.name, f.english_name, f.code, f.juristic_person, f.parent, f.domain,
                   f.central_address, f.postal_address, f.telephone, a.peer IS NULL AS local
              FROM agencies.agency_fact f
              JOIN agencies.agency a USING (agency_id)
            """;

    private static final String ON_DAY =
            " f.from_day <= :day AND (f.until_day IS NULL OR f.until_day > :day)";

    private static final String LATEST =
            "SELECT DISTINCT ON (id) * FROM ("
                    + AGENCY.replace("f.agency_id AS id", "f.from_day, f.agency_id AS id")
                    + """
                     WHERE f.agency_id = ANY(:agencies) AND f.from_day <= :day
                       AND (f.until_day IS NULL OR f.until_day > f.from_day)) AS held
                     ORDER BY id, from_day DESC
                    """;

    /// The agency as it is on the day, or as it was last before.
    Optional<Agency> latest(UUID agency, LocalDate day) {
        return latest(List.of(agency), day).stream().findFirst();
    }

    /// As [#latest(UUID, LocalDate)], of all that there ever were.
    List<Agency> latest(Collection<UUID> agencies, LocalDate day) {
        return db.sql(LATEST)
                .param("agencies", agencies.toArray(UUID[]::new))
                .param("day", day)
                .query(Agency.class)
                .list();
    }

    private static final String LOCAL =
            AGENCY + " WHERE a.peer IS NULL AND" + ON_DAY + " ORDER BY f.name, f.agency_id";

    List<Agency> local(LocalDate day) {
        return db.sql(LOCAL).param("day", day).query(Agency.class).list();
    }

    private static final String EVERY_LOCAL =
            "SELECT agency_id FROM agencies.agency WHERE peer IS NULL ORDER BY agency_id";

    List<UUID> everyLocal() {
        return db.sql(EVERY_LOCAL).query(UUID.class).list();
    }

    private static final String BY_CENTRAL =
            AGENCY + " WHERE f.central_address = :address AND" + ON_DAY;

    Optional<Agency> byCentralAddress(String address, LocalDate day) {
        return db.sql(BY_CENTRAL)
                .param("address", address)
                .param("day", day)
                .query(Agency.class)
                .optional();
    }

    private static final String DOMAIN_OF_OTHERS =
            """
            SELECT EXISTS (SELECT FROM agencies.agency_fact f
                            WHERE f.domain = :domain AND f.agency_id <> :agency
                              AND (f.until_day IS NULL OR f.until_day > :day))
                OR EXISTS (SELECT FROM agencies.domain d
                            WHERE d.domain = :domain AND d.agency_id <> :agency
                              AND (d.until_day IS NULL OR d.until_day > :day))
            """;

    /// Whether any other agency has the domain or lives in it, on the day or later.
    boolean isDomainOfOthers(UUID agency, String domain, LocalDate day) {
        return db.sql(DOMAIN_OF_OTHERS)
                .param("agency", agency)
                .param("domain", domain)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    private static final String MATCHING =
            AGENCY
                    + " WHERE"
                    + ON_DAY
                    + """
                       AND lower(f.name || ' ' || f.english_name || ' ' || f.code || ' ' || f.domain) LIKE ALL (:words)
                    """;

    private static final String COUNT = "SELECT count(*) FROM (" + MATCHING + ") matching";

    int count(Words words, LocalDate day) {
        return db.sql(COUNT)
                .param("words", words.patterns())
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    private static final String SEARCH =
            MATCHING
                    + """
                     ORDER BY a.peer IS NOT NULL, f.name, f.agency_id
                     LIMIT :limit OFFSET :skip
                    """;

    List<Agency> search(Words words, LocalDate day, int limit, int skip) {
        return db.sql(SEARCH)
                .param("words", words.patterns())
                .param("day", day)
                .param("limit", limit)
                .param("skip", skip)
                .query(Agency.class)
                .list();
    }

    private static final String AFTER =
            MATCHING
                    + """
                       AND (f.name, f.agency_id) > (:name, :agency)
                     ORDER BY f.name, f.agency_id
                     LIMIT :limit
                    """;

    /// Those behind a place, by name.
    List<Agency> after(Words words, LocalDate day, String name, UUID agency, int limit) {
        return db.sql(AFTER)
                .param("words", words.patterns())
                .param("day", day)
                .param("name", name)
                .param("agency", agency)
                .param("limit", limit)
                .query(Agency.class)
                .list();
    }

    private static final String VERSIONS =
            """
            SELECT id, agency_id AS agency, from_day, until_day, name, english_name, code, juristic_person,
                   parent, domain, central_address, postal_address, telephone
              FROM agencies.agency_fact
             WHERE agency_id = :agency
             ORDER BY from_day, recorded_at
            """;

    /// The agency's whole history, oldest first.
    List<AgencyVersion> versions(UUID agency) {
        return db.sql(VERSIONS).param("agency", agency).query(AgencyVersion.class).list();
    }

    private static final String CHILDREN =
            AGENCY + " WHERE f.parent = :agency AND" + ON_DAY + " ORDER BY f.name, f.agency_id";

    List<Agency> children(UUID agency, LocalDate day) {
        return db.sql(CHILDREN)
                .param("agency", agency)
                .param("day", day)
                .query(Agency.class)
                .list();
    }

    private static final String ADD =
            "INSERT INTO agencies.agency (agency_id, peer) VALUES (:agency, :peer)";

    void add(UUID agency, @Nullable UUID peer) {
        db.sql(ADD).param("agency", agency).param("peer", peer).update();
    }

    private static final String LOCK =
            "SELECT peer IS NULL FROM agencies.agency WHERE agency_id = :agency FOR UPDATE";

    /// Makes whoever else changes this agency's facts, people or powers wait until we are done.
    void lock(UUID agency) {
        db.sql(LOCK).param("agency", agency).query(Boolean.class).optional();
    }

    private static final String ADD_VERSION =
            """
            INSERT INTO agencies.agency_fact (agency_id, id, from_day, until_day, name, english_name, code,
                   juristic_person, parent, domain, central_address, postal_address, telephone)
            VALUES (:agency, :id, :fromDay, :untilDay, :name, :englishName, :code,
                   :juristicPerson, :parent, :domain, :centralAddress, :postalAddress, :telephone)
            """;

    void add(AgencyVersion version) {
        db.sql(ADD_VERSION).paramSource(new RecordValues(version)).update();
    }

    private static final String CLOSE_VERSION =
            "UPDATE agencies.agency_fact SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void close(AgencyVersion version, LocalDate day) {
        db.sql(CLOSE_VERSION)
                .param("agency", version.agency())
                .param("id", version.id())
                .param("day", day)
                .update();
    }

    private static final String HOST_KEY =
            """
            SELECT coalesce(p.id, i.id) AS installation, coalesce(p.public_key, i.public_key) AS x509
              FROM agencies.agency a
              LEFT JOIN agencies.peer p ON p.id = a.peer
              LEFT JOIN agencies.installation i ON a.peer IS NULL
             WHERE a.agency_id = :agency
            """;

    /// The confirmed key of the installation that hosts the agency.
    Optional<Registry.HostKey> hostKey(UUID agency) {
        return db.sql(HOST_KEY)
                .param("agency", agency)
                .query((row, _) ->
                        new Registry.HostKey(
                                row.getObject("installation", UUID.class), row.getBytes("x509")))
                .optional();
    }
}
