package th.sala.mail;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OutsideMailboxes {
    private final JdbcClient db;

    OutsideMailboxes(JdbcClient db) {
        this.db = db;
    }

    private static final String ALL =
            """
            SELECT * FROM mail.outside_mailbox WHERE agency_id = :agency ORDER BY address
            """;

    List<OutsideMailbox> all(UUID agency) {
        return db.sql(ALL).param("agency", agency).query(OutsideMailboxes::mailbox).list();
    }

    private static final String FIND =
            """
            SELECT * FROM mail.outside_mailbox WHERE agency_id = :agency AND id = :id
            """;

    Optional<OutsideMailbox> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(OutsideMailboxes::mailbox)
                .optional();
    }

    /// An address that was given up, or went to another agency, leads nowhere.
    private static final String TO_READ =
            """
            SELECT o.* FROM mail.outside_mailbox o JOIN mail.mailbox m USING (agency_id, address)
             WHERE o.active AND o.imap_host IS NOT NULL
            """;

    /// Those that are to be read, in the current scope.
    List<OutsideMailbox> toRead() {
        return db.sql(TO_READ).query(OutsideMailboxes::mailbox).list();
    }

    private static final String OF_ADDRESS =
            """
            SELECT o.* FROM mail.outside_mailbox o JOIN mail.mailbox m USING (agency_id, address)
             WHERE address = :address
            """;

    /// That of an address of this installation.
    Optional<OutsideMailbox> ofAddress(String address) {
        return db.sql(OF_ADDRESS)
                .param("address", MailAddress.normal(address))
                .query(OutsideMailboxes::mailbox)
                .optional();
    }

    private static final String PUT =
            """
            INSERT INTO mail.outside_mailbox (
                   agency_id, id, address, trusted, imap_host, imap_port, imap_line, imap_username, imap_password,
                   smtp_host, smtp_port, smtp_line, smtp_username, smtp_password,
                   token_authorize, token_endpoint, token_client, token_scope, token_secret, token_refresh,
                   read_since, findings_by, active, changed_at)
            VALUES (:agency, :id, :address, :trusted, :imapHost, :imapPort, :imapLine, :imapUsername, :imapPassword,
                   :smtpHost, :smtpPort, :smtpLine, :smtpUsername, :smtpPassword,
                   :tokenAuthorize, :tokenEndpoint, :tokenClient, :tokenScope, :tokenSecret, :tokenRefresh,
                   :readSince, :findingsBy, :active, :changedAt)
            ON CONFLICT (agency_id, id) DO UPDATE
               SET trusted = :trusted, imap_host = :imapHost, imap_port = :imapPort, imap_line = :imapLine,
                   imap_username = :imapUsername, imap_password = :imapPassword,
                   smtp_host = :smtpHost, smtp_port = :smtpPort, smtp_line = :smtpLine,
                   smtp_username = :smtpUsername, smtp_password = :smtpPassword,
                   token_authorize = :tokenAuthorize, token_endpoint = :tokenEndpoint, token_client = :tokenClient,
                   token_scope = :tokenScope, token_secret = :tokenSecret, token_refresh = :tokenRefresh,
                   read_since = :readSince, findings_by = :findingsBy, active = :active, changed_at = :changedAt
            """;

    /// Adds it or changes it; the address stays.
    void put(OutsideMailbox mailbox) {
        var reading = mailbox.reading();
        var sending = mailbox.sending();
        var tokens = mailbox.tokens();
        db.sql(PUT)
                .param("agency", mailbox.agency())
                .param("id", mailbox.id())
                .param("address", mailbox.address())
                .param("trusted", mailbox.trusted())
                .param("imapHost", reading == null ? null : reading.host(), Types.VARCHAR)
                .param("imapPort", reading == null ? null : reading.port(), Types.INTEGER)
                .param("imapLine", reading == null ? null : reading.line().name(), Types.VARCHAR)
                .param("imapUsername", reading == null ? null : reading.username(), Types.VARCHAR)
                .param("imapPassword", reading == null ? null : reading.password(), Types.BINARY)
                .param("smtpHost", sending.host())
                .param("smtpPort", sending.port())
                .param("smtpLine", sending.line().name())
                .param("smtpUsername", sending.username())
                .param("smtpPassword", sending.password())
                .param("tokenAuthorize", tokens == null ? null : authorize(tokens), Types.VARCHAR)
                .param(
                        "tokenEndpoint",
                        tokens == null ? null : tokens.endpoint().toString(),
                        Types.VARCHAR)
                .param("tokenClient", tokens == null ? null : tokens.client(), Types.VARCHAR)
                .param("tokenScope", tokens == null ? null : tokens.scope(), Types.VARCHAR)
                .param("tokenSecret", tokens == null ? null : tokens.secret(), Types.BINARY)
                .param("tokenRefresh", tokens == null ? null : tokens.refresh(), Types.BINARY)
                .param("readSince", Columns.at(mailbox.readSince()))
                .param("findingsBy", mailbox.findingsBy())
                .param("active", mailbox.active())
                .param("changedAt", Columns.at(mailbox.changedAt()))
                .update();
    }

    private static String authorize(TokenSource tokens) {
        return tokens.authorize().map(URI::toString).orElse("");
    }

    private static final String RENEW =
            """
            UPDATE mail.outside_mailbox SET token_refresh = :refresh
             WHERE agency_id = :agency AND id = :id AND changed_at = :changedAt AND token_refresh = :used
            """;

    /// Keeps the next refresh token in place of the one that was used, both closed.
    ///
    /// @return false if the settings are others now, or there is another token already
    boolean renew(Login.Token token, byte[] used, byte[] refresh) {
        return db.sql(RENEW)
                        .param("agency", token.agency())
                        .param("id", token.mailbox())
                        .param("changedAt", Columns.at(token.changedAt()))
                        .param("used", used)
                        .param("refresh", refresh)
                        .update()
                == 1;
    }

    private static final String ACTIVATE =
            """
            UPDATE mail.outside_mailbox SET active = true
             WHERE agency_id = :agency AND id = :id AND changed_at = :changedAt AND NOT active
            """;

    /// @return false if it was active already, or was changed meanwhile
    boolean activate(OutsideMailbox tried) {
        return db.sql(ACTIVATE)
                        .param("agency", tried.agency())
                        .param("id", tried.id())
                        .param("changedAt", Columns.at(tried.changedAt()))
                        .update()
                == 1;
    }

    private static final String REMOVE =
            """
            DELETE FROM mail.outside_mailbox WHERE agency_id = :agency AND id = :id
            """;

    void remove(UUID agency, UUID id) {
        db.sql(REMOVE).param("agency", agency).param("id", id).update();
    }

    private static OutsideMailbox mailbox(ResultSet row, int number) throws SQLException {
        return new OutsideMailbox(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "agency_id"),
                row.getString("address"),
                row.getString("trusted"),
                access(row, "imap"),
                Objects.requireNonNull(access(row, "smtp")),
                tokens(row),
                Columns.instant(row, "read_since"),
                row.getString("findings_by"),
                row.getBoolean("active"),
                Columns.instant(row, "changed_at"));
    }

    private static @Nullable TokenSource tokens(ResultSet row) throws SQLException {
        var endpoint = row.getString("token_endpoint");
        if (endpoint == null) {
            return null;
        }
        var authorize = row.getString("token_authorize");
        return new TokenSource(
                authorize.isEmpty() ? Optional.empty() : Optional.of(URI.create(authorize)),
                URI.create(endpoint),
                row.getString("token_client"),
                row.getString("token_scope"),
                row.getBytes("token_secret"),
                row.getBytes("token_refresh"));
    }

    private static OutsideMailbox.@Nullable Access access(ResultSet row, String prefix)
            throws SQLException {
        var host = row.getString(prefix + "_host");
        if (host == null) {
            return null;
        }
        return new OutsideMailbox.Access(
                host,
                row.getInt(prefix + "_port"),
                MailServer.Line.valueOf(row.getString(prefix + "_line")),
                row.getString(prefix + "_username"),
                row.getBytes(prefix + "_password"));
    }
}
