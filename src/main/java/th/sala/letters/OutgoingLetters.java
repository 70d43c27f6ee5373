package th.sala.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.api.Cursor;
import th.sala.letters.OutgoingLetter.Signatory;

@Repository
class OutgoingLetters {
    private final JdbcClient db;

    OutgoingLetters(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO letters.outgoing (agency_id, id, stage, kind, signer_id, circular, urgency, secrecy, owner_code, subject,
                   salutation, proposal, body, citations, enclosures, contact, closing, owner_unit, typeset, meeting, created_at,
                   created_by, changed_at, changed_by, author)
            VALUES (:agency, :id, 'DRAFT', :kind, :signer, :circular, :urgency, :secrecy, :ownerCode, :subject,
                   :salutation, :proposal, :body, :citations, :enclosures, :contact, :closing, :ownerUnit, :typeset, :meeting, :now,
                   :by, :now, :by, :author)
            ON CONFLICT (agency_id, id) DO NOTHING
            """;

    /// @param author the account of who begins it
    /// @return false if it is there
    boolean add(UUID agency, UUID id, Content content, Instant now, String by, UUID author) {
        return content(db.sql(ADD), content)
                        .param("agency", agency)
                        .param("author", author)
                        .param("id", id)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String NUMBERED =
            "SELECT * FROM letters.outgoing WHERE agency_id = :agency AND signed_at IS NOT NULL ORDER BY signed_at, id";

    /// All that ever got a number, oldest first.
    List<OutgoingLetter> numbered(UUID agency) {
        return db.sql(NUMBERED).param("agency", agency).query(OutgoingLetters::letter).list();
    }

    private static final String CHANGE =
            """
            UPDATE letters.outgoing
               SET version = version + 1, signer_id = :signer, circular = :circular, urgency = :urgency, secrecy = :secrecy,
                   owner_code = :ownerCode, subject = :subject, salutation = :salutation, proposal = :proposal, body = :body,
                   citations = :citations, enclosures = :enclosures, contact = :contact, closing = :closing,
                   owner_unit = :ownerUnit, typeset = :typeset, meeting = :meeting, kind = :kind, changed_at = :now, changed_by = :by
             WHERE agency_id = :agency AND id = :id AND version = :version AND stage = 'DRAFT'
            """;

    /// @return false if it is no draft any more, or another version of one
    boolean change(UUID agency, UUID id, int version, Content content, Instant now, String by) {
        return content(db.sql(CHANGE), content)
                        .param("agency", agency)
                        .param("id", id)
                        .param("version", version)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static StatementSpec content(StatementSpec statement, Content content) {
        return ContentRows.params(statement, content).param("signer", content.signer());
    }

    private static final String DISCARD =
            """
            UPDATE letters.outgoing SET stage = 'DISCARDED', version = version + 1, changed_at = :now, changed_by = :by
             WHERE agency_id = :agency AND id = :id AND version = :version AND stage = 'DRAFT'
            """;

    boolean discard(UUID agency, UUID id, int version, Instant now, String by) {
        return db.sql(DISCARD)
                        .param("agency", agency)
                        .param("id", id)
                        .param("version", version)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String LOCK_DRAFT =
            """
            SELECT version FROM letters.outgoing
             WHERE agency_id = :agency AND id = :id AND version = :version AND stage = 'DRAFT'
               FOR UPDATE
            """;

    /// Keeps everybody else from changing or sending the draft until the transaction ends.
    ///
    /// @return false if it is no draft any more, or another version of one
    boolean lockDraft(UUID agency, UUID id, int version) {
        return db.sql(LOCK_DRAFT)
                .param("agency", agency)
                .param("id", id)
                .param("version", version)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static final String LOCK =
            "SELECT version FROM letters.outgoing WHERE agency_id = :agency AND id = :id FOR UPDATE";

    /// Keeps everybody else from the letter until the transaction ends.
    void lock(UUID agency, UUID id) {
        db.sql(LOCK).param("agency", agency).param("id", id).query(Integer.class).single();
    }

    private static final String LOCK_NUMBERED =
            """
            SELECT version FROM letters.outgoing
             WHERE agency_id = :agency AND id = :id AND stage = 'NUMBERED' FOR UPDATE
            """;

    /// Keeps everybody else from making the letter's mails until the transaction ends.
    ///
    /// @return false if they are made
    boolean lockNumbered(UUID agency, UUID id) {
        return db.sql(LOCK_NUMBERED)
                .param("agency", agency)
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static final String GIVE_NUMBER =
            """
            UPDATE letters.outgoing
               SET stage = :stage, version = version + 1, number_text = :number, letter_date = :date, signed_at = :at,
                   signed_by = :by, changed_at = :at, changed_by = :by, sender_name = :senderName,
                   sender_position = :senderPosition, sender_agency = :senderAgency, sender_mail = :senderMail,
                   sender_address = :senderAddress, emblem = :emblem
             WHERE agency_id = :agency AND id = :id AND stage = 'DRAFT'
            """;

    void giveNumber(UUID agency, UUID id, OutgoingLetter.Given given, boolean onPaper) {
        var signatory = Optional.ofNullable(given.signatory());
        var changed =
                db.sql(GIVE_NUMBER)
                        .param("agency", agency)
                        .param("id", id)
                        .param("stage", onPaper ? "PAPER" : "NUMBERED")
                        .param("number", given.number())
                        .param("date", given.date())
                        .param("at", utc(given.signedAt()))
                        .param("by", given.signedBy())
                        .param("senderName", signatory.map(Signatory::name).orElse(null))
                        .param("senderPosition", signatory.map(Signatory::position).orElse(null))
                        .param("senderAgency", signatory.map(Signatory::agencyName).orElse(null))
                        .param("senderMail", signatory.map(Signatory::mail).orElse(null))
                        .param("senderAddress", given.address())
                        .param("emblem", given.emblem())
                        .update();
        if (changed != 1) {
            throw new IllegalStateException("no locked draft " + id);
        }
    }

    private static final String SENT =
            "UPDATE letters.outgoing SET stage = 'SENT' WHERE agency_id = :agency AND id = :id AND stage = 'NUMBERED'";

    void sent(UUID agency, UUID id) {
        db.sql(SENT).param("agency", agency).param("id", id).update();
    }

    private static final String FIND =
            "SELECT * FROM letters.outgoing WHERE agency_id = :agency AND id = :id";

    Optional<OutgoingLetter> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(OutgoingLetters::letter)
                .optional();
    }

    private static final String NEXT =
            """
            SELECT * FROM letters.outgoing
             WHERE stage <> 'DISCARDED'
               AND (cast(:id AS uuid) IS NULL OR id > cast(:id AS uuid))
             ORDER BY id
             LIMIT :rows
               FOR SHARE
            """;

    /// Those that are not thrown away, of all agencies in the current scope, in the order of their
    /// ids; none of them changes until the transaction ends.
    List<OutgoingLetter> next(@Nullable UUID after, int rows) {
        return db.sql(NEXT)
                .param("id", after, Types.OTHER)
                .param("rows", rows)
                .query(OutgoingLetters::letter)
                .list();
    }

    private static final String OF_ADDRESSEE =
            """
            SELECT outgoing.* FROM letters.outgoing
              JOIN letters.addressee ON addressee.agency_id = outgoing.agency_id AND addressee.outgoing_id = outgoing.id
             WHERE addressee.mail_id = :mail
            """;

    /// The letter that went out with this mail.
    Optional<OutgoingLetter> ofAddressee(UUID mail) {
        return db.sql(OF_ADDRESSEE).param("mail", mail).query(OutgoingLetters::letter).optional();
    }

    private static final String TO_DISPATCH =
            """
            SELECT * FROM letters.outgoing
             WHERE stage = 'NUMBERED'
               AND NOT EXISTS (SELECT FROM letters.signing_trouble
                                WHERE signing_trouble.agency_id = outgoing.agency_id
                                  AND signing_trouble.letter_id = outgoing.id AND next_at > :now)
             ORDER BY signed_at LIMIT 50
            """;

    /// Numbered letters whose mails are not made yet, oldest first, in the current scope; those
    /// that could not be signed only when they are to be tried again.
    List<OutgoingLetter> toDispatch(Instant now) {
        return db.sql(TO_DISPATCH).param("now", utc(now)).query(OutgoingLetters::letter).list();
    }

    private static final String DRAFTS =
            """
            SELECT * FROM letters.outgoing
             WHERE agency_id = :agency AND stage = 'DRAFT'
             ORDER BY changed_at DESC LIMIT 100
            """;

    List<OutgoingLetter> drafts(UUID agency) {
        return db.sql(DRAFTS).param("agency", agency).query(OutgoingLetters::letter).list();
    }

    private static final String ISSUED =
            """
            SELECT * FROM letters.outgoing
             WHERE agency_id = :agency AND stage IN ('NUMBERED', 'SENT', 'PAPER')
               AND kind IN ('ORDER', 'ANNOUNCEMENT', 'CERTIFICATE', 'MINUTES')
             ORDER BY signed_at DESC, id LIMIT :rows
            """;

    /// Papers that were sent to nobody, the newest first.
    List<OutgoingLetter> issued(UUID agency, int rows) {
        return db.sql(ISSUED)
                .param("agency", agency)
                .param("rows", rows)
                .query(OutgoingLetters::letter)
                .list();
    }

    private static final String TO_SIGN =
            """
            SELECT * FROM letters.outgoing
             WHERE agency_id = :agency AND stage = 'DRAFT' AND signer_id = :signer
             ORDER BY changed_at DESC, id LIMIT :rows
            """;

    /// Drafts that name the official as their signer, the one changed last first.
    List<OutgoingLetter> toSign(UUID agency, UUID signer, int rows) {
        return db.sql(TO_SIGN)
                .param("agency", agency)
                .param("signer", signer)
                .param("rows", rows)
                .query(OutgoingLetters::letter)
                .list();
    }

    private static final List<String> STAGES =
            List.of("DRAFT", "NUMBERED", "SENT", "PAPER", "DISCARDED");

    /// The newest of each stage by the index, then the newest of those.
    private static final String PAGE =
            """
            SELECT letter.* FROM unnest(CAST(:stages AS text[])) AS wanted (stage),
                   LATERAL (SELECT * FROM letters.outgoing
                             WHERE agency_id = :agency AND stage = wanted.stage
                               AND (changed_at, id) < (:before, :beforeId)
                             ORDER BY changed_at DESC, id DESC LIMIT :rows) AS letter
             ORDER BY letter.changed_at DESC, letter.id DESC LIMIT :rows
            """;

    /// After all that there is.
    static final Cursor.Moment NOW =
            new Cursor.Moment(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    List<OutgoingLetter> page(
            UUID agency, @Nullable String stage, Cursor.@Nullable Moment before, int rows) {
        var from = before == null ? NOW : before;
        return db.sql(PAGE)
                .param("agency", agency)
                .param("stages", (stage == null ? STAGES : List.of(stage)).toArray(String[]::new))
                .param("before", utc(from.at()))
                .param("beforeId", from.id())
                .param("rows", rows)
                .query(OutgoingLetters::letter)
                .list();
    }

    private static final String OWNER_CODES =
            """
            SELECT owner_code FROM letters.outgoing
             WHERE agency_id = :agency AND number_text IS NOT NULL
             GROUP BY owner_code ORDER BY max(changed_at) DESC LIMIT 20
            """;

    /// Of letters that have a number, those used last first.
    List<String> ownerCodes(UUID agency) {
        return db.sql(OWNER_CODES).param("agency", agency).query(String.class).list();
    }

    private static OutgoingLetter letter(ResultSet row, int index) throws SQLException {
        var content = ContentRows.read(row, row.getObject("signer_id", UUID.class));
        return new OutgoingLetter(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getInt("version"),
                content,
                stage(row),
                instant(row, "created_at"),
                row.getString("created_by"),
                row.getObject("author", UUID.class),
                instant(row, "changed_at"),
                row.getString("changed_by"));
    }

    private static OutgoingLetter.Stage stage(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return switch (stage) {
            case "DRAFT" -> new OutgoingLetter.Stage.Draft();
            case "DISCARDED" -> new OutgoingLetter.Stage.Discarded();
            case "NUMBERED" -> new OutgoingLetter.Stage.Numbered(given(row));
            case "SENT" -> new OutgoingLetter.Stage.Sent(given(row));
            case "PAPER" -> new OutgoingLetter.Stage.Paper(given(row));
            default -> throw new IllegalStateException(stage);
        };
    }

    private static OutgoingLetter.Given given(ResultSet row) throws SQLException {
        return new OutgoingLetter.Given(
                row.getString("number_text"),
                row.getObject("letter_date", LocalDate.class),
                instant(row, "signed_at"),
                row.getString("signed_by"),
                signatory(row),
                row.getString("sender_address"),
                row.getString("emblem"));
    }

    private static @Nullable Signatory signatory(ResultSet row) throws SQLException {
        var name = row.getString("sender_name");
        return name == null
                ? null
                : new Signatory(
                        name,
                        row.getString("sender_position"),
                        row.getString("sender_agency"),
                        row.getString("sender_mail"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static final int TIMESTAMP = Types.TIMESTAMP_WITH_TIMEZONE;
}
