package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.origin.DomainSignature;
import th.sala.origin.SpfResult;

@Repository
class MailOrigins {
    /// A mail to look at.
    ///
    /// @param findingsBy the name of the service where it was read; null if it came by SMTP
    /// @param looks that were made and brought nothing
    record Due(
            UUID agency,
            UUID mail,
            String sha256,
            String envelopeFrom,
            String client,
            String helo,
            @Nullable String findingsBy,
            int looks) {}

    private final JdbcClient db;

    MailOrigins(JdbcClient db) {
        this.db = db;
    }

    private static final String AWAIT =
            """
            INSERT INTO mail.origin (agency_id, mail, verdict, next_look) VALUES (:agency, :mail, 'PENDING', :now)
            """;

    void await(UUID agency, UUID mail, Instant now) {
        db.sql(AWAIT)
                .param("agency", agency)
                .param("mail", mail)
                .param("now", Columns.at(now))
                .update();
    }

    private static final String DUE =
            """
            SELECT o.agency_id, o.mail, o.looks, r.sha256, r.envelope_from, r.client, r.helo, r.findings_by
              FROM mail.origin o JOIN mail.received r ON r.agency_id = o.agency_id AND r.id = o.mail
             WHERE o.next_look <= :now ORDER BY o.next_look LIMIT :most
            """;

    List<Due> due(Instant now, int most) {
        return db.sql(DUE)
                .param("now", Columns.at(now))
                .param("most", most)
                .query((row, _) ->
                        new Due(
                                Columns.uuid(row, "agency_id"),
                                Columns.uuid(row, "mail"),
                                row.getString("sha256"),
                                row.getString("envelope_from"),
                                row.getString("client"),
                                row.getString("helo"),
                                row.getString("findings_by"),
                                row.getInt("looks")))
                .list();
    }

    private static final String PUT =
            """
            UPDATE mail.origin
               SET verdict = :verdict, seen = :seen, signature = :signature, signed_by = :signedBy,
                   machine = :machine, sent_for = :sentFor, service = :service, looks = looks + 1, next_look = :next
             WHERE agency_id = :agency AND mail = :mail
            """;

    /// @param next when to look again; null for never
    void put(UUID agency, UUID mail, MailOrigin origin, @Nullable Instant next) {
        db.sql(PUT)
                .param("agency", agency)
                .param("mail", mail)
                .param("verdict", origin.verdict().name())
                .param("seen", origin.seen())
                .param("signature", origin.signature().state().name())
                .param("signedBy", origin.signature().domain())
                .param("machine", origin.machine().name())
                .param("sentFor", origin.sentFor())
                .param("service", origin.service())
                .param(
                        "next",
                        next == null ? null : Columns.at(next),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static final String FIND =
            """
            SELECT * FROM mail.origin WHERE mail = :mail
            """;

    Optional<MailOrigin> find(UUID mail) {
        return db.sql(FIND).param("mail", mail).query((row, _) -> origin(row)).optional();
    }

    private static final String OF =
            """
            SELECT * FROM mail.origin WHERE mail = ANY(:mails)
            """;

    Map<UUID, MailOrigin> of(Collection<UUID> mails) {
        var origins = new HashMap<UUID, MailOrigin>();
        db.sql(OF)
                .param("mails", mails.toArray(UUID[]::new))
                .query(row -> {
                    origins.put(Columns.uuid(row, "mail"), origin(row));
                });
        return origins;
    }

    private static MailOrigin origin(ResultSet row) throws SQLException {
        return new MailOrigin(
                MailOrigin.Verdict.valueOf(row.getString("verdict")),
                row.getString("seen"),
                new DomainSignature(
                        DomainSignature.State.valueOf(row.getString("signature")),
                        row.getString("signed_by")),
                SpfResult.valueOf(row.getString("machine")),
                row.getString("sent_for"),
                row.getString("service"));
    }
}
