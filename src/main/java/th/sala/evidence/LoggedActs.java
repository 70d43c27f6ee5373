package th.sala.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.proof.Entry;
import th.sala.proof.Fields;
import th.sala.proof.Statement;

/// Entries, before and after they have their place in the log.
@Repository
class LoggedActs {
    private final JdbcClient db;

    LoggedActs(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            SELECT evidence.enter(:agency, :act, :at, :record, :account, :head, :salt, :statement)::text
            """;

    void add(Evidence.Prepared prepared) {
        var act = prepared.act();
        db.sql(ADD)
                .param("agency", prepared.agency())
                .param("act", act.name())
                .param("at", act.at().atOffset(ZoneOffset.UTC))
                .param("record", act.record(), Types.OTHER)
                .param("account", prepared.account(), Types.OTHER)
                .param("head", prepared.head())
                .param("salt", prepared.salt())
                .param("statement", prepared.statement())
                .query(String.class)
                .single();
    }

    /// An entry that has its place.
    record Placed(long index, String leaf, Optional<Statement> statement) {
        Entry entry() {
            return Entry.parse(leaf.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final String PLACED =
            "SELECT index, leaf, salt, statement FROM evidence.entry WHERE agency_id = :agency AND index IS NOT NULL";

    private static final String OF_RECORD = PLACED + " AND record_id IN (:records) ORDER BY index";

    List<Placed> ofRecords(UUID agency, Collection<UUID> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        return db.sql(OF_RECORD)
                .param("agency", agency)
                .param("records", records)
                .query(LoggedActs::placed)
                .list();
    }

    private static final String OF_ACCOUNT =
            PLACED + " AND account_id = :account AND at >= :from AND at < :until ORDER BY index";

    List<Placed> ofAccount(UUID agency, UUID account, Instant from, Instant until) {
        return db.sql(OF_ACCOUNT)
                .param("agency", agency)
                .param("account", account)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(LoggedActs::placed)
                .list();
    }

    private static final String OF_AGENCY = PLACED + " ORDER BY index";

    List<Placed> ofAgency(UUID agency) {
        return db.sql(OF_AGENCY).param("agency", agency).query(LoggedActs::placed).list();
    }

    private static Placed placed(ResultSet row, int number) throws SQLException {
        var salt = row.getBytes("salt");
        Optional<Statement> statement =
                salt == null
                        ? Optional.empty()
                        : Optional.of(
                                new Statement(salt, Fields.parse(row.getString("statement"))));
        return new Placed(row.getLong("index"), row.getString("leaf"), statement);
    }
}
