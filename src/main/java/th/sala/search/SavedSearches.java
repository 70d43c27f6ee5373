package th.sala.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SavedSearches {
    private final JdbcClient db;

    SavedSearches(JdbcClient db) {
        this.db = db;
    }

    /// A search that a person keeps under a name.
    ///
    /// @param query of its page's address
    record Saved(UUID id, String name, String query) {}

    private static final String OF =
            """
            SELECT id, name, query FROM search.saved
             WHERE agency_id = :agency AND account = :account ORDER BY made_at, id
            """;

    List<Saved> of(UUID agency, UUID account) {
        return db.sql(OF)
                .param("agency", agency)
                .param("account", account)
                .query(Saved.class)
                .list();
    }

    private static final String KEEP =
            """
            INSERT INTO search.saved (agency_id, account, id, name, query, made_at)
            VALUES (:agency, :account, :id, :name, :query, :now)
            ON CONFLICT (agency_id, account, name) DO UPDATE SET query = excluded.query, made_at = excluded.made_at
            """;

    /// Of the same name the later counts.
    void keep(UUID agency, UUID account, Saved saved, Instant now) {
        db.sql(KEEP)
                .param("agency", agency)
                .param("account", account)
                .param("id", saved.id())
                .param("name", saved.name())
                .param("query", saved.query())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String FORGET =
            "DELETE FROM search.saved WHERE agency_id = :agency AND account = :account AND id = :id";

    void forget(UUID agency, UUID account, UUID id) {
        db.sql(FORGET).param("agency", agency).param("account", account).param("id", id).update();
    }
}
