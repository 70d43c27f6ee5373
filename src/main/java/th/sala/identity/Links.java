package th.sala.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Links {
    /// Whose it is.
    record Whose(UUID agency, UUID account, UUID link) {}

    private final JdbcClient db;

    Links(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO identity.link (agency_id, account_id, id, provider_id, person, made_by, made_at)
            VALUES (:agency, :account, :id, :provider, :person, :by, :at)
            """;

    void add(UUID agency, UUID account, UUID provider, byte[] person, String by, Instant at) {
        db.sql(ADD)
                .param("agency", agency)
                .param("account", account)
                .param("id", UUID.randomUUID())
                .param("provider", provider)
                .param("person", person)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String FIND =
            """
            SELECT agency_id, account_id, id FROM identity.link
             WHERE provider_id = :provider AND person = :person
            """;

    Optional<Whose> find(UUID provider, byte[] person) {
        return db.sql(FIND)
                .param("provider", provider)
                .param("person", person)
                .query((row, _) ->
                        new Whose(
                                row.getObject("agency_id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getObject("id", UUID.class)))
                .optional();
    }

    void used(UUID link, Instant at) {
        db.sql("UPDATE identity.link SET last_used = :at WHERE id = :id")
                .param("id", link)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String OF =
            """
            SELECT link.id, provider.name, link.made_by, link.made_at, link.last_used
              FROM identity.link JOIN identity.provider ON provider.id = link.provider_id
             WHERE link.account_id = :account
             ORDER BY provider.name, link.id
            """;

    List<Link> of(UUID account) {
        return db.sql(OF).param("account", account).query(Links::link).list();
    }

    boolean remove(UUID account, UUID link) {
        return db.sql("DELETE FROM identity.link WHERE account_id = :account AND id = :id")
                        .param("account", account)
                        .param("id", link)
                        .update()
                > 0;
    }

    void removeAll(UUID account) {
        db.sql("DELETE FROM identity.link WHERE account_id = :account")
                .param("account", account)
                .update();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        var used = row.getObject("last_used", OffsetDateTime.class);
        return new Link(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
