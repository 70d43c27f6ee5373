package th.sala.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.signing.CannotSign;
import th.sala.signing.Holder;
import th.sala.signing.Signed;

/// The signatures in the PDFs of letters out, and why there is none yet.
@Repository
class SheetSignatures {
    /// @param sha256 of the signed file
    /// @param certificate SHA-256 of the signer's
    /// @param stampedAt by a timestamp authority; null if none answered
    /// @param later null if no timestamp came after the letter had left
    record Kept(
            String sha256,
            String certificate,
            String issuer,
            @Nullable Instant stampedAt,
            @Nullable Later later) {}

    /// @param sha256 of the signed file with the timestamp behind it
    record Later(String sha256, Instant stampedAt) {}

    /// @param name whose key it is; null if nobody knows
    /// @param nextAt when it is tried again
    record Trouble(CannotSign.Why why, @Nullable String name, Instant since, Instant nextAt) {}

    private final JdbcClient db;

    SheetSignatures(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO letters.signature (agency_id, letter_id, sha256, certificate, issuer, stamped_at)
            VALUES (:agency, :letter, :sha256, :certificate, :issuer, :stampedAt)
            """;

    void add(UUID agency, UUID letter, String sha256, Signed signed) {
        var stampedAt = signed.stampedAt();
        db.sql(ADD)
                .param("agency", agency)
                .param("letter", letter)
                .param("sha256", sha256)
                .param("certificate", signed.certificate())
                .param("issuer", signed.issuer())
                .param(
                        "stampedAt",
                        stampedAt == null ? null : utc(stampedAt),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static final String OF =
            """
            SELECT signature.sha256, certificate, issuer, signature.stamped_at,
                   later_stamp.sha256 AS later_sha256, later_stamp.stamped_at AS later_at
              FROM letters.signature LEFT JOIN letters.later_stamp USING (agency_id, letter_id)
             WHERE agency_id = :agency AND letter_id = :letter
            """;

    Optional<Kept> of(UUID agency, UUID letter) {
        return db.sql(OF)
                .param("agency", agency)
                .param("letter", letter)
                .query((row, _) -> {
                    var stampedAt = row.getObject("stamped_at", OffsetDateTime.class);
                    return new Kept(
                            row.getString("sha256"),
                            row.getString("certificate"),
                            row.getString("issuer"),
                            stampedAt == null ? null : stampedAt.toInstant(),
                            later(row));
                })
                .optional();
    }

    private static @Nullable Later later(ResultSet row) throws SQLException {
        var at = row.getObject("later_at", OffsetDateTime.class);
        return at == null ? null : new Later(row.getString("later_sha256"), at.toInstant());
    }

    private static final String UNSTAMPED =
            """
            SELECT agency_id, letter_id, sha256 FROM letters.signature
             WHERE stamped_at IS NULL
               AND NOT EXISTS (SELECT FROM letters.later_stamp
                                WHERE later_stamp.agency_id = signature.agency_id
                                  AND later_stamp.letter_id = signature.letter_id)
             ORDER BY random()
             LIMIT :rows
            """;

    /// Some signed files whose time nobody but us says, of all agencies in the current scope: any
    /// of them, so that one that cannot be stamped holds up no other.
    List<Found> unstamped(int rows) {
        return db.sql(UNSTAMPED).param("rows", rows).query(SheetSignatures::found).list();
    }

    private static final String IS_BROUGHT =
            "SELECT EXISTS (SELECT FROM letters.brought WHERE agency_id = :agency AND letter_id = :letter)";

    /// Whether somebody brought the PDF that was signed; then nothing here reads it.
    boolean isBrought(UUID agency, UUID letter) {
        return db.sql(IS_BROUGHT)
                .param("agency", agency)
                .param("letter", letter)
                .query(Boolean.class)
                .single();
    }

    private static final String ADD_LATER =
            """
            INSERT INTO letters.later_stamp (agency_id, letter_id, sha256, stamped_at)
            VALUES (:agency, :letter, :sha256, :at)
            ON CONFLICT DO NOTHING
            """;

    /// @return false if it has one
    boolean addLater(UUID agency, UUID letter, Later later) {
        return db.sql(ADD_LATER)
                        .param("agency", agency)
                        .param("letter", letter)
                        .param("sha256", later.sha256())
                        .param("at", utc(later.stampedAt()))
                        .update()
                == 1;
    }

    /// @param letter whose signed file has that content
    record Found(UUID agency, UUID letter, String sha256) {}

    private static final String WITH_CONTENT =
            """
            SELECT agency_id, letter_id, sha256 FROM letters.signature WHERE sha256 = ANY (:sha256)
            UNION ALL
            SELECT agency_id, letter_id, sha256 FROM letters.later_stamp WHERE sha256 = ANY (:sha256)
            """;

    /// Among those of all agencies in the current scope.
    List<Found> withContent(Collection<String> sha256) {
        return db.sql(WITH_CONTENT)
                .param("sha256", sha256.toArray(String[]::new))
                .query(SheetSignatures::found)
                .list();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getObject("agency_id", UUID.class),
                row.getObject("letter_id", UUID.class),
                row.getString("sha256"));
    }

    private static final String FAILED =
            """
            INSERT INTO letters.signing_trouble (agency_id, letter_id, why, official, name, since, next_at)
            VALUES (:agency, :letter, :why, :official, :name, :now, :next)
            ON CONFLICT (agency_id, letter_id) DO UPDATE SET
                   since = CASE WHEN signing_trouble.why = excluded.why
                                 AND signing_trouble.official IS NOT DISTINCT FROM excluded.official
                                THEN signing_trouble.since ELSE excluded.since END,
                   why = excluded.why, official = excluded.official, name = excluded.name, next_at = excluded.next_at
            RETURNING since = :now
            """;

    /// @return whether that is news
    boolean failed(
            UUID agency,
            UUID letter,
            CannotSign.Why why,
            @Nullable Holder whose,
            Instant now,
            Instant next) {
        return db.sql(FAILED)
                .param("agency", agency)
                .param("letter", letter)
                .param("why", why.name())
                .param("official", whose == null ? null : whose.official(), Types.OTHER)
                .param("name", whose == null ? null : whose.name(), Types.VARCHAR)
                .param("now", utc(now))
                .param("next", utc(next))
                .query(Boolean.class)
                .single();
    }

    private static final String AGAIN =
            "UPDATE letters.signing_trouble SET next_at = :now WHERE agency_id = :agency AND letter_id = :letter";

    void again(UUID agency, UUID letter, Instant now) {
        db.sql(AGAIN)
                .param("agency", agency)
                .param("letter", letter)
                .param("now", utc(now))
                .update();
    }

    private static final String OVER =
            "DELETE FROM letters.signing_trouble WHERE agency_id = :agency AND letter_id = :letter";

    void over(UUID agency, UUID letter) {
        db.sql(OVER).param("agency", agency).param("letter", letter).update();
    }

    private static final String TROUBLE =
            "SELECT why, name, since, next_at FROM letters.signing_trouble WHERE agency_id = :agency AND letter_id = :letter";

    Optional<Trouble> trouble(UUID agency, UUID letter) {
        return db.sql(TROUBLE)
                .param("agency", agency)
                .param("letter", letter)
                .query((row, _) ->
                        new Trouble(
                                CannotSign.Why.valueOf(row.getString("why")),
                                row.getString("name"),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getObject("next_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// A numbered letter that waits to be signed.
    record Unsigned(UUID letter, String subject, Instant since) {}

    private static final String UNSIGNED =
            """
            SELECT outgoing.id, outgoing.subject, signing_trouble.since
              FROM letters.signing_trouble
              JOIN letters.outgoing ON outgoing.agency_id = signing_trouble.agency_id
                                   AND outgoing.id = signing_trouble.letter_id
             WHERE outgoing.agency_id = :agency AND :signer IN (outgoing.signer_id, signing_trouble.official) AND outgoing.stage = 'NUMBERED'
             ORDER BY signing_trouble.since, outgoing.id
             LIMIT :rows
            """;

    /// Letters that have their number and could not be signed yet, of their signer, or for want of
    /// a key of this person.
    List<Unsigned> unsigned(UUID agency, UUID signer, int rows) {
        return db.sql(UNSIGNED)
                .param("agency", agency)
                .param("signer", signer)
                .param("rows", rows)
                .query((row, _) ->
                        new Unsigned(
                                row.getObject("id", UUID.class),
                                row.getString("subject"),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
