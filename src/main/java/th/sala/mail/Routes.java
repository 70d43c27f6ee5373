package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Routes {
    private final JdbcClient db;

    Routes(JdbcClient db) {
        this.db = db;
    }

    private static final String ALL =
            """
            SELECT * FROM mail.route ORDER BY domain = '*', domain
            """;

    List<Route> all() {
        return db.sql(ALL).query((row, _) -> route(row)).list();
    }

    private static final String OF =
            """
            SELECT * FROM mail.route WHERE domain = :domain
            """;

    Optional<Route> of(String domain) {
        return db.sql(OF).param("domain", domain).query((row, _) -> route(row)).optional();
    }

    private static final String PUT =
            """
            INSERT INTO mail.route (domain, host, port, encryption, dedupes, username, password, changed_at)
            VALUES (:domain, :host, :port, :encryption, :dedupes, :username, :password, :now)
            ON CONFLICT (domain) DO UPDATE
               SET host = excluded.host, port = excluded.port, encryption = excluded.encryption,
                   dedupes = excluded.dedupes, username = excluded.username, password = excluded.password,
                   changed_at = excluded.changed_at
            """;

    void put(Route route, Instant now) {
        db.sql(PUT)
                .param("domain", route.domain())
                .param("host", route.host())
                .param("port", route.port())
                .param("encryption", route.encryption().name())
                .param("dedupes", route.dedupes())
                .param("username", route.username(), Types.VARCHAR)
                .param("password", route.password(), Types.BINARY)
                .param("now", Columns.at(now))
                .update();
    }

    private static final String REMOVE =
            """
            DELETE FROM mail.route WHERE domain = :domain
            """;

    void remove(String domain) {
        db.sql(REMOVE).param("domain", domain).update();
    }

    private static Route route(ResultSet row) throws SQLException {
        return new Route(
                row.getString("domain"),
                row.getString("host"),
                row.getInt("port"),
                Encryption.valueOf(row.getString("encryption")),
                row.getBoolean("dedupes"),
                row.getString("username"),
                row.getBytes("password"));
    }
}
