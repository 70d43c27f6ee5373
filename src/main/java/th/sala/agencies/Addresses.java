package th.sala.agencies;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Who has which mail address and which domain. The database lets each have one owner a day.
@Repository
class Addresses {
    private final JdbcClient db;

    Addresses(JdbcClient db) {
        this.db = db;
    }

    /// @param owner the official, or the agency for its central account
    record Claim(
            UUID id,
            UUID agency,
            String address,
            UUID owner,
            LocalDate fromDay,
            @Nullable LocalDate untilDay) {
        Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String CLAIM =
            """
            INSERT INTO agencies.address (agency_id, id, address, owner, from_day, until_day)
            VALUES (:agency, :id, :address, :owner, :fromDay, :untilDay)
            """;

    /// @throws AddressTaken if somebody else has it on one of the days
    void claim(UUID agency, String address, UUID owner, LocalDate from, @Nullable LocalDate until) {
        try {
            db.sql(CLAIM)
                    .paramSource(
                            new RecordValues(
                                    new Claim(
                                            UUID.randomUUID(),
                                            agency,
                                            address,
                                            owner,
                                            from,
                                            until)))
                    .update();
        } catch (DataIntegrityViolationException taken) {
            throw Refusals.isBy(taken, "address_taken") ? new AddressTaken(address) : taken;
        }
    }

    private static final String TAKEN =
            """
            SELECT DISTINCT address FROM agencies.address
             WHERE address = ANY (:addresses) AND (until_day IS NULL OR until_day > :day)
               AND (until_day IS NULL OR until_day > from_day)
            """;

    /// Those of the addresses that somebody has on the day or will have.
    Set<String> taken(Set<String> wanted, LocalDate day) {
        return Set.copyOf(
                db.sql(TAKEN)
                        .param("addresses", wanted.toArray(String[]::new))
                        .param("day", day)
                        .query(String.class)
                        .list());
    }

    private static final String RELEASE =
            """
            UPDATE agencies.address SET until_day = greatest(from_day, :day)
             WHERE agency_id = :agency AND owner = :owner AND (until_day IS NULL OR until_day > :day)
               AND (until_day IS NULL OR until_day > from_day)
            """;

    /// From the day on the owner has no address any more.
    void release(UUID agency, UUID owner, LocalDate day) {
        db.sql(RELEASE).param("agency", agency).param("owner", owner).param("day", day).update();
    }

    private static final String RELEASE_ALL =
            """
            UPDATE agencies.address SET until_day = greatest(from_day, :day)
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > :day)
               AND (until_day IS NULL OR until_day > from_day)
            """;

    void releaseAll(UUID agency, LocalDate day) {
        db.sql(RELEASE_ALL).param("agency", agency).param("day", day).update();
    }

    private static final String DOMAIN_OF =
            """
            SELECT domain FROM agencies.domain
             WHERE agency_id = :agency AND until_day IS NULL
             LIMIT 1
            """;

    /// The domain that the agency holds.
    Optional<String> domainOf(UUID agency) {
        return db.sql(DOMAIN_OF).param("agency", agency).query(String.class).optional();
    }

    private static final String OF =
            """
            SELECT id, agency_id AS agency, address, owner, from_day, until_day
              FROM agencies.address
             WHERE agency_id = :agency AND owner = :owner
             ORDER BY from_day
            """;

    List<Claim> of(UUID agency, UUID owner) {
        return db.sql(OF).param("agency", agency).param("owner", owner).query(Claim.class).list();
    }

    private static final String ON =
            """
            SELECT id, agency_id AS agency, address, owner, from_day, until_day
              FROM agencies.address
             WHERE agency_id = :agency AND from_day <= :day AND (until_day IS NULL OR until_day > :day)
            """;

    /// Those that somebody of the agency has on the day.
    List<Claim> on(UUID agency, LocalDate day) {
        return db.sql(ON).param("agency", agency).param("day", day).query(Claim.class).list();
    }

    private static final String CLAIM_DOMAIN =
            """
            INSERT INTO agencies.domain (agency_id, id, domain, from_day)
            VALUES (:agency, :id, :domain, :from)
            """;

    void claimDomain(UUID agency, String domain, LocalDate from) {
        db.sql(CLAIM_DOMAIN)
                .param("agency", agency)
                .param("id", UUID.randomUUID())
                .param("domain", domain)
                .param("from", from)
                .update();
    }

    private static final String RELEASE_DOMAIN =
            """
            UPDATE agencies.domain SET until_day = greatest(from_day, :day)
             WHERE agency_id = :agency AND until_day IS NULL
            """;

    void releaseDomain(UUID agency, LocalDate day) {
        db.sql(RELEASE_DOMAIN).param("agency", agency).param("day", day).update();
    }

    private static final String DOMAIN_OWNER =
            """
            SELECT agency_id FROM agencies.domain
             WHERE domain = :domain AND (until_day IS NULL OR until_day > :day)
             LIMIT 1
            """;

    /// Whose the domain is on the day or later.
    Optional<UUID> domainOwner(String domain, LocalDate day) {
        return db.sql(DOMAIN_OWNER)
                .param("domain", domain)
                .param("day", day)
                .query(UUID.class)
                .optional();
    }
}
