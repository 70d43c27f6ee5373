package th.sala.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// They belong to no agency.
@Repository
class Providers {
    private final JdbcClient db;

    Providers(JdbcClient db) {
        this.db = db;
    }

    List<Provider> all() {
        return db.sql("SELECT * FROM identity.provider ORDER BY name, id")
                .query(Providers::provider)
                .list();
    }

    Optional<Provider> find(UUID id) {
        return db.sql("SELECT * FROM identity.provider WHERE id = :id")
                .param("id", id)
                .query(Providers::provider)
                .optional();
    }

    Optional<byte[]> secret(UUID id) {
        return db.sql("SELECT secret FROM identity.provider WHERE id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional();
    }

    private static final String PUT =
            """
            INSERT INTO identity.provider (id, name, address, issuer, client, secret, scopes, claim, acr, active, made_at)
            VALUES (:id, :name, :address, :issuer, :client, :secret, :scopes, :claim, :acr, :active, :at)
            ON CONFLICT (id) DO UPDATE
               SET name = :name, address = :address, issuer = :issuer, client = :client, secret = :secret,
                   scopes = :scopes, claim = :claim, acr = :acr, active = :active
            """;

    /// @param secret closed
    void put(Provider provider, byte[] secret, Instant at) {
        db.sql(PUT)
                .param("id", provider.id())
                .param("name", provider.name())
                .param("address", provider.address())
                .param("issuer", provider.issuer())
                .param("client", provider.client())
                .param("secret", secret)
                .param("scopes", provider.scopes())
                .param("claim", provider.claim())
                .param("acr", provider.acr())
                .param("active", provider.active())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void activate(UUID id, boolean active) {
        db.sql("UPDATE identity.provider SET active = :active WHERE id = :id")
                .param("id", id)
                .param("active", active)
                .update();
    }

    void remove(UUID id) {
        db.sql("DELETE FROM identity.provider WHERE id = :id").param("id", id).update();
    }

    private static Provider provider(ResultSet row, int number) throws SQLException {
        return new Provider(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("address"),
                row.getString("issuer"),
                row.getString("client"),
                row.getString("scopes"),
                row.getString("claim"),
                row.getString("acr"),
                row.getBoolean("active"));
    }
}
