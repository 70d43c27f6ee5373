package th.sala.letters;

import static th.sala.letters.OutgoingLetters.TIMESTAMP;
import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SignedIn;
import th.sala.letters.LetterTemplate.Whose;

/// Kept beginnings of letters, and which letters were begun from them.
@Repository
class LetterTemplates {
    private final JdbcClient db;

    LetterTemplates(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO letters.template (agency_id, id, name, account, unit_id, kind, circular, urgency, secrecy, owner_code,
                   subject, salutation, proposal, body, citations, enclosures, contact, closing, owner_unit, owner_unit_id,
                   typeset, meeting, addressees, changed_at, changed_by)
            VALUES (:agency, :id, :name, :account, :unit, :kind, :circular, :urgency, :secrecy, :ownerCode,
                   :subject, :salutation, :proposal, :body, :citations, :enclosures, :contact, :closing, :ownerUnit, :ownerUnitId,
                   :typeset, :meeting, :addressees, :now, :by)
            """;

    /// @throws DuplicateKeyException if there is another of that name with the same people
    void add(UUID agency, LetterTemplate template) {
        said(db.sql(ADD), agency, template)
                .param(
                        "account",
                        template.whose() instanceof Whose.OfPerson(var account) ? account : null,
                        Types.OTHER)
                .param(
                        "unit",
                        template.whose() instanceof Whose.OfUnit(var unit) ? unit : null,
                        Types.OTHER)
                .update();
    }

    private static final String CHANGE =
            """
            UPDATE letters.template
               SET version = version + 1, name = :name, kind = :kind, circular = :circular, urgency = :urgency,
                   secrecy = :secrecy, owner_code = :ownerCode, subject = :subject, salutation = :salutation,
                   proposal = :proposal, body = :body, citations = :citations, enclosures = :enclosures, contact = :contact,
                   closing = :closing, owner_unit = :ownerUnit, owner_unit_id = :ownerUnitId, typeset = :typeset, meeting = :meeting,
                   addressees = :addressees, changed_at = :now, changed_by = :by
             WHERE agency_id = :agency AND id = :id AND version = :version
            """;

    /// @param template as it shall be, with the version that was opened
    /// @return false if another version is there now
    /// @throws DuplicateKeyException if there is another of that name with the same people
    boolean change(UUID agency, LetterTemplate template) {
        return said(db.sql(CHANGE), agency, template).param("version", template.version()).update()
                == 1;
    }

    private static StatementSpec said(
            StatementSpec statement, UUID agency, LetterTemplate template) {
        return ContentRows.params(statement, template.content())
                .param("agency", agency)
                .param("id", template.id())
                .param("name", template.name())
                .param("ownerUnitId", template.ownerUnit(), Types.OTHER)
                .param("addressees", template.to().toArray(String[]::new))
                .param("now", utc(template.changedAt()))
                .param("by", template.changedBy());
    }

    private static final String PUT =
            """
            UPDATE letters.template SET version = version + 1, put_away_at = :putAway, changed_at = :now, changed_by = :by
             WHERE agency_id = :agency AND id = :id AND version = :version
            """;

    /// @param putAwayAt null to begin letters from it again
    /// @return false if another version is there now
    /// @throws DuplicateKeyException if it would come back to one that has its name now
    boolean put(SignedIn who, UUID id, int version, @Nullable Instant putAwayAt, Instant now) {
        return db.sql(PUT)
                        .param("agency", who.agency())
                        .param("id", id)
                        .param("version", version)
                        .param("putAway", putAwayAt == null ? null : utc(putAwayAt), TIMESTAMP)
                        .param("now", utc(now))
                        .param("by", who.name())
                        .update()
                == 1;
    }

    private static final String FIND =
            "SELECT * FROM letters.template WHERE agency_id = :agency AND id = :id";

    Optional<LetterTemplate> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(LetterTemplates::template)
                .optional();
    }

    /// Which templates are looked for.
    ///
    /// @param unit of the person; null if they are in none
    /// @param allUnits whether those of other units are, too
    /// @param words part of a name or a subject; empty for all
    record Sought(@Nullable UUID unit, boolean allUnits, boolean putAway, String words) {}

    private static final String SEEK =
            """
            SELECT template.*
              FROM letters.template
              LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE begun.account = :account) AS own, count(*) AS everybodys
                                   FROM letters.begun_from begun
                                  WHERE begun.agency_id = :agency AND template_id = template.id AND begun_at > :since) used ON true
             WHERE agency_id = :agency
               AND (template.account = :account
                    OR template.account IS NULL AND (unit_id IS NULL OR :allUnits OR unit_id = :unit))
               AND (put_away_at IS NOT NULL) = :putAway
               AND (strpos(lower(name), lower(:words)) > 0 OR strpos(lower(subject), lower(:words)) > 0)
             ORDER BY own DESC, everybodys DESC, name, id
             LIMIT :rows OFFSET :skip
            """;

    /// The one that the person used most often since then first, then the one that everybody did.
    List<LetterTemplate> seek(SignedIn who, Sought sought, Instant since, int rows, int skip) {
        return db.sql(SEEK)
                .param("agency", who.agency())
                .param("account", who.account())
                .param("unit", sought.unit(), Types.OTHER)
                .param("allUnits", sought.allUnits())
                .param("putAway", sought.putAway())
                .param("words", sought.words())
                .param("since", utc(since))
                .param("rows", rows)
                .param("skip", skip)
                .query(LetterTemplates::template)
                .list();
    }

    private static final String BEGUN =
            """
            INSERT INTO letters.begun_from (agency_id, letter_id, template_id, account, begun_at)
            VALUES (:agency, :letter, :template, :account, :now)
            """;

    void begun(SignedIn who, UUID letter, UUID template, Instant now) {
        db.sql(BEGUN)
                .param("agency", who.agency())
                .param("letter", letter)
                .param("template", template)
                .param("account", who.account())
                .param("now", utc(now))
                .update();
    }

    private static final String OF_LETTER =
            """
            SELECT template.*
              FROM letters.begun_from
              JOIN letters.template ON template.agency_id = begun_from.agency_id AND id = template_id
             WHERE begun_from.agency_id = :agency AND letter_id = :letter
            """;

    /// The one that the letter was begun from.
    Optional<LetterTemplate> of(UUID agency, UUID letter) {
        return db.sql(OF_LETTER)
                .param("agency", agency)
                .param("letter", letter)
                .query(LetterTemplates::template)
                .optional();
    }

    private static LetterTemplate template(ResultSet row, int index) throws SQLException {
        var content = ContentRows.read(row, Content.NOBODY);
        return new LetterTemplate(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("name"),
                whose(row),
                content,
                row.getObject("owner_unit_id", UUID.class),
                List.of((String[]) row.getArray("addressees").getArray()),
                Objects.requireNonNull(moment(row, "changed_at")),
                row.getString("changed_by"),
                moment(row, "put_away_at"));
    }

    private static Whose whose(ResultSet row) throws SQLException {
        var account = row.getObject("account", UUID.class);
        var unit = row.getObject("unit_id", UUID.class);
        if (account != null) {
            return new Whose.OfPerson(account);
        }
        return unit == null ? new Whose.OfAgency() : new Whose.OfUnit(unit);
    }
}
