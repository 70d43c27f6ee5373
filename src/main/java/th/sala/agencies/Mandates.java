package th.sala.agencies;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// The acts by which somebody acts for the agency: authority, delegation and acting-for, and the
/// naming of correspondence officers.
@Repository
class Mandates {
    private final JdbcClient db;

    Mandates(JdbcClient db) {
        this.db = db;
    }

    private static final String MANDATES =
            """
            SELECT id, agency_id AS agency, official_id AS official, authority, delegation_id AS delegation,
                   from_day, until_day, source
              FROM agencies.mandate
             WHERE agency_id = :agency
             ORDER BY from_day, recorded_at, id
            """;

    /// All there ever were, also those that never held, oldest first.
    List<Mandate> all(UUID agency) {
        return db.sql(MANDATES).param("agency", agency).query(Mandate.class).list();
    }

    /// All that held or will.
    List<Mandate> of(UUID agency) {
        return all(agency).stream().filter(mandate -> !mandate.term().isEmpty()).toList();
    }

    private static final String ADD =
            """
            INSERT INTO agencies.mandate (agency_id, id, official_id, authority, delegation_id, from_day, until_day,
                   source)
            VALUES (:agency, :id, :official, :authority, :delegation, :fromDay, :untilDay, :source)
            """;

    /// @throws AlreadyAuthorised if the person has this authority of their own on one of the days
    void add(Mandate mandate) {
        try {
            db.sql(ADD).paramSource(new RecordValues(mandate)).update();
        } catch (DataIntegrityViolationException twice) {
            throw Refusals.isBy(twice, "mandate_twice") ? new AlreadyAuthorised() : twice;
        }
    }

    private static final String CLOSE =
            "UPDATE agencies.mandate SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void close(Mandate mandate, LocalDate day) {
        db.sql(CLOSE)
                .param("agency", mandate.agency())
                .param("id", mandate.id())
                .param("day", day)
                .update();
    }

    private static final String DELEGATIONS =
            """
            SELECT id, agency_id AS agency, kind, principal_official, principal_position, official_id AS official,
                   from_day, until_day, source
              FROM agencies.delegation
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > from_day)
             ORDER BY from_day, recorded_at, id
            """;

    /// All there ever were, oldest first.
    List<Delegation> delegations(UUID agency) {
        return db.sql(DELEGATIONS).param("agency", agency).query(Delegation.class).list();
    }

    Optional<Delegation> delegation(UUID agency, UUID id) {
        return delegations(agency).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static final String DELEGATE =
            """
            INSERT INTO agencies.delegation (agency_id, id, kind, principal_official, principal_position, official_id,
                   from_day, until_day, source)
            VALUES (:agency, :id, :kind, :principalOfficial, :principalPosition, :official, :fromDay, :untilDay,
                   :source)
            """;

    void add(Delegation delegation) {
        db.sql(DELEGATE).paramSource(new RecordValues(delegation)).update();
    }

    private static final String CLOSE_DELEGATION =
            "UPDATE agencies.delegation SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void close(Delegation delegation, LocalDate day) {
        db.sql(CLOSE_DELEGATION)
                .param("agency", delegation.agency())
                .param("id", delegation.id())
                .param("day", day)
                .update();
    }

    /// Ends the delegation and the authority that came by it.
    void endWithItsMandates(Delegation delegation, LocalDate day) {
        close(delegation, day);
        for (var mandate : of(delegation.agency())) {
            if (delegation.id().equals(mandate.delegation())
                    && Organisation.runsOn(mandate.term(), day)) {
                close(mandate, Organisation.latest(day, mandate.fromDay()));
            }
        }
    }

    private static final String OFFICERS =
            """
            SELECT id, agency_id AS agency, official_id AS official, from_day, until_day, source
              FROM agencies.correspondence_officer
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > from_day)
             ORDER BY from_day, recorded_at, id
            """;

    /// All that held or will, oldest first.
    List<CorrespondenceOfficer> officers(UUID agency) {
        return db.sql(OFFICERS).param("agency", agency).query(CorrespondenceOfficer.class).list();
    }

    private static final String IS_OFFICER =
            """
            SELECT EXISTS (SELECT FROM agencies.correspondence_officer
             WHERE official_id = :official AND from_day <= :day AND (until_day IS NULL OR until_day > :day))
            """;

    boolean isOfficer(UUID official, LocalDate day) {
        return db.sql(IS_OFFICER)
                .param("official", official)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    private static final String NAME_OFFICER =
            """
            INSERT INTO agencies.correspondence_officer (agency_id, id, official_id, from_day, until_day, source)
            VALUES (:agency, :id, :official, :fromDay, :untilDay, :source)
            """;

    void add(CorrespondenceOfficer officer) {
        db.sql(NAME_OFFICER).paramSource(new RecordValues(officer)).update();
    }

    private static final String CLOSE_OFFICER =
            """
            UPDATE agencies.correspondence_officer SET until_day = :day
             WHERE agency_id = :agency AND id = :id
            """;

    void close(CorrespondenceOfficer officer, LocalDate day) {
        db.sql(CLOSE_OFFICER)
                .param("agency", officer.agency())
                .param("id", officer.id())
                .param("day", day)
                .update();
    }
}
