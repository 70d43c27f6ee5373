package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keys of domains, and the signatures that were made with them.
@Repository
class SigningKeys {
    /// @param privateKey closed
    /// @param signsFrom null while its record was not seen
    /// @param retiredAt null while it signs, or waits
    record Kept(
            String domain,
            String selector,
            byte[] privateKey,
            String publicKey,
            Instant madeAt,
            @Nullable Instant signsFrom,
            @Nullable Instant retiredAt) {
        boolean isSigning() {
            return signsFrom != null && retiredAt == null;
        }

        boolean wasSigningAt(Instant then) {
            return signsFrom != null && retiredAt != null && retiredAt.isAfter(then);
        }

        boolean isWaiting() {
            return signsFrom == null;
        }
    }

    private final JdbcClient db;

    SigningKeys(JdbcClient db) {
        this.db = db;
    }

    private static final String OUTSIDE =
            """
            SELECT address FROM mail.outside_mailbox
            """;

    private static final String DOMAINS =
            """
            SELECT DISTINCT split_part(address, '@', 2) FROM mail.mailbox
             WHERE address <> ALL(:outside) ORDER BY 1
            """;

    /// Those with a mailbox that is kept here, as far as the current scope sees.
    List<String> domains() {
        var outside = db.sql(OUTSIDE).query(String.class).list();
        return db.sql(DOMAINS)
                .param("outside", outside.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static final String ALL =
            """
            SELECT * FROM mail.signing_key WHERE domain = :domain ORDER BY made_at DESC
            """;

    List<Kept> all(String domain) {
        return db.sql(ALL).param("domain", domain).query((row, _) -> kept(row)).list();
    }

    private static final String FIND =
            """
            SELECT * FROM mail.signing_key WHERE domain = :domain AND selector = :selector
            """;

    Optional<Kept> find(String domain, String selector) {
        return db.sql(FIND)
                .param("domain", domain)
                .param("selector", selector)
                .query((row, _) -> kept(row))
                .optional();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("domain"),
                row.getString("selector"),
                row.getBytes("private_key"),
                row.getString("public_key"),
                Columns.instant(row, "made_at"),
                Columns.instantOrNull(row, "signs_from"),
                Columns.instantOrNull(row, "retired_at"));
    }

    private static final String ADD =
            """
            INSERT INTO mail.signing_key (domain, selector, private_key, public_key, made_at, signs_from)
            VALUES (:domain, :selector, :privateKey, :publicKey, :madeAt, :signsFrom)
            ON CONFLICT DO NOTHING
            """;

    /// Changes nothing if the domain has one that signs, or that waits, already.
    ///
    /// @return whether it was added
    boolean add(Kept key) {
        var from = key.signsFrom;
        return db.sql(ADD)
                        .param("domain", key.domain)
                        .param("selector", key.selector)
                        .param("privateKey", key.privateKey)
                        .param("publicKey", key.publicKey)
                        .param("madeAt", Columns.at(key.madeAt))
                        .param(
                                "signsFrom",
                                from == null ? null : Columns.at(from),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    private static final String RETIRE =
            """
            UPDATE mail.signing_key SET retired_at = :now
             WHERE domain = :domain AND signs_from IS NOT NULL AND retired_at IS NULL
               AND EXISTS (SELECT FROM mail.signing_key
                            WHERE domain = :domain AND selector = :selector AND signs_from IS NULL)
            """;

    private static final String BEGIN =
            """
            UPDATE mail.signing_key SET signs_from = :now
             WHERE domain = :domain AND selector = :selector AND signs_from IS NULL
            """;

    /// From now on the waiting key signs.
    ///
    /// @return whether it waited
    boolean begin(String domain, String selector, Instant now) {
        var changed = 0;
        for (var statement : new String[] {RETIRE, BEGIN}) {
            changed =
                    db.sql(statement)
                            .param("domain", domain)
                            .param("selector", selector)
                            .param("now", Columns.at(now))
                            .update();
        }
        return changed == 1;
    }

    private static final String SIGNATURE =
            """
            SELECT field FROM mail.signature WHERE agency_id = :agency AND mail = :mail
            """;

    /// Empty text where nothing signs.
    Optional<String> signature(UUID agency, UUID mail) {
        return db.sql(SIGNATURE)
                .param("agency", agency)
                .param("mail", mail)
                .query(String.class)
                .optional();
    }

    private static final String KEEP =
            """
            INSERT INTO mail.signature (agency_id, mail, field) VALUES (:agency, :mail, :field)
            ON CONFLICT DO NOTHING
            """;

    void keep(UUID agency, UUID mail, String field) {
        db.sql(KEEP).param("agency", agency).param("mail", mail).param("field", field).update();
    }
}
